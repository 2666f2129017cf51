"""Places among offices: by the printed figure, shared where it is the same."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rbtrack.domain.numbers import rounded
from rbtrack.domain.ranking import Rank, rank

POINTS = {
    "d": Fraction("70.004"),
    "f": None,
    "a": Fraction("70.001"),
    "e": None,
    "c": Fraction(80),
    "b": Fraction("70.005"),
    "g": Fraction(0),
}


def test_offices_stand_by_place_then_by_code_and_those_without_a_figure_last() -> None:
    """Two share the third place, so nobody has the fourth; nothing is known of the year before."""
    assert rank(POINTS) == (
        Rank("c", Fraction(80), 1, None),
        Rank("b", Fraction("70.005"), 2, None),
        Rank("a", Fraction("70.001"), 3, None),
        Rank("d", Fraction("70.004"), 3, None),
        Rank("g", Fraction(0), 5, None),
        Rank("e", None, None, None),
        Rank("f", None, None, None),
    )


def test_the_place_before_counts_offices_that_are_no_longer_there() -> None:
    before = {"gone": Fraction(99), "c": Fraction(50), "a": Fraction("98.5"), "b": None, "f": Fraction(60)}
    assert {each.office: each.before for each in rank(POINTS, before)} == {
        "a": 2, "b": None, "c": 4, "d": None, "e": None, "f": 3, "g": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("place", "before", "change"),
    [(1, 4, 3), (4, 1, -3), (2, 2, 0), (None, 4, None), (4, None, None), (None, None, None)],
)
def test_an_office_rises_by_the_places_that_it_gained(
    place: int | None, before: int | None, change: int | None
) -> None:
    assert Rank("a", Fraction(1), place, before).change == change
    assert Rank("a", Fraction(1), 1).before is None


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.none() | st.fractions(0, 100), max_size=8))
def test_a_place_is_one_more_than_the_number_of_offices_with_a_higher_printed_figure(
    points: dict[str, Fraction | None],
) -> None:
    shown = {office: rounded(figure) for office, figure in points.items() if figure is not None}
    for each in rank(points):
        above = None if each.points is None else 1 + sum(figure > rounded(each.points) for figure in shown.values())
        assert each.place == above


def figures(**points: str | None) -> dict[str, Fraction | None]:
    return {office: None if figure is None else Fraction(figure) for office, figure in points.items()}


def test_equal_printed_figures_share_a_place_and_the_next_one_is_left_out() -> None:
    places = rank(figures(a="70.001", b="80", c="70.004", d="60", e=None))
    assert [(each.office, each.place) for each in places] == [("b", 1), ("a", 2), ("c", 2), ("d", 4), ("e", None)]


def test_the_change_of_place_is_known_only_where_both_are() -> None:
    places = rank(figures(a="70", b="80", c="60", d=None), figures(a="90", b="80", d="10"))
    assert {each.office: each.change for each in places} == {"a": -1, "b": 1, "c": None, "d": None}
