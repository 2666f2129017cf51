"""Figures that others published: what became of each one taken in, and the SAKIP figures of all offices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rbtrack.domain.evaluation import Office, Result
from rbtrack.errors import Place, Problem

ResultStatus = Literal["stored", "replaced", "unchanged", "refused"]


@dataclass(frozen=True, slots=True)
class ResultOutcome:
    """What became of one figure: stored as new, in place of another (`old`), unchanged, or refused.

    `result` is None where the row of the table could not be read.
    """

    status: ResultStatus
    place: Place
    result: Result | None
    old: Result | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedResults:
    """What became of each row of a table of results, and warnings about the table itself."""

    outcomes: tuple[ResultOutcome, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedSakip:
    """All offices by code, and the SAKIP figures that were published of them."""

    offices: tuple[Office, ...]
    results: tuple[Result, ...]
