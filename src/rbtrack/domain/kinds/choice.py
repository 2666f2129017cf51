"""Items that are answered by one of a few options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from rbtrack.domain.evaluation import RawValue, as_text, plain_words
from rbtrack.domain.kinds.kind import AnswerKind
from rbtrack.domain.kinds.options import Option, by_name, option_faults
from rbtrack.errors import Problem


@dataclass(frozen=True)
class ChoiceScale(AnswerKind):
    """An item answered by one of a few options: Ya/Tidak, A/B/C, an audit opinion."""

    id: str
    options: tuple[Option, ...]

    @property
    def offered(self) -> tuple[Option, ...]:
        return self.options

    @cached_property
    def by_name(self) -> Mapping[str, Option]:
        """The options by each of their names, in plain words."""
        return by_name(self.options)

    @cached_property
    def _shares(self) -> Mapping[str, Fraction]:
        return {option.letter: option.share for option in self.options}

    def named(self, raw: RawValue) -> Option | None:
        """The option that a cell names; None where it holds a number, a date or another text."""
        return self.by_name.get(plain_words(raw)) if isinstance(raw, str) else None

    def read(self, raw: RawValue) -> str | Problem:
        if (option := self.named(raw)) is not None:
            return option.letter
        letters = tuple(option.letter for option in self.options)
        return Problem("answer-not-offered", value=as_text(raw), parameters={"options": letters})

    def share(self, value: str) -> Fraction:
        return self._shares[value]

    def better(self, value: str | None) -> tuple[str, ...]:
        now = 0 if value is None else self.share(value)
        ordered = sorted(self.options, key=lambda option: option.share)
        found = tuple(option.letter for option in ordered if option.share > now)
        return found[-1:] if value is None else found

    def finer(self, value: str | None) -> tuple[str, ...]:
        ordered = sorted(self.options, key=lambda option: option.share)
        return tuple(option.letter for option in ordered if option.share) if value is None else self.better(value)

    def earning(self, share: float) -> str:
        return min(self.options, key=lambda option: abs(float(option.share) - share)).letter

    def faults(self) -> Iterator[str]:
        if not self.options:
            yield "rubric-share-wrong"
        yield from option_faults(self.options)
