"""Comparing worksheets: two of them, or one with what is stored."""

from __future__ import annotations

from pathlib import Path

from rbtrack import catalog
from rbtrack.domain.differences import differences
from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.errors import Place, Problem, RbtrackError
from rbtrack.store import Reader
from rbtrack.usecases.intake import Candidate, ImportOptions, IntakeContext, take_in
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.differences import ComparedAnswers, WorksheetComparison


def compare_worksheets(
    workspace: Workspace, left: Path, right: Path | None, options: ImportOptions
) -> WorksheetComparison:
    """Compare two worksheets item by item; without `right`, one with the stored evaluation that it is of.

    Raises RbtrackError with all that is wrong where a worksheet cannot be read, where it holds more
    than one evaluation that is asked for, where the two are on different rubrics, and where nothing is stored.
    """
    if right is not None and not workspace.has_database:
        context = IntakeContext(workspace.catalogue)
        return _compare(_worksheet(left, options, context), _worksheet(right, options, context))
    with workspace.store.reading() as reader:
        offices = {office.code: office for office in reader.offices()}
        context = IntakeContext(workspace.catalogue, reader, offices)
        one = _worksheet(left, options, context)
        if right is not None:
            return _compare(one, _worksheet(right, options, context))
        return _compare(one, (_stored(one[0].key, reader), ()))


_Side = tuple[ComparedAnswers, tuple[Problem, ...]]
"""One side, and what is doubtful about reading it."""


def _compare(left: _Side, right: _Side) -> WorksheetComparison:
    (one, doubts), (other, more) = left, right
    if one.rubric.id != other.rubric.id:
        raise RbtrackError("diff-rubrics-differ", rubrics=(one.rubric.id, other.rubric.id))
    return WorksheetComparison(one, other, differences(one.rubric, one.answers, other.answers), (*doubts, *more))


def _worksheet(path: Path, options: ImportOptions, context: IntakeContext) -> _Side:
    intake = take_in(path, options, context)
    problems = (*intake.problems, *(problem for each in intake.candidates for problem in each.problems))
    if any(problem.is_error for problem in problems):
        raise RbtrackError(problems=problems)
    candidate = _only(intake.candidates, path)
    places = {code: raw.place for code, raw in candidate.reading.raw.items()}
    return ComparedAnswers(path.name, candidate.key, candidate.rubric, candidate.answers, places), problems


def _only(candidates: tuple[Candidate, ...], path: Path) -> Candidate:
    if len(candidates) > 1:
        found = tuple(f"{candidate.key.year} {candidate.key.tier}" for candidate in candidates)
        raise RbtrackError("diff-several", place=Place(file=path.name), found=found)
    return candidates[0]


def _stored(key: EvaluationKey, reader: Reader) -> ComparedAnswers:
    evaluation, stored = reader.evaluation(key), reader.rubric_of(key)
    if evaluation is None or stored is None:
        found = tuple(each.label for each in reader.keys(key.office))
        raise RbtrackError("evaluation-missing", office=key.office, year=key.year, known=found)
    return ComparedAnswers(None, key, catalog.from_canonical(stored.content), evaluation.answers)
