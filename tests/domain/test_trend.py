"""Of each year the most authoritative figure; a line breaks where the measure changes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer, EvaluationKey, Result
from rbtrack.domain.rubric import Rubric, Years
from rbtrack.domain.scoring import score
from rbtrack.domain.trend import Figure, TrendYear, breaks, computed, reported, trend
from tests.domain.trees import item, rubric, scale
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


def test_a_figure_of_a_year_without_known_rules_is_compared_with_nothing() -> None:
    found = replace(rubric(item("A", weight=1)), years=Years(2024, 2024))
    key = EvaluationKey("x", 2025, found.id, "self")
    assert computed(key, score(found, {})).has_rules
    strict = replace(found, only_in_years=True)
    without = computed(key, score(strict, {}))
    assert not without.has_rules
    assert computed(replace(key, year=2024), score(strict, {})).has_rules
    before, after = replace(without, year=2024, has_rules=True), replace(without, year=2026)
    assert breaks(before, without) == breaks(without, before) == breaks(without, after) == ("rules",)
    assert breaks(replace(before, tier="final"), without) == ("tier", "rules")
    assert [each.is_comparable for each in trend([before, without])] == [False, False]


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


def test_a_year_is_compared_with_the_headline_of_the_year_before_it() -> None:
    """Years in order, whatever the order of figures and the years between; the others by tier, origin and judge."""
    final = replace(SELF, tier="final")
    judged, later = replace(SELF, judge="Z"), replace(SELF, judge="A", origin="reported")
    last, after = replace(SELF, year=2024), replace(SELF, year=2025)
    assert trend([after, later, last, judged, final, SELF, replace(SELF, year=2018)]) == (
        TrendYear(replace(SELF, year=2018), (), False),
        TrendYear(final, (SELF, judged, later), False),
        TrendYear(last, (), False),
        TrendYear(after, (), True),
    )
    assert trend([]) == ()


def test_only_figures_of_the_tier_asked_for_are_looked_at() -> None:
    final = replace(SELF, tier="final")
    reported_self = replace(SELF, origin="reported", year=2021)
    assert trend([final, SELF, reported_self, replace(final, year=2021)], "self") == (
        TrendYear(SELF, (), False),
        TrendYear(reported_self, (), True),
    )
    assert trend([SELF], "external") == ()


def test_points_grade_origin_and_state_of_a_figure_break_no_line() -> None:
    other = replace(SELF, points=None, grade="A", origin="reported", is_provisional=True, confidence="unverified")
    assert breaks(SELF, other) == ()
    assert breaks(SELF, replace(other, tier="final", judge="APIP", rubric=None, scale=None)) == (
        "tier", "judge", "rubric", "scale",
    )  # fmt: skip


def test_a_computed_figure_tells_all_of_its_evaluation() -> None:
    graded = rubric(item("a", 10), item("b", 90), grade_scale=scale(("B", 0, 50), ("A", 50, 100), code="own"))
    key = EvaluationKey("53", 2021, "r", "final", "APIP")
    half = score(graded, {"b": Answer("A")})
    assert computed(key, half) == Figure(
        2021, Fraction(90), "A", "final", "APIP", "r", "own", "computed", is_provisional=True, confidence="primary"
    )
    bare = replace(graded, grade_scale=None, confidence="secondary")
    assert computed(replace(key, judge=""), score(bare, {"a": Answer("B"), "b": Answer("C")})) == Figure(
        2021, Fraction(5), None, "final", "", "r", None, "computed", is_provisional=False, confidence="secondary"
    )


def test_a_reported_figure_stands_on_the_scale_that_it_names_or_that_was_in_force() -> None:
    scales = (scale(code="then", years=Years(None, 2022)), scale(code="now", years=Years(2023, None)))
    result = Result("53", 2021, "rb", "external", "BPKP", Decimal("86.50"), "A", source="letter", note="-")
    expected = Figure(2021, Fraction("86.5"), "A", "external", "BPKP", None, "then", "reported")
    assert reported(result, scales) == expected
    assert reported(replace(result, scale="now"), scales) == replace(expected, scale="now")
    assert reported(replace(result, scale="lost"), scales) == replace(expected, scale=None)
    assert reported(replace(result, score=None, instrument="x"), scales) == replace(expected, points=None, scale=None)


def test_the_scale_is_that_of_the_year_of_evaluation_and_so_are_the_rules() -> None:
    early, late = (
        replace(scale(), id="early", years=Years(None, 2014)),
        replace(scale(), id="late", years=Years(2015, None)),
    )
    given = Result("x", 2014, early.instrument, "external", score=Decimal(65))
    found = [reported(each, (early, late)) for each in (given, replace(given, evaluated=2015))]
    assert [(each.year, each.evaluated, each.year_evaluated, each.scale) for each in found] == [
        (2014, None, 2014, "early"), (2014, 2015, 2015, "late"),
    ]  # fmt: skip
    strict = replace(rubric(item("A", weight=1)), years=Years(2025, 2025), only_in_years=True)
    key = EvaluationKey("x", 2024, strict.id, "self", evaluated=2025)
    figure = computed(key, score(strict, {}))
    assert (figure.year, figure.year_evaluated, figure.has_rules) == (2024, 2025, True)
    assert not computed(replace(key, evaluated=None), score(strict, {})).has_rules
