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

RatioRule = Literal["part", "capped", "rate", "decrease"]

_COUNTS = re.compile(r"(\d{1,9})\s*/\s*(\d{1,9})", re.ASCII)
_MOST_CASES = 1_000
_SAMPLE = 20
"""How many cases there are in an invented answer."""


@dataclass(frozen=True)
class RatioScale(AnswerKind):
    """An item answered by two counts, written `3/4`, whose names are `counts` (PermenPANRB 26/2020, 90/2021).

    `part`: the first of the second, such as complaints settled of those due; where there was no case to handle
    (0/0), 1. More than all there are cannot be.
    `capped`: the same, but more than all there are counts as all of them (PermenPANRB 90/2021).
    `rate`: the first for each of the second, at most 1, such as changes for each agent of change; there may be more
    of the first than of the second, but none where there is none of the second.
    `decrease`: by how much the second (this year) is below the first (last year), as a part of the
    first, from 0 to 1, such as violations; none in both years gives 1.
    """

    rule: RatioRule
    counts: tuple[str, str]

    @property
    def count_names(self) -> tuple[str, ...]:
        return self.counts

    def read(self, raw: RawValue) -> str | Problem:
        match = _COUNTS.fullmatch(raw.strip()) if isinstance(raw, str) else None
        first, second = self.counts
        names = {"first": first, "second": second}
        if match is None:
            return Problem("answer-not-a-ratio", value=as_text(raw), parameters=names)
        counts = int(match[1]), int(match[2])
        if not self._can_be(*counts):
            return Problem("answer-impossible-ratio", value=as_text(raw), parameters=names)
        return "{}/{}".format(*counts)

    def _can_be(self, first: int, second: int) -> bool:
        """Whether there can be such counts, by the rule."""
        if self.rule == "part":
            return first <= second
        return self.rule == "decrease" or first == 0 or second > 0

    def doubt(self, value: str) -> Problem | None:
        """Where official worksheets divide by zero and show an error, and where more was counted than there is."""
        first, second = map(int, value.split("/"))
        names = {"first": self.counts[0], "second": self.counts[1]}
        is_zero = first == 0 < second if self.rule == "decrease" else second == 0
        if is_zero:
            zero = self.counts[0 if self.rule == "decrease" else 1]
            earned = {**names, "zero": zero, "share": self.share(value)}
            return Problem("answer-divided-by-zero", "warning", value=value, parameters=earned)
        if self.rule == "capped" and first > second:
            return Problem("answer-more-than-all", "warning", value=value, parameters=names)
        return None

    def share(self, value: str) -> Fraction:
        first, second = map(int, value.split("/"))
        if self.rule != "decrease":
            return min(Fraction(first, second), Fraction(1)) if second else Fraction(1)
        if first == 0:
            return Fraction(int(second == 0))
        return max(Fraction(0), Fraction(first - second, first))

    def better(self, value: str | None) -> tuple[str, ...]:
        if value is not None and self.share(value) == 1:
            return ()
        first, second = (value or "1/1").split("/")
        return (f"{second}/{second}" if self.rule != "decrease" else f"{first}/0",)

    def finer(self, value: str | None) -> tuple[str, ...]:
        """One case after the other; of very many none between is named."""
        if value is None or not self.better(value):
            return self.better(value)
        first, second = map(int, value.split("/"))
        if self.rule == "decrease":
            steps = range(min(first, second) - 1, max(min(first, second) - _MOST_CASES, 0), -1)
            return (*(f"{first}/{fewer}" for fewer in steps), *self.better(value))
        steps = range(first + 1, min(second, first + _MOST_CASES))
        return (*(f"{more}/{second}" for more in steps), *self.better(value))

    def earning(self, share: float) -> str:
        if self.rule != "decrease":
            return f"{round(_SAMPLE * share)}/{_SAMPLE}"
        return f"{_SAMPLE}/{round(_SAMPLE * (1 - share))}"

    def faults(self) -> Iterator[str]:
        yield from ()
