"""Comparing scores: on one rubric node by node, on several rubrics by the parts that continue in each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.crosswalk import AREA, Crosswalk, Link, LinkKind
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.domain.scoring import Scored, ScoredNode, percent


@dataclass(frozen=True, slots=True)
class ComparedNode:
    """One node over several scores, in the order in which they were given."""

    node: Node
    scored: tuple[ScoredNode, ...]

    @property
    def difference(self) -> Fraction | None:
        """Points of the last minus points of the first; None where either has none."""
        return minus(self.scored[-1].points, self.scored[0].points)


def compare(scores: Sequence[Scored]) -> tuple[ComparedNode, ...]:
    """Every node of the rubric that all `scores` share, with what each score reached there.

    Raises ValueError where the rubrics differ: their nodes do not mean the same.
    """
    if len({measure(scored.rubric) for scored in scores}) != 1:
        raise ValueError("scores on different rubrics")
    return tuple(
        ComparedNode(nodes[0].node, nodes) for nodes in zip(*(scored.walk() for scored in scores), strict=True)
    )


def minus(last: Fraction | None, first: Fraction | None) -> Fraction | None:
    """The difference of two figures, None (not 0) where one is missing."""
    return None if last is None or first is None else last - first


@dataclass(frozen=True, slots=True)
class Part:
    """One or several nodes (or areas) of a score taken together."""

    weight: Fraction
    points: Fraction | None

    @property
    def percent(self) -> Fraction | None:
        return percent(self.points, self.weight)


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """A part of the newest rubric, with the parts of the other rubrics that continue in it.

    `parts` holds one for each score, None where its rubric has no such part. Percent of weight is what
    is compared.
    """

    kind: LinkKind
    codes: tuple[str, ...]
    name: str
    parts: tuple[Part | None, ...]

    @property
    def difference(self) -> Fraction | None:
        """Percent of weight of the last minus that of the first, in percentage points."""
        first, last = self.parts[0], self.parts[-1]
        return minus(last.percent if last else None, first.percent if first else None)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of a rubric that cannot be compared: nothing continues in it, or it continues in nothing."""

    rubric: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Across:
    """Scores on several rubrics: the parts that can be compared, and those that cannot."""

    parts: tuple[ComparedPart, ...]
    left_out: tuple[LeftOut, ...]


def compare_across(scores: Sequence[Scored], newest: Rubric, crosswalks: Mapping[str, Crosswalk]) -> Across:
    """Compare scores through crosswalks that lead from each other rubric (by `measure`) to `newest`."""
    links: dict[tuple[str, ...], dict[str, Link]] = {}
    for name, crosswalk in crosswalks.items():
        for link in crosswalk.links:
            if link.is_comparable:
                links.setdefault(link.new, {})[name] = link
    parts = tuple(_compared(new, by_rubric, scores, newest) for new, by_rubric in links.items())
    return Across(parts, tuple(_left_out(scores, newest, crosswalks)))


def measure(rubric: Rubric) -> str:
    """What tells rubrics apart: id and version."""
    return f"{rubric.id} ({rubric.version})"


def same_parts(old: Rubric, new: Rubric) -> Crosswalk:
    """The crosswalk between two versions of one rubric: what has the same code continues."""
    links = [
        Link("same" if old.nodes[code] == node else "rescaled", (code,), (code,))
        for code, node in new.nodes.items()
        if code in old.nodes and not node.is_item
    ]
    return Crosswalk(old.id, new.id, tuple(links), new.confidence)


def _compared(
    new: tuple[str, ...], by_rubric: Mapping[str, Link], scores: Sequence[Scored], newest: Rubric
) -> ComparedPart:
    parts: list[Part | None] = []
    for scored in scores:
        if measure(scored.rubric) == measure(newest):
            parts.append(_part(scored, new))
        else:
            link = by_rubric.get(measure(scored.rubric))
            parts.append(_part(scored, link.old) if link else None)
    kinds = {link.kind for link in by_rubric.values()}
    kind = next(iter(kinds)) if len(kinds) == 1 else "rescaled"
    return ComparedPart(kind, new, ", ".join(_name(newest, code) for code in new), tuple(parts))


def _part(scored: Scored, codes: tuple[str, ...]) -> Part:
    nodes = {node.node.code: (node.weight, node.points) for node in scored.walk()}
    nodes |= {AREA + area.area.id: (area.weight, area.points) for area in scored.areas}
    found = [nodes[code] for code in codes]
    given = [points for _weight, points in found if points is not None]
    weight = sum((weight or Fraction(0) for weight, _points in found), Fraction(0))
    return Part(weight, sum(given, Fraction(0)) if given else None)


def _name(rubric: Rubric, code: str) -> str:
    if code.startswith(AREA):
        return next(area.name for area in rubric.areas if AREA + area.id == code)
    return rubric.nodes[code].name


def _left_out(scores: Sequence[Scored], newest: Rubric, crosswalks: Mapping[str, Crosswalk]) -> Iterator[LeftOut]:
    """The topmost nodes of each rubric of which nothing is linked."""
    reached = {
        measure(newest): {
            code for crosswalk in crosswalks.values() for link in crosswalk.links if link.old for code in link.new
        }
    }
    for name, crosswalk in crosswalks.items():
        reached[name] = {code for link in crosswalk.links if link.new for code in link.old}
    seen: set[str] = set()
    for scored in scores:
        name = measure(scored.rubric)
        if name not in seen:
            seen.add(name)
            for root in scored.rubric.roots:
                yield from (LeftOut(scored.rubric.id, node.code, node.name) for node in _unlinked(root, reached[name]))


def _unlinked(node: Node, linked: set[str]) -> Iterator[Node]:
    if node.code in linked or (node.area is not None and AREA + node.area in linked):
        return
    below = [found for child in node.children for found in _unlinked(child, linked)]
    yield from [node] if below == list(node.children) else below
