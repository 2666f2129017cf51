"""Self-assessment against evaluation as a report: by area, and by item."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from rbtrack.domain.evaluation import Answer
from rbtrack.domain.gaps import Gap, ItemGap, PartGap
from rbtrack.messages.tiers import tier_name
from rbtrack.reports.scores import (
    answer_word,
    confidence_lines,
    exact_figure,
    grade_line,
    index_document,
    shown_figure,
)
from rbtrack.reports.table import Column, Report, Row, Table
from rbtrack.text import _
from rbtrack.views.gaps import OfficeGap
from rbtrack.views.scores import Evaluated


def gap_report(view: OfficeGap, top: int) -> Report:
    """Two tables: the parts with the index below, and the `top` items with the largest differences. The
    document holds all of them."""
    rubric, gap = view.own.scored.rubric, view.gap
    figures = (
        Column("own", _("Self"), "figure"),
        Column("evaluated", _("Evaluation"), "figure"),
        Column("difference", _("Difference"), "difference"),
    )
    title = _("{office}, {year}: {rubric}, {own} against {evaluated}").format(
        office=view.office.name,
        year=view.key.year,
        rubric=rubric.id,
        own=tier_name(view.own.key.tier, view.own.key.judge),
        evaluated=tier_name(view.evaluated.key.tier, view.evaluated.key.judge),
    )
    columns = (
        Column("code", _("Area") if rubric.areas else _("Code"), "code"),
        Column("name", _("Name")),
        Column("weight", _("Weight"), "figure"),
        *figures,
    )
    total = ("", _("Index"), gap.total.weight, gap.total.own, gap.total.evaluated, gap.total.difference)
    rows = (*(Row(_part_cells(part)) for part in gap.parts), Row(total, strong=True))
    parts = Table(title, columns, rows, _part_notes(view), key="parts", tab=_("Parts"))
    return Report(parts, _document(view), (_items(gap, figures, top),))


def _part_cells(part: PartGap) -> tuple[str | Fraction | None, ...]:
    return part.code, part.name, part.weight, part.own, part.evaluated, part.difference


def _part_notes(view: OfficeGap) -> tuple[str, ...]:
    rubric = view.own.scored.rubric
    notes = [
        f"{tier_name(side.key.tier, side.key.judge)}: {grade_line(side.scored)}" for side in (view.own, view.evaluated)
    ]
    return (*notes, *confidence_lines(rubric))


def _items(gap: Gap, figures: tuple[Column, ...], top: int) -> Table:
    columns = (
        Column("code", _("Item"), "code"),
        Column("name", _("Name")),
        Column("own_answer", _("Answer, self"), "answer"),
        Column("evaluated_answer", _("Answer, evaluation"), "answer"),
        *figures,
    )
    rows = tuple(
        Row(
            (
                each.node.code,
                each.node.name,
                answer_word(each.own_answer),
                answer_word(each.evaluated_answer),
                each.own,
                each.evaluated,
                each.difference,
            )
        )
        for each in gap.items[:top]
    )
    notes = []
    if len(gap.items) > top:
        notes.append(_("{count} of {all} items; --top {all} shows all.").format(count=top, all=len(gap.items)))
    if any(each.difference is None for each in gap.items):
        notes.append(_("An item without points on one side has no difference: it is not counted as zero."))
    title = _("Items with different answers: {count}").format(count=len(gap.items))
    return Table(title, columns, rows, tuple(notes), key="items", tab=_("Items"))


def _document(view: OfficeGap) -> dict[str, Any]:
    return {
        "schema": "rbtrack.gap/1",
        "office": {"code": view.office.code, "name": view.office.name},
        "year": view.key.year,
        "rubric": view.key.rubric,
        "own": _side_document(view.own),
        "evaluated": _side_document(view.evaluated),
        "difference": shown_figure(view.gap.total.difference),
        "parts": [_part_document(part) for part in view.gap.parts],
        "items": [_item_document(each) for each in view.gap.items],
    }


def _side_document(side: Evaluated) -> dict[str, Any]:
    return {"tier": side.key.tier, "judge": side.key.judge, "index": index_document(side.scored)}


def _part_document(part: PartGap) -> dict[str, Any]:
    return {
        "code": part.code,
        "name": part.name,
        "weight": exact_figure(part.weight),
        **_figures_document(part),
    }


def _item_document(each: ItemGap) -> dict[str, Any]:
    return {
        "code": each.node.code,
        "name": each.node.name,
        "own_answer": _answer_document(each.own_answer),
        "evaluated_answer": _answer_document(each.evaluated_answer),
        **_figures_document(each),
    }


def _answer_document(answer: Answer) -> dict[str, Any]:
    return {"value": answer.value, "not_applicable": answer.not_applicable}


def _figures_document(each: PartGap | ItemGap) -> dict[str, Any]:
    return {
        "own": exact_figure(each.own),
        "evaluated": exact_figure(each.evaluated),
        "difference": exact_figure(each.difference),
    }
