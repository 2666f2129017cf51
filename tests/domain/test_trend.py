"""A series for each tier and judge; it breaks where the measure changes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer, EvaluationKey, Result
from rbtrack.domain.rubric import Rubric, Years
from rbtrack.domain.scoring import score
from rbtrack.domain.trend import Figure, Series, SeriesYear, all_series, breaks, computed, headline_of, reported
from tests.domain.trees import item, rubric, scale
from tests.lke.official import sample_answers

SELF = Figure(2020, Fraction(70), "B", "self", "", "rb-2020", "rb-2014", "computed")


def test_external_goes_before_final_evaluator_and_self() -> None:
    figures = [replace(SELF, tier=tier) for tier in ("self", "final", "external", "evaluator")]
    assert headline_of(figures) == replace(SELF, tier="external")
    assert [series.tier for series in all_series(figures)] == ["external", "final", "evaluator", "self"]
    assert headline_of([]) is None
    assert all_series([]) == ()


def test_computed_goes_before_reported_of_the_same_tier_and_judges_by_their_names() -> None:
    told = replace(SELF, origin="reported")
    assert headline_of([told, SELF]) == SELF
    assert headline_of([replace(SELF, judge="A"), told]) == replace(SELF, judge="A")
    assert headline_of([replace(SELF, judge="B"), replace(SELF, judge="A"), replace(SELF, judge="")]) == SELF
    (series,) = all_series([told, SELF])
    assert series.years == (SeriesYear(SELF, (told,), None),)


def test_each_tier_and_judge_is_a_series_of_its_own_whatever_stands_beside_it_in_a_year() -> None:
    """Two self-assessments are compared with each other, though an evaluator's figure stands in the second year."""
    first, last = replace(SELF, points=Fraction("70.634")), replace(SELF, year=2022, points=Fraction("72.479"))
    judged = replace(SELF, year=2022, tier="evaluator", points=Fraction("66.56"))
    named = replace(SELF, year=2021, judge="pleno", origin="reported")
    found = all_series([last, named, judged, first])
    assert found == (
        Series("evaluator", "", (SeriesYear(judged),), True),
        Series("self", "", (SeriesYear(first), SeriesYear(last, (), first))),
        Series("self", "pleno", (SeriesYear(named),)),
    )
    assert found[1].last.change == found[1].change == Fraction("1.85")
    assert (found[1].since, found[0].since, found[0].change) == (2020, None, None)


def test_the_headline_is_of_the_newest_year_and_there_of_most_authority() -> None:
    old = replace(SELF, year=2019, tier="external")
    found = all_series([old, SELF, replace(SELF, judge="Z"), replace(SELF, judge="A")])
    assert [(each.tier, each.judge, each.is_headline) for each in found] == [
        ("self", "", True), ("external", "", False), ("self", "A", False), ("self", "Z", False),
    ]  # fmt: skip


def test_a_year_is_comparable_only_with_the_same_rubric_and_scale() -> None:
    changes: list[dict[str, str]] = [{}, {"rubric": "rb-2014"}, {"scale": "rb-2023"}]
    for change in changes:
        (series,) = all_series([SELF, replace(SELF, year=2021, points=Fraction(71), **change)])  # type: ignore[arg-type]
        first, second = series.years
        assert (first.is_comparable, first.breaks, first.change) == (False, (), None)
        assert (second.is_comparable, second.change) == (not change, None if change else 1)
        assert second.breaks == tuple(change)


def test_a_change_is_what_a_reader_finds_who_subtracts_the_printed_figures() -> None:
    years = [replace(SELF, year=2018 + at, points=Fraction(points)) for at, points in enumerate(("1.004", "2.006"))]
    (series,) = all_series(years)
    assert series.change == Fraction("1.01")


def test_the_unbroken_years_end_at_a_break_and_at_a_figure_without_points() -> None:
    def series(*figures: Figure) -> Series:
        (found,) = all_series(figures)
        return found

    years = [replace(SELF, year=2016 + at, points=Fraction(60 + at)) for at in range(4)]
    whole = series(*years)
    assert ([each.figure for each in whole.unbroken], whole.since, whole.change) == (years, 2016, 3)
    broken = series(replace(years[0], rubric="rb-2014"), *years[1:])
    assert ([each.figure for each in broken.unbroken], broken.since, broken.change) == (years[1:], 2017, 2)
    letters = series(years[0], replace(years[1], points=None), *years[2:])
    assert ([each.figure for each in letters.unbroken], letters.since) == (years[2:], 2018)
    assert letters.years[2].change is None
    assert letters.years[2].is_comparable
    unknown = series(*years[:3], replace(years[3], points=None))
    assert (unknown.unbroken, unknown.since, unknown.change) == ((), None, None)
    alone = series(years[0], replace(years[1], rubric="rb-2014"))
    assert (len(alone.unbroken), alone.since, alone.change) == (1, None, None)


def test_a_year_of_a_series_can_be_asked_for() -> None:
    (series,) = all_series([SELF, replace(SELF, year=2022)])
    assert series.of_year(2020) == SeriesYear(SELF)
    assert series.of_year(2021) is None
    assert series.last == series.of_year(2022)


def test_of_two_rubrics_in_a_year_the_first_by_name_counts_and_the_other_is_named() -> None:
    other = replace(SELF, rubric="rb-2014")
    (series,) = all_series([SELF, other, replace(SELF, origin="reported", rubric=None)])
    assert series.years == (SeriesYear(other, (SELF, replace(SELF, origin="reported", rubric=None))),)


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
    (series,) = all_series([before, without])
    assert [each.is_comparable for each in series.years] == [False, False]


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
