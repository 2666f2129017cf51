"""One tier and judge of an office as a line over the years: joined where years can be compared, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from rbtrack.charts.canvas import LINES, lightened
from rbtrack.domain.trend import Figure, Series, SeriesYear


@dataclass(frozen=True, slots=True)
class LineLook:
    """How a line is drawn: its colour, its width and dashes, its mark and the size of that, and what it is drawn over."""

    colour: str
    width: float = 2.2
    marker: str = "o"
    size: float = 7.5
    dashes: Any = "-"
    layer: float = 4


DARK = LineLook(LINES[0][0])
"""The line that stands for an office."""


def side_look(position: int) -> LineLook:
    """A lighter line for another tier or judge: they differ in colour, mark and dashes."""
    colour, marker, dashes = LINES[1 + position % (len(LINES) - 1)]
    return LineLook(lightened(colour), 1.3, marker, 5.5, dashes, 3)


def runs(series: Series) -> Iterator[tuple[SeriesYear, ...]]:
    """The years that one stroke joins: each can be compared with the one before it."""
    run: list[SeriesYear] = []
    for each in series.years:
        if each.figure.points is None:
            continue
        if run and not (each.is_comparable and each.before == run[-1].figure):
            yield tuple(run)
            run = []
        run.append(each)
    if run:
        yield tuple(run)


def breaks_of(series: Series) -> Iterator[tuple[SeriesYear, SeriesYear]]:
    """Two years beside each other that no stroke joins, because they cannot be compared."""
    known = [each for each in series.years if each.figure.points is not None]
    by_figure = {each.figure: each for each in known}
    for each in known:
        if each.before in by_figure and each.breaks:
            yield by_figure[each.before], each


def height(figure: Figure) -> float:
    """How high a figure stands; it must have points."""
    assert figure.points is not None
    return float(figure.points)


def places(years: Iterable[SeriesYear]) -> tuple[list[float], list[float]]:
    """Where years stand: across and up."""
    known = list(years)
    return [float(each.figure.year) for each in known], [height(each.figure) for each in known]


def draw_series(axes: Axes, series: Series, look: LineLook) -> None:
    """The strokes and marks of a series. A reported figure has a hollow mark, a provisional one a pale one."""
    for run in runs(series):
        across, up = places(run)
        axes.plot(
            across, up, color=look.colour, linewidth=look.width, linestyle=look.dashes, zorder=look.layer,
            solid_capstyle="round", clip_on=False,
        )  # fmt: skip
        for each in run:
            axes.add_line(_mark(each.figure, look))


def _mark(figure: Figure, look: LineLook) -> Line2D:
    """Whole also at the edge of the axes."""
    return Line2D(
        [figure.year], [height(figure)], linestyle="", marker=look.marker, markersize=look.size, color=look.colour,
        markeredgewidth=1.4, markerfacecolor=_fill(figure, look.colour), zorder=look.layer + 0.5, clip_on=False,
    )  # fmt: skip


def _fill(figure: Figure, colour: str) -> str:
    if figure.origin == "reported":
        return "white"
    return lightened(colour, 0.7) if figure.is_provisional else colour


def sample_line(look: LineLook, left: float, right: float, middle: float) -> Line2D:
    """A short piece of a line with its mark, for a key."""
    return Line2D(
        [left, (left + right) / 2, right], [middle] * 3, color=look.colour, linestyle=look.dashes,
        linewidth=look.width, marker=look.marker, markevery=[1], markersize=look.size - 1,
    )  # fmt: skip


def all_years(trends: Iterable[Sequence[Series]]) -> Iterator[SeriesYear]:
    """Every year of every series."""
    return (each for of_office in trends for series in of_office for each in series.years)
