"""What became of worksheets that were brought in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Literal

from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.domain.merging import Merge
from rbtrack.errors import Place, Problem

ImportStatus = Literal["stored", "unchanged", "refused", "checked"]


@dataclass(frozen=True, slots=True)
class ImportedEvaluation:
    """What became of one evaluation of the workbook at `path`.

    Without `key` the workbook as a whole was refused; without `merge` it was refused before it was compared
    with what is stored. `places` are the cells of the answers by item. The totals are indices: the one that
    the sheet states, and the one that its answers give.
    """

    path: Path
    file: str
    status: ImportStatus
    sha256: str = ""
    key: EvaluationKey | None = None
    merge: Merge | None = None
    places: Mapping[str, Place] = field(default_factory=dict)
    sheet_total: Fraction | None = None
    computed_total: Fraction | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_refused(self) -> bool:
        return self.status == "refused"


@dataclass(frozen=True, slots=True)
class MarkedCopy:
    """A copy of a workbook with its problems marked (None where none could be made), and what could not be
    marked or kept in it."""

    content: bytes | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What became of one file: an entry for each evaluation in it, or one for the file as a whole.

    `copy` is there where marked copies were asked for and the file has problems.
    """

    path: Path
    evaluations: tuple[ImportedEvaluation, ...]
    copy: MarkedCopy | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of the file, each once."""
        found: list[Problem] = []
        for each in self.evaluations:
            found += [problem for problem in each.problems if problem not in found]
        return tuple(found)
