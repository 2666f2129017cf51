"""Each rule that a rubric must keep, broken by itself and kept by the nearest that holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rbtrack.domain.confidence import Confidence
from rbtrack.domain.kinds import AnswerScale, ChoiceScale, NumberScale, Option
from rbtrack.domain.rubric import (
    Fault,
    Node,
    Rubric,
    Years,
    ZeroGate,
    check_rubric,
    may_not_apply,
    scale_faults,
)
from tests.domain.trees import (
    DECREASE,
    LETTERS,
    NUMBER,
    ONE,
    PART,
    PLUS_OR_MINUS,
    TWO,
    WORDED,
    group,
    item,
    points,
    rubric,
    scale,
)


def choice(*options: tuple[str, str] | tuple[str, str, tuple[str, ...]]) -> ChoiceScale:
    return ChoiceScale("x", tuple(Option(letter, points(share), *aliases) for letter, share, *aliases in options))


def numbers(minimum: str, maximum: str, *words: Option) -> NumberScale:
    return NumberScale(points(minimum), points(maximum), words)


K = item("k", answer=PLUS_OR_MINUS, corrects=True)

HOLDING = {
    "a single item": rubric(item("a", 1)),
    "a correction at the root": rubric(item("a", 1), K),
    "items of equal part": rubric(group("g", 1, item("a"), item("b"))),
    "thirds": rubric(group("g", 1, item("a", "1/3"), item("b", "1/3"), item("c", "1/3"))),
    "a correction beside weights": rubric(group("g", 2, item("a", 2), K)),
    "areas that are there": rubric(group("g", 1, item("a"), area="2"), areas=(ONE, TWO)),
    "gates in a row": rubric(group("g", 1, item("a", multiplied_by="b"), item("b", multiplied_by="c"), item("c"))),
    "zero gates by letters and by words, before and behind": rubric(
        group(
            "g", 1, item("a", zero_where=(ZeroGate("b", ("C", "A")), ZeroGate("w", ("B",)))), item("b"),
            item("w", answer=WORDED), item("c", zero_where=(ZeroGate("a", ("C",)),)),
        )
    ),
    "every kind of answer": rubric(
        item("a", 1, answer=LETTERS), item("b", 1, answer=NUMBER), item("c", 1, answer=PART),
        item("d", 1, answer=DECREASE), item("e", 1, answer=WORDED), item("f", 1, answer=choice(("A", "1"), ("B", "0"))),
    ),
    "bands that touch or share a range": rubric(
        item("a", 1), grade_scale=scale(("B", 50, 80), ("A", 80, 100), ("A-", 80, 100), ("D", 10, 50))
    ),
    "one band": rubric(item("a", 1), grade_scale=scale(("A", 0, 1))),
    "an item that need not apply, scaled by itself": rubric(item("a", 1, may_not_apply=True, rescales=True)),
    "scaled by the node above it": rubric(group("g", 1, item("a", 1, may_not_apply=True), rescales=True)),
    "scaled by a node far above": rubric(
        group("all", 3, group("g", 1, item("a", 1, may_not_apply=True)), item("b", 2), rescales=True)
    ),
    "in a plain sum": rubric(group("all", 2, group("g", 2, item("a", 2, may_not_apply=True)), plain_sum=True)),
    "an unweighted item that need not apply beside one that does": rubric(
        group("g", 1, item("a", may_not_apply=True), item("b"))
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOLDING)
def test_what_keeps_every_rule_has_no_fault(name: str) -> None:
    assert check_rubric(HOLDING[name]) == []


def one(answer: AnswerScale, **more: object) -> Rubric:
    return rubric(item("a", 1, answer=answer, **more))


def zero_fault(node: str, gate: str, answers: tuple[str, ...], offered: tuple[str, ...] = ("A", "B", "C")) -> Fault:
    return Fault("rubric-zero-gate-wrong", node, {"gate": gate, "answers": answers, "offered": offered})


BROKEN: dict[str, tuple[Rubric, list[Fault]]] = {
    "a rubric without nodes": (rubric(), [Fault("rubric-node-empty", "r")]),
    "roots without a weight": (
        rubric(item("a"), item("b")),
        [Fault("rubric-weight-missing", "a"), Fault("rubric-weight-missing", "b")],
    ),
    "a code that stands twice, named once": (
        rubric(item("a", 1), item("b", 1), item("a", 1), item("a", 1)),
        [Fault("rubric-code-double", "a")],
    ),
    "neither item nor branch": (rubric(group("g", 1, rescales=True)), [Fault("rubric-node-empty", "g")]),
    "item and branch": (rubric(group("g", 1, item("a"), answer=LETTERS)), [Fault("rubric-node-empty", "g")]),
    "a correction with a weight": (
        rubric(item("k", 1, answer=PLUS_OR_MINUS, corrects=True)),
        [Fault("rubric-correction-wrong", "k")],
    ),
    "a correction of letters": (
        rubric(item("a", 1), item("k", corrects=True)),
        [Fault("rubric-correction-wrong", "k")],
    ),
    "a correction of numbers or letters": (
        rubric(item("a", 1), item("k", answer=WORDED, corrects=True)),
        [Fault("rubric-correction-wrong", "k")],
    ),
    "a weight of nothing": (rubric(item("a", 0)), [Fault("rubric-weight-not-positive", "a", {"weight": points(0)})]),
    "a weight below nothing": (
        rubric(item("a", "-1/2")),
        [Fault("rubric-weight-not-positive", "a", {"weight": points("-1/2")})],
    ),
    "an area that is not there": (
        rubric(item("a", 1, area="1"), item("b", 1, area="2"), areas=(ONE,)),
        [Fault("rubric-area-unknown", "b", {"area": "2"})],
    ),
    "a gate that is not there": (
        rubric(item("a", 1, multiplied_by="b")),
        [Fault("rubric-gate-unknown", "a", {"gate": "b"})],
    ),
    "a gate that is a branch": (
        rubric(group("g", 1, item("a", multiplied_by="g"))),
        [Fault("rubric-gate-unknown", "a", {"gate": "g"})],
    ),
    "a gate behind which one is not there": (
        rubric(item("a", 1, multiplied_by="b"), item("b", 1, multiplied_by="x")),
        [Fault("rubric-gate-unknown", "b", {"gate": "x"})],
    ),
    "an item as its own gate": (rubric(item("a", 1, multiplied_by="a")), [Fault("rubric-gate-circle", "a")]),
    "a circle of gates, and one that leads into it": (
        rubric(item("a", 1, multiplied_by="b"), item("b", 1, multiplied_by="c"), item("c", 1, multiplied_by="b")),
        [Fault("rubric-gate-circle", "b"), Fault("rubric-gate-circle", "c")],
    ),
    "a zero gate that is not there": (
        rubric(item("a", 1, zero_where=(ZeroGate("x", ("C",)),))),
        [zero_fault("a", "x", ("C",), ())],
    ),
    "a zero gate without letters": (
        rubric(item("a", 1, zero_where=(ZeroGate("b", ("1/2",)),)), item("b", 1, answer=PART)),
        [zero_fault("a", "b", ("1/2",), ())],
    ),
    "a zero gate that lacks one of the letters": (
        rubric(item("a", 1, zero_where=(ZeroGate("b", ("C",)), ZeroGate("b", ("B", "D")))), item("b", 1)),
        [zero_fault("a", "b", ("B", "D"))],
    ),
    "a zero gate without an answer": (
        rubric(item("a", 1, zero_where=(ZeroGate("b", ()),)), item("b", 1)),
        [zero_fault("a", "b", ())],
    ),
    "an item as its own zero gate": (
        rubric(item("a", 1, zero_where=(ZeroGate("a", ("C",)),))),
        [zero_fault("a", "a", ("C",))],
    ),
    "a correction that could be zero": (
        rubric(item("a", 1), item("k", answer=PLUS_OR_MINUS, corrects=True, zero_where=(ZeroGate("a", ("C",)),))),
        [zero_fault("k", "a", ("C",))],
    ),
    "a branch that could be zero": (
        rubric(group("g", 1, item("a"), zero_where=(ZeroGate("a", ("C",)),))),
        [zero_fault("g", "a", ("C",))],
    ),
    "some weighted, some not": (
        rubric(group("g", 1, item("a", 1), item("b"))),
        [Fault("rubric-weights-mixed", "g")],
    ),
    "a branch without a weight": (
        rubric(group("g", 1, group("h", None, item("a")))),
        [Fault("rubric-weights-mixed", "g")],
    ),
    "a correction in a mean": (rubric(group("g", 1, item("a"), K)), [Fault("rubric-weights-mixed", "g")]),
    "weights that give less than their sum": (
        rubric(group("g", 2, item("a", "1/3"), item("b", 1))),
        [Fault("rubric-weights-do-not-add-up", "g", {"sum": points("4/3"), "weight": points(2)})],
    ),
    "a single weight that gives more": (
        rubric(group("g", 2, item("a", 3), K)),
        [Fault("rubric-weights-do-not-add-up", "g", {"sum": points(3), "weight": points(2)})],
    ),
    "a range from high to low": (one(numbers("3", "1")), [Fault("rubric-range-wrong", "a")]),
    "a range of nothing": (one(numbers("1", "1")), [Fault("rubric-range-wrong", "a")]),
    "a range below nothing": (one(numbers("-1/10", "1")), [Fault("rubric-range-wrong", "a")]),
    "a correction of no range": (
        rubric(item("a", 1), item("k", answer=numbers("1", "-1"), corrects=True)),
        [Fault("rubric-range-wrong", "k")],
    ),
    "no options": (one(choice()), [Fault("rubric-share-wrong", "a")]),
    "an option above one": (one(choice(("A", "1.01"), ("B", "0"))), [Fault("rubric-share-wrong", "a")]),
    "an option below nothing": (one(choice(("A", "1"), ("B", "-0.01"))), [Fault("rubric-share-wrong", "a")]),
    "a word above one": (one(numbers("0", "1", Option("B", points(2)))), [Fault("rubric-share-wrong", "a")]),
    "a letter twice": (one(choice(("Ya", "1"), ("YA", "0"))), [Fault("rubric-option-double", "a")]),
    "an alias that is a letter": (one(choice(("A", "1"), ("B", "0", ("a",)))), [Fault("rubric-option-double", "a")]),
    "an alias twice": (
        one(choice(("A", "1", ("best",)), ("B", "0", ("Best",)))),
        [Fault("rubric-option-double", "a")],
    ),
    "a word twice": (
        one(numbers("0", "1", Option("B", points(1)), Option("b", points(0)))),
        [Fault("rubric-option-double", "a")],
    ),
    "a scale without bands": (rubric(item("a", 1), grade_scale=scale()), [Fault("scale-band-wrong", "s")]),
    "a scale of grades alone": (
        rubric(item("a", 1), grade_scale=replace(scale(), ranks=("WTP", "WDP"))),
        [Fault("scale-band-wrong", "s")],
    ),
    "a band of nothing": (rubric(item("a", 1), grade_scale=scale(("A", 5, 5))), [Fault("scale-band-wrong", "s")]),
    "a band from high to low": (
        rubric(item("a", 1), grade_scale=scale(("D", 0, 5), ("A", 9, 5))),
        [Fault("scale-band-wrong", "s")],
    ),
    "bands apart": (
        rubric(item("a", 1), grade_scale=scale(("D", 0, 50), ("C", 50, 60), ("A", 61, 100))),
        [Fault("scale-band-gap", "s")],
    ),
    "bands across each other": (
        rubric(item("a", 1), grade_scale=scale(("D", 0, 50), ("A", 49, 100))),
        [Fault("scale-band-gap", "s")],
    ),
    "an item that need not apply": (rubric(item("a", 1, may_not_apply=True)), [Fault("rubric-weight-lost", "a")]),
    "a group of which nothing need apply": (
        rubric(
            group("all", 3, group("g", 1, item("a", may_not_apply=True), item("b", may_not_apply=True)), item("c", 2))
        ),
        [Fault("rubric-weight-lost", "g")],
    ),
    "scaled beside and not above": (
        rubric(
            group("all", 4, group("g", 2, item("a", 2, may_not_apply=True)), group("h", 2, item("b", 2), rescales=True))
        ),
        [Fault("rubric-weight-lost", "g"), Fault("rubric-weight-lost", "a")],
    ),
}


@pytest.mark.parametrize(
    ("ranges", "ranks", "faults"),
    [
        ((), ("WTP", "WDP"), []),
        ((), ("WTP", "WDP", "WTP"), [Fault("scale-grades-wrong", "s")]),
        ((("A", 0, 1),), ("A",), [Fault("scale-grades-wrong", "s")]),
        ((("A", 0, 1),), (), []),
    ],
)
def test_grades_alone_stand_once_each_and_beside_no_band(
    ranges: tuple[tuple[str, int, int], ...], ranks: tuple[str, ...], faults: list[Fault]
) -> None:
    assert list(scale_faults(replace(scale(*ranges), ranks=ranks))) == faults


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_named_at_its_node_and_nothing_else_is(name: str) -> None:
    wrong, faults = BROKEN[name]
    assert check_rubric(wrong) == faults


def test_all_faults_come_at_once_and_in_a_fixed_order() -> None:
    wrong = rubric(
        item("a"),
        group("g", 0, item("b", 1, area="9", multiplied_by="x", may_not_apply=True), item("b", 1, answer=choice())),
        group("h", 1, answer=numbers("1", "0", Option("X", points(2)), Option("x", points(0)))),
        grade_scale=scale(("D", 0, 1), ("A", 2, 3)),
    )
    assert [(fault.code, fault.node) for fault in check_rubric(wrong)] == [
        ("rubric-weight-missing", "a"),
        ("rubric-code-double", "b"),
        ("rubric-weight-not-positive", "g"),
        ("rubric-weights-do-not-add-up", "g"),
        ("rubric-area-unknown", "b"),
        ("rubric-gate-unknown", "b"),
        ("rubric-share-wrong", "b"),
        ("rubric-range-wrong", "h"),
        ("rubric-share-wrong", "h"),
        ("rubric-option-double", "h"),
        ("scale-band-gap", "s"),
        ("rubric-weight-lost", "b"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "within", "outside"),
    [
        (None, None, (1, 9999), ()),
        (2014, None, (2014, 2100), (2013,)),
        (None, 2022, (1900, 2022), (2023,)),
        (2014, 2022, (2014, 2018, 2022), (2013, 2023)),
        (2020, 2020, (2020,), (2019, 2021)),
    ],
)
def test_a_span_of_years_holds_both_of_its_ends(
    first: int | None, last: int | None, within: tuple[int, ...], outside: tuple[int, ...]
) -> None:
    assert all(year in Years(first, last) for year in within)
    assert not any(year in Years(first, last) for year in outside)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (Years(None, None), Years(None, None), True),
        (Years(2014, None), Years(2020, None), True),
        (Years(None, 2014), Years(None, 2020), True),
        (Years(2014, 2020), Years(2020, None), True),
        (Years(2014, 2020), Years(2021, None), False),
        (Years(2014, 2020), Years(2016, 2018), True),
        (Years(None, 2014), Years(2014, None), True),
        (Years(None, 2014), Years(2015, 2020), False),
        (Years(None, None), Years(2015, 2020), True),
    ],
)
def test_two_spans_meet_where_a_year_is_in_both(one: Years, other: Years, *, meet: bool) -> None:
    assert (one.meet(other), other.meet(one)) == (meet, meet)


def test_a_rubric_knows_its_nodes_and_items_in_order_and_what_can_be_reached() -> None:
    """Corrections have no weight to reach."""
    tree = rubric(group("g", 3, group("g.1", 2, item("a"), item("b")), item("c", 1)), item("d", "1/2"), K)
    assert [*tree.nodes] == [node.code for node in tree.walk()] == ["g", "g.1", "a", "b", "c", "d", "k"]
    assert all(node.code == code for code, node in tree.nodes.items())
    assert tree.items == {code: tree.nodes[code] for code in "abcdk"}
    assert tree.maximum == points("3.5")
    assert rubric().maximum == 0


def test_a_node_knows_the_branch_above_it_and_an_area_its_topmost_nodes() -> None:
    """A tag below the same tag is not named again; a node of another area does not hide what stands below it."""
    tree = rubric(
        group("g", 4, group("g.1", 2, item("a", area="1"), item("b"), area="1"), group("g.2", 2, item("c", area="1"))),
        group("h", 4, item("d"), item("e", area="2"), area="1"),
        areas=(ONE, TWO),
    )
    assert {code: node.code for code, node in tree.parents.items()} == {
        "g.1": "g", "g.2": "g", "a": "g.1", "b": "g.1", "c": "g.2", "d": "h", "e": "h",
    }  # fmt: skip
    assert {area: [node.code for node in tree.tagged(area)] for area in "123"} == {
        "1": ["g.1", "c", "h"], "2": ["e"], "3": [],
    }  # fmt: skip


def test_a_node_takes_a_number_where_its_answer_is_one() -> None:
    assert item("a", 1, answer=WORDED).takes_number
    assert not item("a", 1).takes_number
    assert not item("a", 1, answer=PART).takes_number
    assert not group("g", 1, item("a", 1)).takes_number


def test_an_item_is_gated_where_another_one_decides_what_is_left_of_it() -> None:
    assert not item("a", 1).is_gated
    assert item("a", 1, multiplied_by="b").is_gated
    assert item("a", 1, zero_where=(ZeroGate("b", ("C",)),)).is_gated


def test_a_node_takes_the_mean_of_unweighted_children_and_adds_up_weighted_ones() -> None:
    """A correction, which has no weight either, makes no mean."""
    for node, takes_mean in (
        (group("g", 1, item("a"), item("b")), True),
        (group("g", 1, item("a", 1)), False),
        (group("g", 1, item("a", 1), K), False),
        (item("a", 1), False),
    ):
        assert node.takes_mean is takes_mean


@pytest.mark.parametrize(
    ("rubric_is", "nodes_are", "least"),
    [
        ("primary", (), "primary"),
        ("primary", ("secondary",), "secondary"),
        ("primary", ("secondary", "unverified"), "unverified"),
        ("secondary", ("primary",), "secondary"),
        ("unverified", ("primary", "secondary"), "unverified"),
    ],
)
def test_a_rubric_is_as_sure_as_its_least_sure_part(
    rubric_is: Confidence, nodes_are: tuple[Confidence, ...], least: Confidence
) -> None:
    nodes = [item(f"a.{sure}", confidence=sure) for sure in nodes_are]
    tree = rubric(group("g", 1, item("a"), *nodes), confidence=rubric_is)
    assert tree.least_confidence == least


def test_crosswalks_are_found_under_a_rubrics_own_name_or_that_of_its_origin() -> None:
    assert rubric().family == ("r",)
    assert replace(rubric(), based_on="origin").family == ("r", "origin")


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (item("a", may_not_apply=True), True),
        (item("a"), False),
        (group("g", 1, item("a", may_not_apply=True), item("b", may_not_apply=True)), True),
        (group("g", 1, item("a", may_not_apply=True), item("b")), False),
        (group("g", 1, item("a"), may_not_apply=True), False),
        (group("all", 1, group("g", 1, item("a", may_not_apply=True)), item("b", 1)), False),
    ],
)
def test_a_branch_need_not_apply_only_where_none_of_its_items_needs_to(node: Node, expected: bool) -> None:
    assert may_not_apply(node) is expected
