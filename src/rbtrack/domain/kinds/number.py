"""Items that are answered by a number."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from rbtrack.domain.evaluation import RawValue, as_text, plain_words
from rbtrack.domain.kinds.kind import AnswerKind
from rbtrack.domain.kinds.options import Option, by_name, option_faults
from rbtrack.domain.numbers import from_cell, readings, tidy
from rbtrack.errors import Problem


@dataclass(frozen=True)
class NumberScale(AnswerKind):
    """An item answered by a number from `minimum` to `maximum`; its share is the number by the maximum.

    `words` are letters that may stand in the number's place, each with its share.
    """

    minimum: Fraction
    maximum: Fraction
    words: tuple[Option, ...] = ()

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        return self.minimum, self.maximum

    @property
    def offered(self) -> tuple[Option, ...]:
        return self.words

    @cached_property
    def by_name(self) -> Mapping[str, Option]:
        """The words by each of their names, in plain words."""
        return by_name(self.words)

    @cached_property
    def _shares(self) -> Mapping[str, Fraction]:
        return {word.letter: word.share for word in self.words}

    def named(self, raw: RawValue) -> Option | None:
        """The word that a cell names; None where it holds a number, a date or another text."""
        return self.by_name.get(plain_words(raw)) if isinstance(raw, str) else None

    def read(self, raw: RawValue) -> str | Problem:
        if (word := self.named(raw)) is not None:
            return word.letter
        found = _numbers(raw)
        fitting = tuple(number for number in found if self.minimum <= Fraction(number) <= self.maximum)
        if len(fitting) == 1:
            return format(fitting[0], "f")
        if not found:
            return self._problem("answer-not-a-number", raw)
        if not fitting:
            return self._problem("answer-outside-range", raw)
        return self._problem("answer-ambiguous", raw, readings=fitting)

    def _problem(self, code: str, raw: RawValue, **more: object) -> Problem:
        parameters = {"minimum": self.minimum, "maximum": self.maximum, **more}
        return Problem(code, value=as_text(raw), parameters=parameters)

    def share(self, value: str) -> Fraction:
        word = self._shares.get(value)
        return Fraction(value) / self.maximum if word is None else word

    def better(self, value: str | None) -> tuple[str, ...]:
        return () if value is not None and self.share(value) == 1 else (_text(self.maximum),)

    def finer(self, value: str | None) -> tuple[str, ...]:
        """In hundredths, the maximum last."""
        reached = self.minimum if value is None else max(self.minimum, self.share(value) * self.maximum)
        first, last = int(reached * 100) + 1, math.ceil(self.maximum * 100)
        return (*(_text(Fraction(number, 100)) for number in range(first, last)), *self.better(value))

    def earning(self, share: float) -> str:
        number = self.minimum + (self.maximum - self.minimum) * Fraction(round(share * 1000), 1000)
        return f"{float(number):.2f}"

    def faults(self) -> Iterator[str]:
        if self.minimum >= self.maximum:
            yield "rubric-range-wrong"
        yield from option_faults(self.words)


def _numbers(raw: RawValue) -> tuple[Decimal, ...]:
    """Every number that a cell can mean."""
    if isinstance(raw, str):
        return readings(raw)
    if raw is None or isinstance(raw, (bool, date)):
        return ()
    return (from_cell(float(raw)) if isinstance(raw, (int, float)) else tidy(raw),)


def _text(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else str(float(number))
