"""Offices over the years as lines, with the bands of the grades behind them and the figures below."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from statistics import quantiles

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from rbtrack.charts.canvas import FAINT, GREY, INK, LINES, MARGIN, STYLE, bare, new_paper, wrapped
from rbtrack.charts.captions import BROKEN, figure_notes, figure_text, offices_words, tier_notes
from rbtrack.charts.grade_bands import draw_bands, spans
from rbtrack.charts.level_marks import draw_over_years, marks_note
from rbtrack.charts.value_axis import value_axis
from rbtrack.domain.levels import LevelMark
from rbtrack.domain.rubric import GradeScale
from rbtrack.domain.trend import Figure as Headline
from rbtrack.domain.trend import TrendYear
from rbtrack.messages.instruments import instrument_name
from rbtrack.messages.tiers import tier_word
from rbtrack.text import MISSING, _
from rbtrack.views.charts import TrendChart
from rbtrack.views.trends import OfficeTrend

MOST_LINES = len(LINES)
"""At most so many offices stand out; where more are shown, the three highest and the three lowest do."""
MOST_FAINT = 30
"""At most so many offices are drawn behind as lines; more are summed up year by year."""

_ONE_LINE = 12
"""So many letters of a figure with its grade stand in one line: (100.00 AA)."""

_BEHIND_FIGURES = {"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 0.5}
"""The grades of the bands may be words that reach below a figure."""

_NAMES, _COLUMN, _ROW, _PLOT, _BREAKS = 2.35, 1.0, 0.34, 3.7, 0.55


def draw_trend(view: TrendChart, title: str | None = None) -> Figure:
    """A figure with a line for each of the named offices, all others faint behind; `title` replaces its usual title.

    Where none is named all offices stand out if they are few, else the highest and the lowest. A line ends
    where a year is missing, and where two years cannot be compared; hollow markers are reported figures,
    half-filled ones provisional.
    """
    series, scales, named = view.offices, view.scales, view.named
    axis = years_on_axis(view)
    shown, behind = _choose(series, axis, named)
    marks = [mark for mark in view.marks if any(year in mark.years for year in axis)]
    headlines = [year.headline for each in shown for year in each.years if year.headline.year in axis]
    foot = [
        *_said(shown, behind, axis, named),
        *figure_notes(headlines),
        *marks_note(marks),
        marker_note(),
        *break_note(shown, axis),
        *tier_notes(view.tier),
    ]
    span = max(axis[-1] - axis[0] + 1, 2)
    column = min(_COLUMN, 11 / span)
    width = max(2 * MARGIN + _NAMES + span * column, 7.2)
    with rc_context(STYLE):
        paper = new_paper(title or _title(view), width, _BREAKS + _PLOT + 0.35 + _ROW * (len(shown) + 0.3), foot)
        axes = paper.axes(MARGIN + _NAMES, _BREAKS, width - 2 * MARGIN - _NAMES, _PLOT)
        _set_up(axes, axis, series, scales, marks)
        draw_bands(axes, spans(axis, (year.headline for each in series for year in each.years), scales))
        draw_over_years(axes, marks, axis)
        _draw_behind(axes, behind, axis)
        for position, each in enumerate(shown):
            _draw_line(axes, each.years, axis, position, with_figures=len(shown) == 1)
        _draw_breaks(axes, shown, axis, column)
        table = paper.axes(MARGIN, _BREAKS + _PLOT + 0.3, width - 2 * MARGIN, _ROW * len(shown))
        _draw_table(table, shown, axis, axes.get_xlim(), width)
    return paper.figure


def _title(view: TrendChart) -> str:
    return f"{instrument_name(view.instrument)}: {offices_words([each.office for each in view.offices], view.below)}"


def years_on_axis(view: TrendChart) -> tuple[int, ...]:
    """The years asked for, else every one from the first known to the last."""
    if view.years:
        return tuple(sorted(view.years))
    known = [year.headline.year for each in view.offices for year in each.years]
    return tuple(range(min(known), max(known) + 1))


def _by_year(found: Sequence[TrendYear]) -> dict[int, TrendYear]:
    return {each.headline.year: each for each in found}


def _points(found: Sequence[TrendYear], year: int) -> Fraction | None:
    each = _by_year(found).get(year)
    return each.headline.points if each else None


def _choose(
    series: Sequence[OfficeTrend], axis: Sequence[int], named: Sequence[str]
) -> tuple[list[OfficeTrend], list[OfficeTrend]]:
    """The offices that stand out, and the others."""
    codes = list(named)
    if not codes:
        codes = [each.office.code for each in series]
        if len(codes) > MOST_LINES:
            year = _best_known(series, axis)
            ordered = sorted(
                ((points, each.office.code) for each in series if (points := _points(each.years, year)) is not None),
                key=lambda pair: (-pair[0], pair[1]),
            )
            codes = [code for _points_, code in (ordered if len(ordered) <= 6 else [*ordered[:3], *ordered[-3:]])]
    codes = codes[:MOST_LINES]
    by_code = {each.office.code: each for each in series}
    return [by_code[code] for code in codes], [each for each in series if each.office.code not in codes]


def _best_known(series: Sequence[OfficeTrend], axis: Sequence[int]) -> int:
    """The newest year for which at least half as many offices have points as for any other year."""
    known = {year: sum(_points(each.years, year) is not None for each in series) for year in axis}
    return max(year for year in axis if 2 * known[year] >= max(known.values()))


def _said(
    shown: Sequence[OfficeTrend], behind: Sequence[OfficeTrend], axis: Sequence[int], named: Sequence[str]
) -> list[str]:
    lines = []
    if behind and not named:
        year = _best_known([*shown, *behind], axis)
        lines.append(_("Standing out: the highest and the lowest of {year}.").format(year=year))
    if len(behind) > MOST_FAINT:
        text = _(
            "Grey: the other {count} offices year by year; thin from the lowest to the highest, thick the middle half, the line across it the median."
        )
        lines.append(text.format(count=len(behind)))
    elif behind:
        lines.append(_("Grey: the other offices ({count}).").format(count=len(behind)))
    return [" ".join(lines)] if lines else []


def marker_note() -> str:
    """What the markers mean."""
    return _("● computed   ○ reported   ◐ provisional   – not known")


def break_note(series: Iterable[OfficeTrend], axis: Sequence[int]) -> tuple[str, ...]:
    """What the sign of a break means, where there is one."""
    if not any(broken_years(each.years, axis) for each in series):
        return ()
    text = _("{sign} cannot be compared with the year before: tier, judge, rubric or scale changes.")
    return (text.format(sign=BROKEN),)


def _set_up(
    axes: Axes,
    axis: Sequence[int],
    series: Sequence[OfficeTrend],
    scales: Mapping[str, GradeScale],
    marks: Sequence[LevelMark],
) -> None:
    figures = [year.headline for each in series for year in each.years if year.headline.year in axis]
    values = [float(each.points) for each in figures if each.points is not None]
    values += [float(mark.at) for mark in marks]
    used = {each.scale for each in figures}
    value_axis(values, [scale for name, scale in scales.items() if name in used]).set_on(axes)
    axes.set_xlim(axis[0] - 0.5 - 0.25 * (len(axis) == 1), axis[-1] + 0.5 + 0.25 * (len(axis) == 1))
    axes.set_xticks(axis, [str(year) for year in axis], fontweight="bold")
    axes.yaxis.grid(visible=True, color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
    bare(axes)


def runs(found: Sequence[TrendYear], axis: Sequence[int]) -> tuple[list[float], list[float]]:
    """The points of a line over the years; where it is interrupted, they are NaN."""
    by_year = _by_year(found)
    across: list[float] = []
    up: list[float] = []
    for position, year in enumerate(axis):
        each = by_year.get(year)
        if each is None or each.headline.points is None:
            across.append(float(year))
            up.append(math.nan)
            continue
        if position and not each.is_comparable:
            across.append(year - 0.5)
            up.append(math.nan)
        across.append(float(year))
        up.append(float(each.headline.points))
    return across, up


def _draw_behind(axes: Axes, behind: Sequence[OfficeTrend], axis: Sequence[int]) -> None:
    if len(behind) <= MOST_FAINT:
        for each in behind:
            across, up = runs(each.years, axis)
            axes.plot(across, up, color="#9AA5B1", linewidth=0.8, marker=".", markersize=3, zorder=2)
        return
    for year in axis:
        values = [float(points) for each in behind if (points := _points(each.years, year)) is not None]
        if len(values) < 2:
            continue
        lower, middle, upper = quantiles(values, n=4, method="inclusive")
        axes.vlines(year, min(values), max(values), color="#9AA5B1", linewidth=1.2, zorder=2)
        axes.vlines(year, lower, upper, color="#C9D1DA", linewidth=14, zorder=2)
        axes.hlines(middle, year - 0.09, year + 0.09, color=GREY, linewidth=1.5, zorder=2.5)


def _draw_line(
    axes: Axes, found: Sequence[TrendYear], axis: Sequence[int], position: int, *, with_figures: bool
) -> None:
    colour, marker, dashes = LINES[position]
    across, up = runs(found, axis)
    axes.plot(across, up, color=colour, linestyle=dashes, linewidth=1.8, zorder=3)
    for year in axis:
        each = _by_year(found).get(year)
        if each is None or each.headline.points is None:
            continue
        height = float(each.headline.points)
        axes.add_line(_marker(year, height, colour, marker, each.headline))
        if with_figures:
            axes.annotate(
                _in_lines(figure_text(each.headline)), (year, height), (0, 9), textcoords="offset points",
                ha="center", fontsize=9, fontweight="bold", zorder=5, bbox=_BEHIND_FIGURES,
            )  # fmt: skip


def _in_lines(figure: str) -> str:
    """A figure with its grade, which stands below it where it is words."""
    return figure if len(figure) <= _ONE_LINE else figure.replace(" ", "\n", 1)


def _marker(year: int, height: float, colour: str, marker: str, headline: Headline) -> Line2D:
    is_reported = headline.origin == "reported"
    return Line2D(
        [year],
        [height],
        linestyle="",
        marker=marker,
        markersize=7,
        color=colour,
        markeredgewidth=1.5,
        markerfacecolor="white" if is_reported else colour,
        markerfacecoloralt="white",
        fillstyle="left" if headline.is_provisional and not is_reported else "full",
        zorder=4,
    )


def broken_years(found: Sequence[TrendYear], axis: Sequence[int]) -> dict[int, tuple[Headline, Headline]]:
    """The years that cannot be compared with the one known before: both figures, by the later year."""
    known = [each for each in found if each.headline.year in axis]
    return {
        each.headline.year: (before.headline, each.headline)
        for before, each in pairwise(known)
        if not each.is_comparable
    }


def _draw_breaks(axes: Axes, shown: Sequence[OfficeTrend], axis: Sequence[int], column: float) -> None:
    """A line between two years that cannot be compared, thin where this holds for some offices only, with what
    changes there above it."""
    reasons: dict[int, list[tuple[str, ...]]] = {}
    for each in shown:
        for year, (before, after) in broken_years(each.years, axis).items():
            reasons.setdefault(year, []).append(tuple(_reasons(before, after)))
    for year, said in reasons.items():
        place = (year + axis[axis.index(year) - 1]) / 2
        everyone = len(said) == sum(year in _by_year(each.years) for each in shown)
        width = 1.3 if everyone else 0.7
        axes.axvline(place, color=GREY, linestyle=(0, (2, 2)), linewidth=width, zorder=2.8)
        texts = dict.fromkeys(reason for of_office in said for reason in of_office)
        lines = [line for text in texts for line in textwrap.wrap(text, max(int(column / 0.058), 9))]
        axes.annotate(
            "\n".join(lines) if len(lines) <= 4 else _("several\nchanges"), (place, 1), (0, 3),
            xycoords=("data", "axes fraction"), textcoords="offset points",
            ha="center", va="bottom", fontsize=7, color=GREY, style="italic", annotation_clip=False,
        )  # fmt: skip


def _reasons(before: Headline, after: Headline) -> Iterable[str]:
    if before.origin != after.origin:
        words = {"computed": _("computed"), "reported": _("reported")}
        yield f"{words[before.origin]} → {words[after.origin]}"
    elif before.rubric != after.rubric:
        yield f"{before.rubric} → {after.rubric}"
    elif before.scale != after.scale:
        yield f"{before.scale or MISSING} → {after.scale or MISSING}"
    if before.tier != after.tier:
        yield f"{tier_word(before.tier)} → {tier_word(after.tier)}"
    elif before.judge != after.judge:
        yield _("another judge")


def _draw_table(
    table: Axes, shown: Sequence[OfficeTrend], axis: Sequence[int], limits: tuple[float, float], width: float
) -> None:
    """Each office with its line and its figures, year by year below the axis."""
    inside = width - 2 * MARGIN
    left, right = limits
    table.set_xlim(0, inside)
    table.set_ylim(len(shown), 0)
    table.set_xticks([])
    table.set_yticks([])
    bare(table)
    for row, trend in enumerate(shown):
        colour, marker, dashes = LINES[row]
        middle = row + 0.5
        table.add_line(
            Line2D(
                [0.02, 0.38],
                [middle, middle],
                color=colour,
                linestyle=dashes,
                linewidth=1.8,
                marker=marker,
                markevery=[1],
                markersize=6,
            )
        )
        table.text(0.52, middle, wrapped(trend.office.name, _NAMES - 0.6, 8, lines=2), va="center", fontsize=8)
        table.axhline(row, color=FAINT, linewidth=0.5)
        by_year, broken = _by_year(trend.years), broken_years(trend.years, axis)
        for year in axis:
            each = by_year.get(year)
            place = _NAMES + (year - left) / (right - left) * (inside - _NAMES)
            text = _in_lines(figure_text(each.headline if each else None))
            text = f"{BROKEN} {text}" if year in broken else text
            table.text(place, middle, text, ha="center", va="center", fontsize=8, color=INK)
