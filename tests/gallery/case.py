"""What a rule of the gallery is: the file that breaks it, the commands that show it, and where it must be seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rbtrack.errors import Severity

Command = tuple[str, ...]
Build = Callable[[Path], Sequence[Command]]
"""Writes the files of a case into an empty folder; returns the commands to run there, the last of which shows the
problem."""


@dataclass(frozen=True, slots=True)
class Case:
    """One rule with a file that breaks it.

    `cause` says in a reader's words how such a file comes about. `sheet` and `cell` are where the problem
    must be seen; `also` are the codes of other problems that cannot be kept apart from this one.
    """

    code: str
    cause: str
    build: Build
    severity: Severity = "error"
    sheet: str | None = None
    cell: str | None = None
    also: frozenset[str] = frozenset()


def error(code: str, cause: str, build: Build, sheet: str | None = None, cell: str | None = None, *also: str) -> Case:
    """A case that is refused."""
    return Case(code, cause, build, "error", sheet, cell, frozenset(also))


def warning(code: str, cause: str, build: Build, sheet: str | None = None, cell: str | None = None, *also: str) -> Case:
    """A case that is doubtful, and goes on."""
    return Case(code, cause, build, "warning", sheet, cell, frozenset(also))
