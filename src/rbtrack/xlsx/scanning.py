"""Reads the cells of one sheet in one pass: values, which of them are results of formulas, errors, merged ranges.

A cell that contradicts itself is refused, with its name: it is never read as blank or as something similar. What no
program shows is not read: values below a merged cell, and cells outside of the rows of the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from rbtrack.domain.evaluation import RawValue
from rbtrack.errors import Place, WorkbookError
from rbtrack.xlsx.addresses import Position, position_of
from rbtrack.xlsx.dates import from_serial
from rbtrack.xlsx.limits import (
    MOST_CELL_TEXT,
    MOST_COLUMNS,
    MOST_ROWS,
    CellBudget,
    too_many_cells,
    too_much_text,
)
from rbtrack.xlsx.markup import walk
from rbtrack.xlsx.number_formats import shows_date
from rbtrack.xlsx.texts import unescaped

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_INDEX = re.compile(r"\d{1,9}", re.ASCII)
_NOT_NUMBERS = frozenset({"nan", "inf", "-inf", "infinity", "-infinity"})
_TRUE = ("1", "true")
_THINNEST = 1.0
"""In points for a row, in characters for a column: nobody reads what is thinner."""

_OF_CELLS = ["worksheet", "sheetData", "row", "c"]
_BOOLEANS = {"1": True, "true": True, "0": False, "false": False}


@dataclass(frozen=True)
class Scan:
    """What a sheet says of its cells beyond their values: formulas, those without a stored result, and errors.

    `formats` are the number formats of numbers, and of texts whose format may change them; General ones are left out.
    `covered` are filled cells below a merged one, whose values were not taken. `hidden_rows` are filled rows that
    are not shown, or too low to be read; `hidden_columns` ranges of such columns. `hides_zeros`: a 0 shows as nothing.
    """

    formulas: frozenset[Position]
    uncomputed: frozenset[Position]
    errors: Mapping[Position, str]
    formats: Mapping[Position, str] = field(default_factory=dict)
    covered: tuple[Position, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    hides_zeros: bool = False


@dataclass(frozen=True)
class SheetContent:
    """The cells of a sheet. `rows[r - 1][c - 1]`; a row ends with its last filled cell, a blank is None."""

    rows: Sequence[Sequence[RawValue]]
    merged: tuple[tuple[Position, Position], ...]
    scan: Scan


@dataclass(frozen=True)
class SharedValues:
    """What the cells of all sheets refer to: shared texts, and the number formats of styles (see `cell_formats`)."""

    texts: Sequence[str]
    formats: Mapping[str, str]
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
    formats: dict[Position, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    hides_zeros: bool = False
    path: list[str] = field(default_factory=list)
    """The elements that are open, the cell itself included."""
    row_is_hidden: bool = False
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
        self.path.append(name)
        if self.cell is not None:
            if name in ("c", "row"):
                raise self._damaged()
            self._start_inside(name)
        elif name == "c":
            if len(self.path) != len(_OF_CELLS) or self.path[1:] != _OF_CELLS[1:]:
                raise WorkbookError("file-broken", place=self.place)
            self.cell = attributes
        elif name == "row":
            self.row_is_hidden = attributes.get("hidden") in _TRUE or _is_thin(attributes.get("ht"))
        elif name == "col":
            self._column(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "sheetView":
            self.hides_zeros = self.hides_zeros or attributes.get("showZeros", "1") not in _TRUE

    def _start_inside(self, name: str) -> None:
        if name in ("v", "f", "is") and len(self.path) != len(_OF_CELLS) + 1:
            raise self._damaged()
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
        self.path.pop()

    def content(self) -> SheetContent:
        self.budget.area -= self.area
        covered = tuple(self._uncovered())
        scan = Scan(
            frozenset(self.formulas),
            frozenset(self.uncomputed),
            self.errors,
            self.formats,
            covered,
            frozenset(self.hidden_rows),
            tuple(self.hidden_columns),
            self.hides_zeros,
        )
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
        if isinstance(value, str):
            if len(value) > MOST_CELL_TEXT:
                raise WorkbookError("cell-text-too-long", place=self.here(), limit=MOST_CELL_TEXT)
            if not self.budget.take_text(len(value)):
                raise too_much_text(self.here())
        self._note_format(value, position)
        if self.row_is_hidden:
            self.hidden_rows.add(row)
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
        code = self._format()
        if code is not None and shows_date(code, number):
            return from_serial(number, from_1904=self.values.from_1904)
        return number

    def _note_format(self, value: RawValue, position: Position) -> None:
        """Keep the number format of a value that it may show as something else."""
        code = self._format()
        if code is None or isinstance(value, (bool, date)):
            return
        if isinstance(value, float) or code.count(";") > 2 or ("@" in code and code != "@"):
            self.formats[position] = code

    def _format(self) -> str | None:
        """The number format of the cell; None where it is General. A cell that names no style has the first one."""
        assert self.cell is not None
        return self.values.formats.get(self.cell.get("s", "0"))

    def _column(self, attributes: Mapping[str, str]) -> None:
        """A range of columns with one width."""
        is_hidden = attributes.get("hidden") in _TRUE or _is_thin(attributes.get("width"))
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if is_hidden and _INDEX.fullmatch(first) and _INDEX.fullmatch(last):
            if not self.budget.take_cell():
                raise too_many_cells(self.place)
            self.hidden_columns.append((int(first), int(last)))

    def _uncovered(self) -> Iterator[Position]:
        """Empty the cells below merged ones, and name those that were filled. Raises WorkbookError where merged ranges
        overlap so much that they cannot be meant."""
        left = len(self.rows) * self.width
        for (top, start), (bottom, end) in set(self.merged):
            last, width = min(bottom, len(self.rows)), min(end, self.width) - start + 1
            left -= max(0, last - top + 1) * max(0, width)
            if left < 0:
                raise WorkbookError("file-broken", place=self.place)
            for row in range(top, last + 1):
                cells = self.rows[row - 1]
                for column in range(start + (row == top), min(end, len(cells)) + 1):
                    if cells[column - 1] is not None:
                        cells[column - 1] = None
                        yield row, column

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


def _is_thin(size: str | None) -> bool:
    """Whether a height or width is so small that nothing can be read."""
    return size is not None and _NUMBER.fullmatch(size) is not None and float(size) < _THINNEST


def _iso_date(stored: str) -> date | str:
    """A date as strict files write it; a text that is not a date is returned unchanged."""
    try:
        moment = datetime.fromisoformat(stored)
    except ValueError:
        return stored
    return moment.date() if "T" not in stored else moment
