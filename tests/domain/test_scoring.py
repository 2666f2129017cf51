"""Points: exact, and with missing, not applicable and zero kept apart."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.kinds import ChoiceScale, NumberScale, Option, RatioScale
from rbtrack.domain.numbers import exact_text
from rbtrack.domain.rubric import Area, BlankRule, Node, Rubric, Years
from rbtrack.domain.scoring import Coverage, Scored, ScoredNode, percent, score
from tests.answers import best, best_answers, random_answers
from tests.lke.official import sample_answers

LETTERS = ChoiceScale(
    "abc", tuple(Option(letter, Fraction(share)) for letter, share in zip("ABC", ("1", "1/2", "0"), strict=True))
)
NUMBER = NumberScale(Fraction(0), Fraction(100))
A, B, C, NA = Answer("A"), Answer("B"), Answer("C"), Answer(not_applicable=True)


def item(code: str, weight: int | None = None, **more: object) -> Node:
    return Node(code, code, None if weight is None else Fraction(weight), answer=LETTERS, **more)  # type: ignore[arg-type]


def group(code: str, weight: int, *children: Node, **more: object) -> Node:
    return Node(code, code, Fraction(weight), children, **more)  # type: ignore[arg-type]


def rubric(*roots: Node, blank_items: BlankRule = "skip", areas: tuple[Area, ...] = ()) -> Rubric:
    return Rubric("r", "1", "R", "rb", "", Years(None, None), "", blank_items, "primary", "", roots, areas)


def points(scored: Scored, code: str) -> Fraction | None:
    return node(scored, code).points


def node(scored: Scored, code: str) -> ScoredNode:
    return next(found for found in scored.walk() if found.node.code == code)


@pytest.mark.parametrize(
    ("year", "exact", "letter", "areas"),
    [
        (2015, "71.40628571428571428571428571", "BB", ["3.83", "3.75", "3.84", "3.60", "9.47", "3.80", "7.40", "4.76"]),
        (2014, "60.86020238095238095238095238", "B", ["3.33", "3.13", "3.84", "3.47", "6.70", "3.38", "4.17", "4.06"]),
    ],
)
def test_the_published_letters_of_bps_give_the_published_index(
    rb2014: Rubric, year: int, exact: str, letter: str, areas: list[str]
) -> None:
    """KemenPANRB published 71,41 (2015) and 60,86 (2014)."""
    from rbtrack.domain.numbers import rounded

    scored = score(rb2014, sample_answers(year))
    assert scored.points is not None
    assert exact_text(scored.points) == exact
    assert scored.band is not None
    assert scored.band.grade == letter
    assert [str(rounded(area.points or Fraction(0))) for area in scored.areas] == areas
    assert (scored.coverage.items, scored.coverage.answered, scored.is_provisional) == (151, 151, False)


def test_without_the_gates_bps_would_have_scored_72_21(rb2014: Rubric) -> None:
    def ungated(found: Node) -> Node:
        return replace(found, multiplied_by=None, children=tuple(map(ungated, found.children)))

    free = replace(rb2014, roots=tuple(map(ungated, rb2014.roots)))
    assert f"{float(score(free, sample_answers(2015)).points or 0):.2f}" == "72.21"


def test_a_blank_leaves_the_mean_where_the_rubric_skips() -> None:
    scored = score(rubric(group("g", 6, item("a"), item("b"), item("c"))), {"a": A, "b": C})
    assert points(scored, "g") == 3
    assert node(scored, "g").counted == 2
    assert (node(scored, "a").weight, node(scored, "c").weight, node(scored, "c").points) == (3, None, None)
    assert scored.is_provisional


def test_a_blank_counts_as_nothing_where_the_rubric_says_zero() -> None:
    scored = score(rubric(group("g", 6, item("a"), item("b"), item("c")), blank_items="zero"), {"a": A, "b": C})
    assert points(scored, "g") == 2
    assert node(scored, "g").counted == 3
    assert (node(scored, "c").weight, node(scored, "c").points, node(scored, "c").state) == (2, None, "blank")


@pytest.mark.parametrize("rule", ["skip", "zero"])
def test_nothing_answered_is_no_points_and_not_zero(rule: BlankRule) -> None:
    tree = rubric(group("all", 10, group("g", 6, item("a")), group("h", 4, item("b"))), blank_items=rule)
    empty = score(tree, {})
    assert (empty.points, points(empty, "g"), empty.band) == (None, None, None)
    half = score(tree, {"a": A})
    assert (half.points, points(half, "h"), node(half, "h").percent) == (6, None, None)
    assert half.is_provisional


def test_not_applicable_leaves_the_mean_and_is_no_blank() -> None:
    tree = rubric(group("g", 6, item("a", may_not_apply=True), item("b")), blank_items="zero")
    scored = score(tree, {"a": NA, "b": B})
    assert (points(scored, "g"), scored.is_provisional, node(scored, "a").state) == (3, False, "not_applicable")
    assert (scored.coverage.not_applicable, scored.coverage.answered) == (1, 1)


def test_weights_that_do_not_apply_are_taken_over_by_the_rest() -> None:
    """RB 2023: (sum of points) / applicable weight x 100, at the node that says so."""
    tree = rubric(
        group(
            "all",
            10,
            group("g", 6, item("a", 2, may_not_apply=True), item("b", 4)),
            group("h", 4, item("c", 4)),
            rescales=True,
        )
    )
    scored = score(tree, {"a": NA, "b": A, "c": C})
    assert points(scored, "g") == 4
    assert (node(scored, "g").applicable, scored.points) == (4, 5)
    assert score(tree, {"a": A, "b": A, "c": A}).points == 10


def test_where_nothing_applies_there_are_no_points() -> None:
    tree = rubric(group("all", 4, item("a", 4, may_not_apply=True), rescales=True))
    scored = score(tree, {"a": NA})
    assert (scored.points, node(scored, "all").state, scored.is_provisional) == (None, "not_applicable", False)
    mean = score(rubric(group("g", 4, item("a", may_not_apply=True))), {"a": NA})
    assert (mean.points, node(mean, "g").state, node(mean, "g").applicable) == (None, "not_applicable", 0)


def test_a_gate_multiplies_by_what_is_left_of_it() -> None:
    """Item c is multiplied by b, and b by a: half of half of half."""
    tree = rubric(group("g", 3, item("a"), item("b", multiplied_by="a"), item("c", multiplied_by="b")))
    scored = score(tree, {"a": B, "b": B, "c": B})
    assert [node(scored, code).share for code in "abc"] == [Fraction(1, 2), Fraction(1, 4), Fraction(1, 8)]
    assert node(scored, "c").own_share == Fraction(1, 2)
    assert points(scored, "g") == Fraction(7, 8)


def test_a_gate_of_zero_gives_zero_and_a_blank_gate_gives_a_blank() -> None:
    tree = rubric(group("g", 2, item("a"), item("b", multiplied_by="a")))
    closed = score(tree, {"a": C, "b": A})
    assert (points(closed, "g"), node(closed, "b").points, closed.is_provisional) == (0, 0, False)
    blank = score(tree, {"b": A})
    assert (points(blank, "g"), node(blank, "b").state, blank.is_provisional) == (None, "blank", True)
    assert (blank.coverage.answered, blank.coverage.blocked) == (1, 1)


def test_an_answer_behind_a_blank_gate_keeps_a_score_provisional_though_all_else_is_settled() -> None:
    """Every item is answered or does not apply; only that one answer waits for its gate."""
    waiting = Coverage(items=3, answered=2, not_applicable=1, blocked=1)
    assert not waiting.is_complete
    assert replace(waiting, blocked=0).is_complete
    assert not replace(waiting, blocked=0, answered=1).is_complete


def test_of_no_weight_there_is_no_percent() -> None:
    assert percent(Fraction(0), Fraction(0)) is None
    assert percent(Fraction(3), None) is None
    assert percent(None, Fraction(4)) is None
    assert percent(Fraction(3), Fraction(4)) == 75


@pytest.mark.parametrize(
    ("answers", "state"), [({"a": NA}, "blank"), ({}, "blank"), ({"a": NA, "b": NA}, "not_applicable")]
)
def test_a_group_does_not_apply_only_where_none_of_its_items_does(answers: dict[str, Answer], state: str) -> None:
    """Where one item does not apply and another one is blank, the group is blank: its answer is still owed."""
    tree = rubric(group("g", 6, item("a", may_not_apply=True), item("b", may_not_apply=True)))
    assert node(score(tree, answers), "g").state == state


def test_a_gate_that_does_not_apply_multiplies_by_one() -> None:
    """Also one that stands behind a gate of zero itself: what does not apply takes nothing from others."""
    items = item("a"), item("b", multiplied_by="a", may_not_apply=True), item("c", multiplied_by="b")
    scored = score(rubric(group("g", 3, *items)), {"a": C, "b": NA, "c": A})
    assert node(scored, "c").share == 1
    assert (points(scored, "g"), scored.is_provisional, scored.coverage.blocked) == (Fraction(3, 2), False, 0)


@pytest.mark.parametrize("gate", ["rencana-aksi", "sakip"])
def test_a_ministry_loses_nothing_by_a_gate_that_does_not_apply(gate: str) -> None:
    """rb-2023-kl with every answer best: 7.22 and 8.33 points were lost, and the score stayed provisional for ever."""
    found = catalog.shipped_rubric("rb-2023-kl")
    best = best_answers(found)
    scored = score(found, {**best, gate: NA})
    assert (scored.points, scored.is_provisional) == (score(found, best).points, False)


def at_share(found: Rubric, share: str) -> dict[str, Answer]:
    """Every indicator at a share of its maximum."""
    return {
        code: Answer(exact_text(leaf.answer.maximum * Fraction(share)))
        for code, leaf in found.items.items()
        if isinstance(leaf.answer, NumberScale) and not leaf.corrects
    }


def test_a_thematic_part_that_does_not_apply_earns_nothing_and_is_not_scaled_up() -> None:
    """RB 2023, a ministry with all at 80 %: 77.6 (two parts are multiplied by another one) and four themes of 1.6.
    The portal's rule; scaled to all five themes it would be 85.60."""
    found = catalog.shipped_rubric("rb-2023-kl")
    away = {code: NA for code in found.items if code.startswith("T.inflasi.")}
    scored = score(found, {**at_share(found, "0.8"), **away})
    assert (points(scored, "G"), points(scored, "T"), scored.points) == (Fraction("77.6"), Fraction("6.4"), 84)
    assert not scored.is_provisional
    assert {answer.value for code, answer in at_share(found, "1").items() if code.startswith("T.")} == {"0.8", "1.2"}


@pytest.mark.parametrize("name", ["rb-2023-kl", "rb-2023-provinsi", "rb-2024-kl", "rb-2024-provinsi"])
def test_the_coefficient_is_added_before_what_applies_is_scaled_up(name: str) -> None:
    """(Points + coefficient) / weight that applies x 100, by the portal's formula."""
    found = catalog.shipped_rubric(name)
    answers = {**best_answers(found), "koefisien": Answer("-1"), "spbe": NA}
    assert points(score(found, answers), "G") == (100 - Fraction(9) - 1) / (100 - Fraction(9)) * 100


def test_the_output_of_a_theme_is_multiplied_by_its_plan() -> None:
    """Local government in 2023: rencana aksi 0 to 0.4, output 0 to 100, dampak 0 to 3."""
    found = catalog.shipped_rubric("rb-2023-provinsi")
    theme = {"rencana-aksi": "0.1", "capaian-output": "50", "capaian-dampak": "2"}
    scored = score(found, {f"T.inflasi.{code}": Answer(value) for code, value in theme.items()})
    assert points(scored, "T.inflasi") == Fraction("0.1") + Fraction("0.6") / 2 / 4 + 2


@pytest.mark.parametrize("name", [name for name in catalog.shipped_ids() if name != "rb-2014"])
def test_the_best_answers_give_the_maximum_whatever_single_part_does_not_apply(name: str) -> None:
    """But for RB Tematik, a plain sum that loses what does not apply."""
    found = catalog.shipped_rubric(name)
    best = best_answers(found)
    optional = [code for code, leaf in found.items.items() if leaf.may_not_apply]
    for code in optional:
        lost = found.items[code].weight or Fraction(0) if code.startswith("T.") else 0
        assert score(found, {**best, code: NA}).points == found.maximum - lost, code


def test_a_number_earns_its_part_of_the_maximum(rb2014: Rubric) -> None:
    """SAKIP 70,05 of 100, weight 14: 9,807."""
    scored = score(rb2014, {"B.I.1": Answer("70.05")})
    assert points(scored, "B.I.1") == Fraction("9.807")
    assert node(scored, "B.I.1").stated == Fraction("9.807")
    assert node(score(rb2014, {"A.I.1.a": A}), "A.I.1.a").stated == 1


def test_an_area_is_summed_over_the_branches_in_which_it_stands() -> None:
    """RB 2020: every area stands under Pemenuhan and under Reform."""
    tree = rubric(
        group("A", 4, group("A.1", 1, item("a"), area="1"), group("A.2", 3, item("b"), area="2")),
        group("B", 6, group("B.1", 6, item("c"), area="1")),
        areas=(Area("1", "One"), Area("2", "Two")),
    )
    one, two = score(tree, {"a": A, "c": B}).areas
    assert (one.weight, one.points, one.percent, one.coverage.items) == (7, 4, Fraction(400, 7), 2)
    assert (two.weight, two.points, two.percent) == (3, None, None)


def test_a_rubric_without_a_scale_gives_no_grade() -> None:
    assert score(rubric(group("g", 6, item("a"))), {"a": A}).band is None


def test_evidence_is_counted_only_where_there_is_an_answer() -> None:
    scored = score(rubric(group("g", 6, item("a"), item("b"), item("c"))), {"a": Answer("A", evidence="SK"), "b": A})
    assert scored.coverage.without_evidence == 1


@pytest.mark.parametrize("name", catalog.shipped_ids())
@given(seed=st.integers(0, 10**9))
def test_points_lie_between_nothing_and_the_weight(name: str, seed: int) -> None:
    found = catalog.shipped_rubric(name)
    scored = score(found, random_answers(found, seed))
    for reached in scored.walk():
        if reached.points is not None:
            assert reached.weight is not None
            assert 0 <= reached.points <= reached.weight
    assert scored.points is None or 0 <= scored.points <= found.maximum


@pytest.mark.parametrize("name", catalog.shipped_ids())
@given(seed=st.integers(0, 10**9), data=st.data())
def test_a_better_answer_never_lowers_the_index(name: str, seed: int, data: st.DataObject) -> None:
    found = catalog.shipped_rubric(name)
    answers = random_answers(found, seed)
    code = data.draw(st.sampled_from([code for code, answer in answers.items() if answer.is_given]))
    before = score(found, answers)
    after = score(found, {**answers, code: Answer(best(found.items[code]))})
    assert (before.points is None) == (after.points is None)
    assert before.points is None or after.points is None or after.points >= before.points


@pytest.mark.parametrize("name", catalog.shipped_ids())
def test_the_order_of_answers_does_not_matter(name: str) -> None:
    found = catalog.shipped_rubric(name)
    answers = random_answers(found, 7)
    assert score(found, answers) == score(found, dict(reversed(answers.items())))


@pytest.mark.parametrize("name", catalog.shipped_ids())
def test_best_answers_reach_the_maximum(name: str) -> None:
    found = catalog.shipped_rubric(name)
    assert score(found, best_answers(found)).points == found.maximum


@pytest.mark.parametrize(
    ("rule", "value", "share"),
    [
        ("part", "3/4", "3/4"), ("part", "5/4", "1"), ("part", "0/4", "0"), ("part", "0/0", "1"),
        ("decrease", "4/1", "3/4"), ("decrease", "4/6", "0"), ("decrease", "0/0", "1"), ("decrease", "0/2", "0"),
    ],
)  # fmt: skip
def test_ratios_are_counted_as_the_regulation_says(rule: str, value: str, share: str) -> None:
    scale = RatioScale(rule, ("this", "that"))  # type: ignore[arg-type]
    tree = rubric(Node("a", "a", Fraction(8), answer=scale))
    assert points(score(tree, {"a": Answer(value)}), "a") == 8 * Fraction(share)


def test_a_letter_may_stand_for_a_number() -> None:
    scale = NumberScale(Fraction(0), Fraction(100), (Option("B", Fraction(3, 4)),))
    tree = rubric(Node("a", "a", Fraction(4), answer=scale))
    assert points(score(tree, {"a": Answer("B")}), "a") == 3
    assert points(score(tree, {"a": Answer("50")}), "a") == 2


def test_a_correction_adds_its_points_and_is_no_gap() -> None:
    """RB 2023: (sum of points + coefficient) / applicable weight x 100."""
    number = NumberScale(Fraction(-10), Fraction(10))
    tree = rubric(group("g", 10, item("a", 10), Node("k", "k", None, answer=number, corrects=True)))
    assert points(score(tree, {"a": A}), "g") == 10
    assert not score(tree, {"a": A}).is_provisional
    lowered = score(tree, {"a": A, "k": Answer("-2.5")})
    assert (points(lowered, "g"), node(lowered, "k").points, node(lowered, "k").stated) == (
        Fraction("7.5"),
        Fraction("-2.5"),
        Fraction("-2.5"),
    )
    assert lowered.coverage.items == 1


def test_a_minus_is_earned_where_one_indicator_misses_its_target() -> None:
    """Kepmen PANRB 182/2024: indicators without a target, blanks and those that do not apply do not count."""
    found = catalog.shipped_rubric("rb-2024-kl")
    answers = {code: answer for code, answer in best_answers(found).items() if code != "opini-bpk"}
    answers = {code: Answer("0") if code.startswith("T.") else answer for code, answer in answers.items()}
    met = score(found, answers)
    missed = score(found, {**answers, "spbe": Answer("2.59")})
    assert (met.band and met.band.grade, met.missed) == ("A", ())
    assert (missed.band and missed.band.grade, missed.missed) == ("A-", ("spbe",))
    assert score(found, {**answers, "spbe": Answer("2.6")}).missed == ()


@pytest.mark.parametrize(
    ("letter", "points_and_grade"),
    [
        ("AA", "100 AA"), ("A", "90 A"), ("BB", "80 BB"), ("B", "70 B"), ("CC", "60 CC"), ("C", "50 C"), ("D", "30 D"), ("E", "0 None"),
    ],
)  # fmt: skip
def test_twelve_equal_sakip_answers_sit_on_closed_upper_edges(letter: str, points_and_grade: str) -> None:
    """PermenPANRB 88/2021: D is above 0, and exactly 0 has no grade."""
    found = catalog.shipped_rubric("sakip-2021")
    scored = score(found, dict.fromkeys(found.items, Answer(letter)))
    assert f"{scored.points} {scored.band and scored.band.grade}" == points_and_grade


def test_indicators_that_do_not_apply_leave_the_denominator() -> None:
    """One of 28 indicators missing, all others at half: RB General is half, and the correction is scaled with it."""
    found = catalog.shipped_rubric("rb-2023-kl")
    half = {
        code: Answer(str(float(leaf.answer.maximum / 2)))
        for code, leaf in found.items.items()
        if code[:2] != "T." and isinstance(leaf.answer, NumberScale) and not leaf.corrects and not leaf.multiplied_by
    }
    gated = {code: Answer("100") for code, leaf in found.items.items() if leaf.multiplied_by and code[:2] != "T."}
    answers = {**half, **gated, "ikpa": Answer(not_applicable=True)}
    general = node(score(found, answers), "G")
    assert (general.points, general.applicable) == (50, 100)
    assert node(score(found, {**answers, "koefisien": Answer("-1")}), "G").points == 50 - Fraction(100, 98)


def test_every_node_knows_its_depth(rb2014: Rubric) -> None:
    depths = {reached.node.code: depth for reached, depth in score(rb2014, {}).levels()}
    assert [depths[code] for code in ("A", "A.I", "A.I.1", "A.I.1.a", "B.I.1")] == [0, 1, 2, 3, 2]
