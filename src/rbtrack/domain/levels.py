"""Whether an office reaches the levels of its rubric: line by line, what holds, what fails and by how much, and what is
not known.

Figures are compared as they are shown (two decimals, half up), as grades are: 74.995 is shown as 75.00 and reaches 75.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from itertools import combinations
from typing import ClassVar, Literal

from rbtrack.domain.crosswalk import AREA
from rbtrack.domain.evaluation import Office
from rbtrack.domain.grades import bands
from rbtrack.domain.level_rules import EVERY_AREA, TOTAL, Eligibility, PassLevel, PassLine
from rbtrack.domain.numbers import rounded
from rbtrack.domain.rubric import Fault, GradeScale, Rubric, Years
from rbtrack.domain.scoring import Scored, ScoredArea, ScoredNode, percent
from rbtrack.domain.trend import Figure, authority

LevelState = Literal["holds", "fails", "not_known"]

Reason = Literal[
    "blank", "not_applicable", "no_office_above", "kind_unknown", "figure_missing", "grade_missing", "grade_unlike"
]  # fmt: skip
"""Why it is not known whether something holds.

`blank`: nothing of the part is answered. `not_applicable`: the part does not apply, and no rule says what holds then.
`no_office_above`: the office stands below no agency. `kind_unknown`: no office above is of a kind that the rule names.
`figure_missing`: no figure of the agency is known. `grade_missing`: one is known, without a grade. `grade_unlike`: its scale
does not have both grades.
"""


@dataclass(frozen=True, slots=True)
class Holds:
    """It reaches the minimum; for now, where answers are missing that can change it."""

    state: ClassVar[LevelState] = "holds"
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class Fails:
    """It does not reach the minimum, from which it is `short` (of a grade: None); for now, where answers are missing."""

    state: ClassVar[LevelState] = "fails"
    short: Fraction | None = None
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class NotKnown:
    """There is nothing to compare with the minimum."""

    state: ClassVar[LevelState] = "not_known"
    reason: Reason


Outcome = Holds | Fails | NotKnown


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A line over one part: `code` and `name` are those of the area or node, empty for the total.

    `value` and `maximum` are in the unit of the line, `weight` is in points (None: the item has none of its own). `missing` are the items whose answers can still change it: blank ones,
    those not reviewed yet, and blank ones that decide what is left of others.
    """

    line: PassLine
    code: str
    name: str
    maximum: Fraction | None
    value: Fraction | None
    outcome: Outcome
    missing: tuple[str, ...] = ()
    weight: Fraction | None = None


@dataclass(frozen=True, slots=True)
class AgencyFigure:
    """A figure of an office above, and where a reported one comes from."""

    figure: Figure
    source: str = ""


@dataclass(frozen=True, slots=True)
class JudgedEligibility:
    """What is asked of the agency above: the least grade for its kind, and the figure that was looked at."""

    eligibility: Eligibility
    least: str | None
    agency: Office | None
    found: AgencyFigure | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class JudgedLevel:
    """One level, by each of its lines."""

    level: PassLevel
    lines: tuple[JudgedLine, ...]
    eligibility: tuple[JudgedEligibility, ...] = ()

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return (*(each.outcome for each in self.lines), *(each.outcome for each in self.eligibility))

    @property
    def state(self) -> LevelState:
        """It fails with a single line that fails for certain, and holds where all hold for certain."""
        if any(isinstance(each, Fails) and not each.is_provisional for each in self.outcomes):
            return "fails"
        holds = all(isinstance(each, Holds) and not each.is_provisional for each in self.outcomes)
        return "holds" if holds else "not_known"


def reached(levels: Sequence[JudgedLevel]) -> PassLevel | None:
    """The highest level that holds, each taken by itself; None where none does."""
    return next((each.level for each in reversed(levels) if each.state == "holds"), None)


KnownFigures = Mapping[tuple[str, str], Sequence[AgencyFigure]]
"""Figures by instrument and code of an office."""


def judge_levels(
    scored: Scored, year: int, above: Sequence[Office], known: KnownFigures, scales: Mapping[str, GradeScale]
) -> tuple[JudgedLevel, ...]:
    """Every level of the rubric, the lowest first.

    `above` are the offices above the one that was scored, the nearest first; `known` their figures on the instruments
    asked for, `scales` the scales of these by id.
    """
    return tuple(
        JudgedLevel(
            level,
            judge_lines(scored, level),
            tuple(judge_eligibility(each, year, above, known, scales) for each in level.eligibility),
        )
        for level in scored.rubric.levels
    )


def judge_lines(scored: Scored, level: PassLevel) -> tuple[JudgedLine, ...]:
    """The lines of a level over the parts of a score."""
    return tuple(_judge(line, part, scored) for line in level.lines for part in _parts(scored, line.of))


@dataclass(frozen=True, slots=True)
class _JudgedPart:
    """What a line is drawn over."""

    code: str
    name: str
    weight: Fraction | None
    points: Fraction | None
    percent: Fraction | None
    applies: bool
    items: tuple[ScoredNode, ...]


def _parts(scored: Scored, of: str) -> Iterator[_JudgedPart]:
    if of == TOTAL:
        weight, points = scored.rubric.maximum, scored.points
        yield _JudgedPart("", "", weight, points, percent(points, weight), True, _items(scored.roots))
        return
    wanted = [area for area in scored.areas if of in (EVERY_AREA, AREA + area.area.id)]
    if wanted:
        yield from (_area_part(area, scored) for area in wanted)
        return
    node = next(each for each in scored.walk() if each.node.code == of)
    applies = node.state != "not_applicable"
    yield _JudgedPart(of, node.node.name, node.node.weight, node.points, node.percent, applies, _items([node]))


def _area_part(area: ScoredArea, scored: Scored) -> _JudgedPart:
    tagged = {node.code for node in scored.rubric.tagged(area.area.id)}
    nodes = [node for node in scored.walk() if node.node.code in tagged]
    applies = area.coverage.not_applicable < area.coverage.items
    weight, points = area.weight, area.points
    return _JudgedPart(
        AREA + area.area.id, area.area.name, weight, points, percent(points, weight), applies, _items(nodes)
    )


def _items(nodes: Iterable[ScoredNode]) -> tuple[ScoredNode, ...]:
    return tuple(each for node in nodes for each in node.walk() if each.node.is_item)


def _judge(line: PassLine, part: _JudgedPart, scored: Scored) -> JudgedLine:
    value, maximum = (part.percent, Fraction(100)) if line.in_percent else (part.points, part.weight)
    missing = _missing(part.items, scored)
    outcome: Outcome
    if value is None:
        outcome = NotKnown("blank" if part.applies else "not_applicable")
    else:
        short = line.minimum - Fraction(rounded(value))
        outcome = Fails(short, bool(missing)) if short > 0 else Holds(bool(missing))
    return JudgedLine(line, part.code, part.name, maximum, value, outcome, missing, part.weight)


def _missing(items: Iterable[ScoredNode], scored: Scored) -> tuple[str, ...]:
    """The items that somebody has still to answer or to look at, among these and those that decide what is left of them."""
    every = {each.node.code: each for each in scored.walk() if each.node.is_item}
    found = set()
    seen = set()
    waiting = [item.node.code for item in items]
    while waiting:
        code = waiting.pop()
        item = every[code]
        if code in seen or item.answer.not_applicable:
            continue
        seen.add(code)
        is_open = not item.answer.is_given and not item.node.corrects
        if is_open or item.answer.unreviewed:
            found.add(code)
        waiting += [zero.item for zero in item.node.zero_where]
        waiting += [item.node.multiplied_by] if item.node.multiplied_by else []
    return tuple(code for code in every if code in found)


def judge_eligibility(
    eligibility: Eligibility,
    year: int,
    above: Sequence[Office],
    known: KnownFigures,
    scales: Mapping[str, GradeScale],
) -> JudgedEligibility:
    """What one rule asks of the agency. The figure is the most authoritative one of the latest year that the rule allows."""
    years = range(year - eligibility.years_before, year + 1)
    fitting = [office for office in above if not eligibility.kinds or office.kind.casefold() in eligibility.kinds]

    def latest(office: Office) -> AgencyFigure | None:
        figures = [each for each in known.get((eligibility.instrument, office.code), ()) if each.figure.year in years]
        return min(figures, key=lambda each: (-each.figure.year, authority(each.figure)), default=None)

    # Where no kind is named, the nearest office with a figure is the agency: units may stand below units.
    candidates = fitting if eligibility.kinds else [office for office in fitting if latest(office)] or fitting[-1:]
    if not candidates:
        reason: Reason = "kind_unknown" if above else "no_office_above"
        return JudgedEligibility(eligibility, None, None, None, NotKnown(reason))
    agency = candidates[0]
    least, found = eligibility.least(agency.kind), latest(agency)
    assert least is not None, agency
    return JudgedEligibility(eligibility, least, agency, found, _judge_grade(least, found, scales))


def _judge_grade(least: str, found: AgencyFigure | None, scales: Mapping[str, GradeScale]) -> Outcome:
    if found is None:
        return NotKnown("figure_missing")
    figure = found.figure
    scale = scales.get(figure.scale or "")
    grades = _grades(figure, scale)
    if not grades:
        return NotKnown("grade_missing")
    order = scale.grades if scale else ()
    if not {least, *grades} <= set(order):
        return NotKnown("grade_unlike")
    holding = {order.index(grade) <= order.index(least) for grade in grades}
    if len(holding) > 1:
        return NotKnown("grade_missing")
    return Holds(figure.is_provisional) if True in holding else Fails(is_provisional=figure.is_provisional)


def _grades(figure: Figure, scale: GradeScale | None) -> Collection[str]:
    """The grade of a figure; of one that was reported without it every grade that its score can earn."""
    if figure.grade is not None:
        return (figure.grade,)
    return [band.grade for band in bands(scale, figure.points)] if scale and figure.points is not None else ()


@dataclass(frozen=True, slots=True)
class LevelMark:
    """A line of a level as a chart draws it: where it stands on the axis, and in which years its rubric holds."""

    level: str
    at: Fraction
    years: Years


def total_marks(rubric: Rubric) -> tuple[LevelMark, ...]:
    """The lines over the index, in points."""
    return tuple(
        LevelMark(level.code, line.minimum * rubric.maximum / 100 if line.in_percent else line.minimum, rubric.years)
        for level in rubric.levels
        for line in level.lines
        if line.of == TOTAL
    )


def area_marks(rubric: Rubric, area: str) -> tuple[LevelMark, ...]:
    """The lines over an area, in percent of its weight: the highest of each level."""
    weight = _area_weight(rubric, area)
    found: dict[str, Fraction] = {}
    for level in rubric.levels:
        for line in level.lines:
            if line.of in (EVERY_AREA, AREA + area) and weight:
                at = line.minimum if line.in_percent else line.minimum / weight * 100
                found[level.code] = max(at, found.get(level.code, at))
    return tuple(LevelMark(level, at, rubric.years) for level, at in found.items())


def level_faults(rubric: Rubric) -> Iterator[Fault]:
    """Every rule that the levels of a rubric break. The node of a fault is the place of a level or a line among them:
    `levels.0`, `levels.0.lines.1`."""
    seen: set[str] = set()
    for number, level in enumerate(rubric.levels):
        here = f"levels.{number}"
        code = level.code.casefold()
        if not code or code in seen:
            yield Fault("level-code-wrong", here, {"value": level.code})
        seen.add(code)
        if not level.lines and not level.eligibility:
            yield Fault("level-empty", here, {"level": level.code})
        for position, line in enumerate(level.lines):
            yield from _line_faults(rubric, line, f"{here}.lines.{position}")
    yield from _order_faults(rubric.levels)


def _line_faults(rubric: Rubric, line: PassLine, here: str) -> Iterator[Fault]:
    weights = part_weights(rubric)
    if line.of not in weights:
        near = get_close_matches(line.of, weights) or [*weights]
        yield Fault("level-part-unknown", here, {"value": line.of, "near": tuple(near)})
        return
    weight = weights[line.of]
    if weight is None and not line.in_percent:
        yield Fault("level-needs-percent", here, {"part": line.of})
        return
    maximum = weight if weight is not None and not line.in_percent else Fraction(100)
    if not 0 < line.minimum <= maximum:
        yield Fault("level-minimum-wrong", here, {"part": line.of, "minimum": line.minimum, "maximum": maximum})


def part_weights(rubric: Rubric) -> dict[str, Fraction | None]:
    """Everything that a line can be drawn over, with the points that it can reach (of areas the least): None for an
    item that has no weight of its own."""
    areas = {AREA + area.id: _area_weight(rubric, area.id) for area in rubric.areas}
    found: dict[str, Fraction | None] = {TOTAL: rubric.maximum, **areas}
    if areas:
        found[EVERY_AREA] = min(areas.values())
    return found | {node.code: node.weight for node in rubric.walk() if not node.corrects}


def _area_weight(rubric: Rubric, area: str) -> Fraction:
    return sum((node.weight or Fraction(0) for node in rubric.tagged(area)), Fraction(0))


def _order_faults(levels: Sequence[PassLevel]) -> Iterator[Fault]:
    """A later level asks at least as much of a part as the ones before it."""
    for (_number, lower), (number, higher) in combinations(enumerate(levels), 2):
        least = {(line.of, line.in_percent): line.minimum for line in lower.lines}
        for position, line in enumerate(higher.lines):
            if line.minimum < least.get((line.of, line.in_percent), line.minimum):
                here = f"levels.{number}.lines.{position}"
                yield Fault("level-order-wrong", here, {"part": line.of, "level": higher.code, "lower": lower.code})
