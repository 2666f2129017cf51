"""How a figure is written wherever it is shown: reported ones with a star, provisional ones in brackets."""

from __future__ import annotations

from rbtrack.domain.trend import Figure
from rbtrack.text import MISSING, _, number, unrounded


def index_words(figure: Figure | None) -> str:
    """The points: reported ones as printed, with a star."""
    if figure is None or figure.points is None:
        return MISSING
    if figure.origin == "reported":
        return f"{unrounded(figure.points)} *"
    shown = number(figure.points)
    return f"({shown})" if figure.is_provisional else shown


def grade_words(figure: Figure | None) -> str:
    """The grade."""
    if figure is None or figure.grade is None:
        return MISSING
    return f"({figure.grade})" if figure.is_provisional else figure.grade


def origin_word(figure: Figure) -> str:
    """Where a figure comes from."""
    return _("computed") if figure.origin == "computed" else _("reported")


def reported_note() -> str:
    """What the star of reported figures means."""
    return _("* as reported, not computed from answers")


def unverified_note(rubric: str) -> str:
    """A warning that the weights of a rubric (its id) are not yet checked against the regulation."""
    return _("Weights of {rubric} are unverified: see rbtrack rubric show {rubric}.").format(rubric=rubric)
