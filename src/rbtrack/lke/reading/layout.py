"""Puts the tables of a workbook together: what belongs to one year and one tier, wherever it stands."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, islice

from rbtrack.domain.evaluation import as_text, plain_words
from rbtrack.domain.tiers import Tier
from rbtrack.errors import Place, Problem, WorkbookError
from rbtrack.lke.reading.bands import MOST_ROWS_ABOVE, TableBand, find_bands, heading_like_row, texts_in
from rbtrack.lke.reading.headings import heading_of
from rbtrack.lke.reading.labels import plain_label
from rbtrack.lke.reading.outline import outline
from rbtrack.lke.reading.titles import FoundText, office_over, sheet_year
from rbtrack.xlsx.cells import Sheet, Workbook

_LEAST_ROWS, _LEAST_CELLS = 6, 3
"""So many rows of so many filled cells are a table that is worth naming."""


@dataclass(frozen=True)
class WorkTable:
    """The answers of one year and one tier. Where areas stand on sheets of their own it has several bands."""

    bands: tuple[TableBand, ...]
    year: int | None
    tier: Tier | None

    @cached_property
    def place(self) -> Place:
        """The file, and the first of its sheets."""
        sheet = self.bands[0].sheet
        return Place(file=sheet.file, sheet=sheet.name)

    @cached_property
    def answer_heading(self) -> FoundText:
        """What is written over the first column of answers, with the title of its group."""
        band = self.bands[0]
        column, rows = band.columns["answer"], (band.heading_row - 1, band.heading_row)
        texts = [text for row in rows if (text := band.sheet.text(row, column))]
        return FoundText(" / ".join(texts), band.sheet.place(band.heading_row, column))

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(band.sheet.name for band in self.bands))


def find_tables(workbook: Workbook) -> tuple[WorkTable, ...]:
    """Every table with labels and answers in the workbook, in the order in which they stand.

    Raises WorkbookError where no sheet has the headings, where two sheets hold the same rows for the
    same year and tier, and where one table states different years.
    """
    bands = [band for sheet in workbook.sheets for band in find_bands(sheet)]
    place = Place(file=workbook.package.file)
    if not bands:
        raise _no_headings(workbook)
    sheets = {band.sheet.name for band in bands}
    if len(sheets) > 1:
        bands = _told_apart_by_sheet(bands)
    bands = _with_years(workbook, bands)
    tables = []
    for year, tier in dict.fromkeys((band.year, band.tier) for band in bands):
        members = tuple(band for band in bands if (band.year, band.tier) == (year, tier))
        if len({band.sheet.name for band in members}) == 1:
            # Two tables of one year on one sheet do not belong together: whoever asks for that year is told.
            tables += [WorkTable((band,), year, tier) for band in members]
            continue
        if same := _same_rows(members):
            raise WorkbookError("headings-on-several-sheets", place=place, sheets=same)
        tables.append(WorkTable(members, year, tier))
    return tuple(tables)


def _no_headings(workbook: Workbook) -> WorkbookError:
    """The error for a workbook without a table of answers: what it has of the headings, and what is missing."""
    rows = [(sheet, row) for sheet in workbook.sheets if (row := heading_like_row(sheet))]
    found = tuple(f"{sheet.name}: {' | '.join(texts_in(sheet, row))}" for sheet, row in rows)
    roles = {heading_of(text).role for sheet, row in rows for text in texts_in(sheet, row)}
    code = "headings-missing"
    if ("label" in roles) != ("answer" in roles):
        code = "heading-of-answers-missing" if "label" in roles else "heading-of-labels-missing"
    names = tuple(sheet.name for sheet in workbook.sheets)
    return WorkbookError(code, place=Place(file=workbook.package.file), sheets=names, found=found)


def unread_sheets(workbook: Workbook, read: Container[str]) -> Iterator[Problem]:
    """A warning that names the sheets with tables that are not among those `read`."""
    names = tuple(sheet.name for sheet in workbook.sheets if sheet.name not in read and _is_table(sheet))
    if names:
        place = Place(workbook.package.file, names[0])
        yield Problem("sheets-not-used", "warning", place, parameters={"sheets": names})


def _is_table(sheet: Sheet) -> bool:
    """Whether a sheet has several rows of several cells; a cover or a small summary has not."""
    wide = (row for row in sheet.rows if sum(as_text(cell).strip() != "" for cell in row) >= _LEAST_CELLS)
    return sum(1 for _row in islice(wide, _LEAST_ROWS)) == _LEAST_ROWS


def year_doubts(tables: Sequence[WorkTable]) -> Iterator[Problem]:
    """A warning for each sheet over whose tables stands a year that is none of theirs: with several tables the label
    is nobody's, and may be that of the sheet."""
    for band in {band.sheet.name: band for table in tables for band in table.bands}.values():
        years = tuple(table.year for table in tables if band.sheet.name in table.sheets)
        label = sheet_year(band.sheet, band.heading_row)
        if label is not None and label not in years and None not in years:
            place = Place(band.sheet.file, band.sheet.name)
            yield Problem("year-of-no-table", "warning", place, value=str(label), parameters={"years": years})


def find_offices(workbook: Workbook, tables: Sequence[WorkTable], table: WorkTable) -> tuple[FoundText, ...]:
    """The offices that the workbook names for one of its tables, each once: over its own headings, else over those of
    the other tables, else on the first other sheet that names one."""
    others = [band for each in tables for band in each.bands]
    return _offices_over(table.bands) or _offices_over(others) or offices_beside(workbook, tables)[:1]


def offices_beside(workbook: Workbook, tables: Sequence[WorkTable]) -> tuple[FoundText, ...]:
    """The offices that covers and other sheets without a table name, a sheet each."""
    headed = {band.sheet.name for each in tables for band in each.bands}
    return tuple(offices_on(sheet for sheet in workbook.sheets if sheet.name not in headed))


def offices_on(covers: Iterable[Sheet]) -> Iterator[FoundText]:
    """The office that each of these sheets names, of those that name one."""
    return filter(None, (office_over(sheet, MOST_ROWS_ABOVE, is_cover=True) for sheet in covers))


def _offices_over(bands: Iterable[TableBand]) -> tuple[FoundText, ...]:
    found: dict[str, FoundText] = {}
    for band in bands:
        if (named := office_over(band.sheet, band.heading_row)) is not None:
            found.setdefault(plain_words(named.text), named)
    return tuple(found.values())


def _told_apart_by_sheet(bands: Sequence[TableBand]) -> list[TableBand]:
    """Where every sheet's name says whose answers it holds, and nothing on it does, the name tells."""
    tiers = {band.sheet.name: heading_of(band.sheet.name).tier for band in bands}
    if None in tiers.values() or any(band.tier for band in bands):
        return list(bands)
    return [replace(band, tier=tiers[band.sheet.name]) for band in bands]


def _with_years(workbook: Workbook, bands: Sequence[TableBand]) -> list[TableBand]:
    """A table that states no year is of the year that all others state, else of the one on the cover."""
    stated = {band.year for band in bands} - {None}
    if not stated:
        headed = {band.sheet.name for band in bands}
        covers = [sheet for sheet in workbook.sheets if sheet.name not in headed]
        stated = {sheet_year(sheet, MOST_ROWS_ABOVE) for sheet in covers} - {None}
    year = stated.pop() if len(stated) == 1 else None
    return [replace(band, year=year) if band.year is None else band for band in bands]


def _same_rows(bands: Iterable[TableBand]) -> tuple[str, ...]:
    """The names of two sheets that hold the same rows: half of the shorter one's, by number and label.

    Headings do not count: "Keberadaan" may stand over other rows on every sheet.
    """
    rows = {band.sheet.name: _lowest_rows(band) for band in bands}
    for (name, one), (other_name, other) in combinations(rows.items(), 2):
        if 2 * len(one & other) >= max(1, min(len(one), len(other))):
            return name, other_name
    return ()


def _lowest_rows(band: TableBand) -> set[tuple[str, str]]:
    """Number and label of each row that has no rows below it."""
    rows = outline(band)
    parents = {row.parent for row in rows}
    return {(row.code, plain_label(row.label)) for row in rows if row.code and row.code not in parents}
