"""Which answers the formulas of a worksheet are about, where several stand beside one column of values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rbtrack.lke.reading.bands import TableBand
from rbtrack.lke.reading.headings import heading_of
from rbtrack.lke.reading.layout import WorkTable
from rbtrack.xlsx.addresses import column_letters

_COLUMN = re.compile(r"(?<![A-Za-z$!.])\$?([A-Za-z]{1,3})\$?[0-9]{1,7}(?![\w.(!])")


def table_of_formulas(tables: Sequence[WorkTable]) -> WorkTable:
    """Of the tables of one year, a tier each, the one whose answers the formulas use; the first where none does.

    A single column of values is nobody's where several answers stand beside it: in the table given it is that of the
    answers that its formulas name.
    """
    first = tables[0]
    if len(tables) == 1 or any("value" in band.columns for table in tables for band in table.bands):
        return first
    uses = [sum(_uses(band) for band in table.bands) for table in tables]
    chosen = tables[uses.index(max(uses))]
    return replace(chosen, bands=tuple(_with_values(band) for band in chosen.bands)) if max(uses) else first


def _values(band: TableBand) -> int | None:
    """The one column of values, whoever's they are."""
    rows = (band.heading_row, band.heading_row - 1)
    found = [
        column
        for column in band.headed
        if any(heading_of(band.sheet.text(row, column)).role == "value" for row in rows)
    ]
    return found[0] if len(found) == 1 else None


def _uses(band: TableBand) -> int:
    """How many formulas of the column of values look at the answers of this table."""
    column = _values(band)
    if column is None or band.sheet.formulas is None:
        return 0
    answers = column_letters(band.columns["answer"])
    rows = range(band.heading_row + 1, len(band.sheet.rows) + 1)
    formulas = (band.sheet.formulas.formula((row, column)) for row in rows)
    return sum(answers in {letters.upper() for letters in _COLUMN.findall(formula)} for formula in formulas)


def _with_values(band: TableBand) -> TableBand:
    column = _values(band)
    return band if column is None else replace(band, columns={**band.columns, "value": column})
