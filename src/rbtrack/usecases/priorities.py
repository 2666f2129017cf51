"""What an office could improve first."""

from __future__ import annotations

from rbtrack.domain.priorities import priorities
from rbtrack.usecases.scores import Selection, score_years
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.priorities import OfficePriorities


def score_priorities(workspace: Workspace, office: str, year: int, selection: Selection) -> OfficePriorities:
    """Every item of an evaluation that could earn more, and the way to the next grade; the evaluation is
    chosen, and errors are raised, as by `score_years`."""
    (chosen,) = score_years(workspace, office, [year], selection)
    return OfficePriorities(chosen, priorities(chosen.scored, chosen.answers))
