"""Whether a rubric may be used for a year."""

from __future__ import annotations

from collections.abc import Iterator

from rbtrack.domain.rubric import Rubric
from rbtrack.errors import NOWHERE, Place, Problem, RbtrackError


def year_problems(rubric: Rubric, year: int, place: Place = NOWHERE, *, accepted: bool = False) -> Iterator[Problem]:
    """A warning where the rubric was not in force in the year; an error where it may not be used then, unless somebody
    `accepted` that."""
    if year in rubric.years:
        return
    parameters = {"rubric": rubric.id, "years": rubric.years, "year": year}
    if rubric.only_in_years and not accepted:
        yield Problem("rubric-not-for-year", place=place, parameters=parameters)
    else:
        yield Problem("rubric-outside-years", "warning", place, parameters=parameters)


def check_year(rubric: Rubric, year: int, *, accepted: bool) -> None:
    """Raises RbtrackError where the rubric may not be used for the year."""
    wrong = tuple(each for each in year_problems(rubric, year, accepted=accepted) if each.is_error)
    if wrong:
        raise RbtrackError(problems=wrong)
