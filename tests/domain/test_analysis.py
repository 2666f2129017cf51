"""Years beside each other."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from rbtrack.domain.analysis import compare, minus
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import score
from rbtrack.usecases.demo import sample_answers


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
