"""Rubrics: which there are, what one became when it was read from a worksheet, and what moved to a newer version."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.domain.merging import Change
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import Scored
from rbtrack.errors import Problem


@dataclass(frozen=True, slots=True)
class ListedRubric:
    """A rubric that can be named, and whether it is the user's own."""

    rubric: Rubric
    is_own: bool


@dataclass(frozen=True, slots=True)
class RubricList:
    """Every rubric that can be used, and what is wrong with the user's files that cannot."""

    rubrics: tuple[ListedRubric, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class OtherYear:
    """Another year of the worksheet that a rubric was read from, and the codes of the nodes that read otherwise there."""

    year: int | None
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RubricFile:
    """A rubric as a file: the text of the file, the index that the answers in the worksheet give on it, and the index
    that the worksheet itself states."""

    rubric: Rubric
    text: str
    computed_total: Fraction | None
    sheet_total: Fraction | None


@dataclass(frozen=True, slots=True)
class ImportedRubric:
    """A rubric read from the tables of one year of a worksheet, how the other years read, and everything that is wrong
    or doubtful. `file` is None where an error stands in the way."""

    year: int | None
    problems: tuple[Problem, ...]
    other_years: tuple[OtherYear, ...]
    file: RubricFile | None = None


@dataclass(frozen=True, slots=True)
class UpgradedEvaluation:
    """What became of one evaluation: its scores before and after, and the answers for which the new version has no
    place. Where there are such answers it is moved only when told to drop them."""

    key: EvaluationKey
    old_version: str
    new_version: str
    before: Scored
    after: Scored
    dropped: tuple[Change, ...]
    is_moved: bool
