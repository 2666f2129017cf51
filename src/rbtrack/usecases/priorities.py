"""What an office could improve first."""

from __future__ import annotations

from rbtrack.domain.level_ways import LevelWay, find_level, level_way
from rbtrack.domain.priorities import priorities
from rbtrack.errors import RbtrackError
from rbtrack.usecases.levels import levels_of
from rbtrack.usecases.scores import Selection, score_years
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.priorities import OfficePriorities
from rbtrack.views.scores import OfficeScore


def score_priorities(
    workspace: Workspace, office: str, year: int, selection: Selection, level: str | None = None
) -> OfficePriorities:
    """Every item of an evaluation that could earn more, the way to the next grade, and that to `level`; the evaluation is
    chosen, and errors are raised, as by `score_years`.

    Raises RbtrackError where the rubric has no such level.
    """
    (chosen,) = score_years(workspace, office, [year], selection)
    way = None if level is None else _way(workspace, chosen, level)
    return OfficePriorities(chosen, priorities(chosen.scored, chosen.answers), way)


def _way(workspace: Workspace, chosen: OfficeScore, level: str) -> LevelWay:
    rubric = chosen.scored.rubric
    if not rubric.levels:
        raise RbtrackError("level-none", rubric=rubric.id)
    with workspace.store.reading() as reader:
        judged = find_level(levels_of(workspace, reader, chosen.office, chosen.key.year, chosen.scored), level)
    if judged is None:
        known = tuple(each.code for each in rubric.levels)
        raise RbtrackError("level-unknown", rubric=rubric.id, level=level, known=known)
    return level_way(chosen.scored, judged)
