"""A letter belongs to a scale, a scale to years, and every band is closed above."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rbtrack import catalog
from rbtrack.domain.grades import bands, check_reported_grade, grade, scale_in_force
from rbtrack.domain.numbers import rounded

SCALES = catalog.shared().grade_scales
EVERY_EDGE = [(scale, band) for scale in SCALES.values() for band in scale.bands]


def letter(scale: str, score: str) -> str | None:
    band = grade(SCALES[scale], Fraction(score))
    return band.grade if band else None


@pytest.mark.parametrize(("scale", "band"), EVERY_EDGE, ids=lambda value: getattr(value, "id", None) or value.grade)
def test_a_band_holds_its_upper_end_and_not_its_lower(scale, band) -> None:  # type: ignore[no-untyped-def]
    lowest = min(other.above for other in scale.bands)
    assert band in bands(scale, band.up_to)
    assert (band in bands(scale, band.above)) == (band.above == lowest)
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
