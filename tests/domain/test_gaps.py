"""Self-assessment against evaluation: by how much, where, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rbtrack import catalog
from rbtrack.domain.evaluation import EMPTY, Answer
from rbtrack.domain.gaps import Gap, ItemGap, PartGap, gap
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import score
from tests.answers import best_answers, random_answers
from tests.domain.trees import NUMBER, ONE, PLUS_OR_MINUS, TWO, group, item, points, rubric

A, B, C, NA = Answer("A"), Answer("B"), Answer("C"), Answer(not_applicable=True)

BRANCHES = rubric(
    group("g", 10, item("g.1"), item("g.2")),
    group("h", 30, item("h.1", 20), item("h.2", 10)),
    group("i", 20, item("i.1")),
    item("j", 4, answer=NUMBER),
    item("k", answer=PLUS_OR_MINUS, corrects=True),
    item("l", 2),
)


def test_the_largest_difference_comes_first_and_what_has_none_last() -> None:
    """Whatever its direction; the same size stays in the order of the rubric. Notes and evidence are no difference."""
    own = {
        "g.1": A,
        "g.2": Answer("B", note="own"),
        "h.1": C,
        "h.2": A,
        "i.1": A,
        "j": Answer("50"),
        "k": Answer("1"),
        "l": A,
    }
    other = {
        "g.1": C,
        "g.2": Answer("B", evidence="SK"),
        "h.1": A,
        "h.2": B,
        "j": Answer("100"),
        "k": Answer("-4"),
        "l": A,
    }
    nodes = BRANCHES.nodes
    found = gap(score(BRANCHES, own), score(BRANCHES, other))
    assert found == Gap(
        PartGap("r", "Rubric", points(66), points("42.5"), points("29.5")),
        (
            PartGap("h", "Group h", points(30), points(10), points(25)),
            PartGap("g", "Group g", points(10), points("7.5"), points("2.5")),
            PartGap("k", "Item k", points(0), points(1), points(-4)),
            PartGap("j", "Item j", points(4), points(2), points(4)),
            PartGap("l", "Item l", points(2), points(2), points(2)),
            PartGap("i", "Group i", points(20), points(20), None),
        ),
        (
            ItemGap(nodes["h.1"], C, A, points(0), points(20)),
            ItemGap(nodes["g.1"], A, C, points(5), points(0)),
            ItemGap(nodes["h.2"], A, B, points(10), points(5)),
            ItemGap(nodes["k"], Answer("1"), Answer("-4"), points(1), points(-4)),
            ItemGap(nodes["j"], Answer("50"), Answer("100"), points(2), points(4)),
            ItemGap(nodes["i.1"], A, EMPTY, points(20), None),
        ),
    )
    assert [each.difference for each in found.items] == [20, -5, -5, -5, 2, None]
    assert [each.difference for each in found.parts] == [15, -5, -5, 2, 0, None]
    assert found.total.difference == -13


def test_not_applicable_and_blank_are_two_answers() -> None:
    pair = rubric(group("g", 10, item("g.1", may_not_apply=True), item("g.2")))
    found = gap(score(pair, {"g.1": NA, "g.2": A}), score(pair, {"g.2": A}))
    assert found.items == (ItemGap(pair.nodes["g.1"], NA, EMPTY, None, None),)
    assert gap(score(pair, {"g.1": NA}), score(pair, {"g.1": NA})).items == ()


def test_where_there_are_areas_they_are_the_parts() -> None:
    tree = rubric(
        group("g", 10, item("g.1"), item("g.2"), area="2"),
        group("h", 6, item("h.1"), area="1"),
        group("i", 4, item("i.1"), area="2"),
        areas=(ONE, TWO),
    )
    found = gap(score(tree, {"g.1": A, "h.1": A, "i.1": B}), score(tree, {"g.1": B, "h.1": C, "i.1": C}))
    assert found.parts == (
        PartGap("2", "Area two", points(14), points(12), points(5)),
        PartGap("1", "Area one", points(6), points(6), points(0)),
    )


def test_items_of_two_rubrics_or_versions_do_not_mean_the_same() -> None:
    scored = score(BRANCHES, {"g.1": A})
    for other in (replace(BRANCHES, version="2"), replace(BRANCHES, id="s")):
        with pytest.raises(ValueError, match=r"^scores on different rubrics$"):
            gap(scored, score(other, {"g.1": A}))


FLAT = rubric(group("g", 2, item("a", 2)), item("b", 2))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FLAT, replace(FLAT, roots=FLAT.roots[:1])),
        (FLAT, rubric(group("g", 4, item("a", 2), item("b", 2)))),
        (FLAT, rubric(group("g", 2, item("a", 1), item("c", 1)), item("b", 2))),
        (replace(FLAT, areas=(ONE,)), replace(FLAT, areas=(ONE, TWO))),
    ],
    ids=["fewer nodes", "fewer roots", "more nodes", "more areas"],
)
def test_rubrics_that_only_pretend_to_be_the_same_are_not_compared_halfway(one: Rubric, other: Rubric) -> None:
    """They bear one name and version, and are not built alike."""
    with pytest.raises(ValueError, match="zip"):
        gap(score(one, {}), score(other, {}))


@pytest.mark.parametrize("name", catalog.shipped_ids())
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


@pytest.mark.parametrize(("name", "outside"), [("rb-2014", ["B"]), ("rb-2020", ["B"]), ("rb-2020-unit", [])])
def test_the_parts_are_the_areas_and_what_is_in_none_and_add_up_to_the_index(name: str, outside: list[str]) -> None:
    found = catalog.shipped_rubric(name)
    result = gap(score(found, random_answers(found, 1)), score(found, random_answers(found, 2)))
    assert sorted(part.code for part in result.parts) == sorted([*(area.id for area in found.areas), *outside])
    differences = [part.difference for part in result.parts]
    assert sum(each for each in differences if each is not None) == result.total.difference
    assert sum(part.weight for part in result.parts) == result.total.weight
