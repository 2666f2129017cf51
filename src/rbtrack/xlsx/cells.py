"""A workbook as the values of its sheets, by position: (row, column), counted from 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rbtrack.domain.evaluation import RawValue, as_text
from rbtrack.errors import Place
from rbtrack.xlsx.addresses import Position, a1
from rbtrack.xlsx.cell_formulas import Formulas, scan_with_formulas
from rbtrack.xlsx.guard import Package, open_package
from rbtrack.xlsx.limits import CellBudget
from rbtrack.xlsx.number_formats import GENERAL, cell_formats
from rbtrack.xlsx.relations import SheetPart, find_parts
from rbtrack.xlsx.scanning import Scan, SharedValues, scan_sheet
from rbtrack.xlsx.shown_values import Shown, shown_number, shown_text
from rbtrack.xlsx.texts import shared_texts


@dataclass(frozen=True)
class Sheet:
    """A sheet's values by position; `rows[r - 1][c - 1]`, as far as something stands in the row.

    A blank is None, a number a float. `formulas` is None where they were not asked for. `is_hidden`: the workbook
    shows no tab for it.
    """

    file: str
    name: str
    rows: Sequence[Sequence[RawValue]]
    merged: tuple[tuple[Position, Position], ...]
    scan: Scan
    formulas: Formulas | None = None
    is_hidden: bool = False

    def value(self, row: int, column: int) -> RawValue:
        if 1 <= row <= len(self.rows) and 1 <= column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None

    def text(self, row: int, column: int) -> str:
        """The cell's text without white space around it; empty where there is no text."""
        value = self.value(row, column)
        return value.strip() if isinstance(value, str) else ""

    def shown(self, row: int, column: int) -> Shown:
        """What the cell shows of its value, and the number that a reader takes from it."""
        value, code = self.value(row, column), self.scan.formats.get((row, column), GENERAL)
        if isinstance(value, str):
            return Shown(shown_text(code, value))
        if not isinstance(value, float):
            return Shown(as_text(value))
        return Shown("") if value == 0 and self.scan.hides_zeros else shown_number(code, value)

    def is_unseen(self, row: int, column: int) -> bool:
        """Whether the cell stands in a row, column or sheet that is hidden."""
        is_in_column = any(first <= column <= last for first, last in self.scan.hidden_columns)
        return self.is_hidden or row in self.scan.hidden_rows or is_in_column

    def place(self, row: int, column: int) -> Place:
        return Place(file=self.file, sheet=self.name, cell=a1(row, column))

    @cached_property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True)
class Workbook:
    """A workbook that passed the guard, with the values of its sheets."""

    package: Package
    sheets: tuple[Sheet, ...]


def open_workbook(path: Path, *, with_formulas: bool = False) -> Workbook:
    """Guard and read the file at `path`; formulas and drop-down lists only where asked for, since few need them.

    Raises WorkbookError where the file is refused or cannot be read.
    """
    package = open_package(path)
    place = Place(file=package.file)
    parts = find_parts(package)
    values = SharedValues(shared_texts(parts.texts, place), cell_formats(parts.styles, place), parts.from_1904)
    budget = CellBudget()

    def read(part: SheetPart) -> Sheet:
        here = Place(package.file, part.name)
        content, formulas = (
            scan_with_formulas(part.markup, values, budget, here)
            if with_formulas
            else (scan_sheet(part.markup, values, budget, here), None)
        )
        return Sheet(
            package.file, part.name, content.rows, content.merged, content.scan, formulas, is_hidden=part.is_hidden
        )

    return Workbook(package, tuple(map(read, parts.sheets)))
