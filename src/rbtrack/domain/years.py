"""The years that can have been judged, and those in which they were evaluated: any other is a typing mistake."""

from __future__ import annotations

from rbtrack.errors import Problem

FIRST_YEAR, LAST_YEAR = 1990, 2100

MOST_YEARS_LATER = 3
"""A year is judged in the year itself or soon after it: LAKIP 2013 was evaluated in 2014."""


def evaluated_apart(year: int, evaluated: int | None) -> int | None:
    """The year of evaluation where it is another than the year judged; None where it is that year, or nothing is said."""
    return None if evaluated == year else evaluated


def wrong_evaluated(year: int, evaluated: int | None) -> Problem | None:
    """What is wrong with a year of evaluation: before the year judged, or long after it."""
    latest = year + MOST_YEARS_LATER
    if evaluated is None or year <= evaluated <= latest:
        return None
    code = "evaluated-before-year" if evaluated < year else "evaluated-too-late"
    return Problem(code, parameters={"year": year, "evaluated": evaluated, "latest": latest})
