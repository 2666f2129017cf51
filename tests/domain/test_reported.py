"""Published figures are read as letters print them, kept as reported, and doubted aloud."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from rbtrack import catalog
from rbtrack.domain.evaluation import Result
from rbtrack.domain.reported import MOST, beyond_scale, doubts, highest, lowest, parse_reported, parse_score, scale_of
from rbtrack.domain.rubric import GradeScale, Years
from rbtrack.errors import Problem
from tests.domain.trees import scale

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
    found = [scale_of(result(year, "1", None), SCALES) for year in (2014, 2020, 2024)]
    assert [scale.id if scale else None for scale in found] == ["sakip-2010", "sakip-2015", "sakip-2021"]
    named = scale_of(result(2020, "1", None, scale="sakip-2010"), SCALES)
    assert named is not None
    assert named.id == "sakip-2010"
    assert scale_of(result(2020, "1", None, scale="nowhere"), SCALES) is None


@pytest.mark.parametrize(
    ("text", "score", "grade"),
    [
        ("  bb(70,51)  ", "70.51", "BB"),
        ("A-/90", "90", "A-"),
        ("A- 90", "90", "A-"),
        ("cc65", "65", "CC"),
        ("(65)", "65", None),
        ("/65", "65", None),
        ("BB (70,51", "70.51", "BB"),
        ("BB  ( 70,51 )", "70.51", "BB"),
        ("B / 77,00", "77.00", "B"),
        ("0", "0", None),
        ("120", "120", None),
        ("120,00", "120.00", None),
        ("1.234", "1.234", None),
    ],
)
def test_letters_and_figures_are_told_apart_however_they_are_set(
    text: str, score: str | None, grade: str | None
) -> None:
    found, letter, problem = parse_reported(text)
    assert (None if found is None else str(found), letter, problem) == (score, grade, None)


@pytest.mark.parametrize("text", ["", " ", "/", "()", "BB Plus", "ABC", "B--", "-", "65 CC", "CC/65 A", "CC//65", "Б"])
def test_what_is_no_grade_and_no_figure_is_refused_with_all_that_was_given(text: str) -> None:
    assert parse_reported(text) == (None, None, Problem("result-unreadable", value=text))


@pytest.mark.parametrize("text", ["120,01", "165", "1.100,5", "6,5,4", ".", "1.234.567"])
def test_a_figure_beyond_120_is_refused_and_its_letter_kept(text: str) -> None:
    refused = Problem("score-outside-range", value=text, parameters={"maximum": 120})
    assert parse_score(text) == (None, refused)
    assert parse_reported(f"CC/{text}") == (None, "CC", refused)


@pytest.mark.parametrize(("text", "problem"), [("-0,01", True), ("-1", True), (" 0,00 ", False), ("119.99", False)])
def test_a_score_lies_between_0_and_120(text: str, problem: bool) -> None:
    expected = None if problem else text.strip().replace(",", ".")
    found, refused = parse_score(text)
    assert (None if found is None else str(found), refused is not None) == (expected, problem)


EARLY = scale(("D", 0, 50), ("CC", 50, 65), ("B", 65, 100), code="early", years=Years(None, 2014))
LATE = scale(("D", 0, 50), ("CC", 50, 60), ("B", 60, 70), ("A", 70, 100), code="late", years=Years(2015, None))
OTHER = scale(("CC", 60, 100), code="other", instrument="sakip")
LISTED = (EARLY, LATE, OTHER)
GIVEN = Result("53", 2020, "rb", "external", score=Decimal(65), grade="CC")


def test_the_scale_is_that_of_the_year_and_instrument_unless_the_result_names_one() -> None:
    assert scale_of(GIVEN, iter(LISTED)) == LATE
    assert scale_of(replace(GIVEN, year=2014), LISTED) == EARLY
    assert scale_of(replace(GIVEN, year=2014, evaluated=2015), LISTED) == LATE
    assert scale_of(replace(GIVEN, year=2014, evaluated=2015, scale="early"), LISTED) == EARLY
    assert scale_of(replace(GIVEN, scale="other"), LISTED) == OTHER
    assert scale_of(replace(GIVEN, instrument="sakip"), LISTED) == OTHER
    assert scale_of(replace(GIVEN, instrument="none"), LISTED) is None
    assert scale_of(replace(GIVEN, scale="none"), LISTED) is None


def doubt(code: str, grade: str | None, parameters: dict[str, object]) -> list[Problem]:
    named = {"office": "53", "year": 2020, "grade": grade or "", **parameters}
    return [Problem(code, "warning", value=grade, parameters=named)]


ON_LATE: dict[str, object] = {"scale": "late", "score": Decimal(65), "earned": ("B",)}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (GIVEN, doubt("grade-differs-fits", "CC", ON_LATE | {"fits": ("early",), "fits_years": (Years(None, 2014),)})),
        (replace(GIVEN, grade="A"), doubt("grade-differs", "A", ON_LATE | {"fits": (), "fits_years": ()})),
        (replace(GIVEN, grade="XX"), doubt("grade-not-on-scale", "XX", {"scale": "late"})),
        (replace(GIVEN, grade="XX", score=None), doubt("grade-not-on-scale", "XX", {"scale": "late"})),
        (replace(GIVEN, scale="none"), doubt("scale-not-known", "CC", {"instrument": "rb", "evaluated": 2020})),
        (
            replace(GIVEN, scale="none", grade=None),
            doubt("scale-not-known", None, {"instrument": "rb", "evaluated": 2020}),
        ),
        (replace(GIVEN, grade="B"), []),
        (replace(GIVEN, grade=None), []),
        (replace(GIVEN, score=None), []),
        (replace(GIVEN, scale="early"), []),
    ],
)
def test_a_doubt_says_what_was_reported_and_what_would_be_right(given: Result, expected: list[Problem]) -> None:
    assert doubts(given, iter(LISTED)) == expected


@pytest.mark.parametrize(
    ("instrument", "year", "scale", "most"),
    [
        ("sakip", 2020, None, "100"),
        ("rb", 2022, None, "100"),
        ("rb", 2023, None, "120"),
        ("rb", 2023, "rb-2014", "100"),
        ("rb", 2010, None, "120"),
        ("zi", 2022, None, "120"),
    ],
)
def test_nobody_can_have_been_given_more_than_the_end_of_the_scale(
    instrument: str, year: int, scale: str | None, most: str
) -> None:
    """That of its year or the one that is named; where there is none, the highest of the instrument, or of all."""
    result = Result("x", year, instrument, "external", score=Decimal(most), scale=scale)
    assert highest(result, SCALES) == Fraction(most) <= MOST
    assert beyond_scale(result, SCALES) is None
    assert beyond_scale(replace(result, score=None, grade="A"), SCALES) is None
    parameters = {"instrument": instrument, "year": year, "maximum": Fraction(most)}
    more = replace(result, score=Decimal(most) + Decimal("0.01"))
    assert beyond_scale(more, SCALES) == Problem("score-above-scale", value=f"{most}.01", parameters=parameters)


@pytest.mark.parametrize(
    ("kind", "most"),
    [("lembaga", "110"), ("Kementerian", "110"), ("provinsi", "120"), ("instansi", "120"), ("", "120")],
)
def test_a_kind_of_office_may_have_a_limit_below_the_end_of_the_scale(kind: str, most: str) -> None:
    result = Result("x", 2024, "rb", "external", score=Decimal(most))
    assert highest(result, SCALES, kind) == Fraction(most)
    assert beyond_scale(result, SCALES, kind) is None
    problem = beyond_scale(replace(result, score=Decimal(most) + Decimal("0.01")), SCALES, kind)
    assert problem is not None
    assert (problem.code, problem.parameters["maximum"]) == ("score-above-scale", Fraction(most))
    assert highest(replace(result, year=2022), SCALES, kind) == 100
    assert highest(replace(result, year=2009), SCALES, kind) == 120  # no scale of that year is known


LEVELS = scale(("Kurang", 1, "2.5"), ("Sangat Baik", "2.5", 5), code="levels", instrument="spbe")


@pytest.mark.parametrize(
    ("score", "code"),
    [
        ("0.00000001", "score-below-scale"),
        ("0.99", "score-below-scale"),
        ("1", None),
        ("5", None),
        ("5.01", "score-above-scale"),
    ],
)
def test_a_scale_has_two_ends(score: str, code: str | None) -> None:
    given = Result("x", 2022, "spbe", "external", score=Decimal(score))
    assert beyond_scale(replace(given, score=Decimal(0), instrument="zi"), [LEVELS]) is None, "on no scale"
    problem = beyond_scale(given, [LEVELS])
    assert (problem.code if problem else None) == code
    if code == "score-below-scale":
        assert problem is not None
        assert problem.parameters == {"instrument": "spbe", "year": 2022, "minimum": Fraction(1)}
        assert problem.value == score, "written as it was given"


RANKS = GradeScale("opinion", "opinion", "-", Years(None, None), (), ranks=("WTP", "WDP"))


def test_a_scale_of_grades_alone_has_no_score_and_no_ends() -> None:
    given = Result("x", 2022, "opinion", "external", grade="WDP")
    assert beyond_scale(given, [RANKS]) is None
    assert (lowest(given, [RANKS]), highest(given, [RANKS]), RANKS.highest("")) == (0, MOST, None)
    assert [replace(RANKS, closed=end).open_end for end in ("upper", "lower")] == [None, None]
    parameters = {"instrument": "opinion", "grades": ("WTP", "WDP")}
    for score in ("0.00000001", "50"):
        problem = Problem("score-on-ranks", value=score, parameters=parameters)
        assert beyond_scale(replace(given, score=Decimal(score)), [RANKS]) == problem


@pytest.mark.parametrize(
    ("text", "score", "letter"),
    [
        ("sangat baik/3,42", "3.42", "Sangat Baik"),
        ("Sangat Baik (3.42)", "3.42", "Sangat Baik"),
        ("SANGAT BAIK", None, "Sangat Baik"),
        ("baik", None, "Baik"),
        ("Level 3", None, "Level 3"),
        ("level 3/3,42", "3.42", "Level 3"),
        ("a-/90", "90", "A-"),
        ("A/90", "90", "A"),
        ("3", "3", None),
        ("3,42", "3.42", None),
        ("bb/70", "70", "BB"),
        ("b-", None, "B-"),
        ("baik sekali/4", "4", "Baik Sekali"),
        ("kurang sekali/1", "1", "Kurang Sekali"),
        ("b-/65", "65", "B-"),
    ],
)
def test_a_grade_may_be_words_of_its_scale_and_is_written_as_there(
    text: str, score: str | None, letter: str | None
) -> None:
    found = parse_reported(
        text, ["A", "A-", "B", "Baik", "Baik Sekali", "kurang", "Kurang Sekali", "Sangat Baik", "Level 3", "3"]
    )
    assert found == (Decimal(score) if score else None, letter, None)


@pytest.mark.parametrize("text", ["Baik sekali", "Baiknya", "Level 34", "Sangat", "Level", "Sangat Baik/3,42/x"])
def test_other_words_are_no_grade(text: str) -> None:
    assert parse_reported(text, ["Baik", "Sangat Baik", "Level 3"]) == (
        None,
        None,
        Problem("result-unreadable", value=text),
    )
