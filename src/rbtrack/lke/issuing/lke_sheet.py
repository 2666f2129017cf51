"""The LKE sheet itself: headings, one row a node, and the foot."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import repeat
from typing import Any

from rbtrack.domain.evaluation import NOT_APPLICABLE, Answer
from rbtrack.domain.rubric import Node
from rbtrack.domain.scoring import ScoredNode, percent
from rbtrack.formulas.answers import fits_a_cell, target_share
from rbtrack.formulas.scores import percent as percent_of
from rbtrack.formulas.terms import quoted
from rbtrack.lke.count_rows import COUNT_CHOICES, CountRow, counts_of
from rbtrack.lke.identity import TOTAL_CODE
from rbtrack.lke.issuing import lke_formulas
from rbtrack.lke.issuing.page import StyledCells, protect, set_print, write_head
from rbtrack.lke.issuing.validations import printed_choices, validation
from rbtrack.lke.issuing.worksheet_plan import (
    CODE_COLUMN,
    FIRST_LABEL,
    FIRST_ROW,
    HEADING_ROW,
    LABEL_MARK,
    MARK_ROW,
    IssuedSheet,
    WorksheetPlan,
    explanation,
    label,
)
from rbtrack.lke.issuing.worksheet_styles import WIDTHS, WorksheetStyles, fits, height, lines
from rbtrack.text import _
from rbtrack.xlsx.addresses import a1
from rbtrack.xlsx.exact_texts import shown_in_cell

_HIDDEN = ("share", "applicable")


def write_lke(
    page: Any, sheet: IssuedSheet, plan: WorksheetPlan, styles: WorksheetStyles, lists: list[tuple[str, ...]]
) -> None:
    """Write the LKE. `lists` are the lists of answers that stand on the sheet of lists."""
    written = _LkeSheet(page, sheet, plan, styles)
    written.write_headings()
    for scored in sheet.scored.walk():
        written.write_node(scored, lists)
    written.write_total()
    written.mark_answers()
    write_head(written.cells, sheet, plan)
    _set_up(page, sheet, plan)


class _LkeSheet:
    def __init__(self, page: Any, sheet: IssuedSheet, plan: WorksheetPlan, styles: WorksheetStyles) -> None:
        self.page = page
        self.sheet = sheet
        self.plan = plan
        self.styles = styles
        self.cells = StyledCells(page, styles)

    def write_headings(self) -> None:
        for column in range(FIRST_LABEL, self.plan.last_column + 1):
            self.cells.blank(HEADING_ROW, column, "edge heading")
        for role, column in self.plan.columns.items():
            style = "label heading left oneline" if role == LABEL_MARK else "edge heading"
            self.cells.text(MARK_ROW, column, f"rbtrack:{role}", "mark")
            self.cells.text(HEADING_ROW, column, self.plan.heading(self.sheet, role), style)
        for column in range(FIRST_LABEL + 1, self.plan.text_column + 1):
            self.cells.blank(HEADING_ROW, column, "label heading")
        self.page.set_row(HEADING_ROW - 1, 30)

    def write_node(self, scored: ScoredNode, lists: list[tuple[str, ...]]) -> None:
        node, row = scored.node, self.plan.rows[scored.node.code]
        shade = self._shade(scored)
        self.cells.text(row, CODE_COLUMN, node.code, "mark")
        most = self._write_label(scored, shade)
        for role, column in self.plan.columns.items():
            if role not in ("code", LABEL_MARK):
                self.cells.blank(row, column, f"edge {shade}")
        if node.weight is not None:
            self.cells.number(row, self.plan.columns["weight"], float(node.weight), f"edge {shade} weight")
            share = _hundredth(percent(scored.points, node.weight))
            self._formula(scored, "percent", lke_formulas.percent(self.plan, node), share, f"edge {shade} percent")
            if "applicable" in self.plan.columns:
                applicable = lke_formulas.applicable(self.plan, node)
                self._formula(scored, "applicable", applicable, scored.applicable, "mark number")
        answer = self.sheet.answer(node.code)
        value = lke_formulas.value(self.plan, node, answer)
        self._formula(scored, "value", value, scored.stated, f"edge {shade} number")
        if node.is_item:
            most = max(most, self._write_item(scored, answer, lists))
        self.page.set_row(row - 1, height(most))
        for count, value in zip(counts_of(node), _counted(answer), strict=False):
            self._write_count(count, value, lists)

    def write_total(self) -> None:
        row = self.plan.total_row
        for column in range(FIRST_LABEL, self.plan.last_column + 1):
            self.cells.blank(row, column, "label total middle")
        scored = self.sheet.scored
        self.cells.text(row, CODE_COLUMN, TOTAL_CODE, "mark")
        self.cells.text(row, FIRST_LABEL, _("FINAL SCORE"), "label total middle")
        self.cells.number(row, self.plan.columns["weight"], float(scored.rubric.maximum), "label total middle weight")
        value = self.plan.columns["value"]
        self.cells.formula(row, value, lke_formulas.index(self.plan), scored.points, "label total middle number")
        share = _hundredth(percent(scored.points, scored.rubric.maximum))
        formula = f"={percent_of(a1(row, value), a1(row, self.plan.columns['weight']))}"
        self.cells.formula(row, self.plan.columns["percent"], formula, share, "label total middle percent")
        grade = scored.band.grade if scored.band else None
        self.cells.formula(row, self.plan.columns["share"], lke_formulas.grade(self.plan), grade, "mark")
        self.page.set_row(row - 1, 20)

    def mark_answers(self) -> None:
        """Answers that are not offered show red, answers of last year that nobody looked at orange."""
        answer = self.plan.columns["answer"]
        area = (FIRST_ROW - 1, answer - 1, self.plan.last_row - 1, answer - 1)
        cell, share, value = (f"${a1(FIRST_ROW, self.plan.columns[role])}" for role in ("answer", "share", "value"))
        wrong = f'=AND({cell}<>"",{share}="",{value}="")'
        self.page.conditional_format(
            *area,
            {"type": "formula", "criteria": wrong, "format": self.styles.overlay("invalid"), "stop_if_true": True},
        )
        if "reviewed" in self.plan.columns:
            waiting = f"=${a1(FIRST_ROW, self.plan.columns['reviewed'])}={quoted(_('Not yet'))}"
            for role in ("answer", "reviewed"):
                column = self.plan.columns[role] - 1
                self.page.conditional_format(
                    FIRST_ROW - 1,
                    column,
                    self.plan.last_row - 1,
                    column,
                    {"type": "formula", "criteria": waiting, "format": self.styles.overlay("prefilled")},
                )

    def _shade(self, scored: ScoredNode) -> str:
        return "wrap" if scored.node.is_item else f"level{min(self.plan.depths[scored.node.code], 3)}"

    def _write_label(self, scored: ScoredNode, shade: str) -> int:
        """The number and the words; how many lines they take."""
        node, row, depth = scored.node, self.plan.rows[scored.node.code], self.plan.depths[scored.node.code]
        first, last = FIRST_LABEL, self.plan.text_column
        for column in range(first, last + 1):
            self.cells.blank(row, column, f"label {shade} first" if column == first else f"label {shade}")
        if number := self.plan.numbers.get(node.code):
            style = f"label {shade.replace('wrap', '')} left"
            self.cells.text(row, first + depth, number, f"{style} first" if depth == 0 else style)
        words, beside = label(node), first + depth + 1
        room = WIDTHS["text"] + WIDTHS["number"] * (last - beside)
        if not node.is_item and fits(words, room):
            self.cells.text(row, beside, words, f"label {shade}")
            return 1
        self.cells.text(row, last, words, f"label {shade} wrap")
        return lines(words, WIDTHS["text"])

    def _write_item(self, scored: ScoredNode, answer: Answer, lists: list[tuple[str, ...]]) -> int:
        item, row, columns = scored.node, self.plan.rows[scored.node.code], self.plan.columns
        self.cells.text(row, columns["choices"], printed_choices(item), "edge wrap centre")
        self._write_answer(scored, answer, lists)
        texts = {"note": shown_in_cell(answer.note), "evidence": shown_in_cell(answer.evidence)}
        for role, text in texts.items():
            self.cells.text(row, columns[role], text, "edge wrap text open inset")
        texts["choices"] = printed_choices(item)
        if "explanation" in columns:
            texts["explanation"] = explanation(item)
            self.cells.text(row, columns["explanation"], texts["explanation"], "edge wrap inset")
        if self.sheet.earlier is not None:
            texts["earlier"] = _said(self.sheet.earlier[1].get(item.code, Answer()))
            self.cells.text(row, columns["earlier"], texts["earlier"], "edge wrap text earlier")
        if item.code in self.sheet.waiting:
            self._write_review(row)
        target = target_share(item)
        if item.target is not None and target is not None:
            self.cells.number(row, columns["target"], float(item.target), "edge weight")
            reached = None if scored.own_share is None else _("No") if self._misses(item.code) else _("Yes")
            self._formula(scored, "reached", lke_formulas.reached(self.plan, item, target), reached, "edge centre")
        return max(lines(text, WIDTHS[role]) for role, text in texts.items())

    def _misses(self, code: str) -> bool:
        return code in self.sheet.scored.missed

    def _write_answer(self, scored: ScoredNode, answer: Answer, lists: list[tuple[str, ...]]) -> None:
        item, row, column = scored.node, self.plan.rows[scored.node.code], self.plan.columns["answer"]
        if counts_of(item):
            self._formula(scored, "answer", lke_formulas.counts(self.plan, item), _said(answer), "edge centre")
        else:
            self._write_entry(item, row, column, answer, lists)
        if not item.corrects:
            earned = NOT_APPLICABLE if answer.not_applicable else scored.own_share
            self._formula(scored, "share", lke_formulas.own_share(self.plan, item, answer), earned, "mark")

    def _write_entry(self, item: Node, row: int, column: int, answer: Answer, lists: list[tuple[str, ...]]) -> None:
        is_numeric = item.takes_number
        style = "edge wrap answer" if is_numeric else "edge wrap text answer"
        if is_numeric and answer.value is not None and fits_a_cell(answer.value):
            self.cells.number(row, column, float(answer.value), style)
        else:
            self.cells.text(row, column, _said(answer), style)
        rule = validation(item, a1(row, column), lists)
        self.page.data_validation(row - 1, column - 1, row - 1, column - 1, rule)

    def _write_count(self, count: CountRow, value: str, lists: list[tuple[str, ...]]) -> None:
        """The row of one count, below its item."""
        row, columns = self.plan.counts[count.item.code][count.place], self.plan.columns
        self.cells.text(row, CODE_COLUMN, count.code, "mark")
        for column in range(FIRST_LABEL, self.plan.last_column + 1):
            style = "label" if column <= self.plan.text_column else "edge"
            self.cells.blank(row, column, f"{style} first" if column == FIRST_LABEL else style)
        self.cells.text(row, self.plan.text_column, count.label, "label wrap inset")
        self.cells.text(row, columns["choices"], COUNT_CHOICES, "edge centre")
        cell, column = a1(row, columns["answer"]), columns["answer"]
        if value.isdecimal():
            self.cells.number(row, column, int(value), "edge wrap answer")
        else:
            self.cells.text(row, column, value, "edge wrap answer")
        rule = validation(count.item, cell, lists)
        self.page.data_validation(row - 1, column - 1, row - 1, column - 1, rule)
        mark = lke_formulas.COUNTED if value else ""
        self.cells.formula(row, columns["share"], lke_formulas.is_count(self.plan, count, cell), mark, "mark")
        self.page.set_row(row - 1, height(lines(count.label, WIDTHS["text"])))

    def _write_review(self, row: int) -> None:
        column = self.plan.columns["reviewed"]
        self.cells.text(row, column, _("Not yet"), "edge text centre open")
        words = [_("Not yet"), _("Yes")]
        self.page.data_validation(row - 1, column - 1, row - 1, column - 1, {"validate": "list", "source": words})

    def _formula(self, scored: ScoredNode, role: str, formula: str, value: Fraction | str | None, style: str) -> None:
        self.cells.formula(self.plan.rows[scored.node.code], self.plan.columns[role], formula, value, style)


def _said(answer: Answer) -> str:
    return NOT_APPLICABLE if answer.not_applicable else answer.value or ""


def _counted(answer: Answer) -> Iterator[str]:
    """What stands in the cells of the counts of a stored answer."""
    yield from [NOT_APPLICABLE] if answer.not_applicable else (answer.value or "").split("/")
    yield from repeat("")


def _hundredth(share: Fraction | None) -> Fraction | None:
    return None if share is None else share / 100


def _set_up(page: Any, sheet: IssuedSheet, plan: WorksheetPlan) -> None:
    for column, width in _widths(plan):
        page.set_column(column - 1, column - 1, width)
    for column in (CODE_COLUMN, *(plan.columns[role] for role in _HIDDEN if role in plan.columns)):
        page.set_column(column - 1, column - 1, 12, None, {"hidden": True})
    page.set_row(MARK_ROW - 1, None, None, {"hidden": True})
    page.freeze_panes(HEADING_ROW, 0)
    page.autofilter(HEADING_ROW - 1, plan.columns["weight"] - 1, plan.last_row - 1, plan.last_column - 1)
    page.repeat_rows(HEADING_ROW - 1)
    page.print_area(0, FIRST_LABEL - 1, plan.total_row - 1, plan.last_column - 1)
    set_print(page, sheet, tall=0)
    protect(page)


def _widths(plan: WorksheetPlan) -> Iterator[tuple[int, float]]:
    for column in range(FIRST_LABEL, plan.text_column):
        yield column, WIDTHS["number"]
    yield plan.text_column, WIDTHS["text"]
    for role, column in plan.columns.items():
        if role not in ("code", LABEL_MARK):
            yield column, WIDTHS[role]
