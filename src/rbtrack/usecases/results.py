"""Figures that others published: store them one by one, and list them."""

from __future__ import annotations

from dataclasses import replace

from rbtrack import catalog
from rbtrack.domain.evaluation import Result
from rbtrack.domain.names import check_names
from rbtrack.domain.reported import beyond_scale, doubts, parse_reported
from rbtrack.errors import Place, Problem, RbtrackError
from rbtrack.store import Writer
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.results import PublishedSakip, ResultOutcome, ResultStatus

INSTRUMENTS = ("rb", "sakip")


def reported(text: str) -> Result:
    """A result that holds only what `text` reports (`CC/65`). Raises RbtrackError where it cannot be read."""
    score, grade, problem = parse_reported(text)
    if problem is not None:
        raise RbtrackError(problems=(problem,))
    return Result("", 0, "", "", score=score, grade=grade)


def set_result(
    workspace: Workspace, result: Result, dry_run: bool = False, *, replacing: bool = False
) -> ResultOutcome:
    """Store one figure as reported; another one of the same thing is only replaced with `replacing`, its source and
    note always.

    Raises RbtrackError for an unknown office or scale, a score above its scale, and another figure that is stored.
    """
    _check_scale(result)
    check_names(result.judge)
    with workspace.store.writing(workspace.actor, dry_run) as writer:
        writer.office(result.office)
        outcome = put_result(writer, result, Place())
        if outcome.old is not None and not replacing and _figure(outcome.old) != _figure(result):
            both = _parameters("old", outcome.old) | _parameters("new", result)
            raise RbtrackError(problems=(Problem("result-differs", parameters=both),))
        return outcome


def _figure(result: Result) -> tuple[object, ...]:
    return result.score, result.grade, result.scale


def _parameters(which: str, result: Result) -> dict[str, object]:
    names = ("score", "grade", "scale")
    return {f"{which}_{name}": value for name, value in zip(names, _figure(result), strict=True)}


def list_results(workspace: Workspace, office: str | None = None, instrument: str | None = None) -> tuple[Result, ...]:
    """Published figures, by office and year. Raises RbtrackError for an unknown office."""
    with workspace.store.reading() as reader:
        if office is not None:
            reader.office(office)
        return reader.results(office, instrument)


def list_sakip(workspace: Workspace) -> PublishedSakip:
    """The SAKIP figures that were published of all offices."""
    with workspace.store.reading() as reader:
        return PublishedSakip(reader.offices(), reader.results(instrument="sakip"))


def put_result(writer: Writer, result: Result, place: Place) -> ResultOutcome:
    """Store one figure, in place of another one of the same thing; what is doubtful about it comes with it."""
    old = writer.set_result(result)
    status: ResultStatus = "stored" if old is None else "unchanged" if old == result else "replaced"
    warnings = tuple(doubts(result, catalog.shared().grade_scales.values()))
    return ResultOutcome(status, place, result, old, tuple(_at(problem, place) for problem in warnings))


def _at(problem: Problem, place: Place) -> Problem:
    return replace(problem, place=place)


def scales_of(instrument: str) -> tuple[str, ...]:
    """The ids of the grade scales of an instrument."""
    return tuple(scale.id for scale in catalog.shared().grade_scales.values() if scale.instrument == instrument)


def _check_scale(result: Result) -> None:
    known = scales_of(result.instrument)
    if result.scale is not None and result.scale not in known:
        raise RbtrackError("scale-unknown", known=known, value=result.scale)
    problem = beyond_scale(result, catalog.shared().grade_scales.values())
    if problem is not None:
        raise RbtrackError(problems=(problem,))
