"""What scores say beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.rubric import Node
from rbtrack.domain.scoring import Scored, ScoredNode


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
    """Every node of the rubric that all of `scores` stand on, with what each of them reached there.

    Raises ValueError where the rubrics differ: their nodes do not mean the same.
    """
    if len({(scored.rubric.id, scored.rubric.version) for scored in scores}) != 1:
        raise ValueError("scores on different rubrics")
    return tuple(
        ComparedNode(nodes[0].node, nodes) for nodes in zip(*(scored.walk() for scored in scores), strict=True)
    )


def minus(last: Fraction | None, first: Fraction | None) -> Fraction | None:
    """The difference of two figures, None (not 0) where one is missing."""
    return None if last is None or first is None else last - first
