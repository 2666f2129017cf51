"""What is checked in every table of answers, issued by us or laid out by others; each problem with its cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from itertools import islice

from rbtrack.domain.evaluation import as_text
from rbtrack.domain.rubric import Node
from rbtrack.lke.reading.answer_table import AnswerTable
from rbtrack.lke.reading.collecting import Collected
from rbtrack.xlsx.addresses import a1, column_letters

TEXTS = ("note", "evidence")
"""The columns of texts beside an answer."""


def check_answer_cell(
    found: Collected, table: AnswerTable, row: int, item: Node, *, is_calculated: bool = False
) -> None:
    """What the answer's value alone does not tell: formulas, unless it is one by right, and errors that read as blank."""
    position = row, table.columns["answer"]
    scan, place = table.sheet.scan, table.place(row, "answer")
    if position in scan.errors:
        found.complain("cell-error", place, value=scan.errors[position], item=item.code)
    elif position in scan.uncomputed:
        found.complain("formula-without-value", place, item=item.code)
    elif position in scan.formulas and not is_calculated:
        seen = as_text(table.value(row, "answer"))
        found.complain("answer-from-formula", place, warning=True, value=seen, item=item.code)


def check_texts(found: Collected, table: AnswerTable, row: int, item: Node) -> None:
    """Notes and evidence that are errors, or formulas whose result was never stored, read as nothing."""
    for role in TEXTS:
        if table.has_no_result(row, role):
            found.complain("text-without-value", table.place(row, role), warning=True, item=item.code)


def check_unused_cells(
    found: Collected, table: AnswerTable, row: int, node: Node, roles: Iterable[str] = ("answer", *TEXTS)
) -> None:
    """What is written beside a heading, or as a text beside a count, belongs to no item and cannot be stored."""
    for role in roles:
        if seen := table.text(row, role):
            found.complain("cell-not-used", table.place(row, role), warning=True, value=seen, node=node.code)


def check_unused_columns(found: Collected, table: AnswerTable, heading_row: int, columns: Iterable[int]) -> None:
    """Columns that hold something but are not read: one warning that names them all, by letters and heading."""
    names = {column: table.sheet.text(heading_row, column) for column in columns}
    if names:
        shown = tuple(
            f"{column_letters(column)} ({name})" if name else column_letters(column) for column, name in names.items()
        )
        place = table.sheet.place(heading_row, min(names))
        found.complain("columns-not-used", place, warning=True, columns=shown)


def check_merged_answers(found: Collected, table: AnswerTable, rows: Collection[int]) -> None:
    """One answer for more than one of these rows: only the first of them would get it."""
    column, ordered = table.columns["answer"], sorted(rows)
    several = (
        ((top, left), (bottom, right))
        for (top, left), (bottom, right) in table.sheet.merged
        if left <= column <= right and bisect_right(ordered, bottom) - bisect_left(ordered, top) > 1
    )
    # Merged ranges do not overlap. Where a file says that they do, it is enough to name as many as there could be.
    for start, end in islice(several, len(ordered) // 2):
        found.complain("answer-merged", table.sheet.place(*start), cells=f"{a1(*start)}:{a1(*end)}")


def check_lost_answers(found: Collected, table: AnswerTable, rows: Iterable[int], last: int) -> None:
    """An answer in one of these rows, which have neither code nor label, belongs to nothing that could be named. Below
    the `last` row of the table it is a signature or a remark."""
    for row in rows:
        if seen := table.text(row, "answer"):
            is_below = row > last
            code = "text-below-table" if is_below else "row-without-label"
            found.complain(code, table.place(row, "answer"), warning=is_below, value=seen)


def check_figures(found: Collected, table: AnswerTable, rows: Mapping[str, int]) -> None:
    """Figures that cannot be compared, because they are errors or words or were never calculated; `rows` are those of
    the table's nodes."""
    column = table.columns.get("value", 0)
    unreadable = [
        row
        for code, row in rows.items()
        if code not in found.figures and (table.has_no_result(row, "value") or table.sheet.text(row, column))
    ]
    if unreadable:
        place = table.place(unreadable[0], "value")
        found.complain("figures-unreadable", place, warning=True, count=len(unreadable))
