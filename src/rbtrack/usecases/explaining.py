"""How the index of an evaluation came about."""

from __future__ import annotations

from dataclasses import dataclass

from rbtrack.domain.explaining import Line, explain
from rbtrack.usecases.answers import show_answers
from rbtrack.usecases.scores import OfficeScore, Selection


@dataclass(frozen=True, slots=True)
class OfficeExplained:
    """The evaluation that was looked at, and every step from its answers to its grade."""

    score: OfficeScore
    lines: tuple[Line, ...]


def explain_score(address: str, office: str, year: int, node: str | None, selection: Selection) -> OfficeExplained:
    """The steps of the whole index, or those that `node` takes part in; the evaluation is chosen, and errors
    are raised, as by `show_answers`."""
    chosen = show_answers(address, office, year, node, selection)
    return OfficeExplained(chosen, explain(chosen.scored, node))
