"""Years beside each other as reports: on one rubric node by node, across rubrics part by part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rbtrack.domain.analysis import Across, ComparedPart, compare, minus
from rbtrack.domain.evaluation import EvaluationKey, Office
from rbtrack.domain.scoring import Scored, percent
from rbtrack.messages.tiers import tier_name
from rbtrack.reports.scores import (
    confidence_lines,
    exact_figure,
    grade_line,
    index_document,
    points_document,
    shown_figure,
)
from rbtrack.reports.table import Column, Report, Row, Table
from rbtrack.text import _

Graded = tuple[Office, EvaluationKey, Scored]
"""An evaluation of an office, and its score."""


def compare_report(graded: Sequence[Graded]) -> Report:
    """Every node with the points and percent of each evaluation, and the difference of the last to the first."""
    labels = _labels(graded)
    columns = (
        Column("code", _("Code"), "code"),
        Column("name", _("Name")),
        Column("weight", _("Weight"), "figure"),
        *(Column(_key("points", label), _("Points {year}").format(year=label), "figure") for label in labels),
        *(Column(_key("percent", label), _("% {year}").format(year=label), "figure", spare=True) for label in labels),
        Column("difference", _("Difference"), "difference"),
    )
    depth = {node.node.code: level for node, level in graded[0][2].levels()}
    compared = [node for node in compare([scored for _office, _key, scored in graded]) if not node.node.is_item]
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
    scores = [scored for _office, _key, scored in graded]
    maximum = scores[0].rubric.maximum
    points = [scored.points for scored in scores]
    shares = [percent(scored.points, maximum) for scored in scores]
    rows.append(Row(("", _("Index"), maximum, *points, *shares, minus(points[-1], points[0])), strong=True))
    title = _("{office}: {years} on {rubric}").format(
        office=_names(graded), years=_years(graded), rubric=graded[0][1].rubric
    )
    table = Table(title, columns, tuple(rows), tuple(_notes(graded)), stub=2)
    return Report(table, _compare_document(graded, compared))


def across_report(graded: Sequence[Graded], across: Across) -> Report:
    """Every part that continues, in percent of its weight in each year; what cannot be compared is named below."""
    labels = _labels(graded)
    columns = (
        Column("part", _("Part")),
        Column("kind", _("Link"), "code"),
        *(
            Column(_key("percent", label), f"% {label} {key.rubric}", "figure")
            for (_office, key, _scored), label in zip(graded, labels, strict=True)
        ),
        Column("difference", _("Difference (% of weight)"), "difference"),
    )
    kinds = {
        "same": _("same"),
        "rescaled": _("rescaled"),
        "merged": _("merged"),
        "split": _("split"),
        "new": _("new part"),
        "dropped": _("dropped"),
    }
    rows = tuple(
        Row((part.name, kinds[part.kind], *(found.percent if found else None for found in part.parts), part.difference))
        for part in across.parts
    )
    notes = _notes(graded)
    for rubric in dict.fromkeys(left.rubric for left in across.left_out):
        names = "; ".join(f"{left.code} {left.name}" for left in across.left_out if left.rubric == rubric)
        notes.append(_("Not comparable, of {rubric}: {names}.").format(rubric=rubric, names=names))
    title = _("{office}: {years}, across rubrics").format(office=_names(graded), years=_years(graded))
    return Report(Table(title, columns, rows, tuple(notes), stub=1), _across_document(graded, across))


def _labels(graded: Sequence[Graded]) -> list[str]:
    """The years; of several offices, with the code of each before it."""
    is_one = len({office.code for office, _key, _scored in graded}) == 1
    return [str(key.year) if is_one else f"{office.code} {key.year}" for office, key, _scored in graded]


def _key(figure: str, label: str) -> str:
    return f"{figure}_{label.replace(' ', '_')}"


def _names(graded: Sequence[Graded]) -> str:
    return ", ".join(dict.fromkeys(office.name for office, _key, _scored in graded))


def _years(graded: Sequence[Graded]) -> str:
    return ", ".join(dict.fromkeys(str(key.year) for _office, key, _scored in graded))


def _notes(graded: Sequence[Graded]) -> list[str]:
    """What each figure is: year, tier, index and grade; what the difference is of; what is unverified."""
    labels = _labels(graded)
    notes = [
        f"{label} ({tier_name(key.tier, key.judge)}): {grade_line(scored)}"
        for (_office, key, scored), label in zip(graded, labels, strict=True)
    ]
    if len(graded) > 1:
        notes.append(_("Difference: {last} less {first}.").format(last=labels[-1], first=labels[0]))
    unsure = [line for _office, _key, scored in graded for line in confidence_lines(scored.rubric)]
    return [*notes, *dict.fromkeys(unsure)]


def _across_document(graded: Sequence[Graded], across: Across) -> dict[str, Any]:
    return {
        "schema": "rbtrack.compare/1",
        **_offices_document(graded),
        "rubric": None,
        "years": [_year_document(*each) for each in graded],
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
                "office": office.code,
                "year": key.year,
                "weight": exact_figure(found.weight) if found else None,
                **points_document(found.points if found else None),
                "percent": shown_figure(found.percent) if found else None,
            }
            for (office, key, _scored), found in zip(graded, part.parts, strict=True)
        ],
        "difference": shown_figure(part.difference),
    }


def _offices_document(graded: Sequence[Graded]) -> dict[str, Any]:
    """`office` is the only one, or None where there are several: `offices` holds them all."""
    named = {office.code: {"code": office.code, "name": office.name} for office, _key, _scored in graded}
    offices = list(named.values())
    return {"office": offices[0] if len(offices) == 1 else None, "offices": offices}


def _year_document(office: Office, key: EvaluationKey, scored: Scored) -> dict[str, Any]:
    names = {"office": office.code, "year": key.year, "rubric": key.rubric, "tier": key.tier, "judge": key.judge}
    return {**names, "index": index_document(scored)}


def _compare_document(graded: Sequence[Graded], compared: Sequence[Any]) -> dict[str, Any]:
    points = [scored.points for _office, _key, scored in graded]
    return {
        "schema": "rbtrack.compare/1",
        **_offices_document(graded),
        "rubric": graded[0][1].rubric,
        "years": [_year_document(*each) for each in graded],
        "difference": shown_figure(minus(points[-1], points[0])),
        "nodes": [
            {
                "code": node.node.code,
                "name": node.node.name,
                "area": node.node.area,
                "weight": exact_figure(node.node.weight),
                "years": [
                    {
                        "office": office.code,
                        "year": key.year,
                        **points_document(scored.points),
                        "percent": shown_figure(scored.percent),
                    }
                    for (office, key, _all), scored in zip(graded, node.scored, strict=True)
                ],
                "difference": shown_figure(node.difference),
            }
            for node in compared
        ],
    }
