"""What the head of an issued worksheet tells a person: whose it is, for which year and tier, on which rubric, and
when the year was evaluated."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rbtrack.domain.evaluation import as_text, plain_words
from rbtrack.errors import Place
from rbtrack.lke.identity import BESIDE_HEAD, HEAD_LABELS, LISTS, SHEET, HeadPart
from rbtrack.lke.reading.issued_headings import MARK
from rbtrack.lke.reading.titles import FoundText
from rbtrack.text import in_every_language
from rbtrack.xlsx.cells import Sheet, Workbook

_WHOLE = frozenset(("office", "year", "tier"))
_MOST_ROWS = 30
"""A head stands higher than that, whatever was put above it."""


@dataclass(frozen=True, slots=True)
class HeadFact:
    """One thing that a head says, and where."""

    part: HeadPart
    said: FoundText


@dataclass(frozen=True, slots=True)
class Head:
    """All that the head of one sheet says."""

    place: Place
    facts: tuple[HeadFact, ...]

    def says(self, part: HeadPart) -> bool:
        """Whether it says something of a part."""
        return any(fact.part == part for fact in self.facts)

    @property
    def is_whole(self) -> bool:
        """Whether it says office, year and tier."""
        return {fact.part for fact in self.facts} >= _WHOLE


def heads(workbook: Workbook, issued: Container[str]) -> Iterator[Head]:
    """The head over the table, and those of the guide and the summary.

    Of the sheets that were `issued` with the worksheet every one that says something of the kind has a head, and the one
    with the table has it even where it says nothing. A sheet of somebody's own may have a label as well: only one with
    all three of office, year and tier is a head.
    """
    for sheet in workbook.sheets:
        if sheet.name in (SHEET, LISTS):
            continue
        head = Head(Place(sheet.file, sheet.name), tuple(_facts(sheet)))
        if _has_table(sheet) or head.is_whole or (sheet.name in issued and head.facts):
            yield head


def _has_table(sheet: Sheet) -> bool:
    return any(isinstance(cell, str) and cell.startswith(MARK) for row in sheet.rows[:_MOST_ROWS] for cell in row)


def _code_column(sheet: Sheet) -> int:
    """The column marked as that of codes; 0, which no cell stands in, where there is none."""
    marked = (row.index(f"{MARK}code") + 1 for row in sheet.rows[:_MOST_ROWS] if f"{MARK}code" in row)
    return next(marked, 0)


def _facts(sheet: Sheet) -> Iterator[HeadFact]:
    """What the labels of a head say. In a row with a code none is looked for: that is of the table, where a note may
    begin with `Year:`."""
    codes = _code_column(sheet)
    for row in range(1, min(_MOST_ROWS, len(sheet.rows)) + 1):
        if sheet.text(row, codes):
            continue
        for column in range(1, sheet.width + 1):
            label, colon, value = sheet.text(row, column).partition(":")
            part = _labels().get(plain_words(label))
            if part is None:
                continue
            if colon and value.strip():
                yield HeadFact(part, FoundText(value.strip(), sheet.place(row, column)))
            elif (beside := _beside(sheet, row, column)) is not None:
                yield HeadFact(part, beside)


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
