"""Rubric files: every complaint with its line, and one canonical text whatever the file looks like."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from rbtrack import catalog
from rbtrack.catalog.reading import parse, parse_answer_types, parse_words
from rbtrack.domain.evaluation import NOT_APPLICABLE, plain_words
from rbtrack.domain.kinds import AnswerScale
from rbtrack.domain.rubric import ZeroGate
from rbtrack.domain.validating import AnswerWords
from rbtrack.errors import CatalogError
from tests.domain.kinds.test_kinds import EXAMPLES

GOOD = """\
id: mini
version: 1
name: Mini
instrument: rb
regulation: none
years: [2020, null]
level: unit
grade_scale: rb-2014
blank_items: skip
confidence: unverified
provenance: made for a test
areas:
  1: One
nodes:
- code: A
  name: Branch
  weight: 1
  area: 1
  nodes:
  - {code: A.1, name: Third, weight: 1/3, answer: abc}
  - {code: A.2, name: Rest, weight: 2/3, answer: {range: [0, 5]}}
"""


def problems(text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(CatalogError) as error:
        parse(text, "mini.yaml", catalog.shared())
    return [(problem.code, problem.place.line) for problem in error.value.problems]


def test_weights_may_be_fractions() -> None:
    rubric = parse(GOOD, "mini.yaml", catalog.shared())
    assert [node.weight for node in rubric.items.values()] == [Fraction(1, 3), Fraction(2, 3)]
    assert rubric.items["A.2"].area == "1"
    assert 2031 in rubric.years


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("blank_items: skip", "blank_items: perhaps", "rubric-word-unknown", 9),
        ("level: unit", "levle: unit", "rubric-key-unknown", 7),
        ("name: Mini\n", "", "rubric-key-missing", 1),
        ("years: [2020, null]", "years: 2020", "rubric-list-expected", 6),
        ("years: [2020, null]", "years: [2020]", "rubric-years-wrong", 6),
        ("grade_scale: rb-2014", "grade_scale: rb-1999", "rubric-scale-unknown", 8),
        ("weight: 1/3", "weight: 1/0", "rubric-number-expected", 20),
        ("weight: 1/3", "weight: satu", "rubric-number-expected", 20),
        ("weight: 1/3", "weight: 0.33", "rubric-weights-do-not-add-up", 15),
        ("answer: abc", "answer: abq", "rubric-answer-type-unknown", 20),
        ("range: [0, 5]", "range: [0]", "rubric-range-wrong", 21),
        ("range: [0, 5]", "range: [5, 0]", "rubric-range-wrong", 21),
        ("{range: [0, 5]}", "{aliases: {A: [B]}}", "rubric-options-missing", 21),
        ("name: Mini", "name: [Mini]", "rubric-text-expected", 3),
        ("code: A.2", "code: A.1", "rubric-code-double", 20),
        ("  area: 1", "  area: 7", "rubric-area-unknown", 15),
        ("areas:\n  1: One", "areas: One", "rubric-mapping-expected", 12),
        ("nodes:\n- code: A", "nodes:\n- just text\n- code: A", "rubric-mapping-expected", 15),
        ("name: Third, weight", "name: &x Third, area: *x, weight", "rubric-file-anchor", 20),
        ("answer: abc}", "answer: abc, zero_where: A.2}", "rubric-zero-gate-form", 20),
        ("answer: abc}", "answer: abc, zero_where: {A.2: [D]}}", "rubric-zero-gate-wrong", 20),
        ("answer: abc}", "answer: abc, zero_where: {A.2: D}}", "rubric-list-expected", 20),
        ("answer: abc}", "answer: abc", "rubric-file-not-yaml", None),
    ],
)
def test_every_complaint_has_its_line(old: str, new: str, code: str, line: int | None) -> None:
    assert old in GOOD
    found = problems(GOOD.replace(old, new))
    assert code in [found_code for found_code, _line in found]
    if line is not None:
        assert (code, line) in found


def test_all_complaints_come_at_once() -> None:
    wrong = (
        GOOD.replace("blank_items: skip", "blank_items: x").replace("answer: abc", "answer: q").replace("2/3", "dua")
    )
    assert len(problems(wrong)) == 3


def test_a_file_of_another_kind_is_named() -> None:
    assert ("rubric-mapping-expected", 1) in problems("just a text")
    assert problems("") != []


def test_the_canonical_text_gives_the_same_rubric_back() -> None:
    for name in catalog.shipped_ids():
        rubric = catalog.Catalogue().rubric(name)
        assert catalog.from_canonical(catalog.canonical(rubric)) == rubric


@pytest.mark.parametrize("scale", EXAMPLES, ids=repr)
def test_every_kind_of_answer_stands_in_the_canonical_text_and_in_files(scale: AnswerScale) -> None:
    mini = parse(GOOD, "mini.yaml", catalog.shared())
    items = (replace(mini.items["A.1"], answer=scale), mini.items["A.2"])
    rubric = replace(mini, roots=(replace(mini.roots[0], children=items),))
    assert catalog.from_canonical(catalog.canonical(rubric)) == rubric
    assert parse(catalog.as_yaml(rubric, catalog.shared(), ""), "mini.yaml", catalog.shared()) == rubric


def test_zero_gates_stand_in_the_canonical_text_and_in_files() -> None:
    text = GOOD.replace("weight: 2/3, answer: {range: [0, 5]}", "weight: 1/3, answer: abcd").replace(
        "  - {code: A.2",
        "  - {code: A.0, name: Zero, weight: 1/3, answer: abc, zero_where: {A.2: [D], A.1: [C, B]}}\n  - {code: A.2",
    )
    rubric = parse(text, "mini.yaml", catalog.shared())
    assert rubric.items["A.0"].zero_where == (ZeroGate("A.1", ("C", "B")), ZeroGate("A.2", ("D",)))
    assert catalog.from_canonical(catalog.canonical(rubric)) == rubric
    assert parse(catalog.as_yaml(rubric, catalog.shared(), ""), "mini.yaml", catalog.shared()) == rubric
    assert "zero_where" not in catalog.canonical(parse(GOOD, "mini.yaml", catalog.shared()))


def test_the_ends_of_a_scale_stand_in_the_canonical_text_and_in_files_where_they_are_said() -> None:
    mini = parse(GOOD, "mini.yaml", catalog.shared())
    assert mini.grade_scale is not None
    assert "closed" not in catalog.canonical(mini)
    assert "holds_end" not in catalog.canonical(mini)
    for scale in (replace(mini.grade_scale, closed="lower"), replace(mini.grade_scale, holds_end=False)):
        rubric = replace(mini, grade_scale=scale)
        assert catalog.from_canonical(catalog.canonical(rubric)) == rubric
        assert parse(catalog.as_yaml(rubric, catalog.shared(), ""), "mini.yaml", catalog.shared()) == rubric


def test_the_hash_is_of_the_content_and_not_of_the_file() -> None:
    spaced = GOOD.replace("name: Mini", "name:   'Mini'  # a comment")
    one, two, other = (
        parse(text, "x", catalog.shared()) for text in (GOOD, spaced, GOOD.replace("name: Third", "name: Thirds"))
    )
    assert catalog.digest(one) == catalog.digest(two) != catalog.digest(other)


def test_options_of_equal_letters_and_other_shares_are_another_type() -> None:
    """An inline type that looks like a shared one keeps its own shares in the canonical text."""
    text = GOOD.replace("answer: abc", "answer: {shares: {A: 1, B: 0.9, C: 0}}").replace(
        "answer: {range: [0, 5]}", "answer: {shares: {A: 1, B: 0.1, C: 0}}"
    )
    rubric = parse(text, "x", catalog.shared())
    assert catalog.from_canonical(catalog.canonical(rubric)) == rubric


def test_an_unknown_rubric_names_those_that_there_are() -> None:
    with pytest.raises(CatalogError) as error:
        catalog.Catalogue().rubric("rb-1999")
    assert error.value.problems[0].parameters["known"] == catalog.shipped_ids()


def test_a_name_cannot_lead_out_of_the_folder() -> None:
    with pytest.raises(CatalogError):
        catalog.Catalogue().rubric("../rubrics/rb-2014")


def test_a_users_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mini.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert catalog.Catalogue().read_rubric(path).id == "mini"


def test_the_words_for_no_answer_are_compared_in_plain_words() -> None:
    found = parse_words("not_applicable: [N/A.]\nblank: ['Belum  Diisi', '-']\n", "words.yaml")
    assert found == AnswerWords(frozenset({"n/a"}), frozenset({"belum diisi", "-"}))
    assert plain_words(NOT_APPLICABLE) in catalog.answer_words().not_applicable


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("blank: []\n", "rubric-key-missing"),
        ("not_applicable: x\nblank: []\n", "rubric-list-expected"),
        ("not_applicable: []\nblank: [[x]]\n", "rubric-text-expected"),
    ],
)
def test_broken_words_are_named(text: str, code: str) -> None:
    with pytest.raises(CatalogError) as error:
        parse_words(text, "words.yaml")
    assert [problem.code for problem in error.value.problems] == [code]


def test_broken_answer_types_are_named() -> None:
    with pytest.raises(CatalogError) as error:
        parse_answer_types("answer_types: {x: {range: [1]}}\nmore: 1\n", "answer_types.yaml")
    found = [(problem.code, problem.place.line) for problem in error.value.problems]
    assert found == [("rubric-key-unknown", 2), ("rubric-range-wrong", 1)]
