"""What stands over a table or on the cover: the year, the office that it is for, and the instrument."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rbtrack.domain.evaluation import as_text
from rbtrack.domain.instrument import Instrument
from rbtrack.errors import Place, WorkbookError
from rbtrack.lke.reading.headings import OFFICE_LABEL, REGULATION, YEAR, YEAR_LABEL
from rbtrack.xlsx.cells import Sheet

_TITLE_COLUMNS = 7
"""Titles stand to the left, over the labels."""


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text and the cell in which it stands."""

    text: str
    place: Place


def office_over(sheet: Sheet, above: int, *, is_cover: bool = False) -> FoundText | None:
    """The office that a sheet names over row `above` (`INSTANSI : ...`); a number is read as the code that it shows.

    On a cover a label without a colon counts only where its value is all that stands beside it.
    """
    for row in range(1, min(above, len(sheet.rows) + 1)):
        for column, value in enumerate(sheet.rows[row - 1], start=1):
            match = OFFICE_LABEL.fullmatch(value.strip()) if isinstance(value, str) else None
            if match is None:
                continue
            if name := (match["name"] or "").strip():
                return FoundText(name, sheet.place(row, column))
            beside = list(_right_of(sheet, row, column))
            is_sure = match["colon"] or not is_cover or len(beside) == 1
            if beside and is_sure:
                return beside[0]
    return None


def _right_of(sheet: Sheet, row: int, column: int) -> Iterator[FoundText]:
    for beside in range(column + 1, sheet.width + 1):
        if text := _code_or_text(sheet, row, beside).strip().lstrip(": "):
            yield FoundText(text, sheet.place(row, beside))


def _code_or_text(sheet: Sheet, row: int, column: int) -> str:
    """A text, or a number as the code that it shows: 53.1 in a cell with two decimals is 53.10."""
    shown = sheet.shown(row, column)
    is_plain = shown.number is not None and not shown.is_rounded and set(shown.text) <= set("0123456789.")
    return shown.text if is_plain else as_text(sheet.value(row, column))


def band_year(sheet: Sheet, heading_row: int, first: int, after: int) -> int | None:
    """The year in the nearest title over a table's own columns: a title with one year, of no regulation."""
    for row in range(heading_row, 0, -1):
        for column in range(first, after):
            text = sheet.text(row, column)
            years = {int(year) for year in YEAR.findall(text)}
            if len(years) == 1 and not REGULATION.search(text):
                return years.pop()
    return None


def one_year(sheet: Sheet, heading_row: int, title: int | None) -> int | None:
    """The year of a sheet with one table: of its title and of its label `TAHUN :`.

    Raises WorkbookError where the two contradict each other.
    """
    label = sheet_year(sheet, heading_row)
    if title is not None and label is not None and title != label:
        raise WorkbookError("year-ambiguous", place=Place(sheet.file, sheet.name), years=(label, title))
    return title if label is None else label


def sheet_year(sheet: Sheet, above: int) -> int | None:
    """The year that stands in the cell to the right of `TAHUN :`, over row `above`."""
    for row in range(1, min(above, len(sheet.rows) + 1)):
        labels = [c for c in range(1, sheet.width + 1) if YEAR_LABEL.fullmatch(sheet.text(row, c))]
        for column in labels:
            for next_column in range(column + 1, sheet.width + 1):
                value = sheet.value(row, next_column)
                if isinstance(value, date):
                    return value.year
                text = as_text(value).strip().lstrip(": ")
                if text.isdecimal() and len(text) == 4:
                    return int(text)
    return None


def texts_over(sheet: Sheet, above: int) -> Iterable[str]:
    """Every text over row `above`."""
    return [value for row in sheet.rows[: above - 1] for value in row if isinstance(value, str) and value.strip()]


def instrument_over(sheet: Sheet, above: int, instruments: Iterable[Instrument]) -> Instrument | None:
    """The first of these instruments that the titles over row `above` name; None where they name none."""
    titles = [sheet.text(row, column) for row in range(1, above) for column in range(1, _TITLE_COLUMNS + 1)]
    said = " ".join(titles).casefold()
    return next((each for each in instruments if each.titles.fit(said)), None)
