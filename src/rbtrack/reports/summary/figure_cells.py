"""Figures in cells, and the words beside them, that several sheets show alike."""

from __future__ import annotations

from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.domain.tiers import TIERS
from rbtrack.domain.trend import Figure, Measure
from rbtrack.messages.tiers import tier_name, tier_word, with_judge
from rbtrack.reports.summary.look import Cell, Mark
from rbtrack.text import _, listed


def tier_words(tier: str, judge: str = "") -> str:
    """A tier in words, with the judge where one is named; the short word for one that is only published."""
    return tier_name(tier, judge) if tier in TIERS else with_judge(tier_word(tier), judge)


def key_words(key: EvaluationKey) -> str:
    """Whose evaluation it is."""
    return tier_words(key.tier, key.judge)


def break_words(measures: tuple[Measure, ...]) -> str:
    """Why two figures cannot be compared."""
    words = {"tier": _("tier"), "judge": _("judge"), "rubric": _("rubric"), "scale": _("scale"), "rules": _("rules")}
    return _("break: {what}").format(what=listed([words[each] for each in measures]))


def mark_of(figure: Figure) -> Mark:
    """How the points of a figure are marked."""
    if figure.origin == "reported":
        return "reported"
    return "provisional" if figure.is_provisional else ""


def points_cell(figure: Figure | None, *, strong: bool = False) -> Cell:
    """The points of a figure with their mark; missing where there is none."""
    return Cell(None, strong=strong) if figure is None else Cell(figure.points, mark_of(figure), strong)


def grade_word(figure: Figure | None) -> str | None:
    """The grade; in brackets with the word where it is provisional, with a star where it is as reported."""
    if figure is None or figure.grade is None:
        return None
    if figure.origin == "reported":
        return f"{figure.grade}*"
    return _("({grade}) provisional").format(grade=figure.grade) if figure.is_provisional else figure.grade
