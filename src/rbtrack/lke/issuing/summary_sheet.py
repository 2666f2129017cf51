"""The summary sheet: the index, its grade, how far the worksheet is filled, and the areas with a chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from rbtrack.domain.evaluation import NOT_APPLICABLE
from rbtrack.domain.rubric import Node
from rbtrack.domain.scoring import ScoredNode
from rbtrack.formulas import scores
from rbtrack.formulas.terms import NOTHING, quoted
from rbtrack.lke.identity import HEAD_LABELS, HeadPart
from rbtrack.lke.issuing.page import (
    StyledCells,
    cell_of,
    evaluated_fact,
    protect,
    sentence,
    set_print,
    shown_grade,
    tier_word,
)
from rbtrack.lke.issuing.worksheet_plan import IssuedSheet, WorksheetPlan
from rbtrack.lke.issuing.worksheet_styles import WorksheetStyles
from rbtrack.text import _, number
from rbtrack.xlsx.addresses import a1

_NAME, _WEIGHT, _POINTS, _PERCENT = 2, 3, 4, 5
_FEWEST_BARS = 3
_FIRST_COUNT = 12


@dataclass(frozen=True, slots=True)
class _Count:
    """One line of progress: its words, its defined name, its formula and figure."""

    words: str
    name: str
    formula: str
    value: int


@dataclass(frozen=True, slots=True)
class _PartLine:
    """One line of a table of parts: terms of the formulas, and their figures."""

    name: str
    weight_term: str
    weight: Fraction | None
    points_term: str
    points: Fraction | None


class SummarySheet:
    """The figures of a worksheet, and where they stand."""

    def __init__(self, sheet: IssuedSheet, plan: WorksheetPlan, table: str, page: str) -> None:
        self.sheet = sheet
        self.plan = plan
        self.outside = plan.seen_from_outside(table)
        self.table = table
        self.page = page

    def write(self, page: Any, book: Any, styles: WorksheetStyles) -> None:
        cells = StyledCells(page, styles)
        self._define(book)
        self._write_head(cells)
        row = self._write_counts(cells, book)
        roots = [self._node_line(root) for root in self.sheet.scored.roots]
        row = self._write_lines(cells, row + 1, _("Components"), roots)
        parts = self._parts()
        if parts:
            heading = _("Change areas") if self.sheet.rubric.areas else _("Branches")
            start = row + 1
            row = self._write_lines(cells, start, heading, parts)
        else:
            start, parts = row - len(roots) - 3, roots
        self._write_chart(page, book, start + 2, len(parts))
        for column, width in ((1, 2), (_NAME, 46), (_WEIGHT, 11), (_POINTS, 11), (_PERCENT, 11), (6, 3)):
            page.set_column(column - 1, column - 1, width)
        for row in (8, 9):
            page.set_row(row - 1, 28)
        set_print(page, self.sheet, tall=1)
        protect(page)

    def _define(self, book: Any) -> None:
        foot = self.plan.total_row
        for name, column in (("index", "value"), ("grade", "share")):
            place = cell_of(self.table, foot, self.plan.columns[column])
            book.define_name(f"rbtrack_{name}", f"={place}")
        book.define_name("rbtrack_grade_shown", f"={cell_of(self.page, 9, _WEIGHT)}")

    def _write_head(self, cells: StyledCells) -> None:
        sheet, scored = self.sheet, self.sheet.scored
        cells.text(1, _NAME, _("EVALUATION SUMMARY"), "title")
        cells.text(2, _NAME, f"{sheet.rubric.name} · {sheet.rubric.regulation}", "subtitle")
        facts: tuple[tuple[HeadPart, str], ...] = (
            ("office", sheet.office.name),
            ("year", str(sheet.identity.year)),
            ("tier", tier_word(sheet)),
            *evaluated_fact(sheet),
        )
        for row, (part, value) in enumerate(facts, start=4):
            cells.text(row, _NAME, _(HEAD_LABELS[part][-1]), "key")
            cells.text(row, _WEIGHT, value, "bold")
        most = _("of at most {maximum}").format(maximum=number(sheet.rubric.maximum))
        cells.text(8, _NAME, f"{_('Index')} ({most})", "key middle")
        cells.formula(8, _WEIGHT, "=rbtrack_index", scored.points, "figure number left")
        cells.text(9, _NAME, _("Grade"), "key middle")
        formula, value = self._shown_grade()
        cells.formula(9, _WEIGHT, formula, value, "figure")
        formula, value = self._predicate()
        cells.formula(10, _WEIGHT, formula, value, "subtitle")

    def _shown_grade(self) -> tuple[str, str]:
        if self.sheet.rubric.grade_scale is None:
            return '="–"', "–"
        waiting = ",rbtrack_unreviewed>0" if "reviewed" in self.plan.columns else ""
        provisional = f"OR(rbtrack_answered+rbtrack_not_applicable<rbtrack_items,rbtrack_blocked>0{waiting})"
        bracketed = sentence(_("({grade}) provisional"), grade="rbtrack_grade").removeprefix("=")
        formula = f'=IF(rbtrack_grade="","–",IF({provisional},{bracketed},rbtrack_grade))'
        return formula, shown_grade(self.sheet)

    def _predicate(self) -> tuple[str, str]:
        """What the grade is called; or that this rubric gives none."""
        scale, band = self.sheet.rubric.grade_scale, self.sheet.scored.band
        if scale is None:
            none = _("This rubric gives no grade.")
            return f"={quoted(none)}", none
        formula = NOTHING
        for each in reversed(scale.bands):
            formula = f"IF(rbtrack_grade={quoted(each.grade)},{quoted(each.predicate)},{formula})"
        return f"={formula}", band.predicate if band else ""

    def _counts(self) -> Iterator[_Count]:
        share, value, evidence = (self.outside.column(role) for role in ("share", "value", "evidence"))
        scored, coverage = self.sheet.scored, self.sheet.scored.coverage
        yield _Count(_("Items"), "items", f"={coverage.items}", coverage.items)
        yield _Count(_("Answered"), "answered", f"=COUNT({share})", coverage.answered)
        not_applicable = f"=COUNTIF({share},{quoted(NOT_APPLICABLE)})"
        yield _Count(_("Not applicable"), "not_applicable", not_applicable, coverage.not_applicable)
        blank = "=rbtrack_items-rbtrack_answered-rbtrack_not_applicable"
        yield _Count(
            _("Not answered yet"), "blank", blank, coverage.items - coverage.answered - coverage.not_applicable
        )
        without = f'=SUMPRODUCT(ISNUMBER({share})*({evidence}=""))'
        yield _Count(_("Answered without evidence"), "without_evidence", without, coverage.without_evidence)
        blocked = f'=SUMPRODUCT(ISNUMBER({share})*({value}=""))'
        words = _("Answered, but waiting for the item that multiplies it")
        yield _Count(words, "blocked", blocked, coverage.blocked)
        if "reached" in self.plan.columns:
            missed = f"=COUNTIF({self.outside.column('reached')},{quoted(_('No'))})"
            yield _Count(_("Targets missed"), "missed", missed, len(scored.missed))
        if "reviewed" in self.plan.columns:
            waiting = f"=COUNTIF({self.outside.column('reviewed')},{quoted(_('Not yet'))})"
            yield _Count(_("Filled in from earlier, not reviewed yet"), "unreviewed", waiting, len(self.sheet.waiting))

    def _write_counts(self, cells: StyledCells, book: Any) -> int:
        """Write how far the worksheet is filled; returns the row below."""
        for column in (_NAME, _WEIGHT):
            cells.blank(_FIRST_COUNT, column, "section")
        cells.text(_FIRST_COUNT, _NAME, _("Progress"), "section")
        row = _FIRST_COUNT
        for row, count in enumerate(self._counts(), start=_FIRST_COUNT + 1):
            cells.text(row, _NAME, count.words, "edge")
            cells.formula(row, _WEIGHT, count.formula, count.value, "edge count")
            book.define_name(f"rbtrack_{count.name}", f"={cell_of(self.page, row, _WEIGHT)}")
        return row + 1

    def _parts(self) -> list[_PartLine]:
        """What the chart shows beside the components: the areas, or the branches below a few components."""
        scored = self.sheet.scored
        if scored.areas:
            return [
                self._line(area.area.name, scored.rubric.tagged(area.area.id), area.weight, area.points)
                for area in scored.areas
            ]
        weighted = [root for root in scored.roots if not root.node.corrects]
        if len(weighted) >= _FEWEST_BARS:
            return []
        below = [child for root in weighted for child in root.children if child.children]
        return [self._node_line(child) for child in below] if len(below) >= _FEWEST_BARS else []

    def _node_line(self, scored: ScoredNode) -> _PartLine:
        line = self._line(scored.node.name, [scored.node], scored.node.weight, scored.points)
        return replace(line, weight_term=NOTHING) if scored.node.corrects else line

    def _line(self, name: str, nodes: Sequence[Node], weight: Fraction | None, points: Fraction | None) -> _PartLine:
        """One line that sums `nodes`."""
        weights = "+".join(scores.applied_weight(self.outside, node) for node in nodes) or "0"
        return _PartLine(name, weights, weight, scores.points_of(self.outside, nodes), points)

    def _write_lines(self, cells: StyledCells, row: int, heading: str, parts: Sequence[_PartLine]) -> int:
        """Write a table of parts; returns the row below."""
        for column, words in enumerate((heading, _("Weight"), _("Value"), "%"), start=_NAME):
            cells.text(row + 1, column, words, "edge heading")
        for at, line in enumerate(parts, start=row + 2):
            weight, points = a1(at, _WEIGHT), a1(at, _POINTS)
            cells.text(at, _NAME, line.name, "edge wrap")
            cells.formula(at, _WEIGHT, f"={line.weight_term}", line.weight, "edge number")
            cells.formula(at, _POINTS, f"={line.points_term}", line.points, "edge number")
            part = None if line.points is None or not line.weight else line.points / line.weight
            formula = f"={scores.percent(points, weight, has_weight=False)}"
            cells.formula(at, _PERCENT, formula, part, "edge percent")
        return row + 2 + len(parts)

    def _write_chart(self, page: Any, book: Any, first: int, count: int) -> None:
        chart = book.add_chart({"type": "bar"})
        last = first + count - 1
        chart.add_series(
            {
                "name": _("Value in percent of the weight"),
                "categories": [self.page, first - 1, _NAME - 1, last - 1, _NAME - 1],
                "values": [self.page, first - 1, _PERCENT - 1, last - 1, _PERCENT - 1],
                "fill": {"color": "#2E75B6"},
                "gap": 45,
                "data_labels": {"value": True, "num_format": "0%", "font": {"size": 9}},
            }
        )
        chart.set_title({"name": _("Value in percent of the weight"), "name_font": {"size": 12, "color": "#1F4E79"}})
        chart.set_legend({"none": True})
        chart.set_x_axis(
            {"min": 0, "max": 1, "num_format": "0%", "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
        )
        chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
        chart.set_size({"width": 620, "height": 120 + 34 * count})
        page.insert_chart(_FIRST_COUNT - 1, _PERCENT + 1, chart, {"object_position": 3})
