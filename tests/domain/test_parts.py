"""Areas and branches year beside year, across rubrics."""

from __future__ import annotations

from fractions import Fraction

from rbtrack import catalog
from rbtrack.domain.crosswalk import AREA, Crosswalk
from rbtrack.domain.parts import over_years, parts
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import Scored, score
from rbtrack.domain.trend import Figure, breaks
from tests.answers import random_answers


def scored(rubric: str, seed: int = 1) -> Scored:
    found = catalog.shipped_rubric(rubric)
    return score(found, random_answers(found, seed))


def no_crosswalk(_old: Rubric, _new: Rubric) -> Crosswalk | None:
    return None


def test_parts_are_the_areas_or_the_topmost_branches() -> None:
    eight = parts(scored("rb-2020"))
    assert [part.code for part in eight] == [f"{AREA}{number}" for number in range(1, 9)]
    branches = scored("sakip-2021")
    assert [part.points for part in parts(branches)] == [root.points for root in branches.roots]
    assert sum((part.weight for part in parts(branches)), Fraction(0)) == 100


def test_a_blank_part_has_no_percent(rb2014: Rubric) -> None:
    assert {part.percent for part in parts(score(rb2014, {}))} == {None}


def test_areas_continue_across_rubrics_and_keep_each_years_own_figures() -> None:
    old, new = scored("rb-2014"), scored("rb-2020", 2)
    (table,) = over_years({2019: old, 2022: new}, catalog.Catalogue().crosswalk)
    assert table.years == (2019, 2022)
    assert [row[0].points for row in table.rows] == [area.points for area in old.areas]
    assert [row[1].percent for row in table.rows] == [area.percent for area in new.areas]


def test_without_links_an_older_rubric_has_a_table_of_its_own_and_the_newest_comes_first() -> None:
    tables = over_years({2019: scored("rb-2014"), 2020: scored("rb-2014", 2), 2022: scored("rb-2020")}, no_crosswalk)
    assert [table.years for table in tables] == [(2022,), (2019, 2020)]
    assert all(len(row) == 2 for row in tables[1].rows)


def test_years_without_areas_do_not_mix_with_those_that_have_them() -> None:
    tables = over_years({2022: scored("rb-2020"), 2023: scored("rb-2023-kl")}, catalog.Catalogue().crosswalk)
    assert [table.years for table in tables] == [(2023,), (2022,)]


def test_nothing_scored_gives_no_table() -> None:
    assert over_years({}, no_crosswalk) == ()


def test_a_break_names_what_is_measured_otherwise() -> None:
    one = Figure(2021, Fraction(80), "BB", "self", "", "rb-2014", "rb-2014", "computed")
    other = Figure(2022, Fraction(80), "BB", "evaluator", "", "rb-2020", "rb-2014", "computed")
    assert breaks(one, other) == ("tier", "rubric")
    assert breaks(one, one) == ()
