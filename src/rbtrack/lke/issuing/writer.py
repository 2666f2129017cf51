"""Writes an issued worksheet: guide, LKE and summary, with live formulas and their figures stored beside them.

Text is written as text, whatever it begins with, so that no foreign word becomes a formula.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter

from rbtrack.domain.rubric import Node
from rbtrack.lke.count_rows import count_rows
from rbtrack.lke.identity import LISTS, SHEET, Hidden, hidden_rows
from rbtrack.lke.issuing.guide_sheet import write_guide
from rbtrack.lke.issuing.lke_sheet import write_lke
from rbtrack.lke.issuing.summary_sheet import SummarySheet
from rbtrack.lke.issuing.validations import long_lists, printed_choices
from rbtrack.lke.issuing.worksheet_plan import IssuedSheet, WorksheetPlan, explanation, label
from rbtrack.lke.issuing.worksheet_styles import WorksheetStyles
from rbtrack.lke.row_prints import RowPrint, print_of
from rbtrack.text import _
from rbtrack.xlsx.exact_texts import shown_in_cell
from rbtrack.xlsx.plain_sheet import PlainSheet

TABLE = "LKE"
"""The name of the sheet to fill in, the same in every language."""

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def write_issued(target: Path | BinaryIO, sheet: IssuedSheet) -> None:
    """Write the worksheet to `target`. The same worksheet gives the same bytes on every day."""
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        # The program writes the time of day unless told: a date of the year judged says as much.
        created = datetime(sheet.identity.year, 1, 1, tzinfo=UTC).replace(tzinfo=None)
        title = f"{TABLE} {sheet.rubric.name} {sheet.identity.year}"
        book.set_properties({"title": title, "subject": shown_in_cell(sheet.office.name), "created": created})
        book.set_size(1600, 1000)
        styles = WorksheetStyles(book)
        plan = WorksheetPlan(sheet)
        guide, table, summary = (book.add_worksheet(name, PlainSheet) for name in (_("Guide"), TABLE, _("Summary")))
        lists = long_lists(sheet.rubric)
        figures = SummarySheet(sheet, plan, TABLE, summary.get_name())
        write_guide(guide, sheet, styles)
        write_lke(table, sheet, plan, styles, lists)
        figures.write(summary, book, styles)
        _write_hidden(book, sheet, plan)
        _write_lists(book, lists)
        table.activate()


def _write_hidden(book: Any, sheet: IssuedSheet, plan: WorksheetPlan) -> None:
    hidden = Hidden(
        sheet.identity,
        {role: plan.heading(sheet, role) for role in plan.columns},
        tuple(sorted(sheet.waiting)),
        {code: texts for code in sheet.rubric.items if (texts := _exact_texts(sheet, code))},
        {node.code: str(_print(plan, node)) for node in sheet.rubric.walk()}
        | {count.code: str(count.print) for count in count_rows(sheet.rubric)},
        tuple(page.get_name() for page in book.worksheets()),
    )
    page = book.add_worksheet(SHEET)
    page.very_hidden()
    for row, cells in enumerate(hidden_rows(hidden)):
        for column, text in enumerate(cells):
            page.write_string(row, column, text)


def _print(plan: WorksheetPlan, node: Node) -> RowPrint:
    weight = None if node.weight is None else float(node.weight)
    beside = (explanation(node), printed_choices(node)) if node.is_item else ("", "")
    return print_of(plan.numbers.get(node.code, ""), label(node), weight, *beside)


def _exact_texts(sheet: IssuedSheet, code: str) -> dict[str, str]:
    """The texts of an item that its cells cannot hold as they are."""
    answer = sheet.answer(code)
    texts = {"note": answer.note, "evidence": answer.evidence}
    return {role: text for role, text in texts.items() if shown_in_cell(text) != text}


def _write_lists(book: Any, lists: list[tuple[str, ...]]) -> None:
    if not lists:
        return
    page = book.add_worksheet(LISTS)
    page.very_hidden()
    for column, words in enumerate(lists):
        for row, word in enumerate(words):
            page.write_string(row, column, word)
