"""Years beside each other."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from rbtrack import catalog
from rbtrack.domain.analysis import (
    Across,
    ComparedPart,
    LeftOut,
    Part,
    compare,
    compare_across,
    measure,
    minus,
    same_parts,
)
from rbtrack.domain.crosswalk import Crosswalk, Link, check_crosswalk
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import score
from tests.domain.trees import ONE, TWO, group, item, points, rubric
from tests.lke.official import sample_answers


def test_the_difference_is_taken_from_unrounded_points(rb2014: Rubric) -> None:
    nodes = compare([score(rb2014, sample_answers(2014)), score(rb2014, sample_answers(2015))])
    differences = {found.node.code: found.difference for found in nodes}
    assert differences["A.VII.5"] == Fraction("1.05")
    assert differences["B.III"] == Fraction("-0.045")


def test_a_missing_figure_has_no_difference(rb2014: Rubric) -> None:
    nodes = compare([score(rb2014, {}), score(rb2014, {"A.I.1.a": Answer("A")})])
    assert {found.difference for found in nodes} == {None}
    assert minus(Fraction(3), Fraction(1)) == 2


def test_other_rubrics_and_other_versions_are_not_compared(rb2014: Rubric) -> None:
    with pytest.raises(ValueError, match=r"^scores on different rubrics$"):
        compare([score(rb2014, {}), score(replace(rb2014, version="another"), {})])


def test_across_rubrics_areas_are_compared_in_percent_of_weight(rb2014: Rubric) -> None:
    """rb-2014 -> rb-2020: the eight areas continue, all else is named and never zero."""
    rb2020 = catalog.shipped_rubric("rb-2020")
    crosswalk = catalog.Catalogue().crosswalk(rb2014, rb2020)
    assert crosswalk is not None
    new = score(rb2020, {"A.I.1.i.a": Answer("A"), "A.III.1.i.a": Answer("1/2")})
    scores = [score(rb2014, sample_answers(2015)), score(rb2014, sample_answers(2014)), new]
    across = compare_across(scores, rb2020, {measure(rb2014): crosswalk})
    assert [part.codes for part in across.parts] == [(f"area:{number}",) for number in range(1, 9)]
    first, _middle, second = across.parts[0].parts
    assert first is not None
    assert second is not None
    assert (first.weight, second.weight, second.points) == (5, 5, Fraction("0.4") + Fraction("0.75"))
    assert across.parts[0].difference == (second.percent or 0) - (first.percent or 0)
    assert across.parts[1].difference is None
    assert [(left.rubric, left.code) for left in across.left_out] == [("rb-2014", "B"), ("rb-2020", "B")]


def test_dropped_and_new_indicators_are_named() -> None:
    old, new = catalog.shipped_rubric("rb-2023-provinsi"), catalog.shipped_rubric("rb-2024-provinsi")
    crosswalk = catalog.Catalogue().crosswalk(old, new)
    assert crosswalk is not None
    across = compare_across([score(old, {}), score(new, {})], new, {measure(old): crosswalk})
    left = [(found.rubric, found.code) for found in across.left_out]
    assert ("rb-2023-provinsi", "penyederhanaan-struktur") in left
    assert ("rb-2024-provinsi", "koefisien") in left
    kinds = {part.codes[0]: part.kind for part in across.parts}
    assert (kinds["spip"], kinds["sakip"], kinds["iku-makro"]) == ("rescaled", "same", "rescaled")


def test_versions_of_one_rubric_are_compared_by_code(rb2014: Rubric) -> None:
    newer = replace(rb2014, version="2", roots=rb2014.roots[:1])
    scores = [score(rb2014, sample_answers(2014)), score(newer, sample_answers(2015))]
    across = compare_across(scores, newer, {measure(rb2014): same_parts(rb2014, newer)})
    assert across.parts[0].name == "Pengungkit (Proses)"
    assert across.parts[0].kind == "same"
    assert [(left.rubric, left.code) for left in across.left_out] == [("rb-2014", "B")]


def test_three_rubrics_meet_where_their_crosswalks_do(rb2014: Rubric) -> None:
    rb2020 = catalog.shipped_rubric("rb-2020")
    crosswalk = catalog.Catalogue().crosswalk(rb2014, rb2020)
    assert crosswalk is not None
    third = replace(rb2014, id="third")
    one = replace(crosswalk, links=crosswalk.links[:1])
    two = replace(crosswalk, links=(replace(crosswalk.links[0], kind="same"), crosswalk.links[1]))
    scores = [score(rb2014, {}), score(third, {}), score(rb2020, {})]
    across = compare_across(scores, rb2020, {measure(rb2014): one, measure(third): two})
    assert [(part.kind, part.parts[0] is None) for part in across.parts] == [("rescaled", False), ("rescaled", True)]
    assert across.parts[1].difference is None


def test_a_crosswalk_that_names_what_is_not_there_is_found(rb2014: Rubric) -> None:
    links = (Link("same", ("A.I",), ("A.I",)), Link("dropped", ("Z",), ()))
    assert list(check_crosswalk(Crosswalk("a", "b", links, "primary"), rb2014, rb2014)) == [(1, "Z")]


A, B, C = Answer("A"), Answer("B"), Answer("C")
OLD = rubric(
    group("g", 10, item("g.1", 4), item("g.2", 6), area="1"),
    group("h", 20, item("h.1"), item("h.2")),
    group("i", 30, group("i.1", 10, item("i.1.a")), group("i.2", 20, item("i.2.a", area="2"), item("i.2.b"))),
    code="old",
    areas=(ONE, TWO),
)
NEW = rubric(
    group("p", 40, item("p.1", 10), item("p.2", 30), area="1"),
    group("q", 50, item("q.1"), item("q.2")),
    item("r", 10),
    code="new",
    areas=(ONE,),
)
WALK = Crosswalk(
    "old",
    "new",
    (
        Link("rescaled", ("area:1",), ("area:1",)),
        Link("merged", ("h", "i.1"), ("q",)),
        Link("dropped", ("i.2.b",), ()),
        Link("new", (), ("r",)),
    ),
    "primary",
)
OLD_ANSWERS = {"g.1": B, "g.2": A, "h.1": C, "h.2": A}
NEW_ANSWERS = {"p.1": A, "p.2": B, "q.1": A, "q.2": B}


def test_parts_that_continue_are_compared_and_the_rest_is_named_once() -> None:
    """Scores in the order given, also two of one rubric. Left out is the topmost node of which no part is linked:
    what was dropped or is new counts as not linked, and where a child is linked its brothers stand for themselves."""
    old, new = score(OLD, OLD_ANSWERS), score(NEW, NEW_ANSWERS)
    across = compare_across([old, new, old], NEW, {measure(OLD): WALK})
    before, after = Part(points(10), points(8)), Part(points(40), points(25))
    merged = Part(points(30), points(10))
    assert across == Across(
        (
            ComparedPart("rescaled", ("area:1",), "Area one", (before, after, before)),
            ComparedPart("merged", ("q",), "Group q", (merged, Part(points(50), points("37.5")), merged)),
        ),
        (LeftOut("old", "i.2", "Group i.2"), LeftOut("new", "r", "Item r")),
    )


def test_nothing_answered_is_no_figure_in_a_comparison() -> None:
    """A part of which only some is answered has the points of that; one without an answer has none, and no percent."""
    old, new = score(OLD, {"h.1": A}), score(NEW, {})
    across = compare_across([old, new], NEW, {measure(OLD): WALK})
    assert [part.parts for part in across.parts] == [
        (Part(points(10), None), Part(points(40), None)),
        (Part(points(30), points(20)), Part(points(50), None)),
    ]
    assert [part.percent for part in across.parts[1].parts if part] == [Fraction(200, 3), None]
    assert [part.difference for part in across.parts] == [None, None]


@pytest.mark.parametrize(
    ("figures", "difference"),
    [
        ((Part(points(10), points(8)), Part(points(40), points(25))), Fraction("-17.5")),
        ((Part(points(40), points(25)), None, Part(points(10), points(8))), Fraction("17.5")),
        ((Part(points(10), points(8)), None), None),
        ((None, Part(points(10), points(8))), None),
        ((Part(points(10), None), Part(points(10), points(8))), None),
        ((Part(points(10), points(8)), Part(points(10), None)), None),
        ((Part(points(0), points(0)), Part(points(10), points(8))), None),
        ((Part(points(10), points(0)), Part(points(10), points(8))), Fraction(80)),
    ],
)
def test_the_difference_of_a_part_is_taken_from_the_last_and_the_first_in_percent(
    figures: tuple[Part | None, ...], difference: Fraction | None
) -> None:
    assert ComparedPart("same", ("a",), "A", figures).difference == difference


def test_points_differ_from_first_to_last() -> None:
    nodes = compare([score(NEW, answers) for answers in ({"r": A}, {"r": B}, {"r": A}, {**NEW_ANSWERS, "r": C})])
    assert [each.node.code for each in nodes] == list(NEW.nodes)
    assert {each.node.code: each.difference for each in nodes if each.difference is not None} == {"r": -10}
    assert [found.points for found in nodes[-1].scored] == [10, 5, 10, 0]


@pytest.mark.parametrize(
    ("last", "first", "difference"),
    [("5", "7", "-2"), ("0", "7", "-7"), ("7", "0", "7"), (None, "7", None), ("7", None, None)],
)
def test_a_difference_needs_both_figures_and_zero_is_one(
    last: str | None, first: str | None, difference: str | None
) -> None:
    figures = [None if each is None else Fraction(each) for each in (last, first, difference)]
    assert minus(figures[0], figures[1]) == figures[2]


def test_a_link_of_two_kinds_is_a_rescaled_one_and_links_keep_their_order() -> None:
    """Two older rubrics lead into the newest; one that lacks a link has no figure there."""
    third = replace(OLD, id="third")
    links = (Link("split", ("h",), ("q",)), Link("same", ("h",), ("p.1", "r")), Link("rescaled", ("g",), ("area:1",)))
    scores = [score(OLD, OLD_ANSWERS), score(third, OLD_ANSWERS), score(NEW, {**NEW_ANSWERS, "r": B})]
    across = compare_across(scores, NEW, {measure(OLD): WALK, measure(third): replace(WALK, old="third", links=links)})
    one, two = Part(points(10), points(8)), Part(points(20), points(10))
    assert across.parts == (
        ComparedPart("rescaled", ("area:1",), "Area one", (one, one, Part(points(40), points(25)))),
        ComparedPart(
            "rescaled", ("q",), "Group q", (Part(points(30), points(10)), two, Part(points(50), points("37.5")))
        ),
        ComparedPart("same", ("p.1", "r"), "Item p.1, Item r", (None, two, Part(points(20), points(15)))),
    )
    assert across.left_out == (LeftOut("old", "i.2", "Group i.2"), LeftOut("third", "i", "Group i"))


def test_versions_differ_and_continue_by_code() -> None:
    """What is the same in both is `same`, what was changed `rescaled`; items and what is new have no link."""
    newer = replace(
        OLD,
        version="2",
        confidence="secondary",
        roots=(OLD.roots[0], replace(OLD.roots[1], name="Other"), group("new", 5, item("new.1", 5))),
    )
    assert (measure(OLD), measure(newer)) == ("old (1)", "old (2)")
    assert same_parts(OLD, newer) == Crosswalk(
        "old", "old", (Link("same", ("g",), ("g",)), Link("rescaled", ("h",), ("h",))), "secondary"
    )


def test_rubrics_that_only_pretend_to_be_the_same_are_not_compared_halfway() -> None:
    with pytest.raises(ValueError, match="zip"):
        compare([score(NEW, {}), score(replace(NEW, roots=NEW.roots[:-1]), {})])


def test_a_single_score_stands_beside_nothing_but_itself() -> None:
    nodes = compare([score(NEW, {"r": A})])
    assert [(each.node, [found.points for found in each.scored], each.difference) for each in nodes] == [
        (node, [10] if node.code == "r" else [None], 0 if node.code == "r" else None) for node in NEW.walk()
    ]


def test_an_item_that_did_not_count_has_no_weight_in_a_comparison() -> None:
    walk = replace(WALK, links=(Link("rescaled", ("h.1",), ("q.1",)),))
    across = compare_across([score(OLD, {"h.2": A}), score(NEW, {"q.1": B})], NEW, {measure(OLD): walk})
    (compared,) = across.parts
    assert compared.parts == (Part(points(0), None), Part(points(50), points(25)))
    assert compared.difference is None
