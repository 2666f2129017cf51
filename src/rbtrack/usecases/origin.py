"""From which state of the database a report is made."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rbtrack import __version__
from rbtrack.domain.analysis import measure
from rbtrack.domain.evaluation import Office
from rbtrack.domain.rubric import Rubric
from rbtrack.errors import Problem
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


def left_out(
    workspace: Workspace, reader: Reader, offices: Iterable[Office], years: Collection[int] = ()
) -> tuple[Problem, ...]:
    """A warning where figures of these offices are stored (of all years unless told) of instruments whose file is not
    there, so that no report can show them."""
    codes = {office.code for office in offices}
    stored = [(instrument, key.year) for instrument, key in reader.keys_of(tuple(codes))]
    stored += [(result.instrument, result.year) for result in reader.results() if result.office in codes]
    known = {instrument.code for instrument in workspace.catalogue.instruments()}
    codes = {code for code, year in stored if code not in known and (not years or year in years)}
    if not codes:
        return ()
    return (Problem("instrument-left-out", "warning", parameters={"instruments": tuple(sorted(codes))}),)


def _digest(reader: Reader, rubric: Rubric) -> str:
    stored = reader.rubric(rubric.id, rubric.version)
    assert stored is not None
    return stored.sha256
