"""Answers that are two counts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from rbtrack.domain.evaluation import RawValue
from rbtrack.domain.kinds import RatioScale
from rbtrack.domain.kinds.ratio import RatioRule
from rbtrack.errors import Problem

PART = RatioScale("part", ("selesai", "jumlah"))
CAPPED = RatioScale("capped", ("selesai", "jumlah"))
RATE = RatioScale("rate", ("perubahan", "agen"))
DECREASE = RatioScale("decrease", ("tahun lalu", "tahun ini"))


@pytest.mark.parametrize(("raw", "value"), [("3/4", "3/4"), (" 03 / 4 ", "3/4"), ("0/0", "0/0"), ("3/3", "3/3")])
def test_two_counts_are_stored_with_a_slash_between(raw: str, value: str) -> None:
    assert PART.read(raw) == value


@pytest.mark.parametrize("raw", ["3", 0.75, True, date(2020, 3, 4), "-1/2", "1/2/3", "1.5/2", "1234567890/1"])
def test_what_is_not_two_counts_is_a_problem(raw: RawValue) -> None:
    """A spreadsheet may make a date of 3/4: that is refused and not guessed back."""
    found = PART.read(raw)
    assert isinstance(found, Problem)
    assert found.code == "answer-not-a-ratio"
    assert found.parameters == {"first": "selesai", "second": "jumlah"}


@pytest.mark.parametrize(
    ("rule", "value", "share"),
    [
        ("part", "3/4", "3/4"), ("part", "5/4", "1"), ("part", "0/4", "0"), ("part", "0/0", "1"), ("part", "3/0", "1"),
        ("capped", "3/4", "3/4"), ("capped", "5/4", "1"), ("capped", "0/0", "1"),
        ("rate", "3/4", "3/4"), ("rate", "5/4", "1"), ("rate", "0/0", "1"),
        ("decrease", "4/1", "3/4"), ("decrease", "4/6", "0"), ("decrease", "0/0", "1"), ("decrease", "0/2", "0"),
    ],
)  # fmt: skip
def test_counts_earn_what_the_regulation_says(rule: RatioRule, value: str, share: str) -> None:
    assert RatioScale(rule, ("this", "that")).share(value) == Fraction(share)


@pytest.mark.parametrize(
    ("scale", "raw", "is_possible"),
    [
        (PART, "4/4", True), (PART, "5/4", False), (PART, "3/0", False), (PART, "0/0", True),
        (CAPPED, "5/4", True), (CAPPED, "3/0", False), (CAPPED, "0/0", True), (CAPPED, "1/1", True),
        (RATE, "5/4", True), (RATE, "3/0", False), (RATE, "0/0", True), (RATE, "1/1", True),
        (DECREASE, "3/0", True), (DECREASE, "0/3", True),
    ],
)  # fmt: skip
def test_more_than_there_are_cannot_be(scale: RatioScale, raw: str, *, is_possible: bool) -> None:
    found = scale.read(raw)
    if is_possible:
        assert found == raw
    else:
        first, second = scale.counts
        parameters = {"first": first, "second": second}
        assert found == Problem("answer-impossible-ratio", value=raw, parameters=parameters)


@pytest.mark.parametrize(
    ("scale", "value", "better"),
    [
        (PART, "3/4", ("4/4",)), (PART, "4/4", ()), (PART, None, ("1/1",)), (PART, "0/0", ()), (RATE, "3/4", ("4/4",)), (RATE, "5/4", ()),
        (CAPPED, "3/4", ("4/4",)), (CAPPED, "5/4", ()),
        (DECREASE, "4/1", ("4/0",)), (DECREASE, "4/0", ()), (DECREASE, "0/2", ("0/0",)), (DECREASE, None, ("1/0",)),
    ],
)  # fmt: skip
def test_better_is_where_nothing_is_missing(scale: RatioScale, value: str | None, better: tuple[str, ...]) -> None:
    assert scale.better(value) == better
    assert [scale.share(each) for each in better] == [1] * len(better)


@pytest.mark.parametrize(
    ("scale", "share", "value"),
    [(PART, 0.0, "0/20"), (RATE, 0.74, "15/20"), (PART, 0.74, "15/20"), (PART, 1.0, "20/20"), (DECREASE, 0.74, "20/5"), (DECREASE, 0.0, "20/20")],
)  # fmt: skip
def test_an_invented_answer_speaks_of_twenty_cases(scale: RatioScale, share: float, value: str) -> None:
    assert scale.earning(share) == value


@pytest.mark.parametrize(
    ("scale", "value", "code"),
    [
        (PART, "0/0", "answer-divided-by-zero"), (PART, "0/1", None), (PART, "3/3", None),
        (RATE, "0/0", "answer-divided-by-zero"), (RATE, "5/4", None),
        (CAPPED, "0/0", "answer-divided-by-zero"), (CAPPED, "5/4", "answer-more-than-all"), (CAPPED, "4/4", None),
        (DECREASE, "0/2", "answer-divided-by-zero"), (DECREASE, "0/0", None), (DECREASE, "2/0", None), (DECREASE, "2/3", None),
    ],
)  # fmt: skip
def test_what_an_official_worksheet_cannot_divide_is_doubtful(scale: RatioScale, value: str, code: str | None) -> None:
    found = scale.doubt(value)
    assert (found.code if found else None) == code
    assert found is None or (found.severity, found.value) == ("warning", value)


def test_a_doubt_says_which_count_is_zero_and_what_the_answer_earns() -> None:
    more = {"first": "selesai", "second": "jumlah"}
    found = PART.doubt("0/0")
    assert found is not None
    assert found.parameters == {**more, "zero": "jumlah", "share": 1}
    found = DECREASE.doubt("0/2")
    assert found is not None
    assert (found.parameters["zero"], found.parameters["share"]) == ("tahun lalu", 0)
    found = CAPPED.doubt("5/4")
    assert found is not None
    assert found.parameters == more


def test_two_counts_are_no_number_and_break_no_rule() -> None:
    assert (PART.ends, PART.is_number, list(PART.faults())) == (None, False, [])
    assert (PART.offered, PART.count_names) == ((), ("selesai", "jumlah"))
