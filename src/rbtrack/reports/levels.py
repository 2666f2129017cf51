"""The levels of a rubric as a table and as a document: every line with its minimum, its value, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from rbtrack.domain.crosswalk import AREA
from rbtrack.domain.level_rules import PassLevel, PassLine
from rbtrack.domain.levels import (
    Fails,
    JudgedEligibility,
    JudgedLevel,
    JudgedLine,
    NotKnown,
    Outcome,
    part_weights,
    reached,
)
from rbtrack.domain.numbers import exact_text, rounded
from rbtrack.domain.rubric import Rubric
from rbtrack.messages.levels import (
    agency_words,
    eligibility_remark,
    eligibility_words,
    grade_rule,
    level_line,
    level_state,
    line_name,
    line_remark,
    minimum_words,
    open_lines,
    outcome_word,
    reached_line,
)
from rbtrack.reports.table import Column, Row, Table
from rbtrack.text import _, listed


def levels_table(levels: tuple[JudgedLevel, ...], year: int, rubric: str) -> Table:
    """A row for each level, below it one for each of its lines, and in words what they come to."""
    columns = (
        Column("level", _("Level"), "code"),
        Column("code", _("Line"), "code"),
        Column("name", _("Name")),
        Column("unit", _("Unit"), "code"),
        Column("minimum", _("Minimum"), "figure"),
        Column("value", _("Value"), "figure"),
        Column("short", _("Short by"), "figure"),
        Column("result", _("Result"), "code"),
        Column("remark", _("Remark"), spare=True),
    )
    rows = tuple(row for judged in levels for row in _rows(judged, year))
    said = (*(level_line(judged) for judged in levels), reached_line(levels))
    notes = (*said, *open_lines(levels, year), *_confidence(levels, rubric))
    return Table(_("Levels"), columns, rows, notes, key="levels", tab=_("Levels"))


def _rows(judged: JudgedLevel, year: int) -> Iterator[Row]:
    level = judged.level
    cells = (level.code, "", level.name, "", None, None, None, level_state(judged.state), "")
    yield Row(cells, strong=True)
    for line in judged.lines:
        yield Row((level.code, *_line_cells(line)), depth=1)
    for each in judged.eligibility:
        yield Row((level.code, *_eligibility_cells(each, year)), depth=1)


def _line_cells(line: JudgedLine) -> tuple[Any, ...]:
    short = line.outcome.short if isinstance(line.outcome, Fails) else None
    unit = "%" if line.line.in_percent else _("points")
    figures = (line.line.minimum, line.value, short)
    return line.code, line_name(line), unit, *figures, outcome_word(line.outcome), line_remark(line)


def _eligibility_cells(each: JudgedEligibility, year: int) -> tuple[Any, ...]:
    figure = each.found.figure if each.found else None
    value = None if figure is None else figure.points if figure.grade is None else figure.grade
    remark = eligibility_remark(each, year)
    words = (each.eligibility.instrument, agency_words(each), _("grade"))
    return *words, each.least, value, None, outcome_word(each.outcome), remark


def _confidence(levels: tuple[JudgedLevel, ...], rubric: str) -> Iterator[str]:
    """A line where what a level asks rests on less than the regulation's own text."""
    unsure = [judged.level.code for judged in levels if judged.level.confidence not in (None, "primary")]
    if unsure:
        text = _("What {levels} ask is not from the regulation's own text: see rbtrack rubric show {rubric}.")
        yield text.format(levels=listed(unsure), rubric=rubric)


def rules_table(rubric: Rubric) -> Table:
    """What each level of a rubric asks."""
    columns = (
        Column("level", _("Level"), "code"),
        Column("code", _("Line"), "code"),
        Column("name", _("Name")),
        Column("minimum", _("Minimum")),
        Column("maximum", _("Of"), "figure"),
    )
    names = {node.code: node.name for node in rubric.walk()} | {AREA + area.id: area.name for area in rubric.areas}
    weights = part_weights(rubric)
    rows = [
        Row((level.code, *cells), strong=not cells[0])
        for level in rubric.levels
        for cells in (("", level.name, "", None), *_rule_cells(level, names, weights))
    ]
    notes = [f"{level.code}: {level.note}" for level in rubric.levels if level.note]
    return Table(_("Levels"), columns, tuple(rows), tuple(notes), key="levels", tab=_("Levels"))


def _rule_cells(
    level: PassLevel, names: Mapping[str, str], weights: Mapping[str, Fraction | None]
) -> Iterator[tuple[Any, ...]]:
    for line in level.lines:
        yield line.of, names.get(line.of, ""), minimum_words(line), None if line.in_percent else weights[line.of]
    for each in level.eligibility:
        yield each.instrument, eligibility_words(each), grade_rule(each), None


def rules_document(rubric: Rubric) -> list[dict[str, Any]]:
    """What each level of a rubric asks, for programs."""
    return [
        {
            "code": level.code,
            "name": level.name,
            "confidence": level.confidence,
            "note": level.note,
            "lines": [
                {"of": line.of, "unit": _unit(line), "minimum": exact_text(line.minimum)} for line in level.lines
            ],
            "eligibility": [
                {"instrument": each.instrument, "grades": dict(each.by_kind), "years_before": each.years_before}
                for each in level.eligibility
            ],
        }
        for level in rubric.levels
    ]


def _unit(line: PassLine) -> str:
    return "percent" if line.in_percent else "points"


def levels_document(levels: tuple[JudgedLevel, ...]) -> dict[str, Any]:
    """The levels, and the highest that holds."""
    highest = reached(levels)
    return {
        "levels": [judged_level_document(judged) for judged in levels],
        "level_reached": highest.code if highest else None,
    }


def judged_level_document(judged: JudgedLevel) -> dict[str, Any]:
    """A level with every line and what came of it."""
    level = judged.level
    return {
        "code": level.code,
        "name": level.name,
        "state": judged.state,
        "confidence": level.confidence,
        "lines": [_line_document(each) for each in judged.lines],
        "eligibility": [_eligibility_document(each) for each in judged.eligibility],
    }


def _outcome_document(outcome: Outcome) -> dict[str, Any]:
    return {
        "state": outcome.state,
        "provisional": not isinstance(outcome, NotKnown) and outcome.is_provisional,
        "reason": outcome.reason if isinstance(outcome, NotKnown) else None,
    }


def _line_document(each: JudgedLine) -> dict[str, Any]:
    short = each.outcome.short if isinstance(each.outcome, Fails) else None
    return {
        "of": each.line.of,
        "part": each.code or "total",
        "name": each.name or None,
        "unit": _unit(each.line),
        "minimum": exact_text(each.line.minimum),
        "maximum": None if each.maximum is None else exact_text(each.maximum),
        "value": None if each.value is None else format(rounded(each.value), "f"),
        "exact": None if each.value is None else exact_text(each.value),
        "short": None if short is None else format(rounded(short), "f"),
        **_outcome_document(each.outcome),
        "missing": list(each.missing),
    }


def _eligibility_document(each: JudgedEligibility) -> dict[str, Any]:
    agency, found = each.agency, each.found
    figure = found.figure if found else None
    return {
        "instrument": each.eligibility.instrument,
        "minimum": each.least,
        "agency": None if agency is None else {"code": agency.code, "name": agency.name, "kind": agency.kind},
        "figure": None
        if figure is None or found is None
        else {
            "year": figure.year,
            "grade": figure.grade,
            "points": None if figure.points is None else exact_text(figure.points),
            "tier": figure.tier,
            "judge": figure.judge,
            "origin": figure.origin,
            "rubric": figure.rubric,
            "source": found.source,
        },
        **_outcome_document(each.outcome),
    }
