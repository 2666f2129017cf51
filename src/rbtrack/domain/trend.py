"""One office over the years: the most authoritative figure of each year, and where figures cannot be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rbtrack.domain.confidence import Confidence
from rbtrack.domain.evaluation import EvaluationKey, Result
from rbtrack.domain.reported import scale_of
from rbtrack.domain.rubric import GradeScale
from rbtrack.domain.scoring import Scored
from rbtrack.domain.tiers import RESULT_TIERS

Measure = Literal["tier", "judge", "rubric", "scale", "rules"]
MEASURE: tuple[Measure, ...] = ("tier", "judge", "rubric", "scale")
"""What must be the same for two figures to be comparable. Their `rules` must be known as well."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one office and year, computed from answers or reported by somebody.

    `points` of a reported figure are as printed, and may be missing beside a grade. `confidence` is
    that of the rubric on which a figure was computed. `has_rules` is False where that rubric is not made for the year.
    `evaluated` is the year in which `year` was judged, where that is another one.
    """

    year: int
    points: Fraction | None
    grade: str | None
    tier: str
    judge: str
    rubric: str | None
    scale: str | None
    origin: Literal["computed", "reported"]
    is_provisional: bool = False
    confidence: Confidence | None = None
    has_rules: bool = True
    evaluated: int | None = None

    @property
    def year_evaluated(self) -> int:
        """The year in which it was judged."""
        return self.evaluated or self.year


@dataclass(frozen=True, slots=True)
class TrendYear:
    """The headline of a year, the other figures of that year, and whether it can be compared with the year before it."""

    headline: Figure
    others: tuple[Figure, ...]
    is_comparable: bool


def computed(key: EvaluationKey, scored: Scored) -> Figure:
    """The figure that the answers of an evaluation give."""
    scale = scored.rubric.grade_scale
    return Figure(
        key.year,
        scored.points,
        scored.band.grade if scored.band else None,
        key.tier,
        key.judge,
        key.rubric,
        scale.id if scale else None,
        "computed",
        scored.is_provisional,
        scored.rubric.confidence,
        scored.rubric.measures(key.year_evaluated),
        key.evaluated,
    )


def reported(result: Result, scales: Iterable[GradeScale]) -> Figure:
    """The figure that a result reports, on the scale that it names or that was in force when it was evaluated."""
    scale = scale_of(result, scales)
    points = None if result.score is None else Fraction(result.score)
    tier, judge = result.tier, result.judge
    scale_id = scale.id if scale else None
    year, evaluated = result.year, result.evaluated
    return Figure(year, points, result.grade, tier, judge, None, scale_id, "reported", evaluated=evaluated)


def trend(figures: Iterable[Figure], tier: str | None = None) -> tuple[TrendYear, ...]:
    """The years in order, each with its most authoritative figure as the headline; with `tier`, of that tier alone.

    Within a tier a computed figure goes before a reported one, since it can be traced to its answers.
    """
    by_year: dict[int, list[Figure]] = {}
    for figure in figures:
        if tier is None or figure.tier == tier:
            by_year.setdefault(figure.year, []).append(figure)
    return tuple(_years(by_year))


def breaks(one: Figure, other: Figure) -> tuple[Measure, ...]:
    """What two figures differ in so that they cannot be compared; nothing where they can."""
    differing = tuple(name for name in MEASURE if getattr(one, name) != getattr(other, name))
    return differing if one.has_rules and other.has_rules else (*differing, "rules")


def _years(by_year: dict[int, list[Figure]]) -> Iterator[TrendYear]:
    previous: Figure | None = None
    for year in sorted(by_year):
        headline, *others = sorted(by_year[year], key=authority)
        yield TrendYear(headline, tuple(others), previous is not None and not breaks(previous, headline))
        previous = headline


def authority(figure: Figure) -> tuple[int, bool, str]:
    """The order of the figures of one year: the first is its headline."""
    return RESULT_TIERS.index(figure.tier), figure.origin == "reported", figure.judge
