"""Ranks, gaps, priorities and explanations: each of them checked against the score itself."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rbtrack import catalog
from rbtrack.domain.evaluation import EMPTY, Answer
from rbtrack.domain.explaining import Line, explain
from rbtrack.domain.gaps import gap
from rbtrack.domain.kinds import NumberScale, RatioScale
from rbtrack.domain.numbers import rounded
from rbtrack.domain.priorities import priorities
from rbtrack.domain.ranking import rank
from rbtrack.domain.rubric import Band, GradeScale, Node, Rubric, Years
from rbtrack.domain.scoring import Scored, score
from tests.answers import best_answers, random_answers

RUBRICS = catalog.shipped_ids()


def figures(**points: str | None) -> dict[str, Fraction | None]:
    return {office: None if figure is None else Fraction(figure) for office, figure in points.items()}


def test_equal_printed_figures_share_a_place_and_the_next_one_is_left_out() -> None:
    places = rank(figures(a="70.001", b="80", c="70.004", d="60", e=None))
    assert [(each.office, each.place) for each in places] == [("b", 1), ("a", 2), ("c", 2), ("d", 4), ("e", None)]


def test_the_change_of_place_is_known_only_where_both_are() -> None:
    places = rank(figures(a="70", b="80", c="60", d=None), figures(a="90", b="80", d="10"))
    assert {each.office: each.change for each in places} == {"a": -1, "b": 1, "c": None, "d": None}


@pytest.mark.parametrize("name", RUBRICS)
def test_the_gaps_of_parts_add_up_to_the_gap_of_the_index_where_parts_are_all(name: str) -> None:
    rubric = catalog.shipped_rubric(name)
    own, evaluated = score(rubric, random_answers(rubric, 1)), score(rubric, random_answers(rubric, 2))
    found = gap(own, evaluated)
    assert found.total.own == own.points
    if not rubric.areas:
        assert sum(part.difference or 0 for part in found.parts) == found.total.difference
    sizes = [abs(each.difference) for each in found.items if each.difference is not None]
    assert sizes == sorted(sizes, reverse=True)
    answers = {
        code: (random_answers(rubric, 1)[code], random_answers(rubric, 2)[code])
        for code in rubric.items
        if not rubric.items[code].corrects
    }
    differing = {code for code, (one, other) in answers.items() if one != other}
    assert {each.node.code for each in found.items} == differing


def test_what_only_one_side_answers_is_named_last(rb2014: Rubric) -> None:
    own, evaluated = best_answers(rb2014), best_answers(rb2014)
    own["A.I.1.a"] = EMPTY
    evaluated["A.I.1.b"] = Answer("C")
    found = gap(score(rb2014, own), score(rb2014, evaluated))
    assert [each.node.code for each in found.items] == ["A.I.1.b", "A.I.1.a"]
    assert found.items[1].difference is None


def test_a_gap_across_rubrics_is_refused(rb2014: Rubric) -> None:
    other = catalog.shipped_rubric("sakip-2021")
    with pytest.raises(ValueError, match="different rubrics"):
        gap(score(rb2014, {}), score(other, {}))


@pytest.mark.parametrize("name", RUBRICS)
def test_a_priority_brings_what_it_says(name: str) -> None:
    rubric = catalog.shipped_rubric(name)
    answers = random_answers(rubric, 3)
    scored = score(rubric, answers)
    found = priorities(scored, answers)
    assert found.items
    gains = [each.best_gain for each in found.items]
    assert gains == sorted(gains, reverse=True)
    for each in found.items[:3] + found.items[-1:]:
        after = score(rubric, {**answers, each.node.code: Answer(each.best_answer)})
        assert after.points is not None
        assert scored.points is not None
        assert after.points - scored.points == each.best_gain > 0
        assert not each.answer.not_applicable


@pytest.mark.parametrize("name", RUBRICS)
def test_the_way_to_the_next_grade_reaches_it_and_no_step_is_for_nothing(name: str) -> None:
    rubric = catalog.shipped_rubric(name)
    answers = random_answers(rubric, 4)
    scored = score(rubric, answers)
    way = priorities(scored, answers).next_grade
    if rubric.grade_scale is None:
        assert way is None
        return
    assert way is not None
    assert way.steps

    def after(steps: object) -> Fraction:
        improved = {**answers, **{each.node.code: Answer(each.best_answer) for each in steps}}  # type: ignore[attr-defined]
        return Fraction(rounded(score(rubric, improved).points or Fraction(0)))

    assert after(way.steps) > way.band.above
    assert Fraction(rounded(way.index)) == after(way.steps)
    assert all(after([each for each in way.steps if each is not left_out]) <= way.band.above for left_out in way.steps)


def test_a_step_that_others_make_needless_is_left_out() -> None:
    """`c` counts by what its gate `b` reached: both together bring 50, more than each alone, so `x` is not needed."""
    number = NumberScale(Fraction(0), Fraction(100))
    items = (
        Node("A.b", "Gate", Fraction(10), answer=number),
        Node("A.c", "Gated", Fraction(60), answer=number, multiplied_by="A.b"),
        Node("A.x", "Other", Fraction(30), answer=number),
    )
    bands = (Band("D", Fraction(0), Fraction(70), "-"), Band("A", Fraction(70), Fraction(100), "-"))
    scale = GradeScale("s", "rb", "-", Years(None, None), bands)
    rubric = replace(
        catalog.shipped_rubric("rb-2014"), roots=(Node("A", "All", Fraction(100), items),), areas=(), grade_scale=scale
    )
    answers = {"A.b": Answer("50"), "A.c": Answer("50"), "A.x": Answer("40")}
    found = priorities(score(rubric, answers), answers)
    assert [(each.node.code, each.best_gain) for each in found.items] == [("A.b", 20), ("A.x", 18), ("A.c", 15)]
    assert found.next_grade is not None
    assert [step.node.code for step in found.next_grade.steps] == ["A.b", "A.c"]
    assert (found.next_grade.missing, found.next_grade.index) == (38, 82)


def test_at_the_top_nothing_is_left_to_improve(rb2014: Rubric) -> None:
    answers = best_answers(rb2014)
    found = priorities(score(rb2014, answers), answers)
    assert found.items == ()
    assert found.next_grade is None


def test_where_nothing_is_answered_the_next_grade_is_not_known(rb2014: Rubric) -> None:
    found = priorities(score(rb2014, {}), {})
    assert found.next_grade is None
    assert found.items


def with_thematic_part_away(share: Fraction) -> tuple[Rubric, dict[str, Answer]]:
    """Answers in 2024 that reach a share of every indicator; the thematic part does not apply."""
    rubric = catalog.shipped_rubric("rb-2024-kl")
    thematic = {node.code for node in rubric.nodes["T"].walk()}
    return rubric, {
        code: Answer(not_applicable=True) if code in thematic else Answer(str(float(item.answer.maximum * share)))
        for code, item in rubric.items.items()
        if isinstance(item.answer, NumberScale) and not item.corrects
    }


def test_a_grade_that_answers_cannot_reach_has_no_steps() -> None:
    """Since 2023 AA begins above 100, which is out of reach where the thematic part does not apply."""
    rubric, answers = with_thematic_part_away(Fraction(1))
    answers["rencana-aksi"] = Answer("2.5")
    way = priorities(score(rubric, answers), answers).next_grade
    assert way is not None
    assert way.band.grade == "AA"
    assert way.steps == ()


def test_from_a_minus_the_way_up_are_the_targets_that_were_missed() -> None:
    rubric, answers = with_thematic_part_away(Fraction(1))
    missed = next(
        code for code, item in rubric.items.items() if item.target is not None and not answers[code].not_applicable
    )
    answers[missed] = Answer("0")
    scored = score(rubric, answers)
    assert scored.band is not None
    assert scored.band.grade == "A-"
    way = priorities(scored, answers).next_grade
    assert way is not None
    assert way.band.grade == "A"
    assert [step.node.code for step in way.steps] == [missed]


def recomputed(line: Line) -> Fraction | None:
    """The value of a line by hand, from what it shows."""
    values = [operand.value for operand in line.operands]
    match line.rule:
        case "mean":
            assert line.counted is not None
            assert line.weight is not None
            return sum(values, Fraction(0)) / line.counted * line.weight
        case "sum":
            return sum(values, Fraction(0))
        case "gate":
            return values[0] * values[1]
        case "weight":
            assert line.weight is not None
            return values[0] * line.weight
        case "rescale":
            assert line.weight is not None
            assert line.applicable is not None
            return values[0] * line.weight / line.applicable
        case "rounding":
            return Fraction(rounded(values[0]))
    return line.value


@pytest.mark.parametrize("name", RUBRICS)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=5, deadline=None)
def test_every_line_can_be_recomputed_and_leads_to_the_index(name: str, seed: int) -> None:
    rubric = catalog.shipped_rubric(name)
    scored = score(rubric, random_answers(rubric, seed))
    lines = explain(scored)
    for line in lines:
        assert recomputed(line) == line.value, line
    last = {line.code: line.value for line in lines if line.code}
    for node in scored.walk():
        if node.stated is not None:
            assert last[node.node.code] == node.stated, node.node.code
    assert next(line.value for line in lines if line.rule in ("sum", "nothing") and not line.code) == scored.points


def codes(scored: Scored, node: str) -> list[str]:
    return list(dict.fromkeys(line.code for line in explain(scored, node) if line.code))


def test_one_node_is_explained_with_its_gates_and_the_way_up(rb2014: Rubric) -> None:
    scored = score(rb2014, best_answers(rb2014))
    gated = next(code for code, item in rb2014.items.items() if item.multiplied_by)
    gate = str(rb2014.items[gated].multiplied_by)
    found = codes(scored, gated)
    assert {gated, gate, gated.rpartition(".")[0], gated.split(".")[0]} <= set(found)
    assert not any(code.startswith("B") for code in found)
    with pytest.raises(KeyError):
        explain(scored, "X")


def test_a_gate_that_does_not_apply_is_explained_as_a_factor_of_one() -> None:
    found = catalog.shipped_rubric("rb-2023-kl")
    answers = {**best_answers(found), "rencana-aksi": Answer(not_applicable=True)}
    line = next(each for each in explain(score(found, answers)) if each.rule == "gate_not_applicable")
    assert (line.code, [operand.value for operand in line.operands]) == ("implementasi-rencana-aksi", [1, 1])
    assert (line.operands[1].code, line.value) == ("rencana-aksi", 1)


def test_blank_blocked_and_not_applicable_items_say_so(rb2014: Rubric) -> None:
    gated = next(code for code, item in rb2014.items.items() if item.multiplied_by)
    answers = best_answers(rb2014) | {str(rb2014.items[gated].multiplied_by): EMPTY}
    rules = {line.code: line.rule for line in explain(score(rb2014, answers))}
    assert rules[gated] == "blocked"
    assert rules[str(rb2014.items[gated].multiplied_by)] == "blank"
    assert "rounding" not in {line.rule for line in explain(score(rb2014, {}))}
    rubric = catalog.shipped_rubric("rb-2024-kl")
    correction = next(code for code, item in rubric.items.items() if item.corrects)
    away = next(code for code, item in rubric.items.items() if item.may_not_apply)
    lines = explain(
        score(rubric, {**random_answers(rubric, 1), correction: Answer("1"), away: Answer(not_applicable=True)})
    )
    rules = {line.code: line.rule for line in lines}
    assert rules[correction] == "correction"
    assert rules[away] == "not_applicable"


def test_ratios_are_improved_to_where_nothing_is_missing() -> None:
    rubric = catalog.shipped_rubric("rb-2020")
    part = next(
        code
        for code, item in rubric.items.items()
        if isinstance(item.answer, RatioScale) and item.answer.rule == "part"
    )
    fall = next(
        code
        for code, item in rubric.items.items()
        if isinstance(item.answer, RatioScale) and item.answer.rule == "decrease"
    )
    answers = {part: Answer("1/4"), fall: Answer("4/3")}
    best = {each.node.code: each.best_answer for each in priorities(score(rubric, answers), answers).items}
    assert best[part] == "4/4"
    assert best[fall] == "4/0"
