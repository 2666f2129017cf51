"""Answers that are made of counts in rows of their own, below the row of their item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import assert_never

from rbtrack.domain.evaluation import RawValue, as_text
from rbtrack.domain.kinds import AnswerScale, ChoiceScale, NumberScale, RatioScale
from rbtrack.domain.numbers import SAME_FIGURE, from_cell
from rbtrack.domain.rubric import Node
from rbtrack.domain.validating import read_value
from rbtrack.errors import Place
from rbtrack.lke.count_rows import joined
from rbtrack.lke.reading.answer_table import AnswerTable
from rbtrack.lke.reading.checks import TEXTS, check_answer_cell, check_unused_cells
from rbtrack.lke.reading.collecting import Collected
from rbtrack.lke.reading.shares import ShareRow
from rbtrack.lke.reading.shown import shown_answer
from rbtrack.xlsx.addresses import a1
from rbtrack.xlsx.ranges import first_ranges

_NO_DIVISION = "#DIV/0!"


def counted(found: Collected, table: AnswerTable, item: Node, rows: Sequence[int]) -> tuple[str, Place]:
    """The answer that the counts in `rows` make, empty where none is filled in, and the cell to name if it is wrong: the
    first that holds no count."""
    texts = {row: as_text(shown_answer(found, table, row, item)).strip() for row in rows}
    doubtful = next((row for row, text in texts.items() if not text.isdecimal()), rows[0])
    return joined(list(texts.values())), table.place(doubtful, "answer")


def answer_of_counts(
    found: Collected, table: AnswerTable, item: Node, row: int, rows: Sequence[int]
) -> tuple[RawValue, Place]:
    """The same for a worksheet of ours, where the item's own `row` shows what its counts make. An answer that was typed
    there is taken where no count is filled in; another one than they make is refused."""
    made, place = counted(found, table, item, rows)
    own, said = table.place(row, "answer"), table.text(row, "answer").strip()
    is_broken = (row, table.columns["answer"]) in table.sheet.scan.errors
    if is_broken or (said and not made):
        check_answer_cell(found, table, row, item)
        return shown_answer(found, table, row, item), own
    if said and said != made:
        found.complain("counts-differ", own, value=said, item=item.code, counts=made)
        return None, own
    return made or None, place


def answer_of_share(found: Collected, table: AnswerTable, item: Node, share: ShareRow) -> tuple[RawValue, Place]:
    """The answer that the counts below a share make. Refused where its formula is not known to be the item's rule;
    where the share shows something else than they make, that is said."""
    place = table.place(share.row, "answer")
    for row in share.below:
        check_unused_cells(found, table, row, item, TEXTS)
    sides = _sides(share, item.answer)
    if sides is None:
        found.complain("share-formula-unknown", place, item=item.code)
        return None, place
    for row in share.used:
        check_answer_cell(found, table, row, item, is_calculated=True)
    texts = {row: as_text(shown_answer(found, table, row, item)).strip() for side in sides for row in side}
    doubtful = next((row for row, text in texts.items() if not text.isdecimal()), share.row)
    made = joined([_summed([texts[row] for row in side]) for side in sides])
    _check_share(found, table, item, share, made)
    return made or None, table.place(doubtful, "answer") if made else place


def _sides(share: ShareRow, answer: AnswerScale | None) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Which rows hold the counts of each side of the share; None where its formula is not that of the item's answer."""
    match answer:
        case RatioScale():
            return share.sides(answer)
        case ChoiceScale() | NumberScale() | None:
            return None
        case _:
            assert_never(answer)


def check_counts_left(found: Collected, table: AnswerTable, shares: Iterable[ShareRow]) -> None:
    """Counts that no share is made of: one warning that names them all."""
    left = [row for share in shares for row in share.below if row not in share.used and table.text(row, "answer")]
    if left:
        cells = tuple(a1(row, table.columns["answer"]) for row in left)
        named = {"count": len(cells), "ranges": first_ranges(cells), "cells": cells}
        found.complain("counts-not-used", table.place(left[0], "answer"), warning=True, **named)


def _summed(texts: Sequence[str]) -> str:
    """The sum of counts, of which some are blank; of anything else, all of it."""
    given = [text for text in texts if text]
    return str(sum(map(int, given))) if given and all(map(str.isdecimal, given)) else "+".join(given)


def _check_share(found: Collected, table: AnswerTable, item: Node, share: ShareRow, made: str) -> None:
    """What the row of the share shows, against what the counts make; a division by zero is told with the answer."""
    place, position = table.place(share.row, "answer"), (share.row, table.columns["answer"])
    error, value = table.sheet.scan.errors.get(position), table.value(share.row, "answer")
    if error is not None and error != _NO_DIVISION:
        found.complain("cell-error", place, value=error, item=item.code)
    answer, problem = read_value(item, made)
    if answer is None or problem is not None or item.answer is None or error is not None or value is None:
        return
    own = item.answer.share(answer)
    shown = Fraction(from_cell(value)) if isinstance(value, float) else None
    if shown is None or abs(min(max(shown, Fraction(0)), Fraction(1)) - own) > SAME_FIGURE:
        seen = as_text(value)
        found.complain("share-differs", place, warning=True, value=seen, item=item.code, counts=made, share=own)
