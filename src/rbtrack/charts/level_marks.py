"""The lines of levels (WBK, WBBM) in charts: thin, dashed, with the level beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from rbtrack.charts.canvas import GREY, INK, plain
from rbtrack.domain.levels import LevelMark
from rbtrack.text import _, number, shorten

MOST_LETTERS = 12
DASHES = (0, (6, 2, 1, 2))
LOOK: dict[str, Any] = {
    "color": INK,
    "linestyle": DASHES,
    "linewidth": 0.9,
    "path_effects": [withStroke(linewidth=2, foreground="white")],
}
"""White around it, so that it is seen on dark bars too."""

AreaMarks = Mapping[str, Sequence[LevelMark]]
"""The lines of each area, by its id."""


def draw_over_years(axes: Axes, marks: Sequence[LevelMark], years: Sequence[int]) -> None:
    """A line over the years in which the rubric of the level holds, named at its right end; the limits of `axes` must be
    set before."""
    low, high = axes.get_xlim()
    for mark in marks:
        within = [year for year in years if year in mark.years]
        if not within:
            continue
        left = low if within[0] == years[0] else within[0] - 0.5
        right = high if within[-1] == years[-1] else within[-1] + 0.5
        axes.plot([left, right], [float(mark.at)] * 2, zorder=2.6, **LOOK)
        axes.annotate(
            f"{_name(mark)} {number(mark.at, _places(mark))}", (right, float(mark.at)), (-2, 2), textcoords="offset points",
            ha="right", va="bottom", fontsize=7.5, color=GREY, fontweight="bold", zorder=2.6,
        )  # fmt: skip


def draw_over_areas(axes: Axes, areas: Sequence[str], marks: AreaMarks) -> None:
    """A line through the row of each area, named above the first row that has it; rows must be drawn top down from 0."""
    named: set[str] = set()
    for row, area in enumerate(areas):
        for mark in marks.get(area, ()):
            axes.plot([float(mark.at)] * 2, [row - 0.5, row + 0.5], zorder=3, **LOOK)
            if mark.level not in named:
                named.add(mark.level)
                axes.annotate(
                    _name(mark), (float(mark.at), row - 0.5), (0, 1), textcoords="offset points", ha="center", va="bottom",
                    fontsize=7.5, color=GREY, fontweight="bold", annotation_clip=False,
                )  # fmt: skip


def draw_on_wheel(axes: Axes, areas: Sequence[str], angles: Sequence[float], marks: AreaMarks) -> None:
    """A closed line through the spokes for each level that has a line on every one of them."""
    levels = dict.fromkeys(mark.level for each in marks.values() for mark in each)
    for level in levels:
        at = {area: float(mark.at) for area in areas for mark in marks.get(area, ()) if mark.level == level}
        if len(at) < len(areas):
            continue
        values = [at[area] for area in areas]
        axes.plot([*angles, angles[0]], [*values, values[0]], zorder=3, **LOOK)
        axes.text(
            angles[0], values[0], f" {shorten(plain(level), MOST_LETTERS)}", fontsize=7.5, color=GREY, fontweight="bold", va="bottom",
            zorder=3,
        )  # fmt: skip


def marks_note(marks: Sequence[LevelMark]) -> tuple[str, ...]:
    """What the lines mean, where there are some."""
    text = _("Dash-dotted: the line of a level over this figure. A level has other lines besides.")
    return (text,) if marks else ()


def _name(mark: LevelMark) -> str:
    return shorten(plain(mark.level), MOST_LETTERS)


def _places(mark: LevelMark) -> int:
    return 0 if mark.at.denominator == 1 else 2
