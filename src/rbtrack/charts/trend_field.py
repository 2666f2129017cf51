"""Many offices over the years: how they are spread in each year, the best and the worst by name, and those that are
to stand out over the others in grey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import quantiles

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rbtrack.charts.canvas import FAINT, GREY, INK, LINES, MARGIN, STYLE, bare, new_paper, spread, wrapped
from rbtrack.charts.captions import (
    change_words,
    direction,
    figure_notes,
    figure_text,
    offices_words,
    origin_note,
    tier_notes,
)
from rbtrack.charts.series_lines import DARK, LineLook, draw_series, height, runs
from rbtrack.charts.value_axis import value_axis
from rbtrack.domain.tiers import RESULT_TIERS
from rbtrack.domain.trend import Series
from rbtrack.messages.instruments import instrument_name
from rbtrack.messages.tiers import tier_name
from rbtrack.text import _, listed, number
from rbtrack.views.charts import TrendChart
from rbtrack.views.trends import OfficeTrend

MOST_LINES = len(LINES)
"""At most so many offices stand out."""

MOST_GREY = 60
"""Up to so many other offices are lines in grey; more are summed up year by year."""

_GREY_LINE = LineLook("#A8B2BD", 0.8, ".", 3, "-", 2)
_PLOT, _YEARS, _EDGE, _LABELS = 4.4, 0.35, 0.4, 2.5
_FEWEST = 2
_NARROW, _WIDE = 0.16, 0.26
"""Half the width of the bars from the lowest to the highest, and over the middle half."""


def draw_field(view: TrendChart) -> Figure:
    """The offices in grey, or their spread where they are very many, and over them those that are named.

    All figures of one year are of the tier that most offices have as their headline; offices without it are left out
    and counted.
    """
    tier = _tier(view)
    lines = {each.office.code: each for each in view.offices if _of_tier(each, tier) is not None}
    named = [lines[code] for code in view.named if code in lines][:MOST_LINES]
    others = [each for code, each in lines.items() if code not in view.named]
    axis = view.axis
    labels = _LABELS if named else 0.4
    width = max(2 * MARGIN + _EDGE + min(max(len(axis), 2) * 1.3, 7.8) + labels, 7.0)
    with rc_context(STYLE):
        paper = new_paper(
            _title(view, named, others, tier),
            width,
            _PLOT + _YEARS,
            [*_notes(view, named, others, tier), *([origin_note(view.origin)] if view.origin else [])],
            _("{instrument}, {years}: {tier}").format(
                instrument=instrument_name(view.instrument), years=f"{axis[0]}–{axis[-1]}", tier=tier_name(tier)
            ),
        )
        axes = paper.axes(MARGIN + _EDGE, 0, width - 2 * MARGIN - _EDGE - labels, _PLOT)
        _set_up(axes, view, tier)
        _draw_others(axes, others, tier, axis)
        _write_labels(axes, [_draw_named(axes, trend, tier, position) for position, trend in enumerate(named)])
    return paper.figure


def _tier(view: TrendChart) -> str:
    """Of the tiers of the offices that stand out, or of all, the one that most offices have; of equal ones the most
    authoritative."""
    standing_out = [each for each in view.offices if each.office.code in view.named and each.series]
    tiers = {series.tier for each in standing_out or view.offices for series in each.series}
    everyone = [series.tier for each in view.offices for series in each.series]
    return max(tiers, key=lambda tier: (everyone.count(tier), -RESULT_TIERS.index(tier)))


def _of_tier(trend: OfficeTrend, tier: str) -> Series | None:
    return next((series for series in trend.series if series.tier == tier), None)


def _points(trends: Sequence[OfficeTrend], tier: str, year: int) -> list[tuple[float, OfficeTrend]]:
    """What each office reached in a year, the lowest first."""
    found = [(each, series.of_year(year)) for each in trends if (series := _of_tier(each, tier)) is not None]
    known = [(height(at.figure), each) for each, at in found if at is not None and at.figure.points is not None]
    return sorted(known, key=lambda pair: (pair[0], pair[1].office.code))


def _title(view: TrendChart, named: Sequence[OfficeTrend], others: Sequence[OfficeTrend], tier: str) -> str:
    """The office that stands out and its change; without one, the median and how many rose and fell."""
    if len(named) == 1:
        series = _of_tier(named[0], tier)
        assert series is not None
        text = f"{named[0].office.name}: {figure_text(series.last.figure)}"
        return f"{text}, {words}" if (words := change_words(series)) else text
    offices = offices_words([each.office for each in view.offices], view.below)
    everyone = [*named, *others]
    known = {year: _points(everyone, tier, year) for year in view.axis}
    year = max(
        (each for each in view.axis if 2 * len(known[each]) >= max(map(len, known.values()))), default=view.axis[-1]
    )
    middle = _quartiles([value for value, _trend in known[year]])[1]
    said = [_("median {points} in {year}").format(points=number(_exact(middle)), year=year)]
    changes = [series.change for each in everyone if (series := _of_tier(each, tier)) is not None]
    ways = [direction(change) for change in changes if change is not None]
    for way, words in ((1, _("{count} rose")), (-1, _("{count} fell")), (0, _("{count} unchanged"))):
        if count := ways.count(way):
            said.append(words.format(count=count))
    return f"{offices}: {listed(said)}"


def _exact(value: float) -> Decimal:
    return Decimal(str(value))


def _notes(view: TrendChart, named: Sequence[OfficeTrend], others: Sequence[OfficeTrend], tier: str) -> list[str]:
    notes = []
    if len(others) > MOST_GREY:
        notes.append(
            _(
                "Thin bar: from the lowest to the highest of {count} offices, both by name; thick bar: the middle half; line across it: the median."
            ).format(count=len(others))
        )
    elif others:
        notes.append(_("Grey: the other offices ({count}).").format(count=len(others)))
    left_out = len(view.offices) - len(named) - len(others)
    if left_out:
        notes.append(
            _("Offices without a figure of the tier {tier}, not drawn: {count}.").format(
                tier=tier_name(tier), count=left_out
            )
        )
    if len(view.named) > MOST_LINES:
        notes.append(_("Of the offices that are to stand out, the first {count} do.").format(count=MOST_LINES))
    drawn = named if len(others) > MOST_GREY else [*named, *others]
    figures = [each.figure for trend in drawn if (series := _of_tier(trend, tier)) for each in series.years]
    return [*notes, *figure_notes(figures), *tier_notes(view.tier)]


def _set_up(axes: Axes, view: TrendChart, tier: str) -> None:
    series = [found for trend in view.offices if (found := _of_tier(trend, tier)) is not None]
    figures = [each.figure for one in series for each in one.years]
    used = {each.scale for each in figures}
    values = [float(each.points) for each in figures if each.points is not None]
    scale_axis = value_axis(values, [scale for name, scale in view.scales.items() if name in used])
    # Names stand above the highest and below the lowest.
    room = 0.12 * (scale_axis.high - scale_axis.low) if len(series) > MOST_GREY else 0
    scale_axis.set_on(axes)
    axes.set_ylim(scale_axis.low - room, scale_axis.high + room)
    axes.set_xlim(view.axis[0] - 0.5, view.axis[-1] + 0.5)
    axes.set_xticks(view.axis, [str(year) for year in view.axis], fontweight="bold")
    axes.yaxis.grid(visible=True, color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
    bare(axes)


def _draw_others(axes: Axes, others: Sequence[OfficeTrend], tier: str, axis: Sequence[int]) -> None:
    if len(others) <= MOST_GREY:
        for each in others:
            series = _of_tier(each, tier)
            assert series is not None
            draw_series(axes, series, _GREY_LINE)
        return
    for year in axis:
        known = _points(others, tier, year)
        if len(known) < _FEWEST:
            continue
        lower, middle, upper = _quartiles([value for value, _trend in known])
        (lowest, worst), (highest, best) = known[0], known[-1]
        axes.fill_between([year - _NARROW, year + _NARROW], lowest, highest, color="#DDE3EA", linewidth=0, zorder=2)
        axes.fill_between([year - _WIDE, year + _WIDE], lower, upper, color="#A9BCCD", linewidth=0, zorder=2.1)
        axes.hlines(middle, year - _WIDE, year + _WIDE, color=DARK.colour, linewidth=2, zorder=2.2)
        axes.annotate(
            number(_exact(middle)), (year + _WIDE, middle), (3, 0), textcoords="offset points", va="center", fontsize=8,
            fontweight="bold", color=INK,
        )  # fmt: skip
        for value, trend, up, edge in ((highest, best, 4, "bottom"), (lowest, worst, -4, "top")):
            words = f"{number(_exact(value))}\n{wrapped(trend.office.name, 1.1, 7, lines=2)}"
            axes.annotate(
                words, (year, value), (0, up), textcoords="offset points", ha="center", va=edge, fontsize=7, color=GREY,
                annotation_clip=False,
            )  # fmt: skip


def _quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    if len(values) == 1:
        return values[0], values[0], values[0]
    lower, middle, upper = quantiles(values, n=4, method="inclusive")
    return lower, middle, upper


@dataclass(frozen=True, slots=True)
class _EndLabel:
    """Words at the right end of a line."""

    up: float
    words: str
    colour: str


def _draw_named(axes: Axes, trend: OfficeTrend, tier: str, position: int) -> _EndLabel:
    colour, marker, dashes = LINES[position]
    series = _of_tier(trend, tier)
    assert series is not None
    draw_series(axes, series, LineLook(colour, 2.2, marker, 6.5, dashes, 5))
    known = [each for run in runs(series) for each in run]
    last = known[-1].figure if known else series.last.figure
    name = wrapped(trend.office.name, _LABELS - 0.3, 8.5, lines=2)
    change = change_words(series)
    words = f"{name}\n{figure_text(last)}" + (f", {change}" if change else "")
    return _EndLabel(height(last) if known else 0.0, words, colour)


def _write_labels(axes: Axes, labels: Sequence[_EndLabel]) -> None:
    """Each line's office at the right, in its colour, none on another."""
    low, high = axes.get_ylim()
    gap = (high - low) * 0.48 / _PLOT
    margin = gap / 2
    for label, up in zip(labels, spread([each.up for each in labels], gap, low + margin, high - margin), strict=True):
        axes.annotate(
            label.words, (1, up), (8, 0), xycoords=("axes fraction", "data"), textcoords="offset points", va="center",
            fontsize=8.5, color=label.colour, annotation_clip=False,
        )  # fmt: skip
