"""From which state of the database a report is made."""

from __future__ import annotations

from collections.abc import Iterable

from rbtrack import __version__
from rbtrack.domain.analysis import measure
from rbtrack.domain.rubric import Rubric
from rbtrack.store import Reader
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.origin import ReportOrigin, UsedRubric


def report_origin(workspace: Workspace, reader: Reader, rubrics: Iterable[Rubric]) -> ReportOrigin:
    """The state of the database that `reader` reads, and the rubrics that figures were computed on, each once."""
    newest = reader.journal(last=1)
    number, digest = (newest[0].number, newest[0].hash) if newest else (0, "")
    used = {measure(rubric): rubric for rubric in rubrics}
    kept = tuple(UsedRubric(used[name], _digest(reader, used[name])) for name in sorted(used))
    return ReportOrigin(workspace.clock(), __version__, workspace.database_name, number, digest, kept)


def _digest(reader: Reader, rubric: Rubric) -> str:
    stored = reader.rubric(rubric.id, rubric.version)
    assert stored is not None
    return stored.sha256
