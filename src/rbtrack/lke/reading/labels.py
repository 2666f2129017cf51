"""What an LKE prints beside its rows: names, weights, and the answers that are offered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

from rbtrack.domain.evaluation import plain_words
from rbtrack.domain.kinds import AnswerScale, ChoiceScale, NumberScale, RatioScale
from rbtrack.domain.numbers import from_cell, readings
from rbtrack.lke.reading.numbering import values_of
from rbtrack.lke.reading.outline import OutlineRow

# Each of them takes linear time, and no number of any length: labels are foreign text.
_WEIGHT = re.compile(r"\(([\d.,]{1,20})\)\s*$")
_RANGE = re.compile(r"(?:[^\W\d]{1,20}\s*)?\(?(\d{1,15}(?:[.,]\d{1,15})?)\s*[-–]\s*(\d{1,15}(?:[.,]\d{1,15})?)\)?")
_NO_WORD = re.compile(r"[\W_]+")
_OPTION = re.compile(r"(?:^|[\n;])[^\S\n]*([A-Ea-e])[.)](?=\s)")
_LONGEST_NUMBER = 20
"""A text of more characters is not the weight of a row."""


def name_alone(label: str) -> str:
    """A label without the weight behind it: `Harmonisasi (2,5)` is Harmonisasi."""
    return _WEIGHT.sub("", label).strip()


@lru_cache(maxsize=4096)
def plain_text(text: str) -> str:
    """A text as wordings are compared: no case, no punctuation, no hidden marks, one space between words."""
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return _NO_WORD.sub(" ", text).strip().casefold()


def plain_label(label: str) -> str:
    """A label as wordings are compared, without the weight behind it."""
    return plain_text(name_alone(label))


def weight_in_label(label: str) -> Fraction | None:
    """The weight that a label states in brackets."""
    match = _WEIGHT.search(label)
    found = readings(match[1]) if match else ()
    return Fraction(found[0]) if found else None


def printed_weight(row: OutlineRow) -> Fraction | None:
    """The weight in brackets behind a row's label, unless it is the row's own number: `Tim (1.1)` of the row 1.1."""
    match = _WEIGHT.search(row.label)
    if match is None:
        return None
    steps = match[1].split(".")
    own = [set(values_of(step).values()) for step in row.code.split(".")[-len(steps) :]] if row.code else []
    is_own = len(steps) == len(own) > 1 and all(s.isdecimal() and int(s) in v for s, v in zip(steps, own, strict=True))
    return None if is_own else weight_in_label(row.label)


def weights_beside(row: OutlineRow) -> Iterator[tuple[int, Fraction]]:
    """The numbers to the right of a label and in the column of weights, each with its column; in the column of
    weights also a number written as text, where it can be read in one way only."""
    if row.is_beside:
        return
    columns = row.band.columns.get("weight")
    for column in [*(each for each in row.band.labels if each > row.label_column), *filter(None, [columns])]:
        value = row.band.sheet.value(row.number, column)
        if isinstance(value, float):
            yield column, Fraction(from_cell(value))
        elif isinstance(value, str) and column == columns and len(value.strip()) <= _LONGEST_NUMBER:
            found = readings(value)
            if len(found) == 1:
                yield column, Fraction(found[0])


def printed_range(choices: str) -> tuple[Fraction, Fraction] | None:
    """The ends of a printed range, `0-100` or `Nilai (0-4)`."""
    match = _RANGE.fullmatch(choices.strip())
    return (Fraction(readings(match[1])[0]), Fraction(readings(match[2])[0])) if match else None


def choices(scales: Iterable[AnswerScale]) -> Iterator[ChoiceScale]:
    """Those of the scales whose options a worksheet lists beside an item."""
    for scale in scales:
        match scale:
            case ChoiceScale():
                yield scale
            case NumberScale() | RatioScale():
                pass
            case _:
                assert_never(scale)


def offers(scale: ChoiceScale, words: Sequence[str]) -> bool:
    """Whether these words, in this order, name the options of `scale`."""
    names = [{plain_words(name) for name in option.names} for option in scale.options]
    return len(names) == len(words) and all(plain_words(word) in name for word, name in zip(words, names, strict=True))


def listed_options(explanation: str) -> Mapping[str, str]:
    """The text of each letter in an explanation, `a. Seluruhnya; b. Sebagian`, by the letter in capitals.

    Empty unless the letters run from A on without a gap.
    """
    starts = list(_OPTION.finditer(explanation))
    if not starts:
        return {}
    ends = [start.start() for start in starts[1:]] + [len(explanation)]
    texts = {
        start[1].upper(): explanation[start.end() : end].strip(" \n;") for start, end in zip(starts, ends, strict=True)
    }
    return texts if tuple(texts) == tuple("ABCDE"[: len(starts)]) else {}
