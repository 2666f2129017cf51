"""What the fast reader does not give: formulas, and the drop-down lists of cells. Slower, so only where asked."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from rbtrack.xlsx.addresses import Position
from rbtrack.xlsx.guard import Package


@dataclass(frozen=True, slots=True)
class Formulas:
    """Formulas (with their `=`) and offered choices, by position."""

    text: Mapping[Position, str]
    choices: Mapping[Position, tuple[str, ...]]


def read_formulas(package: Package, sheets: Iterable[str]) -> dict[str, Formulas]:
    """The formulas and literal drop-down lists of some sheets, by the sheet's name."""
    book = openpyxl.load_workbook(io.BytesIO(package.content))
    return {name: _formulas(book[name]) for name in dict.fromkeys(sheets)}


def _formulas(sheet: Worksheet) -> Formulas:
    text = {
        (cell.row, cell.column): str(cell.value)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and cell.row is not None and cell.column is not None
    }
    choices: dict[Position, tuple[str, ...]] = {}
    for validation in sheet.data_validations.dataValidation:
        literal = str(validation.formula1 or "")
        if validation.type == "list" and literal.startswith('"'):
            words = tuple(word.strip() for word in literal.strip('"').split(",") if word.strip())
            for ranges in validation.sqref.ranges:
                for row, column in ranges.cells:
                    choices[row, column] = words
    return Formulas(text, choices)
