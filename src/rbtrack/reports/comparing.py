"""Years beside each other as reports: on one rubric node by node, across rubrics part by part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rbtrack.domain.analysis import Across, ComparedNode, ComparedPart, compare
from rbtrack.domain.numbers import printed_change
from rbtrack.domain.scoring import percent
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
from rbtrack.views.comparing import ComparedYears
from rbtrack.views.scores import OfficeScore

Scores = Sequence[OfficeScore]


def compare_report(view: ComparedYears) -> Report:
    """Offices and years side by side: node by node where all stand on one rubric, else part by part."""
    if view.across is not None:
        return _report_across(view.scores, view.across)
    return _report_nodes(view.scores)


def _report_nodes(scores: Scores) -> Report:
    """Every node with the points and percent of each evaluation, and the difference of the last to the first."""
    labels = _labels(scores)
    columns = (
        Column("code", _("Code"), "code"),
        Column("name", _("Name")),
        Column("weight", _("Weight"), "figure"),
        *(Column(_key("points", label), _("Points {year}").format(year=label), "figure") for label in labels),
        *(Column(_key("percent", label), _("% {year}").format(year=label), "figure", spare=True) for label in labels),
        Column("difference", _("Difference"), "difference"),
    )
    depth = {node.node.code: level for node, level in scores[0].scored.levels()}
    compared = [node for node in compare([each.scored for each in scores]) if not node.node.is_item]
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
    maximum = scores[0].scored.rubric.maximum
    points = [each.scored.points for each in scores]
    shares = [percent(each.scored.points, maximum) for each in scores]
    rows.append(Row(("", _("Index"), maximum, *points, *shares, printed_change(points[-1], points[0])), strong=True))
    title = _("{office}: {years} on {rubric}").format(
        office=_names(scores), years=_years(scores), rubric=scores[0].key.rubric
    )
    table = Table(title, columns, tuple(rows), tuple(_notes(scores)), stub=2)
    return Report(table, _nodes_document(scores, compared))


def _report_across(scores: Scores, across: Across) -> Report:
    """Every part that continues, in percent of its weight in each year; what cannot be compared is named below."""
    columns = (
        Column("part", _("Part")),
        Column("kind", _("Link"), "code"),
        *(
            Column(_key("percent", label), f"% {label} {each.key.rubric}", "figure")
            for each, label in zip(scores, _labels(scores), strict=True)
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
    notes = _notes(scores)
    for rubric in dict.fromkeys(left.rubric for left in across.left_out):
        names = "; ".join(f"{left.code} {left.name}" for left in across.left_out if left.rubric == rubric)
        notes.append(_("Not comparable, of {rubric}: {names}.").format(rubric=rubric, names=names))
    title = _("{office}: {years}, across rubrics").format(office=_names(scores), years=_years(scores))
    return Report(Table(title, columns, rows, tuple(notes), stub=1), _across_document(scores, across))


def _labels(scores: Scores) -> list[str]:
    """The years; of several offices, with the code of each before it."""
    is_one = len({each.office.code for each in scores}) == 1
    return [str(each.key.year) if is_one else f"{each.office.code} {each.key.year}" for each in scores]


def _key(figure: str, label: str) -> str:
    return f"{figure}_{label.replace(' ', '_')}"


def _names(scores: Scores) -> str:
    return ", ".join(dict.fromkeys(each.office.name for each in scores))


def _years(scores: Scores) -> str:
    return ", ".join(dict.fromkeys(str(each.key.year) for each in scores))


def _notes(scores: Scores) -> list[str]:
    """What each figure is: year, tier, index and grade; what the difference is of; what is unverified."""
    labels = _labels(scores)
    notes = [
        f"{label} ({tier_name(each.key.tier, each.key.judge)}): {grade_line(each.scored)}"
        for each, label in zip(scores, labels, strict=True)
    ]
    if len(scores) > 1:
        notes.append(_("Difference: {last} less {first}.").format(last=labels[-1], first=labels[0]))
    unsure = [line for each in scores for line in confidence_lines(each.scored.rubric)]
    return [*notes, *dict.fromkeys(unsure)]


def _across_document(scores: Scores, across: Across) -> dict[str, Any]:
    return {
        "schema": "rbtrack.compare/1",
        **_offices_document(scores),
        "rubric": None,
        "years": [_year_document(each) for each in scores],
        "parts": [_part_document(scores, part) for part in across.parts],
        "not_comparable": [{"rubric": left.rubric, "code": left.code, "name": left.name} for left in across.left_out],
    }


def _part_document(scores: Scores, part: ComparedPart) -> dict[str, Any]:
    return {
        "codes": list(part.codes),
        "name": part.name,
        "kind": part.kind,
        "years": [
            {
                "office": each.office.code,
                "year": each.key.year,
                "weight": exact_figure(found.weight) if found else None,
                **points_document(found.points if found else None),
                "percent": shown_figure(found.percent) if found else None,
            }
            for each, found in zip(scores, part.parts, strict=True)
        ],
        "difference": shown_figure(part.difference),
    }


def _offices_document(scores: Scores) -> dict[str, Any]:
    """`office` is the only one, or None where there are several: `offices` holds them all."""
    named = {each.office.code: {"code": each.office.code, "name": each.office.name} for each in scores}
    offices = list(named.values())
    return {"office": offices[0] if len(offices) == 1 else None, "offices": offices}


def _year_document(each: OfficeScore) -> dict[str, Any]:
    key = each.key
    years = {"year": key.year, "evaluated": key.year_evaluated}
    names = {"office": key.office, **years, "rubric": key.rubric, "tier": key.tier, "judge": key.judge}
    return {**names, "index": index_document(each.scored)}


def _nodes_document(scores: Scores, compared: Sequence[ComparedNode]) -> dict[str, Any]:
    return {
        "schema": "rbtrack.compare/1",
        **_offices_document(scores),
        "rubric": scores[0].key.rubric,
        "years": [_year_document(each) for each in scores],
        "difference": shown_figure(printed_change(scores[-1].scored.points, scores[0].scored.points)),
        "nodes": [
            {
                "code": node.node.code,
                "name": node.node.name,
                "area": node.node.area,
                "weight": exact_figure(node.node.weight),
                "years": [
                    {
                        "office": each.office.code,
                        "year": each.key.year,
                        **points_document(scored.points),
                        "percent": shown_figure(scored.percent),
                    }
                    for each, scored in zip(scores, node.scored, strict=True)
                ],
                "difference": shown_figure(node.difference),
            }
            for node in compared
        ],
    }
