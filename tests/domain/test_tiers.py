"""Whose figure it is: one order of authority, from which everything else follows."""

from __future__ import annotations

from typing import get_args

from rbtrack.domain.tiers import EVALUATOR, OWN, PUBLISHED, RESULT_TIERS, TIERS, EvaluatedTier


def test_what_is_published_goes_before_answers_and_the_plenary_before_the_evaluator() -> None:
    """Other tiers may stand between these."""
    assert [tier for tier in RESULT_TIERS if tier in {"self", "evaluator", "final", "external"}] == [
        "external", "final", "evaluator", "self",
    ]  # fmt: skip


def test_tiers_of_answers_stand_in_the_same_order_and_what_is_only_published_is_none_of_them() -> None:
    assert tuple(tier for tier in RESULT_TIERS if tier in TIERS) == TIERS
    assert RESULT_TIERS[0] == PUBLISHED
    assert PUBLISHED not in TIERS


def test_a_gap_is_between_the_office_and_those_who_judge_it() -> None:
    assert {OWN, *get_args(EvaluatedTier)} == set(TIERS)
    assert OWN not in get_args(EvaluatedTier)
    assert EVALUATOR in get_args(EvaluatedTier)
