"""What the cells of a table show, against what they hold: only what a person sees on the sheet is stored unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from rbtrack.domain.evaluation import RawValue, as_text, plain_words
from rbtrack.domain.kinds import AnswerScale
from rbtrack.domain.numbers import tidy
from rbtrack.domain.rubric import Node
from rbtrack.domain.validating import read_value
from rbtrack.lke.reading.answer_table import AnswerTable
from rbtrack.lke.reading.checks import TEXTS
from rbtrack.lke.reading.collecting import Collected
from rbtrack.xlsx.addresses import Position, a1
from rbtrack.xlsx.cells import Sheet
from rbtrack.xlsx.ranges import first_ranges

HIGHEST_LEVEL = 5
"""Indices of maturity go from 0 or 1 to at most 5: so little on a scale to 100 is probably one of them."""

_WHOLE = 100


def shown_answer(found: Collected, table: AnswerTable, row: int, item: Node) -> RawValue:
    """The answer as its cell shows it. A percentage is converted where it is certain which number is meant, and that
    is said; where the cell shows something else than it holds, the answer is refused."""
    value, place = table.value(row, "answer"), table.place(row, "answer")
    if value is None or isinstance(value, (bool, date)):
        return value
    shown = table.sheet.shown(row, table.columns["answer"])
    text, held = shown.text.strip(), as_text(value)
    if isinstance(value, str) and text == value.strip():
        return value
    number: RawValue = value if isinstance(value, float) and shown.number is not None else None
    if shown.is_percent and shown.held is not None:
        number = _share_or_percentage(item.answer, shown.held, Decimal(held))
    if number is None:
        code = "answer-shown-otherwise" if text else "answer-not-shown"
        found.complain(code, place, value=held, item=item.code, shown=text)
    elif shown.is_percent and as_text(number) != held:
        found.complain(
            "answer-shown-as-percent", place, warning=True, value=held, item=item.code, shown=text, number=number
        )
    elif shown.has_words:
        found.complain("answer-shown-with-words", place, warning=True, value=held, item=item.code, shown=text)
    return number


def _share_or_percentage(scale: AnswerScale | None, percentage: Decimal, held: Decimal) -> RawValue:
    """The answer that a percentage stands for: itself on a scale to 100, the held share on a scale to 1; else None."""
    if scale is None or scale.ends is None:
        return None
    minimum, maximum = scale.ends
    if maximum == _WHOLE:
        return tidy(percentage) if minimum <= Fraction(percentage) <= _WHOLE else None
    is_share = maximum == 1 and held * _WHOLE == percentage
    return float(held) if is_share else None


def check_shown(found: Collected, table: AnswerTable, labels: Mapping[str, Position]) -> None:
    """What nobody sees, or sees otherwise, in the cells of a table, each in one warning. `labels` are the cells with
    the names of its nodes."""
    items = {code: row for code, (row, _column) in labels.items() if code in found.raw}
    _check_rounded(found, table, items)
    _check_levels(found, table, items)
    _check_hidden(found, table, labels)
    _check_covered(found, table, items)
    _check_other_cells(found, table, set(items.values()))


def _check_rounded(found: Collected, table: AnswerTable, items: Mapping[str, int]) -> None:
    """Numbers with more digits than their cells show."""
    column = table.columns["answer"]
    cells = [
        (row, column)
        for code, row in items.items()
        if table.sheet.shown(row, column).is_rounded
        and as_text(found.raw[code].value) == as_text(table.sheet.value(row, column))
    ]
    if cells:
        value, shown = as_text(table.sheet.value(*min(cells))), table.sheet.shown(*min(cells)).text.strip()
        _say(found, table.sheet, "answers-shown-rounded", cells, value=value, shown=shown)


def _check_levels(found: Collected, table: AnswerTable, items: Mapping[str, int]) -> None:
    """Numbers that fit a scale to 100, and are as small as a level of maturity."""
    levels = {
        (row, table.columns["answer"]): as_text(found.raw[code].value)
        for code, row in items.items()
        if _is_level(found.rubric.items[code], found.raw[code].value)
    }
    if levels:
        _say(found, table.sheet, "answers-like-levels", levels, value=levels[min(levels)], most=HIGHEST_LEVEL)


def _is_level(item: Node, raw: RawValue) -> bool:
    if item.answer is None or item.answer.ends != (Fraction(0), Fraction(_WHOLE)):
        return False
    value, _problem = read_value(item, raw)
    words = {option.letter for option in item.answer.offered}
    return value is not None and value not in words and 0 < Fraction(value) <= HIGHEST_LEVEL


def _check_hidden(found: Collected, table: AnswerTable, labels: Mapping[str, Position]) -> None:
    """Rows that are hidden, with answers or without; columns of answers, notes, evidence; and names of nodes that stand
    nowhere else in their row, as they do beside the hidden labels of an official worksheet's second year."""
    sheet = table.sheet
    columns = [table.columns[role] for role in ("answer", *TEXTS) if role in table.columns]
    cells = set()
    for row, label in labels.values():
        if sheet.is_hidden or row in sheet.scan.hidden_rows:
            cells.add((row, table.columns["answer"]))
            continue
        cells |= {(row, each) for each in columns if sheet.value(row, each) is not None and sheet.is_unseen(row, each)}
        if sheet.is_unseen(row, label) and not _stands_beside(sheet, row, label):
            cells.add((row, label))
    if cells:
        _say(found, sheet, "cells-hidden", cells)


def _stands_beside(sheet: Sheet, row: int, column: int) -> bool:
    """Whether another cell of the row shows the same words."""
    words = plain_words(sheet.text(row, column))
    return any(
        each != column and not sheet.is_unseen(row, each) and plain_words(sheet.text(row, each)) == words
        for each in range(1, len(sheet.rows[row - 1]) + 1)
    )


def _check_covered(found: Collected, table: AnswerTable, items: Mapping[str, int]) -> None:
    """Values below merged cells, which were not taken: an answer among them is missed."""
    answers = {(row, table.columns["answer"]): code for code, row in items.items()}
    others = []
    for position in table.sheet.scan.covered:
        if position in answers:
            found.complain("answer-covered", table.sheet.place(*position), item=answers[position])
        else:
            others.append(position)
    if others:
        _say(found, table.sheet, "cells-covered", others)


def _check_other_cells(found: Collected, table: AnswerTable, rows: set[int]) -> None:
    """Labels, weights, notes, figures, years that show something else than they hold."""
    answer, last = table.columns["answer"], max(table.columns.values())
    cells = [
        (row, column)
        for row, column in table.sheet.scan.formats
        if column <= last and not (column == answer and row in rows) and _shows_other(table, row, column)
    ]
    if cells:
        _say(found, table.sheet, "cells-shown-otherwise", cells)


def _shows_other(table: AnswerTable, row: int, column: int) -> bool:
    value, shown = table.sheet.value(row, column), table.sheet.shown(row, column)
    if isinstance(value, str):
        return shown.text.strip() != value.strip()
    is_text = column in {table.columns.get(role) for role in TEXTS}
    is_blank_zero = value == 0 and not shown.text.strip()  # a usual way of keeping a column of formulas tidy
    return isinstance(value, float) and not is_blank_zero and (shown.number is None or (is_text and shown.is_percent))


def _say(found: Collected, sheet: Sheet, code: str, positions: Iterable[Position], **parameters: object) -> None:
    """One warning for many cells."""
    ordered = sorted(positions)
    cells = tuple(a1(*position) for position in ordered)
    named = {"count": len(cells), "ranges": first_ranges(cells), "cells": cells}
    found.complain(code, sheet.place(*ordered[0]), warning=True, **named, **parameters)
