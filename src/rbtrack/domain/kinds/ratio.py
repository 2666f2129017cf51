"""Items that are answered by two counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class RatioScale:
    """An item answered by two counts, written `3/4`, whose names are `counts`.

    `part`: the first of the second, at most 1; where there was no case to handle (0/0), 1.
    `decrease`: by how much the second (this year) is below the first (last year), as a part of the
    first, from 0 to 1; none in both years gives 1.
    """

    rule: Literal["part", "decrease"]
    counts: tuple[str, str]
