"""Puts the tables of a workbook together: what belongs to one year and one tier, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from rbtrack.domain.tiers import Tier
from rbtrack.errors import Place, WorkbookError
from rbtrack.lke.reading.bands import MOST_ROWS_ABOVE, TableBand, find_bands
from rbtrack.lke.reading.headings import heading_of
from rbtrack.lke.reading.labels import plain_label
from rbtrack.lke.reading.outline import outline
from rbtrack.lke.reading.titles import FoundText, office_over, sheet_year
from rbtrack.xlsx.cells import Workbook


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
        names = tuple(sheet.name for sheet in workbook.sheets)
        raise WorkbookError("headings-missing", place=place, sheets=names)
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


def find_office(workbook: Workbook, tables: Sequence[WorkTable]) -> FoundText | None:
    """The office that the workbook names: over the headings of its tables, else on its other sheets."""
    bands = [band for table in tables for band in table.bands]
    headed = {band.sheet.name for band in bands}
    for band in bands:
        if found := office_over(band.sheet, band.heading_row):
            return found
    covers = (sheet for sheet in workbook.sheets if sheet.name not in headed)
    return next(filter(None, (office_over(sheet, MOST_ROWS_ABOVE, is_cover=True) for sheet in covers)), None)


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
