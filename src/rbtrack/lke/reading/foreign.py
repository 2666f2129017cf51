"""Reads a worksheet on a rubric: raw answers by item, the sheet's own figures, and every doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rbtrack.domain.evaluation import RawAnswer, as_text, plain_words
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.domain.tiers import Tier
from rbtrack.errors import Place, Problem
from rbtrack.lke.reading.bands import Band
from rbtrack.lke.reading.collecting import Collected, Figure, figure_of, kept, place_of, value_of
from rbtrack.lke.reading.doubts import (
    check_cell,
    check_doubled,
    check_figures,
    check_merged,
    check_options,
    check_texts,
    check_unlabelled,
    check_unused,
    check_weights,
    note_column,
)
from rbtrack.lke.reading.headings import SUBTOTAL, TOTAL
from rbtrack.lke.reading.layout import WorkTable
from rbtrack.lke.reading.matching import Match, match_rows
from rbtrack.lke.reading.outline import Row
from rbtrack.lke.reading.wordings import settle


@dataclass(frozen=True, slots=True)
class WorksheetReading:
    """What the tables of one year and tier hold for a rubric.

    `figures` are the sheet's own values by node code (shares of unweighted items, points of all
    else), `total` its index. Nothing in them is used but to be compared. `has_evidence`: whether there
    is a column for evidence at all.
    """

    place: Place
    year: int | None
    tier: Tier | None
    raw: Mapping[str, RawAnswer]
    figures: Mapping[str, Figure]
    total: Figure | None
    problems: tuple[Problem, ...]
    has_evidence: bool = False


def read_worktable(table: WorkTable, rubric: Rubric) -> WorksheetReading:
    """Match the rows of `table` to the nodes of `rubric`, and read what stands in them."""
    found = Collected(rubric)
    matches, problems = match_rows(table.bands, rubric)
    found.problems += problems
    for band in table.bands:
        _read_band(found, band, [match for match in matches if match.row.band is band])
    return WorksheetReading(
        table.place,
        table.year,
        table.tier,
        found.raw,
        found.figures,
        found.total,
        tuple(found.problems),
        has_evidence=any("evidence" in band.columns for band in table.bands),
    )


def _read_band(found: Collected, band: Band, matches: Sequence[Match]) -> None:
    items = [match.row.number for match in matches if match.node is not None and match.node.is_item]
    last = max((match.row.number for match in matches if match.node is not None), default=band.heading_row)
    check_doubled(found, band)
    check_merged(found, band, items)
    notes = note_column(found, band, items)
    for match in matches:
        if match.node is not None:
            found.rows[match.node.code] = match.row
            _read_node(found, match.row, match.node, notes)
        elif not match.is_settled:
            _read_other(found, match.row, last)
    check_unlabelled(found, band, {match.row.number for match in matches}, last)
    check_figures(found, band)


def _read_node(found: Collected, row: Row, node: Node, notes: int | None) -> None:
    check_weights(found, row, node)
    if (figure := figure_of(row)) is not None:
        found.figures[node.code] = figure
    if not node.is_item:
        check_unused(found, row, node, notes)
        return
    check_options(found, row, node)
    check_cell(found, row, node)
    check_texts(found, row, node, notes)
    place = place_of(row, "answer")
    value, doubt = settle(node, value_of(row, "answer"), as_text(value_of(row, "explanation")))
    if doubt is not None:
        found.problems.append(replace(doubt, place=place))
    note = row.band.sheet.value(row.number, notes) if notes else None
    found.raw[node.code] = RawAnswer(value, kept(note), kept(value_of(row, "evidence")), place)


def _read_other(found: Collected, row: Row, last: int) -> None:
    """A row that is no node of the rubric: a total, a title, a signature, or a row too many."""
    figure = figure_of(row)
    is_worded = not row.code or row.is_inline or not row.is_numbered
    if not row.code and row.number > last and (seen := kept(value_of(row, "answer"))):
        found.complain("text-below-table", place_of(row, "answer"), warning=True, value=seen)
    elif row.is_asked or (row.label and not is_worded):
        found.complain("row-unknown", place_of(row), value=row.label, code=row.code, rubric=found.rubric.id)
    elif figure is not None and found.rows:
        if (component := _component_named(row.label, found.rubric)) is not None:
            found.figures.setdefault(component.code, figure)
        elif TOTAL.fullmatch(row.label):
            found.total = figure


def _component_named(label: str, rubric: Rubric) -> Node | None:
    """The component whose total the row `TOTAL ...` is."""
    match = SUBTOTAL.fullmatch(label)
    words = set(plain_words(match["what"]).split()) if match else set()
    return next((root for root in rubric.roots if words & set(re.findall(r"\w+", root.name.casefold()))), None)
