"""Scores of single evaluations, and figures that others published."""

from __future__ import annotations

from dataclasses import dataclass

from rbtrack.domain.evaluation import Answer, EvaluationKey, Office, Result
from rbtrack.domain.levels import JudgedLevel
from rbtrack.domain.scoring import Scored
from rbtrack.domain.trend import Figure
from rbtrack.errors import Problem


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One evaluation and what its answers come to."""

    key: EvaluationKey
    scored: Scored

    @property
    def answers(self) -> dict[str, Answer]:
        """The answer to every item; that to a blank one is empty."""
        return {each.node.code: each.answer for each in self.scored.walk() if each.node.is_item}


@dataclass(frozen=True, slots=True)
class OfficeScore(Evaluated):
    """The score of one evaluation of an office.

    `others` are the tiers that were there too when none was named; `results` the figures that were
    published for the same office, year and instrument; `levels` those of its rubric, where they were asked for.
    """

    office: Office
    others: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    levels: tuple[JudgedLevel, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedYear:
    """A year of which only published figures are known."""

    office: Office
    year: int
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure that somebody published, as one of a trend, with what is doubtful about it."""

    office: Office
    result: Result
    figure: Figure
    doubts: tuple[Problem, ...]
