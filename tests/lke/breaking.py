"""Ways to break a worksheet, for tests."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Edit = Callable[[Worksheet], object]

ANSWER = 9
"""The column of the first table's answers in the sample worksheet."""


def edit(path: Path, change: Edit) -> Path:
    """Change the first sheet as a user would, and save. Stored results of formulas are lost by that."""
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    return path


def row_of(sheet: Worksheet, label: str) -> int:
    """The row in which a label of the first table stands."""
    return next(
        cell.row for row in sheet.iter_rows(max_col=6) for cell in row if cell.value == label and cell.row is not None
    )


def patch(path: Path, members: Mapping[str, bytes | None]) -> Path:
    """Write the package anew with some members replaced, added, or (None) left out."""
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    kept.update({name: data for name, data in members.items() if data is not None})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in kept.items():
            if members.get(name, b"") is not None:
                archive.writestr(name, data)
    return path


def sheet_xml(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml")
