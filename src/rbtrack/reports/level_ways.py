"""The way to a level as a report: what to improve, and what no answer changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rbtrack.domain.level_ways import LevelStep, LevelWay
from rbtrack.domain.levels import NotKnown, Outcome
from rbtrack.domain.scoring import Scored
from rbtrack.messages.levels import (
    level_line,
    line_name,
    minimum_words,
    missing_words,
    open_demand,
    open_line,
    part_name,
)
from rbtrack.reports.levels import judged_level_document
from rbtrack.reports.scores import answer_word, exact_figure, shown_figure
from rbtrack.reports.table import Column, Row, Table
from rbtrack.text import _, listed, number


def way_table(way: LevelWay, scored: Scored, year: int, title: str, top: int) -> Table:
    """The `top` steps to a level, and in words what else stands in the way."""
    columns = (
        Column("code", _("Item"), "code"),
        Column("name", _("Name")),
        Column("answer", _("Answer now"), "answer"),
        Column("better", _("Wanted"), "answer"),
        Column("gain", _("Brings"), "difference"),
        Column("helps", _("For"), spare=True),
    )
    rows = tuple(Row(_cells(step, scored)) for step in way.steps[:top])
    notes = [*_notes(way, year)]
    if len(way.steps) > top:
        notes.append(_("{count} of {all} items; --top {all} shows all.").format(count=top, all=len(way.steps)))
    return Table(title, columns, rows, tuple(notes))


def _cells(step: LevelStep, scored: Scored) -> tuple[Any, ...]:
    helps = listed([part_name(scored.rubric, code) for code in step.helps])
    return step.node.code, step.node.name, answer_word(step.answer), step.better, step.gain, helps


def _notes(way: LevelWay, year: int) -> Iterator[str]:
    yield level_line(way.judged)
    yield from (f"- {open_line(line)}" for line in way.open_lines)
    if way.steps:
        text = _("With these answers every line that answers can bring to hold does, and the index is {index}.")
        yield text.format(index=number(way.index))
    elif not way.open_lines:
        yield _("Every line over its own answers holds; nothing need be improved for this level.")
    for line in way.unreachable:
        text = _("Not even the best answer to every item brings {line} to {minimum}.")
        yield text.format(line=f"{line.code} {line_name(line)}".strip(), minimum=minimum_words(line.line))
    yield from (_("No answer changes {demand}").format(demand=open_demand(each, year)) for each in way.demands)
    if way.unanswered:
        yield _("To hold for certain the level also wants every answer.") + " " + missing_words(way.unanswered)


def _reason(outcome: Outcome) -> str:
    """Why the agency's figure does not hold for certain."""
    if isinstance(outcome, NotKnown):
        return outcome.reason
    return "provisional" if outcome.is_provisional else "grade_too_low"


def way_document(way: LevelWay) -> dict[str, Any]:
    """The way to a level, for programs."""
    return {
        **judged_level_document(way.judged),
        "reachable": not way.unreachable and not way.demands,
        "steps": [
            {
                "item": step.node.code,
                "answer": step.answer.value,
                "better": step.better,
                "gain": exact_figure(step.gain),
                "for": [code or "total" for code in step.helps],
            }
            for step in way.steps
        ],
        "index": shown_figure(way.index),
        "unreachable": [line.code or "total" for line in way.unreachable],
        "agency": [
            {
                "instrument": each.eligibility.instrument,
                "reason": _reason(each.outcome),
            }
            for each in way.demands
        ],
        "unanswered": list(way.unanswered),
    }
