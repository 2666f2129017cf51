"""Items that are answered by two counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rbtrack.domain.evaluation import RawValue, as_text
from rbtrack.domain.kinds.kind import AnswerKind
from rbtrack.errors import Problem

_COUNTS = re.compile(r"(\d{1,9})\s*/\s*(\d{1,9})", re.ASCII)
_SAMPLE = 20
"""How many cases there are in an invented answer."""


@dataclass(frozen=True)
class RatioScale(AnswerKind):
    """An item answered by two counts, written `3/4`, whose names are `counts` (PermenPANRB 26/2020).

    `part`: the first of the second, at most 1, such as complaints settled of those due; where there was no
    case to handle (0/0), 1.
    `decrease`: by how much the second (this year) is below the first (last year), as a part of the
    first, from 0 to 1, such as violations; none in both years gives 1.
    """

    rule: Literal["part", "decrease"]
    counts: tuple[str, str]

    def read(self, raw: RawValue) -> str | Problem:
        match = _COUNTS.fullmatch(raw.strip()) if isinstance(raw, str) else None
        if match is not None:
            return f"{int(match[1])}/{int(match[2])}"
        first, second = self.counts
        return Problem("answer-not-a-ratio", value=as_text(raw), parameters={"first": first, "second": second})

    def share(self, value: str) -> Fraction:
        first, second = map(int, value.split("/"))
        if self.rule == "part":
            return min(Fraction(first, second), Fraction(1)) if second else Fraction(1)
        if first == 0:
            return Fraction(int(second == 0))
        return max(Fraction(0), Fraction(first - second, first))

    def better(self, value: str | None) -> tuple[str, ...]:
        if value is not None and self.share(value) == 1:
            return ()
        first, second = (value or "1/1").split("/")
        return (f"{second}/{second}" if self.rule == "part" else f"{first}/0",)

    def earning(self, share: float) -> str:
        if self.rule == "part":
            return f"{round(_SAMPLE * share)}/{_SAMPLE}"
        return f"{_SAMPLE}/{round(_SAMPLE * (1 - share))}"

    def faults(self) -> Iterator[str]:
        yield from ()
