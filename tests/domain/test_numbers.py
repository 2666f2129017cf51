"""Numbers come in as offices write them, and go out rounded once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rbtrack.domain.numbers import exact_text, from_cell, readings, rounded, tidy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("85", ["85"]),
        (" 85 ", ["85"]),
        ("66,67", ["66.67"]),
        ("66.67", ["66.67"]),
        ("-3,5", ["-3.5"]),
        ("1.234", ["1.234", "1234"]),
        ("1,234", ["1.234", "1234"]),
        ("0,500", ["0.5"]),
        ("3,117", ["3.117", "3117"]),
        ("1.234,5", ["1234.5"]),
        ("1,234.50", ["1234.5"]),
        ("1.234.567", ["1234567"]),
        ("12.34,5", []),
        ("1.2.3", []),
        ("", []),
        (",5", []),
        ("5,", []),
        ("B", []),
        ("85 %", []),
        ("１２", []),
        ("1e3", []),
        ("nan", []),
    ],
)
def test_text_is_read_as_every_number_that_it_can_mean(text: str, expected: list[str]) -> None:
    assert [format(number, "f") for number in readings(text)] == expected


@given(st.decimals(min_value=0, max_value=100, places=2))
def test_comma_and_point_mean_the_same(number: Decimal) -> None:
    assert readings(f"{number:f}") == readings(f"{number:f}".replace(".", ",")) == (tidy(number),)


@given(st.text(max_size=20))
def test_no_text_is_read_as_more_than_two_numbers(text: str) -> None:
    assert len(readings(text)) <= 2


def test_a_cell_means_the_number_that_it_shows() -> None:
    assert from_cell(70.05) == Decimal("70.05")
    assert format(from_cell(2021.0), "f") == "2021"
    assert format(tidy(Decimal("1E+2")), "f") == "100"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Fraction(71_406285714285714, 10**15), "71.41"),
        (Fraction("80.005"), "80.01"),
        (Fraction("80.004999"), "80.00"),
        (Fraction("-0.005"), "-0.01"),
        (Fraction(2, 3), "0.67"),
        (Fraction(0), "0.00"),
    ],
)
def test_halves_are_rounded_up(number: Fraction, shown: str) -> None:
    assert format(rounded(number), "f") == shown


@given(st.fractions(min_value=-1000, max_value=1000))
def test_rounding_is_never_off_by_more_than_half(number: Fraction) -> None:
    assert abs(Fraction(rounded(number)) - number) <= Fraction(1, 200)


def test_exact_text_ends_where_the_number_does() -> None:
    assert exact_text(Fraction(5, 2)) == "2.5"
    assert exact_text(Fraction(100)) == "100"
    assert exact_text(Fraction(2, 3)) == "0.6666666666666666666666666667"
