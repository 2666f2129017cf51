"""Comparing worksheets: two of them, or one with what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rbtrack import catalog
from rbtrack.domain.differences import Difference, differences
from rbtrack.domain.evaluation import Answer, EvaluationKey
from rbtrack.domain.rubric import Rubric
from rbtrack.errors import Place, Problem, RbtrackError, StoreError
from rbtrack.store import Store
from rbtrack.usecases.intake import Candidate, Known, Wanted, take_in


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a worksheet (with the cells of its answers), or what is stored (`file` None)."""

    file: str | None
    key: EvaluationKey
    rubric: Rubric
    answers: Mapping[str, Answer]
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sides, where they differ, and what is doubtful about reading them."""

    left: Side
    right: Side
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]


def compare_worksheets(address: str, left: Path, right: Path | None, wanted: Wanted) -> Compared:
    """Compare two worksheets item by item; without `right`, one with the stored evaluation that it is of.

    Raises RbtrackError with all that is wrong where a worksheet cannot be read, where it holds more
    than one evaluation that is asked for, where the two stand on different rubrics, and where nothing is stored.
    """
    try:
        store = Store.open(address)
    except StoreError as error:
        if right is None or error.problems[0].code != "store-missing":
            raise
        return _compare(left, right, wanted, Known())
    with store, store.reading() as reader:
        known = Known({office.code: office for office in reader.offices()}, reader)
        return _compare(left, right, wanted, known)


def _compare(left: Path, right: Path | None, wanted: Wanted, known: Known) -> Compared:
    one, problems = _worksheet(left, wanted, known)
    if right is None:
        other = _stored(one.key, known)
    else:
        other, more = _worksheet(right, wanted, known)
        problems += more
    if one.rubric.id != other.rubric.id:
        raise RbtrackError("diff-rubrics-differ", rubrics=(one.rubric.id, other.rubric.id))
    return Compared(one, other, differences(one.rubric, one.answers, other.answers), problems)


def _worksheet(path: Path, wanted: Wanted, known: Known) -> tuple[Side, tuple[Problem, ...]]:
    intake = take_in(path, wanted, known)
    problems = (*intake.problems, *(problem for each in intake.candidates for problem in each.problems))
    if any(problem.is_error for problem in problems):
        raise RbtrackError(problems=problems)
    candidate = _only(intake.candidates, path)
    places = {code: raw.place for code, raw in candidate.reading.raw.items()}
    return Side(path.name, candidate.key, candidate.rubric, candidate.answers, places), problems


def _only(candidates: tuple[Candidate, ...], path: Path) -> Candidate:
    if len(candidates) > 1:
        found = tuple(f"{candidate.key.year} {candidate.key.tier}" for candidate in candidates)
        raise RbtrackError("diff-several", place=Place(file=path.name), found=found)
    return candidates[0]


def _stored(key: EvaluationKey, known: Known) -> Side:
    assert known.reader is not None
    evaluation, stored = known.reader.evaluation(key), known.reader.rubric_of(key)
    if evaluation is None or stored is None:
        found = tuple(each.label for each in known.reader.keys(key.office))
        raise RbtrackError("evaluation-missing", office=key.office, year=key.year, known=found)
    return Side(None, key, catalog.from_canonical(stored.content), evaluation.answers)
