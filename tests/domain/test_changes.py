"""Who rose and who fell between two years: each office with itself, like with like."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from rbtrack.domain.changes import YearChange, changes
from rbtrack.domain.trend import Figure

SELF = Figure(2021, Fraction(70), "B", "self", "", "rb-2020", "rb-2014", "computed")


def later(points: str, **more: object) -> Figure:
    return replace(SELF, year=2022, points=Fraction(points), **more)  # type: ignore[arg-type]


def test_the_largest_rise_comes_first_and_what_cannot_be_compared_last() -> None:
    figures = {
        "d": [SELF],
        "c": [SELF, later("69.5")],
        "f": [SELF, later("99", rubric="rb-2014")],
        "b": [SELF, later("72.004")],
        "a": [SELF, later("71.996")],
        "e": [],
    }
    found = changes(figures, 2021, 2022)
    assert [(each.office, each.points) for each in found] == [
        ("a", 2), ("b", 2), ("c", Fraction("-0.5")), ("d", None), ("e", None), ("f", None),
    ]  # fmt: skip
    assert [each.breaks for each in found[3:]] == [(), (), ("rubric",)]
    assert found[3] == YearChange("d", SELF, None)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        # The evaluator judged in the second year alone: the self-assessments of both are compared.
        ([SELF, later("71"), later("66", tier="evaluator")], ("self", 1)),
        # Of two tiers in both years the most authoritative one is.
        ([SELF, later("71"), replace(SELF, tier="final"), later("75", tier="final")], ("final", 5)),
        # A figure without points is none to compare.
        ([SELF, later("71"), replace(SELF, tier="final", points=None), later("75", tier="final")], ("self", 1)),
        ([SELF, later("71"), replace(SELF, tier="final"), replace(later("1", tier="final"), points=None)], ("self", 1)),
        # Computed goes before reported.
        ([SELF, replace(SELF, rubric=None, origin="reported"), later("71"), later("90", rubric=None, origin="reported")], ("self", 1)),
    ],
)  # fmt: skip
def test_figures_of_one_tier_and_judge_are_compared_the_most_authoritative_first(
    figures: list[Figure], expected: tuple[str, int]
) -> None:
    (found,) = changes({"x": [*figures, replace(SELF, year=2020, points=Fraction(1))]}, 2021, 2022)
    assert found.after is not None
    assert (found.after.tier, found.points) == expected


def test_where_nothing_can_be_compared_the_headlines_of_both_years_stand() -> None:
    judged = later("66", tier="evaluator")
    (found,) = changes({"x": [SELF, judged, later("60", rubric="rb-2014")]}, 2021, 2022)
    assert (found.before, found.after, found.points) == (SELF, judged, None)
    assert found.breaks == ("tier",)
    assert YearChange("x", replace(SELF, points=None), later("1")).points is None
