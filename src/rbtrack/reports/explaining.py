"""How a figure came about as a report: one line a step, each to be recomputed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rbtrack.domain.explaining import Line
from rbtrack.domain.scoring import Scored
from rbtrack.messages.tiers import tier_name
from rbtrack.reports.scores import (
    answer_text,
    confidence_lines,
    coverage_line,
    exact_figure,
    grade_line,
    index_document,
)
from rbtrack.reports.table import Column, Report, Row, Table
from rbtrack.text import _, number, precise
from rbtrack.views.explaining import OfficeExplained


def explain_report(view: OfficeExplained) -> Report:
    """Every step as formula and figure, with the rubric, the scale and their regulations below."""
    key, scored = view.score.key, view.score.scored
    columns = (
        Column("code", _("Code"), "code"),
        Column("step", _("Step")),
        Column("value", _("Figure"), "precise"),
    )
    rows = tuple(
        Row((line.code, step(line, scored), line.value), depth=line.depth, strong=_is_total(line))
        for line in view.lines
    )
    title = _("{office}, {year}: how the index came about ({rubric}, {tier})").format(
        office=view.score.office.name, year=key.year, rubric=key.rubric, tier=tier_name(key.tier, key.judge)
    )
    if view.node is not None:
        title += f". {view.node}: {scored.rubric.nodes[view.node].name}"
    return Report(Table(title, columns, rows, _notes(scored)), _document(view))


def step(line: Line, scored: Scored) -> str:
    """One step in words and numbers, these with up to six decimals."""
    values = [precise(operand.value) for operand in line.operands]
    weight, applicable = precise(line.weight), precise(line.applicable)
    match line.rule:
        case "answer":
            assert line.answer is not None
            return _("answer {answer} earns {share}").format(answer=answer_text(line.answer), share=precise(line.value))
        case "gate":
            return _("multiplied by {gate}: {formula}").format(
                gate=line.operands[1].code, formula=f"{values[0]} × {values[1]}"
            )
        case "gate_not_applicable":
            return _("multiplied by 1: {gate} does not apply").format(gate=line.operands[1].code)
        case "zero_gate":
            assert line.answer is not None
            gate = line.operands[0].code
            return _("0, since {gate} is answered {answer}").format(gate=gate, answer=answer_text(line.answer))
        case "weight":
            return _("by its weight: {formula}").format(formula=f"{values[0]} × {weight}")
        case "mean":
            return f"{line.name}: ({_added(values)}) / {line.counted} × {weight}"
        case "sum":
            return f"{line.name}: {_added(values)}"
        case "rescale":
            return _("scaled up to what applies: {formula}").format(formula=f"{values[0]} × {weight} / {applicable}")
        case "correction":
            return _("a correction: the number counts as points")
        case "rounding":
            return _("rounded once, half up: {value}").format(value=values[0])
        case "grade":
            return _grade(line, scored)
        case _:
            return _without_figure(line, scored)


def _without_figure(line: Line, scored: Scored) -> str:
    """Why a node has no figure."""
    return {
        "blank": _("blank"),
        "blocked": _("not counted: {gate} is blank"),
        "not_applicable": _("not applicable"),
        "nothing": _("{name}: nothing below has a figure"),
    }[line.rule].format(name=line.name, gate=line.code and scored.rubric.nodes[line.code].multiplied_by)


def _added(values: Sequence[str]) -> str:
    """`1 + 0,5 - 2`: a negative figure (a correction) is taken off."""
    return " + ".join(values).replace("+ -", "- ")


def _grade(line: Line, scored: Scored) -> str:
    assert scored.band is not None
    scale = scored.rubric.grade_scale
    assert scale is not None
    above, up_to = line.operands
    is_upper = scale.closed == "upper"
    if line.value == (above if is_upper else up_to).value:
        # The band at the end of the scale holds that end too.
        wording = _("from {above} to {up_to}: grade {grade}, {predicate}")
    elif is_upper:
        wording = _("above {above}, at most {up_to}: grade {grade}, {predicate}")
    else:
        wording = _("from {above}, below {up_to}: grade {grade}, {predicate}")
    text = wording.format(
        above=number(above.value), up_to=number(up_to.value), grade=line.name, predicate=scored.band.predicate
    )
    targets = {
        None: "",
        "met": _("every target is reached"),
        "missed": _("targets missed: {items}").format(items=", ".join(scored.missed)),
    }[scored.band.targets]
    return f"{text}; {targets}" if targets else text


def _is_total(line: Line) -> bool:
    return line.rule in ("sum", "mean", "rescale", "rounding", "grade") and line.depth == 0


def _notes(scored: Scored) -> tuple[str, ...]:
    rubric, scale = scored.rubric, scored.rubric.grade_scale
    notes = [
        grade_line(scored),
        coverage_line(scored.coverage),
        _("Rubric {rubric}, version {version}: {regulation}.").format(
            rubric=rubric.id, version=rubric.version, regulation=rubric.regulation
        ),
    ]
    if scale is not None:
        notes.append(_("Scale {scale}: {regulation}.").format(scale=scale.id, regulation=scale.regulation))
    if scored.coverage.answered < scored.coverage.items:
        notes.append(
            _("Blank items leave the mean: the rubric skips them.")
            if rubric.blank_items == "skip"
            else _("Blank items count as zero in the mean, as the rubric says.")
        )
    notes.append(_("Figures are shown with up to six decimals; nothing is rounded on the way but the index, once."))
    return (*notes, *confidence_lines(rubric))


def _document(view: OfficeExplained) -> dict[str, Any]:
    office, key, scored = view.score.office, view.score.key, view.score.scored
    rubric, scale = scored.rubric, scored.rubric.grade_scale
    return {
        "schema": "rbtrack.explain/1",
        "office": {"code": office.code, "name": office.name},
        "year": key.year,
        "rubric": key.rubric,
        "version": rubric.version,
        "regulation": rubric.regulation,
        "scale": {"id": scale.id, "regulation": scale.regulation} if scale else None,
        "tier": key.tier,
        "judge": key.judge,
        "node": view.node,
        "blank_items": rubric.blank_items,
        "index": index_document(scored),
        "lines": [_line_document(line) for line in view.lines],
    }


def _line_document(line: Line) -> dict[str, Any]:
    return {
        "rule": line.rule,
        "code": line.code,
        "name": line.name,
        "depth": line.depth,
        "answer": line.answer.value if line.answer else None,
        "operands": [{"code": operand.code, "value": exact_figure(operand.value)} for operand in line.operands],
        "weight": exact_figure(line.weight),
        "counted": line.counted,
        "applicable": exact_figure(line.applicable),
        "value": exact_figure(line.value),
    }
