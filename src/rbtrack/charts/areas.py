"""The change areas as bars, years side by side, in percent of what each area can reach."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rbtrack.charts.canvas import FAINT, HATCHES, INK, SHADES, STYLE, new_figure
from rbtrack.domain.scoring import ScoredArea
from rbtrack.text import _, harmless, number, unrounded

GROUP = 0.82
"""The part of an area's height that its bars fill."""


@dataclass(frozen=True, slots=True)
class YearOfAreas:
    """One year: its label, and every area in the order of the rubric."""

    label: str
    areas: tuple[ScoredArea, ...]


def draw_areas(title: str, years: Sequence[YearOfAreas], notes: Sequence[str] = ()) -> Figure:
    """A figure with the areas from top to bottom and a bar for each year."""
    areas = years[0].areas
    with rc_context(STYLE):
        figure = new_figure(8.6, 1.6 + len(areas) * (0.26 + 0.23 * len(years)))
        axes = figure.add_subplot()
        _draw_bars(axes, years)
        axes.set_yticks(range(len(areas)), [_label(area) for area in areas])
        axes.set_ylim(len(areas) - 0.5, -0.5)
        _set_up_axis(axes)
        figure.suptitle(textwrap.fill(harmless(title), 80), fontsize=12, fontweight="bold", x=0.01, ha="left")
        figure.legend(loc="outside lower center", ncols=len(years), frameon=False)
    return figure


def _draw_bars(axes: Axes, years: Sequence[YearOfAreas]) -> None:
    height = GROUP / len(years)
    for position, year in enumerate(years):
        middles = [row - GROUP / 2 + height * (position + 0.5) for row in range(len(year.areas))]
        values = [None if area.percent is None else float(area.percent) for area in year.areas]
        axes.barh(
            middles,
            [value or 0 for value in values],
            height * 0.9,
            label=harmless(year.label),
            color=SHADES[position % len(SHADES)],
            hatch=HATCHES[position % len(HATCHES)],
            edgecolor=INK,
            linewidth=0.6,
        )
        for middle, value, area in zip(middles, values, year.areas, strict=True):
            text = (
                _("not filled in")
                if value is None
                else number(area.percent) + ("" if area.coverage.is_complete else " *")
            )
            axes.text(
                (value or 0) + 1,
                middle,
                text,
                va="center",
                fontsize=8,
                color=INK,
                style="italic" if value is None else "normal",
            )
    if not all(area.coverage.is_complete for year in years for area in year.areas):
        axes.annotate(
            _("* provisional: not every item is answered"), (1, -0.16), xycoords="axes fraction", ha="right", fontsize=8
        )


def _set_up_axis(axes: Axes) -> None:
    axes.set_xlim(0, 112)
    axes.set_xticks(range(0, 101, 20))
    axes.set_xlabel(_("Percent of the area's weight"))
    axes.xaxis.grid(visible=True, color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def _label(area: ScoredArea) -> str:
    return textwrap.fill(f"{area.area.id}. {harmless(area.area.name)} ({unrounded(area.weight)})", 34)
