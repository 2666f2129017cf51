"""What an office could improve: what each item would bring, and the shortest way to the next grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.evaluation import EMPTY, Answer
from rbtrack.domain.numbers import rounded
from rbtrack.domain.rubric import Band, GradeScale, Node, Rubric
from rbtrack.domain.scoring import ZERO, Scored, score


@dataclass(frozen=True, slots=True)
class Priority:
    """An item that could earn more: its answer now, the next better one and the best one, and what each of them
    would add to the index, through the items that it multiplies and the mean of its group as well."""

    node: Node
    area: str | None
    answer: Answer
    next_answer: str
    next_gain: Fraction
    best_answer: str
    best_gain: Fraction


@dataclass(frozen=True, slots=True)
class NextGrade:
    """The way to the next better grade: the fewest items to bring to their best answer, and the index after it.

    `missing` are the points from the shown index to where the grade begins; `needs_more`: the grade needs more than
    these, since its band does not hold that end. `steps` is empty where even all of them do not reach it.
    """

    band: Band
    missing: Fraction
    steps: tuple[Priority, ...]
    index: Fraction
    needs_more: bool = True


@dataclass(frozen=True, slots=True)
class Priorities:
    """Every item that could earn more, the largest gain first; the way to the next grade, None where there
    is no better one or no scale."""

    items: tuple[Priority, ...]
    next_grade: NextGrade | None


def priorities(scored: Scored, answers: Mapping[str, Answer]) -> Priorities:
    """What improving would bring to `scored`, the score of `answers`.

    Corrections and items that do not apply are left out. A blank item counts with everything that
    answering it would bring.
    """
    found = [
        priority for item in scored.rubric.items.values() if (priority := _priority(item, scored, answers)) is not None
    ]
    items = tuple(sorted(found, key=lambda each: (-each.best_gain, -each.next_gain, each.node.code)))
    return Priorities(items, _next_grade(scored, answers, items))


def _priority(item: Node, scored: Scored, answers: Mapping[str, Answer]) -> Priority | None:
    answer = answers.get(item.code, EMPTY)
    if answer.not_applicable or item.corrects or item.answer is None:
        return None
    better = item.answer.better(answer.value)
    if not better:
        return None
    following, best = better[0], better[-1]
    gains = [_gain(scored, answers, item, value) for value in dict.fromkeys((following, best))]
    if gains[-1] <= 0:
        return None
    return Priority(item, _area(scored.rubric, item), answer, following, gains[0], best, gains[-1])


def _gain(scored: Scored, answers: Mapping[str, Answer], item: Node, value: str) -> Fraction:
    better = score(scored.rubric, {**answers, item.code: Answer(value)})
    return (better.points or ZERO) - (scored.points or ZERO)


def _area(rubric: Rubric, item: Node) -> str | None:
    """The area of the nearest node at or above an item that has one."""
    node: Node | None = item
    while node is not None and not node.area:
        node = rubric.parents.get(node.code)
    return None if node is None else node.area


def _next_grade(scored: Scored, answers: Mapping[str, Answer], items: tuple[Priority, ...]) -> NextGrade | None:
    scale = scored.rubric.grade_scale
    if scale is None or scored.points is None:
        return None
    if scored.band is not None and scored.band.targets == "missed":
        return _targets_met(scored, answers, items)
    shown = Fraction(rounded(scored.points))
    above = min((band.above for band in scale.bands if not scale.has_begun(band.above, shown)), default=None)
    if above is None:
        return None
    for length in range(1, len(items) + 1):
        if _reaches(_improved(scored, answers, items[:length]), scale, above):
            steps = _needed(scored, answers, items[:length], scale, above)
            after = _improved(scored, answers, steps)
            assert after.points is not None
            assert after.band is not None
            return NextGrade(after.band, above - shown, steps, after.points, not scale.has_begun(above, above))
    band = next(band for band in scale.bands if band.above == above)
    most = _improved(scored, answers, items).points or ZERO
    return NextGrade(band, above - shown, (), most, not scale.has_begun(above, above))


def _targets_met(scored: Scored, answers: Mapping[str, Answer], items: Sequence[Priority]) -> NextGrade:
    """Where only missed targets stand between an office and the better grade of its range, they are the steps."""
    steps = tuple(item for item in items if item.node.code in scored.missed)
    after = _improved(scored, answers, steps)
    assert after.points is not None
    assert after.band is not None
    return NextGrade(after.band, ZERO, steps, after.points)


def _needed(
    scored: Scored, answers: Mapping[str, Answer], steps: Sequence[Priority], scale: GradeScale, above: Fraction
) -> tuple[Priority, ...]:
    """The steps that are needed: since items multiply others, the gain of several can make another one superfluous."""
    needed = tuple(steps)
    for step in steps:
        fewer = tuple(each for each in needed if each is not step)
        if _reaches(_improved(scored, answers, fewer), scale, above):
            needed = fewer
    return needed


def _improved(scored: Scored, answers: Mapping[str, Answer], steps: Sequence[Priority]) -> Scored:
    """The score with every step taken."""
    improved = {**answers, **{step.node.code: Answer(step.best_answer) for step in steps}}
    return score(scored.rubric, improved)


def _reaches(scored: Scored, scale: GradeScale, above: Fraction) -> bool:
    return scored.points is not None and scale.has_begun(above, Fraction(rounded(scored.points)))
