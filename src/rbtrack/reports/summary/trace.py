"""The trace: every step from the answers to the grade as a live formula, a column for each evaluation.

One sheet a rubric, however many offices there are. Each formula is stored with the figure that
`rbtrack.domain.scoring` gives, so that the sheet reads the same before it is calculated and after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from rbtrack.domain.analysis import measure
from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.domain.numbers import rounded
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.domain.scoring import Scored, ScoredArea, ScoredNode
from rbtrack.formulas import scores
from rbtrack.formulas.answers import earned, target_share
from rbtrack.reports.summary.figure_cells import key_words
from rbtrack.reports.summary.look import DARK, Kind, Look, Value
from rbtrack.reports.summary.trace_formulas import share_formula, step_formula
from rbtrack.reports.summary.trace_plan import COLUMN, ScaleCells, Section, Step, TracedColumn, TracePlan
from rbtrack.reports.summary.trace_wording import adding_words, answer_value, gates_words, item_wording
from rbtrack.text import _, harmless
from rbtrack.views.summary import Judged

COLUMNS_MOST = 5_000
"""So many evaluations on one sheet; Excel holds 16,384 columns."""

_LABELS = 5
_LABEL_KINDS: tuple[Kind, ...] = ("code", "code", "code", "figure", "figure")
_HEADING_ROWS = 6
_HEADING_HEIGHTS = (16, 42, 30)
_ANSWER = {"bg_color": "#FFF8DC", "align": "center"}
_FORMATS = {"answer": "@", "number": "General", "share": "0.0000", "points": "0.00", "tiny": "0.000000000"}


@dataclass(frozen=True, slots=True)
class _TracedScore:
    """One evaluation, with its nodes and areas at hand."""

    judged: Judged
    nodes: Mapping[str, ScoredNode]
    areas: tuple[ScoredArea, ...]

    @property
    def scored(self) -> Scored:
        return self.judged.scored


@dataclass(frozen=True, slots=True)
class _TraceRow:
    """A row: what stands left of the evaluations, and for each of them a formula (None: a plain value)."""

    row: int
    labels: tuple[Value, Value, Value, Value, Value]
    formula: str | None
    value: Callable[[_TracedScore], Value]
    style: str = "share"
    strong: bool = False


def write_traces(
    look: Look, rubrics: Sequence[Rubric], judged: Sequence[Judged], scales: ScaleCells
) -> dict[EvaluationKey, TracedColumn]:
    """A sheet for each rubric (more where there are very many evaluations) with those that stand on it; return where
    each of them stands."""
    traced: dict[EvaluationKey, TracedColumn] = {}
    for rubric in rubrics:
        mine = [each for each in judged if measure(each.scored.rubric) == measure(rubric)]
        for start in range(0, len(mine), COLUMNS_MOST):
            traced |= _write(look, rubric, mine[start : start + COLUMNS_MOST], scales)
    return traced


def _write(
    look: Look, rubric: Rubric, judged: Sequence[Judged], scales: ScaleCells
) -> dict[EvaluationKey, TracedColumn]:
    title = _("Trace: from the answers to the index, {rubric}").format(rubric=measure(rubric))
    note = _("Every figure is a live formula: change an answer in a yellow cell, and all that rests on it follows.")
    sheet = look.sheet(_("Trace {rubric}").format(rubric=rubric.id), title, note)
    plan = TracePlan(rubric, scales)
    columns = [_column(each) for each in judged]
    letters = [xl_col_to_name(_LABELS + number) for number in range(len(columns))]
    _write_check(look, sheet, plan, letters)
    _write_headings(look, sheet, columns)
    section = look.style(bold=True, font_size=11, font_color=DARK)
    title_rows = iter(sorted(plan.headings.values()))
    for line in _lines(plan):
        if isinstance(line, str):
            sheet.write_string(next(title_rows) - 1, 0, line, section)
        else:
            _write_line(look, sheet, line, columns, letters)
    has_targets = any(item.target is not None for item in rubric.items.values())
    for column, width in enumerate((16, 46, 30, 9, 9)):
        sheet.set_column(column, column, width, None, {"hidden": column == 4 and not has_targets})
    sheet.set_column(_LABELS, _LABELS + len(columns) - 1, 15)
    sheet.freeze_panes(_HEADING_ROWS, _LABELS)
    sheet.repeat_rows(3, _HEADING_ROWS - 1)
    sheet.repeat_columns(0, 3)
    sheet.set_print_scale(60)
    return {
        each.key: TracedColumn(sheet.get_name(), letter, plan) for each, letter in zip(judged, letters, strict=True)
    }


def _column(judged: Judged) -> _TracedScore:
    return _TracedScore(judged, {node.node.code: node for node in judged.scored.walk()}, judged.scored.areas)


def _write_check(look: Look, sheet: Any, plan: TracePlan, letters: Sequence[str]) -> None:
    """The largest difference between what the formulas give and what rbtrack stored: 0 as long as no answer is changed."""
    row = plan.rows["index", "difference"]
    cells = f"{letters[0]}{row}:{letters[-1]}{row}"
    sheet.write_string(2, 0, _("Largest difference from the index that rbtrack computed:"), look.note)
    style = look.style(num_format="0.000000000", bold=True, align="left")
    sheet.write_formula(2, 2, f"=MAX(MAX({cells}),-MIN({cells}))", style, 0)


def _write_headings(look: Look, sheet: Any, columns: Sequence[_TracedScore]) -> None:
    titles = (_("Code"), _("Name"), _("How"), _("Weight"), _("Target"))
    for number, height in enumerate(_HEADING_HEIGHTS, start=3):
        sheet.set_row(number, height)
        for position, title in enumerate(titles):
            sheet.write_string(number, position, title if number == 3 else "", look.heading)
        for position, column in enumerate(columns, start=_LABELS):
            judged = column.judged
            text = (judged.office.code, judged.office.name, key_words(judged.key))[number - 3]
            sheet.write_string(number, position, harmless(text), look.heading)


def _write_line(
    look: Look, sheet: Any, line: _TraceRow, columns: Sequence[_TracedScore], letters: Sequence[str]
) -> None:
    row = line.row - 1
    for position, (label, kind) in enumerate(zip(line.labels, _LABEL_KINDS, strict=True)):
        if label is not None:
            look.put(sheet, row, position, label, kind)
    properties: dict[str, object] = {"border": 1, "border_color": "#C8D0D9", "num_format": _FORMATS[line.style]}
    properties |= {"bold": True} if line.strong else {}
    properties |= _ANSWER if line.style in ("answer", "number") else {"align": "right"}
    style = look.style(**properties)
    for position, (column, letter) in enumerate(zip(columns, letters, strict=True), start=_LABELS):
        value = line.value(column)
        if line.formula is not None:
            stored = "" if value is None else value if isinstance(value, str) else float(value)
            sheet.write_formula(row, position, line.formula.replace(COLUMN, letter), style, stored)
        elif value is None:
            sheet.write_blank(row, position, None, style)
        elif isinstance(value, str):
            sheet.write_string(row, position, value, style)
        else:
            sheet.write_number(row, position, float(value), style)


def _lines(plan: TracePlan) -> Iterator[_TraceRow | str]:
    """Every row of the trace, from the top to the bottom; before each section its title."""
    makers: dict[Section, Callable[[str], _TraceRow]] = {
        "answer": lambda code: _answer_line(plan, plan.rubric.nodes[code]),
        "own": lambda code: _own_line(plan, plan.rubric.nodes[code]),
        "share": lambda code: _share_line(plan, plan.rubric.nodes[code]),
        "applicable": lambda code: _applicable_line(plan, plan.rubric.nodes[code]),
        "points": lambda code: _points_line(plan, code),
        "area": lambda code: _area_line(plan, code),
        "index": lambda code: _step_line(plan, code),
    }
    titles = _titles()
    for (section, code), row in plan.rows.items():
        if row == plan.headings[section] + 1:
            yield titles[section]
        yield makers[section](code)


def _titles() -> dict[Section, str]:
    return {
        "answer": _("1. Answers"),
        "own": _("2. What an answer earns by itself, before what other items make of it"),
        "share": _("3. Share of each item, from 0 to 1"),
        "applicable": _("4. Weight that applies to the office"),
        "points": _("5. Points"),
        "area": _("6. Change areas"),
        "index": _("7. Index and grade"),
    }


def _answer_line(plan: TracePlan, item: Node) -> _TraceRow:
    def value(column: _TracedScore) -> Value:
        return answer_value(item, column.nodes[item.code].answer)

    labels = (item.code, item.name, item_wording(item).asked, None, None)
    return _TraceRow(plan.rows["answer", item.code], labels, None, value, "number" if item.takes_number else "answer")


def _own_line(plan: TracePlan, item: Node) -> _TraceRow:
    labels = (item.code, item.name, item_wording(item).earning, None, target_share(item))
    formula = f"={earned(plan, item)}"
    return _TraceRow(plan.rows["own", item.code], labels, formula, lambda column: column.nodes[item.code].own_share)


def _share_line(plan: TracePlan, item: Node) -> _TraceRow:
    labels = (item.code, item.name, gates_words(item), None, None if item.is_gated else target_share(item))
    formula = share_formula(plan, item)
    return _TraceRow(plan.rows["share", item.code], labels, formula, lambda column: column.nodes[item.code].share)


def _applicable_line(plan: TracePlan, node: Node) -> _TraceRow:
    labels = (node.code, node.name, None, node.weight, None)
    formula = f"={scores.applicable(plan, node)}"
    return _TraceRow(
        plan.rows["applicable", node.code], labels, formula, lambda column: column.nodes[node.code].applicable, "points"
    )


def _points_line(plan: TracePlan, code: str) -> _TraceRow:
    node = plan.rubric.nodes[code]
    labels = (node.code, node.name, adding_words(node), node.weight, None)
    formula = f"={scores.points(plan, node)}"
    row = plan.rows["points", code]
    return _TraceRow(row, labels, formula, lambda column: column.nodes[code].points, "points", strong=not node.is_item)


def _area_line(plan: TracePlan, area_id: str) -> _TraceRow:
    rubric = plan.rubric
    position = next(number for number, area in enumerate(rubric.areas) if area.id == area_id)
    labels = (area_id, rubric.areas[position].name, _("sum"), None, None)
    formula = f"={scores.points_of(plan, rubric.tagged(area_id))}"
    row = plan.rows["area", area_id]
    return _TraceRow(row, labels, formula, lambda column: column.areas[position].points, "points", strong=True)


def _step_line(plan: TracePlan, code: str) -> _TraceRow:
    names: dict[str, tuple[str, str]] = {
        "index": (_("Index"), _("sum")),
        "shown": (_("Index as shown"), _("two decimals, half up")),
        "missed": (_("Targets missed"), _("count")),
        "grade": (_("Grade"), _("band of the index as shown")),
        "stored": (_("Index that rbtrack computed"), _("from the stored answers")),
        "difference": (_("Difference"), ""),
    }
    styles = {"index": "tiny", "stored": "tiny", "difference": "tiny", "shown": "points"}
    step: Step = next(each for each in _STEPS if each == code)
    name, how = names[code]
    formula = None if step == "stored" else step_formula(plan, step)
    style = styles.get(code, "number" if code == "missed" else "points")
    labels = ("", name, how, None, None)
    return _TraceRow(plan.rows["index", code], labels, formula, _STEPS[step], style, strong=True)


def _difference(column: _TracedScore) -> Value:
    return None if column.scored.points is None else 0


_STEPS: dict[Step, Callable[[_TracedScore], Value]] = {
    "index": lambda column: column.scored.points,
    "shown": lambda column: None if column.scored.points is None else rounded(column.scored.points),
    "missed": lambda column: len(column.scored.missed),
    "grade": lambda column: column.scored.band.grade if column.scored.band else None,
    "stored": lambda column: column.scored.points,
    "difference": _difference,
}
