"""Whose figure it is: one order of authority, from which everything else follows."""

from __future__ import annotations

from typing import get_args

from rbtrack.domain.tiers import OWN, RESULT_TIERS, TIERS, EvaluatedTier


def test_what_is_published_goes_before_answers_and_the_plenary_before_the_evaluator() -> None:
    assert RESULT_TIERS == ("external", "final", "evaluator", "self")


def test_tiers_of_answers_stand_in_the_same_order() -> None:
    assert TIERS == ("final", "evaluator", "self")


def test_a_gap_is_between_the_office_and_those_who_judge_it() -> None:
    assert {OWN, *get_args(EvaluatedTier)} == set(TIERS)
    assert OWN not in get_args(EvaluatedTier)
