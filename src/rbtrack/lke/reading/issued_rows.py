"""Whether a row of an issued worksheet still shows what its hidden code says: cells can be moved, codes are not seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.evaluation import as_text
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.lke.count_rows import by_code
from rbtrack.lke.identity import Hidden
from rbtrack.lke.reading.answer_table import AnswerTable
from rbtrack.lke.reading.collecting import Collected
from rbtrack.lke.reading.labels import plain_label, weight_in_label
from rbtrack.lke.reading.likeness import is_spelt_otherwise, words_of_names
from rbtrack.lke.reading.numbering import number_of
from rbtrack.lke.row_prints import RowPrint, parse_print, print_of
from rbtrack.xlsx.addresses import Position, a1
from rbtrack.xlsx.ranges import ranges

_EMPTY = print_of("", "", None, "", "").label
_NEARLY_EQUAL = Fraction(1, 100)
"""A weight in a label is rounded to hundredths where it does not end."""


@dataclass(frozen=True, slots=True)
class _ShownRow:
    """What a row shows of its item: number, label, weight, explanation and choices. `column` is that of the label."""

    number: str
    label: str
    column: int
    print: RowPrint
    weight: str
    explanation: str
    choices: str

    @property
    def text(self) -> str:
        return f"{self.number} {self.label}".strip()


def check_rows(found: Collected, table: AnswerTable, hidden: Hidden, rows: Mapping[str, int]) -> None:
    """Compare every row with the print that it was issued with; where it has none, its label with the item's name.
    `rows` are those of nodes and counts, by their codes."""
    nodes = {
        **found.rubric.nodes,
        **{code: Node(each.item.code, each.name, None) for code, each in by_code(found.rubric).items()},
    }
    prints = {code: parse_print(text) for code, text in hidden.rows.items()}
    explained = {print_.explanation: code for code, print_ in prints.items() if print_ is not None}
    changed: list[int] = []
    nameless: list[Position] = []
    for code, row in rows.items():
        node, shown, issued = nodes[code], _shown(table, row), prints.get(code)
        if issued is None:
            is_same = hidden.identity.version == found.rubric.version
            _check_by_name(found, table, row, node, shown, is_same=is_same)
            continue
        _check_label(found, table, row, node, shown, issued)
        if not shown.label and issued.label != _EMPTY:
            nameless.append((row, shown.column))
        is_explained_otherwise = bool(shown.explanation) and shown.print.explanation != issued.explanation
        other = found.rubric.nodes.get(explained.get(shown.print.explanation, ""))
        if is_explained_otherwise and other is not None:
            found.complain_of_explanation(table.place(row, "explanation"), node, other)
        elif is_explained_otherwise or (shown.choices and shown.print.choices != issued.choices):
            changed.append(row)
    if nameless:
        cells = tuple(a1(*position) for position in nameless)
        named = {"count": len(cells), "ranges": ranges(cells), "cells": cells}
        found.complain("issued-labels-emptied", table.sheet.place(*nameless[0]), warning=True, **named)
    if changed:
        role = "choices" if "choices" in table.columns else "explanation"
        cells = tuple(table.place(row, role).cell or "" for row in changed)
        found.complain(
            "issued-choices-changed",
            table.place(changed[0], role),
            warning=True,
            count=len(changed),
            ranges=ranges(cells),
            cells=cells,
        )


def _check_label(
    found: Collected, table: AnswerTable, row: int, node: Node, shown: _ShownRow, issued: RowPrint
) -> None:
    """What a row says of its item, against what it said when it was issued."""
    is_named = not shown.label or shown.print.label == issued.label or _names(found.rubric, shown.label, node)
    is_numbered = not shown.number or shown.print.number == issued.number
    if not (is_named and is_numbered):
        _complain_of_row(found, table, row, node, shown)
    elif shown.weight and shown.print.weight != issued.weight:
        place = table.place(row, "weight")
        found.complain("issued-weight-differs", place, value=shown.weight, item=node.code, name=node.name)


def _check_by_name(
    found: Collected, table: AnswerTable, row: int, node: Node, shown: _ShownRow, *, is_same: bool
) -> None:
    """The same for a worksheet without prints. On another version of the rubric names may have changed: only a label
    that is another node's name is one too many."""
    if not shown.label or _names(found.rubric, shown.label, node):
        return
    if is_same or _is_name_of_another(found.rubric, shown.label):
        _complain_of_row(found, table, row, node, shown)


def _names(rubric: Rubric, label: str, node: Node) -> bool:
    """Whether a label, however it is spelt, is the node's name with its weight."""
    weight = weight_in_label(label)
    is_weighed = weight is None or node.weight is None or abs(weight - node.weight) < _NEARLY_EQUAL
    return is_weighed and is_spelt_otherwise(plain_label(label), plain_label(node.name), words_of_names(rubric))


def _is_name_of_another(rubric: Rubric, label: str) -> bool:
    return any(plain_label(label) == plain_label(node.name) for node in rubric.walk())


def _complain_of_row(found: Collected, table: AnswerTable, row: int, node: Node, shown: _ShownRow) -> None:
    place = table.sheet.place(row, shown.column)
    found.complain("issued-row-differs", place, value=shown.text, item=node.code, name=node.name)


def _shown(table: AnswerTable, row: int) -> _ShownRow:
    cells = label_cells(table, row)
    is_number_alone = len(cells) == 1 and bool(number_of(cells[0][1]))
    number = cells[0][1] if len(cells) > 1 or is_number_alone else ""
    column, label = (0, "") if not cells or is_number_alone else cells[min(1, len(cells) - 1)]
    explanation, choices = table.text(row, "explanation"), table.text(row, "choices")
    print_ = print_of(number, label, table.value(row, "weight"), explanation, choices)
    column = column or (cells[0][0] if cells else table.columns["code"])
    return _ShownRow(number, label, column, print_, table.text(row, "weight"), explanation, choices)


def label_columns(table: AnswerTable) -> Iterable[int]:
    """The columns of numbers and labels: from the one marked as theirs to the next marked one."""
    first = table.columns.get("label", table.columns["code"] + 1)
    after = min((column for column in table.columns.values() if column > first), default=first + 1)
    return range(first, after)


def label_cells(table: AnswerTable, row: int) -> list[tuple[int, str]]:
    """What stands in these columns: the number and the label of a row, each with its column. More was not issued."""
    texts = ((column, as_text(table.sheet.value(row, column)).strip()) for column in label_columns(table))
    return [(column, text) for column, text in texts if text]
