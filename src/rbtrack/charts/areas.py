"""The change areas as bars, years side by side, in percent of what each area can reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rbtrack.charts.canvas import (
    FAINT,
    HATCHES,
    INK,
    MARGIN,
    SHADES,
    STYLE,
    bare,
    new_paper,
    plain,
    weight_text,
    wrapped,
)
from rbtrack.charts.captions import brackets_note, figure_text, offices_words, unverified_notes
from rbtrack.charts.level_marks import AreaMarks, draw_over_areas, marks_note
from rbtrack.domain.levels import area_marks
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import ScoredArea
from rbtrack.domain.trend import computed
from rbtrack.errors import RbtrackError
from rbtrack.messages.tiers import tier_word
from rbtrack.text import _, number
from rbtrack.views.comparing import ComparedYears

MOST_BARS = len(SHADES)
"""Of more offices and years side by side, some could not be told apart."""

_WIDTH, _NAMES = 8.6, 2.6
_BAR, _BETWEEN = 0.21, 0.16


@dataclass(frozen=True, slots=True)
class LabelledAreas:
    """A series of bars: its label in the key, its year, and every area in the order of its rubric."""

    label: str
    year: int
    areas: tuple[ScoredArea, ...]


def check_number(count: int) -> None:
    """Raises RbtrackError for more offices and years than can be told apart side by side."""
    if count > MOST_BARS:
        raise RbtrackError("chart-too-many-years", count=count, most=MOST_BARS)


def draw_areas(view: ComparedYears) -> Figure:
    """A figure with the areas from top to bottom, and a bar for each office and year (see `check_number`)."""
    return draw_area_bars(areas_title(view), labelled_areas(view), areas_notes(view), marks_of_areas(view))


def draw_area_bars(
    title: str, series: Sequence[LabelledAreas], notes: Sequence[str] = (), marks: AreaMarks | None = None
) -> Figure:
    """The same for series that have their labels already; `marks` are the lines of levels."""
    areas = series[0].areas
    lines = {} if marks is None else marks
    above = 0.15 if lines else 0.0
    rows = max(_BAR * len(series) + _BETWEEN, 0.4)
    body = rows * len(areas)
    key = 0.3 * -(-len(series) // 2)
    with rc_context(STYLE):
        paper = new_paper(title, _WIDTH, key + 0.1 + above + body + 0.6, [*provisional_note(series), *notes])
        axes = paper.axes(MARGIN + _NAMES, key + 0.1 + above, _WIDTH - 2 * MARGIN - _NAMES, body)
        _draw_bars(axes, series, _BAR / rows)
        names = [area_label(each, _NAMES - 0.1) for each in area_by_area(series)]
        axes.set_yticks(range(len(areas)), names, fontsize=8.5)
        axes.set_ylim(len(areas) - 0.5, -0.5)
        draw_over_areas(axes, [area.area.id for area in areas], lines)
        _set_up_axis(axes)
        paper.figure.legend(
            loc="upper left",
            ncols=2,
            frameon=False,
            bbox_to_anchor=(MARGIN / _WIDTH - 0.01, 1 - (paper.top - 0.06) / paper.height),
        )
    return paper.figure


def areas_title(view: ComparedYears) -> str:
    """The offices and years that are drawn."""
    offices = list({found.office.code: found.office for found in view.scores}.values())
    years = dict.fromkeys(str(found.key.year) for found in view.scores)
    return _("{office}: change areas, {years}").format(office=offices_words(offices), years=", ".join(years))


def labelled_areas(view: ComparedYears) -> list[LabelledAreas]:
    """The areas of each office and year, labelled by year, index and grade (in brackets where provisional), and by
    whatever else tells them apart."""
    with_office = len({found.office.code for found in view.scores}) > 1
    differences = _differences(view)
    labelled = []
    for found in view.scores:
        key = found.key
        label = f"{key.year}: {figure_text(computed(key, found.scored))}"
        words = {"rubric": key.rubric, "tier": tier_word(key.tier), "judge": key.judge or "-"}
        texts = [*([found.office.name] if with_office else []), label, *(words[name] for name in differences)]
        labelled.append(LabelledAreas(", ".join(texts), key.year, found.scored.areas))
    return labelled


def areas_notes(view: ComparedYears) -> tuple[str, ...]:
    """What a reader must know before comparing the series."""
    rubrics = (found.scored.rubric for found in view.scores)
    notes = unverified_notes(rubric.id for rubric in rubrics if rubric.confidence == "unverified")
    notes = (*marks_note([mark for marks in marks_of_areas(view).values() for mark in marks]), *notes)
    if _differences(view):
        return (_("Not measured in the same way (see the key): a difference here may not be a change."), *notes)
    return notes


def marks_of_areas(view: ComparedYears) -> AreaMarks:
    """The lines of levels over each area; none where the series have other ones."""
    rubrics = [found.scored.rubric for found in view.scores]
    return marks_of_rubrics(rubrics)


def marks_of_rubrics(rubrics: Sequence[Rubric]) -> AreaMarks:
    """The same of rubrics with the same areas."""
    found = [
        {area.id: [(mark.level, mark.at) for mark in area_marks(rubric, area.id)] for area in rubric.areas}
        for rubric in rubrics
    ]
    if any(each != found[0] for each in found) or not any(found[0].values()):
        return {}
    return {area.id: area_marks(rubrics[0], area.id) for area in rubrics[0].areas}


def _differences(view: ComparedYears) -> list[str]:
    names = ("rubric", "tier", "judge")
    return [name for name in names if len({getattr(found.key, name) for found in view.scores}) > 1]


def area_by_area(series: Sequence[LabelledAreas]) -> list[tuple[ScoredArea, ...]]:
    """Each area as every series has it."""
    return list(zip(*(each.areas for each in series), strict=True))


def area_label(areas: Sequence[ScoredArea], inches: float, size: float = 8.5) -> str:
    """The number, the name and the weight of an area, in lines; where series have other names or weights than the one
    before, each of them, in their order."""
    names = " → ".join(dict.fromkeys(area.area.name for area in areas))
    weights = " → ".join(dict.fromkeys(weight_text(area.weight) for area in areas))
    return wrapped(f"{areas[0].area.id}. {names} ({weights})", inches, size, most=140, lines=4)


def newest_first(series: Sequence[LabelledAreas]) -> list[int]:
    """The place of each series when the newest year comes first: that one is drawn darkest."""
    order = sorted(range(len(series)), key=lambda position: (-series[position].year, position))
    return [order.index(position) for position in range(len(series))]


def area_text(area: ScoredArea) -> str:
    """The percent of an area: in brackets where it is provisional, in words where it is missing."""
    if area.percent is None:
        return _("not filled in")
    text = number(area.percent)
    return text if area.coverage.is_complete else f"({text})"


def provisional_note(series: Sequence[LabelledAreas]) -> tuple[str, ...]:
    """What the brackets mean, where there are some."""
    if any(area.percent is not None and not area.coverage.is_complete for each in series for area in each.areas):
        return (brackets_note(),)
    return ()


def _draw_bars(axes: Axes, series: Sequence[LabelledAreas], height: float) -> None:
    for position, (each, shade) in enumerate(zip(series, newest_first(series), strict=True)):
        middles = [row + height * (position + 0.5 - len(series) / 2) for row in range(len(each.areas))]
        values = [0.0 if area.percent is None else float(area.percent) for area in each.areas]
        axes.barh(
            middles,
            values,
            height * 0.9,
            label=plain(each.label),
            color=SHADES[shade],
            hatch=HATCHES[shade],
            edgecolor=INK,
            linewidth=0.6,
        )
        for middle, value, area in zip(middles, values, each.areas, strict=True):
            style = "italic" if area.percent is None else "normal"
            axes.text(value + 1, middle, area_text(area), va="center", fontsize=8, color=INK, style=style)


def _set_up_axis(axes: Axes) -> None:
    axes.set_xlim(0, 112)
    axes.set_xticks(range(0, 101, 20))
    axes.set_xlabel(_("Percent of the area's weight"))
    axes.xaxis.grid(visible=True, color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    bare(axes)
