"""Each kind of step, word for word: what is taken from where, and what it gives."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rbtrack import catalog
from rbtrack.domain.evaluation import EMPTY, Answer
from rbtrack.domain.explaining import Line, Operand, explain
from rbtrack.domain.numbers import rounded
from rbtrack.domain.rubric import Rubric, ZeroGate
from rbtrack.domain.scoring import Scored, score
from tests.answers import best_answers, random_answers
from tests.domain.trees import NUMBER, PLUS_OR_MINUS, group, item, points, rubric, scale

A, B, C, NA = Answer("A"), Answer("B"), Answer("C"), Answer(not_applicable=True)
HALF = Fraction(1, 2)

MEAN = rubric(
    group("g", 6, item("g.1"), item("g.2", multiplied_by="g.1"), item("g.3", multiplied_by="g.2"), item("g.4"))
)


def test_a_mean_rests_on_the_shares_of_its_items_after_their_gates() -> None:
    """Items come before their group, the group before the index; a blank is said and left out."""
    answers = {"g.1": B, "g.2": Answer("A", note="note"), "g.3": B}
    thirds = (Operand("g.1", HALF), Operand("g.2", HALF), Operand("g.3", Fraction(1, 4)))
    assert explain(score(MEAN, answers)) == (
        Line("answer", "g.1", "Item g.1", HALF, answer=B, depth=1),
        Line("answer", "g.2", "Item g.2", points(1), answer=answers["g.2"], depth=1),
        Line("gate", "g.2", "Item g.2", HALF, (Operand("g.2", points(1)), thirds[0]), answers["g.2"], depth=1),
        Line("answer", "g.3", "Item g.3", HALF, answer=B, depth=1),
        Line("gate", "g.3", "Item g.3", Fraction(1, 4), (Operand("g.3", HALF), thirds[1]), B, depth=1),
        Line("blank", "g.4", "Item g.4", None, answer=EMPTY, depth=1),
        Line("mean", "g", "Group g", points("2.5"), thirds, weight=points(6), counted=3),
        Line("sum", "", "Rubric", points("2.5"), (Operand("g", points("2.5")),), weight=points(6)),
        Line("rounding", "", "Rubric", points("2.5"), (Operand("", points("2.5")),)),
    )


def test_a_blank_counts_in_a_mean_where_the_rubric_says_zero() -> None:
    strict = rubric(MEAN.roots[0], blank_items="zero")
    mean = next(line for line in explain(score(strict, {"g.1": A})) if line.rule == "mean")
    assert mean == Line(
        "mean", "g", "Group g", points("1.5"), (Operand("g.1", points(1)),), weight=points(6), counted=4
    )


def test_an_answer_behind_a_blank_gate_is_blocked_and_one_behind_what_does_not_apply_is_not() -> None:
    """Each item says what became of it; a blank behind a gate is a blank."""
    away = rubric(
        group(
            "g", 4, item("a", may_not_apply=True), item("b", multiplied_by="a"), item("c", multiplied_by="d"), item("d")
        )
    )
    lines = explain(score(away, {"a": NA, "b": B, "c": A}))
    assert lines[:5] == (
        Line("not_applicable", "a", "Item a", None, answer=NA, depth=1),
        Line("answer", "b", "Item b", HALF, answer=B, depth=1),
        Line("gate_not_applicable", "b", "Item b", HALF, (Operand("b", HALF), Operand("a", points(1))), B, depth=1),
        Line("answer", "c", "Item c", points(1), answer=A, depth=1),
        Line("blocked", "c", "Item c", None, (Operand("c", points(1)),), A, depth=1),
    )
    assert [line.rule for line in explain(score(away, {"a": NA, "d": C}), "b")][:2] == ["not_applicable", "blank"]


def test_a_zero_gate_is_told_with_the_answer_that_makes_it_zero() -> None:
    """An answer or a blank, then the zero; no further factor, and points of nothing where the item has a weight."""
    zero = (ZeroGate("b", ("B",)), ZeroGate("a", ("C",)))
    tree = rubric(item("a", 1), item("b", 1, zero_where=zero, multiplied_by="a"), item("c", 2, zero_where=zero[1:]))
    nothing = Operand("a", points(0))
    assert explain(score(tree, {"a": C, "b": A}))[2:6] == (
        Line("answer", "b", "Item b", points(1), answer=A),
        Line("zero_gate", "b", "Item b", points(0), (nothing,), C),
        Line("weight", "b", "Item b", points(0), (Operand("b", points(0)),), A, weight=points(1)),
        Line("blank", "c", "Item c", None, answer=EMPTY),
    )
    assert explain(score(tree, {"a": C, "b": A}))[6] == Line("zero_gate", "c", "Item c", points(0), (nothing,), C)
    assert [line.rule for line in explain(score(tree, {"a": B, "b": A, "c": B}), "c")] == [
        "answer", "weight", "answer", "weight", "sum", "rounding",
    ]  # fmt: skip


BRANCHES = rubric(
    group(
        "g",
        10,
        item("g.1", 4, may_not_apply=True, answer=NUMBER),
        group("g.2", 6, item("g.2.a", 2), item("g.2.b", 4, multiplied_by="g.2.a")),
        item("k", answer=PLUS_OR_MINUS, corrects=True),
        rescales=True,
    ),
    group("h", 5, item("h.1", 2), item("h.2", 3)),
    grade_scale=scale(("D", 0, 5), ("C", 5, 10), ("B", 10, 15)),
)


def test_weights_are_added_up_scaled_to_what_applies_and_graded() -> None:
    """RB 2023: (sum of points and correction) times weight by what applies; the grade by the printed index."""
    answers = {"g.1": NA, "g.2.a": B, "g.2.b": B, "k": Answer("0.5"), "h.1": A}
    index = points("2.5") * 10 / 6 + 2
    assert explain(score(BRANCHES, answers)) == (
        Line("not_applicable", "g.1", "Item g.1", None, answer=NA, depth=1),
        Line("answer", "g.2.a", "Item g.2.a", HALF, answer=B, depth=2),
        Line("weight", "g.2.a", "Item g.2.a", points(1), (Operand("g.2.a", HALF),), B, weight=points(2), depth=2),
        Line("answer", "g.2.b", "Item g.2.b", HALF, answer=B, depth=2),
        Line("gate", "g.2.b", "Item g.2.b", HALF / 2, (Operand("g.2.b", HALF), Operand("g.2.a", HALF)), B, depth=2),
        Line("weight", "g.2.b", "Item g.2.b", points(1), (Operand("g.2.b", HALF / 2),), B, weight=points(4), depth=2),
        Line(
            "sum", "g.2", "Group g.2", points(2), (Operand("g.2.a", points(1)), Operand("g.2.b", points(1))),
            weight=points(6), depth=1,
        ),
        Line("correction", "k", "Item k", HALF, answer=answers["k"], depth=1),
        Line("sum", "g", "Group g", points("2.5"), (Operand("g.2", points(2)), Operand("k", HALF)), weight=points(10)),
        Line(
            "rescale", "g", "Group g", points("2.5") * 10 / 6, (Operand("g", points("2.5")),),
            weight=points(10), applicable=points(6),
        ),
        Line("answer", "h.1", "Item h.1", points(1), answer=A, depth=1),
        Line("weight", "h.1", "Item h.1", points(2), (Operand("h.1", points(1)),), A, weight=points(2), depth=1),
        Line("blank", "h.2", "Item h.2", None, answer=EMPTY, depth=1),
        Line("sum", "h", "Group h", points(2), (Operand("h.1", points(2)),), weight=points(5)),
        Line(
            "sum", "", "Rubric", index, (Operand("g", points("2.5") * 10 / 6), Operand("h", points(2))),
            weight=points(15),
        ),
        Line("rounding", "", "Rubric", points("6.17"), (Operand("", index),)),
        Line("grade", "", "C", points("6.17"), (Operand("", points(5)), Operand("", points(10)))),
    )  # fmt: skip


def test_where_nothing_is_answered_nothing_is_added_and_nothing_graded() -> None:
    lines = explain(score(BRANCHES, {}))
    assert [(line.rule, line.code) for line in lines] == [
        ("blank", "g.1"),
        ("blank", "g.2.a"),
        ("blank", "g.2.b"),
        ("nothing", "g.2"),
        ("blank", "k"),
        ("nothing", "g"),
        ("blank", "h.1"),
        ("blank", "h.2"),
        ("nothing", "h"),
        ("nothing", ""),
    ]
    assert lines[3] == Line("nothing", "g.2", "Group g.2", None, weight=points(6), depth=1)
    assert lines[-1] == Line("nothing", "", "Rubric", None, weight=points(15))


def test_an_index_beyond_the_scale_is_rounded_and_not_graded() -> None:
    low = rubric(item("a", 10), grade_scale=scale(("D", 0, 5)))
    assert explain(score(low, {"a": A}))[-1] == Line("rounding", "", "Rubric", points(10), (Operand("", points(10)),))


def test_a_root_that_nobody_answered_is_no_part_of_the_index() -> None:
    assert explain(score(BRANCHES, {"h.1": A}))[-3] == Line(
        "sum", "", "Rubric", points(2), (Operand("h", points(2)),), weight=points(15)
    )


CHAIN = rubric(
    group("g", 8, group("g.1", 4, item("g.1.a", multiplied_by="h.1"), item("g.1.b")), group("g.2", 4, item("g.2.a"))),
    group("h", 4, item("h.1", multiplied_by="i.1"), item("h.2")),
    group("i", 4, item("i.1", multiplied_by="i.2"), item("i.2"), item("i.3")),
    group("j", 4, item("j.1", multiplied_by="g.1.a")),
    group("k", 4, item("k.1", zero_where=(ZeroGate("j.1", ("C",)), ZeroGate("i.3", ("B", "C"))))),
)


@pytest.mark.parametrize(
    ("node", "told"),
    [
        ("g.1.a", ["g.1.a", "g.1", "g", "h.1", "i.1", "i.2"]),
        ("g.1.b", ["g.1.b", "g.1", "g"]),
        ("g.1", ["g.1.a", "g.1.b", "g.1", "g", "h.1", "i.1", "i.2"]),
        ("g", ["g.1.a", "g.1.b", "g.1", "g.2.a", "g.2", "g", "h.1", "i.1", "i.2"]),
        ("i.2", ["i.2", "i"]),
        ("i", ["i.1", "i.2", "i.3", "i"]),
        ("j.1", ["g.1.a", "h.1", "i.1", "i.2", "j.1", "j"]),
        ("k.1", ["g.1.a", "h.1", "i.1", "i.2", "i.3", "j.1", "k.1", "k"]),
    ],
)
def test_a_node_is_told_with_all_below_and_above_it_and_every_gate_that_reaches_it(node: str, told: list[str]) -> None:
    """Gates of gates too, but not the groups in which they stand; always down to the index."""
    lines = explain(score(CHAIN, dict.fromkeys(CHAIN.items, A)), node)
    assert list(dict.fromkeys(line.code for line in lines)) == [*told, ""]
    everything = explain(score(CHAIN, dict.fromkeys(CHAIN.items, A)))
    assert lines == tuple(line for line in everything if line.code in {*told, ""})


def test_a_node_that_is_not_there_cannot_be_explained() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        explain(score(CHAIN, {}), "nowhere")


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


@pytest.mark.parametrize("name", catalog.shipped_ids())
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
