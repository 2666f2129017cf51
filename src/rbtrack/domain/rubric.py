"""The rubric: a tree of weighted nodes whose leaves are the items that offices answer.

Shares run from 0 to 1, weights and points are in points of the index (out of 100 as a rule);
all of them are exact fractions, since regulations print thirds as 0.33.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Literal

from rbtrack.domain.combined_shares import CombinedShares
from rbtrack.domain.confidence import Confidence
from rbtrack.domain.kinds import AnswerScale
from rbtrack.domain.level_rules import PassLevel
from rbtrack.domain.sources import Source, Sources

BlankRule = Literal["skip", "zero"]


@dataclass(frozen=True, slots=True)
class Band:
    """A grade for scores between `above` and `up_to`, both rounded to two decimals; its scale says which of these two
    ends belongs to it.

    Where two grades share a range (A and A- since 2023), `targets` says which of them is earned:
    `met` when every indicator reached its target, `missed` when one did not.
    """

    grade: str
    above: Fraction
    up_to: Fraction
    predicate: str
    targets: Literal["met", "missed"] | None = None


@dataclass(frozen=True, slots=True)
class GradeScale:
    """The bands of grades that were in force for an instrument over some years (ends included).

    `closed`: the end of a band that belongs to it (`upper`: 80.00 is in the band up to 80; `lower`: in the one from 80).
    `holds_end`: whether the band at the open end of the whole scale holds that end too. `limits`: the highest score of
    kinds of offices that cannot reach the end of the scale. `ranks`: a scale of grades alone, the best first, has no
    bands, and no score is on it.
    """

    id: str
    instrument: str
    regulation: str
    years: Years
    bands: tuple[Band, ...]
    closed: Literal["upper", "lower"] = "upper"
    holds_end: bool = True
    # Of figures that others report alone: a stored rubric is without them, and its scale the same.
    limits: tuple[tuple[str, Fraction], ...] = field(default=(), compare=False)
    source: Source = field(default="unknown", compare=False)
    ranks: tuple[str, ...] = ()

    @property
    def grades(self) -> tuple[str, ...]:
        """Its grades, the best first."""
        ordered = sorted(self.bands, key=lambda band: (-band.above, band.targets == "missed"))
        return self.ranks or tuple(band.grade for band in ordered)

    def highest(self, kind: str) -> Fraction | None:
        """The highest score that an office of this kind can have; None where the scale has no bands."""
        limits = [limit for limited, limit in self.limits if limited == kind.casefold()]
        return min([*limits, *([max(band.up_to for band in self.bands)] if self.bands else [])], default=None)

    @property
    def open_end(self) -> Fraction | None:
        """The end of the whole scale that is held although its band is open there; None where it is not held."""
        if not self.holds_end:
            return None
        ends = [band.above if self.closed == "upper" else band.up_to for band in self.bands]
        return min(ends, default=None) if self.closed == "upper" else max(ends, default=None)

    def has_begun(self, above: Fraction, shown: Fraction) -> bool:
        """Whether a score, rounded to two decimals, is beyond the begin of the bands that begin at `above`."""
        holds_begin = self.closed == "lower" or above == self.open_end
        return shown > above or (holds_begin and shown == above)

    def holds(self, band: Band, shown: Fraction) -> bool:
        """Whether a score, rounded to two decimals, falls in a band of this scale."""
        holds_last = self.closed == "upper" or band.up_to == self.open_end
        return self.has_begun(band.above, shown) and (shown < band.up_to or (holds_last and shown == band.up_to))


@dataclass(frozen=True, slots=True)
class Years:
    """A span of years, ends included; an end that is None is open."""

    first: int | None
    last: int | None

    def __contains__(self, year: int) -> bool:
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)

    def meet(self, other: Years) -> bool:
        """Whether a year is in both spans."""
        firsts = [year for year in (self.first, other.first) if year is not None]
        lasts = [year for year in (self.last, other.last) if year is not None]
        return not firsts or not lasts or max(firsts) <= min(lasts)


@dataclass(frozen=True, slots=True)
class Area:
    """A change area: a tag on nodes that may stand in more than one branch."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ZeroGate:
    """A rule that an item earns nothing where another one, `item`, has one of these answers (its letters)."""

    item: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A branch or an item of the tree.

    A `weight` of None means an equal part of the parent, whose points are then the mean of its
    children times its own weight. Weighted children add up. A node with `answer` is an item.
    `multiplied_by` names the item whose own (already multiplied) share multiplies this one's.
    `zero_where`: where one of these holds, the item earns nothing, whatever is answered, also when it is blank.
    `rescales`: when parts below do not apply, the points of the rest are scaled to the full weight.
    `plain_sum`: its parts are added up as they are, and what does not apply below earns nothing.
    `corrects`: an item without a weight whose number is itself the points that it adds or takes;
    left blank it changes nothing.
    `target`: the number below which an item misses its target. `criteria` are what is looked at to
    reach an answer. `confidence` and `note` stand where this node is less (or more) sure than the
    rubric as a whole.
    """

    code: str
    name: str
    weight: Fraction | None
    children: tuple[Node, ...] = ()
    answer: AnswerScale | None = None
    area: str | None = None
    multiplied_by: str | None = None
    zero_where: tuple[ZeroGate, ...] = ()
    may_not_apply: bool = False
    rescales: bool = False
    plain_sum: bool = False
    corrects: bool = False
    target: Fraction | None = None
    criteria: tuple[str, ...] = ()
    confidence: Confidence | None = None
    note: str = ""
    # What is said of figures, and no part of them: a stored rubric is without it, and the same.
    sources: Sources = field(default=Sources(), compare=False)

    @property
    def is_item(self) -> bool:
        return self.answer is not None

    @property
    def takes_number(self) -> bool:
        """Whether its answer is a number."""
        return self.answer is not None and self.answer.is_number

    @property
    def is_gated(self) -> bool:
        """Whether the answer to another item decides what is left of this one's share."""
        return self.multiplied_by is not None or bool(self.zero_where)

    @property
    def takes_mean(self) -> bool:
        return any(child.weight is None and not child.corrects for child in self.children)

    def walk(self) -> Iterator[Node]:
        """This node, then all below it, in the order of the regulation."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Rubric:
    """What a regulation asks and how it weighs the answers. Never changed once published.

    `only_in_years`: it is not known whether its rules hold outside its years, so a figure of another year can be compared
    with nothing. `levels` are those that an office can reach on it, the lowest first. `combined`: how much an agency's own
    figure and those of its units count in a combined one; None where that is not known.
    """

    id: str
    version: str
    name: str
    instrument: str
    regulation: str
    years: Years
    level: str
    blank_items: BlankRule
    confidence: Confidence
    provenance: str
    roots: tuple[Node, ...]
    areas: tuple[Area, ...] = ()
    grade_scale: GradeScale | None = None
    based_on: str | None = None
    only_in_years: bool = False
    levels: tuple[PassLevel, ...] = ()
    combined: CombinedShares | None = None
    sources: Sources = field(default=Sources(), compare=False)
    maximum: Fraction = field(init=False)

    def __post_init__(self) -> None:
        total = sum((root.weight or Fraction(0) for root in self.roots), Fraction(0))
        object.__setattr__(self, "maximum", total)

    def walk(self) -> Iterator[Node]:
        for root in self.roots:
            yield from root.walk()

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every node by its code."""
        return {node.code: node for node in self.walk()}

    def measures(self, year: int) -> bool:
        """Whether a figure of this year can be compared with others."""
        return year in self.years or not self.only_in_years

    @property
    def family(self) -> tuple[str, ...]:
        """Its own id, then that of the rubric it is based on: under either of them crosswalks are found."""
        return (self.id, *([self.based_on] if self.based_on else []))

    @property
    def least_confidence(self) -> Confidence:
        """How sure the least sure part of it is."""
        order: tuple[Confidence, ...] = ("unverified", "secondary", "primary")
        found = [
            self.confidence,
            *(node.confidence for node in self.walk()),
            *(each.confidence for each in self.levels),
        ]
        return min((each for each in found if each), key=order.index)

    @cached_property
    def items(self) -> dict[str, Node]:
        """Every item by its code, in the order of the regulation."""
        return {node.code: node for node in self.walk() if node.is_item}

    @cached_property
    def parents(self) -> dict[str, Node]:
        """The branch above each node, by the code of the node; the roots have none."""
        return {child.code: node for node in self.walk() for child in node.children}

    def tagged(self, area: str) -> tuple[Node, ...]:
        """The topmost nodes that carry the tag of an area, in whatever branch they stand."""
        return tuple(node for root in self.roots for node in _tagged(root, area))


def _tagged(node: Node, area: str) -> Iterator[Node]:
    if node.area == area:
        yield node
    else:
        for child in node.children:
            yield from _tagged(child, area)


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold in a rubric: a code, the node it was found at, and what the message needs."""

    code: str
    node: str
    parameters: dict[str, object] = field(default_factory=dict)


def check_rubric(rubric: Rubric) -> list[Fault]:
    """Every rule that a rubric breaks, all at once; an empty list when it holds."""
    return [
        *_root_faults(rubric),
        *_double_codes(rubric),
        *(fault for node in rubric.walk() for fault in _node_faults(node, rubric)),
        *_gate_circles(rubric),
        *_scale_faults(rubric),
        *_lost_weights(rubric),
    ]


def _root_faults(rubric: Rubric) -> Iterator[Fault]:
    if not rubric.roots:
        yield Fault("rubric-node-empty", rubric.id)
    for root in rubric.roots:
        if root.weight is None and not root.corrects:
            yield Fault("rubric-weight-missing", root.code)


def _double_codes(rubric: Rubric) -> Iterator[Fault]:
    for code, times in Counter(node.code for node in rubric.walk()).items():
        if times > 1:
            yield Fault("rubric-code-double", code)


def _node_faults(node: Node, rubric: Rubric) -> Iterator[Fault]:
    if node.is_item == bool(node.children):
        yield Fault("rubric-node-empty", node.code)
    is_number = node.answer is not None and node.answer.is_number and not node.answer.offered
    if node.corrects and (node.weight is not None or not is_number):
        yield Fault("rubric-correction-wrong", node.code)
    if node.weight is not None and node.weight <= 0:
        yield Fault("rubric-weight-not-positive", node.code, {"weight": node.weight})
    if node.area is not None and node.area not in {area.id for area in rubric.areas}:
        yield Fault("rubric-area-unknown", node.code, {"area": node.area})
    if node.multiplied_by is not None and node.multiplied_by not in rubric.items:
        yield Fault("rubric-gate-unknown", node.code, {"gate": node.multiplied_by})
    for zero in node.zero_where:
        yield from _zero_gate_faults(node, zero, rubric)
    yield from _sum_faults(node)
    if node.answer is not None:
        yield from _answer_faults(node, node.answer)


def _zero_gate_faults(node: Node, zero: ZeroGate, rubric: Rubric) -> Iterator[Fault]:
    """Only an item can be zero, and only where another one offers these answers."""
    gate = rubric.items.get(zero.item)
    offered = tuple(option.letter for option in (gate.answer.offered if gate and gate.answer else ()))
    is_item = node.is_item and not node.corrects and gate is not node
    if not is_item or not zero.answers or not set(zero.answers) <= set(offered):
        yield Fault(
            "rubric-zero-gate-wrong", node.code, {"gate": zero.item, "answers": zero.answers, "offered": offered}
        )


def _sum_faults(node: Node) -> Iterator[Fault]:
    weighed = [child for child in node.children if not child.corrects]
    weights = [child.weight for child in weighed]
    given = [weight for weight in weights if weight is not None]
    if given and len(given) < len(weights):
        yield Fault("rubric-weights-mixed", node.code)
    elif given and node.weight is not None and sum(given) != node.weight:
        yield Fault("rubric-weights-do-not-add-up", node.code, {"sum": sum(given), "weight": node.weight})
    elif weighed and not given and (len(weighed) < len(node.children) or any(child.children for child in weighed)):
        yield Fault("rubric-weights-mixed", node.code)


def _answer_faults(node: Node, scale: AnswerScale) -> Iterator[Fault]:
    codes = [*scale.faults()]
    if scale.ends is not None and scale.ends[0] < 0 and not node.corrects:
        codes.append("rubric-range-wrong")
    yield from (Fault(code, node.code) for code in dict.fromkeys(codes))


def _gate_circles(rubric: Rubric) -> Iterator[Fault]:
    for item in rubric.items.values():
        seen = {item.code}
        gate = item.multiplied_by
        while gate in rubric.items and gate not in seen:
            seen.add(gate)
            gate = rubric.items[gate].multiplied_by
        if gate == item.code:
            yield Fault("rubric-gate-circle", item.code)


def _scale_faults(rubric: Rubric) -> Iterator[Fault]:
    """Answers give a score, so that their scale has bands."""
    if rubric.grade_scale is not None:
        yield from scale_faults(replace(rubric.grade_scale, ranks=()))


def scale_faults(scale: GradeScale) -> Iterator[Fault]:
    """Every rule that a scale breaks by itself."""
    if scale.ranks:
        if scale.bands or len(set(scale.ranks)) < len(scale.ranks):
            yield Fault("scale-grades-wrong", scale.id)
        return
    ranges = sorted({(band.above, band.up_to) for band in scale.bands})
    if not ranges or any(above >= up_to for above, up_to in ranges):
        yield Fault("scale-band-wrong", scale.id)
    elif any(below[1] != above[0] for below, above in pairwise(ranges)):
        yield Fault("scale-band-gap", scale.id)


def _lost_weights(rubric: Rubric) -> Iterator[Fault]:
    """A weighted part that may not apply at all needs a node, itself or above it, that scales the rest up or is said
    to be a plain sum."""

    def below(node: Node, scaled: bool) -> Iterator[Fault]:
        scaled = scaled or node.rescales or node.plain_sum
        if node.weight is not None and not scaled and may_not_apply(node):
            yield Fault("rubric-weight-lost", node.code)
        for child in node.children:
            yield from below(child, scaled)

    for root in rubric.roots:
        yield from below(root, False)


def may_not_apply(node: Node) -> bool:
    """True where every item at or below `node` may be not applicable."""
    return node.may_not_apply if node.is_item else all(may_not_apply(child) for child in node.children)
