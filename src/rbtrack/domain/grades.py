"""Grades: a letter belongs to a scale, and a scale to the years in which it was in force.

Bands of most scales are open below and closed above (80.00 is BB, 80.01 is A), but for the lowest, which holds 0.
The grade is taken from the printed score (two decimals, half up), so that the two never contradict
each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.numbers import rounded
from rbtrack.domain.rubric import Band, GradeScale


@dataclass(frozen=True, slots=True)
class ReportedGrade:
    """A reported grade against its score: what the score earns on `scale`, and on which scales the grade would be right."""

    agrees: bool
    scale: GradeScale
    earned: tuple[str, ...]
    fits: tuple[str, ...]


def bands(scale: GradeScale, score: Fraction) -> tuple[Band, ...]:
    """The bands that the rounded `score` falls in: one, two where grades share a range, none outside the scale."""
    shown = Fraction(rounded(score))
    return tuple(band for band in scale.bands if scale.holds(band, shown))


def grade(scale: GradeScale, score: Fraction, targets_missed: bool = False) -> Band | None:
    """The band that `score` earns, None for a score outside the scale.

    `targets_missed`: whether an indicator missed its target, which tells A- from A since 2023.
    """
    wanted = "missed" if targets_missed else "met"
    return next((band for band in bands(scale, score) if band.targets in (None, wanted)), None)


def scale_in_force(scales: Iterable[GradeScale], instrument: str, year: int) -> GradeScale | None:
    """The scale of `instrument` in `year`, None where none is known."""
    return next((scale for scale in scales if scale.instrument == instrument and year in scale.years), None)


def check_reported_grade(
    scales: Iterable[GradeScale], scale: GradeScale, score: Fraction, reported: str
) -> ReportedGrade:
    """Whether `score` earns the grade `reported` on `scale`, and the scales of its instrument on which it does."""
    earned = tuple(band.grade for band in bands(scale, score))
    fits = tuple(
        other.id
        for other in scales
        if other.instrument == scale.instrument and reported in {band.grade for band in bands(other, score)}
    )
    return ReportedGrade(reported in earned, scale, earned, fits)
