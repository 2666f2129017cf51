"""Self-assessment against evaluation as a report: by area, and by item."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from rbtrack.domain.evaluation import Answer, EvaluationKey, Office
from rbtrack.domain.gaps import Gap, ItemGap, PartGap
from rbtrack.domain.scoring import Scored
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
from rbtrack.text import _, number

Side = tuple[EvaluationKey, Scored]


def gap_report(office: Office, own: Side, evaluated: Side, gap: Gap, top: int) -> Report:
    """Two tables: the parts with the index below, and the `top` items with the largest differences. The
    document holds all of them."""
    rubric = own[1].rubric
    figures = (
        Column("own", _("Self"), "figure"),
        Column("evaluated", _("Evaluation"), "figure"),
        Column("difference", _("Difference"), "difference"),
    )
    title = _("{office}, {year}: {rubric}, {own} against {evaluated}").format(
        office=office.name,
        year=own[0].year,
        rubric=rubric.id,
        own=tier_name(own[0].tier, own[0].judge),
        evaluated=tier_name(evaluated[0].tier, evaluated[0].judge),
    )
    columns = (
        Column("code", _("Area") if rubric.areas else _("Code"), "code"),
        Column("name", _("Name")),
        Column("weight", _("Weight"), "figure"),
        *figures,
    )
    total = ("", _("Index"), gap.total.weight, gap.total.own, gap.total.evaluated, gap.total.difference)
    rows = (*(Row(_part_cells(part)) for part in gap.parts), Row(total, strong=True))
    parts = Table(title, columns, rows, _part_notes(own, evaluated, gap), key="parts", tab=_("Parts"))
    return Report(parts, _document(office, own, evaluated, gap), (_items(gap, figures, top),))


def _part_cells(part: PartGap) -> tuple[str | Fraction | None, ...]:
    return part.code, part.name, part.weight, part.own, part.evaluated, part.difference


def _part_notes(own: Side, evaluated: Side, gap: Gap) -> tuple[str, ...]:
    rubric = own[1].rubric
    notes = [f"{tier_name(key.tier, key.judge)}: {grade_line(scored)}" for key, scored in (own, evaluated)]
    covered = sum((part.weight for part in gap.parts), Fraction(0))
    if rubric.areas and covered != rubric.maximum:
        note = _("The areas hold {weight} of the {maximum} points; the index holds all.")
        notes.append(note.format(weight=number(covered), maximum=number(rubric.maximum)))
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


def _document(office: Office, own: Side, evaluated: Side, gap: Gap) -> dict[str, Any]:
    return {
        "schema": "rbtrack.gap/1",
        "office": {"code": office.code, "name": office.name},
        "year": own[0].year,
        "rubric": own[0].rubric,
        "own": _side_document(own),
        "evaluated": _side_document(evaluated),
        "difference": shown_figure(gap.total.difference),
        "parts": [_part_document(part) for part in gap.parts],
        "items": [_item_document(each) for each in gap.items],
    }


def _side_document(side: Side) -> dict[str, Any]:
    key, scored = side
    return {"tier": key.tier, "judge": key.judge, "index": index_document(scored)}


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
