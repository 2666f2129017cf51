"""One office over the years: a series for each tier and judge, its changes, and where figures cannot be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Literal

from rbtrack.domain.confidence import Confidence
from rbtrack.domain.evaluation import EvaluationKey, Result
from rbtrack.domain.numbers import printed_change
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
class SeriesYear:
    """A year of a series: its figure, the other figures of that year by the same tier and judge, and the figure of the
    series before it (None: it is the first one)."""

    figure: Figure
    others: tuple[Figure, ...] = ()
    before: Figure | None = None

    @property
    def breaks(self) -> tuple[Measure, ...]:
        """What stands in the way of comparing it with the figure before it; nothing for the first one."""
        return () if self.before is None else breaks(self.before, self.figure)

    @property
    def is_comparable(self) -> bool:
        """Whether there is a figure before it that can be compared with it."""
        return self.before is not None and not self.breaks

    @property
    def change(self) -> Fraction | None:
        """Points more than the figure before it, as printed; None where the two cannot be compared or one has no points."""
        if self.before is None or not self.is_comparable:
            return None
        return printed_change(self.figure.points, self.before.points)


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one tier and judge over the years, in order. The `is_headline` one is what stands for the office."""

    tier: str
    judge: str
    years: tuple[SeriesYear, ...]
    is_headline: bool = False

    @property
    def last(self) -> SeriesYear:
        """The newest year."""
        return self.years[-1]

    @property
    def unbroken(self) -> tuple[SeriesYear, ...]:
        """The newest years that can all be compared with each other and have points, oldest first; empty where the
        newest one has no points."""
        found: list[SeriesYear] = []
        for each in reversed(self.years):
            if each.figure.points is None or (found and found[-1].breaks):
                break
            found.append(each)
        return tuple(reversed(found))

    @property
    def since(self) -> int | None:
        """The first of the `unbroken` years; None where there is no year before the newest one to compare it with."""
        years = self.unbroken
        return years[0].figure.year if len(years) > 1 else None

    @property
    def change(self) -> Fraction | None:
        """Points of the newest year more than those of `since`; None where there is none."""
        years = self.unbroken
        return printed_change(years[-1].figure.points, years[0].figure.points) if len(years) > 1 else None

    def of_year(self, year: int) -> SeriesYear | None:
        """What is known of a year; None where nothing is."""
        return next((each for each in self.years if each.figure.year == year), None)


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


def headline_of(figures: Iterable[Figure]) -> Figure | None:
    """Of several figures of one year the most authoritative one; None where there are none.

    Within a tier a computed figure goes before a reported one, since it can be traced to its answers.
    """
    return min(figures, key=authority, default=None)


def all_series(figures: Iterable[Figure]) -> tuple[Series, ...]:
    """A series for each tier and judge, the headline first, the others by their authority.

    The headline is of the most authoritative tier of the newest year, by the unnamed judge before others. Within
    a series a computed figure goes before a reported one, since it can be traced to its answers.
    """
    by_side = {side: tuple(_series_years(found)) for side, found in groupby(sorted(figures, key=_side), key=_side)}
    if not by_side:
        return ()
    newest = max(years[-1].figure.year for years in by_side.values())
    headline = min((side for side, years in by_side.items() if years[-1].figure.year == newest), key=_rank)
    return tuple(
        Series(side[0], side[1], by_side[side], side == headline)
        for side in sorted(by_side, key=lambda side: (side != headline, _rank(side)))
    )


def breaks(one: Figure, other: Figure) -> tuple[Measure, ...]:
    """What two figures differ in so that they cannot be compared; nothing where they can."""
    differing = tuple(name for name in MEASURE if getattr(one, name) != getattr(other, name))
    return differing if one.has_rules and other.has_rules else (*differing, "rules")


def _side(figure: Figure) -> tuple[str, str]:
    return figure.tier, figure.judge


def _rank(side: tuple[str, str]) -> tuple[int, str]:
    tier, judge = side
    return RESULT_TIERS.index(tier), judge


def _series_years(figures: Iterable[Figure]) -> Iterator[SeriesYear]:
    """The years of one tier and judge."""
    before: Figure | None = None
    ordered = sorted(figures, key=lambda each: (each.year, each.origin == "reported", each.rubric or ""))
    for _year, of_year in groupby(ordered, key=lambda each: each.year):
        figure, *others = of_year
        yield SeriesYear(figure, tuple(others), before)
        before = figure


def authority(figure: Figure) -> tuple[int, bool, str]:
    """The order of the figures of one year: the first is its headline."""
    return RESULT_TIERS.index(figure.tier), figure.origin == "reported", figure.judge
