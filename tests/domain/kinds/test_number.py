"""Answers that are numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from rbtrack.domain.evaluation import RawValue
from rbtrack.domain.kinds import NumberScale, Option
from rbtrack.errors import Problem

HUNDRED = NumberScale(Fraction(0), Fraction(100))
WIDE = NumberScale(Fraction(0), Fraction(2000))
LETTERED = NumberScale(Fraction(0), Fraction(100), (Option("A", Fraction(1)), Option("B", Fraction(3, 4), ("baik",))))


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (70.05, "70.05"), ("70,05", "70.05"), ("70.05", "70.05"), (85, "85"), (0.0, "0"), (100.0, "100"),
        (Decimal("66.670"), "66.67"), (1e-05, "0.00001"), (" 85 ", "85"), ("1.234", "1.234"),
    ],
)  # fmt: skip
def test_numbers_are_stored_with_a_point_and_without_noughts_behind(raw: RawValue, value: str) -> None:
    assert HUNDRED.read(raw) == value


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (100.01, "answer-outside-range"),
        ("-1", "answer-outside-range"),
        ("tujuh puluh", "answer-not-a-number"),
        (True, "answer-not-a-number"),
        (date(2015, 3, 31), "answer-not-a-number"),
        ("B", "answer-not-a-number"),
    ],
)
def test_what_is_no_number_of_the_range_is_a_problem(raw: RawValue, code: str) -> None:
    found = HUNDRED.read(raw)
    assert isinstance(found, Problem)
    assert (found.code, found.parameters) == (code, {"minimum": 0, "maximum": 100})


def test_a_text_that_can_be_two_numbers_is_refused_where_both_fit() -> None:
    """1.234 is 1.234 or 1234: on a scale to 100 only one fits, on a scale to 2000 nobody can know."""
    found = WIDE.read("1.234")
    assert isinstance(found, Problem)
    assert (found.code, found.value) == ("answer-ambiguous", "1.234")
    assert found.parameters["readings"] == (Decimal("1.234"), Decimal(1234))


@pytest.mark.parametrize(("raw", "value"), [("b", "B"), ("Baik", "B"), ("87,5", "87.5")])
def test_a_letter_may_stand_in_the_place_of_the_number(raw: str, value: str) -> None:
    assert LETTERED.read(raw) == value


@pytest.mark.parametrize(("value", "share"), [("70.05", "0.7005"), ("0", "0"), ("100", "1"), ("A", "1"), ("B", "3/4")])
def test_a_number_earns_its_part_of_the_maximum_and_a_letter_its_share(value: str, share: str) -> None:
    assert LETTERED.share(value) == Fraction(share)


@pytest.mark.parametrize(
    ("scale", "value", "better"),
    [
        (HUNDRED, "70.05", ("100",)), (HUNDRED, None, ("100",)), (HUNDRED, "100", ()),
        (LETTERED, "B", ("100",)), (LETTERED, "A", ()), (NumberScale(Fraction(0), Fraction("2.6")), "1", ("2.6",)),
    ],
)  # fmt: skip
def test_better_than_a_number_is_the_maximum(scale: NumberScale, value: str | None, better: tuple[str, ...]) -> None:
    assert scale.better(value) == better


@pytest.mark.parametrize(("share", "value"), [(0.0, "1.00"), (0.5, "3.00"), (0.3337, "2.34"), (1.0, "5.00")])
def test_an_invented_answer_lies_as_far_between_the_ends(share: float, value: str) -> None:
    assert NumberScale(Fraction(1), Fraction(5)).earning(share) == value


@pytest.mark.parametrize(
    ("scale", "codes"),
    [
        (NumberScale(Fraction(3), Fraction(1)), ["rubric-range-wrong"]),
        (NumberScale(Fraction(1), Fraction(1)), ["rubric-range-wrong"]),
        (NumberScale(Fraction(-1), Fraction(1)), []),
        (NumberScale(Fraction(0), Fraction(1), (Option("A", Fraction(2)),)), ["rubric-share-wrong"]),
        (
            NumberScale(Fraction(0), Fraction(1), (Option("A", Fraction(1)), Option("a", Fraction(0)))),
            ["rubric-option-double"],
        ),
    ],
)
def test_a_range_rises_and_its_letters_have_shares(scale: NumberScale, codes: list[str]) -> None:
    assert list(scale.faults()) == codes


def test_a_number_lies_between_its_ends() -> None:
    assert (WIDE.ends, WIDE.is_number) == ((0, 2000), True)
    assert (WIDE.offered, LETTERED.offered) == ((), LETTERED.words)
