"""The score of one year as a report: its tree, index and grade, or what was published of it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from rbtrack.domain.evaluation import Answer, Result
from rbtrack.domain.numbers import exact_text, rounded
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import Coverage, Scored, ScoredNode, percent
from rbtrack.domain.tiers import RESULT_TIERS
from rbtrack.messages.figures import evaluated_notes, evaluated_words, unverified_note
from rbtrack.messages.tiers import tier_name
from rbtrack.reports.levels import levels_document, levels_table
from rbtrack.reports.results import result_document
from rbtrack.reports.table import Cell, Column, Report, Row, Table
from rbtrack.text import _, as_written, number, signed, unrounded
from rbtrack.views.scores import OfficeScore, PublishedYear


def score_report(view: OfficeScore, items: bool) -> Report:
    """The tree with weight, points, percent and coverage, down to its `items` where they are wanted; below it the
    index with its grade, and the figures that were published for the same year. The levels of its rubric follow."""
    key, scored = view.key, view.scored
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
        columns.insert(2, Column("answer", _("Answer"), "answer"))
    levels = [(node, depth) for node, depth in scored.levels() if items or not node.node.is_item]
    nodes = [node for node, _depth in levels]
    rows = [_node_row(node, depth, items) for node, depth in levels]
    total = (_("Index"), scored.rubric.maximum, scored.points, percent(scored.points, scored.rubric.maximum))
    counts = (scored.coverage.answered, scored.coverage.items)
    rows.append(Row(("", total[0], *(("",) if items else ()), *total[1:], *counts), strong=True))
    title = _("{office}, {year}: {rubric}, {tier}").format(
        office=view.office.name, year=key.year, rubric=key.rubric, tier=tier_name(key.tier, key.judge)
    )
    reported = [reported_line(result, scored.points if result.tier == key.tier else None) for result in view.results]
    said = (grade_line(scored), coverage_line(scored.coverage), *evaluated_notes([key]))
    lines = (*said, *confidence_lines(scored.rubric), *reported)
    table = Table(title, tuple(columns), tuple(rows), lines)
    more = (levels_table(view.levels, key.year, key.rubric),) if view.levels else ()
    return Report(table, _score_document(view, nodes), more)


def published_report(view: PublishedYear) -> Report:
    """A year of which only published figures are known: the most authoritative one, as reported, and all of them."""
    columns = (
        Column("tier", _("Tier"), "code"),
        Column("judge", _("Judge")),
        Column("score", _("Score"), "entered"),
        Column("grade", _("Grade"), "code"),
        Column("source", _("Source")),
        Column("note", _("Note")),
    )
    ordered = sorted(view.results, key=lambda result: RESULT_TIERS.index(result.tier))
    rows = [Row((each.tier, each.judge, each.score, each.grade, each.source, each.note)) for each in ordered]
    title = _("{office}, {year}: reported figures").format(office=view.office.name, year=view.year)
    notes = (_("As reported: there are no answers from which it could be computed."), *evaluated_notes(ordered))
    best = ordered[0]
    score = None if best.score is None else format(best.score, "f")
    document = {
        "schema": "rbtrack.score/1",
        "office": {"code": view.office.code, "name": view.office.name},
        "year": view.year,
        "evaluated": best.year_evaluated,
        "instrument": best.instrument,
        "rubric": None,
        "tier": best.tier,
        "judge": best.judge,
        "origin": "reported",
        "index": {
            "points": score,
            "exact": score,
            "max": None,
            "grade": best.grade,
            "predicate": None,
            "scale": best.scale,
        },
        "coverage": {"items": 0, "answered": 0, "not_applicable": 0, "without_evidence": 0, "unreviewed": 0},
        "nodes": [],
        "results": [result_document(result) for result in ordered],
        **levels_document(()),
    }
    return Report(Table(title, columns, tuple(rows), notes), document)


def grade_line(scored: Scored) -> str:
    """The index with its grade, predicate and scale; a provisional grade stands in brackets, with the word."""
    if scored.points is None:
        return _("No index: nothing is answered yet.")
    index = number(scored.points)
    scale = scored.rubric.grade_scale
    if scored.band is None or scale is None:
        wording = (
            _("Index {index} of {maximum}; this rubric has no grade.")
            if scale is None
            else _("Index {index} of {maximum}: no grade, since no band of the scale {scale} holds it.")
        )
        line = wording.format(index=index, maximum=number(scored.rubric.maximum), scale=scale and scale.id)
        return line + (" " + _("Provisional.") if scored.is_provisional else "")
    wording = (
        _("Index {index}, grade ({grade}) provisional: {predicate} (scale {scale})")
        if scored.is_provisional
        else _("Index {index}, grade {grade}: {predicate} (scale {scale})")
    )
    return wording.format(index=index, grade=scored.band.grade, predicate=scored.band.predicate, scale=scale.id)


def confidence_lines(rubric: Rubric) -> tuple[str, ...]:
    """A line where the rubric, or a part of it, rests on less than the regulation's own text."""
    if rubric.confidence == "primary" and rubric.least_confidence == "primary":
        return ()
    lines = {
        "unverified": unverified_note(rubric.id),
        "secondary": _("{rubric} is known from secondary sources: see rbtrack rubric show {rubric}.").format(
            rubric=rubric.id
        ),
        "primary": _("Parts of {rubric} are unverified: see rbtrack rubric show {rubric}.").format(rubric=rubric.id),
    }
    return (lines[rubric.confidence],)


def reported_line(result: Result, computed: Fraction | None) -> str:
    """A published figure, as reported; with the computed one of the same tier (None: there is none), whether both
    agree."""
    figure = " ".join(
        part for part in (result.grade, unrounded(result.score) if result.score is not None else None) if part
    )
    who = ", ".join(part for part in (result.tier, result.judge, evaluated_words(result)) if part)
    line = _("Reported ({who}): {figure}.").format(who=who, figure=figure)
    if computed is None or result.score is None:
        return line
    if rounded(computed) == rounded(Fraction(result.score)):
        return line + " " + _("It agrees with the computed index.")
    difference = Fraction(result.score) - computed
    return line + " " + _("It differs from the computed index by {difference}.").format(difference=signed(difference))


def coverage_line(coverage: Coverage) -> str:
    """How many items were answered, do not apply, and have no evidence."""
    parts = [_("{answered} of {items} items answered").format(answered=coverage.answered, items=coverage.items)]
    if coverage.not_applicable:
        parts.append(_("{count} not applicable").format(count=coverage.not_applicable))
    if coverage.blocked:
        parts.append(
            _("{count} not counted, because the item that multiplies them is blank").format(count=coverage.blocked)
        )
    if coverage.unreviewed:
        parts.append(_("{count} taken over from an earlier year and not reviewed").format(count=coverage.unreviewed))
    if coverage.without_evidence:
        parts.append(_("{count} answered without evidence").format(count=coverage.without_evidence))
    return "; ".join(parts) + "."


def _node_row(node: ScoredNode, depth: int, items: bool) -> Row:
    answer: tuple[Cell, ...] = ()
    if items:
        answer = (said_answer(node) if node.node.is_item else "",)
    counts = (node.coverage.answered, node.coverage.items)
    cells = (node.node.code, node.node.name, *answer, node.weight, node.points, node.percent, *counts)
    return Row(cells, depth=depth, strong=depth == 0)


def said_answer(node: ScoredNode) -> str | None:
    """The answer to an item as it is stored, or the words for one that does not apply; None for a blank."""
    return _("not applicable") if node.answer.not_applicable else node.answer.value


def answer_word(answer: Answer) -> str:
    """An answer as it is stored, or the words for none and for one that does not apply."""
    if answer.not_applicable:
        return _("not applicable")
    return _("blank") if answer.value is None else answer.value


def answer_text(answer: Answer) -> str:
    """The same as a reader writes it, for sentences and sheets."""
    return as_written(answer_word(answer))


def _score_document(view: OfficeScore, nodes: Sequence[ScoredNode]) -> dict[str, Any]:
    key, scored, coverage = view.key, view.scored, view.scored.coverage
    return {
        "schema": "rbtrack.score/1",
        "office": {"code": view.office.code, "name": view.office.name},
        "year": key.year,
        "evaluated": key.year_evaluated,
        "rubric": key.rubric,
        "tier": key.tier,
        "judge": key.judge,
        "instrument": scored.rubric.instrument,
        "origin": "computed",
        "confidence": scored.rubric.confidence,
        "least_confidence": scored.rubric.least_confidence,
        "index": index_document(scored),
        "coverage": {
            "items": coverage.items,
            "answered": coverage.answered,
            "not_applicable": coverage.not_applicable,
            "without_evidence": coverage.without_evidence,
            "unreviewed": coverage.unreviewed,
        },
        "nodes": [node_document(node) for node in nodes],
        "results": [result_document(result) for result in view.results],
        **levels_document(view.levels),
    }


def index_document(scored: Scored) -> dict[str, Any]:
    band, scale = scored.band, scored.rubric.grade_scale
    return {
        **points_document(scored.points),
        "max": exact_text(scored.rubric.maximum),
        "grade": band.grade if band else None,
        "predicate": band.predicate if band else None,
        "scale": scale.id if scale else None,
        "provisional": scored.is_provisional,
        "missed_targets": list(scored.missed),
    }


def node_document(node: ScoredNode) -> dict[str, Any]:
    document = {
        "code": node.node.code,
        "name": node.node.name,
        "area": node.node.area,
        "weight": exact_figure(node.weight),
        **points_document(node.points),
        "percent": shown_figure(node.percent),
        "items": node.coverage.items,
        "answered": node.coverage.answered,
    }
    if node.node.is_item:
        document |= {
            "answer": node.answer.value,
            "not_applicable": node.answer.not_applicable,
            "note": node.answer.note,
            "evidence": node.answer.evidence,
            "unreviewed": node.answer.unreviewed,
        }
    return document


def points_document(points: Fraction | None) -> dict[str, str | None]:
    return {"points": shown_figure(points), "exact": exact_figure(points)}


def shown_figure(value: Fraction | None) -> str | None:
    return None if value is None else format(rounded(value), "f")


def exact_figure(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)
