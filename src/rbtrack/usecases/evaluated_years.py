"""The year in which an evaluation was judged: what may be said of it, and what is stored already."""

from __future__ import annotations

from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.domain.years import wrong_evaluated
from rbtrack.errors import NOWHERE, Place, Problem, RbtrackError


def check_evaluated(year: int, evaluated: int | None) -> None:
    """Raises RbtrackError where `year` cannot have been evaluated then."""
    wrong = wrong_evaluated(year, evaluated)
    if wrong is not None:
        raise RbtrackError(problems=(wrong,))


def evaluated_differs(
    stored: EvaluationKey | None, new: EvaluationKey, place: Place = NOWHERE, *, accepted: bool = False
) -> tuple[Problem, ...]:
    """That an evaluation is stored as judged in another year: a warning where somebody `accepted` that."""
    if stored is None or stored.year_evaluated == new.year_evaluated:
        return ()
    parameters = {"year": new.year, "old": stored.year_evaluated, "new": new.year_evaluated}
    if accepted:
        return (Problem("evaluated-replaced", "warning", place, parameters=parameters),)
    return (Problem("evaluated-differs", place=place, parameters=parameters),)
