"""What an LKE prints beside its rows: weights, and the answers that are offered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbtrack.domain.evaluation import plain_words
from rbtrack.domain.numbers import from_cell, readings
from rbtrack.domain.rubric import ChoiceScale
from rbtrack.workbook.layout import Band
from rbtrack.workbook.outline import Row

_WEIGHT = re.compile(r"\s*\(([\d.,]+)\)\s*$")
_RANGE = re.compile(r"(\d+(?:[.,]\d+)?)\s*[-–]\s*(\d+(?:[.,]\d+)?)")


def name_alone(label: str) -> str:
    """A label without the weight behind it: `Harmonisasi (2,5)` is Harmonisasi."""
    return _WEIGHT.sub("", label).strip()


def weight_in_label(label: str) -> Fraction | None:
    """The weight that a label states in brackets."""
    match = _WEIGHT.search(label)
    found = readings(match[1]) if match else ()
    return Fraction(found[0]) if found else None


def weights_beside(band: Band, row: Row) -> Iterator[tuple[int, Fraction]]:
    """The numbers to the right of a label and in the column of weights, each with its column."""
    columns = [*range(row.label_column + 1, band.last_label + 1), *filter(None, [band.columns.get("weight")])]
    for column in columns:
        value = band.sheet.value(row.number, column)
        if isinstance(value, float):
            yield column, Fraction(from_cell(value))


def printed_range(choices: str) -> tuple[Fraction, Fraction] | None:
    """The ends of a printed range, `0-100`."""
    match = _RANGE.fullmatch(choices.strip())
    return (Fraction(readings(match[1])[0]), Fraction(readings(match[2])[0])) if match else None


def offers(scale: ChoiceScale, words: Sequence[str]) -> bool:
    """Whether these words, in this order, name the options of `scale`."""
    names = [{plain_words(word) for word in (option.letter, *option.aliases)} for option in scale.options]
    return len(names) == len(words) and all(plain_words(word) in name for word, name in zip(words, names, strict=True))
