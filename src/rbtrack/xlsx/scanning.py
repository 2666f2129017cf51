"""Reads the cells of one sheet in one pass: values, which of them are results of formulas, errors, merged ranges.

A cell that contradicts itself is refused, with its name: it is never read as blank or as something similar.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from rbtrack.domain.evaluation import RawValue
from rbtrack.errors import Place, WorkbookError
from rbtrack.xlsx.addresses import Position, position_of
from rbtrack.xlsx.dates import from_serial
from rbtrack.xlsx.limits import MOST_COLUMNS, MOST_ROWS, CellBudget, too_many_cells, too_much_text
from rbtrack.xlsx.markup import walk
from rbtrack.xlsx.texts import unescaped

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_INDEX = re.compile(r"\d{1,9}", re.ASCII)
_NOT_NUMBERS = frozenset({"nan", "inf", "-inf", "infinity", "-infinity"})
_BOOLEANS = {"1": True, "true": True, "0": False, "false": False}


@dataclass(frozen=True)
class Scan:
    """What a sheet says of its cells beyond their values: formulas, those without a stored result, and errors."""

    formulas: frozenset[Position]
    uncomputed: frozenset[Position]
    errors: Mapping[Position, str]


@dataclass(frozen=True)
class SheetContent:
    """The cells of a sheet. `rows[r - 1][c - 1]`; a row ends with its last filled cell, a blank is None."""

    rows: Sequence[Sequence[RawValue]]
    merged: tuple[tuple[Position, Position], ...]
    scan: Scan


@dataclass(frozen=True)
class SharedValues:
    """What the cells of all sheets refer to: shared texts, and the styles that show a number as a date."""

    texts: Sequence[str]
    dates: frozenset[str]
    from_1904: bool


def scan_sheet(markup: bytes, values: SharedValues, budget: CellBudget, place: Place) -> SheetContent:
    """Read the sheet at `place`. Raises WorkbookError with the cell that is damaged or goes beyond a limit."""
    scanner = SheetScanner(values, budget, place)
    walk(markup, place, scanner.start, scanner.end, scanner.text)
    return scanner.content()


@dataclass(slots=True)
class SheetScanner:
    """A sheet while it is being read."""

    values: SharedValues
    budget: CellBudget
    place: Place
    rows: list[list[RawValue]] = field(default_factory=list)
    merged: list[tuple[Position, Position]] = field(default_factory=list)
    formulas: set[Position] = field(default_factory=set)
    uncomputed: set[Position] = field(default_factory=set)
    errors: dict[Position, str] = field(default_factory=dict)
    columns: set[int] = field(default_factory=set)
    filled_rows: int = 0
    last: Position = (0, 0)
    width: int = 0
    area: int = 0
    cell: Mapping[str, str] | None = None
    """The attributes of the cell that is being read."""
    inside: str = ""
    """Which of its texts is being read: `v` its value, `t` a text of its own, `f` its formula."""
    spoken: bool = False
    stored: list[str] | None = None
    """The pieces of its value, None while it has none."""
    own: list[str] | None = None
    """The pieces of the text that stands in the cell itself."""
    has_formula: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            if self.cell is not None:
                raise self._damaged()
            self.cell = attributes
        elif self.cell is not None:
            self._start_inside(name)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _start_inside(self, name: str) -> None:
        if name == "v":
            if self.stored is not None:
                raise self._damaged()
            self.stored, self.inside = [], "v"
        elif name == "f":
            self.has_formula, self.inside = True, "f"
        elif name == "is":
            self.own = []
        elif name == "rPh":
            self.spoken = True
        elif name == "t" and not self.spoken:
            self.inside = "t"

    def text(self, data: str) -> None:
        if self.inside == "v" and self.stored is not None:
            self.stored.append(data)
        elif self.inside == "t" and self.own is not None:
            self.own.append(data)

    def end(self, name: str) -> None:
        if name == "c":
            if self.stored is not None or self.own is not None or self.has_formula:
                self._close()
                self.stored = self.own = None
                self.has_formula = False
            self.cell = None
        elif name == self.inside:
            self.inside = ""
        elif name == "rPh":
            self.spoken = False

    def content(self) -> SheetContent:
        self.budget.area -= self.area
        scan = Scan(frozenset(self.formulas), frozenset(self.uncomputed), self.errors)
        return SheetContent(self.rows, tuple(self.merged), scan)

    def _close(self) -> None:
        """The end of a cell: find out what stands in it. One that is only styled is passed over."""
        assert self.cell is not None
        kind = self.cell.get("t", "n")
        stored = "".join(self.stored or ())
        # An empty result is a result only where it is said to be a text.
        has_value = bool(stored) or self.own is not None or (kind == "str" and self.stored is not None)
        if not has_value and not self.has_formula:
            return
        row, column = position = self._position()
        if self.has_formula:
            self.formulas.add(position)
            if not has_value:
                self.uncomputed.add(position)
        value = self._value(kind, stored, position)
        if value is None or value == "":
            return
        if isinstance(value, str) and not self.budget.take_text(len(value)):
            raise too_much_text(self.here())
        cells = self.rows[row - 1]
        if len(cells) < column - 1:
            cells.extend([None] * (column - 1 - len(cells)))
        cells.append(value)

    def _position(self) -> Position:
        """Where the cell stands: after the one before it, and within every limit. Makes room for it in `rows`."""
        assert self.cell is not None
        reference = self.cell.get("r")
        if reference is None:
            raise WorkbookError("cells-without-place", place=self.place)
        position = position_of(reference)
        if position is None or position <= self.last:
            raise self._damaged()
        if not self.budget.take_cell():
            raise too_many_cells(self.here())
        row, column = position
        if row > self.last[0] or column > self.width:
            self._reach(row, column)
        if column not in self.columns:
            self.columns.add(column)
            if len(self.columns) > MOST_COLUMNS:
                raise WorkbookError("sheet-too-many-columns", place=self.here(), limit=MOST_COLUMNS)
        self.last = position
        return position

    def _reach(self, row: int, column: int) -> None:
        """The sheet goes farther than before."""
        self.filled_rows += row > self.last[0]
        self.width = max(self.width, column)
        self.area = row * self.width
        if self.filled_rows > MOST_ROWS:
            raise WorkbookError("sheet-too-many-rows", place=self.here(), limit=MOST_ROWS)
        if self.area > self.budget.area:
            raise WorkbookError("sheet-too-large", place=self.here())
        while len(self.rows) < row:
            self.rows.append([])

    def _value(self, kind: str, stored: str, position: Position) -> RawValue:
        if kind == "inlineStr":
            if stored:
                raise self._damaged()
            return unescaped("".join(self.own or ()))
        if self.own is not None:
            raise self._damaged()
        if kind == "str":
            return unescaped(stored)
        if not stored:
            return None
        if kind == "e":
            self.errors[position] = stored.strip()
            return None
        return self._typed(kind, stored.strip())

    def _typed(self, kind: str, stored: str) -> RawValue:
        if kind == "n":
            return self._number(stored)
        if kind == "s" and _INDEX.fullmatch(stored) and int(stored) < len(self.values.texts):
            return self.values.texts[int(stored)]
        if kind == "b" and stored in _BOOLEANS:
            return _BOOLEANS[stored]
        if kind == "d":
            return _iso_date(stored)
        raise self._damaged()

    def _number(self, stored: str) -> RawValue:
        if not _NUMBER.fullmatch(stored):
            if stored.lower() in _NOT_NUMBERS:
                return stored
            raise self._damaged()
        number = float(stored)
        if number in (float("inf"), float("-inf")):
            return stored
        assert self.cell is not None
        if self.cell.get("s") in self.values.dates:
            return from_serial(number, from_1904=self.values.from_1904)
        return number

    def _merge(self, reference: str) -> None:
        first, mark, last = reference.partition(":")
        start, end = position_of(first), position_of(last if mark else first)
        if start is None or end is None or start[0] > end[0] or start[1] > end[1]:
            raise WorkbookError("file-broken", place=self.place)
        if not self.budget.take_cell():
            raise too_many_cells(self.place)
        self.merged.append((start, end))

    def here(self) -> Place:
        """The cell that is being read, where it has a name that can be shown."""
        reference = self.cell.get("r", "") if self.cell else ""
        return Place(self.place.file, self.place.sheet, reference.upper() if position_of(reference) else None)

    def _damaged(self) -> WorkbookError:
        return WorkbookError("file-broken", place=self.here())


def _iso_date(stored: str) -> date | str:
    """A date as strict files write it; a text that is not a date is returned unchanged."""
    try:
        moment = datetime.fromisoformat(stored)
    except ValueError:
        return stored
    return moment.date() if "T" not in stored else moment
