"""Answers: read as their item offers them, every mistake named at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer, RawAnswer, RawValue
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.validating import AnswerWords, read_value, still_offered, validate
from rbtrack.errors import Place

SHEET = Place("lke.xlsx", "LKE")
WORDS = catalog.answer_words()


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


def test_a_problem_says_which_item_it_is_of(rb2014: Rubric) -> None:
    _value, problem = read_value(rb2014.items["A.I.1.a"], "D")
    assert problem is not None
    assert (problem.item, problem.value) == ("A.I.1.a", "D")
    assert problem.parameters == {"item": "A.I.1.a", "options": ("A", "B", "C")}


def test_validate_names_everything_that_is_wrong_at_once(rb2014: Rubric) -> None:
    raw = {code: RawAnswer("A", place=Place("lke.xlsx", "LKE", "J1")) for code in rb2014.items}
    del raw["A.I.1.b"]
    raw["Z.1"] = RawAnswer("A", place=Place("lke.xlsx", "LKE", "J99"))
    raw["A.I.1.c"] = RawAnswer(None, "a note", "a link")
    answers, problems = validate(rb2014, raw, SHEET, WORDS)
    codes = [problem.code for problem in problems]
    assert codes.count("item-missing") == 1
    assert codes[-1] == "item-unknown"
    assert "answer-not-offered" in codes
    assert "answer-not-a-number" in codes
    assert answers["A.I.1.c"] == Answer(None, note="a note", evidence="a link")
    missing = next(problem for problem in problems if problem.code == "item-missing")
    assert (missing.place, missing.item, missing.is_error) == (SHEET, "A.I.1.b", True)
    assert all(problem.place.cell for problem in problems if problem.code == "answer-not-offered")


@pytest.mark.parametrize("words", ["N/A", "n/a", "Tidak Berlaku", " na. "])
def test_not_applicable_is_an_answer_of_its_own_where_the_rubric_allows_it(words: str) -> None:
    rubric = catalog.shipped_rubric("rb-2024-kl")
    item = next(node for node in rubric.items.values() if node.may_not_apply)
    raw = {code: RawAnswer() for code in rubric.items} | {item.code: RawAnswer(words, note="bukan tugas kami")}
    answers, problems = validate(rubric, raw, SHEET, WORDS)
    assert answers[item.code] == Answer(None, not_applicable=True, note="bukan tugas kami")
    assert not problems


def test_not_applicable_is_refused_where_the_item_applies_to_all(rb2014: Rubric) -> None:
    raw = {code: RawAnswer() for code in rb2014.items} | {"A.I.1.a": RawAnswer("N/A", place=SHEET)}
    answers, problems = validate(rb2014, raw, SHEET, WORDS)
    assert answers["A.I.1.a"] == Answer()
    assert [(problem.code, problem.severity) for problem in problems] == [("not-applicable-not-allowed", "error")]


@pytest.mark.parametrize("words", ["Blm Diisi", "belum diisi", "-", "–", "Kosong"])
def test_words_that_say_blank_are_a_blank_and_said_to_be(rb2014: Rubric, words: str) -> None:
    raw = {code: RawAnswer() for code in rb2014.items} | {"A.I.1.a": RawAnswer(words, place=SHEET)}
    answers, problems = validate(rb2014, raw, SHEET, WORDS)
    assert answers["A.I.1.a"] == Answer()
    assert [(problem.code, problem.severity) for problem in problems] == [("answer-says-blank", "warning")]


def test_the_words_for_no_answer_are_those_that_are_given(rb2014: Rubric) -> None:
    raw = {code: RawAnswer("Nihil.") for code in rb2014.items}
    words = AnswerWords(not_applicable=frozenset(), blank=frozenset({"nihil"}))
    assert {problem.code for problem in validate(rb2014, raw, SHEET, words)[1]} == {"answer-says-blank"}
    unknown = AnswerWords(frozenset(), frozenset())
    assert "answer-says-blank" not in {problem.code for problem in validate(rb2014, raw, SHEET, unknown)[1]}


def test_an_answer_is_still_offered_where_its_item_is_there_and_takes_it(rb2014: Rubric) -> None:
    assert still_offered(rb2014, "A.I.1.a", Answer("A"))
    assert still_offered(rb2014, "A.I.1.a", Answer(note="SK"))
    assert not still_offered(rb2014, "A.I.1.a", Answer("E"))
    assert not still_offered(rb2014, "A.I.1.a", Answer(not_applicable=True))
    assert not still_offered(rb2014, "X.1", Answer("A"))


def test_a_correction_that_nobody_made_needs_no_row() -> None:
    rubric = catalog.shipped_rubric("rb-2024-kl")
    raw = {code: RawAnswer() for code, item in rubric.items.items() if not item.corrects}
    answers, problems = validate(rubric, raw, SHEET, WORDS)
    assert problems == []
    assert set(answers) == set(raw) < set(rubric.items)


@pytest.mark.parametrize(
    ("code", "raw", "unreviewed"),
    [("A.I.1.a", "A", True), ("A.I.1.a", None, False), ("A.I.1.a", "D", False), ("A.I.1.a", "belum diisi", False)],
)
def test_only_an_answer_waits_to_be_reviewed(rb2014: Rubric, code: str, raw: RawValue, *, unreviewed: bool) -> None:
    answers, _problems = validate(rb2014, {code: RawAnswer(raw, "catatan", unreviewed=True)}, SHEET, WORDS)
    assert answers[code].unreviewed == unreviewed
