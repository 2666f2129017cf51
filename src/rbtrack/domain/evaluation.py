"""Offices, their answers on a rubric, and the results that others published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from rbtrack.domain.numbers import from_cell
from rbtrack.domain.tiers import Tier
from rbtrack.errors import NOWHERE, Place

_SPACE = re.compile(r"\s+")
_LABEL_LENGTH = 200
"""Longer texts are seldom compared twice, and too large to be kept."""

RawValue = str | float | bool | date | Decimal | None
"""What a cell may hold, before it is interpreted."""


@dataclass(frozen=True, slots=True)
class Office:
    """A government office. Codes are text: `53.10` is not `53.1`."""

    code: str
    name: str
    kind: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of an office or an evaluator to one item.

    `value` is the letter of an option as the rubric writes it, or a number as text with a decimal
    point; None is a blank. Blank, not applicable and zero are three different things.
    `unreviewed`: it was filled in from an earlier year, and nobody has said yet that it still holds.
    """

    value: str | None = None
    not_applicable: bool = False
    note: str = ""
    evidence: str = ""
    unreviewed: bool = False

    @property
    def is_given(self) -> bool:
        return self.value is not None

    @property
    def says_something(self) -> bool:
        """Whether there is an answer: a value, or that the item does not apply. Note and evidence alone are none."""
        return self.is_given or self.not_applicable

    @property
    def reviewed(self) -> Answer:
        """The same answer, once somebody has looked at it."""
        return replace(self, unreviewed=False)

    @property
    def is_empty(self) -> bool:
        """True where there is nothing at all: no value, no note, no evidence."""
        return self == EMPTY


EMPTY = Answer()

NOT_APPLICABLE = "N/A"
"""How a worksheet says that an item does not apply to the office, in every language."""


@dataclass(frozen=True, slots=True)
class EvaluationKey:
    """Which evaluation: one office, year, rubric and tier, by one judge (empty unless named).

    `evaluated` is the year in which it was judged, where that is another than `year`. It tells no evaluations apart.
    """

    office: str
    year: int
    rubric: str
    tier: Tier
    judge: str = ""
    evaluated: int | None = field(default=None, compare=False)

    @property
    def year_evaluated(self) -> int:
        """The year in which it was judged: the rules of that year hold."""
        return self.evaluated or self.year

    @property
    def label(self) -> str:
        """`2015 rb-2014 self`, and the judge where one is named: which evaluation of its office it is."""
        return f"{self.year} {self.label_in_year}"

    @property
    def label_in_year(self) -> str:
        """`rb-2014 self`, and the judge where one is named: which evaluation of its office and year it is."""
        return " ".join((self.rubric, self.tier, self.judge)).strip()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The stored answers of one key. `revision` rises by one with every stored change."""

    key: EvaluationKey
    answers: Mapping[str, Answer]
    revision: int = 0

    @property
    def is_blank(self) -> bool:
        """Whether not a single item is answered: then it has no figure, and counts nowhere."""
        return not any(answer.says_something for answer in self.answers.values())


@dataclass(frozen=True, slots=True)
class Result:
    """A figure that somebody else published, kept exactly as reported. `evaluated` is the year in which `year` was
    judged, where that is another one."""

    office: str
    year: int
    instrument: str
    tier: str
    judge: str = ""
    score: Decimal | None = None
    grade: str | None = None
    scale: str | None = None
    source: str = ""
    note: str = ""
    evaluated: int | None = None

    @property
    def year_evaluated(self) -> int:
        """The year in which it was judged: the scale of that year holds."""
        return self.evaluated or self.year


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """What a worksheet holds for one item, not yet checked; `place` is the cell of the value. `unreviewed` is that of
    the answer (`Answer`)."""

    value: RawValue = None
    note: str = ""
    evidence: str = ""
    place: Place = NOWHERE
    unreviewed: bool = False


def plain_words(text: str) -> str:
    """`text` in the form in which texts are compared: one space between words, no case, no full stop at the end."""
    return _label_in_plain_words(text) if len(text) <= _LABEL_LENGTH else _in_plain_words(text)


def _in_plain_words(text: str) -> str:
    return _SPACE.sub(" ", text).strip().rstrip(".").rstrip().casefold()


@lru_cache(maxsize=8_192)
def _label_in_plain_words(text: str) -> str:
    """The words of a rubric are compared with every row of every worksheet."""
    return _in_plain_words(text)


def as_text(raw: RawValue) -> str:
    """`raw` as a person would read it in the cell."""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float):
        return format(from_cell(raw), "f")
    return "" if raw is None else str(raw)
