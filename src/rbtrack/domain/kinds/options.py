"""Answers that are named by a letter or a word."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that an item offers, and the share of the item's weight that it earns (0 to 1)."""

    letter: str
    share: Fraction
    aliases: tuple[str, ...] = ()
