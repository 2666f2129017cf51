"""Reads a worksheet that others laid out: raw answers by item, the sheet's own figures, and every doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rbtrack.domain.evaluation import RawAnswer, RawValue, as_text, plain_words
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.errors import Place
from rbtrack.lke.count_rows import asks_counts
from rbtrack.lke.reading.answer_table import AnswerTable, text_of
from rbtrack.lke.reading.bands import TableBand
from rbtrack.lke.reading.checks import (
    check_answer_cell,
    check_figures,
    check_lost_answers,
    check_merged_answers,
    check_texts,
    check_unused_cells,
    check_unused_columns,
)
from rbtrack.lke.reading.collecting import Collected, WorksheetReading
from rbtrack.lke.reading.counts import answer_of_share, check_counts_left
from rbtrack.lke.reading.foreign_checks import (
    check_doubled_columns,
    check_options,
    check_weights,
    unused_columns,
    with_note_column,
)
from rbtrack.lke.reading.headings import SUBTOTAL, TOTAL
from rbtrack.lke.reading.layout import WorkTable
from rbtrack.lke.reading.matching import Match, match_rows
from rbtrack.lke.reading.outline import OutlineRow, is_heading_again
from rbtrack.lke.reading.row_wordings import check_wordings
from rbtrack.lke.reading.share_rows import with_shares
from rbtrack.lke.reading.shown import check_shown, shown_answer
from rbtrack.lke.reading.wordings import settle
from rbtrack.lke.vocabulary import vocabulary


def read_worktable(table: WorkTable, rubric: Rubric) -> WorksheetReading:
    """Match the rows of `table` to the nodes of `rubric`, and read what stands in them."""
    found = Collected(rubric)
    bands = tuple(map(with_shares, table.bands)) if asks_counts(rubric) else table.bands
    matches, problems = match_rows(bands, rubric)
    found.problems += problems
    check_wordings(found, matches)
    for band in bands:
        _read_band(found, band, [match for match in matches if match.row.band is band])
    has_evidence = any("evidence" in band.columns for band in table.bands)
    return found.reading(table.place, table.year, table.tier, has_evidence=has_evidence)


def _read_band(found: Collected, band: TableBand, matches: Sequence[Match]) -> None:
    items = [match.row.number for match in matches if match.node is not None and match.node.is_item]
    last = max((match.row.number for match in matches if match.node is not None), default=band.heading_row)
    table = AnswerTable(band.sheet, band.columns)
    check_doubled_columns(found, band)
    check_merged_answers(found, table, items)
    table = with_note_column(found, table, band, items)
    rows = {match.row.number: match.row.label_column for match in matches if match.node is not None}
    check_unused_columns(found, table, band.heading_row, unused_columns(table, band, rows))
    for match in matches:
        if match.node is not None:
            found.rows[match.node.code] = match.row.number
            _read_node(found, table, match.row, match.node)
        elif not match.is_settled:
            _read_other(found, match.row, last)
    check_counts_left(found, table, band.shares.values())
    check_lost_answers(found, table, _unlabelled(band, matches), last)
    own_rows = {
        match.node.code: match.row.number for match in matches if match.node is not None and not match.row.is_beside
    }
    check_figures(found, table, own_rows)
    labels = {
        match.node.code: (match.row.number, match.row.label_column) for match in matches if match.node is not None
    }
    check_shown(found, table, labels)


def _unlabelled(band: TableBand, matches: Sequence[Match]) -> Iterator[int]:
    """The rows with an answer below the headings that have neither number nor label, and do not repeat the headings."""
    labelled = {match.row.number for match in matches} | band.left_out
    for row in range(band.heading_row + 1, len(band.sheet.rows) + 1):
        is_answered = band.sheet.value(row, band.columns["answer"]) is not None
        if is_answered and row not in labelled and not is_heading_again(band, row):
            yield row


def _read_node(found: Collected, table: AnswerTable, row: OutlineRow, node: Node) -> None:
    check_weights(found, row, node)
    if not row.is_beside and (figure := table.figure(row.number)) is not None:
        found.figures[node.code] = figure
    if node.is_item:
        _read_item(found, table, row, node)
    elif not row.is_beside:
        check_unused_cells(found, table, row.number, node)


def _read_item(found: Collected, table: AnswerTable, row: OutlineRow, item: Node) -> None:
    check_options(found, row, item)
    check_texts(found, table, row.number, item)
    share = row.band.shares.get(row.number)
    if share is not None and share.tree is not None:
        value, place = answer_of_share(found, table, item, share)
    else:
        value, place = _own_answer(found, table, row, item)
    found.raw[item.code] = RawAnswer(value, table.text(row.number, "note"), text_of(row.value("evidence")), place)


def _own_answer(found: Collected, table: AnswerTable, row: OutlineRow, item: Node) -> tuple[RawValue, Place]:
    place = row.place("answer")
    check_answer_cell(found, table, row.number, item)
    value, doubt = settle(item, shown_answer(found, table, row.number, item), as_text(row.value("explanation")))
    if doubt is not None:
        found.problems.append(replace(doubt, place=place))
    return value, place


def _read_other(found: Collected, row: OutlineRow, last: int) -> None:
    """A row without a node in the rubric: a total, a title, a signature, or a row too many."""
    figure = None if row.is_beside else AnswerTable(row.band.sheet, row.band.columns).figure(row.number)
    is_worded = not row.code or row.is_inline or not row.is_numbered
    if not row.code and row.number > last and (seen := text_of(row.value("answer"))):
        found.complain("text-below-table", row.place("answer"), warning=True, value=seen)
    elif row.is_asked or (row.label and not is_worded):
        found.complain("row-unknown", row.place(), value=row.label, code=row.code, rubric=found.rubric.id)
    elif figure is not None and found.rows:
        if (component := _component_named(row.label, found.rubric)) is not None:
            found.figures.setdefault(component.code, figure)
        elif TOTAL.fullmatch(row.label):
            found.total = figure


def _component_named(label: str, rubric: Rubric) -> Node | None:
    """The component whose total the row `TOTAL ...` is; none for `TOTAL NILAI EVALUASI ...`, that of the whole table."""
    match = SUBTOTAL.fullmatch(label)
    if match is None or TOTAL.fullmatch(match["what"]):
        return None
    words = set(plain_words(match["what"]).split()) - set(vocabulary().headings["value"])
    named = [root for root in rubric.roots if words & set(re.findall(r"\w+", root.name.casefold()))]
    return named[0] if len(named) == 1 else None
