"""What improving an item would bring, and the shortest way to the next grade, figure by figure."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from rbtrack import catalog
from rbtrack.domain.evaluation import EMPTY, Answer
from rbtrack.domain.kinds import AnswerScale, ChoiceScale, NumberScale, Option, RatioScale
from rbtrack.domain.numbers import rounded
from rbtrack.domain.priorities import NextGrade, Priorities, Priority, priorities
from rbtrack.domain.rubric import Band, GradeScale, Node, Rubric, Years
from rbtrack.domain.scoring import score
from tests.answers import best_answers, random_answers
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


def found(tree: Rubric, answers: dict[str, Answer]) -> Priorities:
    return priorities(score(tree, answers), answers)


def gains(tree: Rubric, answers: dict[str, Answer]) -> list[tuple[str, Fraction, Fraction]]:
    return [(each.node.code, each.next_gain, each.best_gain) for each in found(tree, answers).items]


MIXED = ChoiceScale(
    "mixed", tuple(Option(*each) for each in (("X", points("1/4")), ("Y", points(1)), ("Z", points(0))))
)
MANY = ChoiceScale(
    "many", tuple(Option(letter, Fraction(fifths, 5)) for letter, fifths in zip("TSRQP", (4, 3, 2, 1, 0), strict=True))
)
POOR = ChoiceScale("poor", (Option("P", points(0)), Option("Q", points("1/4"))))


@pytest.mark.parametrize(
    ("answer_scale", "value", "expected"),
    [
        (LETTERS, "A", None),
        (LETTERS, "B", ("A", 5, "A", 5)),
        (LETTERS, "C", ("B", 5, "A", 10)),
        (LETTERS, None, ("A", 10, "A", 10)),
        (MIXED, "Z", ("X", "2.5", "Y", 10)),
        (MIXED, "X", ("Y", "7.5", "Y", "7.5")),
        (MIXED, None, ("Y", 10, "Y", 10)),
        (MANY, None, ("T", 8, "T", 8)),
        (MANY, "Q", ("R", 2, "T", 6)),
        (POOR, "Q", None),
        (POOR, None, ("Q", "2.5", "Q", "2.5")),
        (POOR, "P", ("Q", "2.5", "Q", "2.5")),
        (NUMBER, "100", None),
        (NUMBER, "50", ("100", 5, "100", 5)),
        (NUMBER, None, ("100", 10, "100", 10)),
        (WORDED, "1", ("2.5", 6, "2.5", 6)),
        (WORDED, "B", ("2.5", "2.5", "2.5", "2.5")),
        (PART, "1/4", ("4/4", "7.5", "4/4", "7.5")),
        (PART, "0/3", ("3/3", 10, "3/3", 10)),
        (PART, "5/4", None),
        (PART, "0/0", None),
        (PART, None, ("1/1", 10, "1/1", 10)),
        (DECREASE, "4/3", ("4/0", "7.5", "4/0", "7.5")),
        (DECREASE, "0/2", ("0/0", 10, "0/0", 10)),
        (DECREASE, "2/0", None),
        (DECREASE, None, ("1/0", 10, "1/0", 10)),
    ],
)
def test_the_next_and_the_best_answer_earn_more_than_the_one_given(
    answer_scale: AnswerScale, value: str | None, expected: tuple[str, str | int, str, str | int] | None
) -> None:
    """To a blank only the best answer is named: nobody aims at a middling one. Numbers and counts have no next one."""
    tree = rubric(item("a", 10, answer=answer_scale))
    given = {} if value is None else {"a": Answer(value, note="kept", evidence="SK")}
    answer = given.get("a", EMPTY)
    improved = found(tree, given).items
    if expected is None:
        assert improved == ()
    else:
        following, next_gain, best, best_gain = expected
        assert improved == (
            Priority(tree.nodes["a"], None, answer, following, points(next_gain), best, points(best_gain)),
        )


def test_the_largest_gain_comes_first_then_the_next_step_then_the_code() -> None:
    """`p` and `q` bring as much at best, but `q` all of it with its next step; `b` and `a` are alike."""
    ones = [item("b", 5), item("a", 5), item("p", 10), item("q", 10, answer=NUMBER), item("z", 20)]
    assert gains(rubric(*ones), dict.fromkeys("bap", C) | {"q": Answer("0"), "z": B}) == [
        ("q", 10, 10),
        ("z", 10, 10),
        ("p", 5, 10),
        ("a", points("2.5"), 5),
        ("b", points("2.5"), 5),
    ]


def test_what_no_answer_can_improve_is_left_out() -> None:
    """Not applicable, corrections, the best already, behind a gate of zero or a blank one, a blank beside full marks."""
    tree = rubric(
        group("g", 10, item("away", 4, may_not_apply=True), item("best", 6), rescales=True),
        group("h", 10, item("closed"), item("behind", multiplied_by="closed")),
        group("i", 10, item("blank"), item("blocked", multiplied_by="blank")),
        group("j", 10, item("full"), item("unanswered")),
        item("k", answer=PLUS_OR_MINUS, corrects=True),
        item("little", "1/2"),
    )
    answers = {"away": NA, "best": A, "closed": C, "behind": C, "blocked": C, "full": A, "k": Answer("1"), "little": C}
    assert gains(tree, answers) == [
        ("blank", 5, 5),
        ("closed", points("2.5"), 5),
        ("little", points("1/4"), points("1/2")),
    ]


def test_a_gain_holds_all_that_hangs_on_an_item() -> None:
    """The items that it multiplies, and the mean that a blank joins."""
    tree = rubric(group("g", 12, item("a"), item("b", multiplied_by="a"), item("c"), item("d")))
    assert gains(tree, {"a": B, "b": A, "c": B}) == [
        ("a", 4, 4),
        ("c", 2, 2),
        ("d", points("1.5"), points("1.5")),
    ]


def test_where_nothing_is_answered_yet_every_gain_counts_from_nothing() -> None:
    assert gains(rubric(item("a", 4), item("b", 6)), {}) == [("b", 6, 6), ("a", 4, 4)]


def test_an_item_belongs_to_the_area_of_the_nearest_node_that_has_one() -> None:
    """At or above it; a code need not stand for a node at each of its dots."""
    tree = rubric(
        group(
            "g",
            10,
            group("g.x.1", 4, item("g.x.1.a", 2), item("g.x.1.b", 2, area="1"), area="2"),
            item("g.2", 6),
            area="1",
        ),
        group("h", 10, item("h.1", 10)),
        areas=(ONE, TWO),
    )
    areas = {each.node.code: each.area for each in found(tree, {}).items}
    assert areas == {"g.x.1.a": "2", "g.x.1.b": "1", "g.2": "1", "h.1": None}


GRADES = scale(("D", 0, 50), ("C", 50, 70), ("B", 70, 90), ("A", 90, 100))


def three(grades: GradeScale | None = GRADES) -> Rubric:
    return rubric(
        item("a", 20, answer=NUMBER), item("b", 50, answer=NUMBER), item("c", 30, answer=NUMBER), grade_scale=grades
    )


def numbers(**values: str) -> dict[str, Answer]:
    return {code: Answer(value) for code, value in values.items()}


@pytest.mark.parametrize(
    ("answers", "grade", "missing", "steps", "index"),
    [
        (numbers(a="50", b="50", c="50"), "B", "0", "b", "75"),  # the edge still belongs to the grade below
        (numbers(a="50.02", b="50", c="50"), "B", "0", "b", "75.004"),  # shown as 50.00
        (numbers(a="50.025", b="50", c="50"), "B", "19.99", "b", "75.005"),  # shown as 50.01
        (numbers(a="0", b="70", c="0"), "C", "15", "c", "65"),
        (numbers(a="0", b="40", c="66.68"), "C", "10", "b", "70.004"),  # 70.00 is still C
        (numbers(a="0", b="40", c="66.6834"), "B", "9.99", "b", "70.00502"),  # 70.01 is B
        (numbers(a="50", b="70", c="90"), "A", "18", "ba", "97"),
        (numbers(a="20", b="0"), "C", "46", "b", "54"),
        (numbers(a="0", b="0", c="0"), "B", "50", "bc", "80"),  # 0 has the grade that begins there already
        (numbers(a="90", b="100", c="100"), "", "", "", ""),
        (numbers(a="0", b="100", c="66.68"), "B", "0", "a", "90.004"),
    ],
)
def test_the_next_grade_is_reached_by_the_fewest_items_as_printed(
    answers: dict[str, Answer], grade: str, missing: str, steps: str, index: str
) -> None:
    """Its points are missing up to where it begins; which grade it is shows after the steps, in printed figures."""
    way = found(three(), answers)
    if not grade:
        assert way.next_grade is None
        return
    by_code = {each.node.code: each for each in way.items}
    band = next(band for band in GRADES.bands if band.grade == grade)
    assert way.next_grade == NextGrade(band, points(missing), tuple(by_code[code] for code in steps), points(index))


@pytest.mark.parametrize(
    ("answers", "grade", "missing", "steps", "needs_more"),
    [
        (numbers(a="50", b="50", c="50"), "B", "20", "b", False),  # 50 is C already; C to B at 70 by b alone
        (numbers(a="0", b="40", c="66.68"), "B", "10", "b", False),  # b leads to 70.00, which is B
        (numbers(a="0", b="0", c="66.6667"), "B", "30", "b", False),
    ],
)
def test_a_grade_that_holds_its_beginning_needs_no_more_than_that(
    answers: dict[str, Answer], grade: str, missing: str, steps: str, needs_more: bool
) -> None:
    way = found(three(replace(GRADES, closed="lower")), answers).next_grade
    assert way is not None
    assert [step.node.code for step in way.steps] == list(steps)
    assert (way.band.grade, way.missing, way.needs_more) == (grade, points(missing), needs_more)


def test_where_zero_has_no_grade_the_lowest_is_the_next() -> None:
    way = found(three(replace(GRADES, holds_end=False)), numbers(a="0", b="0", c="0")).next_grade
    assert way is not None
    assert (way.missing, way.needs_more, len(way.steps)) == (0, True, 1)
    assert found(three(), numbers(a="0", b="0", c="0")).next_grade.missing == 50  # type: ignore[union-attr]


def test_a_score_below_the_scale_has_the_lowest_grade_before_it() -> None:
    high = scale(("D", 30, 50), ("C", 50, 100))
    way = found(three(high), numbers(a="100", b="0", c="0")).next_grade
    assert way is not None
    assert (way.band.grade, way.missing, [step.node.code for step in way.steps], way.index) == ("C", 10, ["b"], 70)


def test_a_grade_out_of_reach_is_named_without_steps() -> None:
    """The first of those that begin there, with the index that every step together would give."""
    bands = (*GRADES.bands, Band("AA", points(100), points(110), "-"), Band("AA-", points(100), points(110), "-"))
    way = found(three(replace(GRADES, bands=bands)), numbers(a="90", b="100", c="100"))
    assert way.next_grade == NextGrade(bands[4], points(2), (), points(100))
    assert [each.node.code for each in way.items] == ["a"]
    assert found(three(replace(GRADES, bands=bands)), numbers(a="100", b="100", c="100")) == Priorities(
        (), NextGrade(bands[4], points(0), (), points(100))
    )


def test_a_grade_out_of_reach_that_holds_its_beginning_needs_no_more_than_that() -> None:
    high = replace(GRADES, closed="lower", bands=(*GRADES.bands, Band("AA", points(105), points(110), "-")))
    full = numbers(a="100", b="100", c="100")
    assert found(three(high), full).next_grade == NextGrade(high.bands[4], points(5), (), points(100), needs_more=False)


def test_without_a_scale_or_without_an_answer_there_is_no_next_grade() -> None:
    assert found(three(None), numbers(a="1")).next_grade is None
    assert found(three(), {}).next_grade is None


def test_from_a_grade_of_missed_targets_the_way_is_to_meet_them() -> None:
    """All of them and nothing else, even where others would bring more."""

    def target(code: str, weight: int, wanted: str | None) -> Node:
        return item(code, weight, answer=NUMBER, target=None if wanted is None else points(wanted))

    bands = (
        Band("B", points(0), points(80), "-"),
        Band("A", points(80), points(100), "-", "met"),
        Band("A-", points(80), points(100), "-", "missed"),
    )
    tree = rubric(
        target("a", 20, "60"), target("b", 50, None), target("c", 20, "90"), target("d", 10, "50"),
        grade_scale=replace(GRADES, bands=bands),
    )  # fmt: skip
    way = found(tree, numbers(a="59.99", b="99", c="89", d="50"))
    assert [each.node.code for each in way.items] == ["a", "d", "c", "b"]
    by_code = {each.node.code: each for each in way.items}
    assert way.next_grade == NextGrade(bands[1], points(0), (by_code["a"], by_code["c"]), points("94.5"))


@pytest.mark.parametrize("name", catalog.shipped_ids())
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


@pytest.mark.parametrize("name", catalog.shipped_ids())
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
