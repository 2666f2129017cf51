"""Finds the tables of a worksheet by what their headings say: which columns, and of which year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rbtrack.errors import Place, WorkbookError
from rbtrack.workbook.cells import Sheet, Workbook
from rbtrack.workbook.headings import OFFICE_LABEL, REGULATION, YEAR, YEAR_LABEL, Role, role_of

MOST_ROWS_ABOVE = 100
"""Headings stand near the top: further down nobody looks for them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A text and the cell in which it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Band:
    """One table of a sheet: its heading row, the columns it covers, the column of each role, its year.

    Labels and their numbering stand in the columns `first` to `last_label`; depth is told by column.
    `doubled` are columns whose role another one before them has: which of them is meant nobody can know.
    """

    sheet: Sheet
    heading_row: int
    first: int
    last_label: int
    last: int
    columns: Mapping[Role, int]
    year: int | None
    doubled: Mapping[int, Role] = field(default_factory=dict)


def find_bands(workbook: Workbook) -> tuple[Band, ...]:
    """Every table with labels and answers in the workbook, all of one sheet.

    Raises WorkbookError where no sheet has the headings, and where more than one has.
    """
    found = [bands for sheet in workbook.sheets if (bands := tuple(_bands(sheet)))]
    place = Place(file=workbook.package.file)
    sheets = tuple(sheet.name for sheet in workbook.sheets)
    if not found:
        raise WorkbookError("headings-missing", place=place, sheets=sheets)
    if len(found) > 1:
        names = tuple(bands[0].sheet.name for bands in found)
        raise WorkbookError("headings-on-several-sheets", place=place, sheets=names)
    return found[0]


def find_office(sheet: Sheet, above: int) -> Found | None:
    """The office that the sheet names over its headings (`INSTANSI : ...`)."""
    for row in range(1, above):
        for column in range(1, sheet.width + 1):
            if match := OFFICE_LABEL.fullmatch(sheet.text(row, column)):
                if name := match[1].strip():
                    return Found(name, sheet.place(row, column))
                return _right_of(sheet, row, column)
    return None


def _right_of(sheet: Sheet, row: int, column: int) -> Found | None:
    for next_column in range(column + 1, sheet.width + 1):
        if text := sheet.text(row, next_column):
            return Found(text.lstrip(": "), sheet.place(row, next_column))
    return None


def _bands(sheet: Sheet) -> Iterator[Band]:
    for row in range(1, min(len(sheet.rows), MOST_ROWS_ABOVE) + 1):
        roles = {
            column: role
            for column in range(1, sheet.width + 1)
            if (role := role_of(sheet.text(row, column))) is not None
        }
        if {"label", "answer"} <= set(roles.values()):
            yield from _bands_of_row(sheet, row, roles)
            return


def _bands_of_row(sheet: Sheet, row: int, roles: Mapping[int, Role]) -> Iterator[Band]:
    starts = [column for column, role in roles.items() if role == "label"]
    for first, after in zip(starts, [*starts[1:], sheet.width + 1], strict=True):
        columns: dict[Role, int] = {}
        doubled: dict[int, Role] = {}
        for column in range(first, after):
            if column in roles and columns.setdefault(roles[column], column) != column:
                doubled[column] = roles[column]
        if "answer" not in columns:
            continue
        headed = [column for column in range(first + 1, after) if column in roles]
        year = _band_year(sheet, row, first, after)
        if len(starts) == 1:
            year = _one_year(sheet, row, year)
        yield Band(sheet, row, first, headed[0] - 1, after - 1, columns, year, doubled)


def _band_year(sheet: Sheet, heading_row: int, first: int, after: int) -> int | None:
    """The year in the nearest title over the band's own columns: a title with one year, of no regulation."""
    for row in range(heading_row, 0, -1):
        for column in range(first, after):
            text = sheet.text(row, column)
            years = {int(year) for year in YEAR.findall(text)}
            if len(years) == 1 and not REGULATION.search(text):
                return years.pop()
    return None


def _one_year(sheet: Sheet, heading_row: int, title: int | None) -> int | None:
    """The year of a sheet with one table: of its title and of its label `TAHUN :`, which must not contradict."""
    label = _sheet_year(sheet, heading_row)
    if title is not None and label is not None and title != label:
        raise WorkbookError("year-ambiguous", place=Place(sheet.file, sheet.name), years=(label, title))
    return title if label is None else label


def _sheet_year(sheet: Sheet, heading_row: int) -> int | None:
    """The year that stands in the cell to the right of `TAHUN :`."""
    for row in range(1, heading_row):
        labels = [c for c in range(1, sheet.width + 1) if YEAR_LABEL.fullmatch(sheet.text(row, c))]
        for column in labels:
            for next_column in range(column + 1, sheet.width + 1):
                value = sheet.value(row, next_column)
                text = str(int(value)) if isinstance(value, float) else sheet.text(row, next_column)
                if text.isdecimal() and len(text) == 4:
                    return int(text)
    return None
