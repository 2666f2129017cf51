"""A workbook as the values of its sheets, by position: (row, column), counted from 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rbtrack.domain.evaluation import RawValue
from rbtrack.errors import Place
from rbtrack.xlsx.addresses import Position, a1
from rbtrack.xlsx.dates import date_styles
from rbtrack.xlsx.guard import Package, open_package
from rbtrack.xlsx.relations import find_parts
from rbtrack.xlsx.scanning import Room, Scan, Values, scan_sheet
from rbtrack.xlsx.texts import shared_texts


@dataclass(frozen=True)
class Sheet:
    """A sheet's values by position; `rows[r - 1][c - 1]`, as far as something stands in the row.

    A blank is None, a number a float.
    """

    file: str
    name: str
    rows: Sequence[Sequence[RawValue]]
    merged: tuple[tuple[Position, Position], ...]
    scan: Scan

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


def open_workbook(path: Path) -> Workbook:
    """Guard and read the file at `path`. Raises WorkbookError where it is refused or cannot be read."""
    package = open_package(path)
    place = Place(file=package.file)
    parts = find_parts(package)
    values = Values(shared_texts(parts.texts, place), date_styles(parts.styles, place), parts.from_1904)
    room = Room()
    return Workbook(package, tuple(_sheet(package.file, name, markup, values, room) for name, markup in parts.sheets))


def _sheet(file: str, name: str, markup: bytes, values: Values, room: Room) -> Sheet:
    content = scan_sheet(markup, values, room, Place(file, name))
    return Sheet(file, name, content.rows, content.merged, content.scan)
