"""Reads a worksheet of ours: columns by their marks, rows by their hidden codes, wherever they stand by now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from rbtrack.domain.evaluation import RawAnswer, RawValue, as_text, plain_words
from rbtrack.domain.numbers import from_cell
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.errors import Place, Problem, WorkbookError
from rbtrack.lke.identity import LISTS, SHEET, TOTAL_CODE, Hidden, Identity, find_hidden
from rbtrack.lke.reading.collecting import Figure
from rbtrack.lke.reading.foreign import WorksheetReading
from rbtrack.lke.reading.headings import heading_of
from rbtrack.xlsx.addresses import a1
from rbtrack.xlsx.cells import Sheet, Workbook
from rbtrack.xlsx.exact_texts import taken_back

_MARK = "rbtrack:"
_TEXTS = ("note", "evidence")
_REVIEWED = frozenset({"ya", "y", "yes", "sudah", "v", "x", "✓", "✔"})


@dataclass(frozen=True, slots=True)
class _Layout:
    """The sheet that holds the table, and its columns by role."""

    sheet: Sheet
    columns: Mapping[str, int]


@dataclass
class _Table:
    """The table while it is being read; `rows` are those of the nodes found so far."""

    layout: _Layout
    hidden: Hidden
    rubric: Rubric
    raw: dict[str, RawAnswer] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    total: Figure | None = None
    rows: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def value(self, row: int, role: str) -> RawValue:
        column = self.layout.columns.get(role)
        return None if column is None else self.layout.sheet.value(row, column)

    def place(self, row: int, role: str) -> Place:
        return self.layout.sheet.place(row, self.layout.columns[role])

    def complain(
        self, code: str, place: Place, /, *, warning: bool = False, value: object = None, **parameters: object
    ) -> None:
        item = str(parameters["item"]) if "item" in parameters else None
        seen = None if value is None else str(value)
        self.problems.append(Problem(code, "warning" if warning else "error", place, item, seen, parameters))


def read_issued(workbook: Workbook, identity: Identity, rubric: Rubric) -> WorksheetReading:
    """What a worksheet of ours holds for `rubric`, which must be the one that `identity` names.

    Raises WorkbookError where the table cannot be found: its column of answers or all hidden codes
    are gone, or it stands there twice.
    """
    hidden = find_hidden(workbook) or Hidden(identity)
    layout = _find_table(workbook, hidden, rubric)
    table = _Table(layout, hidden, rubric)
    codes = dict(_codes(layout))
    for row, code in codes.items():
        _read_row(table, row, code)
    _check_columns(table)
    _check_merged(table)
    _check_lost(table, codes)
    _check_figures(table)
    _check_reviewed(table)
    place = Place(layout.sheet.file, layout.sheet.name)
    return WorksheetReading(
        place,
        identity.year,
        identity.tier,
        table.raw,
        table.figures,
        table.total,
        tuple(table.problems),
        has_evidence="evidence" in layout.columns,
    )


def _find_table(workbook: Workbook, hidden: Hidden, rubric: Rubric) -> _Layout:
    sheets = [sheet for sheet in workbook.sheets if sheet.name not in (SHEET, LISTS)]
    found = [layout for sheet in sheets if (layout := _marked(sheet) or _headed(sheet, hidden, rubric)) is not None]
    place = Place(workbook.package.file)
    if not found:
        raise WorkbookError("issued-table-missing", place=place, sheets=tuple(sheet.name for sheet in sheets))
    if len(found) > 1:
        raise WorkbookError("issued-table-double", place=place, sheets=tuple(layout.sheet.name for layout in found))
    return found[0]


def _marked(sheet: Sheet) -> _Layout | None:
    """The columns by the hidden row of marks."""
    for row in sheet.rows:
        columns = {
            cell.removeprefix(_MARK): column
            for column, cell in reversed(list(enumerate(row, start=1)))
            if isinstance(cell, str) and cell.startswith(_MARK)
        }
        if {"code", "answer"} <= columns.keys():
            return _Layout(sheet, columns)
    return None


def _headed(sheet: Sheet, hidden: Hidden, rubric: Rubric) -> _Layout | None:
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
            return _Layout(sheet, columns)
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


def _codes(layout: _Layout) -> Iterator[tuple[int, str]]:
    """Every row that has a code, but for the row of marks."""
    for row in range(1, len(layout.sheet.rows) + 1):
        value = layout.sheet.value(row, layout.columns["code"])
        code = as_text(value).strip()
        if code and code != f"{_MARK}code":
            yield row, code


def _read_row(table: _Table, row: int, code: str) -> None:
    node = table.rubric.nodes.get(code)
    if code == TOTAL_CODE:
        table.total = _figure(table, row)
    elif node is None:
        _read_unknown(table, row, code)
    elif code in table.rows:
        first = a1(table.rows[code], table.layout.columns["answer"])
        table.complain("row-double", table.place(row, "answer"), value=_label(table, row), item=code, first=first)
    else:
        table.rows[code] = row
        _read_node(table, row, node)


def _read_unknown(table: _Table, row: int, code: str) -> None:
    """A row whose code is of no node: it must not be lost, nor taken for a heading."""
    if plain_words(code) != plain_words(table.hidden.headings.get("code", "")):
        table.complain(
            "row-unknown", table.place(row, "code"), value=_label(table, row), code=code, rubric=table.rubric.id
        )


def _label(table: _Table, row: int) -> str:
    """The words of a row: the longest text before its answer."""
    sheet, columns = table.layout.sheet, table.layout.columns
    return max((sheet.text(row, column) for column in range(1, columns["answer"])), key=len, default="")


def _read_node(table: _Table, row: int, node: Node) -> None:
    if (figure := _figure(table, row)) is not None:
        table.figures[node.code] = figure
    if not node.is_item:
        _check_unused(table, row, node)
        return
    _check_cell(table, row, node)
    answer = table.value(row, "answer")
    if node.answer is not None and not node.answer.is_number and isinstance(answer, (float, bool)):
        answer = as_text(answer)  # an option that looks like a number, in a cell that lost its text format
    texts = {role: _text(table, row, node, role) for role in _TEXTS}
    table.raw[node.code] = RawAnswer(answer, texts["note"], texts["evidence"], table.place(row, "answer"))


def _text(table: _Table, row: int, node: Node, role: str) -> str:
    """A note or evidence, exactly as it was issued where its cell was left alone."""
    if role not in table.layout.columns:
        return ""
    position = row, table.layout.columns[role]
    scan = table.layout.sheet.scan
    if position in scan.errors or position in scan.uncomputed:
        table.complain("text-without-value", table.place(row, role), warning=True, item=node.code)
    seen = as_text(table.value(row, role))
    kept = table.hidden.texts.get(node.code, {}).get(role)
    if kept is not None:
        return taken_back(seen, kept)
    return seen if seen.strip() else ""


def _figure(table: _Table, row: int) -> Figure | None:
    value = table.value(row, "value")
    return Figure(Fraction(from_cell(value)), table.place(row, "value")) if isinstance(value, float) else None


def _check_cell(table: _Table, row: int, node: Node) -> None:
    """What the value alone does not tell: formulas, and errors that read as blank."""
    position = row, table.layout.columns["answer"]
    scan, place = table.layout.sheet.scan, table.place(row, "answer")
    if position in scan.errors:
        table.complain("cell-error", place, value=scan.errors[position], item=node.code)
    elif position in scan.uncomputed:
        table.complain("formula-without-value", place, item=node.code)
    elif position in scan.formulas:
        seen = as_text(table.value(row, "answer"))
        table.complain("answer-from-formula", place, warning=True, value=seen, item=node.code)


def _check_unused(table: _Table, row: int, node: Node) -> None:
    """What is written beside a heading belongs to no item and cannot be stored: say so."""
    for role in ("answer", *_TEXTS):
        if seen := as_text(table.value(row, role)).strip():
            table.complain("cell-not-used", table.place(row, role), warning=True, value=seen, node=node.code)


def _check_columns(table: _Table) -> None:
    """Notes and evidence that cannot be read because their columns are gone read as nothing."""
    place = Place(table.layout.sheet.file, table.layout.sheet.name)
    for role in _TEXTS:
        if role not in table.layout.columns:
            heading = table.hidden.headings.get(role, role)
            table.complain("issued-column-missing", place, warning=True, column=heading)


def _check_merged(table: _Table) -> None:
    """One answer over several items: only the first of them would get it."""
    column = table.layout.columns["answer"]
    rows = set(table.rows.values())
    for (top, left), (bottom, right) in table.layout.sheet.merged:
        if left <= column <= right and sum(top <= row <= bottom for row in rows) > 1:
            cells = f"{a1(top, left)}:{a1(bottom, right)}"
            table.complain("answer-merged", table.layout.sheet.place(top, left), cells=cells)


def _check_lost(table: _Table, codes: Mapping[int, str]) -> None:
    """An answer in a row without a code answers nothing that could be named; below the table it is a signature."""
    first, last = min(table.rows.values(), default=1), max(table.rows.values(), default=0)
    for row in range(first, len(table.layout.sheet.rows) + 1):
        if row not in codes and (seen := as_text(table.value(row, "answer")).strip()):
            below = row > last
            code = "text-below-table" if below else "row-without-label"
            table.complain(code, table.place(row, "answer"), warning=below, value=seen)


def _check_figures(table: _Table) -> None:
    """Figures of the sheet that cannot be compared, because they are errors, words, or were never calculated."""
    column = table.layout.columns.get("value")
    if column is None:
        return
    sheet = table.layout.sheet
    unreadable = [
        row
        for code, row in table.rows.items()
        if code not in table.figures
        and ((row, column) in sheet.scan.errors or (row, column) in sheet.scan.uncomputed or sheet.text(row, column))
    ]
    if unreadable:
        table.complain("figures-unreadable", sheet.place(unreadable[0], column), warning=True, count=len(unreadable))


def _check_reviewed(table: _Table) -> None:
    """Answers taken over from an earlier year that nobody marked as reviewed."""
    waiting = [
        table.rows[code]
        for code in table.hidden.prefilled
        if code in table.raw
        and table.raw[code].value is not None
        and plain_words(as_text(table.value(table.rows[code], "reviewed"))) not in _REVIEWED
    ]
    if waiting:
        cells = tuple(a1(row, table.layout.columns["answer"]) for row in sorted(waiting))
        place = table.place(min(waiting), "answer")
        table.complain("answers-not-reviewed", place, warning=True, count=len(waiting), cells=cells)
