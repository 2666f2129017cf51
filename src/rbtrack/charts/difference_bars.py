"""Rows of bars that reach from no difference to the right (more) or to the left (less), with both figures beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from matplotlib.axes import Axes

from rbtrack.charts.canvas import FALL, GREY, INK, MARGIN, RISE, Paper, bare, wrapped
from rbtrack.charts.captions import change_colour
from rbtrack.text import MISSING, signed

_NAMES, _PLOT, _FIGURE = 3.0, 3.6, 1.0
_ROOM = 0.24
"""The share of the plot at either side in which the points stand."""

WIDTH = 2 * MARGIN + _NAMES + _PLOT + 2 * _FIGURE


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A name, what the two figures beside it are, and how far the second is from the first (None: not known)."""

    name: str
    difference: Fraction | None
    first: str
    second: str
    strong: bool = False


def bars_height(rows: Sequence[DifferenceRow], row: float) -> float:
    """How much room they take, in inches, where each row takes `row`."""
    return row * (len(rows) + 1)


def draw_bars(paper: Paper, rows: Sequence[DifferenceRow], heads: tuple[str, str], row: float, lines: int = 1) -> Axes:
    """The bars below the heading of `paper`, one below the other; names in at most so many `lines`."""
    axes = paper.axes(MARGIN + _NAMES, 0, _PLOT, bars_height(rows, row))
    values = [float(each.difference or 0) for each in rows]
    low, high = min(0.0, *values), max(0.0, *values)
    span = max(high - low, 1.0)
    axes.set_xlim(low - _ROOM * span, high + _ROOM * span)
    axes.set_ylim(len(rows) + 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.axvline(0, color=INK, linewidth=0.9, ymax=1 - 0.5 / (len(rows) + 1))
    bare(axes)
    for place, head in zip(_places(), heads, strict=True):
        _beside(axes, place, 0, head, ha="right", fontweight="bold")
    for number, each in enumerate(rows, 1):
        _draw_row(axes, number, each, lines)
    return axes


def _places() -> tuple[float, float]:
    """Where the columns of figures end, in widths of the plot."""
    return 1 + (_FIGURE - 0.05) / _PLOT, 1 + (2 * _FIGURE - 0.05) / _PLOT


def _draw_row(axes: Axes, row: int, each: DifferenceRow, lines: int) -> None:
    weight = "bold" if each.strong else "normal"
    _beside(
        axes, -_NAMES / _PLOT, row, wrapped(each.name, _NAMES - 0.1, 8.5, lines=lines), ha="left", fontweight=weight
    )
    for place, figure in zip(_places(), (each.first, each.second), strict=True):
        _beside(axes, place, row, figure, ha="right", fontweight=weight)
    if each.difference is None:
        axes.annotate(MISSING, (0, row), (4, 0), textcoords="offset points", va="center", fontsize=8.5, color=GREY)
        return
    is_up = each.difference >= 0
    axes.barh(row, float(each.difference), height=0.62, color=RISE if is_up else FALL, alpha=1 if each.strong else 0.75)
    axes.annotate(
        signed(each.difference), (float(each.difference), row), (4 if is_up else -4, 0), textcoords="offset points",
        va="center", ha="left" if is_up else "right", fontsize=8.5, fontweight="bold",
        color=change_colour(each.difference),
    )  # fmt: skip


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
