"""The answers of an evaluation as a report."""

from __future__ import annotations

from rbtrack.domain.evaluation import EvaluationKey, Office
from rbtrack.domain.scoring import Scored
from rbtrack.messages.tiers import tier_name
from rbtrack.reports.scores import node_document, said_answer
from rbtrack.reports.table import Column, Report, Row, Table
from rbtrack.text import _


def answer_report(office: Office, key: EvaluationKey, scored: Scored, below: str | None) -> Report:
    """Every item, or those at and below one node: answer, note, evidence, and the points it earns."""
    columns = (
        Column("item", _("Item"), "code"),
        Column("name", _("Name")),
        Column("answer", _("Answer"), "answer"),
        Column("points", _("Points"), "figure"),
        Column("note", _("Note")),
        Column("evidence", _("Evidence")),
    )
    start = [node for node in scored.walk() if below in (None, node.node.code)]
    items = {found.node.code: found for node in start for found in node.walk() if found.node.is_item}
    rows = tuple(
        Row((each.node.code, each.node.name, said_answer(each), each.points, each.answer.note, each.answer.evidence))
        for each in items.values()
    )
    title = _("{office}, {year}: answers on {rubric}, {tier}").format(
        office=office.name, year=key.year, rubric=key.rubric, tier=tier_name(key.tier, key.judge)
    )
    document = {
        "schema": "rbtrack.answers/1",
        "office": {"code": office.code, "name": office.name},
        "year": key.year,
        "rubric": key.rubric,
        "tier": key.tier,
        "judge": key.judge,
        "items": [node_document(each) for each in items.values()],
    }
    return Report(Table(title, columns, rows), document)
