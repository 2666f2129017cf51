"""Who rose and who fell between two years: a bar for each office from no change, sorted, with the points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rbtrack.charts.canvas import FALL, GREY, INK, MARGIN, RISE, STYLE, bare, new_paper, wrapped
from rbtrack.charts.captions import (
    change_colour,
    direction,
    figure_notes,
    figure_text,
    offices_words,
    origin_note,
    tier_notes,
)
from rbtrack.domain.trend import Figure as Headline
from rbtrack.messages.instruments import instrument_name
from rbtrack.text import _, listed, signed
from rbtrack.views.changes import Changes, OfficeChange

MOST_ROWS = 44
"""Of more offices only those are drawn that rose and fell most, half of each."""

_NAMES, _PLOT, _FIGURES, _ROW = 3.0, 3.6, 2.0, 0.27
_ROOM = 0.24
"""The share of the plot at either side in which the points stand."""


def draw_changes(view: Changes, tier: str | None = None) -> Figure:
    """The largest rise at the top, the largest fall at the bottom; offices that cannot be compared are counted."""
    compared = view.compared
    shown, left_out = _most(compared)
    width = 2 * MARGIN + _NAMES + _PLOT + _FIGURES
    notes = [*_notes(view, left_out), *figure_notes(_figures(shown)), *tier_notes(tier), origin_note(view.origin)]
    with rc_context(STYLE):
        paper = new_paper(_title(view), width, _ROW * (len(shown) + 1), notes, _subtitle(view))
        axes = paper.axes(MARGIN + _NAMES, 0, _PLOT, _ROW * (len(shown) + 1))
        _set_up(axes, shown)
        for row, each in enumerate(shown):
            _draw_row(axes, row + 1, each)
        _draw_heads(axes, view)
        if left_out:
            axes.axhline(MOST_ROWS // 2 + 0.5, color=GREY, linewidth=0.8, linestyle=(0, (1, 2)))
    return paper.figure


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


def _set_up(axes: Axes, rows: Sequence[OfficeChange]) -> None:
    values = [float(row.change.points or 0) for row in rows]
    low, high = min(0.0, *values), max(0.0, *values)
    span = max(high - low, 1.0)
    axes.set_xlim(low - _ROOM * span, high + _ROOM * span)
    axes.set_ylim(len(rows) + 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.axvline(0, color=INK, linewidth=0.9, ymax=1 - 0.5 / (len(rows) + 1))
    bare(axes)


def _draw_row(axes: Axes, row: int, each: OfficeChange) -> None:
    points = each.change.points
    assert points is not None
    assert each.change.before is not None
    assert each.change.after is not None
    axes.barh(row, float(points), height=0.62, color=RISE if points >= 0 else FALL, alpha=0.75)
    is_up = points >= 0
    axes.annotate(
        signed(points), (float(points), row), (4 if is_up else -4, 0), textcoords="offset points", va="center",
        ha="left" if is_up else "right", fontsize=8.5, fontweight="bold", color=change_colour(points),
    )  # fmt: skip
    name = wrapped(each.office.name, _NAMES - 0.1, 8.5, lines=1)
    _beside(axes, -_NAMES / _PLOT, row, name, ha="left")
    _beside(axes, 1 + 0.95 / _PLOT, row, figure_text(each.change.before), ha="right")
    _beside(axes, 1 + 1.95 / _PLOT, row, figure_text(each.change.after), ha="right")


def _draw_heads(axes: Axes, view: Changes) -> None:
    _beside(axes, 1 + 0.95 / _PLOT, 0, str(view.before), ha="right", fontweight="bold")
    _beside(axes, 1 + 1.95 / _PLOT, 0, str(view.after), ha="right", fontweight="bold")


def _beside(axes: Axes, place: float, row: int, text: str, **style: Any) -> None:
    """Words beside the plot, `place` in its widths."""
    axes.annotate(
        text,
        (place, row),
        xycoords=("axes fraction", "data"),
        va="center",
        fontsize=8.5,
        annotation_clip=False,
        **style,
    )
