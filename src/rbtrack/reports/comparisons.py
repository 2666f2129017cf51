"""Years beside each other as reports: on one rubric node by node, across rubrics part by part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rbtrack.domain.analysis import Across, ComparedPart, compare, minus
from rbtrack.domain.evaluation import EvaluationKey, Office
from rbtrack.domain.scoring import Scored, percent
from rbtrack.reports.scores import (
    confidence_lines,
    exact_figure,
    grade_line,
    index_document,
    points_document,
    shown_figure,
    tier_name,
)
from rbtrack.reports.table import Column, Report, Row, Table
from rbtrack.text import _

Graded = tuple[EvaluationKey, Scored]


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
    depth = {node.node.code: level for node, level in graded[0][1].levels()}
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
            depth=depth[node.node.code],
            strong=depth[node.node.code] == 0,
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


def across_report(office: Office, graded: Sequence[Graded], across: Across) -> Report:
    """Every part that continues, in percent of its weight in each year; what cannot be compared is named below."""
    labels = [f"{key.year} {key.rubric}" for key, _scored in graded]
    columns = (
        Column("part", _("Part")),
        Column("kind", _("Link"), "code"),
        *(
            Column(f"percent_{key.year}", f"% {label}", "figure")
            for (key, _scored), label in zip(graded, labels, strict=True)
        ),
        Column("difference", _("Difference (% of weight)"), "difference"),
    )
    rows = tuple(
        Row((part.name, part.kind, *(found.percent if found else None for found in part.parts), part.difference))
        for part in across.parts
    )
    notes = [f"{key.year} ({tier_name(key)}): {grade_line(scored)}" for key, scored in graded]
    notes += [line for _key, scored in graded for line in confidence_lines(scored.rubric)]
    for rubric in dict.fromkeys(left.rubric for left in across.left_out):
        names = "; ".join(f"{left.code} {left.name}" for left in across.left_out if left.rubric == rubric)
        notes.append(_("Not comparable, of {rubric}: {names}.").format(rubric=rubric, names=names))
    title = _("{office}: {years}, across rubrics").format(office=office.name, years=", ".join(labels))
    return Report(Table(title, columns, rows, tuple(dict.fromkeys(notes))), _across_document(office, graded, across))


def _across_document(office: Office, graded: Sequence[Graded], across: Across) -> dict[str, Any]:
    return {
        "schema": "rbtrack.compare/1",
        "office": {"code": office.code, "name": office.name},
        "rubric": None,
        "years": [_year_document(key, scored) for key, scored in graded],
        "parts": [_part_document(graded, part) for part in across.parts],
        "not_comparable": [{"rubric": left.rubric, "code": left.code, "name": left.name} for left in across.left_out],
    }


def _part_document(graded: Sequence[Graded], part: ComparedPart) -> dict[str, Any]:
    return {
        "codes": list(part.codes),
        "name": part.name,
        "kind": part.kind,
        "years": [
            {
                "year": key.year,
                "weight": exact_figure(found.weight) if found else None,
                **points_document(found.points if found else None),
                "percent": shown_figure(found.percent) if found else None,
            }
            for (key, _scored), found in zip(graded, part.parts, strict=True)
        ],
        "difference": shown_figure(part.difference),
    }


def _year_document(key: EvaluationKey, scored: Scored) -> dict[str, Any]:
    names = {"year": key.year, "rubric": key.rubric, "tier": key.tier, "judge": key.judge}
    return {**names, "index": index_document(scored)}


def _compare_document(office: Office, graded: Sequence[Graded], compared: Sequence[Any]) -> dict[str, Any]:
    points = [scored.points for _key, scored in graded]
    return {
        "schema": "rbtrack.compare/1",
        "office": {"code": office.code, "name": office.name},
        "rubric": graded[0][0].rubric,
        "years": [_year_document(key, scored) for key, scored in graded],
        "difference": shown_figure(minus(points[-1], points[0])),
        "nodes": [
            {
                "code": node.node.code,
                "name": node.node.name,
                "area": node.node.area,
                "weight": exact_figure(node.node.weight),
                "years": [
                    {"year": key.year, **points_document(scored.points), "percent": shown_figure(scored.percent)}
                    for (key, _all), scored in zip(graded, node.scored, strict=True)
                ],
                "difference": shown_figure(node.difference),
            }
            for node in compared
        ],
    }
