"""The change areas as bars, years side by side, in percent of what each area can reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rbtrack.charts.canvas import (
    FAINT,
    HATCHES,
    INK,
    MARGIN,
    SHADES,
    STYLE,
    bare,
    new_paper,
    plain,
    weight_text,
    wrapped,
)
from rbtrack.domain.scoring import ScoredArea
from rbtrack.text import _, number

MOST_BARS = len(SHADES)
"""No more years than that can be told apart."""

_WIDTH, _NAMES = 8.6, 2.6
_BAR, _BETWEEN = 0.21, 0.16


@dataclass(frozen=True, slots=True)
class YearOfAreas:
    """One year: its label, and every area in the order of the rubric."""

    label: str
    areas: tuple[ScoredArea, ...]


def draw_areas(title: str, years: Sequence[YearOfAreas], notes: Sequence[str] = ()) -> Figure:
    """A figure with the areas from top to bottom and a bar for each year (no more than MOST_BARS)."""
    areas = years[0].areas
    rows = max(_BAR * len(years) + _BETWEEN, 0.4)
    body = rows * len(areas)
    key = 0.3 * -(-len(years) // 2)
    with rc_context(STYLE):
        paper = new_paper(title, _WIDTH, key + 0.1 + body + 0.6, [*provisional_note(years), *notes])
        axes = paper.axes(MARGIN + _NAMES, key + 0.1, _WIDTH - 2 * MARGIN - _NAMES, body)
        _draw_bars(axes, years, _BAR / rows)
        axes.set_yticks(range(len(areas)), [area_label(area, _NAMES - 0.1) for area in areas], fontsize=8.5)
        axes.set_ylim(len(areas) - 0.5, -0.5)
        _set_up_axis(axes)
        paper.figure.legend(
            loc="upper left",
            ncols=2,
            frameon=False,
            bbox_to_anchor=(MARGIN / _WIDTH - 0.01, 1 - (paper.top - 0.06) / paper.height),
        )
    return paper.figure


def area_label(area: ScoredArea, inches: float, size: float = 8.5) -> str:
    """The number, the name and the weight of an area, in lines."""
    return wrapped(f"{area.area.id}. {area.area.name} ({weight_text(area.weight)})", inches, size)


def area_text(area: ScoredArea) -> str:
    """The percent of an area: in brackets where it is provisional, in words where it is missing."""
    if area.percent is None:
        return _("not filled in")
    text = number(area.percent)
    return text if area.coverage.is_complete else f"({text})"


def provisional_note(years: Sequence[YearOfAreas]) -> tuple[str, ...]:
    """What the brackets mean, where there are some."""
    if any(area.percent is not None and not area.coverage.is_complete for year in years for area in year.areas):
        return (_("In brackets: provisional, not every item is answered."),)
    return ()


def _draw_bars(axes: Axes, years: Sequence[YearOfAreas], height: float) -> None:
    for position, year in enumerate(years):
        middles = [row + height * (position + 0.5 - len(years) / 2) for row in range(len(year.areas))]
        values = [0.0 if area.percent is None else float(area.percent) for area in year.areas]
        axes.barh(
            middles,
            values,
            height * 0.9,
            label=plain(year.label),
            color=SHADES[position],
            hatch=HATCHES[position],
            edgecolor=INK,
            linewidth=0.6,
        )
        for middle, value, area in zip(middles, values, year.areas, strict=True):
            style = "italic" if area.percent is None else "normal"
            axes.text(value + 1, middle, area_text(area), va="center", fontsize=8, color=INK, style=style)


def _set_up_axis(axes: Axes) -> None:
    axes.set_xlim(0, 112)
    axes.set_xticks(range(0, 101, 20))
    axes.set_xlabel(_("Percent of the area's weight"))
    axes.xaxis.grid(visible=True, color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    bare(axes)
