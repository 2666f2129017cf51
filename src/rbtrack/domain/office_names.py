"""Whether two names can be those of one office: written out or abbreviated, but not two offices that a word tells apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

Agreement = Literal["same", "similar", "other"]
"""`similar` names may be those of one office: a person should look."""

MOST_LETTERS = 300
"""A longer text is no name."""

_WORD = re.compile(r"\w+\.?")
_SHORTENED = 3
"""An abbreviation has at least so many of the first letters: "K." may be a Kota or a Kabupaten."""
_SHORTENED_UNMARKED = 4
"""Without its full stop it has no more than so many: "Bangka" is not short for "Bangkalan"."""
_MISTYPED = 4
"""A word of at least so many letters may have one typing mistake."""


def compare_names(one: str, other: str) -> Agreement:
    """Whether two names are those of one office.

    The same are names that differ only in case, marks and abbreviations with a full stop (`Kab.`). Similar are
    those of which one says more than the other (`KPU Kabupaten Ende`, `Kabupaten Ende`), or that have abbreviations
    without a mark, initials (`NTT`) or one mistyped letter in a word. Where each has a word that the other lacks
    (`Kota`, `Kabupaten`), they are not of one office.
    """
    if max(len(one), len(other)) > MOST_LETTERS:
        return "same" if one == other else "other"
    left, right = _WORD.findall(one.casefold()), _WORD.findall(other.casefold())
    exact = _take_pairs(left, right, _is_same_word)
    if (not left and not right) or _joined(left) == _joined(right):
        return "same"
    near = _take_near(left, right)
    return "similar" if exact + near and not (left and right) else "other"


def says_more(one: str, other: str) -> bool:
    """Whether the first of two similar names has words that the other lacks: `Badan Pusat Statistik Utara`."""
    left, right = _WORD.findall(one.casefold()), _WORD.findall(other.casefold())
    _take_pairs(left, right, _is_same_word)
    _take_near(left, right)
    return bool(left)


def _joined(words: list[str]) -> str:
    return "".join(word.rstrip(".") for word in words)


def _take_near(left: list[str], right: list[str]) -> int:
    """Take the words that may be the same, and initials with the words that they stand for, off both lists."""
    return _take_pairs(left, right, _is_near_word) + _take_initials(left, right) + _take_initials(right, left)


def _take_pairs(left: list[str], right: list[str], fits: Callable[[str, str], bool]) -> int:
    """Take the words that fit each other off both lists; return how many pairs they are."""
    pairs = 0
    for word in tuple(left):
        partner = next((each for each in right if fits(word, each)), None)
        if partner is not None:
            left.remove(word)
            right.remove(partner)
            pairs += 1
    return pairs


def _is_same_word(one: str, other: str) -> bool:
    if one.rstrip(".") == other.rstrip("."):
        return True
    return _is_short_for(one, other) or _is_short_for(other, one)


def _is_short_for(short: str, word: str) -> bool:
    letters = short.rstrip(".")
    return short.endswith(".") and len(letters) >= _SHORTENED and word.startswith(letters)


def _is_near_word(one: str, other: str) -> bool:
    short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    if _SHORTENED <= len(short) <= _SHORTENED_UNMARKED and long.startswith(short):
        return True
    return len(short) >= _MISTYPED and _is_one_slip(short, long)


def _is_one_slip(short: str, long: str) -> bool:
    """Whether two words differ by one letter: another one, one more, or two that changed places."""
    start = next(
        (place for place, (one, other) in enumerate(zip(short, long, strict=False)) if one != other), len(short)
    )
    short, long = short[start:], long[start:]
    if len(short) == len(long):
        return short[1:] == long[1:] or (short[:2] == long[1::-1] and short[2:] == long[2:])
    return short == long[1:]


def _take_initials(shorts: list[str], words: list[str]) -> int:
    """Take every word that is made of the first letters of others, next to each other, off, and those too."""
    taken = 0
    for short in tuple(shorts):
        initials = "".join(word[0] for word in words)
        start = initials.find(short.rstrip("."))
        if len(short.rstrip(".")) > 1 and start >= 0:
            del words[start : start + len(short.rstrip("."))]
            shorts.remove(short)
            taken += 1
    return taken
