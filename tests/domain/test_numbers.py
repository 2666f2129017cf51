"""Numbers come in as offices write them, and go out rounded once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rbtrack.domain import numbers
from rbtrack.domain.numbers import exact_text, from_cell, printed_change, readings, rounded, tidy


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
    assert exact_text(Fraction(0)) == "0"
    assert exact_text(Fraction(2, 3)) == "0.6666666666666666666666666667"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+85", ["85"]),
        ("-7", ["-7"]),
        ("007", ["7"]),
        ("-0", ["0"]),
        (f"0,{'12' * 40}", [f"0.{'12' * 40}"]),
        (f"1{'.000' * 30}", [f"1{'0' * 90}"]),
        ("+3,5", ["3.5"]),
        ("66,670", ["66.67", "66670"]),
        ("100,00", ["100"]),
        ("-0,0", ["0"]),
        ("12.345", ["12.345", "12345"]),
        ("123.456", ["123.456", "123456"]),
        ("1234.567", ["1234.567"]),
        ("1.2345", ["1.2345"]),
        ("-1,234", ["-1.234", "-1234"]),
        ("+1.234.567,89", ["1234567.89"]),
        ("-1,234,567.89", ["-1234567.89"]),
        ("1.234,0", ["1234"]),
        ("0.123.456", []),
        ("1.234.56", []),
        ("1.234.5678", []),
        ("1.234,", []),
        ("1.234.567.8", []),
        ("1,234.567.8", []),
        ("1234.567,8", []),
        ("1 234", []),
        ("--1", []),
        ("1.2x", []),
        ("x1", []),
        ("１,２", []),
        ("１.234,5", []),
        ("1.２34,5", []),
        ("1.234,５", []),
    ],
)
def test_a_mark_groups_only_threes_behind_one_to_three_digits(text: str, expected: list[str]) -> None:
    """`1.234` may be 1234; `0.123`, `1234.567` and `1.2345` may not; signs are kept, only plain digits are digits."""
    assert [format(number, "f") for number in readings(text)] == expected


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0.1, "0.1"), (1e22, "10000000000000000000000"), (1e-7, "0.0000001"), (-0.0, "0"), (66.67, "66.67")],
)
def test_a_cell_is_read_by_its_shortest_decimal(number: float, shown: str) -> None:
    assert format(from_cell(number), "f") == shown


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("2.50", "2.5"),
        ("-0", "0"),
        (f"{'12' * 40}.30", f"{'12' * 40}.3"),
        ("-0.0", "0"),
        ("3E+3", "3000"),
        ("5.00", "5"),
        ("-1.50", "-1.5"),
        ("100", "100"),
    ],
)
def test_a_tidy_number_keeps_its_value_and_nothing_else(number: str, written: str) -> None:
    assert str(tidy(Decimal(number))) == written


@pytest.mark.parametrize(
    ("number", "places", "shown"),
    [
        ("80.004", 2, "80.00"),
        ("-80.005", 2, "-80.01"),
        ("-80.004", 2, "-80.00"),
        ("-0.004", 2, "0.00"),
        ("0.05", 1, "0.1"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("0.49", 0, "0"),
        ("1.2345", 3, "1.235"),
        ("1.2344", 3, "1.234"),
    ],
)
def test_numbers_are_rounded_once_to_the_places_asked_for(number: str, places: int, shown: str) -> None:
    assert str(rounded(Fraction(number), places)) == shown
    assert rounded(Fraction(number)) == rounded(Fraction(number), 2)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Fraction(1, 8), "0.125"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(10**30), "1" + "0" * 30),
        (Fraction(100, 3), "33.33333333333333333333333333"),
        (Fraction(1, 3), "0.3333333333333333333333333333"),
        (Fraction(1, 2**28), "0.0000000037252902984619140625"),
        (Fraction(1, 10) + Fraction(1, 3 * 10**30), "0.1000000000000000000000000000"),
        (Fraction(0), "0"),
    ],
)
def test_only_a_number_that_never_ends_is_cut(number: Fraction, written: str) -> None:
    assert exact_text(number) == written


def test_what_a_worksheet_calculates_in_binary_is_still_the_same_figure() -> None:
    """To within a billionth: more than a thousand sums of tenths drift, less than any figure is printed to."""
    drifted = abs(Fraction(from_cell(sum([0.1] * 1000))) - 100)
    assert 0 < drifted < numbers.SAME_FIGURE == Fraction("0.000000001")


def test_a_change_is_that_of_the_printed_figures_and_missing_where_one_is() -> None:
    assert printed_change(Fraction("72.479"), Fraction("70.634")) == Fraction("1.85")
    assert printed_change(Fraction("70.004"), Fraction("69.995")) == 0
    assert printed_change(None, Fraction(1)) is printed_change(Fraction(1), None) is None
