"""Several offices over the years: one small picture each, ordered by their change."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rbtrack.charts.canvas import BOLD, FAINT, GREY, INK, MARGIN, STYLE, Paper, bare, new_paper, wrapped
from rbtrack.charts.captions import (
    BROKEN,
    change_colour,
    change_words,
    direction,
    figure_notes,
    figure_text,
    offices_words,
    origin_note,
    tier_notes,
)
from rbtrack.charts.office_lines import mark_notes
from rbtrack.charts.series_lines import DARK, all_years, draw_series, height, side_look
from rbtrack.charts.value_axis import value_axis
from rbtrack.domain.trend import Series
from rbtrack.messages.instruments import instrument_name
from rbtrack.messages.tiers import tier_word
from rbtrack.text import _, listed, number
from rbtrack.views.charts import TrendChart
from rbtrack.views.trends import OfficeTrend

MOST_PANELS = 48
"""Up to so many offices have a picture each."""

_PANEL, _GAP, _NAME, _PLOT, _YEARS, _EDGE = 2.75, 0.3, 0.6, 1.15, 0.42, 0.32
_SMALL = 7.5


def by_change(trends: Sequence[OfficeTrend]) -> list[OfficeTrend]:
    """Offices by the change of their headline, the largest rise first; those that cannot be compared by their points
    behind them, those without a figure last."""

    def key(trend: OfficeTrend) -> tuple[bool, bool, float, float, str]:
        change = trend.headline.change if trend.headline else None
        points = trend.headline.last.figure.points if trend.headline else None
        return change is None, points is None, -float(change or 0), -float(points or 0), trend.office.code

    return sorted(trends, key=key)


def draw_panels(view: TrendChart) -> Figure:
    """A small picture for each office: its headline dark, other tiers and judges light, all on one scale."""
    ordered = by_change(view.offices)
    columns = min(len(ordered), 4 if len(ordered) > 6 else 3 if len(ordered) != 4 else 2)
    rows = math.ceil(len(ordered) / columns)
    width = max(2 * MARGIN + columns * _PANEL + (columns - 1) * _GAP, 7.0)
    panel = (width - 2 * MARGIN - (columns - 1) * _GAP) / columns
    high = _NAME + _PLOT + _YEARS
    known = list(all_years(each.series for each in ordered))
    figures = [each.figure for each in known]
    values = [float(each.points) for each in figures if each.points is not None]
    used = {each.scale for each in figures}
    axis = value_axis(values, [scale for name, scale in view.scales.items() if name in used])
    notes = [*_notes(view), *figure_notes(figures), *tier_notes(view.tier)]
    with rc_context(STYLE):
        paper = new_paper(
            _title(view),
            width,
            rows * high,
            [*notes, *([origin_note(view.origin)] if view.origin else [])],
            _("{instrument}, {years}; one scale for all, the largest rise first").format(
                instrument=instrument_name(view.instrument), years=f"{view.axis[0]}–{view.axis[-1]}"
            ),
        )
        for position, trend in enumerate(ordered):
            row, column = divmod(position, columns)
            left = MARGIN + column * (panel + _GAP)
            axes = paper.axes(left + _EDGE, row * high + _NAME, panel - _EDGE, _PLOT)
            axis.set_on(axes)
            _draw_panel(axes, trend, view.axis)
            _write_name(paper, left, row * high, panel, trend)
    return paper.figure


def _title(view: TrendChart) -> str:
    """How many rose and fell."""
    offices = offices_words([each.office for each in view.offices], view.below)
    changes = [each.headline.change for each in view.offices if each.headline]
    ways = [direction(change) for change in changes if change is not None]
    if not ways:
        return _("{offices}: no year can be compared with one before it").format(offices=offices)
    said = []
    for way, words in ((1, _("{count} rose")), (-1, _("{count} fell")), (0, _("{count} unchanged"))):
        if count := ways.count(way):
            said.append(words.format(count=count))
    return f"{offices}: {listed(said)}"


def _notes(view: TrendChart) -> list[str]:
    years = list(all_years(trend.series for trend in view.offices))
    notes = mark_notes(years)
    if any(len(trend.series) > 1 for trend in view.offices):
        notes.append(_("Dark: the most authoritative tier of the newest year; light: other tiers and judges."))
    return notes


def _draw_panel(axes: Axes, trend: OfficeTrend, years: Sequence[int]) -> None:
    axes.set_xlim(years[0] - 0.4, years[-1] + 0.4)
    shown = (
        years if len(years) <= 6 else [year for year in years if (years[-1] - year) % math.ceil(len(years) / 5) == 0]
    )
    axes.set_xticks(shown, [str(year) for year in shown], fontsize=_SMALL)
    ticks = axes.get_yticks()
    axes.set_yticks([ticks[0], ticks[-1]], [number(round(tick), 0) for tick in (ticks[0], ticks[-1])], fontsize=_SMALL)
    axes.tick_params(axis="y", colors=GREY)
    axes.axhline(ticks[0], color=FAINT, linewidth=0.6, zorder=1)
    axes.axhline(ticks[-1], color=FAINT, linewidth=0.6, zorder=1)
    bare(axes)
    if not trend.series:
        axes.text(0.5, 0.5, _("nothing known"), transform=axes.transAxes, ha="center", fontsize=_SMALL, color=GREY)
        return
    for position in reversed(range(len(trend.series))):
        look = side_look(position - 1) if position else DARK
        small = replace(look, width=0.8 * look.width, size=0.65 * look.size)
        draw_series(axes, trend.series[position], small)
    _draw_breaks(axes, trend.series[0])


def _draw_breaks(axes: Axes, series: Series) -> None:
    for each in series.years:
        if (
            each.breaks
            and each.before is not None
            and each.before.points is not None
            and each.figure.points is not None
        ):
            axes.text(
                (each.before.year + each.figure.year) / 2, (height(each.before) + height(each.figure)) / 2, BROKEN,
                ha="center", va="center", fontsize=9, color=DARK.colour, fontweight="bold",
            )  # fmt: skip


def _write_name(paper: Paper, left: float, top: float, panel: float, trend: OfficeTrend) -> None:
    """The office above its picture, with its newest figure and its change."""

    def write(text: str, down: float, **style: object) -> None:
        paper.figure.text(left / paper.width, 1 - (paper.top + top + down) / paper.height, text, va="top", **style)  # type: ignore[arg-type]

    write(wrapped(trend.office.name, panel / BOLD, 8.5, lines=1), 0, fontsize=8.5, fontweight="bold", color=INK)
    headline = trend.headline
    if headline is None:
        return
    last = headline.last.figure
    words = f"{last.year} {tier_word(headline.tier)}: {figure_text(last)}"
    write(wrapped(words, panel, _SMALL, lines=1), 0.17, fontsize=_SMALL, color=INK)
    change = change_words(headline) or _("not comparable with an earlier year")
    write(
        wrapped(change, panel, _SMALL, lines=1),
        0.31,
        fontsize=_SMALL,
        color=change_colour(headline.change),
        fontweight="bold" if headline.change is not None else "normal",
    )
