"""Ranks of offices by the figure that is shown; equal figures share a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rbtrack.domain.evaluation import Office
from rbtrack.domain.numbers import rounded
from rbtrack.domain.rubric import Area
from rbtrack.domain.scoring import Coverage
from rbtrack.domain.trend import Figure


@dataclass(frozen=True, slots=True)
class Rank:
    """Where one office stands: its place (from 1), and the place that it had before.

    `place` is None for an office without a figure: it is listed last and not counted.
    """

    office: str
    points: Fraction | None
    place: int | None
    before: int | None = None

    @property
    def change(self) -> int | None:
        """By how many places it rose (negative: fell); None where one of the two is not known."""
        return None if self.place is None or self.before is None else self.before - self.place


@dataclass(frozen=True, slots=True)
class Standing:
    """What one office is ranked by in a year: the points, their weight and grade, and where they come from.

    `points` are the index, or those of an area: of an area, `weight` and `coverage` are its own.
    `coverage` is None for a figure that was reported.
    """

    figure: Figure
    points: Fraction | None
    weight: Fraction | None = None
    coverage: Coverage | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """An office, its place, and what it is ranked by; None where nothing is known of the year."""

    office: Office
    place: Rank
    standing: Standing | None
    before: Standing | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Offices by place, those without a figure last. `area` is None where the index ranks."""

    year: int
    against: int
    instrument: str
    area: Area | None
    rows: tuple[Ranked, ...]


def rank(
    points: Mapping[str, Fraction | None], before: Mapping[str, Fraction | None] | None = None
) -> tuple[Rank, ...]:
    """Offices by their figures, the highest first, with the place that `before` gives them.

    Figures are compared as they are shown (two decimals): nobody stands above another one with the
    same printed figure. After two offices in second place comes the fourth.
    """
    places, earlier = _places(points), _places(before or {})
    ranked = [Rank(office, figure, places.get(office), earlier.get(office)) for office, figure in points.items()]
    return tuple(sorted(ranked, key=lambda each: (each.place is None, each.place or 0, each.office)))


def _places(points: Mapping[str, Fraction | None]) -> dict[str, int]:
    shown: dict[str, Decimal] = {office: rounded(figure) for office, figure in points.items() if figure is not None}
    ordered = sorted(shown.values(), reverse=True)
    first = {figure: ordered.index(figure) + 1 for figure in set(ordered)}
    return {office: first[figure] for office, figure in shown.items()}
