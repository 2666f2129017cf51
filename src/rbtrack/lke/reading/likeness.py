"""How like two labels are, word by word: a label that differs in the word that matters is another label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from functools import cache

from rapidfuzz import fuzz

from rbtrack.domain.rubric import Rubric
from rbtrack.lke.reading.labels import plain_label, plain_text
from rbtrack.lke.vocabulary import vocabulary

SPELT_ALIKE = 80.0
"""How like each other, in percent, words are that may be two spellings of one."""

_NUMBER = re.compile(r"\d")


def is_spelt_otherwise(label: str, name: str, known: Collection[str] = ()) -> bool:
    """Whether two plain labels are the same but for spelling, word breaks and small words such as `dan`.

    The words that only one of them has must be spellings of each other. They are not where one is a number, denies
    something, or is `known` from other names: `RB Tematik` is not `RB General`.
    """
    ours, theirs = _only_in(label, name), _only_in(name, label)
    if "".join(ours) == "".join(theirs):
        return True
    elsewhere = [word for word in ours if word in known and word not in name.split()]
    if elsewhere or any(_decides(word) for word in (*ours, *theirs)):
        return False
    return fuzz.ratio("".join(ours), "".join(theirs)) >= SPELT_ALIKE


def words_of_names(rubric: Rubric) -> frozenset[str]:
    """Every word that a node's name has."""
    return frozenset(word for node in rubric.walk() for word in plain_label(node.name).split())


def _only_in(label: str, other: str) -> list[str]:
    """The words of a label that the other one lacks, as they follow each other, without the small ones."""
    lacking = Counter(label.split()) - Counter(other.split())
    words = []
    for word in label.split():
        if lacking[word]:
            lacking[word] -= 1
            words.append(word)
    return [word for word in words if word not in vocabulary().small_words]


def _decides(word: str) -> bool:
    return bool(_NUMBER.search(word)) or word in denials()


@cache
def denials() -> frozenset[str]:
    """The words that turn a label into its opposite."""
    return frozenset(vocabulary().denials)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as wordings are compared."""
    return tuple(plain_text(text).split())


def likeness(words: Sequence[Hashable], others: Sequence[Hashable]) -> float:
    """The part of all words of two texts that they have in common, from 0 to 1."""
    together = len(words) + len(others)
    return 2 * (Counter(words) & Counter(others)).total() / together if together else 1.0


def denies(words: Sequence[Hashable], others: Sequence[Hashable], denying: Collection[Hashable]) -> bool:
    """Whether one of two texts denies something that the other does not: it has more of the words of denial, and
    one that the other lacks."""
    ours, theirs = ([word for word in each if word in denying] for each in (words, others))
    return len(ours) != len(theirs) and set(ours) != set(theirs)
