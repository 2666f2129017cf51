"""What the comment at a bad cell says: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from rbtrack.errors import Problem
from rbtrack.lke.marking.marks import severity_word
from rbtrack.messages import hint, message
from rbtrack.text import _
from rbtrack.xlsx.patching.cell_comments import Run

AUTHOR = "rbtrack"
_MOST_PROBLEMS = 8
"""What a comment tells of one cell; the list of problems has them all."""


def comment_on(problems: Sequence[Problem]) -> list[Run]:
    """The text of a comment on these problems of one cell."""
    runs: list[Run] = []
    for number, problem in enumerate(problems[:_MOST_PROBLEMS]):
        runs.append((("\n" if number else "") + severity_word(problem) + ":\n", True))
        runs.append(("\n".join(filter(None, (message(problem), hint(problem)))) + "\n", False))
    left = len(problems) - _MOST_PROBLEMS
    if left > 0:
        runs.append((_("... and {count} more, on the first sheet.").format(count=left), False))
    return runs
