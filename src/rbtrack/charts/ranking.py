"""Places among offices in two years, joined by slopes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rbtrack.charts.canvas import FAINT, GREY, INK, MARGIN, STYLE, bare, new_paper, one_line, plain, spread
from rbtrack.charts.captions import BROKEN, figure_notes, figure_text, offices_words, tier_notes
from rbtrack.charts.level_marks import DASHES, marks_note
from rbtrack.domain.evaluation import Office
from rbtrack.domain.levels import LevelMark
from rbtrack.domain.numbers import rounded
from rbtrack.domain.ranking import Rank, rank
from rbtrack.domain.scoring import percent
from rbtrack.domain.trend import Figure as Headline
from rbtrack.domain.trend import breaks
from rbtrack.messages.instruments import instrument_name
from rbtrack.text import MISSING, _, shorten
from rbtrack.views.charts import RankChart
from rbtrack.views.ranking import Standing

MOST_NAMED = 40
"""Up to so many offices are all named; of more, only those that moved furthest."""
MOVERS = 10
"""Of more offices, so many that rose furthest are named, and so many that fell furthest."""

RISEN, FALLEN, LEVEL = "#0B3C5D", "#B3541E", "#8793A0"
_SLOPES, _NAMES, _FIGURES, _ROW = 2.4, 2.5, 1.35, 0.25


@dataclass(frozen=True, slots=True)
class _Slope:
    """One office: its rows on both sides (None where it has no figure), and how it is written."""

    place: Rank
    name: str
    rows: tuple[float | None, float | None]
    texts: tuple[str, str]
    is_broken: bool


def draw_rank(view: RankChart) -> Figure:
    """A figure with the place of each office in both years.

    Full lines rise, dashed ones fall; dotted ones join figures that cannot be compared. Of many
    offices only those that moved furthest are named. Offices without any figure are counted at the
    foot.
    """
    ranking = view.ranking
    offices = [row.office for row in ranking.rows]
    by_area = ranking.area is not None
    before = _figures({row.office.code: row.before for row in ranking.rows}, by_area=by_area)
    after = _figures({row.office.code: row.standing for row in ranking.rows}, by_area=by_area)
    slopes = _slopes(offices, before, after)
    named = slopes if len(slopes) <= MOST_NAMED else _movers(slopes)
    foot = [
        *_said(slopes, named, len(offices)),
        *figure_notes([*before.values(), *after.values()]),
        *tier_notes(view.tier),
        *marks_note([mark for mark in view.marks if ranking.year in mark.years or ranking.against in mark.years]),
        *((_("Percent of the area's weight."),) if by_area else ()),
    ]
    side = _NAMES + _FIGURES
    width = 2 * (MARGIN + side) + _SLOPES
    height = max(_ROW * max(len(slopes), 2), 1.0) if named is slopes else 10.0
    with rc_context(STYLE):
        paper = new_paper(_title(view, offices), width, 0.4 + height + 0.25, foot)
        axes = paper.axes(MARGIN + side, 0.4, _SLOPES, height)
        axes.set_xlim(0, 1)
        axes.set_ylim(len(slopes) - 0.5, -0.5)
        axes.set_xticks([])
        axes.set_yticks([])
        bare(axes)
        for across, year in enumerate((ranking.against, ranking.year)):
            axes.axvline(across, color=FAINT, linewidth=1.2, zorder=1)
            axes.annotate(
                str(year),
                (across, 1),
                (0, 6),
                xycoords="axes fraction",
                textcoords="offset points",
                ha="center",
                fontsize=10,
                fontweight="bold",
            )
        for slope in slopes:
            _draw_slope(axes, slope, stands_out=slope in named)
        for across, figures, year in ((0, before, ranking.against), (1, after, ranking.year)):
            _draw_marks(axes, [mark for mark in view.marks if year in mark.years], figures, across)
        row_height = len(slopes) / height if slopes else 1.0
        for across in (0, 1):
            _draw_names(axes, named, across, 0.2 * row_height, len(slopes))
    return paper.figure


def _title(view: RankChart, offices: Sequence[Office]) -> str:
    ranking = view.ranking
    return _("Rank by {what}, {years}: {offices}").format(
        what=f"{ranking.area.id}. {ranking.area.name}" if ranking.area else instrument_name(ranking.instrument),
        years=f"{ranking.against}–{ranking.year}",
        offices=offices_words(offices, view.below),
    )


def _figures(standings: Mapping[str, Standing | None], *, by_area: bool) -> dict[str, Headline]:
    """What each office is ranked by: its headline, or the percent that it reached of an area. Offices without a figure
    are left out."""
    known = {code: each for code, each in standings.items() if each is not None and each.points is not None}
    return {code: _percent(each) if by_area else each.figure for code, each in known.items()}


def _percent(standing: Standing) -> Headline:
    return replace(
        standing.figure,
        points=percent(standing.points, standing.weight),
        grade=None,
        scale=None,
        is_provisional=standing.coverage is not None and not standing.coverage.is_complete,
    )


def _slopes(offices: Sequence[Office], before: Mapping[str, Headline], after: Mapping[str, Headline]) -> list[_Slope]:
    """Every office with a figure in one of the years, by its place in the second one."""
    points = [{office.code: _points(side, office) for office in offices} for side in (before, after)]
    places = rank(points[1], points[0])
    first = [place.office for place in rank(points[0]) if place.place is not None]
    second = [place.office for place in places if place.place is not None]
    names = {office.code: office.name for office in offices}
    slopes = []
    for place in places:
        code = place.office
        rows = tuple(float(side.index(code)) if code in side else None for side in (first, second))
        if rows != (None, None):
            one, other = before.get(code), after.get(code)
            broken = one is not None and other is not None and bool(breaks(one, other))
            slopes.append(
                _Slope(place, names[code], (rows[0], rows[1]), (figure_text(one), figure_text(other)), broken)
            )
    return slopes


def _points(side: Mapping[str, Headline], office: Office) -> Fraction | None:
    return side[office.code].points if office.code in side else None


def _movers(slopes: Sequence[_Slope]) -> list[_Slope]:
    moved = [slope for slope in slopes if slope.place.change]
    ordered = sorted(moved, key=lambda slope: (-(slope.place.change or 0), slope.place.office))
    risen = [slope for slope in ordered if (slope.place.change or 0) > 0][:MOVERS]
    fallen = [slope for slope in ordered if (slope.place.change or 0) < 0][-MOVERS:]
    return [*risen, *fallen]


def _said(slopes: Sequence[_Slope], named: Sequence[_Slope], offices: int) -> list[str]:
    lines = [
        _("Full line, ▲: risen. Dashed, ▼: fallen. Grey, =: same place. Figures behind the names: points and grade.")
    ]
    if any(slope.is_broken for slope in slopes):
        lines.append(
            _("{sign} and dotted: tier, judge, rubric or scale differ, so that the figures cannot be compared.").format(
                sign=BROKEN
            )
        )
    if len(named) < len(slopes):
        text = _("Of {count} offices only those that moved furthest are named ({named}).")
        lines.append(text.format(count=len(slopes), named=len(named)))
    if len(slopes) < offices:
        lines.append(
            _("Offices not drawn, because neither year is known: {count}.").format(count=offices - len(slopes))
        )
    return lines


def _draw_slope(axes: Axes, slope: _Slope, *, stands_out: bool) -> None:
    change = slope.place.change or 0
    colour = RISEN if change > 0 else FALLEN if change < 0 else LEVEL
    colour = colour if stands_out else FAINT
    left, right = slope.rows
    if left is not None and right is not None:
        dashes = (0, (1, 1.5)) if slope.is_broken else (0, (5, 2)) if change < 0 else "-"
        axes.plot(
            [0, 1], [left, right], color=colour, linestyle=dashes if stands_out else "-", clip_on=False,
            linewidth=1.8 if stands_out and change else 1.0 if stands_out else 0.5, zorder=3 if stands_out else 2,
        )  # fmt: skip
    for across, row in enumerate(slope.rows):
        if row is not None and stands_out:
            axes.plot([across], [row], marker="o", markersize=4, color=colour, clip_on=False, zorder=4)


def _draw_marks(axes: Axes, marks: Sequence[LevelMark], side: Mapping[str, Headline], across: int) -> None:
    """A short line between the offices that reach the line of a level and those that do not."""
    reached: dict[int, list[str]] = {}
    for mark in marks:
        count = sum(Fraction(rounded(each.points)) >= mark.at for each in side.values() if each.points is not None)
        reached.setdefault(count, []).append(mark.level)
    toward = 1 if across else -1
    for count, levels in reached.items():
        end = across + toward * 0.12
        axes.plot(
            [across - toward * 0.04, end], [count - 0.5] * 2, color=INK, linestyle=DASHES, linewidth=0.9, clip_on=False
        )
        axes.text(
            end + toward * 0.015, count - 0.5, shorten(plain(", ".join(levels)), 20), ha="left" if across else "right", va="center",
            fontsize=6.5, color=GREY, fontweight="bold", clip_on=False,
        )  # fmt: skip


def _draw_names(axes: Axes, named: Sequence[_Slope], across: int, gap: float, count: int) -> None:
    """The names at one side, moved apart where they would cover each other, with a thin line to their place."""
    known = [slope for slope in named if slope.rows[across] is not None]
    wanted = [slope.rows[across] or 0.0 for slope in known]
    places = spread(wanted, gap, -0.4, count - 0.6)
    toward = 1 if across else -1
    for slope, row, place in zip(known, wanted, places, strict=True):
        near, far = across + toward * 0.03, across + toward * 0.1
        axes.plot([near, far], [row, place], color=FAINT, linewidth=0.7, clip_on=False, zorder=1)
        axes.text(
            across + toward * 0.12, place, _label(slope, across), ha="left" if across else "right", va="center", fontsize=8,
            color=INK if slope.place.change or not across else GREY, clip_on=False,
        )  # fmt: skip


def _label(slope: _Slope, across: int) -> str:
    name = one_line(slope.name, _NAMES, 8)
    text = slope.texts[across]
    if not across:
        return f"{name}  {text}  {slope.place.before}"
    change = slope.place.change
    moved = MISSING if change is None else f"▲{change}" if change > 0 else f"▼{-change}" if change else "="
    return f"{slope.place.place}  {moved}  {name}  {BROKEN + ' ' if slope.is_broken else ''}{text}"
