"""What the head of an issued worksheet tells a person: whose it is, for which year and tier, on which rubric."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rbtrack.domain.evaluation import as_text, plain_words
from rbtrack.errors import Place
from rbtrack.lke.identity import BESIDE_HEAD, HEAD_LABELS, LISTS, SHEET, HeadPart
from rbtrack.lke.reading.issued_headings import MARK
from rbtrack.lke.reading.titles import FoundText
from rbtrack.text import in_every_language
from rbtrack.xlsx.cells import Sheet, Workbook

_MOST_ROWS = 30
"""A head stands higher than that, whatever was put above it."""


@dataclass(frozen=True, slots=True)
class HeadFact:
    """One thing that a head says, and where."""

    part: HeadPart
    said: FoundText
    is_over_table: bool


def head_facts(workbook: Workbook) -> Iterator[HeadFact]:
    """What stands in the head over the table, and in those of the guide and the summary.

    A sheet of somebody's own may have a label as well: only one with all three of office, year and tier is a head.
    """
    for sheet in workbook.sheets:
        if sheet.name in (SHEET, LISTS):
            continue
        has_table = _has_table(sheet)
        found = [HeadFact(part, said, has_table) for part, said in _facts(sheet)]
        if has_table or {"office", "year", "tier"} <= {fact.part for fact in found}:
            yield from found


def table_place(workbook: Workbook) -> Place | None:
    """The sheet with the table; None where its row of marks is gone, and nobody knows where its head was."""
    found = (Place(sheet.file, sheet.name) for sheet in workbook.sheets if _has_table(sheet))
    return next(found, None)


def _has_table(sheet: Sheet) -> bool:
    return any(isinstance(cell, str) and cell.startswith(MARK) for row in sheet.rows[:_MOST_ROWS] for cell in row)


def _facts(sheet: Sheet) -> Iterator[tuple[HeadPart, FoundText]]:
    for row in range(1, min(_MOST_ROWS, len(sheet.rows)) + 1):
        for column in range(1, sheet.width + 1):
            label, colon, value = sheet.text(row, column).partition(":")
            part = _labels().get(plain_words(label))
            if part is None:
                continue
            if colon and value.strip():
                yield part, FoundText(value.strip(), sheet.place(row, column))
            elif (beside := _beside(sheet, row, column)) is not None:
                yield part, beside


def _beside(sheet: Sheet, row: int, column: int) -> FoundText | None:
    """The next text to the right; none where the figures on the right of the head begin."""
    for place in range(column + 1, sheet.width + 1):
        if text := as_text(sheet.value(row, place)).strip():
            return None if plain_words(text) in _others() else FoundText(text, sheet.place(row, place))
    return None


@cache
def _labels() -> Mapping[str, HeadPart]:
    """Which part of the head a label belongs to, in every language."""
    return {
        plain_words(words.rstrip(" :")): part
        for part, labels in HEAD_LABELS.items()
        for label in labels
        for words in in_every_language(label)
    }


@cache
def _others() -> frozenset[str]:
    return frozenset(plain_words(words) for label in BESIDE_HEAD for words in in_every_language(label))
