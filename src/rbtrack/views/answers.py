"""Answers of an evaluation, and what became of one that was set."""

from __future__ import annotations

from dataclasses import dataclass

from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.domain.merging import Change
from rbtrack.domain.scoring import Scored
from rbtrack.views.scores import OfficeScore


@dataclass(frozen=True, slots=True)
class OfficeAnswers:
    """The answers of an evaluation with their score: all of them, or those at and below `node`."""

    score: OfficeScore
    node: str | None


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """What became of an answer: the change (None where nothing changed), and the scores before and after. `moved_from`
    is the year of evaluation before (None: nothing was stored or changed)."""

    key: EvaluationKey
    change: Change | None
    before: Scored
    after: Scored
    moved_from: int | None = None

    @property
    def is_moved(self) -> bool:
        """Whether it is now evaluated in another year."""
        return self.moved_from not in (None, self.key.year_evaluated)
