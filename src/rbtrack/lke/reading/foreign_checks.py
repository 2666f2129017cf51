"""What is checked in tables that others laid out: their columns, and what they print beside the rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from rbtrack.domain.evaluation import as_text
from rbtrack.domain.kinds import ChoiceScale, NumberScale, RatioScale
from rbtrack.domain.rubric import Node
from rbtrack.errors import Place
from rbtrack.lke.reading.answer_table import AnswerTable
from rbtrack.lke.reading.bands import TableBand
from rbtrack.lke.reading.checks import TEXTS
from rbtrack.lke.reading.collecting import Collected
from rbtrack.lke.reading.labels import offers, printed_range, printed_weight, weights_beside
from rbtrack.lke.reading.outline import OutlineRow
from rbtrack.xlsx.addresses import a1, column_letters

_DOUBLED = ("answer", *TEXTS)
"""Of these two columns are a problem of their own."""


def check_doubled_columns(found: Collected, band: TableBand) -> None:
    """Two columns of one meaning: an error for answers, a warning for notes and evidence."""
    for column, role in band.doubled.items():
        if role in _DOUBLED:
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
    after_headings = [column for column in range(max(band.headed) + 1, band.last + 1) if not _heading(band, column)]
    used = [(row, column) for column in after_headings for row in items if band.sheet.text(row, column)]
    columns = {column for _row, column in used}
    if not columns:
        return table
    code = "notes-without-heading" if len(columns) == 1 else "columns-without-heading"
    row, column = used[0]
    names = tuple(column_letters(number) for number in sorted(columns))
    found.complain(code, band.sheet.place(row, column), warning=True, columns=names)
    return replace(table, columns={**table.columns, "note": column}) if len(columns) == 1 else table


def unused_columns(table: AnswerTable, band: TableBand, rows: Mapping[int, int]) -> Iterator[int]:
    """The columns of a table that hold something beside these rows, are not read, and were not complained of yet. Each
    row comes with the column of its label: a text behind it, under a heading of its own, is no label.

    Without a heading, formulas count nowhere (differences of two years), nor do numbers left of the labels (of rows).
    """
    sheet = band.sheet
    told = {column for column, role in band.doubled.items() if role in _DOUBLED}
    told |= {*band.labels, *table.columns.values(), *(set(band.headed) - band.doubled.keys())}
    for column in range(band.from_column, band.last + 1):
        if column in told:
            is_unknown = column in band.labels and column not in band.headed and sheet.text(band.heading_row, column)
            if is_unknown and any(sheet.text(row, column) and column > label for row, label in rows.items()):
                yield column
            continue
        filled = [row for row in rows if as_text(sheet.value(row, column)).strip()]
        if not _heading(band, column):
            filled = [row for row in filled if (row, column) not in sheet.scan.formulas]
            if column < band.first:
                filled = [row for row in filled if sheet.text(row, column)]
            elif "note" not in band.columns and column > max(band.headed):
                filled = [row for row in filled if not sheet.text(row, column)]
        if filled:
            yield column


def _heading(band: TableBand, column: int) -> str:
    """What stands over a column, in the row of headings or directly above it."""
    return band.sheet.text(band.heading_row, column) or band.sheet.text(band.heading_row - 1, column)
