"""Published figures are read as letters print them, kept as reported, and doubted aloud."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rbtrack import catalog
from rbtrack.domain.evaluation import Result
from rbtrack.domain.reported import doubts, parse_reported, parse_score, scale_of

SCALES = tuple(catalog.shared().grade_scales.values())


@pytest.mark.parametrize(
    ("text", "score", "grade"),
    [
        ("CC/65", "65", "CC"),
        ("CC / 57,43", "57.43", "CC"),
        ("BB (70,51)", "70.51", "BB"),
        ("B 64,53", "64.53", "B"),
        ("B", None, "B"),
        ("a-", None, "A-"),
        ("71,66", "71.66", None),
        ("77.00", "77.00", None),
        ("86,5", "86.5", None),
    ],
)
def test_reported_figures_are_read_as_printed(text: str, score: str | None, grade: str | None) -> None:
    found, letter, problem = parse_reported(text)
    assert (None if found is None else format(found, "f"), letter, problem) == (score, grade, None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("BB Plus", "result-unreadable"),
        ("", "result-unreadable"),
        ("sangat baik", "result-unreadable"),
        ("CC/165", "score-outside-range"),
        ("CC/6,5,4", "score-outside-range"),
        ("1.234", None),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, code: str | None) -> None:
    problem = parse_reported(text)[2]
    assert (problem.code if problem else None) == code


def test_a_score_that_can_be_two_numbers_is_refused() -> None:
    assert parse_score("0,5") == (Decimal("0.5"), None)
    assert parse_score("1.100,5")[1] is not None


def result(
    year: int, score: str | None, grade: str | None, scale: str | None = None, instrument: str = "sakip"
) -> Result:
    return Result("53", year, instrument, "external", score=Decimal(score) if score else None, grade=grade, scale=scale)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (result(2020, "65", "CC"), "grade-differs-fits"),
        (result(2014, "65", "CC"), None),
        (result(2020, "65", "CC", scale="sakip-2010"), None),
        (result(2015, "36", "D"), "grade-differs"),
        (result(2020, "65", None), None),
        (result(2020, None, "B"), None),
        (result(2020, "65", "XX"), "grade-not-on-scale"),
        (result(2010, "65", "B", instrument="rb"), "scale-not-known"),
    ],
)
def test_doubts_are_warnings_and_change_nothing(given: Result, code: str | None) -> None:
    found = doubts(given, SCALES)
    assert [problem.code for problem in found] == ([code] if code else [])
    assert not any(problem.is_error for problem in found)


def test_the_scale_is_the_one_named_or_that_of_the_year() -> None:
    assert [scale_of(result(year, "1", None), SCALES) for year in (2014, 2020, 2024)] == [
        SCALES[0],
        SCALES[1],
        SCALES[2],
    ]
    assert scale_of(result(2020, "1", None, scale="sakip-2010"), SCALES) == SCALES[0]
    assert scale_of(result(2020, "1", None, scale="nowhere"), SCALES) is None
