"""Plain tables, a row for each entry, under named columns: CSV in the ways Excel writes it, and workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rbtrack.domain.evaluation import RawValue
from rbtrack.errors import Place, WorkbookError
from rbtrack.files import reason
from rbtrack.xlsx.cells import Sheet, open_workbook
from rbtrack.xlsx.guard import MEGABYTE, MOST_BYTES

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\0")
MOST_ROWS_ABOVE = 50


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One entry: the value and the place of each known column."""

    place: Place
    values: Mapping[str, RawValue]
    places: Mapping[str, Place]


def read_table(path: Path, columns: Mapping[str, str], required: Sequence[str]) -> tuple[TableEntry, ...]:
    """The rows of a .csv or .xlsx file. `columns` gives our name for each heading (in lower case).

    Raises WorkbookError where the file cannot be read, and where no row holds the required headings.
    """
    if path.suffix.lower() == ".xlsx":
        sheets = open_workbook(path).sheets
        found = [rows for sheet in sheets if (rows := tuple(_sheet_rows(sheet, columns, required)))]
        if len(found) == 1:
            return found[0]
        if not any(_heading_row(sheet.rows, columns, required) for sheet in sheets):
            raise WorkbookError("table-headings-missing", place=Place(file=path.name), required=tuple(required))
        if len(found) > 1:
            names = tuple(sheet.name for sheet in sheets if _heading_row(sheet.rows, columns, required))
            raise WorkbookError("headings-on-several-sheets", place=Place(file=path.name), sheets=names)
        return ()
    return tuple(_csv_rows(path, columns, required))


def _sheet_rows(sheet: Sheet, columns: Mapping[str, str], required: Sequence[str]) -> Iterator[TableEntry]:
    heading = _heading_row(sheet.rows, columns, required)
    if heading is None:
        return
    number, names = heading
    for row in range(number + 1, len(sheet.rows) + 1):
        values = {name: sheet.value(row, column) for column, name in names.items()}
        if any(value is not None for value in values.values()):
            places = {name: sheet.place(row, column) for column, name in names.items()}
            yield TableEntry(sheet.place(row, min(names)), values, places)


def _heading_row(
    rows: Sequence[Sequence[RawValue]], columns: Mapping[str, str], required: Sequence[str]
) -> tuple[int, dict[int, str]] | None:
    """The number of the row of headings, and our name for each column in it."""
    for number, row in enumerate(rows[:MOST_ROWS_ABOVE], start=1):
        names: dict[int, str] = {}
        for column, value in enumerate(row, start=1):
            name = columns.get(value.strip().casefold()) if isinstance(value, str) else None
            if name is not None and name not in names.values():
                names[column] = name
        if set(required) <= set(names.values()):
            return number, names
    return None


def _csv_rows(path: Path, columns: Mapping[str, str], required: Sequence[str]) -> Iterator[TableEntry]:
    place = Place(file=path.name)
    lines = list(_read_csv(path, place))
    rows: list[list[RawValue]] = [[_unescaped(cell) or None for cell in cells] for _line, cells in lines]
    heading = _heading_row(rows, columns, required)
    if heading is None:
        raise WorkbookError("table-headings-missing", place=place, required=tuple(required))
    number, names = heading
    for (line, _cells), row in list(zip(lines, rows, strict=True))[number:]:
        values = {name: row[column - 1] if column <= len(row) else None for column, name in names.items()}
        if any(value is not None for value in values.values()):
            here = Place(file=path.name, line=line)
            yield TableEntry(here, values, dict.fromkeys(values, here))


def _read_csv(path: Path, place: Place) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row, and the line on which it begins; commas or semicolons, as the first row has more of."""
    if not path.is_file():
        raise WorkbookError("file-is-folder" if path.is_dir() else "file-missing", place=place)
    if path.stat().st_size > MOST_BYTES:
        raise WorkbookError("file-too-large", place=place, limit=MOST_BYTES // MEGABYTE)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise WorkbookError("table-not-text", place=place) from error
    except OSError as error:
        raise WorkbookError("file-unreadable", place=place, reason=reason(error)) from error
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise WorkbookError("table-not-csv", place=Place(file=path.name, line=line)) from error


def _unescaped(cell: str) -> str:
    """Without the apostrophe that our own CSV puts before what a spreadsheet would run as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_RISKY) else cell
