"""Giving workbooks back with their problems marked."""

from __future__ import annotations

from collections.abc import Sequence

from rbtrack.errors import Place, Problem
from rbtrack.lke.marking import mark_workbook
from rbtrack.usecases.intake import Intake
from rbtrack.views.importing import MarkedCopy


def mark(intake: Intake, problems: Sequence[Problem]) -> MarkedCopy:
    """A copy of a workbook with `problems` marked. No copy is made of a file that is not a workbook, nor where nothing
    could be marked: then the problems of the copy say why."""
    if intake.package is None:
        return MarkedCopy(None, (Problem("mark-unopened", "warning", Place(file=intake.path.name)),))
    marked = mark_workbook(intake.package, problems)
    is_changed = marked.content != intake.package.content
    return MarkedCopy(marked.content if is_changed else None, marked.problems)
