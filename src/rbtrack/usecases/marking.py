"""Giving workbooks back with their problems marked: copies in a folder of their own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from rbtrack.errors import Place, Problem, RbtrackError
from rbtrack.files import write_bytes
from rbtrack.lke.marking import mark_workbook
from rbtrack.usecases.worksheets import FileOutcome


@dataclass(frozen=True, slots=True)
class MarkedFile:
    """Where the marked copy of a workbook is (None where it could not be made), and what could not be kept in it."""

    path: Path | None
    problems: tuple[Problem, ...] = ()


def write_marked(folder: Path, outcome: FileOutcome, inputs: Collection[Path], taken: set[Path]) -> MarkedFile:
    """Write the marked copy of a file with problems into `folder`, under the file's own name.

    `inputs` are never written to; `taken` are the copies made so far, so that two files of one name
    get a copy each. A file that is no workbook cannot be marked, which is said.
    """
    if outcome.package is None:
        place = Place(file=outcome.path.name)
        return MarkedFile(None, (Problem("mark-unopened", "warning", place),))
    target = _free(folder / outcome.path.name, taken)
    if target.resolve() in {path.resolve() for path in inputs}:
        raise RbtrackError("mark-over-input", place=Place(file=str(target)))
    marked = mark_workbook(outcome.package, outcome.problems)
    if marked.content == outcome.package.content:
        return MarkedFile(None, marked.problems)
    write_bytes(target, marked.content)
    taken.add(target)
    return MarkedFile(target, marked.problems)


def _free(target: Path, taken: Collection[Path]) -> Path:
    number = 1
    path = target
    while path in taken:
        number += 1
        path = target.with_stem(f"{target.stem}-{number}")
    return path
