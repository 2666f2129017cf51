"""The way to a level: few items, the least answers that are enough, and what no answer changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.kinds import AnswerScale, NumberScale, RatioScale
from rbtrack.domain.level_rules import Eligibility, PassLevel, PassLine
from rbtrack.domain.level_ways import LevelWay, find_level, level_way
from rbtrack.domain.levels import Holds, judge_levels
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import score
from tests.answers import random_answers
from tests.domain.trees import DECREASE, LETTERS, NUMBER, ONE, PART, PLUS_OR_MINUS, WORDED, group, item, points, rubric

NA = Answer(not_applicable=True)


def way(tree: Rubric, answers: Mapping[str, Answer], *lines: tuple[str, str | int], percent: bool = False) -> LevelWay:
    wanted = tuple(PassLine(of, Fraction(minimum), percent) for of, minimum in lines)
    level = PassLevel("wbk", "WBK", wanted, (Eligibility("rb", (("", "B"),)),))
    scored = score(replace(tree, levels=(level,)), answers)
    (judged,) = judge_levels(scored, 2024, (), {}, {})
    return level_way(scored, judged)


def steps(found: LevelWay) -> list[tuple[str, str]]:
    return [(step.node.code, step.better) for step in found.steps]


TREE = rubric(
    group("A", 60, item("A.1", 30), item("A.2", 20), item("A.3", 10, area="1")),
    group("B", 40, item("B.1", 40, answer=NUMBER)),
    areas=(ONE,),
)
C = Answer("C")
WORST = {"A.1": C, "A.2": C, "A.3": C, "B.1": Answer("0")}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("A", 15)], [("A.1", "B")]),
        ([("A", "15.01")], [("A.1", "A")]),
        ([("A", 35)], [("A.1", "A"), ("A.2", "B")]),
        ([("A", 40)], [("A.1", "A"), ("A.2", "B")]),
        ([("A", "40.01")], [("A.1", "A"), ("A.2", "A")]),
        ([("A", 60)], [("A.1", "A"), ("A.2", "A"), ("A.3", "A")]),
        ([("B", 20)], [("B.1", "49.99")]),  # 19.996 is shown as 20.00
        ([("total", 35)], [("B.1", "87.49")]),
        ([("total", 35), ("A.3", 5)], [("A.3", "A"), ("B.1", "62.49")]),
        ([("area:1", 10)], [("A.3", "A")]),
        ([("B.1", 40)], [("B.1", "99.99")]),
    ],
)
def test_few_items_are_named_with_the_least_answers_that_are_enough(
    lines: list[tuple[str, str | int]], expected: list[tuple[str, str]]
) -> None:
    found = way(TREE, WORST, *lines)
    assert steps(found) == expected
    assert all(isinstance(line.outcome, Holds) for line in found.after)
    assert found.unreachable == ()


def test_a_ratio_is_brought_on_case_by_case_from_where_it_stands() -> None:
    assert steps(way(rubric(item("a", 8, answer=PART)), {"a": Answer("5/8")}, ("a", 6))) == [("a", "6/8")]


def test_an_item_that_turns_out_not_to_be_needed_is_left_out() -> None:
    """A.1 closes most of both lines at first; once the two others are there, it is not needed."""
    tree = rubric(group("A", 60, item("A.1", 30)), group("B", 70, item("B.1", 50), item("B.2", 20)))
    found = way(tree, {"A.1": C, "B.1": C, "B.2": C}, ("total", 70), ("B", 70))
    assert steps(found) == [("B.1", "A"), ("B.2", "A")]


def test_a_step_says_what_it_helps_and_adds_to_the_index() -> None:
    found = way(TREE, WORST, ("A", 35), ("total", 40))
    assert [(step.node.code, step.answer.value, step.helps, step.gain) for step in found.steps] == [
        ("A.1", "C", ("A", ""), points(30)),
        ("A.2", "C", ("A", ""), points(10)),
    ]
    assert found.index == 40
    assert len(found.open_lines) == 2


def test_a_step_helps_only_the_lines_that_it_brings_nearer_and_adds_to_what_there_is() -> None:
    found = way(TREE, {**WORST, "A.3": Answer("A")}, ("A", 25), ("B", 20))
    assert [(step.node.code, step.helps, step.gain) for step in found.steps] == [
        ("B.1", ("B",), points("19.996")),
        ("A.1", ("A",), points(15)),
    ]
    assert found.index == points("44.996")


def test_where_every_line_holds_there_is_nothing_to_improve() -> None:
    found = way(TREE, {**WORST, "A.1": Answer("A")}, ("A", 30))
    assert (steps(found), found.open_lines, found.unanswered) == ([], (), ())
    assert found.index == 30


def test_lines_that_no_answer_brings_to_hold_are_named_and_the_others_reached() -> None:
    tree = rubric(
        group("A", 60, item("A.1", 50), item("A.2", 10, may_not_apply=True), rescales=False, plain_sum=True),
        group("B", 40, item("B.1", 40, may_not_apply=True), plain_sum=True),
    )
    found = way(tree, {"A.1": C, "A.2": NA, "B.1": NA}, ("A", 51), ("B", 1), ("total", 25))
    assert [line.code for line in found.unreachable] == ["A", "B"]
    assert steps(found) == [("A.1", "B")]


def test_items_that_close_something_only_together_are_found() -> None:
    gated = rubric(
        group("A", 10, item("A.1"), item("A.2", multiplied_by="A.1")),
        group("B", 20, item("B.1", 20, multiplied_by="A.1")),
        group("C", 70, item("C.1", 70)),
    )
    found = way(gated, {"A.1": C, "A.2": C, "B.1": C, "C.1": C}, ("B", 5))
    assert steps(found) == [("A.1", "B"), ("B.1", "B")]


def test_a_blank_item_may_be_answered_and_missing_answers_beside_the_steps_are_named() -> None:
    found = way(TREE, {"A.1": C, "A.2": Answer("A"), "A.3": C}, ("B", 10), ("A", 20))
    assert steps(found) == [("B.1", "24.99")]
    assert found.unanswered == ()
    found = way(TREE, {"A.2": Answer("A", unreviewed=True), "A.3": C}, ("A", 30))
    assert steps(found) == [("A.1", "B")]
    assert found.unanswered == ("A.2",)
    assert steps(way(TREE, {}, ("A.3", 5))) == [("A.3", "B")]


def test_corrections_and_what_does_not_apply_are_no_steps() -> None:
    tree = rubric(
        group(
            "A", 60, item("A.1", 40), item("A.2", 20, may_not_apply=True), item("A.3", answer=PLUS_OR_MINUS, corrects=True),
            rescales=True,
        )
    )  # fmt: skip
    found = way(tree, {"A.1": C, "A.2": NA, "A.3": Answer("0")}, ("A", 60))
    assert steps(found) == [("A.1", "A")]


def test_what_is_asked_of_the_agency_is_no_matter_of_answers() -> None:
    (demand,) = way(TREE, WORST, ("A", 15)).demands
    assert demand.eligibility.instrument == "rb"


@pytest.mark.parametrize("code", ["wbk", "wbbm"])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_way_on_a_whole_rubric_leads_there(code: str, seed: int) -> None:
    tree = catalog.shipped_rubric("zi-2021")
    answers = random_answers(tree, seed)
    scored = score(tree, answers)
    judged = find_level(judge_levels(scored, 2024, (), {}, {}), code)
    assert judged is not None
    found = level_way(scored, judged)
    assert found.steps
    assert found.unreachable == ()
    assert all(isinstance(line.outcome, Holds) for line in found.after)
    improved = {**answers, **{step.node.code: Answer(step.better) for step in found.steps}}
    assert score(tree, improved).points == found.index


def test_a_level_is_found_in_whatever_case_it_is_written() -> None:
    tree = replace(TREE, levels=(PassLevel("WBK", "WBK", (PassLine("A", Fraction(1)),)),))
    judged = judge_levels(score(tree, WORST), 2024, (), {}, {})
    assert find_level(judged, "wbk") == judged[0]
    assert find_level(judged, "wb") is None


@pytest.mark.parametrize(
    ("answer_scale", "value", "expected"),
    [
        (LETTERS, "C", ("B", "A")),
        (LETTERS, None, ("B", "A")),
        (LETTERS, "A", ()),
        (NumberScale(Fraction(0), Fraction(4)), "3.97", ("3.98", "3.99", "4")),
        (NumberScale(Fraction(0), Fraction(4)), "3.975", ("3.98", "3.99", "4")),
        (NumberScale(Fraction(1), Fraction("1.02")), None, ("1.01", "1.02")),
        (NumberScale(Fraction(0), Fraction(4)), "4", ()),
        (WORDED, "B", tuple(f"{number / 100:g}" for number in range(188, 251))),
        (PART, "5/8", ("6/8", "7/8", "8/8")),
        (PART, None, ("1/1",)),
        (PART, "8/8", ()),
        (RatioScale("rate", ("a", "b")), "1/3", ("2/3", "3/3")),
        (DECREASE, "4/3", ("4/2", "4/1", "4/0")),
        (DECREASE, "3/5", ("3/2", "3/1", "3/0")),
        (DECREASE, "0/5", ("0/0",)),
    ],
)
def test_answers_between_are_as_fine_as_the_item_is_answered(
    answer_scale: AnswerScale, value: str | None, expected: tuple[str, ...]
) -> None:
    assert answer_scale.finer(value) == expected
    assert expected[-1:] == answer_scale.better(value)[-1:], "the best comes last"


def test_of_very_many_cases_only_so_many_are_tried() -> None:
    """Counts have up to nine digits."""
    finer = PART.finer("1/900000000")
    assert (len(finer), finer[0], finer[-2:]) == (1000, "2/900000000", ("1000/900000000", "900000000/900000000"))
    finer = DECREASE.finer("900000000/900000000")
    assert (len(finer), finer[-2:]) == (1000, ("900000000/899999001", "900000000/0"))


def test_what_only_a_correction_could_bring_is_out_of_reach() -> None:
    tree = rubric(group("A", 40, item("A.1", 40), item("A.2", answer=PLUS_OR_MINUS, corrects=True)))
    found = way(tree, {"A.1": Answer("A"), "A.2": Answer("0")}, ("A", 41))
    assert (steps(found), [line.code for line in found.unreachable]) == ([], ["A"])


def test_a_step_helps_only_the_lines_that_it_brings_nearer() -> None:
    found = way(TREE, WORST, ("A", 30), ("B", 40))
    assert [(step.node.code, step.helps) for step in found.steps] == [("A.1", ("A",)), ("B.1", ("B",))]
