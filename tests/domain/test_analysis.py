"""Years beside each other."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from rbtrack import catalog
from rbtrack.domain.analysis import compare, compare_across, measure, minus, same_parts
from rbtrack.domain.crosswalk import Crosswalk, Link, check_crosswalk
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import score
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
    with pytest.raises(ValueError, match="different rubrics"):
        compare([score(rb2014, {}), score(replace(rb2014, version="2"), {})])


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
