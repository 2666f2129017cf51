"""Of each year the most authoritative figure; a line breaks where the measure changes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from rbtrack import catalog
from rbtrack.domain.evaluation import EvaluationKey, Result
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import score
from rbtrack.domain.trend import Figure, computed, reported, trend
from tests.lke.official import sample_answers

SELF = Figure(2020, Fraction(70), "B", "self", "", "rb-2020", "rb-2014", "computed")


def test_external_goes_before_final_evaluator_and_self() -> None:
    figures = [replace(SELF, tier=tier) for tier in ("self", "final", "external", "evaluator")]
    (year,) = trend(figures)
    assert [year.headline.tier, *(other.tier for other in year.others)] == ["external", "final", "evaluator", "self"]


def test_computed_goes_before_reported_of_the_same_tier() -> None:
    (year,) = trend([replace(SELF, origin="reported"), SELF])
    assert year.headline.origin == "computed"


def test_a_year_is_comparable_only_with_the_same_tier_judge_rubric_and_scale() -> None:
    changes: list[dict[str, str]] = [
        {},
        {"tier": "final"},
        {"judge": "APIP"},
        {"rubric": "rb-2014"},
        {"scale": "rb-2023"},
    ]
    for change in changes:
        first, second = trend([SELF, replace(SELF, year=2021, **change)])  # type: ignore[arg-type]
        assert (first.is_comparable, second.is_comparable) == (False, not change)


def test_one_tier_can_be_asked_for() -> None:
    figures = [SELF, replace(SELF, tier="final"), replace(SELF, tier="final", year=2021)]
    assert [year.headline.tier for year in trend(figures, "self")] == ["self"]


def test_figures_say_where_they_come_from(rb2014: Rubric) -> None:
    key = EvaluationKey("bps", 2015, "rb-2014", "evaluator")
    own = computed(key, score(rb2014, sample_answers(2015)))
    assert (own.grade, own.origin, own.scale, own.is_provisional) == ("BB", "computed", "rb-2014", False)
    empty = computed(key, score(replace(rb2014, grade_scale=None), {}))
    assert (empty.points, empty.grade, empty.scale, empty.is_provisional) == (None, None, None, True)
    scales = tuple(catalog.shared().grade_scales.values())
    other = reported(Result("53", 2021, "rb", "self", score=Decimal("86.5")), scales)
    assert (other.points, other.grade, other.origin, other.rubric, other.scale) == (
        Fraction("86.5"), None, "reported", None, "rb-2014",
    )  # fmt: skip
    assert reported(Result("53", 1999, "rb", "self", grade="B"), scales).scale is None
