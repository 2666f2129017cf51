"""Answers in other words than the rubric's letters: taken with a warning where the worksheet itself says what they mean."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rbtrack.domain.rubric import Node, Rubric
from rbtrack.lke.reading.foreign import read_worktable
from tests.lke import variants
from tests.lke.made_up import (
    MADE_UP,
    answers_of,
    as_cells,
    assert_reads,
    assert_round_trip,
    codes,
    table_of,
)
from tests.lke.official import sample_answers
from tests.lke.variants import save

# Answers in other words


def in_words(node: Node, value: object) -> object:
    """The text of the option in the place of its letter, where the worksheet explains its letters."""
    explained = variants.explanation_of(node)
    return variants.option_text(node, str(value)) if explained else value


def shouted(node: Node, value: object) -> object:
    said = in_words(node, value)
    return value if said == value else str(said).upper()


def letter_and_text(node: Node, value: object) -> object:
    said = in_words(node, value)
    return value if said == value else f"{value}. {said}"


def letter_and_beginning(node: Node, value: object) -> object:
    said = in_words(node, value)
    return value if said == value else f"{str(value).lower()}) {str(said)[:14]}"


@pytest.mark.parametrize("say_it", [in_words, shouted, letter_and_text, letter_and_beginning])
def test_the_text_of_an_option_is_its_letter_with_a_warning(
    tmp_path: Path, made_up: Rubric, say_it: Callable[[Node, object], object]
) -> None:
    path = save(tmp_path / "lke.xlsx", variants.answered(made_up, MADE_UP, say_it))
    assert_reads(path, made_up, MADE_UP, answer_from_wording=4)
    _answers, problems = answers_of(read_worktable(table_of(path), made_up), made_up)
    assert (problems[0].place.cell, problems[0].item, problems[0].parameters["letter"]) == ("G9", "A.1.a", "B")
    assert_round_trip(path, MADE_UP)


@pytest.mark.parametrize(
    "answer",
    [
        "Sebagian besar unit kerja melaksanakan Rencana",  # not whole, and no letter
        "A. Sebagian besar unit kerja melaksanakan Rencana tersedia",  # the text of B
        "A. lainnya",
        "A/B",
        "Z. Seluruh unit kerja melaksanakan Rencana tersedia",
    ],
)
def test_a_text_that_is_not_exactly_an_option_is_not_offered(tmp_path: Path, made_up: Rubric, answer: str) -> None:
    path = save(tmp_path / "lke.xlsx", variants.one_column(made_up, {**MADE_UP, "A.1.a": answer}))
    _answers, problems = answers_of(read_worktable(table_of(path), made_up), made_up)
    assert [(problem.code, problem.place.cell, problem.value) for problem in problems] == [
        ("answer-not-offered", "G9", answer)
    ]


def test_answers_as_offices_write_them(tmp_path: Path, made_up: Rubric) -> None:
    """In lower case with full stops and spaces, Y for Ya, a decimal comma; and words for a blank, with a warning."""
    said = {
        "A.1.a": " b. ", "A.1.b": "Y", "A.2.a": "c", "A.2.b": "D.", "B.1.a": "Blm Diisi", "B.2.a": "66,5", "B.2.b": "TIDAK",
    }  # fmt: skip
    path = save(tmp_path / "lke.xlsx", variants.one_column(made_up, said))
    assert_reads(path, made_up, {**MADE_UP, "B.1.a": None}, answer_says_blank=1)
    for word in ("Ya", "YA", "ya.", "y"):
        path = save(tmp_path / "lke.xlsx", variants.one_column(made_up, {**MADE_UP, "A.1.b": word}))
        assert_reads(path, made_up, MADE_UP)


@pytest.mark.parametrize(("said", "value"), [("85%", "85"), ("85,5 %", "85.5"), ("66,5%", "66.5")])
def test_a_percent_sign_in_a_text_is_taken_off_with_a_warning(
    tmp_path: Path, made_up: Rubric, said: str, value: str
) -> None:
    path = save(tmp_path / "lke.xlsx", variants.one_column(made_up, {**MADE_UP, "B.2.a": said}))
    assert_reads(path, made_up, {**MADE_UP, "B.2.a": value}, answer_percent_sign=1)


def test_a_percent_sign_on_another_scale_is_no_number(tmp_path: Path, rb2014: Rubric) -> None:
    """85 % of a scale from 0 to 4 could be 3.4, or a mistake."""
    answers = as_cells(rb2014, {code: answer.value for code, answer in sample_answers(2015).items()})
    path = save(tmp_path / "lke.xlsx", variants.one_column(rb2014, {**answers, "B.II.1": "85%"}))
    _answers, problems = answers_of(read_worktable(table_of(path), rb2014), rb2014)
    assert codes(problems) == {"answer-not-a-number": 1}
