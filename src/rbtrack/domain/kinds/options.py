"""Answers that are named by a letter or a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.evaluation import plain_words


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that an item offers, and the share of the item's weight that it earns (0 to 1)."""

    letter: str
    share: Fraction
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The letter, then everything else that it may be called."""
        return (self.letter, *self.aliases)


def by_name(options: Sequence[Option]) -> dict[str, Option]:
    """Options by their names in plain words; the first one where two share a name."""
    return {plain_words(name): option for option in reversed(options) for name in option.names}


def option_faults(options: Sequence[Option]) -> Iterator[str]:
    """The codes of what is wrong with options: a share that is no share, one name for two of them."""
    if not all(0 <= option.share <= 1 for option in options):
        yield "rubric-share-wrong"
    names = Counter(name.casefold() for option in options for name in option.names)
    if any(times > 1 for times in names.values()):
        yield "rubric-option-double"
