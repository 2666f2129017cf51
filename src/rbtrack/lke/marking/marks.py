"""What is to be marked where: problems in the order of the workbook, and the problems of each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rbtrack.errors import Problem, Severity
from rbtrack.text import _
from rbtrack.xlsx.addresses import Position, position_of

Marks = Mapping[Position, tuple[Problem, ...]]
"""The problems of each bad cell of one sheet."""


@dataclass(frozen=True, slots=True)
class MarkedProblem:
    """A problem, and the cells of its sheet that it concerns."""

    problem: Problem
    cells: tuple[Position, ...]


def in_order(problems: Sequence[Problem], sheets: Sequence[str]) -> list[MarkedProblem]:
    """What concerns the whole workbook first, then by sheet, row and column; errors before warnings."""
    order = {name: number for number, name in enumerate(sheets)}

    def key(found: MarkedProblem) -> tuple[int, Position, bool]:
        sheet = found.problem.place.sheet
        number = -1 if sheet is None else order.get(sheet, len(order))
        return number, found.cells[0] if found.cells else (0, 0), not found.problem.is_error

    return sorted((MarkedProblem(problem, tuple(_cells(problem))) for problem in problems), key=key)


def by_sheet(found: Sequence[MarkedProblem]) -> dict[str, Marks]:
    """The problems of each cell of each sheet."""
    sheets: dict[str, dict[Position, list[Problem]]] = {}
    for one in found:
        sheet = one.problem.place.sheet
        for cell in one.cells if sheet is not None else ():
            sheets.setdefault(sheet or "", {}).setdefault(cell, []).append(one.problem)
    return {sheet: {cell: tuple(marks[cell]) for cell in sorted(marks)} for sheet, marks in sheets.items()}


def severity(problems: Sequence[Problem]) -> Severity:
    """The worse of what is wrong at one cell."""
    return "error" if any(problem.is_error for problem in problems) else "warning"


def severity_word(problem: Problem) -> str:
    return _("Error") if problem.is_error else _("Warning")


def _cells(problem: Problem) -> Iterator[Position]:
    """The problem's own cell, then the others that it concerns; each once."""
    others = problem.parameters.get("cells")
    names = [problem.place.cell, *(others if isinstance(others, tuple) else ())]
    found = (position_of(name) for name in names if isinstance(name, str))
    yield from dict.fromkeys(cell for cell in found if cell is not None)
