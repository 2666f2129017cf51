"""What a cell may hold, and the answer or the problem that it gives, in full."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from rbtrack.domain.evaluation import EMPTY, Answer, RawAnswer, RawValue, as_text, plain_words
from rbtrack.domain.kinds import AnswerScale, ChoiceScale, NumberScale, Option
from rbtrack.domain.validating import AnswerWords, means_the_same, read_value, still_offered, validate
from rbtrack.errors import Place, Problem
from tests.domain.trees import (
    DECREASE,
    LETTERS,
    NUMBER,
    PART,
    PLUS_OR_MINUS,
    WORDED,
    group,
    item,
    points,
    rubric,
)

SHEET, CELL = Place("lke.xlsx", "LKE"), Place("lke.xlsx", "LKE", "J7")
WORDS = AnswerWords(frozenset({"n/a", "tidak berlaku"}), frozenset({"belum diisi", "kosong", "-"}))
OPINION = ChoiceScale(
    "opinion",
    (
        Option("WTP", points(1), ("Wajar Tanpa Pengecualian", "A.")),
        Option("WDP", points("1/2"), ("Wajar Dengan Pengecualian",)),
        Option("Kosong", points(0), ("-", "N/A")),
    ),
)
WIDE = NumberScale(points(1), points(2000))


def read(answer_scale: AnswerScale, raw: RawValue, may_not_apply: bool = False) -> tuple[Answer, list[Problem]]:
    """The answer to the item `a`, and what is wrong with it."""
    asked = rubric(group("g", 1, item("a", answer=answer_scale, may_not_apply=may_not_apply)))
    answers, problems = validate(asked, {"a": RawAnswer(raw, "note", "SK 1", CELL)}, SHEET, WORDS)
    return answers["a"], problems


def given(value: str | None, not_applicable: bool = False) -> Answer:
    return Answer(value, not_applicable, "note", "SK 1")


@pytest.mark.parametrize(
    ("answer_scale", "raw", "value"),
    [
        (LETTERS, "A", "A"),
        (LETTERS, "  b. ", "B"),
        (LETTERS, "c", "C"),
        (OPINION, "wtp", "WTP"),
        (OPINION, "Wajar  tanpa\n pengecualian.", "WTP"),
        (OPINION, "a", "WTP"),
        (OPINION, "WAJAR DENGAN PENGECUALIAN", "WDP"),
        (OPINION, "-", "Kosong"),
        (OPINION, "n/a", "Kosong"),
        (NUMBER, 0, "0"),
        (NUMBER, 100, "100"),
        (NUMBER, 66.67, "66.67"),
        (NUMBER, 7e-05, "0.00007"),
        (NUMBER, 7e-08, "0.00000007"),
        (NUMBER, Decimal("66.6666666666666666667"), "66.6666666666666666667"),
        (NUMBER, Decimal("66.670"), "66.67"),
        (NUMBER, Decimal("1E+2"), "100"),
        (NUMBER, " 66,67 ", "66.67"),
        (NUMBER, "100,00", "100"),
        (NUMBER, "1.234", "1.234"),
        (WIDE, "1.234,5", "1234.5"),
        (WORDED, "b", "B"),
        (WORDED, "2,5", "2.5"),
        (PLUS_OR_MINUS, "-10", "-10"),
        (PLUS_OR_MINUS, -2.5, "-2.5"),
        (PART, "3/4", "3/4"),
        (PART, " 03 /  4 ", "3/4"),
        (DECREASE, "123456789/999999999", "123456789/999999999"),
        (LETTERS, None, None),
        (LETTERS, "", None),
        (NUMBER, " \n ", None),
        (PART, None, None),
    ],
)
def test_an_answer_is_kept_as_the_rubric_writes_it(answer_scale: AnswerScale, raw: RawValue, value: str | None) -> None:
    """Note and evidence beside it stay; a word that an item offers is an answer, also where it says blank elsewhere."""
    assert read(answer_scale, raw) == (given(value), [])


def wrong(code: str, value: str, **parameters: object) -> list[Problem]:
    severity = "warning" if code == "answer-says-blank" else "error"
    return [Problem(code, severity, CELL, "a", value, {"item": "a", **parameters})]  # type: ignore[arg-type]


A_DATE = date(2020, 3, 4)
HUNDRED: dict[str, object] = {"minimum": points(0), "maximum": points(100)}
THOUSANDS: dict[str, object] = {"minimum": points(1), "maximum": points(2000)}
COUNTS: dict[str, object] = {"first": "settled", "second": "due"}
ABC: dict[str, object] = {"options": ("A", "B", "C")}


@pytest.mark.parametrize(
    ("answer_scale", "raw", "expected"),
    [
        (LETTERS, "D", wrong("answer-not-offered", "D", **ABC)),
        (LETTERS, "A B", wrong("answer-not-offered", "A B", **ABC)),
        (LETTERS, 1.0, wrong("answer-not-offered", "1", **ABC)),
        (LETTERS, 2, wrong("answer-not-offered", "2", **ABC)),
        (LETTERS, True, wrong("answer-not-offered", "TRUE", **ABC)),
        (LETTERS, A_DATE, wrong("answer-not-offered", "2020-03-04", **ABC)),
        (NUMBER, "100,01", wrong("answer-outside-range", "100,01", **HUNDRED)),
        (NUMBER, 100.01, wrong("answer-outside-range", "100.01", **HUNDRED)),
        (NUMBER, "-0,01", wrong("answer-outside-range", "-0,01", **HUNDRED)),
        (NUMBER, Decimal(-1), wrong("answer-outside-range", "-1", **HUNDRED)),
        (NUMBER, "seventy", wrong("answer-not-a-number", "seventy", **HUNDRED)),
        (NUMBER, "B", wrong("answer-not-a-number", "B", **HUNDRED)),
        (NUMBER, True, wrong("answer-not-a-number", "TRUE", **HUNDRED)),
        (NUMBER, False, wrong("answer-not-a-number", "FALSE", **HUNDRED)),
        (NUMBER, A_DATE, wrong("answer-not-a-number", "2020-03-04", **HUNDRED)),
        (WIDE, "1.234", wrong("answer-ambiguous", "1.234", **THOUSANDS, readings=(Decimal("1.234"), Decimal(1234)))),
        (PART, "3", wrong("answer-not-a-ratio", "3", **COUNTS)),
        (PART, "-1/2", wrong("answer-not-a-ratio", "-1/2", **COUNTS)),
        (PART, "3/4/5", wrong("answer-not-a-ratio", "3/4/5", **COUNTS)),
        (PART, "1/1234567890", wrong("answer-not-a-ratio", "1/1234567890", **COUNTS)),
        (PART, "1234567890/1", wrong("answer-not-a-ratio", "1234567890/1", **COUNTS)),
        (PART, "٣/٤", wrong("answer-not-a-ratio", "٣/٤", **COUNTS)),
        (PART, 0.75, wrong("answer-not-a-ratio", "0.75", **COUNTS)),
        (PART, A_DATE, wrong("answer-not-a-ratio", "2020-03-04", **COUNTS)),
    ],
)
def test_what_an_item_does_not_offer_is_a_problem_with_all_that_a_reader_needs(
    answer_scale: AnswerScale, raw: RawValue, expected: list[Problem]
) -> None:
    """The answer is blank then; its note and evidence stay. What is not a text says neither blank nor not applicable."""
    for may_not_apply in (False, True):
        assert read(answer_scale, raw, may_not_apply) == (given(None), expected)


def test_an_answer_that_is_doubtful_is_taken_with_a_warning() -> None:
    doubt = {"item": "a", **COUNTS, "zero": "due", "share": points(1)}
    assert read(PART, "0/0") == (given("0/0"), [Problem("answer-divided-by-zero", "warning", CELL, "a", "0/0", doubt)])


@pytest.mark.parametrize("answer_scale", [LETTERS, NUMBER, WORDED, PART])
@pytest.mark.parametrize("words", ["N/A", " n/a. ", "Tidak  Berlaku"])
def test_words_for_not_applicable_are_taken_where_the_item_allows_it(words: str, answer_scale: AnswerScale) -> None:
    assert read(answer_scale, words, may_not_apply=True) == (given(None, not_applicable=True), [])
    assert read(answer_scale, words) == (given(None), wrong("not-applicable-not-allowed", words))


@pytest.mark.parametrize("answer_scale", [LETTERS, NUMBER, PART])
@pytest.mark.parametrize("words", ["Belum  diisi.", "KOSONG", " - "])
def test_words_for_blank_are_a_blank_with_a_warning(words: str, answer_scale: AnswerScale) -> None:
    for may_not_apply in (False, True):
        assert read(answer_scale, words, may_not_apply) == (given(None), wrong("answer-says-blank", words))


def test_rows_are_checked_in_the_order_of_the_rubric_then_those_that_it_lacks() -> None:
    """An item without a row is missing, but for a correction; a row without a value is a blank and no mistake."""
    asked = rubric(
        group("g", 1, item("c"), item("b"), item("a")),
        item("k", answer=PLUS_OR_MINUS, corrects=True),
        item("j", answer=PLUS_OR_MINUS, corrects=True),
    )
    there = Place("lke.xlsx", "LKE", "J9")
    raw = {
        "z": RawAnswer("A", place=CELL),
        "j": RawAnswer("1,5"),
        "a": RawAnswer("X", place=there),
        "c": RawAnswer(None, "note", "SK"),
        "g": RawAnswer("B", place=there),
    }
    answers, problems = validate(asked, raw, SHEET, WORDS)
    assert answers == {"c": Answer(note="note", evidence="SK"), "a": EMPTY, "j": Answer("1.5")}
    assert list(answers) == ["c", "a", "j"]
    assert problems == [
        Problem("item-missing", place=SHEET, item="b", parameters={"item": "b", "name": "Item b"}),
        Problem("answer-not-offered", place=there, item="a", value="X", parameters={"item": "a", **ABC}),
        Problem("item-unknown", place=there, item="g", parameters={"item": "g", "rubric": "r"}),
        Problem("item-unknown", place=CELL, item="z", parameters={"item": "z", "rubric": "r"}),
    ]


@pytest.mark.parametrize(
    ("code", "answer", "offered"),
    [
        ("a", Answer("A"), True),
        ("a", Answer(note="SK"), True),
        ("a", EMPTY, True),
        ("a", Answer("D"), False),
        ("a", Answer("a"), False),
        ("a", Answer(not_applicable=True), False),
        ("b", Answer(not_applicable=True), True),
        ("b", Answer("66.67"), True),
        ("b", Answer("66,67"), False),
        ("b", Answer("101"), False),
        ("g", EMPTY, False),
        ("x", EMPTY, False),
    ],
)
def test_an_answer_is_still_offered_where_it_would_be_written_the_same(
    code: str, answer: Answer, offered: bool
) -> None:
    asked = rubric(group("g", 1, item("a"), item("b", answer=NUMBER, may_not_apply=True)))
    assert still_offered(asked, code, answer) is offered


@pytest.mark.parametrize(
    ("code", "answer", "same"),
    [
        ("a", Answer("A"), True),
        ("a", Answer("C"), False),
        ("b", Answer("50"), True),
        ("c", Answer("0.5"), False),
        ("c", Answer(note="SK"), True),
        ("c", Answer(not_applicable=True), True),
        ("d", Answer("A"), False),
        ("e", Answer("A"), True),
    ],
)
def test_an_answer_means_the_same_under_another_version_where_it_is_measured_the_same(
    code: str, answer: Answer, same: bool
) -> None:
    """`d` is gone; of `e` the old version knew nothing."""
    few = ChoiceScale("ab", LETTERS.options[:2])
    raw = NumberScale(Fraction(0), Fraction("0.8"))
    old = rubric(
        item("a", 1), item("b", 1, answer=NUMBER), item("c", 1, answer=NUMBER, may_not_apply=True), item("d", 1)
    )
    new = rubric(
        item("a", 1, answer=few),
        item("b", 1, answer=NUMBER),
        item("c", 1, answer=raw, may_not_apply=True),
        item("e", 1),
    )
    assert means_the_same(old, new, code, answer) is same


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ya", "ya"),
        ("  A . ", "a"),
        ("a...", "a"),
        ("AX", "ax"),
        (".a", ".a"),
        ("a.b", "a.b"),
        ("Wajar \t Tanpa\n\nPengecualian.", "wajar tanpa pengecualian"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        (" . ", ""),
    ],
)
def test_words_are_compared_without_case_spaces_and_the_last_full_stop(text: str, plain: str) -> None:
    assert plain_words(text) == plain


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (True, "TRUE"), (False, "FALSE"), (2021.0, "2021"), (1e-7, "0.0000001"), (0.0, "0"), (7, "7"), (None, ""), ("x ", "x "),
        (Decimal("1.50"), "1.50"), (A_DATE, "2020-03-04"),
    ],
)  # fmt: skip
def test_a_cell_is_told_as_it_is_read(raw: RawValue, text: str) -> None:
    assert as_text(raw) == text


@pytest.mark.parametrize(
    ("answer", "is_given", "is_empty"),
    [
        (Answer(), False, True),
        (Answer("A"), True, False),
        (Answer("0"), True, False),
        (Answer(""), True, False),
        (Answer(not_applicable=True), False, False),
        (Answer(note="x"), False, False),
        (Answer(evidence="x"), False, False),
    ],
)
def test_blank_not_applicable_and_zero_are_three_things(answer: Answer, is_given: bool, is_empty: bool) -> None:
    assert (answer.is_given, answer.is_empty) == (is_given, is_empty)


def test_the_names_of_a_scale_are_its_own() -> None:
    """A word may stand in the place of a number on one scale and not on another of the same range."""
    for word in ("B", "C"):
        worded = NumberScale(points(0), points(10), (Option(word, points(1)),))
        assert [read_value(item("a", answer=worded), raw)[0] for raw in "BC"] == [
            raw if raw == word else None for raw in "BC"
        ]


def test_a_value_alone_is_read_without_its_row() -> None:
    assert read_value(item("a"), "b") == ("B", None)
    assert read_value(item("a"), "D") == (
        None,
        Problem("answer-not-offered", item="a", value="D", parameters={"item": "a", **ABC}),
    )
    assert read_value(item("a"), " ") == read_value(item("a"), None) == (None, None)
