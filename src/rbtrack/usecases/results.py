"""Figures that others published: store them one by one, and list them."""

from __future__ import annotations

from dataclasses import replace

from rbtrack.domain.evaluation import Result
from rbtrack.domain.instrument import Instrument
from rbtrack.domain.names import check_names
from rbtrack.domain.reported import beyond_scale, doubts, parse_reported
from rbtrack.domain.years import evaluated_apart
from rbtrack.errors import Place, Problem, RbtrackError
from rbtrack.store import Writer
from rbtrack.usecases.evaluated_years import check_evaluated
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.results import PublishedSakip, ResultOutcome, ResultStatus

SAKIP = "sakip"
"""The instrument that has commands of its own, and whose figure of a year can be an answer of another one."""


def reported(workspace: Workspace, instrument: str, text: str) -> Result:
    """A result that holds only its instrument, and what `text` reports (`CC/65`). Raises RbtrackError for an unknown
    instrument, and where the text cannot be read."""
    score, grade, problem = parse_reported(text, workspace.catalogue.instrument(instrument).grades)
    if problem is not None:
        raise RbtrackError(problems=(problem,))
    return Result("", 0, instrument, "", score=score, grade=grade)


def set_result(
    workspace: Workspace, result: Result, dry_run: bool = False, *, replacing: bool = False
) -> ResultOutcome:
    """Store one figure as reported; another one of the same thing is only replaced with `replacing`, its source and
    note always.

    Raises RbtrackError for an unknown office, instrument or scale, a score off its scale, a year in which it cannot have
    been evaluated, and another figure that is stored.
    """
    instrument = workspace.catalogue.instrument(result.instrument)
    check_names(result.judge)
    check_evaluated(result.year, result.evaluated)
    result = replace(result, evaluated=evaluated_apart(result.year, result.evaluated))
    with workspace.store.writing(workspace.actor, dry_run) as writer:
        _check_scale(result, instrument, writer.office(result.office).kind)
        outcome = put_result(writer, result, Place(), instrument)
        if outcome.old is not None and not replacing and _figure(outcome.old) != _figure(result):
            both = _parameters("old", outcome.old) | _parameters("new", result)
            raise RbtrackError(problems=(Problem("result-differs", parameters=both),))
        return outcome


def _figure(result: Result) -> tuple[object, ...]:
    return result.score, result.grade, result.scale, result.year_evaluated


def _parameters(which: str, result: Result) -> dict[str, object]:
    names = ("score", "grade", "scale", "evaluated")
    return {f"{which}_{name}": value for name, value in zip(names, _figure(result), strict=True)}


def list_results(workspace: Workspace, office: str | None = None, instrument: str | None = None) -> tuple[Result, ...]:
    """Published figures, by office and year. Raises RbtrackError for an unknown office or instrument."""
    if instrument is not None:
        workspace.catalogue.instrument(instrument)
    with workspace.store.reading() as reader:
        if office is not None:
            reader.office(office)
        return reader.results(office, instrument)


def list_sakip(workspace: Workspace) -> PublishedSakip:
    """The SAKIP figures that were published of all offices."""
    with workspace.store.reading() as reader:
        return PublishedSakip(reader.offices(), reader.results(instrument=SAKIP))


def put_result(writer: Writer, result: Result, place: Place, instrument: Instrument) -> ResultOutcome:
    """Store one figure, in place of another one of the same thing; what is doubtful about it comes with it."""
    old = writer.set_result(result)
    status: ResultStatus = "stored" if old is None else "unchanged" if old == result else "replaced"
    warnings = tuple(doubts(result, instrument.scales))
    return ResultOutcome(status, place, result, old, tuple(_at(problem, place) for problem in warnings))


def _at(problem: Problem, place: Place) -> Problem:
    return replace(problem, place=place)


def _check_scale(result: Result, instrument: Instrument, kind: str) -> None:
    known = instrument.scale_ids
    if result.scale is not None and result.scale not in known:
        raise RbtrackError("scale-unknown", known=known, value=result.scale)
    problem = beyond_scale(result, instrument.scales, kind)
    if problem is not None:
        raise RbtrackError(problems=(problem,))
