"""What the domain asks of every kind of answer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from fractions import Fraction

from rbtrack.domain.evaluation import RawValue
from rbtrack.domain.kinds.options import Option
from rbtrack.errors import Problem


class AnswerKind(ABC):
    """How an item is answered. A stored answer is text: the letter of an option, a number, two counts.

    A new kind is a class of its own in a file of its own, listed in `AnswerScale`. The type checker
    then names every place outside of the domain that has to know it.
    """

    @property
    def ends(self) -> tuple[Fraction, Fraction] | None:
        """The least number and the one that earns the full share; None where answers are no numbers."""
        return None

    @property
    def offered(self) -> tuple[Option, ...]:
        """The options that are chosen by a letter or a word; none where answers are numbers or counts alone."""
        return ()

    @property
    def count_names(self) -> tuple[str, ...]:
        """What is counted, where an answer is made of counts: a worksheet has a row for each."""
        return ()

    @property
    def is_number(self) -> bool:
        """Whether an answer is a number: only then can it be points by itself, or miss a target."""
        return self.ends is not None

    @abstractmethod
    def read(self, raw: RawValue) -> str | Problem:
        """The answer that a cell stands for, as it is stored, or what is wrong with it. `raw` is not blank."""

    def doubt(self, value: str) -> Problem | None:  # noqa: ARG002 (of most kinds there is none)
        """What is doubtful in a stored answer, although it is one; None where nothing is."""
        return None

    @abstractmethod
    def share(self, value: str) -> Fraction:
        """The share of an item's weight (0 to 1) that a stored answer earns."""

    @abstractmethod
    def better(self, value: str | None) -> tuple[str, ...]:
        """Answers that earn more than a stored one, the next better one first; to a blank, the best one alone."""

    @abstractmethod
    def finer(self, value: str | None) -> tuple[str, ...]:
        """Answers that earn more than a stored one, as finely as the item is answered, the least first."""

    @abstractmethod
    def earning(self, share: float) -> str:
        """An answer that earns about this share, for invented data."""

    @abstractmethod
    def faults(self) -> Iterator[str]:
        """The code of every rule that the scale breaks, whatever item it belongs to."""
