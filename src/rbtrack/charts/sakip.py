"""SAKIP: the grades of offices over the years, each on the scale of its year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rbtrack.charts.canvas import GREY, INK, MARGIN, STYLE, bare, new_paper, wrapped
from rbtrack.charts.captions import BROKEN, figure_notes, figure_text, finding, offices_words, origin_note, tier_notes
from rbtrack.charts.grade_bands import ScaleSpan, draw_bands, spans
from rbtrack.charts.office_lines import break_notes, draw_lines, mark_notes, set_up
from rbtrack.charts.series_lines import all_years
from rbtrack.charts.tiles import Tile, TileColumn, TileRow, TileTable, draw_tile_pages, draw_tiles, level
from rbtrack.domain.grades import check_reported_grade
from rbtrack.domain.rubric import GradeScale
from rbtrack.domain.trend import Figure as Headline
from rbtrack.messages.tiers import tier_name
from rbtrack.text import MISSING, _, listed
from rbtrack.views.charts import TrendChart
from rbtrack.views.trends import OfficeTrend

MOST_PANELS = 4
"""Up to so many offices each have a picture of their own; more stand in a table of tiles."""

_PANEL, _LANE, _EDGE = 2.9, 0.34, 0.45


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
    if len(view.offices) == 1:
        return finding(words, view.offices[0].series)
    return _("SAKIP grades: {offices}").format(offices=words)


def _draw_panels(view: TrendChart) -> Figure:
    axis = view.axis
    years = list(all_years(trend.series for trend in view.offices))
    foot = [*_foot([each.figure for each in years], view.scales), *mark_notes(years), *tier_notes(view.tier)]
    width = max(2 * MARGIN + _EDGE + len(axis) * 1.25, 7.2)
    several = len(view.offices) > 1
    lane = _LANE if any(_needs_lane(each, axis) for each in view.offices) else 0
    high = _PANEL + lane + (0.95 if several else 0.75)
    with rc_context(STYLE):
        paper = new_paper(
            _title(view),
            width,
            high * len(view.offices),
            [*foot, *([origin_note(view.origin)] if view.origin else [])],
            _subtitle(view),
        )
        for position, each in enumerate(view.offices):
            top = position * high + high - _PANEL - lane - 0.35
            axes = paper.axes(MARGIN + _EDGE, top, width - 2 * MARGIN - _EDGE, _PANEL)
            _draw_panel(axes, each, view.scales, axis)
            if lane:
                axes.set_xticks([])
                below = paper.axes(MARGIN + _EDGE, top + _PANEL + 0.02, width - 2 * MARGIN - _EDGE, lane)
                _draw_lane(below, each, axis)
            if several:
                axes.annotate(
                    wrapped(finding(each.office.name, each.series), width - 1.5, 9.5, lines=1), (0, 1), (-_EDGE * 72, 20),
                    xycoords="axes fraction", textcoords="offset points", fontweight="bold", fontsize=9.5,
                    annotation_clip=False,
                )  # fmt: skip
    return paper.figure


def _subtitle(view: TrendChart) -> str:
    """The years, and whose figures of the only office."""
    years = str(view.axis[0]) if len(view.axis) == 1 else f"{view.axis[0]}–{view.axis[-1]}"
    headline = view.offices[0].headline
    whose = tier_name(headline.tier, headline.judge) if headline and len(view.offices) == 1 else ""
    text = _("SAKIP, {years}, each on the scale of its year").format(years=years)
    return f"{text}: {whose}" if whose else text


def _draw_panel(axes: Axes, trend: OfficeTrend, scales: Mapping[str, GradeScale], axis: tuple[int, ...]) -> None:
    known = [each for series in trend.series for each in series.years]
    set_up(axes, axis, trend.series, scales)
    drawn = spans(axis, (each.figure for each in known), scales)
    draw_bands(axes, drawn)
    for span in drawn:
        axes.annotate(
            span.scale.id, ((span.left + span.right) / 2, 1), (0, 4), xycoords=("data", "axes fraction"), textcoords="offset points",
            ha="center", fontsize=7.5, style="italic", color=GREY, annotation_clip=False,
        )  # fmt: skip
        if span is not drawn[0]:
            axes.axvline(span.left, color=GREY, linestyle=(0, (2, 2)), linewidth=1.2)
    draw_lines(axes, trend)


def _needs_lane(trend: OfficeTrend, axis: Sequence[int]) -> bool:
    """Whether something of an office has no place on the scale: a letter without a score, or a year without anything."""
    years = [[each for series in trend.series if (each := series.of_year(year)) is not None] for year in axis]
    return any(not of_year or any(each.figure.points is None for each in of_year) for of_year in years)


def _draw_lane(lane: Axes, trend: OfficeTrend, axis: Sequence[int]) -> None:
    """The years, and above each what has no place on the scale: a letter without a score, or nothing known."""
    lane.set_xlim(axis[0] - 0.5, axis[-1] + 0.5)
    lane.set_ylim(0, 1)
    lane.set_yticks([])
    lane.set_xticks(axis, [str(year) for year in axis], fontweight="bold")
    bare(lane)
    for year in axis:
        figures = [each.figure for series in trend.series if (each := series.of_year(year)) is not None]
        letters = [figure_text(figure) for figure in figures if figure.points is None and figure.grade]
        if letters:
            words = _("{grade} (no score)").format(grade=", ".join(letters))
            lane.text(year, 0.5, words, ha="center", va="center", fontsize=8.5, fontweight="bold", color=INK)
        elif not figures:
            lane.text(year, 0.5, _("not known"), ha="center", va="center", fontsize=8, style="italic", color=GREY)


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
    axis = view.axis
    years = [each for trend in view.offices if trend.headline for each in trend.headline.years]
    headlines = [each.figure for each in years]
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
    foot = [_("Dark is high. Hatched: not known."), *break_notes(years), *_foot(headlines, view.scales)]
    if len(foot) > 8:
        foot = [*foot[:7], _("… and {count} more of this kind").format(count=len(foot) - 7)]
    return TileTable(_title(view), columns, rows, (*foot, *tier_notes(view.tier)), head_height=0.65)


def _scale_id(year: int, drawn: Sequence[ScaleSpan]) -> str:
    return next((span.scale.id for span in drawn if span.left < year < span.right), "")


def _row(trend: OfficeTrend, scales: Mapping[str, GradeScale], axis: tuple[int, ...]) -> TileRow:
    years = [trend.headline.of_year(year) if trend.headline else None for year in axis]
    tiles = (_tile(each.figure if each else None, scales, is_broken=bool(each and each.breaks)) for each in years)
    return TileRow(trend.office.name, tuple(tiles))


def _tile(headline: Headline | None, scales: Mapping[str, GradeScale], *, is_broken: bool) -> Tile:
    if headline is None or (headline.points is None and headline.grade is None):
        return Tile(MISSING, None)
    text = f"{BROKEN} {figure_text(headline)}" if is_broken else figure_text(headline)
    if headline.points is None:
        ends = _ends(headline, scales)
        return Tile(text, level(sum(ends) / 2) if ends else 0.0)
    return Tile(text, level(float(headline.points)))
