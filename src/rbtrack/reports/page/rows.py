"""The rows of the page's tables: every cell as it is read, in the order in which it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rbtrack import messages
from rbtrack.domain.analysis import measure, minus
from rbtrack.domain.numbers import exact_text, printed_change
from rbtrack.domain.parts import PartScore, parts
from rbtrack.domain.priorities import Priority
from rbtrack.domain.scoring import Scored, percent
from rbtrack.domain.trend import Figure, SeriesYear, breaks
from rbtrack.messages.figures import evaluated_words, grade_words, index_words, measure_words
from rbtrack.messages.tiers import tier_name
from rbtrack.reports.page.wording import filled_share, other_words
from rbtrack.reports.scores import answer_text
from rbtrack.text import MISSING, _, as_written, number, shorten, signed
from rbtrack.views.leadership import Leadership, OfficeBelow, PartsByYear, TrendBeside
from rbtrack.views.scores import Evaluated
from rbtrack.views.trends import OfficeTrend

FEW = 3
"""So many best and worst areas are named."""

MANY = 10
"""So many priorities are listed."""

SHADES = (50, 60, 70, 80, 90)
"""Percent from which a cell of the heatmap is a shade darker."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year of the trend, or of another instrument; `is_missing` where nothing is known of it. `evaluated` says in
    which year it was evaluated, where that is another one."""

    year: int
    index: str = MISSING
    grade: str = MISSING
    tier: str = ""
    basis: str = ""
    change: str = MISSING
    others: str = ""
    is_missing: bool = False
    is_break: bool = False
    evaluated: str = ""


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell of figures: as shown, as sorted (empty: last), and how dark it is (0 to 5; None: not shaded)."""

    text: str
    value: str = ""
    shade: int | None = None


@dataclass(frozen=True, slots=True)
class PageRow:
    """A named row of cells."""

    name: str
    cells: tuple[PageCell, ...]
    code: str = ""
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class PartsTable:
    """The parts year by year: `columns` are the years, each with what it rests on; `change` heads the last
    column (empty: the last two years cannot be compared); `chart` is SVG."""

    columns: tuple[tuple[int, str], ...]
    rows: tuple[PageRow, ...]
    chart: str | None
    change: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartRow:
    """One of the best or worst parts."""

    name: str
    percent: str
    points: str
    lacking: str


@dataclass(frozen=True, slots=True)
class PriorityRow:
    """An item to improve: its answer now and at best, and what that brings."""

    code: str
    name: str
    area: str
    answer: str
    best: str
    gain: str
    note: str


@dataclass(frozen=True, slots=True)
class Heatmap:
    """Offices by parts, on one rubric."""

    rubric: str
    columns: tuple[str, ...]
    rows: tuple[PageRow, ...]


def trend_rows(trend: OfficeTrend, years: Sequence[int]) -> Iterator[YearRow]:
    """The newest year first, in each of them the headline first and the other tiers and judges below it; a row also
    for years of which nothing is known."""
    known = {each.figure.year for series in trend.series for each in series.years}
    for year in sorted({*years, *known}, reverse=True):
        found = [each for series in trend.series if (each := series.of_year(year)) is not None]
        yield from (year_row(each) for each in found)
        if not found:
            yield YearRow(year, is_missing=True)


def year_row(found: SeriesYear) -> YearRow:
    """One figure of a year, with its change or why there is none."""
    figure = found.figure
    change = _("not comparable: {reasons}").format(reasons=measure_words(found.breaks))
    return YearRow(
        figure.year,
        index_words(figure),
        grade_words(figure),
        tier_name(figure.tier, figure.judge),
        figure.rubric or _("as reported"),
        change if found.breaks else signed(found.change),
        other_words(found),
        is_break=bool(found.breaks),
        evaluated=evaluated_words(figure),
    )


def parts_tables(page: Leadership, charts: Sequence[str | None]) -> Iterator[PartsTable]:
    """A table for each family of rubrics, with its chart; a year of which only published figures are known has an
    empty column."""
    placed = {year for block in page.parts for year in block.table.years}
    missing = [year for year in page.years if year not in placed]
    for position, (block, chart) in enumerate(zip(page.parts, charts, strict=True)):
        last = position == len(page.parts) - 1
        inside = [year for year in missing if last or year > block.table.years[0]]
        missing = [year for year in missing if year not in inside]
        yield _parts_table(block, inside, chart)


def _parts_table(block: PartsByYear, missing: Sequence[int], chart: str | None) -> PartsTable:
    years = sorted({*block.table.years, *missing})
    basis = {
        each.key.year: f"{each.key.rubric}, {tier_name(each.key.tier, each.key.judge)}" for each in block.evaluated
    }
    columns = tuple((year, basis.get(year, _("no answers"))) for year in years)
    changes = _is_comparable(block)
    rows = []
    for row in block.table.rows:
        by_year = dict(zip(block.table.years, row, strict=True))
        cells = [_part_cell(by_year.get(year)) for year in years]
        change = _change_cells(changes, [part.percent for part in row])
        rows.append(PageRow(row[-1].name, (*cells, *change), number(row[-1].weight)))
    rows.append(_index_row(block, years, changes))
    title = _("Change {first}–{last} (percentage points)") if changes else ""
    title = title.format(first=block.table.years[-2] if changes else "", last=block.table.years[-1])
    return PartsTable(columns, tuple(rows), chart, title, tuple(_parts_notes(block, changes)))


def _is_comparable(block: PartsByYear) -> bool:
    """Whether the last two years were judged by the same judge, in the same tier."""
    last = [(each.key.tier, each.key.judge) for each in block.evaluated[-2:]]
    return len(last) == 2 and last[0] == last[1]


def _parts_notes(block: PartsByYear, changes: bool) -> Iterator[str]:
    if len({each.key.rubric for each in block.evaluated}) > 1:
        yield _("The years stand on different rubrics: areas are compared in percent of what each could reach then.")
    if len(block.evaluated) > 1 and not changes:
        yield _("No change is shown: tier or judge of the last two years is not the same.")


def _index_row(block: PartsByYear, years: Sequence[int], changes: bool) -> PageRow:
    """The index in percent of the maximum of its rubric: measured as the parts above it are."""
    by_year = {each.key.year: each.scored for each in block.evaluated}
    cells = [_scored_cell(by_year.get(year)) for year in years]
    shares = [percent(each.scored.points, each.scored.rubric.maximum) for each in block.evaluated]
    name = _("Index, all components")
    weight = number(block.evaluated[-1].scored.rubric.maximum)
    return PageRow(name, (*cells, *_change_cells(changes, shares)), weight, is_total=True)


def _change_cells(changes: bool, shares: Sequence[Fraction | None]) -> tuple[PageCell, ...]:
    return (PageCell(signed(minus(shares[-1], shares[-2]))),) if changes else ()


def _part_cell(part: PartScore | None) -> PageCell:
    return PageCell(MISSING) if part is None else _percent_cell(part.percent, is_whole=part.coverage.is_complete)


def _scored_cell(scored: Scored | None) -> PageCell:
    if scored is None:
        return PageCell(MISSING)
    return _percent_cell(percent(scored.points, scored.rubric.maximum), is_whole=not scored.is_provisional)


def _percent_cell(value: Fraction | None, *, is_whole: bool) -> PageCell:
    if value is None:
        return PageCell(_("not filled in"))
    shown = number(value)
    return PageCell(shown if is_whole else f"({shown})", exact_text(value), sum(value >= edge for edge in SHADES))


def best_and_worst(evaluated: Evaluated) -> tuple[tuple[PartRow, ...], tuple[PartRow, ...]]:
    """The parts nearest to and farthest from what they can reach; none stands on both sides."""
    ranked = sorted(
        (part for part in parts(evaluated.scored) if part.percent is not None),
        key=lambda part: (-(part.percent or 0), part.code),
    )
    few = min(FEW, len(ranked) // 2)
    best, worst = ranked[:few], ranked[len(ranked) - few :]
    return tuple(map(_part_row, best)), tuple(map(_part_row, reversed(worst)))


def _part_row(part: PartScore) -> PartRow:
    assert part.points is not None
    shown = _part_cell(part).text
    return PartRow(part.name, shown, number(part.points), number(part.weight - part.points))


def priority_rows(items: Sequence[Priority], areas: Mapping[str, str]) -> tuple[PriorityRow, ...]:
    return tuple(
        PriorityRow(
            each.node.code,
            each.node.name,
            areas.get(each.area or "", ""),
            answer_text(each.answer),
            as_written(each.best_answer),
            signed(each.best_gain),
            shorten(each.answer.note, 160),
        )
        for each in items
    )


def beside_rows(page: Leadership, beside: TrendBeside) -> Iterator[tuple[YearRow, str, str]]:
    """The years of another instrument, the newest first, each with its source and what is doubtful in it."""
    published = [each for each in page.published if each.result.instrument == beside.instrument.code]
    found = [each for series in beside.trend.series for each in series.years]
    for each in sorted(found, key=lambda one: -one.figure.year):
        figure = each.figure
        its = [
            one
            for one in published
            if figure.origin == "reported"
            and (one.result.year, one.result.tier, one.result.judge) == (figure.year, figure.tier, figure.judge)
        ]
        doubts = " ".join(messages.message(doubt) for one in its for doubt in one.doubts)
        yield year_row(each), " ".join(one.result.source for one in its if one.result.source), doubts


def below_rows(page: Leadership) -> tuple[PageRow, ...]:
    """A row for each office below: place, index, grade, before, change, filled in, and what it rests on."""
    return tuple(PageRow(each.office.name, tuple(_below_cells(each)), each.office.code) for each in page.below)


def _below_cells(each: OfficeBelow) -> Iterator[PageCell]:
    figure, before = each.figure, each.before
    place = each.place.place
    yield PageCell(MISSING if place is None else str(place), "" if place is None else str(place))
    yield _figure_cell(figure)
    yield PageCell(grade_words(figure), "" if figure is None else figure.grade or "")
    yield _figure_cell(before)
    yield _change_cell(before, figure)
    yield filled_cell(each.evaluated)
    yield PageCell(_("nothing known") if figure is None else tier_name(figure.tier, figure.judge))


def _figure_cell(figure: Figure | None) -> PageCell:
    points = None if figure is None else figure.points
    return PageCell(index_words(figure), "" if points is None else exact_text(points))


def _change_cell(before: Figure | None, figure: Figure | None) -> PageCell:
    if before is None or figure is None:
        return PageCell(MISSING)
    if breaks(before, figure):
        return PageCell(_("not comparable"))
    change = printed_change(figure.points, before.points)
    return PageCell(signed(change), "" if change is None else exact_text(change))


def filled_cell(evaluated: Evaluated | None) -> PageCell:
    """How much of an evaluation is filled in, in percent."""
    if evaluated is None:
        return PageCell(MISSING)
    share = filled_share(evaluated.scored.coverage)
    return PageCell(f"{number(share, 0)} %", exact_text(share))


def heatmaps(page: Leadership) -> Iterator[Heatmap]:
    """Offices by parts, a table for each rubric; offices without answers stand in none of them."""
    groups: dict[str, list[tuple[OfficeBelow, Evaluated]]] = {}
    for each in page.below:
        if each.evaluated is not None:
            groups.setdefault(measure(each.evaluated.scored.rubric), []).append((each, each.evaluated))
    for members in groups.values():
        columns = tuple(part.name for part in parts(members[0][1].scored))
        rows = tuple(
            PageRow(
                each.office.name,
                (*(_part_cell(part) for part in parts(evaluated.scored)), _scored_cell(evaluated.scored)),
                each.office.code,
            )
            for each, evaluated in members
        )
        yield Heatmap(members[0][1].key.rubric, columns, rows)
