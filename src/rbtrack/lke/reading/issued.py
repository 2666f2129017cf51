"""Reads a worksheet of ours: columns by their marks, rows by their hidden codes, wherever they stand by now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rbtrack.domain.evaluation import RawAnswer, RawValue, as_text, plain_words
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.errors import Place, WorkbookError
from rbtrack.lke.count_rows import by_code, counts_of
from rbtrack.lke.identity import LISTS, SHEET, TOTAL_CODE, Hidden, Identity, find_hidden
from rbtrack.lke.reading.answer_table import AnswerTable
from rbtrack.lke.reading.checks import (
    TEXTS,
    check_answer_cell,
    check_figures,
    check_lost_answers,
    check_merged_answers,
    check_texts,
    check_unused_cells,
    check_unused_columns,
)
from rbtrack.lke.reading.collecting import Collected, WorksheetReading
from rbtrack.lke.reading.counts import answer_of_counts
from rbtrack.lke.reading.headings import heading_of
from rbtrack.lke.reading.issued_headings import MARK, check_doubled_columns, check_headings, columns_added
from rbtrack.lke.reading.issued_rows import check_rows
from rbtrack.lke.reading.layout import unread_sheets
from rbtrack.lke.reading.shown import check_shown, shown_answer
from rbtrack.lke.reading.wordings import settle
from rbtrack.lke.vocabulary import vocabulary
from rbtrack.xlsx.addresses import a1
from rbtrack.xlsx.cells import Sheet, Workbook
from rbtrack.xlsx.exact_texts import taken_back


@dataclass(frozen=True, slots=True)
class _Issued:
    """The table of an issued worksheet, what its hidden sheet keeps, and what was read so far.

    Beside the roles of headings the table has columns for `code` and, perhaps, `reviewed`. `counts` are the rows of
    counts by their codes.
    """

    table: AnswerTable
    hidden: Hidden
    found: Collected
    counts: Mapping[str, int]


def read_issued(workbook: Workbook, identity: Identity, rubric: Rubric) -> WorksheetReading:
    """What a worksheet of ours holds for `rubric`, which must be the one that `identity` names.

    Raises WorkbookError where the table cannot be found: its column of answers or all hidden codes
    are gone, or it stands there twice.
    """
    hidden = find_hidden(workbook) or Hidden(identity)
    table = _find_table(workbook, hidden, rubric)
    found = Collected(rubric)
    codes = dict(_codes(table))
    known = by_code(rubric)
    issued = _Issued(table, hidden, found, {code: row for row, code in reversed(codes.items()) if code in known})
    for row, code in codes.items():
        _read_row(issued, row, code)
    rows = {**found.rows, **issued.counts}
    check_rows(found, table, hidden, rows)
    _check_columns(issued)
    heading_row = check_headings(found, table, hidden)
    check_doubled_columns(found, table, hidden, heading_row)
    check_unused_columns(found, table, heading_row, columns_added(found, table))
    check_merged_answers(found, table, rows.values())
    _check_added_rows(issued, _rows_without_code(issued, codes))
    check_figures(found, table, found.rows)
    check_shown(found, table, {code: (row, _label_column(table, row)) for code, row in rows.items()})
    _check_reviewed(issued)
    if hidden.sheets:
        found.problems += unread_sheets(workbook, {*hidden.sheets, SHEET, LISTS, table.sheet.name})
    place = Place(table.sheet.file, table.sheet.name)
    return found.reading(place, identity.year, identity.tier, has_evidence="evidence" in table.columns)


def _find_table(workbook: Workbook, hidden: Hidden, rubric: Rubric) -> AnswerTable:
    sheets = [sheet for sheet in workbook.sheets if sheet.name not in (SHEET, LISTS)]
    found = [table for sheet in sheets if (table := _marked(sheet) or _headed(sheet, hidden, rubric)) is not None]
    place = Place(workbook.package.file)
    if not found:
        raise WorkbookError("issued-table-missing", place=place, sheets=tuple(sheet.name for sheet in sheets))
    if len(found) > 1:
        raise WorkbookError("issued-table-double", place=place, sheets=tuple(table.sheet.name for table in found))
    return found[0]


def _marked(sheet: Sheet) -> AnswerTable | None:
    """The columns by the hidden row of marks."""
    for row in sheet.rows:
        columns = {
            cell.removeprefix(MARK): column
            for column, cell in reversed(list(enumerate(row, start=1)))
            if isinstance(cell, str) and cell.startswith(MARK)
        }
        if {"code", "answer"} <= columns.keys():
            return AnswerTable(sheet, columns)
    return None


def _headed(sheet: Sheet, hidden: Hidden, rubric: Rubric) -> AnswerTable | None:
    """The columns by their headings, where the row of marks is gone; the codes by what stands in their column."""
    column = _code_column(sheet, rubric)
    if column is None:
        return None
    known = {plain_words(heading): role for role, heading in hidden.headings.items() if role != "code"}
    for row in sheet.rows:
        columns = {"code": column}
        for place, cell in enumerate(row, start=1):
            if isinstance(cell, str) and (role := known.get(plain_words(cell)) or heading_of(cell).role):
                columns.setdefault(role, place)
        if {"answer", "value"} <= columns.keys():
            return AnswerTable(sheet, columns)
    return None


def _code_column(sheet: Sheet, rubric: Rubric) -> int | None:
    """The column with codes of most nodes, at least half of them: single letters stand elsewhere, too."""
    codes = rubric.nodes.keys()
    counts = {
        column: len({sheet.text(row, column) for row in range(1, len(sheet.rows) + 1)} & codes)
        for column in range(1, sheet.width + 1)
    }
    best = max(counts, key=counts.__getitem__, default=0)
    return best if best and 2 * counts[best] >= len(codes) else None


def _codes(table: AnswerTable) -> Iterator[tuple[int, str]]:
    """Every row that has a code, but for the row of marks."""
    for row in range(1, len(table.sheet.rows) + 1):
        code = table.text(row, "code").strip()
        if code and code != f"{MARK}code":
            yield row, code


def _read_row(issued: _Issued, row: int, code: str) -> None:
    table, found = issued.table, issued.found
    node = found.rubric.nodes.get(code)
    if code == TOTAL_CODE:
        found.total = table.figure(row)
    elif code in issued.counts:
        _check_count(issued, row, code)
    elif node is None:
        _read_unknown(issued, row, code)
    elif code in found.rows:
        _complain_of_double(issued, row, code, found.rows[code])
    else:
        found.rows[code] = row
        _read_node(issued, row, node)


def _complain_of_double(issued: _Issued, row: int, item: str, first: int) -> None:
    table = issued.table
    place, seen = table.place(row, "answer"), _label(table, row)
    issued.found.complain("issued-row-double", place, value=seen, item=item, first=a1(first, table.columns["answer"]))


def _check_count(issued: _Issued, row: int, code: str) -> None:
    """What is wrong with the row of a count by itself; the count is read with its item."""
    item = by_code(issued.found.rubric)[code].item
    if row != issued.counts[code]:
        _complain_of_double(issued, row, item.code, issued.counts[code])
        return
    check_answer_cell(issued.found, issued.table, row, item)
    check_unused_cells(issued.found, issued.table, row, item, TEXTS)


def _read_unknown(issued: _Issued, row: int, code: str) -> None:
    """A row whose code is of no node: it must not be lost, nor taken for a heading."""
    if plain_words(code) != plain_words(issued.hidden.headings.get("code", "")):
        table, found = issued.table, issued.found
        seen = _label(table, row)
        place = table.place(row, "answer")  # its code stands in a column that nobody sees
        found.complain("issued-row-unknown", place, value=seen, code=code, rubric=found.rubric.id)


def _label(table: AnswerTable, row: int) -> str:
    """The words of a row: the longest text before its answer."""
    return max((table.sheet.text(row, column) for column in range(1, table.columns["answer"])), key=len, default="")


def _label_column(table: AnswerTable, row: int) -> int:
    """Where the name of a node stands: the longest text of its row in a column that has no other meaning."""
    others = {column for role, column in table.columns.items() if role != "label"}
    free = [column for column in range(1, table.sheet.width + 1) if column not in others]
    return max(free, key=lambda column: len(table.sheet.text(row, column)), default=1)


def _read_node(issued: _Issued, row: int, node: Node) -> None:
    table, found = issued.table, issued.found
    if (figure := table.figure(row)) is not None:
        found.figures[node.code] = figure
    if not node.is_item:
        check_unused_cells(found, table, row, node)
        return
    check_texts(found, table, row, node)
    answer, place = _answer(issued, row, node)
    if node.takes_number:
        answer, doubt = settle(node, answer, "")
        found.problems += [replace(doubt, place=place)] if doubt else []
    elif isinstance(answer, (float, bool)):
        answer = as_text(answer)  # an option that looks like a number, in a cell that lost its text format
    note, evidence = (_exact_text(issued, row, node, role) for role in TEXTS)
    waits = answer is not None and _waits(issued, row, node)
    found.raw[node.code] = RawAnswer(answer, note, evidence, place, waits)


def _answer(issued: _Issued, row: int, item: Node) -> tuple[RawValue, Place]:
    """What stands in the cell of an item, or what the rows of its counts make; and where."""
    table, found = issued.table, issued.found
    rows = [issued.counts[count.code] for count in counts_of(item) if count.code in issued.counts]
    if not rows or len(rows) < len(counts_of(item)):
        check_answer_cell(found, table, row, item)
        return shown_answer(found, table, row, item), table.place(row, "answer")
    return answer_of_counts(found, table, item, row, rows)


def _exact_text(issued: _Issued, row: int, node: Node, role: str) -> str:
    """A note or evidence, exactly as it was issued where its cell was left alone."""
    kept = issued.hidden.texts.get(node.code, {}).get(role)
    if kept is None or role not in issued.table.columns:
        return issued.table.text(row, role)
    return taken_back(as_text(issued.table.value(row, role)), kept)


def _check_columns(issued: _Issued) -> None:
    """Notes and evidence that cannot be read because their columns are gone read as nothing."""
    place = Place(issued.table.sheet.file, issued.table.sheet.name)
    for role in TEXTS:
        if role not in issued.table.columns:
            heading = issued.hidden.headings.get(role, role)
            issued.found.complain("issued-column-missing", place, warning=True, column=heading)


def _rows_without_code(issued: _Issued, codes: Mapping[int, str]) -> Iterator[int]:
    """The rows without a code, from the first one of a node on."""
    first = min(issued.found.rows.values(), default=1)
    return (row for row in range(first, len(issued.table.sheet.rows) + 1) if row not in codes)


def _check_added_rows(issued: _Issued, rows: Iterator[int]) -> None:
    """Rows without a hidden code: of one with a label it is said that nobody issued it, of others what is lost."""
    table, found = issued.table, issued.found
    last = max(found.rows.values(), default=0)
    unlabelled = []
    for row in rows:
        seen = _label(table, row)
        if seen and row < last and (answer := table.text(row, "answer")):
            found.complain("issued-row-added", table.place(row, "answer"), value=answer, label=seen)
        else:
            unlabelled.append(row)
    check_lost_answers(found, table, unlabelled, last)


def _check_reviewed(issued: _Issued) -> None:
    """Answers taken over from an earlier year that nobody marked as reviewed."""
    table, found = issued.table, issued.found
    waiting = sorted(found.rows[code] for code, raw in found.raw.items() if raw.unreviewed)
    if waiting:
        cells = tuple(a1(row, table.columns["answer"]) for row in waiting)
        place = table.place(waiting[0], "answer")
        found.complain("answers-not-reviewed", place, warning=True, count=len(waiting), cells=cells)


def _waits(issued: _Issued, row: int, node: Node) -> bool:
    """Whether an answer was filled in from an earlier year, or is marked so, and nobody says that it was reviewed."""
    said = plain_words(issued.table.text(row, "reviewed"))
    return said not in vocabulary().reviewed and (bool(said) or node.code in issued.hidden.prefilled)
