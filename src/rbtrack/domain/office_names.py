"""Whether two names can be those of one office: written out or abbreviated, but not two offices that a word tells apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

Agreement = Literal["same", "similar", "other"]
"""`similar` names may be those of one office: a person should look."""

MOST_LETTERS = 300
"""A longer text is no name."""

_WORD = re.compile(r"(\w+)(\.?)")
_SHORTENED = 3
"""An abbreviation has at least so many of the first letters: "K." may be a Kota or a Kabupaten."""
_SHORTENED_UNMARKED = 4
"""Without its full stop it has no more than so many: "Bangka" is not short for "Bangkalan"."""
_MISTYPED = 4
"""A word of at least so many letters may have one typing mistake."""


class _Word(NamedTuple):
    """A word of a name, and the full stop behind it if there is one."""

    letters: str
    stop: str


def compare_names(one: str, other: str) -> Agreement:
    """Whether two names are those of one office.

    The same are names that differ only in case, marks and abbreviations with a full stop (`Kab.`). Similar are
    those of which one says more than the other (`KPU Kabupaten Ende`, `Kabupaten Ende`), or that have abbreviations
    without a mark, initials (`NTT`) or one mistyped letter in a word. Where each has a word that the other lacks
    (`Kota`, `Kabupaten`), they are not of one office.
    """
    if max(len(one), len(other)) > MOST_LETTERS:
        return "same" if one == other else "other"
    left, right = _words(one), _words(other)
    if not (left and right):
        return "same" if left == right else "other"
    _take_pairs(left, right, _is_same_word)
    if _joined(left) == _joined(right):
        return "same"
    _take_near(left, right)
    return "other" if left and right else "similar"


def says_more(one: str, other: str) -> bool:
    """Whether the first of two similar names has words that the other lacks: `Badan Pusat Statistik Utara`."""
    left, right = _words(one), _words(other)
    _take_pairs(left, right, _is_same_word)
    _take_near(left, right)
    return bool(left)


def _words(name: str) -> list[_Word]:
    return [_Word(*found) for found in _WORD.findall(name.casefold())]


def _joined(words: list[_Word]) -> str:
    return "".join(word.letters for word in words)


def _take_near(left: list[_Word], right: list[_Word]) -> None:
    """Take the words that may be the same, and initials with the words that they stand for, off both lists."""
    _take_pairs(left, right, _is_near_word)
    _take_initials(left, right)
    _take_initials(right, left)


def _take_pairs(left: list[_Word], right: list[_Word], fits: Callable[[_Word, _Word], bool]) -> None:
    """Take the words that fit each other off both lists."""
    for word in tuple(left):
        partner = next((each for each in right if fits(word, each)), None)
        if partner is not None:
            left.remove(word)
            right.remove(partner)


def _is_same_word(one: _Word, other: _Word) -> bool:
    return one.letters == other.letters or _is_short_for(one, other) or _is_short_for(other, one)


def _is_short_for(short: _Word, word: _Word) -> bool:
    return bool(short.stop) and len(short.letters) >= _SHORTENED and word.letters.startswith(short.letters)


def _is_near_word(one: _Word, other: _Word) -> bool:
    short, long = sorted((one.letters, other.letters), key=len)
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


def _take_initials(shorts: list[_Word], words: list[_Word]) -> None:
    """Take every word that is made of the first letters of others, next to each other, off, and those too."""
    for short in tuple(shorts):
        size = len(short.letters)
        start = "".join(word.letters[0] for word in words).find(short.letters)
        if size > 1 and start >= 0:
            del words[start : start + size]
            shorts.remove(short)
