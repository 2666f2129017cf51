"""Answers that are one of a few options."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from rbtrack.domain.evaluation import RawValue
from rbtrack.domain.kinds import ChoiceScale, Option
from rbtrack.errors import Problem

# Not in the order of their shares: nothing may rest on it.
OPINIONS = ChoiceScale(
    "opini",
    (
        Option("WDP", Fraction(2, 3), ("Wajar Dengan Pengecualian",)),
        Option("WTP", Fraction(1), ("Wajar Tanpa Pengecualian", "1")),
        Option("TW", Fraction(0)),
    ),
)


@pytest.mark.parametrize(
    ("raw", "letter"),
    [
        ("WTP", "WTP"), (" wdp. ", "WDP"), ("wajar  tanpa\npengecualian", "WTP"), ("1", "WTP"), ("Tw", "TW"),
    ],
)  # fmt: skip
def test_an_option_is_named_by_its_letter_or_another_of_its_names(raw: str, letter: str) -> None:
    assert OPINIONS.read(raw) == letter


@pytest.mark.parametrize("raw", ["WT", "WTP WDP", 1.0, True, date(2015, 3, 31)])
def test_what_is_not_offered_is_a_problem_with_what_is(raw: RawValue) -> None:
    found = OPINIONS.read(raw)
    assert isinstance(found, Problem)
    assert (found.code, found.severity) == ("answer-not-offered", "error")
    assert found.parameters == {"options": ("WDP", "WTP", "TW")}


def test_the_first_of_two_options_of_one_name_is_meant() -> None:
    """Names that differ only in what plain words leave away are no fault of a rubric."""
    scale = ChoiceScale("x", (Option("A.", Fraction(1)), Option("A", Fraction(0)), Option("B", Fraction(0), ("a",))))
    assert scale.read("a") == "A."


def test_a_letter_earns_its_share() -> None:
    assert [OPINIONS.share(letter) for letter in ("WTP", "WDP", "TW")] == [1, Fraction(2, 3), 0]


@pytest.mark.parametrize(
    ("value", "better"), [("TW", ("WDP", "WTP")), ("WDP", ("WTP",)), ("WTP", ()), (None, ("WTP",))]
)
def test_better_options_come_in_the_order_of_their_shares(value: str | None, better: tuple[str, ...]) -> None:
    assert OPINIONS.better(value) == better


def test_to_a_blank_no_option_is_better_that_earns_nothing() -> None:
    assert ChoiceScale("x", (Option("T", Fraction(0)),)).better(None) == ()


@pytest.mark.parametrize(("share", "letter"), [(0.0, "TW"), (0.3, "TW"), (0.4, "WDP"), (0.8, "WDP"), (0.9, "WTP")])
def test_an_invented_answer_earns_about_what_it_should(share: float, letter: str) -> None:
    assert OPINIONS.earning(share) == letter


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ((), ["rubric-share-wrong"]),
        ((Option("A", Fraction(1)), Option("B", Fraction(0))), []),
        ((Option("A", Fraction(101, 100)),), ["rubric-share-wrong"]),
        ((Option("A", Fraction(-1, 100)),), ["rubric-share-wrong"]),
        ((Option("A", Fraction(1)), Option("B", Fraction(0), ("x", "a"))), ["rubric-option-double"]),
    ],
)
def test_options_have_shares_and_names_of_their_own(options: tuple[Option, ...], codes: list[str]) -> None:
    assert list(ChoiceScale("x", options).faults()) == codes


def test_a_choice_is_no_number() -> None:
    assert (OPINIONS.ends, OPINIONS.is_number) == (None, False)
    assert OPINIONS.offered == OPINIONS.options
