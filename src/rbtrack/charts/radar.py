"""The change areas as a wheel, one line a year."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.projections.polar import PolarAxes

from rbtrack.charts.areas import (
    LabelledAreas,
    area_by_area,
    area_label,
    area_text,
    areas_notes,
    areas_title,
    labelled_areas,
    marks_of_areas,
    newest_first,
    provisional_note,
)
from rbtrack.charts.canvas import FAINT, GREY, LINES, MARGIN, STYLE, new_paper, plain
from rbtrack.charts.level_marks import draw_on_wheel
from rbtrack.domain.scoring import ScoredArea
from rbtrack.text import _, number
from rbtrack.views.comparing import ComparedYears

_WIDTH, _WHEEL = 8.6, 4.3


def draw_radar(view: ComparedYears) -> Figure:
    """A figure with a spoke for each area, in percent of what the area can reach, and a line for each year.

    The figures stand at the spokes, in the order of the years. A line is open where an area is not
    filled in.
    """
    series = labelled_areas(view)
    foot = [
        _("Percent of the area's weight (in brackets behind its name), from 0 in the middle to 100."),
        *provisional_note(series),
        *areas_notes(view),
    ]
    areas = area_by_area(series)
    with rc_context(STYLE):
        paper = new_paper(areas_title(view), _WIDTH, 0.3 + 1.0 + _WHEEL + 1.0, foot)
        axes = paper.axes((_WIDTH - _WHEEL) / 2, 1.2, _WHEEL, _WHEEL, projection="polar")
        assert isinstance(axes, PolarAxes)
        angles = [math.tau * position / len(areas) for position in range(len(areas))]
        _set_up(axes, angles)
        draw_on_wheel(axes, [area.area.id for area in series[0].areas], angles, marks_of_areas(view))
        for each, look in zip(series, newest_first(series), strict=True):
            _draw_line(axes, each, angles, look)
        for angle, year_by_year in zip(angles, areas, strict=True):
            _draw_label(axes, angle, year_by_year)
        paper.figure.legend(
            loc="upper left",
            ncols=len(series),
            frameon=False,
            bbox_to_anchor=(MARGIN / _WIDTH - 0.01, 1 - paper.top / paper.height + 0.01),
        )
    return paper.figure


def _set_up(axes: PolarAxes, angles: Sequence[float]) -> None:
    axes.set_theta_zero_location("N")
    axes.set_theta_direction(-1)
    axes.set_ylim(0, 100)
    axes.set_xticks(angles, [""] * len(angles))
    axes.set_yticks(range(20, 101, 20), [""] * 5)
    for level in range(20, 101, 20):
        axes.text(math.pi / len(angles), level, number(level, 0), fontsize=7, color=GREY, ha="center", va="center")
    axes.grid(color=FAINT, linewidth=0.6)
    axes.spines["polar"].set_color(FAINT)


def _draw_line(axes: PolarAxes, year: LabelledAreas, angles: Sequence[float], position: int) -> None:
    colour, marker, dashes = LINES[position]
    values = [math.nan if area.percent is None else float(area.percent) for area in year.areas]
    axes.plot(
        [*angles, angles[0]],
        [*values, values[0]],
        color=colour,
        linestyle=dashes,
        linewidth=1.8,
        marker=marker,
        markersize=5,
        label=plain(year.label),
        clip_on=False,
        zorder=9 - position,
    )


def _draw_label(axes: Axes, angle: float, areas: Sequence[ScoredArea]) -> None:
    """The area's name with its figures, outside the wheel."""
    name = area_label(areas, 1.75, 8)
    texts = [area_text(area) for area in areas]
    figures = " →\n".join(" → ".join(texts[start : start + 3]) for start in range(0, len(texts), 3))
    across = math.sin(angle)
    axes.annotate(
        f"{name}\n{figures}",
        (angle, 100),
        (10 * across, 10 * math.cos(angle)),
        textcoords="offset points",
        ha="center" if abs(across) < 0.1 else "left" if across > 0 else "right",
        va="center" if abs(across) > 0.9 else "bottom" if math.cos(angle) > 0 else "top",
        fontsize=8,
        annotation_clip=False,
    )
