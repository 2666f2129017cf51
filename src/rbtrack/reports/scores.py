"""Scores as reports: the tree of one evaluation, and years beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from rbtrack.domain.analysis import compare, minus
from rbtrack.domain.evaluation import EvaluationKey, Office
from rbtrack.domain.numbers import exact_text, rounded
from rbtrack.domain.scoring import Coverage, Scored, ScoredNode, percent
from rbtrack.reports.table import Cell, Column, Report, Row, Table
from rbtrack.text import _, number

Graded = tuple[EvaluationKey, Scored]


def score_report(office: Office, key: EvaluationKey, scored: Scored, items: bool) -> Report:
    """The tree with weight, points, percent and coverage; the index and its grade below."""
    columns = [
        Column("code", _("Code"), "code"),
        Column("name", _("Name")),
        Column("weight", _("Weight"), "figure"),
        Column("points", _("Points"), "figure"),
        Column("percent", "%", "figure"),
        Column("answered", _("Answered"), "count"),
        Column("items", _("Of"), "count"),
    ]
    if items:
        columns.insert(2, Column("answer", _("Answer"), "code"))
    nodes = [node for node in scored.walk() if items or not node.node.is_item]
    rows = [_node_row(node, items) for node in nodes]
    total = (_("Index"), scored.rubric.maximum, scored.points, percent(scored.points, scored.rubric.maximum))
    counts = (scored.coverage.answered, scored.coverage.items)
    rows.append(Row(("", total[0], *(("",) if items else ()), *total[1:], *counts), strong=True))
    title = _("{office}, {year}: {rubric}, {tier}").format(
        office=office.name, year=key.year, rubric=key.rubric, tier=tier_name(key)
    )
    table = Table(title, tuple(columns), tuple(rows), (grade_line(scored), coverage_line(scored.coverage)))
    return Report(table, _score_document(office, key, scored, nodes))


def compare_report(office: Office, graded: Sequence[Graded]) -> Report:
    """Every node with the points and percent of each evaluation, and the difference of the last to the first."""
    labels = [str(key.year) for key, _scored in graded]
    columns = (
        Column("code", _("Code"), "code"),
        Column("name", _("Name")),
        Column("weight", _("Weight"), "figure"),
        *(Column(f"points_{label}", _("Points {year}").format(year=label), "figure") for label in labels),
        *(Column(f"percent_{label}", _("% {year}").format(year=label), "figure") for label in labels),
        Column("difference", _("Difference"), "difference"),
    )
    compared = [node for node in compare([scored for _key, scored in graded]) if not node.node.is_item]
    rows = [
        Row(
            (
                node.node.code,
                node.node.name,
                node.node.weight,
                *(scored.points for scored in node.scored),
                *(scored.percent for scored in node.scored),
                node.difference,
            ),
            depth=node.node.code.count("."),
            strong="." not in node.node.code,
        )
        for node in compared
    ]
    scores = [scored for _key, scored in graded]
    maximum = scores[0].rubric.maximum
    points = [scored.points for scored in scores]
    shares = [percent(scored.points, maximum) for scored in scores]
    rows.append(Row(("", _("Index"), maximum, *points, *shares, minus(points[-1], points[0])), strong=True))
    notes = tuple(f"{key.year} ({tier_name(key)}): {grade_line(scored)}" for key, scored in graded)
    title = _("{office}: {years} on {rubric}").format(
        office=office.name, years=", ".join(labels), rubric=graded[0][0].rubric
    )
    return Report(Table(title, columns, tuple(rows), notes), _compare_document(office, graded, compared))


def grade_line(scored: Scored) -> str:
    """The index with its grade, predicate and scale; in brackets, with the word, where it is provisional."""
    if scored.points is None:
        return _("No index: nothing is answered yet.")
    index = number(scored.points)
    if scored.band is None or scored.rubric.grade_scale is None:
        line = _("Index {index} of {maximum}; this rubric has no grade.").format(
            index=index, maximum=number(scored.rubric.maximum)
        )
        return line + (" " + _("Provisional.") if scored.is_provisional else "")
    wording = (
        _("Index {index}, grade ({grade}) provisional: {predicate} (scale {scale})")
        if scored.is_provisional
        else _("Index {index}, grade {grade}: {predicate} (scale {scale})")
    )
    scale = scored.rubric.grade_scale.id
    return wording.format(index=index, grade=scored.band.grade, predicate=scored.band.predicate, scale=scale)


def coverage_line(coverage: Coverage) -> str:
    """How many items were answered, do not apply, and have no evidence."""
    parts = [_("{answered} of {items} items answered").format(answered=coverage.answered, items=coverage.items)]
    if coverage.not_applicable:
        parts.append(_("{count} not applicable").format(count=coverage.not_applicable))
    if coverage.blocked:
        parts.append(
            _("{count} not counted, because the item that multiplies them is blank").format(count=coverage.blocked)
        )
    if coverage.without_evidence:
        parts.append(_("{count} answered without evidence").format(count=coverage.without_evidence))
    return "; ".join(parts) + "."


def tier_name(key: EvaluationKey) -> str:
    """The tier in words, with the judge where one is named."""
    names = {"self": _("self-assessment"), "evaluator": _("evaluator"), "final": _("final")}
    return f"{names[key.tier]} ({key.judge})" if key.judge else names[key.tier]


def _node_row(node: ScoredNode, items: bool) -> Row:
    answer: tuple[Cell, ...] = ()
    if items:
        answer = (_said(node) if node.node.is_item else "",)
    counts = (node.coverage.answered, node.coverage.items)
    cells = (node.node.code, node.node.name, *answer, node.weight, node.points, node.percent, *counts)
    return Row(cells, depth=node.node.code.count("."), strong="." not in node.node.code)


def _said(node: ScoredNode) -> str | None:
    return _("not applicable") if node.answer.not_applicable else node.answer.value


def _score_document(office: Office, key: EvaluationKey, scored: Scored, nodes: Sequence[ScoredNode]) -> dict[str, Any]:
    coverage = scored.coverage
    return {
        "schema": "rbtrack.score/1",
        "office": {"code": office.code, "name": office.name},
        "year": key.year,
        "rubric": key.rubric,
        "tier": key.tier,
        "judge": key.judge,
        "index": _index_document(scored),
        "coverage": {
            "items": coverage.items,
            "answered": coverage.answered,
            "not_applicable": coverage.not_applicable,
            "without_evidence": coverage.without_evidence,
        },
        "nodes": [_node_document(node) for node in nodes],
    }


def _index_document(scored: Scored) -> dict[str, Any]:
    band, scale = scored.band, scored.rubric.grade_scale
    return {
        **_points_document(scored.points),
        "max": exact_text(scored.rubric.maximum),
        "grade": band.grade if band else None,
        "predicate": band.predicate if band else None,
        "scale": scale.id if scale else None,
        "provisional": scored.is_provisional,
    }


def _node_document(node: ScoredNode) -> dict[str, Any]:
    document = {
        "code": node.node.code,
        "name": node.node.name,
        "area": node.node.area,
        "weight": _exact(node.weight),
        **_points_document(node.points),
        "percent": _shown(node.percent),
        "items": node.coverage.items,
        "answered": node.coverage.answered,
    }
    if node.node.is_item:
        document |= {
            "answer": node.answer.value,
            "not_applicable": node.answer.not_applicable,
            "note": node.answer.note,
        }
    return document


def _compare_document(office: Office, graded: Sequence[Graded], compared: Sequence[Any]) -> dict[str, Any]:
    points = [scored.points for _key, scored in graded]
    return {
        "schema": "rbtrack.compare/1",
        "office": {"code": office.code, "name": office.name},
        "rubric": graded[0][0].rubric,
        "years": [
            {"year": key.year, "tier": key.tier, "judge": key.judge, "index": _index_document(scored)}
            for key, scored in graded
        ],
        "difference": _shown(minus(points[-1], points[0])),
        "nodes": [
            {
                "code": node.node.code,
                "name": node.node.name,
                "area": node.node.area,
                "weight": _exact(node.node.weight),
                "years": [
                    {"year": key.year, **_points_document(scored.points), "percent": _shown(scored.percent)}
                    for (key, _all), scored in zip(graded, node.scored, strict=True)
                ],
                "difference": _shown(node.difference),
            }
            for node in compared
        ],
    }


def _points_document(points: Fraction | None) -> dict[str, str | None]:
    return {"points": _shown(points), "exact": _exact(points)}


def _shown(value: Fraction | None) -> str | None:
    return None if value is None else format(rounded(value), "f")


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)
