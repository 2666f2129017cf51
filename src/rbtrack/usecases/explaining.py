"""How the index of an evaluation came about."""

from __future__ import annotations

from rbtrack.domain.explaining import explain
from rbtrack.usecases.answers import show_answers
from rbtrack.usecases.scores import Selection
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.explaining import OfficeExplained


def explain_score(
    workspace: Workspace, office: str, year: int, node: str | None, selection: Selection
) -> OfficeExplained:
    """The steps of the whole index, or those that `node` takes part in; the evaluation is chosen, and errors
    are raised, as by `show_answers`."""
    chosen = show_answers(workspace, office, year, node, selection).score
    return OfficeExplained(chosen, node, explain(chosen.scored, node))
