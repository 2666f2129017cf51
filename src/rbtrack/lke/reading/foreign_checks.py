"""What is checked in tables that others laid out: their columns, and what they print beside the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from rbtrack.domain.kinds import ChoiceScale, NumberScale, RatioScale
from rbtrack.domain.rubric import Node
from rbtrack.errors import Place
from rbtrack.lke.reading.answer_table import AnswerTable
from rbtrack.lke.reading.bands import TableBand
from rbtrack.lke.reading.collecting import Collected
from rbtrack.lke.reading.labels import offers, printed_range, printed_weight, weights_beside
from rbtrack.lke.reading.outline import OutlineRow
from rbtrack.xlsx.addresses import a1, column_letters


def check_doubled_columns(found: Collected, band: TableBand) -> None:
    """Two columns of one meaning: an error for answers, a warning for notes and evidence."""
    for column, role in band.doubled.items():
        if role in ("answer", "note", "evidence"):
            first = a1(band.heading_row, band.columns[role])
            place = band.sheet.place(band.heading_row, column)
            seen = band.sheet.text(band.heading_row, column)
            found.complain("column-double", place, warning=role != "answer", value=seen, first=first)


def check_weights(found: Collected, row: OutlineRow, node: Node) -> None:
    """The weight in the label, "(2,5)", and the one in a column of its own, against the rubric's."""
    if node.weight is None:
        return
    for place, weight in _weights(row):
        if weight != node.weight:
            found.complain(
                "weight-differs", place, warning=True, node=node.code, sheet_weight=weight, rubric_weight=node.weight
            )


def _weights(row: OutlineRow) -> Iterator[tuple[Place, Fraction]]:
    printed = printed_weight(row)
    if printed is not None:
        yield row.place(), printed
    for column, weight in weights_beside(row):
        yield row.band.sheet.place(row.number, column), weight


def check_options(found: Collected, row: OutlineRow, node: Node) -> None:
    """The choices that the sheet prints beside the item, against those that the rubric offers."""
    printed = row.value("choices")
    if not isinstance(printed, str) or not printed.strip():
        return
    match node.answer:
        case ChoiceScale() as scale:
            offered: object = tuple(option.letter for option in scale.options)
            fits = offers(scale, printed.split("/"))
        case NumberScale() as scale:
            offered = scale.ends
            fits = printed_range(printed) == scale.ends
        case RatioScale() | None:
            return  # counts have no choices: what is printed there explains them
        case _:
            assert_never(node.answer)
    if not fits:
        place = row.place("choices")
        found.complain("options-differ", place, warning=True, value=printed, item=node.code, options=offered)


def with_note_column(found: Collected, table: AnswerTable, band: TableBand, items: Sequence[int]) -> AnswerTable:
    """The table with its column of notes: the headed one, else the one column without a heading that holds text
    beside the items."""
    if "note" in band.columns:
        return table
    after_headings = range(max(band.headed) + 1, band.last + 1)
    used = [(row, column) for column in after_headings for row in items if band.sheet.text(row, column)]
    columns = {column for _row, column in used}
    if not columns:
        return table
    code = "notes-without-heading" if len(columns) == 1 else "columns-without-heading"
    row, column = used[0]
    names = tuple(column_letters(number) for number in sorted(columns))
    found.complain(code, band.sheet.place(row, column), warning=True, columns=names)
    return replace(table, columns={**table.columns, "note": column}) if len(columns) == 1 else table
