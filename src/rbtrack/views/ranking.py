"""Offices by their place in a year."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.evaluation import Office
from rbtrack.domain.instrument import Instrument
from rbtrack.domain.ranking import Rank
from rbtrack.domain.rubric import Area
from rbtrack.domain.scoring import Coverage
from rbtrack.domain.trend import Figure


@dataclass(frozen=True, slots=True)
class Standing:
    """What one office is ranked by in a year: the points, what they are points of, and where they come from.

    `points` are the index, or those of an area: of an area, `weight` and `coverage` are its own.
    `coverage` is None for a figure that was reported.
    """

    figure: Figure
    points: Fraction | None
    weight: Fraction | None = None
    coverage: Coverage | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """An office, its place, and what it is ranked by in the year and in the one before (None: nothing is known)."""

    office: Office
    place: Rank
    standing: Standing | None
    before: Standing | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Offices by place, those without a figure last. `area` is None where the index ranks."""

    year: int
    against: int
    instrument: Instrument
    area: Area | None
    rows: tuple[Ranked, ...]
