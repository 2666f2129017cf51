"""A workbook as LibreOffice calculates it, and its cells read in bulk."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl

from tests.conftest import require_tool

Cells = dict[tuple[str, str], object]


def recalculated(path: Path) -> Path:
    """The same workbook, every formula calculated anew by LibreOffice."""
    program = require_tool("soffice", "libreoffice")
    bare = path.with_name("bare.xlsx")
    # Saved by openpyxl no formula has a stored result: LibreOffice must calculate every one.
    openpyxl.load_workbook(path).save(bare)
    target = path.parent / "calculated"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target), str(bare)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return Path(shutil.move(target / bare.name, path.with_name("calculated.xlsx")))


def values(path: Path) -> Cells:
    """Every cell that holds something, by sheet and address, formulas by their stored results."""
    return _cells(path, data_only=True)


def formulas(path: Path) -> dict[tuple[str, str], str]:
    """Every formula, by sheet and address."""
    return {place: str(value) for place, value in _cells(path, data_only=False, kind="f").items()}


def _cells(path: Path, *, data_only: bool, kind: str | None = None) -> Cells:
    book = openpyxl.load_workbook(path, data_only=data_only)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and kind in (None, cell.data_type)
    }
