"""SAKIP: the grades of offices over the years, each on the scale of its year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rbtrack.charts.canvas import FAINT, GREY, INK, LINES, MARGIN, STYLE, bare, new_paper, wrapped
from rbtrack.charts.captions import BROKEN, figure_notes, figure_text, offices_words, tier_notes
from rbtrack.charts.grade_bands import ScaleSpan, draw_bands, spans
from rbtrack.charts.tiles import Tile, TileColumn, TileRow, TileTable, draw_tile_pages, draw_tiles, level
from rbtrack.charts.trends import break_note, broken_years, marker_note, runs, years_on_axis
from rbtrack.domain.grades import check_reported_grade
from rbtrack.domain.rubric import GradeScale
from rbtrack.domain.trend import Figure as Headline
from rbtrack.domain.trend import TrendYear
from rbtrack.text import MISSING, _, listed, number
from rbtrack.views.charts import TrendChart
from rbtrack.views.trends import OfficeTrend

MOST_PANELS = 4
"""Up to so many offices each have a picture of their own; more stand in a table of tiles."""

_PANEL, _EDGE = 2.9, 0.45


def draw_sakip(view: TrendChart) -> Figure:
    """A figure with the grade and score of each year: few offices one below the other with the bands of
    the scales behind, many as rows of tiles."""
    if len(view.offices) > MOST_PANELS:
        return draw_tiles(_table(view))
    return _draw_panels(view)


def draw_sakip_pages(view: TrendChart) -> tuple[Figure, ...]:
    """The same on as many pages of A4 as it needs."""
    if len(view.offices) > MOST_PANELS:
        return draw_tile_pages(_table(view))
    return (_draw_panels(view),)


def _title(view: TrendChart) -> str:
    words = offices_words([each.office for each in view.offices], view.below)
    return _("SAKIP grades: {offices}").format(offices=words)


def _draw_panels(view: TrendChart) -> Figure:
    axis = years_on_axis(view)
    foot = [marker_note(), *_foot(_headlines(view.offices, axis), view.scales), *tier_notes(view.tier)]
    width = max(2 * MARGIN + _EDGE + len(axis) * 1.15, 7.2)
    several = len(view.offices) > 1
    height = _PANEL + (0.75 if several else 0.55)
    with rc_context(STYLE):
        paper = new_paper(_title(view), width, height * len(view.offices), foot)
        for position, each in enumerate(view.offices):
            top = position * height + height - _PANEL - 0.35
            axes = paper.axes(MARGIN + _EDGE, top, width - 2 * MARGIN - _EDGE, _PANEL)
            _draw_panel(axes, each.years, view.scales, axis)
            if several:
                axes.annotate(
                    wrapped(each.office.name, width - 1.5, 9.5), (0, 1), (-_EDGE * 72, 20), xycoords="axes fraction", textcoords="offset points",
                    fontweight="bold", fontsize=9.5, annotation_clip=False,
                )  # fmt: skip
    return paper.figure


def _headlines(series: Sequence[OfficeTrend], axis: Sequence[int]) -> list[Headline]:
    """The figures of every office in the years that are drawn."""
    return [year.headline for each in series for year in each.years if year.headline.year in axis]


def _draw_panel(
    axes: Axes, found: Sequence[TrendYear], scales: Mapping[str, GradeScale], axis: tuple[int, ...]
) -> None:
    axes.set_ylim(0, 100)
    axes.set_xlim(axis[0] - 0.5, axis[-1] + 0.5)
    axes.set_xticks(axis, [str(year) for year in axis], fontweight="bold")
    axes.set_yticks(range(0, 101, 20), [number(tick, 0) for tick in range(0, 101, 20)])
    axes.yaxis.grid(visible=True, color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
    bare(axes)
    headlines = {each.headline.year: each.headline for each in found}
    drawn = spans(axis, headlines.values(), scales)
    draw_bands(axes, drawn)
    for span in drawn:
        axes.annotate(
            span.scale.id, ((span.left + span.right) / 2, 1), (0, 4), xycoords=("data", "axes fraction"), textcoords="offset points",
            ha="center", fontsize=7.5, style="italic", color=GREY, annotation_clip=False,
        )  # fmt: skip
        if span is not drawn[0]:
            axes.axvline(span.left, color=GREY, linestyle=(0, (2, 2)), linewidth=1.2)
    across, up = runs(found, axis)
    axes.plot(across, up, color=LINES[0][0], linewidth=1.8, zorder=3)
    for year in axis:
        _draw_year(axes, year, headlines.get(year), scales)


def _draw_year(axes: Axes, year: int, headline: Headline | None, scales: Mapping[str, GradeScale]) -> None:
    """A marker at the score, with the grade; where only the grade is known, its whole band."""
    colour = LINES[0][0]
    if headline is None or (headline.points is None and headline.grade is None):
        axes.text(year, 4, f"{MISSING}\n" + _("not known"), ha="center", fontsize=8, style="italic", color=GREY)
        return
    text = figure_text(headline)
    if headline.points is None:
        ends = _ends(headline, scales)
        if ends is not None:
            axes.vlines(year, *ends, color=colour, linewidth=7, alpha=0.35, zorder=3)
        middle = sum(ends) / 2 if ends else 4.0
        axes.text(
            year + 0.07, middle, text + "\n" + _("(no score)"), va="center", fontsize=8.5, fontweight="bold", zorder=4
        )
        return
    height = float(headline.points)
    is_reported = headline.origin == "reported"
    axes.plot(
        [year], [height], marker="o", markersize=8, color=colour, markeredgewidth=1.8, markerfacecolor="white" if is_reported else colour,
        markerfacecoloralt="white", fillstyle="left" if headline.is_provisional and not is_reported else "full", zorder=4,
    )  # fmt: skip
    above = height < 88
    axes.annotate(
        text, (year, height), (0, 9 if above else -9), textcoords="offset points", ha="center", va="bottom" if above else "top",
        fontsize=9, fontweight="bold", color=INK, zorder=5,
    )  # fmt: skip


def _ends(headline: Headline, scales: Mapping[str, GradeScale]) -> tuple[float, float] | None:
    """From where to where the band of a grade reaches."""
    scale = scales.get(headline.scale or "")
    band = next((band for band in scale.bands if band.grade == headline.grade), None) if scale else None
    return (float(band.above), float(band.up_to)) if band else None


def _foot(headlines: Sequence[Headline], scales: Mapping[str, GradeScale]) -> list[str]:
    lines = list(figure_notes(headlines))
    if len({each.scale for each in headlines}) > 1:
        lines.append(_("A letter belongs to its scale: letters on different scales cannot be compared."))
    doubts = dict.fromkeys(doubt for each in headlines if (doubt := _doubt(each, scales)))
    return [*lines, *doubts]


def _doubt(headline: Headline, scales: Mapping[str, GradeScale]) -> str | None:
    """What is said of a reported grade that its score does not earn."""
    scale = scales.get(headline.scale or "")
    if headline.origin != "reported" or scale is None or headline.points is None or headline.grade is None:
        return None
    found = check_reported_grade(scales.values(), scale, headline.points, headline.grade)
    if found.agrees:
        return None
    text = _("{year}: {figure} is as reported; on the scale {scale} it earns {earned}.")
    earned = listed(found.earned) or MISSING
    return text.format(year=headline.year, figure=figure_text(headline), scale=scale.id, earned=earned)


def _table(view: TrendChart) -> TileTable:
    axis = years_on_axis(view)
    headlines = _headlines(view.offices, axis)
    drawn = spans(axis, headlines, view.scales)
    starts = {span.left for span in drawn[1:]}
    columns = tuple(
        TileColumn(
            str(year),
            _scale_id(year, drawn),
            line="--" if any(year - 1 < start < year for start in starts) else "",
            upright=False,
        )
        for year in axis
    )
    rows = tuple(_row(each, view.scales, axis) for each in view.offices)
    foot = [
        _("Dark is high. Hatched: not known."),
        *break_note(view.offices, axis),
        *_foot(headlines, view.scales),
    ]
    if len(foot) > 8:
        foot = [*foot[:7], _("… and {count} more of this kind").format(count=len(foot) - 7)]
    return TileTable(_title(view), columns, rows, (*foot, *tier_notes(view.tier)), head_height=0.65)


def _scale_id(year: int, drawn: Sequence[ScaleSpan]) -> str:
    return next((span.scale.id for span in drawn if span.left < year < span.right), "")


def _row(trend: OfficeTrend, scales: Mapping[str, GradeScale], axis: tuple[int, ...]) -> TileRow:
    headlines = {each.headline.year: each.headline for each in trend.years}
    broken = broken_years(trend.years, axis)
    return TileRow(
        trend.office.name, tuple(_tile(headlines.get(year), scales, is_broken=year in broken) for year in axis)
    )


def _tile(headline: Headline | None, scales: Mapping[str, GradeScale], *, is_broken: bool) -> Tile:
    if headline is None or (headline.points is None and headline.grade is None):
        return Tile(MISSING, None)
    text = f"{BROKEN} {figure_text(headline)}" if is_broken else figure_text(headline)
    if headline.points is None:
        ends = _ends(headline, scales)
        return Tile(text, level(sum(ends) / 2) if ends else 0.0)
    return Tile(text, level(float(headline.points)))
