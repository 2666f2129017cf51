"""Who rose and who fell between two years: a bar for each office from no change, sorted, with the points."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib import rc_context
from matplotlib.figure import Figure

from rbtrack.charts.canvas import GREY, STYLE, new_paper
from rbtrack.charts.captions import (
    direction,
    figure_notes,
    figure_text,
    offices_words,
    origin_note,
    tier_notes,
)
from rbtrack.charts.difference_bars import WIDTH, DifferenceRow, bars_height, draw_bars
from rbtrack.domain.trend import Figure as Headline
from rbtrack.messages.instruments import instrument_name
from rbtrack.text import _, listed
from rbtrack.views.changes import Changes, OfficeChange

MOST_ROWS = 44
"""Of more offices only those are drawn that rose and fell most, half of each."""

_ROW = 0.27


def draw_changes(view: Changes, tier: str | None = None) -> Figure:
    """The largest rise at the top, the largest fall at the bottom; offices that cannot be compared are counted."""
    shown, left_out = _most(view.compared)
    notes = [*_notes(view, left_out), *figure_notes(_figures(shown)), *tier_notes(tier), origin_note(view.origin)]
    rows = [_row(each) for each in shown]
    with rc_context(STYLE):
        paper = new_paper(_title(view), WIDTH, bars_height(rows, _ROW), notes, _subtitle(view))
        axes = draw_bars(paper, rows, (str(view.before), str(view.after)), _ROW)
        if left_out:
            axes.axhline(MOST_ROWS // 2 + 0.5, color=GREY, linewidth=0.8, linestyle=(0, (1, 2)))
    return paper.figure


def _row(each: OfficeChange) -> DifferenceRow:
    change = each.change
    return DifferenceRow(each.office.name, change.points, figure_text(change.before), figure_text(change.after))


def _most(rows: Sequence[OfficeChange]) -> tuple[Sequence[OfficeChange], int]:
    """Those that are drawn, and how many in the middle are not."""
    if len(rows) <= MOST_ROWS:
        return rows, 0
    half = MOST_ROWS // 2
    return (*rows[:half], *rows[-half:]), len(rows) - MOST_ROWS


def _figures(rows: Sequence[OfficeChange]) -> list[Headline | None]:
    return [each for row in rows for each in (row.change.before, row.change.after)]


def _title(view: Changes) -> str:
    """How many rose and fell, and who most."""
    offices = offices_words([row.office for row in view.rows], view.below)
    ways = [direction(row.change.points) for row in view.compared if row.change.points is not None]
    said = []
    for way, words in ((1, _("{count} rose")), (-1, _("{count} fell")), (0, _("{count} unchanged"))):
        if count := ways.count(way):
            said.append(words.format(count=count))
    return f"{offices}: {listed(said)}"


def _subtitle(view: Changes) -> str:
    text = _("{instrument}, change in points from {before} to {after}: each office with itself, on one tier and rubric")
    return text.format(instrument=instrument_name(view.instrument), before=view.before, after=view.after)


def _notes(view: Changes, left_out: int) -> list[str]:
    notes = []
    if left_out:
        notes.append(_("Not drawn, between those that rose and fell most: {count}.").format(count=left_out))
    if apart := len(view.rows) - len(view.compared):
        notes.append(_("Not compared, for want of a year or of the same measure: {count}.").format(count=apart))
    return notes
