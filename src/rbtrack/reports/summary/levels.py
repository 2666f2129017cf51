"""The levels of every evaluation, line by line; values over its own answers are live references to its trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rbtrack.domain.crosswalk import AREA
from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.domain.levels import Fails, Holds, JudgedEligibility, JudgedLevel, JudgedLine, NotKnown
from rbtrack.domain.numbers import rounded
from rbtrack.formulas.grades import as_shown
from rbtrack.formulas.terms import NOTHING, exact, is_blank, quoted
from rbtrack.messages.levels import agency_words, eligibility_remark, line_name, line_remark, outcome_word
from rbtrack.reports.summary.figure_cells import key_words
from rbtrack.reports.summary.look import FIRST_ROW, Heading, Look, Value
from rbtrack.reports.summary.trace_plan import TracedColumn
from rbtrack.text import _
from rbtrack.views.summary import Summary

_MINIMUM, _VALUE = "H", "I"
_MARGIN, _RESULT = 9, 10
_FROZEN = 2


Traced = Mapping[EvaluationKey, TracedColumn]


def levels_sheet(look: Look, summary: Summary) -> Any | None:
    """The sheet, still empty; None where no rubric of the year has levels."""
    if not any(each.levels for each in summary.judged):
        return None
    title = _("Levels {year}, line by line").format(year=summary.year)
    note = _(
        "Values over answers follow the trace. A level holds where all of its lines do; see the remarks for what is missing."
    )
    return look.sheet(_("Levels"), title, note)


def write_levels(look: Look, sheet: Any, summary: Summary, traced: Traced) -> None:
    """A row for each line of each level of each evaluation."""
    headings = [
        Heading(_("Code"), 9, "code"),
        Heading(_("Office"), 34),
        Heading(_("Answers of"), 15, "code"),
        Heading(_("Level"), 9, "code"),
        Heading(_("Line"), 11, "code"),
        Heading(_("Name"), 40),
        Heading(_("Unit"), 9, "code"),
        Heading(_("Minimum"), 9, "figure"),
        Heading(_("Value"), 9, "figure"),
        Heading(_("Above (+) or below (-)"), 10, "difference"),
        Heading(_("Result"), 16, "code"),
        Heading(_("Remark"), 60),
    ]
    look.headings(sheet, headings)
    row = FIRST_ROW
    for each in summary.judged:
        for level in each.levels:
            for line in _lines(level, summary.year):
                front = (each.office.code, each.office.name, key_words(each.key), level.level.code)
                for column, value in enumerate((*front, *line.cells)):
                    look.put(sheet, row, column, value, headings[column].kind)
                _write_live(look, sheet, row, line, traced.get(each.key))
                row += 1
    look.set_up(sheet, len(headings), row, _FROZEN)


@dataclass(frozen=True, slots=True)
class _LevelRow:
    """The cells from the line to the remark; `judged` where it is one over answers."""

    cells: tuple[Value, ...]
    judged: JudgedLine | None = None


def _lines(level: JudgedLevel, year: int) -> Iterator[_LevelRow]:
    for line in level.lines:
        unit = "%" if line.line.in_percent else _("points")
        front = (line.code.removeprefix(AREA), line_name(line), unit, line.line.minimum, line.value)
        yield _LevelRow((*front, _margin(line), outcome_word(line.outcome), line_remark(line) or None), line)
    for each in level.eligibility:
        yield _LevelRow(_eligibility_cells(each, year))


def _margin(line: JudgedLine) -> Fraction | None:
    """How far the value as shown is above the minimum."""
    match line.outcome:
        case Fails(short=short):
            return None if short is None else -short
        case NotKnown():
            return None
        case Holds():
            return None if line.value is None else Fraction(rounded(line.value)) - line.line.minimum


def _eligibility_cells(each: JudgedEligibility, year: int) -> tuple[Value, ...]:
    figure = each.found.figure if each.found else None
    value = None if figure is None else figure.points if figure.grade is None else figure.grade
    front = (each.eligibility.instrument, agency_words(each), _("grade"), each.least, value)
    return (*front, None, outcome_word(each.outcome), eligibility_remark(each, year) or None)


def _write_live(look: Look, sheet: Any, row: int, line: _LevelRow, column: TracedColumn | None) -> None:
    """Value, margin and result as formulas, each stored with what it comes to."""
    judged = line.judged
    if judged is None or column is None:
        return
    figures, words = look.cells["figure", "", False], look.cells["code", "", False]
    value, minimum = f"{_VALUE}{row + 1}", f"{_MINIMUM}{row + 1}"
    stored = "" if judged.value is None else float(judged.value)
    reached = _value_cell(judged, column)
    sheet.write_formula(
        row, _MARGIN - 1, f"=IF({is_blank(reached)},{NOTHING},{_scaled(judged, reached)})", figures, stored
    )
    margin = _margin(judged)
    shown = f"ROUND({as_shown(value)}-{minimum},9)"
    sheet.write_formula(
        row, _MARGIN, f"=IF({is_blank(value)},{NOTHING},{shown})", look.cells["difference", "", False],
        "" if margin is None else float(margin),
    )  # fmt: skip
    is_open = bool(judged.missing)
    holds, fails = (quoted(outcome_word(each)) for each in (Holds(is_open), Fails(None, is_open)))
    unknown = quoted(outcome_word(NotKnown("blank")))
    formula = f"=IF({is_blank(value)},{unknown},IF({shown}>=0,{holds},{fails}))"
    sheet.write_formula(row, _RESULT, formula, words, outcome_word(judged.outcome))


def _value_cell(judged: JudgedLine, column: TracedColumn) -> str:
    if not judged.code:
        return column.cell("index", "index")
    if judged.code.startswith(AREA):
        return column.cell("area", judged.code.removeprefix(AREA))
    has_weight = column.plan.rubric.nodes[judged.code].weight is not None
    return column.cell("points" if has_weight else "share", judged.code)


def _scaled(judged: JudgedLine, cell: str) -> str:
    """Points as they are, or in percent of the weight."""
    if not judged.line.in_percent:
        return cell
    whole = judged.weight
    return f"{cell}*100" if whole is None else f"{cell}*100/{exact(whole)}"
