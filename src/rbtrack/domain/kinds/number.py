"""Items that are answered by a number."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.kinds.options import Option


@dataclass(frozen=True, slots=True)
class NumberScale:
    """An item answered by a number from `minimum` to `maximum`; its share is the number by the maximum.

    `words` are letters that may stand in the number's place, each with its share.
    """

    minimum: Fraction
    maximum: Fraction
    words: tuple[Option, ...] = ()
