"""Plain tables, a row for each entry, under named columns: CSV in the ways office programs write it, and workbooks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from rbtrack.domain.evaluation import RawValue, as_text, plain_words
from rbtrack.errors import Place, Problem, WorkbookError
from rbtrack.xlsx.addresses import Position, a1, column_letters
from rbtrack.xlsx.cells import Sheet, open_workbook
from rbtrack.xlsx.csv_files import CsvGrid, open_csv
from rbtrack.xlsx.ranges import MOST_RANGES, first_ranges

MOST_ROWS_ABOVE = 50
"""Titles and notes above the headings."""


class CellGrid(Protocol):
    """Cells in rows and columns, counted from 1: a sheet, or a text read with one separator."""

    @property
    def rows(self) -> Sequence[Sequence[RawValue]]: ...

    def value(self, row: int, column: int) -> RawValue: ...

    def place(self, row: int, column: int) -> Place: ...


_ZEROS_BEFORE = re.compile(r"0\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class TableForm:
    """The columns of a table: the words over each, by our name for it. Of each group in `required` one must be there."""

    columns: Mapping[str, Sequence[str]]
    required: Sequence[tuple[str, ...]]

    def column_of(self, value: RawValue) -> str | None:
        """Our name for the column under this heading."""
        words = plain_words(value.rstrip(": \n")) if isinstance(value, str) else ""
        return next((name for name, known in self.columns.items() if words in known), None)

    def missing(self, names: Sequence[str]) -> tuple[str, ...]:
        """The columns that a table with these ones lacks, each by a word that may stand over it and our name."""
        lacking = (group for group in self.required if not set(group) & set(names))
        return tuple(" / ".join(f"{self.columns[name][0]} ({name})" for name in group) for group in lacking)


@dataclass(frozen=True, slots=True)
class NextCell:
    """What stands right of a cell: in which column (our name for it, None for an unknown one), under which heading."""

    column: str | None
    heading: str
    value: RawValue


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One entry: value, place and heading of each known column, what stands right of it in a text (where a decimal
    comma may have cut it), and the cells in it that show no value."""

    place: Place
    values: Mapping[str, RawValue]
    places: Mapping[str, Place]
    headings: Mapping[str, str]
    right: Mapping[str, NextCell]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class FlatTable:
    """The entries of a table, and warnings of what in the file is not used."""

    entries: tuple[TableEntry, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Headings:
    """A row that may be that of the headings: our name for each column, by its number."""

    grid: CellGrid
    row: int
    names: Mapping[int, str]

    def written(self, column: int) -> str:
        return as_text(self.grid.value(self.row, column)).strip()

    @cached_property
    def filled(self) -> frozenset[int]:
        """The columns in which something stands below the headings."""
        below = self.grid.rows[self.row :]
        filled = {column for cells in below for column, value in enumerate(cells, start=1) if value not in (None, "")}
        return frozenset(filled | {column for row, column in self.valueless if row > self.row})

    def right_of(self, row: int, column: int) -> NextCell:
        return NextCell(self.names.get(column + 1), self.written(column + 1), self.grid.value(row, column + 1))

    @cached_property
    def valueless(self) -> Mapping[Position, str | None]:
        """The cells whose formula has no value: the error that stands there, None where nothing does."""
        scan = self.grid.scan if isinstance(self.grid, Sheet) else None
        return {**dict.fromkeys(scan.uncomputed), **scan.errors} if scan else {}

    @cached_property
    def last(self) -> int:
        """The last column with a heading."""
        row = self.grid.rows[self.row - 1]
        return max(column for column, value in enumerate(row, start=1) if value not in (None, ""))


def read_table(path: Path, form: TableForm) -> FlatTable:
    """The rows of a .csv or .xlsx file.

    Raises WorkbookError where the file cannot be read, where no row holds the required headings or several sheets
    have such a row, and where two columns of values stand under headings of one meaning.
    """
    if path.suffix.lower() == ".xlsx":
        return _read_workbook(path, form)
    text = open_csv(path)
    try:
        headings = _best([_find_headings(grid, form) for grid in text.grids], form, text.place)
    except WorkbookError as error:
        raise text.refusal or error from error
    return _read(headings, form, text.problems)


def _read_workbook(path: Path, form: TableForm) -> FlatTable:
    workbook = open_workbook(path)
    place = Place(file=workbook.package.file)
    found = [_find_headings(sheet, form) for sheet in workbook.sheets]
    whole = [each for each in found if each and not form.missing(tuple(each.names.values()))]
    several = [each for each in whole if each.filled]
    if len(several) > 1:
        names = tuple(each.grid.place(1, 1).sheet for each in several)
        raise WorkbookError("headings-on-several-sheets", place=place, sheets=names)
    headings = _best(several or found, form, place)
    others = [sheet for sheet in workbook.sheets if sheet is not headings.grid and any(sheet.rows)]
    problems = [*workbook.package.problems]
    if others:
        parameters = {"sheets": tuple(sheet.name for sheet in others)}
        problems.append(Problem("table-sheets-unused", "warning", place, parameters=parameters))
    return _read(headings, form, problems)


def _find_headings(grid: CellGrid, form: TableForm) -> _Headings | None:
    """The row of the headings: the first that has all that are required, else the one that has most."""
    best = None
    for number, row in enumerate(grid.rows[:MOST_ROWS_ABOVE], start=1):
        named = ((column, form.column_of(value)) for column, value in enumerate(row, start=1))
        found = _Headings(grid, number, {column: name for column, name in named if name is not None})
        if not form.missing(tuple(found.names.values())):
            return found
        if found.names and (best is None or len(found.names) > len(best.names)):
            best = found
    return best


def _best(found: Sequence[_Headings | None], form: TableForm, place: Place) -> _Headings:
    """The row that has all headings, with the most of them. Raises WorkbookError where none has."""
    rows = [each for each in found if each is not None]
    best = max(rows, key=lambda each: (not form.missing(tuple(each.names.values())), len(each.names)), default=None)
    missing = form.missing(tuple(best.names.values()) if best else ())
    if best is None or missing:
        seen = tuple(best.written(column) for column in best.names) if best else ()
        where = best.grid.place(best.row, min(best.names)) if best else place
        raise WorkbookError("table-headings-missing", place=where, missing=missing, found=seen)
    return best


def _read(headings: _Headings, form: TableForm, problems: Sequence[Problem]) -> FlatTable:
    columns = _columns(headings)
    unused = sorted(headings.filled - set(headings.names))
    doubts = [*problems]
    if unused:
        shown = tuple(headings.written(column) or column_letters(column) for column in unused)
        place = headings.grid.place(headings.row, unused[0])
        doubts.append(Problem("table-columns-unused", "warning", place, parameters={"columns": shown}))
    doubts += [*_unread_rows(headings, columns, form), *_unsure_cells(headings, columns)]
    return FlatTable(tuple(_entries(headings, columns)), tuple(doubts))


def _columns(headings: _Headings) -> dict[str, int]:
    """The number of each column, by our name. Raises WorkbookError, with all of them, where two hold values of one
    meaning: neither is guessed."""
    columns: dict[str, int] = {}
    problems = []
    for column, name in headings.names.items():
        first = columns.get(name)
        if first is None or first not in headings.filled:
            columns[name] = column
        elif column in headings.filled:
            parameters = {"first": headings.written(first), "second": headings.written(column)}
            place = headings.grid.place(headings.row, column)
            problems.append(Problem("table-columns-double", place=place, parameters=parameters))
    if problems:
        raise WorkbookError(problems=tuple(problems))
    return columns


def _entries(headings: _Headings, columns: Mapping[str, int]) -> Iterator[TableEntry]:
    grid = headings.grid
    written = {name: headings.written(column) for name, column in columns.items()}
    for row in range(headings.row + 1, len(grid.rows) + 1):
        values = {name: grid.value(row, column) for name, column in columns.items()}
        problems = tuple(_faults(headings, row, columns))
        if problems or any(value not in (None, "") for value in values.values()):
            places = {name: grid.place(row, column) for name, column in columns.items()}
            is_text = isinstance(grid, CsvGrid)
            right = {name: headings.right_of(row, column) for name, column in columns.items()} if is_text else {}
            yield TableEntry(grid.place(row, min(columns.values())), values, places, written, right, problems)


def _unread_rows(headings: _Headings, columns: Mapping[str, int], form: TableForm) -> Iterator[Problem]:
    """Rows above the headings that are filled as an entry is: a sorted table may have its headings in the middle."""
    grid = headings.grid
    asked = [[columns[name] for name in group if name in columns] for group in form.required]
    found = []
    for row in range(1, headings.row):
        filled = [[as_text(grid.value(row, column)).strip() for column in group] for group in asked]
        if all(map(any, filled)) and any(text[:1].isdigit() for group in filled for text in group):
            found.append(grid.place(row, min(columns.values())))
    if found:
        spots = tuple(place.cell or str(place.line) for place in found)
        parameters = {"count": len(found), "ranges": spots[:MOST_RANGES]}
        yield Problem("table-rows-above", "warning", found[0], parameters=parameters)


def _unsure_cells(headings: _Headings, columns: Mapping[str, int]) -> Iterator[Problem]:
    """Cells of a sheet that nobody sees, and numbers with more digits than they show: each in one warning."""
    sheet = headings.grid
    if not isinstance(sheet, Sheet):
        return
    every = ((row, column) for row in range(headings.row + 1, len(sheet.rows) + 1) for column in columns.values())
    cells = sorted(position for position in every if sheet.value(*position) not in (None, ""))
    rounded = [
        position
        for position in cells
        if isinstance(sheet.value(*position), float) and sheet.shown(*position).is_rounded
    ]
    if unseen := [position for position in cells if sheet.is_unseen(*position)]:
        yield _of_cells("cells-hidden", sheet, unseen)
    if rounded:
        parameters = {"value": as_text(sheet.value(*rounded[0])), "shown": sheet.shown(*rounded[0]).text.strip()}
        yield _of_cells("table-cells-rounded", sheet, rounded, **parameters)


def _of_cells(code: str, sheet: Sheet, positions: Sequence[Position], **parameters: object) -> Problem:
    cells = [a1(*position) for position in positions]
    named = {"count": len(cells), "ranges": first_ranges(cells), **parameters}
    return Problem(code, "warning", sheet.place(*positions[0]), parameters=named)


def _faults(headings: _Headings, row: int, columns: Mapping[str, int]) -> Iterator[Problem]:
    """Cells that show something else than they hold, or nothing: errors of formulas, formulas whose result was never
    stored, number formats that hide or replace a value; in a text, cells beyond the last heading (a decimal comma cuts a number in two)."""
    grid = headings.grid
    if isinstance(grid, CsvGrid):
        if any(grid.rows[row - 1][headings.last :]):
            yield Problem("table-row-too-long", place=grid.place(row, headings.last))
        return
    for column in columns.values():
        if (row, column) in headings.valueless:
            error = headings.valueless[row, column]
            code = "table-cell-error" if error else "table-cell-uncomputed"
            yield Problem(code, place=grid.place(row, column), value=error)
        elif isinstance(grid, Sheet):
            yield from _unseen(grid, row, column)


def _unseen(sheet: Sheet, row: int, column: int) -> Iterator[Problem]:
    """A value that the cell does not show: it lies below a merged cell, or its number format makes something else of
    it. A share that is shown as a percentage is another number, too, and a code that is shown with zeros before it
    another code."""
    place, value, shown = sheet.place(row, column), sheet.value(row, column), sheet.shown(row, column)
    if (row, column) in sheet.scan.covered:
        yield Problem("table-cell-covered", place=place)
    is_other_text = isinstance(value, str) and shown.text.strip() != value.strip()
    is_other_number = shown.number is None or shown.is_percent or _ZEROS_BEFORE.match(shown.text.strip()) is not None
    if is_other_text or (isinstance(value, float) and is_other_number):
        parameters = {"shown": shown.text.strip()}
        yield Problem("table-cell-shown-otherwise", place=place, value=as_text(value), parameters=parameters)
