"""Words that the comments and the list of problems share."""

from __future__ import annotations

from rbtrack.errors import Problem
from rbtrack.text import _


def severity_word(problem: Problem) -> str:
    return _("Error") if problem.is_error else _("Warning")
