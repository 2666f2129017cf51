"""Areas and branches year beside year, across rubrics."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from rbtrack import catalog
from rbtrack.domain.crosswalk import AREA, Crosswalk, Link, LinkKind
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.parts import PartScore, PartsOverYears, all_areas, over_years, parts
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import Coverage, Scored, score
from rbtrack.domain.trend import Figure, breaks
from tests.answers import random_answers
from tests.domain.trees import NUMBER, ONE, PLUS_OR_MINUS, TWO, group, item, rubric


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


def test_a_part_tells_its_weight_its_points_and_how_much_is_answered() -> None:
    """Corrections are no part: they have no weight of their own."""
    tree = rubric(
        group("g", 10, item("g.1"), item("g.2"), area="2"),
        item("h", 5, area="1"),
        item("k", answer=PLUS_OR_MINUS, corrects=True),
    )
    half = {"g.1": Answer("B", evidence="SK"), "k": Answer("1")}
    assert parts(score(tree, half)) == (
        PartScore("g", "Group g", Fraction(10), Fraction(5), Coverage(2, 1)),
        PartScore("h", "Item h", Fraction(5), None, Coverage(1)),
    )
    tagged = replace(tree, areas=(ONE, TWO))
    assert parts(score(tagged, half)) == (
        PartScore("area:1", "Area one", Fraction(5), None, Coverage(1)),
        PartScore("area:2", "Area two", Fraction(10), Fraction(5), Coverage(2, 1)),
    )
    assert [part.percent for part in parts(score(tagged, half))] == [None, 50]


def branches(code: str, *names: str) -> Scored:
    """A score on a rubric with one item for each name; the first reaches 1 point, the second 2, and so on."""
    tree = rubric(*(item(name, 10, answer=NUMBER) for name in names), code=code)
    return score(tree, {name: Answer(str(10 * reached)) for reached, name in enumerate(names, 1)})


@pytest.mark.parametrize(
    ("links", "rows"),
    [
        ([("rescaled", ("a",), ("x",)), ("same", ("b",), ("y",))], [("a", "x"), ("b", "y")]),
        ([("same", ("a",), ("y",)), ("same", ("b",), ("x",))], [("b", "x"), ("a", "y")]),
        ([("same", ("a",), ("x",))], None),
        ([("same", ("a",), ("x",)), ("new", (), ("y",))], None),
        ([("same", ("a",), ("x",)), ("merged", ("a", "b"), ("y",))], None),
        ([("split", ("a",), ("x", "y"))], None),
        ([("same", ("a",), ("x",)), ("same", ("lost",), ("y",))], None),
        ([("same", ("a",), ("x",)), ("same", ("b",), ("y",)), ("dropped", ("c",), ())], [("a", "x"), ("b", "y")]),
        ([("same", ("a",), ("x",)), ("same", ("b",), ("y",)), ("split", ("c",), ("p", "q"))], [("a", "x"), ("b", "y")]),
        (
            [("same", ("a",), ("x",)), ("same", ("b",), ("y",)), ("merged", ("b", "c"), ("x",))],
            [("a", "x"), ("b", "y")],
        ),
    ],
)
def test_a_part_continues_only_from_one_single_part(
    links: list[tuple[LinkKind, tuple[str, ...], tuple[str, ...]]], rows: list[tuple[str, str]] | None
) -> None:
    """The row of each newest part, with the figure of the part that it comes from; else two tables."""
    old, new = branches("old", "a", "b", "c"), branches("new", "x", "y")

    def walk(older: Rubric, newer: Rubric) -> Crosswalk | None:
        assert (older.id, newer.id) == ("old", "new")
        return Crosswalk("old", "new", tuple(Link(*link) for link in links), "primary")

    found = over_years({2022: new, 2020: old}, walk)
    if rows is None:
        assert [table.years for table in found] == [(2022,), (2020,)]
    else:
        by_code = {part.code: part for part in (*parts(old), *parts(new))}
        assert found == (PartsOverYears((2020, 2022), tuple(tuple(by_code[code] for code in row) for row in rows)),)


def test_one_rubric_continues_in_itself_by_code_and_a_break_begins_a_table() -> None:
    """The newest table first; within a table the years are in order."""
    one, two, more = branches("r", "a", "b"), branches("r", "b", "a"), branches("r", "a", "b", "c")
    assert over_years({2021: more, 2019: one, 2020: two, 2022: two, 2018: more}, no_crosswalk) == (
        PartsOverYears(
            (2018, 2019, 2020, 2021, 2022),
            tuple(
                tuple(next(part for part in parts(each) if part.code == code) for each in (more, one, two, more, two))
                for code in ("b", "a")
            ),
        ),
    )
    assert over_years({2020: two, 2021: more, 2022: two}, no_crosswalk) == over_years(
        {2022: two, 2020: two, 2021: more}, no_crosswalk
    )
    broken = over_years({2019: one, 2020: more, 2018: one}, no_crosswalk)
    assert [table.years for table in broken] == [(2020,), (2018, 2019)]
    assert broken[0].rows == tuple((part,) for part in parts(more))
    assert broken[1].rows == tuple((part, part) for part in parts(one))
    lacking = over_years({2020: more, 2021: one, 2022: more}, no_crosswalk)
    assert [(table.years, len(table.rows)) for table in lacking] == [((2022,), 3), ((2020, 2021), 2)]


def test_all_areas_together_are_compared_in_percent_of_each_years_own_weight() -> None:
    old, new = scored("rb-2014"), scored("rb-2020", 2)
    found = all_areas(old, new, catalog.Catalogue().crosswalk)
    assert found is not None
    for share, side in zip(found, (old, new), strict=True):
        points = [area.points or Fraction(0) for area in side.areas]
        assert share == sum(points) / sum(area.weight for area in side.areas) * 100


def test_areas_are_not_compared_where_one_has_no_points_or_nothing_to_continue_from(rb2014: Rubric) -> None:
    old, new, walk = scored("rb-2014"), scored("rb-2020", 2), catalog.Catalogue().crosswalk
    assert all_areas(score(rb2014, {}), new, walk) is None
    assert all_areas(old, score(new.rubric, {}), walk) is None
    assert all_areas(old, new, no_crosswalk) is None
    assert all_areas(old, scored("rb-2023-kl"), walk) is None
    assert all_areas(scored("rb-2023-kl"), old, walk) is None
    fewer = replace(new, rubric=replace(new.rubric, areas=new.rubric.areas[:7]))
    assert all_areas(old, fewer, lambda _old, _new: walk(old.rubric, new.rubric)) is None
