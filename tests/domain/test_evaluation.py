"""Answers: read as their item offers them, every mistake named at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rbtrack import catalog
from rbtrack.domain.evaluation import (
    Answer,
    EvaluationKey,
    RawAnswer,
    RawValue,
    as_text,
    read_value,
    still_offered,
    validate,
)
from rbtrack.domain.rubric import Rubric
from rbtrack.errors import Place

SHEET = Place("lke.xlsx", "LKE")


@pytest.mark.parametrize(
    ("code", "raw", "expected"),
    [
        ("A.I.1.a", "A", "A"),
        ("A.I.1.a", " b. ", "B"),
        ("A.I.2.a", "YA", "Ya"),
        ("A.I.2.a", "t", "Tidak"),
        ("B.II.2", "wajar  tanpa pengecualian", "WTP"),
        ("B.II.2", "Wajar Tanpa\nPengecualian", "WTP"),
        ("B.I.1", 70.05, "70.05"),
        ("B.I.1", "70,05", "70.05"),
        ("B.I.1", 85, "85"),
        ("B.I.1", Decimal("66.670"), "66.67"),
        ("B.I.2", "3,117", "3.117"),
        ("B.I.1", 0.0, "0"),
        ("B.I.1", None, None),
        ("B.I.1", "  ", None),
    ],
)
def test_values_are_read_as_the_rubric_writes_them(
    rb2014: Rubric, code: str, raw: RawValue, expected: str | None
) -> None:
    assert read_value(rb2014.items[code], raw) == (expected, None)


@pytest.mark.parametrize(
    ("code", "raw", "problem"),
    [
        ("A.I.1.a", "D", "answer-not-offered"),
        ("A.I.1.a", 1.0, "answer-not-offered"),
        ("A.I.2.a", True, "answer-not-offered"),
        ("B.I.1", 100.01, "answer-outside-range"),
        ("B.I.1", "-1", "answer-outside-range"),
        ("B.I.1", "1.234", None),
        ("B.I.1", "tujuh puluh", "answer-not-a-number"),
        ("B.I.1", True, "answer-not-a-number"),
        ("B.I.1", date(2015, 3, 31), "answer-not-a-number"),
    ],
)
def test_what_an_item_does_not_offer_is_a_problem(
    rb2014: Rubric, code: str, raw: RawValue, problem: str | None
) -> None:
    value, found = read_value(rb2014.items[code], raw)
    assert (found.code if found else None) == problem
    assert (value is None) == (problem is not None)


def test_a_text_that_can_be_two_numbers_is_refused_where_both_fit() -> None:
    """1.234 is 1.234 or 1234: on a scale to 100 only one fits, on a scale to 2000 nobody can know."""
    from fractions import Fraction

    from rbtrack.domain.rubric import Node, NumberScale

    wide = Node("x", "X", Fraction(1), answer=NumberScale(Fraction(0), Fraction(2000)))
    value, problem = read_value(wide, "1.234")
    assert value is None
    assert problem is not None
    assert (problem.code, problem.value) == ("answer-ambiguous", "1.234")
    assert problem.parameters["readings"] == (Decimal("1.234"), Decimal(1234))


def test_validate_names_everything_that_is_wrong_at_once(rb2014: Rubric) -> None:
    raw = {code: RawAnswer("A", place=Place("lke.xlsx", "LKE", "J1")) for code in rb2014.items}
    del raw["A.I.1.b"]
    raw["Z.1"] = RawAnswer("A", place=Place("lke.xlsx", "LKE", "J99"))
    raw["A.I.1.c"] = RawAnswer(None, "a note", "a link")
    answers, problems = validate(rb2014, raw, SHEET)
    codes = [problem.code for problem in problems]
    assert codes.count("item-missing") == 1
    assert codes[-1] == "item-unknown"
    assert "answer-not-offered" in codes
    assert "answer-not-a-number" in codes
    assert answers["A.I.1.c"] == Answer(None, note="a note", evidence="a link")
    missing = next(problem for problem in problems if problem.code == "item-missing")
    assert (missing.place, missing.item, missing.is_error) == (SHEET, "A.I.1.b", True)
    assert all(problem.place.cell for problem in problems if problem.code == "answer-not-offered")


def test_cells_read_as_a_person_reads_them() -> None:
    assert [as_text(raw) for raw in (True, False, 2021.0, None, "x", date(2015, 3, 31))] == [
        "TRUE", "FALSE", "2021", "", "x", "2015-03-31",
    ]  # fmt: skip


def test_an_answer_that_says_nothing_is_empty() -> None:
    assert Answer().is_empty
    assert not Answer(note="x").is_empty
    assert not Answer(not_applicable=True).is_empty


@pytest.mark.parametrize(
    ("raw", "value"),
    [("3/4", "3/4"), (" 03 / 4 ", "3/4"), ("3", None), (0.75, None), (date(2020, 3, 4), None), ("-1/2", None)],
)
def test_ratios_are_two_counts(raw: RawValue, value: str | None) -> None:
    """A spreadsheet may make a date of 3/4: that is refused and not guessed back."""
    node = catalog.shipped_rubric("rb-2020").items["A.III.1.i.a"]
    found, problem = read_value(node, raw)
    assert (found, problem.code if problem else None) == (value, None if value else "answer-not-a-ratio")


def test_a_letter_in_the_place_of_a_number_is_kept() -> None:
    node = catalog.shipped_rubric("sakip-2015").items["B.a"]
    assert read_value(node, "b") == ("B", None)
    assert read_value(node, "87,5") == ("87.5", None)


@pytest.mark.parametrize("words", ["N/A", "n/a", "Tidak Berlaku", " na. "])
def test_not_applicable_is_an_answer_of_its_own_where_the_rubric_allows_it(words: str) -> None:
    rubric = catalog.shipped_rubric("rb-2024-kl")
    item = next(node for node in rubric.items.values() if node.may_not_apply)
    raw = {code: RawAnswer() for code in rubric.items} | {item.code: RawAnswer(words, note="bukan tugas kami")}
    answers, problems = validate(rubric, raw, SHEET)
    assert answers[item.code] == Answer(None, not_applicable=True, note="bukan tugas kami")
    assert not problems


def test_not_applicable_is_refused_where_the_item_applies_to_all(rb2014: Rubric) -> None:
    raw = {code: RawAnswer() for code in rb2014.items} | {"A.I.1.a": RawAnswer("N/A", place=SHEET)}
    answers, problems = validate(rb2014, raw, SHEET)
    assert answers["A.I.1.a"] == Answer()
    assert [(problem.code, problem.severity) for problem in problems] == [("not-applicable-not-allowed", "error")]


@pytest.mark.parametrize("words", ["Blm Diisi", "belum diisi", "-", "–", "Kosong"])
def test_words_that_say_blank_are_a_blank_and_said_to_be(rb2014: Rubric, words: str) -> None:
    raw = {code: RawAnswer() for code in rb2014.items} | {"A.I.1.a": RawAnswer(words, place=SHEET)}
    answers, problems = validate(rb2014, raw, SHEET)
    assert answers["A.I.1.a"] == Answer()
    assert [(problem.code, problem.severity) for problem in problems] == [("answer-says-blank", "warning")]


def test_an_answer_is_still_offered_where_its_item_is_there_and_takes_it(rb2014: Rubric) -> None:
    assert still_offered(rb2014, "A.I.1.a", Answer("A"))
    assert still_offered(rb2014, "A.I.1.a", Answer(note="SK"))
    assert not still_offered(rb2014, "A.I.1.a", Answer("E"))
    assert not still_offered(rb2014, "A.I.1.a", Answer(not_applicable=True))
    assert not still_offered(rb2014, "X.1", Answer("A"))


def test_a_correction_that_nobody_made_needs_no_row() -> None:
    rubric = catalog.shipped_rubric("rb-2024-kl")
    raw = {code: RawAnswer() for code, item in rubric.items.items() if not item.corrects}
    answers, problems = validate(rubric, raw, SHEET)
    assert problems == []
    assert set(answers) == set(raw) < set(rubric.items)


def test_an_evaluation_says_which_it_is() -> None:
    key = EvaluationKey("bps", 2015, "rb-2014", "self")
    assert (key.label, key.label_in_year) == ("2015 rb-2014 self", "rb-2014 self")
    assert replace(key, judge="Tim A").label == "2015 rb-2014 self Tim A"
