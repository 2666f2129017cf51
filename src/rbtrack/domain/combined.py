"""The figure of an agency from its own evaluation and those of its units, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.grades import bands
from rbtrack.domain.rubric import Fault, Rubric
from rbtrack.domain.scoring import Scored


@dataclass(frozen=True, slots=True)
class CombinedFigure:
    """What the agency itself has, and what each of its units has: None where nothing was answered. Every unit counts
    alike."""

    own: Fraction | None
    units: tuple[Fraction | None, ...]

    @property
    def known(self) -> tuple[Fraction, ...]:
        """The figures of the units that have one."""
        return tuple(each for each in self.units if each is not None)

    @property
    def mean(self) -> Fraction | None:
        """The mean of the units; None where none has a figure."""
        return sum(self.known, Fraction(0)) / len(self.known) if self.known else None

    @property
    def ends(self) -> tuple[Fraction, Fraction] | None:
        """The least and the most that it can be, whatever the shares of agency and units are."""
        if self.own is None or self.mean is None:
            return None
        return min(self.own, self.mean), max(self.own, self.mean)

    def at(self, share: Fraction) -> Fraction | None:
        """The combined figure, where the agency's own counts for `share` (0 to 1) and its units for the rest."""
        if self.own is None or self.mean is None:
            return None
        return share * self.own + (1 - share) * self.mean


@dataclass(frozen=True, slots=True)
class CombinedPart:
    """One part of the rubric that has a weight of its own."""

    code: str
    name: str
    weight: Fraction
    depth: int
    figure: CombinedFigure


@dataclass(frozen=True, slots=True)
class CombinedScore:
    """The index of an agency and its units, and every part of it.

    `share` is what the agency's own counts for (0 to 1); None where that is not known: then there is no combined index,
    only the `ends` between which it lies.
    """

    rubric: Rubric
    index: CombinedFigure
    parts: tuple[CombinedPart, ...]
    share: Fraction | None
    is_provisional: bool

    @property
    def points(self) -> Fraction | None:
        """The combined index."""
        return None if self.share is None else self.index.at(self.share)

    @property
    def grades(self) -> tuple[str, ...]:
        """The grade of the combined index, both where two share a range; where the shares are not known, the grade that it
        has whatever they are. Empty where none is certain."""
        scale = self.rubric.grade_scale
        if scale is None or self.index.ends is None:
            return ()
        ends = self.index.ends if self.points is None else (self.points, self.points)
        least, most = (tuple(band.grade for band in bands(scale, each)) for each in ends)
        return least if least == most else ()


def combine(own: Scored, units: Sequence[Scored], share: Fraction | None, *, is_whole: bool = True) -> CombinedScore:
    """An agency and its units on one rubric. `is_whole`: whether no unit is missing."""
    nodes = [{node.node.code: node.points for node in unit.walk()} for unit in units]
    parts = tuple(
        CombinedPart(
            node.node.code,
            node.node.name,
            node.node.weight,
            depth,
            CombinedFigure(node.points, tuple(each[node.node.code] for each in nodes)),
        )
        for node, depth in own.levels()
        if node.node.weight is not None
    )
    index = CombinedFigure(own.points, tuple(unit.points for unit in units))
    is_provisional = not is_whole or any(each.is_provisional for each in (own, *units))
    return CombinedScore(own.rubric, index, parts, share, is_provisional)


def combined_faults(rubric: Rubric) -> Iterator[Fault]:
    """What is wrong with the shares of agency and units: both are there, and add up to the whole."""
    shares = rubric.combined
    if shares is not None and (min(shares.own, shares.units) <= 0 or shares.own + shares.units != _PERCENT):
        yield Fault("combined-shares-wrong", "combined", {"sum": shares.own + shares.units})


_PERCENT = 100
