"""An agency and its units: their mean, the combined figure at a share, and what is certain without one."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from rbtrack.domain.combined import CombinedFigure, CombinedScore, combine, combined_faults
from rbtrack.domain.combined_shares import CombinedShares
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.rubric import Fault, Rubric
from rbtrack.domain.scoring import Scored, score
from tests.domain.trees import NUMBER, group, item, rubric, scale

BB_AND_A = scale(("B", 0, 70), ("BB", 70, 80), ("A", 80, 100))
PLAIN = rubric(
    group("1", 60, item("1.a", 40, answer=NUMBER), item("1.b", 20, answer=NUMBER)), item("2", 40, answer=NUMBER),
    grade_scale=BB_AND_A,
)  # fmt: skip


def scored(*answers: str | None, on: Rubric = PLAIN) -> Scored:
    """Answers in percent to the three items, in their order."""
    return score(on, {code: Answer(each) for code, each in zip(on.items, answers, strict=True)})


def test_a_figure_lies_between_the_agency_and_the_mean_of_its_units() -> None:
    figure = CombinedFigure(Fraction(80), (Fraction(70), None, Fraction(71)))
    assert (figure.known, figure.mean) == ((70, 71), Fraction(141, 2))
    assert figure.ends == (Fraction(141, 2), 80)
    assert CombinedFigure(Fraction(60), (Fraction(70),)).ends == (60, 70)
    assert [figure.at(Fraction(share, 10)) for share in (0, 6, 10)] == [Fraction(141, 2), Fraction(381, 5), 80]


@pytest.mark.parametrize("figure", [CombinedFigure(None, (Fraction(70),)), CombinedFigure(Fraction(70), (None, None))])
def test_there_is_no_combined_figure_where_one_side_has_none(figure: CombinedFigure) -> None:
    assert (figure.ends, figure.at(Fraction(1, 2))) == (None, None)


def test_every_part_with_a_weight_is_combined_as_the_index_is() -> None:
    found = combine(scored("100", "50", "80"), [scored("50", "50", "80"), scored("100", "0", "40")], Fraction(3, 5))
    assert [(part.code, part.weight, part.depth, part.figure.at(Fraction(3, 5))) for part in found.parts] == [
        ("1", 60, 0, 44), ("1.a", 40, 1, 36), ("1.b", 20, 1, 8), ("2", 40, 0, Fraction(144, 5)),
    ]  # fmt: skip
    assert [part.name for part in found.parts] == ["Group 1", "Item 1.a", "Item 1.b", "Item 2"]
    assert (found.points, found.grades, found.is_provisional) == (Fraction(364, 5), ("BB",), False)
    assert found.index == CombinedFigure(Fraction(82), (Fraction(62), Fraction(56)))


def of(own: str, unit: str, share: Fraction | None = None) -> CombinedScore:
    return combine(scored(own, own, own), [scored(unit, unit, unit)], share)


def test_without_a_share_only_a_grade_that_both_ends_have_is_certain() -> None:
    assert (of("80", "72").points, of("80", "72").grades) == (None, ("BB",))
    assert of("80.01", "72").grades == ()
    assert of("70", "72").grades == ()
    assert of("80.01", "72", Fraction(1, 2)).grades == ("BB",)
    assert of("80.01", "72", Fraction(1)).grades == ("A",)


def test_a_rubric_without_a_scale_has_no_grade() -> None:
    bare = replace(PLAIN, grade_scale=None)
    assert combine(scored("80", "80", "80", on=bare), [scored("80", "80", "80", on=bare)], Fraction(1)).grades == ()


def test_it_is_provisional_where_anybody_left_something_blank_or_is_missing() -> None:
    whole, part = scored("80", "80", "80"), scored("80", None, "80")
    assert not combine(whole, [whole], None).is_provisional
    assert combine(part, [whole], None).is_provisional
    assert combine(whole, [whole, part], None).is_provisional
    assert combine(whole, [whole], None, is_whole=False).is_provisional


@pytest.mark.parametrize(
    ("own", "units", "is_wrong"),
    [(60, 40, False), (99, 1, False), (60, 30, True), (100, 0, True), (0, 100, True), (110, -10, True)],
)
def test_shares_add_up_to_the_whole_and_both_sides_have_one(own: int, units: int, is_wrong: bool) -> None:
    shares = CombinedShares(Fraction(own), Fraction(units))
    faults = list(combined_faults(replace(PLAIN, combined=shares)))
    assert faults == [Fault("combined-shares-wrong", "combined", {"sum": Fraction(own + units)})] * is_wrong
    assert list(combined_faults(PLAIN)) == []
    assert CombinedShares(Fraction(60), Fraction(40)).own_share == Fraction(3, 5)
