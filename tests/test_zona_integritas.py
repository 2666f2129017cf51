"""The rubric of Zona Integritas: its figures are those of a filled official form."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.kinds import ChoiceScale, NumberScale, RatioScale
from rbtrack.domain.scoring import score
from tests.zona_integritas import RUBRIC, SHOWN_BY_THE_SHEET, TOTAL, answers_of_the_form

ZI = catalog.shipped_rubric(RUBRIC)


def test_its_items_are_those_of_the_form() -> None:
    kinds = Counter(
        item.answer.id if isinstance(item.answer, ChoiceScale) else type(item.answer) for item in ZI.items.values()
    )
    assert kinds == {"ya_tidak": 17, "abc": 36, "abcd": 33, "abcde": 17, RatioScale: 8, NumberScale: 2}
    assert (len(ZI.items), ZI.maximum, ZI.blank_items) == (113, 100, "skip")
    areas = [sum((node.weight or Fraction(0) for node in ZI.tagged(area.id)), Fraction(0)) for area in ZI.areas]
    assert areas == [8, 7, 10, 10, 15, 10]


def test_the_figures_of_the_filled_form() -> None:
    scored = score(ZI, answers_of_the_form())
    assert scored.points == TOTAL
    assert (float(TOTAL), float(SHOWN_BY_THE_SHEET)) == (pytest.approx(95.70952380952381), 95.57619047619048)
    assert {each.node.code: each.points for each in scored.walk()}["A.II.5.iii"] == Fraction(28, 15)


@pytest.mark.parametrize(
    ("item", "answer", "share"),
    [
        ("A.II.1.i.a", "7/5", "1"),  # an agent may bring more than one change about
        ("A.II.1.i.b", "6/5", "1"),
        ("A.II.5.ii.a", "5/7", "5/7"),
        ("A.II.3.iii.a", "4/1", "3/4"),
        ("A.II.3.iii.a", "4/5", "0"),
        ("A.II.3.iii.a", "0/0", "1"),
        ("A.II.5.iii.b.1", "0/0", "1"),
        ("A.I.1.i.b", "B", "1/2"),
        ("A.I.1.iii.a", "B", "67/100"),
        ("A.I.1.iii.a", "C", "33/100"),
        ("A.II.2.iii.a", "D", "1/4"),
        ("B.I.a", "3.6", "9/10"),
    ],
)
def test_what_an_answer_earns(item: str, answer: str, share: str) -> None:
    scored = score(ZI, {item: Answer(answer)})
    assert {each.node.code: each.share for each in scored.walk()}[item] == Fraction(share)
    assert scored.points == Fraction(share) * next(
        node.weight or (ZI.parents[item].weight or Fraction(0)) for node in [ZI.items[item]]
    )


def test_a_survey_that_is_not_there_counts_as_nothing() -> None:
    answers = answers_of_the_form()
    del answers["B.I.a"]
    scored = score(ZI, answers)
    assert scored.points == TOTAL - Fraction("3.76") / 4 * Fraction("17.5")
    assert scored.is_provisional
