"""What is doubtful beside the rows of a worksheet that were matched, each with its cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from rbtrack.domain.evaluation import as_text
from rbtrack.domain.kinds import ChoiceScale, NumberScale, RatioScale
from rbtrack.domain.rubric import Node
from rbtrack.errors import Place
from rbtrack.lke.reading.bands import Band
from rbtrack.lke.reading.collecting import Collected, kept, place_of, value_of
from rbtrack.lke.reading.labels import offers, printed_range, weight_in_label, weights_beside
from rbtrack.lke.reading.outline import Row, is_heading_again
from rbtrack.xlsx.addresses import a1


def check_doubled(found: Collected, band: Band) -> None:
    """Two columns of one meaning: of answers that is refused, of notes or evidence it is said."""
    for column, role in band.doubled.items():
        if role in ("answer", "note", "evidence"):
            first = a1(band.heading_row, band.columns[role])
            place = band.sheet.place(band.heading_row, column)
            seen = band.sheet.text(band.heading_row, column)
            found.complain("column-double", place, warning=role != "answer", value=seen, first=first)


def check_merged(found: Collected, band: Band, items: Sequence[int]) -> None:
    """One answer over several items: only the first of them would get it."""
    column = band.columns["answer"]
    for (top, left), (bottom, right) in band.sheet.merged:
        if left <= column <= right and sum(top <= row <= bottom for row in items) > 1:
            cells = f"{a1(top, left)}:{a1(bottom, right)}"
            found.complain("answer-merged", band.sheet.place(top, left), cells=cells)


def check_unlabelled(found: Collected, band: Band, labelled: Collection[int], last: int) -> None:
    """An answer in a row without a label answers nothing that could be named; below the table it is a signature."""
    column = band.columns["answer"]
    for number in range(band.heading_row + 1, len(band.sheet.rows) + 1):
        seen = kept(band.sheet.value(number, column))
        if seen and number not in labelled and not is_heading_again(band, number):
            place = band.sheet.place(number, column)
            below = number > last
            found.complain("text-below-table" if below else "row-without-label", place, warning=below, value=seen)


def check_unused(found: Collected, row: Row, node: Node, notes: int | None) -> None:
    """What is written beside a heading belongs to no item and cannot be stored: say so."""
    if row.is_beside:
        return
    for column in filter(None, (row.band.columns["answer"], notes, row.band.columns.get("evidence"))):
        if seen := kept(row.band.sheet.value(row.number, column)):
            place = row.band.sheet.place(row.number, column)
            found.complain("cell-not-used", place, warning=True, value=seen, node=node.code)


def check_texts(found: Collected, row: Row, node: Node, notes: int | None) -> None:
    """Notes and evidence that are errors, or formulas whose result was never stored, read as nothing."""
    scan = row.band.sheet.scan
    for column in filter(None, (notes, row.band.columns.get("evidence"))):
        position = row.number, column
        if position in scan.errors or position in scan.uncomputed:
            found.complain("text-without-value", row.band.sheet.place(*position), warning=True, item=node.code)


def check_cell(found: Collected, row: Row, node: Node) -> None:
    """What the answer's value alone does not tell: formulas, and errors that read as blank."""
    position = row.number, row.band.columns["answer"]
    scan, place = row.band.sheet.scan, place_of(row, "answer")
    if position in scan.errors:
        found.complain("cell-error", place, value=scan.errors[position], item=node.code)
    elif position in scan.uncomputed:
        found.complain("formula-without-value", place, item=node.code)
    elif position in scan.formulas:
        seen = as_text(value_of(row, "answer"))
        found.complain("answer-from-formula", place, warning=True, value=seen, item=node.code)


def check_weights(found: Collected, row: Row, node: Node) -> None:
    """The weight in the label, "(2,5)", and the one in a column of its own, against the rubric's."""
    if node.weight is None:
        return
    for place, weight in _weights(row):
        if weight != node.weight:
            found.complain(
                "weight-differs", place, warning=True, node=node.code, sheet_weight=weight, rubric_weight=node.weight
            )


def _weights(row: Row) -> Iterator[tuple[Place, Fraction]]:
    printed = weight_in_label(row.label)
    if printed is not None:
        yield place_of(row), printed
    for column, weight in weights_beside(row):
        yield row.band.sheet.place(row.number, column), weight


def check_options(found: Collected, row: Row, node: Node) -> None:
    """The choices that the sheet prints beside the item, against those that the rubric offers."""
    printed = value_of(row, "choices")
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
        place = place_of(row, "choices")
        found.complain("options-differ", place, warning=True, value=printed, item=node.code, options=offered)


def check_figures(found: Collected, band: Band) -> None:
    """Figures of the sheet that cannot be compared, because they are errors, words, or were never calculated."""
    column = band.columns.get("value")
    if column is None:
        return
    scan = band.sheet.scan
    unreadable = [
        row.number
        for code, row in found.rows.items()
        if row.band is band
        and code not in found.figures
        and not row.is_beside
        and (
            (row.number, column) in scan.errors
            or (row.number, column) in scan.uncomputed
            or band.sheet.text(row.number, column)
        )
    ]
    if unreadable:
        place = band.sheet.place(unreadable[0], column)
        found.complain("figures-unreadable", place, warning=True, count=len(unreadable))


def note_column(found: Collected, band: Band, items: Sequence[int]) -> int | None:
    """The column of notes: the headed one, else the one column without a heading that holds text beside the items."""
    if "note" in band.columns:
        return band.columns["note"]
    after_headings = range(max(band.headed) + 1, band.last + 1)
    used = [(row, column) for column in after_headings for row in items if band.sheet.text(row, column)]
    columns = {column for _row, column in used}
    if not columns:
        return None
    code = "notes-without-heading" if len(columns) == 1 else "columns-without-heading"
    row, column = used[0]
    names = tuple(a1(row, number).rstrip("0123456789") for number in sorted(columns))
    found.complain(code, band.sheet.place(row, column), warning=True, columns=names)
    return column if len(columns) == 1 else None
