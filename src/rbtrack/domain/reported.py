"""Figures that somebody else published, as official letters print them: `CC/65`, `BB (70,51)`, `B`, `71,66`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from rbtrack.domain.evaluation import Result
from rbtrack.domain.grades import check_reported_grade, scale_in_force
from rbtrack.domain.numbers import readings
from rbtrack.domain.rubric import GradeScale
from rbtrack.errors import Problem

MOST = Fraction(120)
"""The highest index or SAKIP value there is (RB General and Tematik since 2023)."""

_SCORE = re.compile(r"\s*+[/(]?\s*+([\d.,]++)?\s*+\)?")
_REPORTED = re.compile(r"([A-Za-z]{1,2}-?)?\s*+[/(]?\s*+([\d.,]++)?\s*+\)?")


def parse_reported(text: str, grades: Iterable[str] = ()) -> tuple[Decimal | None, str | None, Problem | None]:
    """Score and grade of a reported figure, one of which may be missing, and what is wrong with it. A grade is one or
    two letters, or one of `grades`."""
    listed = tuple(grades)
    grade, rest = _begins_with(text.strip(), listed)
    match = (_SCORE if grade else _REPORTED).fullmatch(rest)
    if match is None or not (grade or any(match.groups())):
        return None, None, Problem("result-unreadable", value=text)
    letters, digits = (grade, match[1]) if grade else match.groups()
    grade = spelled(letters, listed) if letters else None
    if digits is None:
        return None, grade, None
    score, problem = parse_score(digits)
    return score, grade, problem


def spelled(grade: str, grades: Iterable[str]) -> str:
    """A grade as its scale writes it; in capitals where none of `grades` is meant."""
    return next((each for each in grades if each.casefold() == grade.casefold()), grade.upper())


def _begins_with(text: str, grades: Iterable[str]) -> tuple[str | None, str]:
    """The longest of the grades that `text` begins with, and what follows; none that is a number, or of which `text`
    goes on in the same word."""
    for grade in sorted(grades, key=len, reverse=True):
        begin, rest = text[: len(grade)], text[len(grade) :]
        goes_on = rest[:1].isalnum() or rest[:1] == "-"
        if begin.casefold() == grade.casefold() and not goes_on and any(map(str.isalpha, grade)):
            return begin, rest
    return None, text


def parse_score(text: str) -> tuple[Decimal | None, Problem | None]:
    """A score from 0 to 120, with the decimals that were printed."""
    fitting = [number for number in readings(text) if 0 <= number <= MOST]
    if not fitting:
        return None, Problem("score-outside-range", value=text, parameters={"maximum": MOST})
    # Up to 120 only one reading can fit. The decimals are kept as they were printed (77,00); a zero has no sign.
    return Decimal(text.strip().replace(",", ".")).copy_abs(), None


def scale_of(result: Result, scales: Iterable[GradeScale]) -> GradeScale | None:
    """The scale that a result names, else the one in force in the year in which it was evaluated."""
    if result.scale is not None:
        return next((scale for scale in scales if scale.id == result.scale), None)
    return scale_in_force(scales, result.instrument, result.year_evaluated)


def lowest(result: Result, scales: Iterable[GradeScale]) -> Fraction:
    """The lowest score that a result can have: the begin of its scale, or 0 where none is known."""
    scale = scale_of(result, scales)
    return min((band.above for band in scale.bands), default=Fraction(0)) if scale else Fraction(0)


def highest(result: Result, scales: Iterable[GradeScale], kind: str = "") -> Fraction:
    """The highest score that a result of an office of this kind can have: that of its scale; where none is known, the end
    of any scale of its instrument."""
    listed = tuple(scales)
    scale = scale_of(result, listed)
    if scale is not None:
        return scale.highest(kind) or MOST
    fitting = (each for each in listed if each.instrument == result.instrument)
    return max((band.up_to for each in fitting for band in each.bands), default=MOST)


def beyond_scale(result: Result, scales: Iterable[GradeScale], kind: str = "") -> Problem | None:
    """What is wrong with a score off the scale, which no office (of this kind) can have been given; None for any other
    result."""
    listed = tuple(scales)
    if result.score is None:
        return None
    scale = scale_of(result, listed)
    named: dict[str, object] = {"instrument": result.instrument, "year": result.year_evaluated}
    if scale is not None and scale.ranks:
        code, named = "score-on-ranks", {"instrument": result.instrument, "grades": scale.grades}
    elif result.score > (most := highest(result, listed, kind)):
        code, named["maximum"] = "score-above-scale", most
    elif result.score < (least := lowest(result, listed)):
        code, named["minimum"] = "score-below-scale", least
    else:
        return None
    return Problem(code, value=format(result.score, "f"), parameters=named)


def doubts(result: Result, scales: Iterable[GradeScale]) -> list[Problem]:
    """Warnings on a result, which is kept as reported: a grade that its score does not earn or that is not on its scale."""
    listed = tuple(scales)
    scale = scale_of(result, listed)
    if scale is None:
        return [_doubt("scale-not-known", result, instrument=result.instrument, evaluated=result.year_evaluated)]
    if result.grade is None:
        return []
    if result.grade not in scale.grades:
        return [_doubt("grade-not-on-scale", result, scale=scale.id)]
    if result.score is None:
        return []
    found = check_reported_grade(listed, scale, Fraction(result.score), result.grade)
    if found.agrees:
        return []
    fits = tuple(other for other in listed if other.id in found.fits)
    code = "grade-differs-fits" if fits else "grade-differs"
    more = {
        "scale": scale.id,
        "earned": found.earned,
        "fits": found.fits,
        "fits_years": tuple(each.years for each in fits),
    }
    return [_doubt(code, result, score=result.score, **more)]


def _doubt(code: str, result: Result, **parameters: object) -> Problem:
    named = {"office": result.office, "year": result.year, "grade": result.grade or "", **parameters}
    return Problem(code, "warning", value=result.grade, parameters=named)
