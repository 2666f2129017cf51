"""The numbers of rows as offices write them, `A.`, `I`, `1)`, `(a)`, `ii`, `1.a`, and what follows what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from rbtrack.domain.evaluation import RawValue, as_text

Kind = Literal["A", "I", "1", "a", "i"]
"""Upper letters, Roman numerals, digits, lower letters, lower Roman numerals; in the order in which LKEs nest them."""

KINDS_BELOW: Mapping[Kind, Kind] = {"A": "I", "I": "1", "1": "a", "a": "i"}
"""Which kind stands below which, where a sheet has not shown it yet."""

# A step can be read in one way only, and nothing is given back: foreign text takes linear time.
_PART = r"(?>[IVXLC]+(?![A-Z])|[A-Z]|\d{1,3}|[a-z]{1,2}(?![a-z])|[ivxlc]+)"
_NUMBER = re.compile(rf"\(?\s*({_PART}(?:\s?\.\s?{_PART})*+)\s*[.):]{{0,2}}")
_LEADING = re.compile(rf"\(?({_PART}(?:\.{_PART})*+)(?:[.)]\s|(?<=\.\w)\s)\s*(\S.*)", re.DOTALL)
_INITIALS = re.compile(r"[A-Z](?:\.[ABD-HJKM-UWYZ])+")
"""Letters that no number has below a letter: `S.K. Kepala` is a label."""
_LONGEST = 40
"""A text of more characters is not the number of a row."""
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_WRITTEN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LETTERS = 26

# What it costs to take a number for this or that: the cheapest reading is taken.
_NEXT_BELOW, _NEXT, _FIRST_BELOW, _FIRST_AGAIN, _GAP, _LATER_BELOW, _BACK, _STRANGE = 0, 1, 5, 9, 10, 12, 1000, 2000


def number_of(value: RawValue) -> tuple[str, ...]:
    """The steps of a row's number, from the top: `A.` is (A), `1.a` is (1, a); empty for anything else."""
    if value is None:
        return ()
    text = value if isinstance(value, str) else _number_text(value)
    return _steps_of(text) if len(text) <= _LONGEST else ()


@lru_cache(maxsize=4096, typed=True)
def _number_text(value: RawValue) -> str:
    return as_text(value)


@lru_cache(maxsize=4096)
def _steps_of(text: str) -> tuple[str, ...]:
    match = _NUMBER.fullmatch(text.strip())
    return _steps(match[1]) if match else ()


def leading_number(text: str) -> tuple[tuple[str, ...], str]:
    """The number before a label in one cell, `A. PROSES`, and the label; the number is empty where there is none."""
    match = _LEADING.fullmatch(text.strip())
    if match is None or _INITIALS.fullmatch(match[1]):
        return (), text.strip()
    return _steps(match[1]), match[2]


def values_of(step: str) -> dict[Kind, int]:
    """What a step counts in each kind that it may be of: `I` is the ninth letter and the first Roman numeral."""
    if step.isdecimal():
        return {"1": int(step)}
    values: dict[Kind, int] = {}
    upper = step.upper()
    letter: Kind = "A" if step == upper else "a"
    roman: Kind = "I" if step == upper else "i"
    if letter == "a" or len(step) == 1:
        values[letter] = _letters_value(upper)
    if (number := _roman_value(upper)) is not None:
        values[roman] = number
    return values


def follows(step: str, before: str) -> bool:
    """Whether a step is the one after another, in some kind that both may be of; without one before, the first."""
    values, earlier = values_of(step), values_of(before) if before else {}
    if not earlier:
        return 1 in values.values()
    return any(values.get(kind) == value + 1 for kind, value in earlier.items())


def written(kind: Kind, number: int) -> str:
    """A number in the writing of its kind."""
    if kind == "1":
        return str(number)
    if kind in "Aa":
        text = chr(ord("A") + (number - 1) % _LETTERS) * (1 + (number - 1) // _LETTERS)
    else:
        text = ""
        for worth, sign in _ROMAN_WRITTEN:
            times, number = divmod(number, worth)
            text += sign * times
    return text if kind in "AI" else text.lower()


def place(levels: Sequence[tuple[Kind, int]], step: str, below: Kind | None) -> tuple[int, Kind, int]:
    """At which of the levels of one column a step goes on, with its kind and value; `len(levels)` is a new level
    below them all. `below` is the kind that such a level was seen to have, None where there was none yet."""
    values = values_of(step)
    kinds = {kind for kind, _current in levels}
    choices = [
        (_cost_beside(values[kind], current), -depth, depth, kind)
        for depth, (kind, current) in enumerate(levels)
        if kind in values
    ]
    choices += [
        (_cost_below(kind, value, below), -len(levels), len(levels), kind)
        for kind, value in values.items()
        if kind not in kinds
    ]
    _cost, _deepest, depth, kind = min(choices)
    return depth, kind, values[kind]


def _cost_beside(value: int, current: int) -> int:
    if value == current + 1:
        return _NEXT
    if value == 1:
        return _FIRST_AGAIN
    return _GAP + value - current if value > current else _BACK


def _cost_below(kind: Kind, value: int, below: Kind | None) -> int:
    if value == 1:
        return _NEXT_BELOW if kind == below else _FIRST_BELOW
    return value + (_LATER_BELOW if kind == below else _STRANGE)


def _steps(text: str) -> tuple[str, ...]:
    return tuple(step.strip() for step in text.split("."))


def _letters_value(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def _roman_value(text: str) -> int | None:
    """The value of a Roman numeral; None for other letters."""
    if not set(text) <= _ROMAN.keys():
        return None
    worths = [_ROMAN[sign] for sign in text]
    number = sum(-worth if worth < max(worths[index:]) else worth for index, worth in enumerate(worths))
    return number if written("I", number) == text else None
