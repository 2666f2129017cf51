"""Whether the columns of an issued worksheet still have their headings: hidden marks decide, headings are seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbtrack.domain.evaluation import as_text, plain_words
from rbtrack.lke.identity import Hidden
from rbtrack.lke.reading.answer_table import AnswerTable
from rbtrack.lke.reading.checks import TEXTS
from rbtrack.lke.reading.collecting import Collected
from rbtrack.lke.reading.headings import heading_of
from rbtrack.lke.reading.issued_rows import label_cells, label_columns
from rbtrack.xlsx.addresses import a1

MARK = "rbtrack:"
"""What the hidden row of marks begins with, before the role of each column."""

_STORED = ("answer", "reviewed", *TEXTS)
"""The columns of which something is stored."""
_NUMBER_AND_LABEL = 2
_A_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def check_headings(found: Collected, table: AnswerTable, hidden: Hidden) -> int:
    """Compare the headings over what is stored with those that were issued; return their row."""
    row = _heading_row(found, table, hidden)
    changed = []
    for role in _STORED:
        issued = hidden.headings.get(role)
        if issued is None or role not in table.columns:
            continue
        seen, above = _seen(table, row, role), _seen(table, row - 1, role)
        if _is_of_another_evaluation(above, hidden):
            found.complain("issued-heading-differs", table.place(row - 1, role), value=above, column=issued)
        elif _is_of_another(seen, role, hidden):
            found.complain("issued-heading-differs", table.place(row, role), value=seen, column=issued)
        elif plain_words(seen) != plain_words(issued) and heading_of(seen).role != role:
            changed.append((role, issued, seen))
    for role, issued, seen in changed:
        code = "issued-heading-changed" if seen else "issued-heading-emptied"
        found.complain(code, table.place(row, role), warning=True, value=seen, column=issued)
    return row


def _heading_row(found: Collected, table: AnswerTable, hidden: Hidden) -> int:
    """The row above the table with most of the issued headings, in whatever column: the lowest one of several."""
    issued = {plain_words(heading) for heading in hidden.headings.values()}
    above = range(min(found.rows.values(), default=1) - 1, 0, -1)
    counts = {row: len(issued & {plain_words(as_text(cell)) for cell in table.sheet.rows[row - 1]}) for row in above}
    return max(above, key=counts.__getitem__, default=1)


def _seen(table: AnswerTable, row: int, role: str) -> str:
    text = as_text(table.value(row, role)).strip()
    return "" if text.startswith(MARK) else text


def _is_of_another(seen: str, role: str, hidden: Hidden) -> bool:
    """Whether a heading is that of another column, year or tier."""
    others = {plain_words(heading) for other, heading in hidden.headings.items() if other != role}
    said = heading_of(seen).role
    is_of_another_column = plain_words(seen) in others or said not in (None, role)
    return is_of_another_column or _is_of_another_evaluation(seen, hidden)


def _is_of_another_evaluation(seen: str, hidden: Hidden) -> bool:
    """Whether a heading, or the title over it, names another year or tier."""
    years = {int(year) for year in _A_YEAR.findall(seen)}
    return heading_of(seen).tier not in (None, hidden.identity.tier) or not years <= {hidden.identity.year}


def columns_added(found: Collected, table: AnswerTable) -> Iterator[int]:
    """The columns that were not issued and hold something beside a node, those to the right of its label included."""
    behind = {column for row in found.rows.values() for column, _text in label_cells(table, row)[_NUMBER_AND_LABEL:]}
    used = {*table.columns.values(), *label_columns(table)} - behind
    for column in range(1, table.sheet.width + 1):
        beside = (table.sheet.value(row, column) for row in found.rows.values())
        if column not in used and any(as_text(value).strip() for value in beside):
            yield column


def check_doubled_columns(found: Collected, table: AnswerTable, hidden: Hidden, heading_row: int) -> None:
    """Columns that were copied with their marks: of two columns of answers neither is known to be the right one."""
    marks = {
        column: cell.removeprefix(MARK)
        for row in table.sheet.rows
        for column, cell in enumerate(row, start=1)
        if isinstance(cell, str) and cell.startswith(MARK)
    }
    for column, role in marks.items():
        if role in ("answer", *TEXTS) and table.columns.get(role, column) != column:
            seen = hidden.headings.get(role, role)
            first = a1(heading_row, table.columns[role])
            place, is_answer = table.sheet.place(heading_row, column), role == "answer"
            found.complain("issued-column-double", place, warning=not is_answer, value=seen, first=first)
