"""What can be wrong, as values: the lowest floor, known to every other one.

A wrong cell, a wrong line, a wrong request is a `Problem`. It carries a code and
parameters and no sentence: `rbtrack.messages` turns it into words, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem lies: a cell of a sheet, or a line of a text file. Every part may be unknown."""

    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong (`error`) or doubtful (`warning`).

    `value` is what was seen there, as text; `parameters` fill the message of `code`.
    """

    code: str
    severity: Severity = "error"
    place: Place = NOWHERE
    item: str | None = None
    value: str | None = None
    parameters: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        return self.severity == "error"


class RbtrackError(Exception):
    """A request that cannot be done; holds every problem that stands in its way.

    Raise it with the code of one problem and its parameters, or with `problems=`.
    """

    def __init__(
        self,
        code: str = "",
        /,
        *,
        place: Place | None = None,
        problems: tuple[Problem, ...] = (),
        **parameters: object,
    ) -> None:
        self.problems = problems or (Problem(code, place=place or NOWHERE, parameters=parameters),)
        super().__init__(", ".join(problem.code for problem in self.problems))


class CatalogError(RbtrackError):
    """A rubric or scale file that does not hold."""


class StoreError(RbtrackError):
    """A database that is missing, of another version, busy, or that refuses a change."""


class WorkbookError(RbtrackError):
    """A workbook that cannot be read at all."""
