"""Each rule of scoring on a tree of its own: the whole of every node, so that nothing else changes unseen."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest

from rbtrack.domain.evaluation import EMPTY, Answer
from rbtrack.domain.kinds import AnswerScale
from rbtrack.domain.rubric import Band, BlankRule, Node, Rubric, ZeroGate
from rbtrack.domain.scoring import Coverage, Scored, ScoredArea, ScoredNode, State, percent, score
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

A, B, C, NA = Answer("A"), Answer("B"), Answer("C"), Answer(not_applicable=True)
PROVEN = Answer("A", evidence="SK 1")
HALF = Fraction(1, 2)
ZERO = Fraction(0)


def leaf(node: Node, state: State, weight: Fraction | None, reached: Fraction | None, **more: object) -> ScoredNode:
    """A scored item: what it could reach and what it reached, then its answer, own share and share."""
    return ScoredNode(node, state, weight, more.pop("applicable", weight or ZERO), reached, **more)  # type: ignore[arg-type]


BLANK, GIVEN, AWAY = Coverage(items=1), Coverage(items=1, answered=1, without_evidence=1), Coverage(1, 0, 1)
BLOCKED = replace(GIVEN, blocked=1)


@pytest.mark.parametrize(
    ("gate", "other", "own", "share"),
    [
        (A, B, HALF, HALF),
        (B, B, HALF, ZERO),
        (C, B, HALF, ZERO),
        (C, EMPTY, None, ZERO),
        (A, EMPTY, None, None),
        (EMPTY, B, HALF, HALF),
        (NA, B, HALF, HALF),
        (C, NA, None, None),
    ],
)
def test_an_item_is_zero_where_another_one_is_answered_so(
    gate: Answer, other: Answer, own: Fraction | None, share: Fraction | None
) -> None:
    """A blank too, which then counts in the mean and is still owed an answer; not what does not apply."""
    zero = ZeroGate("a", ("B", "C"))
    tree = rubric(
        group("g", 6, item("a", may_not_apply=True), item("b", may_not_apply=True, zero_where=(zero,)), item("c"))
    )
    scored = score(tree, {"a": gate, "b": other, "c": A})
    found = scored.roots[0].children[1]
    assert (found.own_share, found.share) == (own, share)
    assert found.zero_by == (zero if share == ZERO else None)
    given = [each for each in (LETTERS.share(gate.value) if gate.value else None, share, points(1)) if each is not None]
    assert scored.points == points(6) * sum(given, ZERO) / len(given)
    assert scored.is_provisional == (EMPTY in (gate, other))
    assert found.coverage == Coverage(1, int(other == B), int(other == NA), int(other == B))


def test_a_zero_goes_on_through_the_items_that_it_multiplies_and_goes_before_a_blank_gate() -> None:
    zero = (ZeroGate("x", ("A",)), ZeroGate("a", ("C",)))
    tree = rubric(
        item("a", 1), item("b", 1, zero_where=zero, multiplied_by="d"), item("c", 1, multiplied_by="b"), item("d", 1),
        item("x", 1),
    )  # fmt: skip
    shares = {each.node.code: each.share for each in score(tree, {"a": C, "b": A, "c": A}).roots}
    assert shares == {"a": 0, "b": 0, "c": 0, "d": None, "x": None}
    (_a, b, *_others) = score(tree, {"a": C, "x": A}).roots
    assert b.zero_by == zero[0]


def test_a_mean_is_taken_over_what_is_answered_where_blanks_leave_it() -> None:
    """Each answered item carries an equal part of the weight; a blank and what does not apply carry none."""
    a, b, c, d = items = item("a"), item("b"), item("c"), item("d", may_not_apply=True)
    tree = rubric(group("g", 6, *items))
    scored = score(tree, {"a": PROVEN, "b": B, "d": NA})
    proven = Coverage(items=1, answered=1)
    assert scored.roots == (
        ScoredNode(
            tree.roots[0],
            "scored",
            points(6),
            points(6),
            points("4.5"),
            Coverage(items=4, answered=2, not_applicable=1, without_evidence=1),
            share=Fraction(3, 4),
            counted=2,
            children=(
                leaf(
                    a,
                    "scored",
                    points(3),
                    points(3),
                    coverage=proven,
                    answer=PROVEN,
                    own_share=points(1),
                    share=points(1),
                ),
                leaf(b, "scored", points(3), points("1.5"), coverage=GIVEN, answer=B, own_share=HALF, share=HALF),
                leaf(c, "blank", None, None, coverage=BLANK),
                leaf(d, "not_applicable", None, None, coverage=AWAY, answer=NA),
            ),
        ),
    )
    assert (scored.points, scored.coverage) == (scored.roots[0].points, scored.roots[0].coverage)


def test_a_blank_counts_in_the_mean_where_the_rubric_says_zero_but_what_does_not_apply_never_does() -> None:
    a, b, c, d = items = item("a"), item("b"), item("c"), item("d", may_not_apply=True)
    tree = rubric(group("g", 6, *items), blank_items="zero")
    assert score(tree, {"a": A, "b": B, "d": NA}).roots == (
        ScoredNode(
            tree.roots[0],
            "scored",
            points(6),
            points(6),
            points(3),
            Coverage(items=4, answered=2, not_applicable=1, without_evidence=2),
            share=HALF,
            counted=3,
            children=(
                leaf(a, "scored", points(2), points(2), coverage=GIVEN, answer=A, own_share=points(1), share=points(1)),
                leaf(b, "scored", points(2), points(1), coverage=GIVEN, answer=B, own_share=HALF, share=HALF),
                leaf(c, "blank", points(2), None, coverage=BLANK),
                leaf(d, "not_applicable", None, None, coverage=AWAY, answer=NA, applicable=ZERO),
            ),
        ),
    )


@pytest.mark.parametrize("blank_items", ["skip", "zero"])
@pytest.mark.parametrize(
    ("answers", "state", "applicable"),
    [({}, "blank", 6), ({"a": NA}, "blank", 6), ({"a": NA, "b": NA}, "not_applicable", 0)],
)
def test_a_mean_of_nothing_is_no_figure(
    blank_items: BlankRule, answers: dict[str, Answer], state: State, applicable: int
) -> None:
    """It does not apply only where none of its items does: one blank among them is a blank to be filled."""
    tree = rubric(group("g", 6, item("a", may_not_apply=True), item("b", may_not_apply=True)), blank_items=blank_items)
    away = len(answers)
    assert replace(score(tree, answers).roots[0], children=()) == ScoredNode(
        tree.roots[0],
        state,
        points(6),
        points(applicable),
        None,
        Coverage(2, 0, away),
    )


SUM = (item("a", 2, may_not_apply=True), item("b", 4), item("c", 6))


@pytest.mark.parametrize("rescales", [False, True])
@pytest.mark.parametrize(
    ("answers", "state", "applicable", "plain", "scaled"),
    [
        ({"a": A, "b": B, "c": A}, "scored", 12, "10", "10"),
        ({"a": NA, "b": B, "c": A}, "scored", 10, "8", "9.6"),
        ({"a": NA, "b": B}, "scored", 10, "2", "2.4"),
        ({"a": NA, "b": C, "c": C}, "scored", 10, "0", "0"),
        ({"b": A}, "scored", 12, "4", "4"),
        ({"a": NA}, "blank", 10, None, None),
        ({}, "blank", 12, None, None),
    ],
)
def test_points_are_scaled_to_the_whole_weight_only_where_the_node_says_so_and_something_does_not_apply(
    rescales: bool, answers: dict[str, Answer], state: str, applicable: int, plain: str | None, scaled: str | None
) -> None:
    """A blank is not scaled away; scaled up, the whole weight counts as applicable to the node above."""
    tree = rubric(group("g", 12, *SUM, rescales=rescales))
    scored = score(tree, answers)
    found = scored.roots[0]
    reached = scaled if rescales else plain
    assert (found.state, found.weight) == (state, 12)
    assert found.points == (None if reached is None else points(reached))
    assert found.applicable == (12 if rescales else applicable)
    assert scored.points == found.points
    assert (found.share, found.counted) == (None, 0)
    assert found.coverage == Coverage(
        3, sum(each.is_given for each in answers.values()), int(answers.get("a") == NA),
        sum(each.is_given for each in answers.values()),
    )  # fmt: skip


def test_where_nothing_applies_a_node_that_scales_has_nothing_to_scale() -> None:
    tree = rubric(group("g", 4, item("a", 4, may_not_apply=True), rescales=True))
    assert score(tree, {"a": NA}).roots == (
        ScoredNode(
            tree.roots[0], "not_applicable", points(4), ZERO, None, AWAY,
            children=(leaf(tree.items["a"], "not_applicable", None, None, coverage=AWAY, answer=NA),),
        ),
    )  # fmt: skip


def test_a_weight_scaled_up_below_is_not_scaled_again_above() -> None:
    inner = group("g", 4, item("a", 2, may_not_apply=True), item("b", 2), rescales=True)
    lost = group("h", 4, item("c", 2, may_not_apply=True), item("d", 2))
    scored = score(rubric(group("all", 8, inner, lost, rescales=True)), {"a": NA, "b": A, "c": NA, "d": B})
    assert [(each.points, each.applicable) for each in (scored.roots[0], *scored.roots[0].children)] == [
        (points(5) * 8 / 6, 8),
        (4, 4),
        (1, 2),
    ]


def shares(tree: Rubric, answers: dict[str, Answer]) -> dict[str, tuple[Fraction | None, Fraction | None, str]]:
    found = score(tree, answers).walk()
    return {each.node.code: (each.own_share, each.share, each.state) for each in found if each.node.is_item}


CHAIN = (item("a", may_not_apply=True), item("b", multiplied_by="a", may_not_apply=True), item("c", multiplied_by="b"))


@pytest.mark.parametrize(
    ("answers", "expected", "counts"),
    [
        ({"a": B, "b": B, "c": B}, ((HALF, HALF), (HALF, HALF / 2), (HALF, HALF / 4)), Coverage(3, 3, 0, 3)),
        ({"a": C, "b": A, "c": A}, ((0, 0), (1, 0), (1, 0)), Coverage(3, 3, 0, 3)),
        ({"a": A, "b": A}, ((1, 1), (1, 1), None), Coverage(3, 2, 0, 2)),
        ({"b": A, "c": A}, (None, (1, None), (1, None)), Coverage(3, 2, 0, 2, 2)),
        ({"a": A, "c": A}, ((1, 1), None, (1, None)), Coverage(3, 2, 0, 2, 1)),
        ({"a": NA, "b": B, "c": B}, (NA, (HALF, HALF), (HALF, HALF / 2)), Coverage(3, 2, 1, 2)),
        ({"a": C, "b": NA, "c": B}, ((0, 0), NA, (HALF, HALF)), Coverage(3, 2, 1, 2)),
        ({"b": NA, "c": B}, (None, NA, (HALF, HALF)), Coverage(3, 1, 1, 1)),
        ({}, (None, None, None), Coverage(3)),
    ],
)
def test_an_item_is_multiplied_by_what_is_left_of_its_gate(
    answers: dict[str, Answer],
    expected: tuple[tuple[Fraction | int, Fraction | int | None] | Answer | None, ...],
    counts: Coverage,
) -> None:
    """Nothing is left of a gate of zero; a blank gate holds back its answers; one that does not apply takes nothing."""
    state = {True: "scored", False: "blank"}
    found = shares(rubric(group("g", 3, *CHAIN)), answers)
    for code, each in zip("abc", expected, strict=True):
        match each:
            case None:
                assert found[code] == (None, None, "blank")
            case Answer():
                assert found[code] == (None, None, "not_applicable")
            case own, share:
                assert found[code] == (own, share, state[share is not None])
    assert score(rubric(group("g", 3, *CHAIN)), answers).coverage == counts


def test_a_gate_may_stand_behind_the_item_that_it_multiplies_and_in_another_branch() -> None:
    answers = {"a": B, "b": B, "c": B}
    for order in permutations(CHAIN):
        trees = rubric(*(group(f"g.{each.code}", 2, each) for each in order)), rubric(group("g", 6, *order))
        for tree in trees:
            assert {code: share for code, (_own, share, _state) in shares(tree, answers).items()} == {
                "a": HALF, "b": HALF / 2, "c": HALF / 4,
            }  # fmt: skip
            assert score(tree, answers).points == points("1.75")


def test_a_correction_is_points_by_itself_and_no_gap() -> None:
    tree = rubric(group("g", 10, item("a", 10), item("k", answer=PLUS_OR_MINUS, corrects=True)))
    node = tree.items["k"]
    for answer, state, reached in ((EMPTY, "blank", None), (Answer("-2.5"), "scored", points("-2.5"))):
        scored = score(tree, {"a": A, "k": answer})
        assert scored.roots[0].children[1] == ScoredNode(node, state, None, ZERO, reached, Coverage(), answer)  # type: ignore[arg-type]
        assert (scored.points, scored.coverage) == (10 + (reached or 0), GIVEN)
        assert (scored.roots[0].applicable, scored.roots[0].children[1].stated) == (10, reached)


@pytest.mark.parametrize(
    ("answer_scale", "value", "share"),
    [
        (LETTERS, "A", "1"),
        (LETTERS, "B", "1/2"),
        (LETTERS, "C", "0"),
        (NUMBER, "0", "0"),
        (NUMBER, "70.05", "0.7005"),
        (NUMBER, "100", "1"),
        (WORDED, "1", "2/5"),
        (WORDED, "B", "3/4"),
        (PART, "3/4", "3/4"),
        (PART, "4/4", "1"),
        (PART, "5/4", "1"),
        (PART, "0/4", "0"),
        (PART, "0/0", "1"),
        (PART, "3/0", "1"),
        (DECREASE, "4/1", "3/4"),
        (DECREASE, "4/0", "1"),
        (DECREASE, "4/4", "0"),
        (DECREASE, "4/6", "0"),
        (DECREASE, "1/0", "1"),
        (DECREASE, "0/0", "1"),
        (DECREASE, "0/1", "0"),
        (DECREASE, "0/2", "0"),
    ],
)
def test_an_answer_earns_its_share(answer_scale: AnswerScale, value: str, share: str) -> None:
    scored = score(rubric(item("a", 8, answer=answer_scale)), {"a": Answer(value)})
    assert (scored.roots[0].own_share, scored.roots[0].share, scored.points) == (
        points(share),
        points(share),
        8 * points(share),
    )


@pytest.mark.parametrize(
    ("answer_scale", "target", "answer", "missed"),
    [
        (NUMBER, "60", "59.99", True),
        (NUMBER, "60", "60", False),
        (NUMBER, "60", "60.01", False),
        (NUMBER, None, "0", False),
        (NUMBER, "60", None, False),
        (WORDED, "2", "B", True),
        (WORDED, "1.875", "B", False),
        (LETTERS, "60", "C", False),
        (PART, "60", "0/4", False),
    ],
)
def test_a_target_is_missed_by_a_number_below_it(
    answer_scale: AnswerScale, target: str | None, answer: str | None, missed: bool
) -> None:
    """A blank misses none, nor what has no number. A missed one names the item and decides between A and A-."""
    above, up_to = points(0), points(10)
    bands = (Band("A-", above, up_to, "-", "missed"), Band("A", above, up_to, "-", "met"))
    aimed = item("aimed", 4, answer=answer_scale, target=None if target is None else points(target))
    tree = rubric(item("other", 6), aimed, grade_scale=replace(scale(), bands=bands))
    scored = score(tree, {"other": C} | ({} if answer is None else {"aimed": Answer(answer)}))
    assert (scored.missed, scored.band) == (("aimed",) if missed else (), bands[0 if missed else 1])


def test_a_correction_misses_no_target() -> None:
    """It is points by itself, and no indicator that an office could have brought to a target."""
    tree = rubric(item("a", 10), item("k", answer=PLUS_OR_MINUS, corrects=True, target=points(5)))
    assert score(tree, {"a": A, "k": Answer("1")}).missed == ()


def test_missed_targets_are_counted_before_gates_and_in_the_order_of_the_rubric() -> None:
    """What an office wrote is held against the target, whatever a gate leaves of it."""
    tree = rubric(
        item("b", 5, answer=NUMBER, target=points(50), multiplied_by="a"),
        item("a", 5, answer=NUMBER, target=points(50), may_not_apply=True),
    )
    assert score(tree, {"a": Answer("10"), "b": Answer("60")}).missed == ("a",)
    assert score(tree, {"a": Answer("10"), "b": Answer("40")}).missed == ("b", "a")
    assert score(tree, {"a": NA, "b": Answer("40")}).missed == ("b",)


@pytest.mark.parametrize(
    ("share", "grade"), [("80", "B"), ("80.004999", "B"), ("80.005", "A"), ("80.01", "A"), ("0", "D"), ("50", "D")]
)
def test_the_band_is_that_of_the_printed_index(share: str, grade: str) -> None:
    tree = rubric(item("a", 100, answer=NUMBER), grade_scale=scale(("D", 0, 50), ("B", 50, 80), ("A", 80, 100)))
    band = score(tree, {"a": Answer(share)}).band
    assert band is not None
    assert band.grade == grade


def test_a_score_is_the_sum_of_its_roots() -> None:
    """Of those that have points; without any there is no index, and no grade for it."""
    tree = rubric(item("a", 4), group("g", 6, item("b"), item("c")), grade_scale=scale(("D", 0, 5), ("A", 5, 10)))
    for answers, reached, grade, coverage in (
        ({"a": A, "b": C}, points(4), 0, Coverage(3, 2, 0, 2)),
        ({"b": PROVEN}, points(6), 1, Coverage(3, 1)),
        ({}, None, None, Coverage(3)),
    ):
        scored = score(tree, answers)
        band = None if grade is None or tree.grade_scale is None else tree.grade_scale.bands[grade]
        assert scored == Scored(tree, scored.roots, reached, band, coverage, ())
        assert scored.is_provisional
    assert not score(tree, dict.fromkeys("abc", A)).is_provisional


@pytest.mark.parametrize(
    ("coverage", "complete"),
    [
        (Coverage(), True),
        (Coverage(2, 2), True),
        (Coverage(2, 1, 1), True),
        (Coverage(2, 0, 2), True),
        (Coverage(2, 1), False),
        (Coverage(2, 0, 1), False),
        (Coverage(2, 2, 0, 2), True),
        (Coverage(2, 2, 0, 0, 1), False),
        (Coverage(2, 2, 0, 0, 0, 1), False),
    ],
)
def test_a_score_is_complete_where_every_item_is_settled_and_none_waits_for_its_gate(
    coverage: Coverage, complete: bool
) -> None:
    assert coverage.is_complete is complete


def test_answers_that_nobody_has_looked_at_yet_are_counted() -> None:
    tree = rubric(group("g", 10, item("a", 4), item("b", 6), item("k", answer=PLUS_OR_MINUS, corrects=True)))
    waiting = {"a": replace(A, unreviewed=True), "b": A, "k": Answer("1", unreviewed=True)}
    assert score(tree, waiting).coverage == Coverage(2, 2, 0, 2, 0, 2)


def test_coverage_adds_up_count_by_count() -> None:
    assert Coverage(1, 2, 3, 4, 5, 6) + Coverage(10, 20, 30, 40, 50, 60) == Coverage(11, 22, 33, 44, 55, 66)


@pytest.mark.parametrize(
    ("reached", "weight", "expected"),
    [("3", "4", "75"), ("0", "4", "0"), ("-1", "4", "-25"), (None, "4", None), ("3", None, None), ("3", "0", None)],
)
def test_percent_is_of_the_weight_and_of_nothing_there_is_none(
    reached: str | None, weight: str | None, expected: str | None
) -> None:
    figures = [None if each is None else points(each) for each in (reached, weight, expected)]
    assert percent(figures[0], figures[1]) == figures[2]
    assert ScoredNode(item("a"), "scored", figures[1], ZERO, figures[0], BLANK).percent == figures[2]


def test_an_area_holds_the_topmost_nodes_of_its_tag_in_every_branch() -> None:
    """A tag below the same tag is not counted again; an item that does not count has no weight."""
    tree = rubric(
        group("g", 10, group("g.1", 4, item("g.1.a", 1, area="1"), item("g.1.b", 3), area="1"), item("g.2", 6)),
        group("h", 8, item("h.a", area="1"), item("h.b", area="1"), item("h.c", area="2")),
        areas=(ONE, TWO),
    )
    scored = score(tree, {"g.1.a": A, "g.1.b": C, "h.a": B})
    assert scored.areas == (
        ScoredArea(ONE, points(12), points(5), Coverage(4, 3, 0, 3)),
        ScoredArea(TWO, points(0), None, Coverage(1)),
    )
    assert [area.percent for area in scored.areas] == [points("125/3"), None]


def test_nodes_are_walked_in_the_order_of_the_rubric_with_their_depth() -> None:
    tree = rubric(group("g", 4, group("g.1", 4, item("g.1.a"))), item("h", 6))
    scored = score(tree, {})
    assert [(each.node.code, depth) for each, depth in scored.levels()] == [
        ("g", 0),
        ("g.1", 1),
        ("g.1.a", 2),
        ("h", 0),
    ]
    assert [each.node.code for each in scored.walk()] == ["g", "g.1", "g.1.a", "h"]


def test_a_worksheet_states_shares_of_unweighted_items_and_points_of_all_else() -> None:
    tree = rubric(
        group("g", 6, item("a"), item("b")),
        item("c", 4),
        group("k", 1, item("d", 1), item("e", answer=PLUS_OR_MINUS, corrects=True)),
    )
    scored = score(tree, {"a": B, "c": B, "d": A, "e": Answer("2")})
    assert {each.node.code: each.stated for each in scored.walk()} == {
        "g": 3, "a": HALF, "b": None, "c": 2, "k": 3, "d": 1, "e": 2,
    }  # fmt: skip
