"""Reads one table of a worksheet on a rubric: raw answers by item, the sheet's own figures, and every doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from rbtrack.domain.evaluation import RawAnswer, RawValue, as_text, plain_words
from rbtrack.domain.numbers import from_cell
from rbtrack.domain.rubric import ChoiceScale, Node, NumberScale, Rubric
from rbtrack.errors import Place, Problem
from rbtrack.workbook.cells import a1
from rbtrack.workbook.headings import SUBTOTAL, TOTAL, Role
from rbtrack.workbook.labels import offers, printed_range, weight_in_label, weights_beside
from rbtrack.workbook.layout import Band
from rbtrack.workbook.outline import Row, outline


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that the sheet itself states, and its cell."""

    value: Fraction
    place: Place


@dataclass(frozen=True, slots=True)
class WorksheetReading:
    """What one table holds for a rubric.

    `figures` are the sheet's own values by node code (shares of unweighted items, points of all
    else), `total` its index. Nothing in them is used but to be compared.
    """

    place: Place
    year: int | None
    raw: Mapping[str, RawAnswer]
    figures: Mapping[str, Figure]
    total: Figure | None
    problems: tuple[Problem, ...]


@dataclass
class _Table:
    """A band while it is being read."""

    band: Band
    rubric: Rubric
    raw: dict[str, RawAnswer] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    total: Figure | None = None
    rows: dict[str, Row] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def value(self, row: Row, role: Role) -> RawValue:
        column = self.band.columns.get(role)
        return None if column is None else self.band.sheet.value(row.number, column)

    def place(self, row: Row, role: Role) -> Place:
        return self.band.sheet.place(row.number, self.band.columns[role])

    def complain(
        self, code: str, place: Place, /, *, warning: bool = False, value: object = None, **parameters: object
    ) -> None:
        item = str(parameters["item"]) if "item" in parameters else None
        seen = None if value is None else str(value)
        self.problems.append(Problem(code, "warning" if warning else "error", place, item, seen, parameters))


def read_band(band: Band, rubric: Rubric) -> WorksheetReading:
    """Match the rows of `band` to the nodes of `rubric` by their numbering, and read what stands in them."""
    table = _Table(band, rubric)
    rows = [(row, rubric.nodes.get(row.code or _only_item(row, rubric))) for row in outline(band)]
    items = [row.number for row, node in rows if node is not None and node.is_item]
    last = max((row.number for row, node in rows if node is not None), default=band.heading_row)
    _check_doubled(table)
    _check_merged(table, items)
    notes = _note_column(table, items)
    for row, node in rows:
        code = node.code if node else ""
        if node is None:
            _read_other(table, row, last)
        elif code in table.rows:
            first = a1(table.rows[code].number, table.rows[code].label_column)
            table.complain("row-double", _label_place(table, row), value=row.label, item=code, first=first)
        else:
            table.rows[code] = row
            _read_node(table, row, node, notes)
    _check_unlabelled(table, {row.number for row, _node in rows}, last)
    _check_figures(table)
    place = Place(file=band.sheet.file, sheet=band.sheet.name)
    return WorksheetReading(place, band.year, table.raw, table.figures, table.total, tuple(table.problems))


def _only_item(row: Row, rubric: Rubric) -> str:
    """The item that a row without a number can only be: its parent's one and only."""
    parent = rubric.nodes.get(row.parent)
    children = parent.children if parent else ()
    return children[0].code if len(children) == 1 and children[0].is_item else ""


def _read_node(table: _Table, row: Row, node: Node, notes: int | None) -> None:
    _check_weights(table, row, node)
    if (figure := _figure(table, row)) is not None:
        table.figures[node.code] = figure
    if not node.is_item:
        _check_unused(table, row, node, notes)
        return
    _check_options(table, row, node)
    _check_cell(table, row, node)
    _check_texts(table, row, node, notes)
    note = table.band.sheet.value(row.number, notes) if notes else None
    table.raw[node.code] = RawAnswer(
        table.value(row, "answer"), _kept(note), _kept(table.value(row, "evidence")), table.place(row, "answer")
    )


def _check_unused(table: _Table, row: Row, node: Node, notes: int | None) -> None:
    """What is written beside a heading belongs to no item and cannot be stored: say so."""
    for column in filter(None, (table.band.columns["answer"], notes, table.band.columns.get("evidence"))):
        if seen := _kept(table.band.sheet.value(row.number, column)):
            place = table.band.sheet.place(row.number, column)
            table.complain("cell-not-used", place, warning=True, value=seen, node=node.code)


def _check_unlabelled(table: _Table, labelled: set[int], last: int) -> None:
    """An answer in a row without a label answers nothing that could be named; below the table it is a signature."""
    column = table.band.columns["answer"]
    for number in range(table.band.heading_row + 1, len(table.band.sheet.rows) + 1):
        if number not in labelled and (seen := _kept(table.band.sheet.value(number, column))):
            place = table.band.sheet.place(number, column)
            below = number > last
            table.complain("text-below-table" if below else "row-without-label", place, warning=below, value=seen)


def _check_doubled(table: _Table) -> None:
    """Two columns of one meaning: of answers that is refused, of notes or evidence it is said."""
    for column, role in table.band.doubled.items():
        if role in ("answer", "note", "evidence"):
            first = a1(table.band.heading_row, table.band.columns[role])
            place = table.band.sheet.place(table.band.heading_row, column)
            seen = table.band.sheet.text(table.band.heading_row, column)
            table.complain("column-double", place, warning=role != "answer", value=seen, first=first)


def _check_merged(table: _Table, items: list[int]) -> None:
    """One answer over several items: only the first of them would get it."""
    column = table.band.columns["answer"]
    for (top, left), (bottom, right) in table.band.sheet.merged:
        if left <= column <= right and sum(top <= row <= bottom for row in items) > 1:
            cells = f"{a1(top, left)}:{a1(bottom, right)}"
            table.complain("answer-merged", table.band.sheet.place(top, left), cells=cells)


def _check_texts(table: _Table, row: Row, node: Node, notes: int | None) -> None:
    """Notes and evidence that are errors, or formulas whose result was never stored, read as nothing."""
    scan = table.band.sheet.scan
    for column in filter(None, (notes, table.band.columns.get("evidence"))):
        position = row.number, column
        if position in scan.errors or position in scan.uncomputed:
            table.complain("text-without-value", table.band.sheet.place(*position), warning=True, item=node.code)


def _check_figures(table: _Table) -> None:
    """Figures of the sheet that cannot be compared, because they are errors, words, or were never calculated."""
    column = table.band.columns.get("value")
    if column is None:
        return
    scan = table.band.sheet.scan
    unreadable = [
        row.number
        for code, row in table.rows.items()
        if code not in table.figures
        and (
            (row.number, column) in scan.errors
            or (row.number, column) in scan.uncomputed
            or table.band.sheet.text(row.number, column)
        )
    ]
    if unreadable:
        place = table.band.sheet.place(unreadable[0], column)
        table.complain("figures-unreadable", place, warning=True, count=len(unreadable))


def _kept(value: RawValue) -> str:
    """A note or evidence as it stands in the cell; white space alone is nothing."""
    text = as_text(value)
    return text if text.strip() else ""


def _read_other(table: _Table, row: Row, last: int) -> None:
    """A row that is no node of the rubric: a total, a title, a signature, or a row too many."""
    figure = _figure(table, row)
    if not row.code and row.number > last and (seen := _kept(table.value(row, "answer"))):
        table.complain("text-below-table", table.place(row, "answer"), warning=True, value=seen)
    elif row.code or table.value(row, "choices") is not None or table.value(row, "answer") is not None:
        place = _label_place(table, row)
        table.complain("row-unknown", place, value=row.label, code=row.code, rubric=table.rubric.id)
    elif figure is not None and table.rows:
        if (component := _component_named(row.label, table.rubric)) is not None:
            table.figures.setdefault(component.code, figure)
        elif TOTAL.fullmatch(row.label):
            table.total = figure


def _component_named(label: str, rubric: Rubric) -> Node | None:
    """The component whose total the row `TOTAL ...` is."""
    match = SUBTOTAL.fullmatch(label)
    words = set(plain_words(match["what"]).split()) if match else set()
    return next((root for root in rubric.roots if words & set(re.findall(r"\w+", root.name.casefold()))), None)


def _label_place(table: _Table, row: Row) -> Place:
    return table.band.sheet.place(row.number, row.label_column)


def _figure(table: _Table, row: Row) -> Figure | None:
    value = table.value(row, "value")
    return Figure(Fraction(from_cell(value)), table.place(row, "value")) if isinstance(value, float) else None


def _check_cell(table: _Table, row: Row, node: Node) -> None:
    """What the value alone does not tell: formulas, and errors that read as blank."""
    position = row.number, table.band.columns["answer"]
    scan, place = table.band.sheet.scan, table.place(row, "answer")
    if position in scan.errors:
        table.complain("cell-error", place, value=scan.errors[position], item=node.code)
    elif position in scan.uncomputed:
        table.complain("formula-without-value", place, item=node.code)
    elif position in scan.formulas:
        table.complain(
            "answer-from-formula", place, warning=True, value=as_text(table.value(row, "answer")), item=node.code
        )


def _check_weights(table: _Table, row: Row, node: Node) -> None:
    """The weight in the label, "(2,5)", and the one in a column of its own, against the rubric's."""
    if node.weight is None:
        return
    for place, weight in _weights(table, row):
        if weight != node.weight:
            table.complain(
                "weight-differs", place, warning=True, node=node.code, sheet_weight=weight, rubric_weight=node.weight
            )


def _weights(table: _Table, row: Row) -> Iterator[tuple[Place, Fraction]]:
    printed = weight_in_label(row.label)
    if printed is not None:
        yield _label_place(table, row), printed
    for column, weight in weights_beside(table.band, row):
        yield table.band.sheet.place(row.number, column), weight


def _check_options(table: _Table, row: Row, node: Node) -> None:
    """The choices that the sheet prints beside the item, against those that the rubric offers."""
    printed = table.value(row, "choices")
    if not isinstance(printed, str) or not printed.strip():
        return
    if isinstance(node.answer, ChoiceScale):
        offered: object = tuple(option.letter for option in node.answer.options)
        fits = offers(node.answer, printed.split("/"))
    elif isinstance(node.answer, NumberScale):
        offered = (node.answer.minimum, node.answer.maximum)
        fits = printed_range(printed) == offered
    else:
        return  # counts have no choices: what is printed there explains them
    if not fits:
        table.complain(
            "options-differ", table.place(row, "choices"), warning=True, value=printed, item=node.code, options=offered
        )


def _note_column(table: _Table, items: list[int]) -> int | None:
    """The column of notes: the headed one, else the one column without a heading that holds text beside the items."""
    band = table.band
    if "note" in band.columns:
        return band.columns["note"]
    after_headings = range(max(band.columns.values()) + 1, band.last + 1)
    used = [(row, column) for column in after_headings for row in items if band.sheet.text(row, column)]
    columns = {column for _row, column in used}
    if not columns:
        return None
    code = "notes-without-heading" if len(columns) == 1 else "columns-without-heading"
    row, column = used[0]
    names = tuple(a1(row, number).rstrip("0123456789") for number in sorted(columns))
    table.complain(code, band.sheet.place(row, column), warning=True, columns=names)
    return column if len(columns) == 1 else None
