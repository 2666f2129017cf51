"""Self-assessment and evaluation side by side: how much they differ, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.analysis import measure, minus
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.rubric import Node
from rbtrack.domain.scoring import Scored, ScoredNode


@dataclass(frozen=True, slots=True)
class PartGap:
    """An area, a branch or the index: the points of both sides. `weight` is what it could reach."""

    code: str
    name: str
    weight: Fraction
    own: Fraction | None
    evaluated: Fraction | None

    @property
    def difference(self) -> Fraction | None:
        """How much more (negative: less) the evaluator gives than the office itself; None where one side is blank."""
        return minus(self.evaluated, self.own)


@dataclass(frozen=True, slots=True)
class ItemGap:
    """An item that the two sides answer differently, or that only one of them answers. The points are as
    each side counts the item, so that they add up to the difference of the groups."""

    node: Node
    own_answer: Answer
    evaluated_answer: Answer
    own: Fraction | None
    evaluated: Fraction | None

    @property
    def difference(self) -> Fraction | None:
        return minus(self.evaluated, self.own)


@dataclass(frozen=True, slots=True)
class Gap:
    """Both sides of one office and year: in all, by area and by the parts that are in none (by topmost branch where
    there are no areas), and by item. The differences of the parts add up to that in all. The largest differences come first, what cannot be compared last."""

    total: PartGap
    parts: tuple[PartGap, ...]
    items: tuple[ItemGap, ...]


def gap(own: Scored, evaluated: Scored) -> Gap:
    """The gap between a self-assessment and an evaluation of the same office, year and rubric.

    Raises ValueError where the rubrics differ: their items do not mean the same.
    """
    if measure(own.rubric) != measure(evaluated.rubric):
        raise ValueError("scores on different rubrics")
    rubric = own.rubric
    total = PartGap(rubric.id, rubric.name, rubric.maximum, own.points, evaluated.points)
    pairs = zip(own.walk(), evaluated.walk(), strict=True)
    items = [_item(one, other) for one, other in pairs if one.node.is_item and _differ(one, other)]
    return Gap(total, tuple(sorted(_parts(own, evaluated), key=_size)), tuple(sorted(items, key=_size)))


def _parts(own: Scored, evaluated: Scored) -> list[PartGap]:
    areas = [
        PartGap(one.area.id, one.area.name, one.weight, one.points, other.points)
        for one, other in zip(own.areas, evaluated.areas, strict=True)
    ]
    branches = [
        PartGap(one.node.code, one.node.name, one.weight or Fraction(0), one.points, other.points)
        for one, other in zip(_outside_areas(own.roots), _outside_areas(evaluated.roots), strict=True)
    ]
    return [*areas, *branches]


def _outside_areas(nodes: Iterable[ScoredNode]) -> Iterator[ScoredNode]:
    """The topmost nodes that are in no area and hold none."""
    for node in nodes:
        if not any(each.node.area for each in node.walk()):
            yield node
        elif node.node.area is None:
            yield from _outside_areas(node.children)


def _differ(one: ScoredNode, other: ScoredNode) -> bool:
    return (one.answer.value, one.answer.not_applicable) != (other.answer.value, other.answer.not_applicable)


def _item(one: ScoredNode, other: ScoredNode) -> ItemGap:
    return ItemGap(one.node, one.answer, other.answer, one.points, other.points)


def _size(each: PartGap | ItemGap) -> tuple[bool, Fraction]:
    difference = each.difference
    return difference is None, Fraction(0) if difference is None else -abs(difference)
