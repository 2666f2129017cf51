"""A workbook as the values of its sheets, by position: (row, column), counted from 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rbtrack.domain.evaluation import RawValue
from rbtrack.errors import Place
from rbtrack.xlsx.addresses import Position, a1
from rbtrack.xlsx.cell_formulas import Formulas, scan_with_formulas
from rbtrack.xlsx.dates import date_styles
from rbtrack.xlsx.guard import Package, open_package
from rbtrack.xlsx.limits import CellBudget
from rbtrack.xlsx.relations import find_parts
from rbtrack.xlsx.scanning import Scan, SharedValues, scan_sheet
from rbtrack.xlsx.texts import shared_texts


@dataclass(frozen=True)
class Sheet:
    """A sheet's values by position; `rows[r - 1][c - 1]`, as far as something stands in the row.

    A blank is None, a number a float. `formulas` is None where they were not asked for.
    """

    file: str
    name: str
    rows: Sequence[Sequence[RawValue]]
    merged: tuple[tuple[Position, Position], ...]
    scan: Scan
    formulas: Formulas | None = None

    def value(self, row: int, column: int) -> RawValue:
        if 1 <= row <= len(self.rows) and 1 <= column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None

    def text(self, row: int, column: int) -> str:
        """The cell's text without white space around it; empty where there is no text."""
        value = self.value(row, column)
        return value.strip() if isinstance(value, str) else ""

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
    values = SharedValues(shared_texts(parts.texts, place), date_styles(parts.styles, place), parts.from_1904)
    budget = CellBudget()

    def read(name: str, markup: bytes) -> Sheet:
        here = Place(package.file, name)
        if with_formulas:
            content, formulas = scan_with_formulas(markup, values, budget, here)
            return Sheet(package.file, name, content.rows, content.merged, content.scan, formulas)
        content = scan_sheet(markup, values, budget, here)
        return Sheet(package.file, name, content.rows, content.merged, content.scan)

    return Workbook(package, tuple(read(name, markup) for name, markup in parts.sheets))
