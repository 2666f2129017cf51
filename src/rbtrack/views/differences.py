"""Two sets of answers side by side: of worksheets, or of a worksheet and the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rbtrack.domain.differences import Difference
from rbtrack.domain.evaluation import Answer, EvaluationKey
from rbtrack.domain.rubric import Rubric
from rbtrack.errors import Place, Problem


@dataclass(frozen=True, slots=True)
class ComparedAnswers:
    """One side of a comparison: a worksheet with the cells of its answers, or what is stored (`file` is None)."""

    file: str | None
    key: EvaluationKey
    rubric: Rubric
    answers: Mapping[str, Answer]
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WorksheetComparison:
    """Two sides, where they differ, and what is doubtful about reading them."""

    left: ComparedAnswers
    right: ComparedAnswers
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]
