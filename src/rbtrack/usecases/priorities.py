"""What an office could improve first."""

from __future__ import annotations

from dataclasses import dataclass

from rbtrack.domain.priorities import Priorities, priorities
from rbtrack.usecases.scores import OfficeScore, Selection, score_years


@dataclass(frozen=True, slots=True)
class OfficePriorities:
    """The evaluation that was looked at, and what improving it would bring."""

    score: OfficeScore
    found: Priorities


def score_priorities(address: str, office: str, year: int, selection: Selection) -> OfficePriorities:
    """Every item of an evaluation that could earn more, and the way to the next grade; the evaluation is
    chosen as `score_years` does. Raises RbtrackError as it does."""
    chosen = score_years(address, office, [year], selection)[0]
    answers = {each.node.code: each.answer for each in chosen.scored.walk() if each.node.is_item}
    return OfficePriorities(chosen, priorities(chosen.scored, answers))
