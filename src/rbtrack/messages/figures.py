"""How a figure is written wherever it is shown: reported ones with a star, provisional ones in brackets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from rbtrack.domain.trend import Figure, Measure
from rbtrack.text import MISSING, _, listed, number, unrounded


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


class Dated(Protocol):
    """What was judged for one year, perhaps in another."""

    @property
    def year(self) -> int: ...

    @property
    def evaluated(self) -> int | None: ...


def evaluated_words(figure: Dated | None) -> str:
    """The year of evaluation, where it is another than the year judged; empty otherwise."""
    if figure is None or figure.evaluated is None:
        return ""
    return _("evaluated in {evaluated}").format(evaluated=figure.evaluated)


def evaluated_notes(figures: Iterable[Dated]) -> tuple[str, ...]:
    """A line that names the figures evaluated in another year than the one judged, where there are any."""
    apart = sorted({(each.year, each.evaluated) for each in figures if each.evaluated is not None})
    if not apart:
        return ()
    years = listed([_("{year} in {evaluated}").format(year=year, evaluated=evaluated) for year, evaluated in apart])
    words = _(
        "Evaluated later than the year judged: {years}. The grade scale is that of the year of evaluation, unless another one is named."
    )
    return (words.format(years=years),)


def unverified_note(rubric: str) -> str:
    """A warning that the weights of a rubric (its id) are not yet checked against the regulation."""
    return _("Weights of {rubric} are unverified: see rbtrack rubric show {rubric}.").format(rubric=rubric)


def measure_words(kinds: Iterable[Measure]) -> str:
    """What stands in the way of comparing two figures, in few words."""
    words: dict[Measure, str] = {
        "tier": _("another tier"),
        "judge": _("another judge"),
        "rubric": _("another rubric"),
        "scale": _("another scale of grades"),
        "rules": _("rules that are not known"),
    }
    return listed([words[kind] for kind in kinds])
