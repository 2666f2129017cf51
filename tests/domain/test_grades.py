"""A letter belongs to a scale, a scale to years, and every band is closed above."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Literal

import pytest

from rbtrack import catalog
from rbtrack.domain.grades import ReportedGrade, bands, check_reported_grade, grade, scale_in_force
from rbtrack.domain.numbers import rounded
from rbtrack.domain.rubric import Band, GradeScale, Years
from tests.domain.trees import scale

SCALES = catalog.shared().grade_scales
EVERY_EDGE = [(scale, band) for scale in SCALES.values() for band in scale.bands]


def letter(scale: str, score: str) -> str | None:
    band = grade(SCALES[scale], Fraction(score))
    return band.grade if band else None


@pytest.mark.parametrize(("scale", "band"), EVERY_EDGE, ids=lambda value: getattr(value, "id", None) or value.grade)
def test_a_band_holds_its_upper_end_and_not_its_lower(scale, band) -> None:  # type: ignore[no-untyped-def]
    lowest = min(other.above for other in scale.bands)
    assert scale.holds_end == (scale.id != "sakip-2021")
    assert band in bands(scale, band.up_to)
    assert (band in bands(scale, band.above)) == (band.above == lowest and scale.holds_end)
    assert band in bands(scale, band.above + Fraction("0.01"))


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ("80", "BB"),
        ("80.01", "A"),
        ("80.004", "BB"),
        ("80.005", "A"),
        ("0", "D"),
        ("100", "AA"),
        ("100.01", None),
        ("-1", None),
    ],
)
def test_the_grade_is_taken_from_the_printed_score(score: str, expected: str | None) -> None:
    assert letter("rb-2014", score) == expected


def test_a_and_a_minus_share_a_range_and_a_missed_target_tells_them_apart() -> None:
    scale = SCALES["rb-2023"]
    assert [band.grade for band in bands(scale, Fraction(91))] == ["A", "A-"]
    met, missed = grade(scale, Fraction(91)), grade(scale, Fraction(91), targets_missed=True)
    assert met is not None
    assert missed is not None
    assert (met.grade, missed.grade) == ("A", "A-")


@pytest.mark.parametrize(
    ("instrument", "year", "score", "reported", "agrees", "earned", "fits"),
    [
        ("sakip", 2014, "65.00", "CC", True, ("CC",), ("sakip-2010",)),
        ("sakip", 2020, "65.00", "CC", False, ("B",), ("sakip-2010",)),
        ("sakip", 2014, "65.01", "B", True, ("B",), ("sakip-2010", "sakip-2015", "sakip-2021")),
        ("sakip", 2015, "65.41", "BB", False, ("B",), ()),
        ("sakip", 2015, "36.00", "D", False, ("C",), ()),
        ("sakip", 2023, "80.00", "BB", True, ("BB",), ("sakip-2015", "sakip-2021")),
        ("sakip", 2023, "80.01", "A", True, ("A",), ("sakip-2010", "sakip-2015", "sakip-2021")),
        ("rb", 2022, "91.00", "AA", True, ("AA",), ("rb-2014",)),
        ("rb", 2023, "91.00", "AA", False, ("A", "A-"), ("rb-2014",)),
    ],
)
def test_reported_grades_of_real_offices(
    instrument: str, year: int, score: str, reported: str, agrees: bool, earned: tuple[str, ...], fits: tuple[str, ...]
) -> None:
    """Kept as reported; what the scale in force gives is said, and the scale on which the letter would be right."""
    scale = scale_in_force(SCALES.values(), instrument, year)
    assert scale is not None
    found = check_reported_grade(SCALES.values(), scale, Fraction(score), reported)
    assert (found.agrees, found.earned, found.fits) == (agrees, earned, fits)


def test_no_scale_was_in_force_for_rb_before_2014() -> None:
    assert scale_in_force(SCALES.values(), "rb", 2013) is None


def test_the_printed_pair_never_contradicts_itself() -> None:
    for hundredths in range(0, 10_001, 7):
        score = Fraction(hundredths, 100) + Fraction(4, 1000)
        band = grade(SCALES["rb-2014"], score)
        assert band is not None
        assert band.above <= Fraction(rounded(score)) <= band.up_to


THREE = scale(("D", 10, 30), ("C", 30, 50), ("B", 50, 80))


@pytest.mark.parametrize(
    ("score", "earned"),
    [
        ("9.994", ""),
        ("9.995", "D"),
        ("10", "D"),
        ("30", "D"),
        ("30.004999", "D"),
        ("30.005", "C"),
        ("30.01", "C"),
        ("50", "C"),
        ("50.01", "B"),
        ("80", "B"),
        ("80.004", "B"),
        ("80.005", ""),
        ("80.01", ""),
    ],
)
def test_a_score_has_one_band_and_only_the_lowest_holds_its_own_beginning(score: str, earned: str) -> None:
    assert bands(THREE, Fraction(score)) == tuple(band for band in THREE.bands if band.grade == earned)


@pytest.mark.parametrize(
    ("closed", "holds_end", "scores"),
    [
        ("upper", True, {"9.99": "", "10": "D", "30": "D", "50": "C", "80": "B", "80.01": ""}),
        ("upper", False, {"10": "", "10.01": "D", "30": "D", "50": "C", "80": "B", "80.01": ""}),
        ("lower", True, {"9.99": "", "10": "D", "29.99": "D", "30": "C", "50": "B", "80": "B", "80.01": ""}),
        ("lower", False, {"9.99": "", "10": "D", "30": "C", "50": "B", "79.99": "B", "80": ""}),
    ],
)
def test_which_end_of_a_band_belongs_to_it_says_the_scale(
    closed: Literal["upper", "lower"], holds_end: bool, scores: dict[str, str]
) -> None:
    """And whether the end of the whole scale that its last band leaves open is held after all."""
    given = replace(THREE, closed=closed, holds_end=holds_end)
    found = {shown: "".join(band.grade for band in bands(given, Fraction(shown))) for shown in scores}
    assert found == scores


def test_a_band_without_targets_is_earned_whether_they_were_met_or_not() -> None:
    """Of the grades that share a range, each is earned by its own condition alone."""
    met = Band("A", Fraction(0), Fraction(100), "-", "met")
    missed, anyhow = replace(met, grade="A-", targets="missed"), replace(met, grade="B", targets=None)
    ninety = Fraction(90)
    for listed, kept, lost in (
        ((met, missed), met, missed),
        ((missed, met), met, missed),
        ((met, anyhow), met, anyhow),
        ((missed,), None, missed),
        ((met,), met, None),
        ((anyhow,), anyhow, anyhow),
    ):
        given = replace(THREE, bands=listed)
        assert (grade(given, ninety), grade(given, ninety, False), grade(given, ninety, True)) == (kept, kept, lost)


RB_OLD = scale(("A", 0, 100), code="rb-old", years=Years(2014, 2022))
RB_NEW = scale(("A", 0, 90), ("AA", 90, 100), code="rb-new", years=Years(2023, None))
SAKIP = scale(("A", 0, 100), code="sakip", instrument="sakip", years=Years(2010, 2030))


@pytest.mark.parametrize(
    ("instrument", "year", "found"),
    [
        ("rb", 2013, None),
        ("rb", 2014, RB_OLD),
        ("rb", 2022, RB_OLD),
        ("rb", 2023, RB_NEW),
        ("sakip", 2023, SAKIP),
        ("sakip", 2009, None),
        ("other", 2023, None),
    ],
)
def test_the_scale_in_force_is_of_the_instrument_and_the_year(
    instrument: str, year: int, found: GradeScale | None
) -> None:
    assert scale_in_force((RB_OLD, SAKIP, RB_NEW), instrument, year) is found


def test_a_reported_letter_fits_only_scales_of_its_own_instrument() -> None:
    listed = (RB_OLD, SAKIP, RB_NEW)
    assert check_reported_grade(listed, RB_NEW, Fraction(95), "A") == ReportedGrade(False, RB_NEW, ("AA",), ("rb-old",))
    assert check_reported_grade(listed, RB_OLD, Fraction(90), "A") == ReportedGrade(
        True, RB_OLD, ("A",), ("rb-old", "rb-new")
    )
    assert check_reported_grade(listed, SAKIP, Fraction(95), "AA") == ReportedGrade(False, SAKIP, ("A",), ())
