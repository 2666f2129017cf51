"""The index of one office over the years: a line for each tier and judge, its changes, and the figures below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rbtrack.charts.canvas import FAINT, GREY, MARGIN, STYLE, Paper, bare, new_paper, one_line
from rbtrack.charts.captions import BROKEN, change_colour, figure_notes, figure_text, finding, origin_note, tier_notes
from rbtrack.charts.grade_bands import draw_bands, spans
from rbtrack.charts.level_marks import draw_over_years, marks_note
from rbtrack.charts.office_lines import draw_lines, looks_of, mark_notes, set_up
from rbtrack.charts.series_lines import LineLook, sample_line
from rbtrack.charts.trend_field import draw_field
from rbtrack.charts.trend_panels import MOST_PANELS, draw_panels
from rbtrack.domain.trend import Series, SeriesYear
from rbtrack.messages.instruments import instrument_name
from rbtrack.messages.tiers import tier_name
from rbtrack.text import MISSING, _, signed
from rbtrack.views.charts import TrendChart
from rbtrack.views.trends import OfficeTrend

_EDGE, _COLUMN, _ROW, _PLOT, _YEARS = 0.42, 1.3, 0.62, 3.6, 0.32
_NARROWEST, _WIDEST = 6.6, 11.0


def draw_trend(view: TrendChart) -> Figure:
    """One office in a picture of its own; several each in a small one; of many how they are spread over each year,
    and those that are to stand out."""
    if view.named and len(view.offices) > len(view.named):
        return draw_field(view)
    if len(view.offices) > MOST_PANELS:
        return draw_field(view)
    if len(view.offices) > 1:
        return draw_panels(view)
    return _draw_one(view, view.offices[0])


def _draw_one(view: TrendChart, trend: OfficeTrend) -> Figure:
    axis = view.axis
    figures = [each.figure for series in trend.series for each in series.years]
    marks = [mark for mark in view.marks if any(year in mark.years for year in axis)]
    width = max(2 * MARGIN + _EDGE + min(len(axis) * _COLUMN, _WIDEST), _NARROWEST)
    with rc_context(STYLE):
        paper = new_paper(
            finding(trend.office.name, trend.series),
            width,
            _PLOT + _YEARS + _ROW * len(trend.series) + 0.1,
            [
                *_notes(trend),
                *marks_note(marks),
                *([origin_note(view.origin)] if view.origin else []),
                *tier_notes(view.tier),
            ],
            _subtitle(view, trend),
        )
        axes = paper.axes(MARGIN + _EDGE, 0, width - 2 * MARGIN - _EDGE, _PLOT)
        set_up(axes, axis, trend.series, view.scales, marks)
        draw_bands(axes, spans(axis, figures, view.scales))
        draw_over_years(axes, marks, axis)
        draw_lines(axes, trend)
        _draw_table(paper, axes, trend, looks_of(trend.series), axis)
    return paper.figure


def _subtitle(view: TrendChart, trend: OfficeTrend) -> str:
    """What is shown: the instrument, the years, and whose figures."""
    axis = view.axis
    years = str(axis[0]) if len(axis) == 1 else f"{axis[0]}–{axis[-1]}"
    text = f"{instrument_name(view.instrument)}, {years}"
    if trend.headline is None:
        return text
    whose = tier_name(trend.headline.tier, trend.headline.judge)
    if len(trend.series) == 1:
        return f"{text}: {whose}"
    return _("{text}: dark {whose}, light the other tiers and judges").format(text=text, whose=whose)


def _notes(trend: OfficeTrend) -> list[str]:
    """What the marks mean, as far as they are there."""
    years = [each for series in trend.series for each in series.years]
    notes = mark_notes(years)
    if trend.links:
        notes.append(
            _("Dashed: the rubric changes; what is compared is all change areas together, in percent of their weight.")
        )
    return [*notes, *figure_notes(each.figure for each in years)]


def _draw_table(
    paper: Paper, plot: Axes, trend: OfficeTrend, looks: Mapping[Series, LineLook], axis: Sequence[int]
) -> None:
    """Each line by its name, below it its figures under their years, and the change, like with like."""
    inside = paper.width - 2 * MARGIN
    count = max(len(trend.series), 1)
    table = paper.axes(MARGIN, _PLOT + _YEARS, inside, _ROW * count)
    table.set_xlim(0, inside)
    table.set_ylim(_ROW * count, 0)
    table.set_xticks([])
    table.set_yticks([])
    bare(table)
    left, right = plot.get_xlim()
    for row, series in enumerate(trend.series):
        top = _ROW * row
        weight = "bold" if series.is_headline else "normal"
        table.axhline(top, color=FAINT, linewidth=0.6)
        table.add_line(sample_line(looks[series], 0.02, 0.42, top + 0.13))
        name = one_line(tier_name(series.tier, series.judge), inside - 0.6, 8.5)
        table.text(0.52, top + 0.13, name, va="center", fontsize=8.5, fontweight=weight)
        for year in axis:
            place = _EDGE + (year - left) / (right - left) * (inside - _EDGE)
            _write_cell(table, place, top, series.of_year(year), weight)


def _write_cell(table: Axes, place: float, top: float, found: SeriesYear | None, weight: str) -> None:
    if found is None:
        table.text(place, top + 0.33, MISSING, ha="center", va="center", fontsize=8.5, color=GREY)
        return
    text = figure_text(found.figure)
    text = f"{BROKEN} {text}" if found.breaks else text
    table.text(place, top + 0.33, text, ha="center", va="center", fontsize=8.5, fontweight=weight)
    if found.change is not None:
        table.text(
            place, top + 0.5, signed(found.change), ha="center", va="center", fontsize=7.5,
            color=change_colour(found.change),
        )  # fmt: skip
