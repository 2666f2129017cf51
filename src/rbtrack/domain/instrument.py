"""What offices are judged on: RB, SAKIP, and whatever else has a file that says what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rbtrack.domain.rubric import GradeScale


@dataclass(frozen=True, slots=True)
class TitleWords:
    """How the titles of a worksheet tell its instrument: one of `wanted` stands in them, and none of `unwanted`."""

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    def fit(self, titles: str) -> bool:
        """Whether `titles`, in small letters, are those of the instrument."""
        return any(word in titles for word in self.wanted) and not any(word in titles for word in self.unwanted)


@dataclass(frozen=True, slots=True)
class Instrument:
    """What is judged, by its `code`. `names`, of its figure, are by language; `full_name` is the one of the regulation.

    `order` is its place among the others: the first of those that come with the program is meant where none is named.
    `scales` are those of its published figures, each with the years in which it was in force.
    """

    code: str
    names: Mapping[str, str] = field(hash=False)
    full_name: str
    order: int
    scales: tuple[GradeScale, ...] = ()
    titles: TitleWords = TitleWords()

    @property
    def scale_ids(self) -> tuple[str, ...]:
        """The ids of its scales."""
        return tuple(scale.id for scale in self.scales)

    @property
    def grades(self) -> tuple[str, ...]:
        """The grades of all its scales, each once."""
        return tuple(dict.fromkeys(grade for scale in self.scales for grade in scale.grades))


def in_order(instruments: Iterable[Instrument]) -> tuple[Instrument, ...]:
    """The instruments as they are listed everywhere."""
    return tuple(sorted(instruments, key=lambda each: (each.order, each.code)))
