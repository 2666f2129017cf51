"""From answers to points: a pure function, exact to the last fraction, whose result shows how each figure came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rbtrack.domain.evaluation import EMPTY, Answer
from rbtrack.domain.grades import grade
from rbtrack.domain.rubric import Area, Band, Node, Rubric, ZeroGate

State = Literal["scored", "blank", "not_applicable"]
ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a node was answered, counted in items.

    `blocked` counts answers that do not count because the item that multiplies them is blank, `unreviewed` those that
    were filled in from an earlier year and that nobody has looked at since.
    """

    items: int = 0
    answered: int = 0
    not_applicable: int = 0
    without_evidence: int = 0
    blocked: int = 0
    unreviewed: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether every item counts, with an answer that somebody gave or looked at."""
        return self.answered + self.not_applicable == self.items and not self.blocked and not self.unreviewed

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            self.items + other.items,
            self.answered + other.answered,
            self.not_applicable + other.not_applicable,
            self.without_evidence + other.without_evidence,
            self.blocked + other.blocked,
            self.unreviewed + other.unreviewed,
        )


@dataclass(frozen=True, slots=True)
class ScoredNode:
    """What one node reached, and how.

    `weight`: the points it could reach, as applied (an equal part of its parent for an unweighted
    item, None where such an item did not count). `points`: None where nothing was answered.
    Of an item: `own_share` is what the answer alone earns, `share` what is left after the items that
    multiply it or make it zero (`zero_by` is the rule that did). Of a mean: `counted` is the number of children that the mean was taken over.
    `applicable`: the part of the weight to which the office was held.
    """

    node: Node
    state: State
    weight: Fraction | None
    applicable: Fraction
    points: Fraction | None
    coverage: Coverage
    answer: Answer = EMPTY
    own_share: Fraction | None = None
    share: Fraction | None = None
    zero_by: ZeroGate | None = None
    counted: int = 0
    children: tuple[ScoredNode, ...] = ()

    @property
    def percent(self) -> Fraction | None:
        """Points in percent of the weight."""
        return percent(self.points, self.weight)

    @property
    def stated(self) -> Fraction | None:
        """The figure that a worksheet states for this node: the share of an unweighted item, else points."""
        return self.share if self.node.weight is None and not self.node.corrects else self.points

    def walk(self) -> Iterator[ScoredNode]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class ScoredArea:
    """One change area, summed over every branch in which it stands."""

    area: Area
    weight: Fraction
    points: Fraction | None
    coverage: Coverage

    @property
    def percent(self) -> Fraction | None:
        return percent(self.points, self.weight)


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of one set of answers on one rubric.

    `points` is the index, None where nothing was answered. `band` is None where there is no index
    or the rubric has no grade scale. Everything above a blank or an unreviewed answer is provisional. `missed` names the
    items whose number is below their target.
    """

    rubric: Rubric
    roots: tuple[ScoredNode, ...]
    points: Fraction | None
    band: Band | None
    coverage: Coverage
    missed: tuple[str, ...] = ()

    @property
    def is_provisional(self) -> bool:
        return not self.coverage.is_complete

    def walk(self) -> Iterator[ScoredNode]:
        for root in self.roots:
            yield from root.walk()

    def levels(self) -> Iterator[tuple[ScoredNode, int]]:
        """Every node with its depth in the tree, the roots at 0."""
        for root in self.roots:
            yield from _levels(root, 0)

    @property
    def areas(self) -> tuple[ScoredArea, ...]:
        nodes = {node.node.code: node for node in self.walk()}
        return tuple(
            _area(area, tuple(nodes[node.code] for node in self.rubric.tagged(area.id))) for area in self.rubric.areas
        )


def score(rubric: Rubric, answers: Mapping[str, Answer]) -> Scored:
    """The points of every node of `rubric`, and the index, for `answers` by item code.

    Items without an entry are blank. The rubric must hold (`check_rubric`), the answers must be
    valid for it (`validate`). Rules of the 2014 worksheet: the value of an item is multiplied by the
    already multiplied value of its gate (by one where the gate does not apply); it is zero, even when
    blank, where one of its zero gates holds; a group's points are the mean of its items times its weight;
    blanks leave the mean or count zero, as the rubric says.
    """
    sheet = _fill(rubric, answers)
    roots = tuple(_score_node(root, root.weight, sheet) for root in rubric.roots)
    points = _total(root.points for root in roots)
    missed = tuple(code for code, item in rubric.items.items() if _misses(item, sheet.own[code]))
    scale = rubric.grade_scale
    band = None if scale is None or points is None else grade(scale, points, bool(missed))
    return Scored(rubric, roots, points, band, _sum_coverage(roots), missed)


def _levels(node: ScoredNode, depth: int) -> Iterator[tuple[ScoredNode, int]]:
    yield node, depth
    for child in node.children:
        yield from _levels(child, depth + 1)


def percent(points: Fraction | None, weight: Fraction | None) -> Fraction | None:
    """Points in percent of a weight; None where there are no points, or no weight."""
    return None if points is None or not weight else points / weight * 100


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A rubric with its answers, and what each item earns: by its answer alone (`own`), and after its gates
    (`shares`). Both are None for a blank and for what does not apply, the second also behind a blank gate."""

    rubric: Rubric
    answers: Mapping[str, Answer]
    own: Mapping[str, Fraction | None]
    shares: Mapping[str, Fraction | None]

    def answer(self, code: str) -> Answer:
        return self.answers.get(code, EMPTY)


def _fill(rubric: Rubric, answers: Mapping[str, Answer]) -> _Sheet:
    own = {code: own_share(item, answers.get(code, EMPTY)) for code, item in rubric.items.items()}
    shares: dict[str, Fraction | None] = {}

    def share(code: str) -> Fraction | None:
        if code not in shares:
            item = rubric.items[code]
            is_zero = zero_gate(item, answers) is not None
            shares[code] = ZERO if is_zero else behind_gate(own[code], item.multiplied_by)
        return shares[code]

    def behind_gate(alone: Fraction | None, by: str | None) -> Fraction | None:
        if alone is None or by is None:
            return alone
        factor = gate(by)
        return None if factor is None else alone * factor

    def gate(code: str) -> Fraction | None:
        """What an item multiplies others by: one where it does not apply, since then it takes nothing from them."""
        return ONE if answers.get(code, EMPTY).not_applicable else share(code)

    for code in own:
        share(code)
    return _Sheet(rubric, answers, own, shares)


def zero_gate(item: Node, answers: Mapping[str, Answer]) -> ZeroGate | None:
    """The first rule that makes an item zero; None where none does, and of an item that does not apply."""
    if answers.get(item.code, EMPTY).not_applicable:
        return None
    return next((zero for zero in item.zero_where if answers.get(zero.item, EMPTY).value in zero.answers), None)


def own_share(item: Node, answer: Answer) -> Fraction | None:
    """The share (0 to 1) that `answer` earns by itself, None for a blank or not applicable."""
    if answer.value is None or item.answer is None or item.corrects:
        return None
    return item.answer.share(answer.value)


def _misses(item: Node, share: Fraction | None) -> bool:
    """Whether an answered item stays below its target (`target_baik` of Kepmen PANRB 182/2024)."""
    if item.target is None or item.answer is None or share is None:
        return False
    ends = item.answer.ends
    return ends is not None and share * ends[1] < item.target


def _score_node(node: Node, weight: Fraction | None, sheet: _Sheet) -> ScoredNode:
    if node.corrects:
        return _score_correction(node, sheet.answer(node.code))
    if node.is_item:
        return _score_item(node, weight, sheet)
    assert weight is not None, node.code
    if node.takes_mean:
        return _score_mean(node, weight, sheet)
    children = tuple(_score_node(child, child.weight, sheet) for child in node.children)
    points = _total(child.points for child in children)
    applicable = sum((child.applicable for child in children), ZERO)
    if node.rescales and applicable and applicable != weight:
        points = None if points is None else points * weight / applicable
        applicable = weight
    coverage = _sum_coverage(children)
    return ScoredNode(node, _state(points, coverage), weight, applicable, points, coverage, children=children)


def _score_mean(node: Node, weight: Fraction, sheet: _Sheet) -> ScoredNode:
    given = [share for child in node.children if (share := sheet.shares[child.code]) is not None]
    apply = sum(not sheet.answer(child.code).not_applicable for child in node.children)
    blanks_count = sheet.rubric.blank_items == "zero"
    counted = 0 if not given else apply if blanks_count else len(given)
    part = weight / counted if counted else None
    mean = sum(given, ZERO) / counted if counted else None
    children = tuple(
        _score_item(child, part if blanks_count or sheet.shares[child.code] is not None else None, sheet)
        for child in node.children
    )
    points = None if mean is None else mean * weight
    coverage = _sum_coverage(children)
    return ScoredNode(
        node,
        _state(points, coverage),
        weight,
        weight if apply else ZERO,
        points,
        coverage,
        share=mean,
        counted=counted,
        children=children,
    )


def _score_correction(node: Node, answer: Answer) -> ScoredNode:
    """A correction is points by itself: it has no weight, and leaving it blank is no gap."""
    points = None if answer.value is None else Fraction(answer.value)
    coverage = Coverage(unreviewed=int(answer.unreviewed))
    return ScoredNode(node, "blank" if points is None else "scored", None, ZERO, points, coverage, answer)


def _score_item(node: Node, weight: Fraction | None, sheet: _Sheet) -> ScoredNode:
    answer, share = sheet.answer(node.code), sheet.shares[node.code]
    points = None if share is None or weight is None else share * weight
    coverage = Coverage(
        items=1,
        answered=int(answer.is_given),
        not_applicable=int(answer.not_applicable),
        without_evidence=int(answer.is_given and not answer.evidence),
        blocked=int(answer.is_given and share is None),
        unreviewed=int(answer.unreviewed),
    )
    applicable = ZERO if answer.not_applicable else weight or ZERO
    return ScoredNode(
        node,
        _state(share, coverage),
        None if answer.not_applicable else weight,
        applicable,
        points,
        coverage,
        answer,
        sheet.own[node.code],
        share,
        zero_gate(node, sheet.answers),
    )


def _state(points: Fraction | None, coverage: Coverage) -> State:
    if points is not None:
        return "scored"
    return "not_applicable" if coverage.not_applicable == coverage.items else "blank"


def _total(points: Iterator[Fraction | None]) -> Fraction | None:
    """The sum of what is there; None (not 0) where nothing is."""
    given = [part for part in points if part is not None]
    return sum(given, ZERO) if given else None


def _sum_coverage(nodes: tuple[ScoredNode, ...]) -> Coverage:
    return sum((node.coverage for node in nodes), Coverage())


def _area(area: Area, nodes: tuple[ScoredNode, ...]) -> ScoredArea:
    weight = sum((node.weight or ZERO for node in nodes), ZERO)
    return ScoredArea(area, weight, _total(node.points for node in nodes), _sum_coverage(nodes))
