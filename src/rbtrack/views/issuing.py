"""Worksheets that were made, and the files that they were written to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rbtrack.domain.evaluation import EvaluationKey, Office
from rbtrack.errors import Problem


@dataclass(frozen=True, slots=True)
class IssuedWorksheet:
    """A worksheet for an office, as the workbook `content` to be written under `name`.

    In a dry run there is no content. `others` are the tiers that were stored besides the one that was taken.
    """

    office: Office
    key: EvaluationKey
    name: str
    content: bytes | None = None
    problems: tuple[Problem, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenWorksheet:
    """The file of a worksheet (in a dry run, the one that it would be), and where another file of that name went."""

    office: Office
    key: EvaluationKey
    path: Path
    kept: Path | None = None
