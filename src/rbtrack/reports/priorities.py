"""What to improve first as a report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rbtrack.domain.level_ways import LevelWay
from rbtrack.domain.priorities import NextGrade, Priorities, Priority
from rbtrack.domain.scoring import Scored
from rbtrack.messages.tiers import tier_name
from rbtrack.reports.level_ways import way_document, way_table
from rbtrack.reports.scores import (
    answer_text,
    answer_word,
    confidence_lines,
    coverage_line,
    exact_figure,
    grade_line,
    index_document,
    shown_figure,
)
from rbtrack.reports.table import Column, Report, Row, Table
from rbtrack.text import _, as_written, number, shorten, signed
from rbtrack.views.priorities import OfficePriorities
from rbtrack.views.scores import OfficeScore


def priorities_report(view: OfficePriorities, top: int) -> Report:
    """The `top` items that would earn most, and in words the way to the next grade; where a level was asked for, the way
    to it in their place. The document holds all items."""
    key, scored, found = view.score.key, view.score.scored, view.priorities
    if view.way is not None:
        return _way_report(view, view.way, top)
    columns = (
        Column("code", _("Item"), "code"),
        Column("name", _("Name")),
        Column("area", _("Area"), "code", spare=True),
        Column("answer", _("Answer now"), "answer"),
        Column("next_answer", _("Next"), "answer"),
        Column("next_gain", _("Brings"), "difference"),
        Column("best_answer", _("Best"), "answer"),
        Column("best_gain", _("Brings at best"), "difference"),
    )
    rows = tuple(Row(_cells(each)) for each in found.items[:top])
    title = _("{office}, {year}: what to improve first ({rubric}, {tier})").format(
        office=view.score.office.name, year=key.year, rubric=key.rubric, tier=tier_name(key.tier, key.judge)
    )
    notes = [grade_line(scored), coverage_line(scored.coverage), *way_lines(scored, found), *_level_hint(scored)]
    if len(found.items) > top:
        notes.append(_("{count} of {all} items; --top {all} shows all.").format(count=top, all=len(found.items)))
    table = Table(title, columns, rows, (*notes, *confidence_lines(scored.rubric)))
    return Report(table, _document(view.score, found))


def _way_report(view: OfficePriorities, way: LevelWay, top: int) -> Report:
    key, scored = view.score.key, view.score.scored
    title = _("{office}, {year}: what leads to {level} ({rubric}, {tier})").format(
        office=view.score.office.name,
        year=key.year,
        level=way.judged.level.code,
        rubric=key.rubric,
        tier=tier_name(key.tier, key.judge),
    )
    table = way_table(way, scored, key.year, title, top)
    document = {**_document(view.score, view.priorities), "level": way_document(way)}
    return Report(replace(table, notes=(*table.notes, *confidence_lines(scored.rubric))), document)


def _level_hint(scored: Scored) -> tuple[str, ...]:
    """Which levels can be asked for."""
    levels = [level.code for level in scored.rubric.levels]
    return (_("What leads to a level: --level {levels}.").format(levels=", ".join(levels)),) if levels else ()


def way_lines(scored: Scored, found: Priorities) -> tuple[str, ...]:
    """The way to the next grade in words: what is missing, then one line for each step."""
    way = found.next_grade
    if way is None or scored.points is None:
        is_best = scored.band is not None and not scored.is_provisional
        return (_("There is no better grade on this scale."),) if is_best else ()
    return (_way(scored, way), *(_step(step) for step in way.steps))


def _way(scored: Scored, way: NextGrade) -> str:
    values = {
        "grade": way.band.grade,
        "above": number(way.band.above),
        "missing": number(way.missing),
        "count": len(way.steps),
        "index": number(way.index),
    }
    if scored.band is not None and scored.band.targets == "missed":
        wording = _("For grade {grade} every target must be reached. Items below their target: {count}, namely")
        return wording.format(**values)
    begins = (
        _("Grade {grade} begins above {above}: more than {missing} points are missing.")
        if way.needs_more
        else _("Grade {grade} begins at {above}: {missing} points are missing.")
    )
    then = (
        _("Items whose best answers are enough (the index is then {index}): {count}, namely")
        if way.steps
        else _("Even with the best answer to every item the index would be {index}.")
    )
    return f"{begins} {then}".format(**values)


def _step(step: Priority) -> str:
    return _("- {item}: {answer} to {best} brings {gain} ({name})").format(
        item=step.node.code,
        answer=answer_text(step.answer),
        best=as_written(step.best_answer),
        gain=signed(step.best_gain),
        name=shorten(step.node.name),
    )


def _cells(each: Priority) -> tuple[Any, ...]:
    return (
        each.node.code,
        each.node.name,
        each.area,
        answer_word(each.answer),
        each.next_answer,
        each.next_gain,
        each.best_answer,
        each.best_gain,
    )


def _document(score: OfficeScore, found: Priorities) -> dict[str, Any]:
    office, key, way = score.office, score.key, found.next_grade
    return {
        "schema": "rbtrack.priorities/1",
        "office": {"code": office.code, "name": office.name},
        "year": key.year,
        "rubric": key.rubric,
        "tier": key.tier,
        "judge": key.judge,
        "index": index_document(score.scored),
        "items": [_item_document(each) for each in found.items],
        "next_grade": None
        if way is None
        else {
            "grade": way.band.grade,
            "above": exact_figure(way.band.above),
            "missing": shown_figure(way.missing),
            "reachable": bool(way.steps),
            "steps": [step.node.code for step in way.steps],
            "index": shown_figure(way.index),
        },
    }


def _item_document(each: Priority) -> dict[str, Any]:
    return {
        "code": each.node.code,
        "name": each.node.name,
        "area": each.area,
        "answer": each.answer.value,
        "next": {"answer": each.next_answer, "gain": exact_figure(each.next_gain)},
        "best": {"answer": each.best_answer, "gain": exact_figure(each.best_gain)},
    }
