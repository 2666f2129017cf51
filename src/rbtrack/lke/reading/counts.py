"""Answers that are made of counts in rows of their own, below the row of their item."""

from __future__ import annotations

from collections.abc import Sequence

from rbtrack.domain.evaluation import RawValue, as_text
from rbtrack.domain.rubric import Node
from rbtrack.errors import Place
from rbtrack.lke.count_rows import joined
from rbtrack.lke.reading.answer_table import AnswerTable
from rbtrack.lke.reading.checks import check_answer_cell
from rbtrack.lke.reading.collecting import Collected
from rbtrack.lke.reading.shown import shown_answer


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
    return made or None, place
