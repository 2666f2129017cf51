"""All lines of one office over the years: its main line with every figure and change, the others light behind it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence

from matplotlib.axes import Axes

from rbtrack.charts.canvas import FAINT, GREY, INK, bare
from rbtrack.charts.captions import BROKEN, change_colour, figure_text
from rbtrack.charts.placing import Placing, Spot, around
from rbtrack.charts.series_lines import DARK, LineLook, breaks_of, draw_series, height, places, runs, side_look
from rbtrack.charts.value_axis import value_axis
from rbtrack.domain.levels import LevelMark
from rbtrack.domain.rubric import GradeScale
from rbtrack.domain.trend import Series, SeriesYear
from rbtrack.messages.figures import measure_words
from rbtrack.text import _, number, signed
from rbtrack.views.trends import AreaLink, OfficeTrend

_FIGURES = {"fontsize": 10, "fontweight": "bold", "color": INK, "zorder": 7}
_SMALL = {"fontsize": 7.5, "color": GREY, "zorder": 6}
_CHANGES = {"fontsize": 9, "fontweight": "bold", "zorder": 6}
_SMALL_CHANGES = {"fontsize": 7.5, "zorder": 6}
_BEHIND = {"facecolor": "white", "alpha": 0.85, "linewidth": 0, "pad": 0.6}
_ONE_LINE = 12
"""So many letters of a figure with its grade stand in one line: (100.00 AA)."""


def looks_of(series: Sequence[Series]) -> dict[Series, LineLook]:
    """How each line of an office is drawn: the first one dark."""
    return {each: side_look(position - 1) if position else DARK for position, each in enumerate(series)}


def draw_lines(axes: Axes, trend: OfficeTrend) -> None:
    """The lines of an office with all that is written on them; limits and place of `axes` must be set, and what lies
    behind must be drawn before."""
    looks, placing = looks_of(trend.series), Placing(axes)
    for series in reversed(trend.series):
        draw_series(axes, series, looks[series])
        _keep_free(placing, series, looks[series])
    _draw_breaks(placing, trend, looks)
    _draw_links(axes, placing, trend)
    for series in trend.series:
        _write_figures(placing, series)


def mark_notes(years: Iterable[SeriesYear]) -> list[str]:
    """What the marks mean, as far as they are there."""
    known = list(years)
    drawn = [each.figure for each in known if each.figure.points is not None]
    marks = []
    if any(each.origin == "reported" for each in drawn):
        marks.append(_("hollow: reported by others"))
    if any(each.is_provisional and each.origin == "computed" for each in drawn):
        marks.append(_("pale: provisional"))
    return [*([_("Marks: {marks}.").format(marks=", ".join(marks))] if marks else []), *break_notes(known)]


def break_notes(years: Iterable[SeriesYear]) -> tuple[str, ...]:
    """What the sign of a break means, where there is one."""
    if not any(each.breaks for each in years):
        return ()
    return (_("{sign} cannot be compared with the figure before it on that line.").format(sign=BROKEN),)


def set_up(
    axes: Axes,
    axis: Sequence[int],
    series: Iterable[Series],
    scales: Mapping[str, GradeScale],
    marks: Sequence[LevelMark] = (),
) -> None:
    """Limits, years and lines of the axes for these series, with room for the lines of levels."""
    figures = [each.figure for one in series for each in one.years]
    values = [float(each.points) for each in figures if each.points is not None]
    values += [float(mark.at) for mark in marks]
    used = {each.scale for each in figures}
    value_axis(values, [scale for name, scale in scales.items() if name in used]).set_on(axes)
    axes.set_xlim(axis[0] - 0.5, axis[-1] + 0.5)
    axes.set_xticks(axis, [str(year) for year in axis], fontweight="bold")
    axes.yaxis.grid(visible=True, color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
    bare(axes)


def _keep_free(placing: Placing, series: Series, look: LineLook) -> None:
    """Words stand on no stroke and no mark of a line."""
    for run in runs(series):
        across, up = places(run)
        placing.add_line(across, up)
        for x, y in zip(across, up, strict=True):
            placing.add_mark(x, y, look.size + 2)


def _write_figures(placing: Placing, series: Series) -> None:
    """The figures of a line, and on each stroke by how much it rises or falls: large on the line that stands for the
    office."""
    figures, changes = (_FIGURES, _CHANGES) if series.is_headline else (_SMALL, _SMALL_CHANGES)
    known = [each for each in series.years if each.figure.points is not None]
    for each in known:
        at = (each.figure.year, height(each.figure))
        spots = around(8 if series.is_headline else 6, below_first=_is_low(each, known))
        placing.put(in_lines(figure_text(each.figure)), at, spots, **figures)
    for each in known:
        if each.change is None or each.before is None or each.before.points is None:
            continue
        middle = ((each.before.year + each.figure.year) / 2, (height(each.before) + height(each.figure)) / 2)
        placing.put(signed(each.change), middle, around(6), color=change_colour(each.change), **changes)


def _is_low(each: SeriesYear, known: Sequence[SeriesYear]) -> bool:
    """Whether a year is lower than those beside it, so that its figure stands better below it."""
    at = known.index(each)
    beside = [height(other.figure) for other in (*known[max(at - 1, 0) : at], *known[at + 1 : at + 2])]
    return bool(beside) and height(each.figure) < min(beside)


def in_lines(figure: str) -> str:
    """A figure with its grade, which stands below it where it is words."""
    return figure if len(figure) <= _ONE_LINE else figure.replace(" ", "\n", 1)


def _draw_breaks(placing: Placing, trend: OfficeTrend, looks: Mapping[Series, LineLook]) -> None:
    """A sign where a line ends because two years cannot be compared; on the main line with what changes there."""
    linked = {(link.tier, link.judge, link.year) for link in trend.links}
    for series in trend.series:
        for before, after in breaks_of(series):
            middle = (
                (before.figure.year + after.figure.year) / 2,
                (height(before.figure) + height(after.figure)) / 2,
            )
            placing.put(
                BROKEN, middle, (Spot(0, 0, edge="center"), Spot(0, 12, edge="center"), Spot(0, -12, edge="center")), fontsize=11, fontweight="bold",
                color=looks[series].colour, zorder=6, bbox=_BEHIND,
            )  # fmt: skip
            if series.is_headline and (series.tier, series.judge, after.figure.year) not in linked:
                reason = "\n".join(textwrap.wrap(measure_words(after.breaks), 16))
                placing.put(reason, middle, (*around(9), *around(18)), style="italic", **_SMALL)


def _draw_links(axes: Axes, placing: Placing, trend: OfficeTrend) -> None:
    """A thin dashed link where only the change areas of two years can be compared, with what they reached."""
    for link in trend.links:
        series = next(each for each in trend.series if (each.tier, each.judge) == (link.tier, link.judge))
        ends = [series.of_year(year) for year in (link.before_year, link.year)]
        known = [each for each in ends if each is not None and each.figure.points is not None]
        if len(known) < 2:
            continue
        across, up = places(known)
        axes.plot(across, up, color=GREY, linewidth=0.9, linestyle=(0, (4, 3)), zorder=2.5)
        placing.add_line(across, up)
        if series.is_headline:
            middle = (sum(across) / 2, sum(up) / 2)
            placing.put(_link_words(link), middle, (*around(5), *around(14)), **_SMALL)


def _link_words(link: AreaLink) -> str:
    return _("change areas\n{before} % → {after} %").format(before=number(link.before), after=number(link.after))
