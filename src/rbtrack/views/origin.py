"""From which state of the database a report was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rbtrack.domain.rubric import Rubric


@dataclass(frozen=True, slots=True)
class UsedRubric:
    """A rubric on which figures of a report were computed, and its hash, as the database keeps them."""

    rubric: Rubric
    sha256: str


@dataclass(frozen=True, slots=True)
class ReportOrigin:
    """When a report was made (in UTC), by which version of the program, from which database and in which state
    of it (number and hash of the journal's newest entry), and on which rubrics."""

    made: datetime
    version: str
    database: str
    entry: int
    hash: str
    rubrics: tuple[UsedRubric, ...]
