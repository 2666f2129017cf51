"""The rows of a worksheet of ours below an item that is answered by counts: one for each count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rbtrack.domain.rubric import Node, Rubric
from rbtrack.lke.row_prints import RowPrint, print_of

COUNT_CHOICES = "0, 1, 2, …"
"""What stands in the column of choices beside a count."""

_CODE = "rbtrack:count"


@dataclass(frozen=True, slots=True)
class CountRow:
    """One count of an item. `code` stands in the column of codes, `place` is 0 for the first count."""

    item: Node
    place: int
    name: str

    @property
    def code(self) -> str:
        return f"{_CODE}:{self.place + 1}:{self.item.code}"

    @property
    def label(self) -> str:
        return f"- {self.name}"

    @property
    def print(self) -> RowPrint:
        """The print of the row as it is issued."""
        return print_of("", self.label, None, "", COUNT_CHOICES)


def counts_of(item: Node) -> tuple[CountRow, ...]:
    """The rows of an item's counts, in their order; none where it is answered otherwise."""
    names = item.answer.count_names if item.answer is not None else ()
    return tuple(CountRow(item, place, name) for place, name in enumerate(names))


def count_rows(rubric: Rubric) -> Iterator[CountRow]:
    """Those of all its items."""
    for item in rubric.items.values():
        yield from counts_of(item)


def asks_counts(rubric: Rubric) -> bool:
    """Whether an item of it is answered by counts."""
    return next(count_rows(rubric), None) is not None


def by_code(rubric: Rubric) -> Mapping[str, CountRow]:
    """The same by what stands in the column of codes."""
    return {each.code: each for each in count_rows(rubric)}


def joined(counts: Sequence[str]) -> str:
    """Counts as one answer, `3/4`. Where only one of the cells is filled it speaks for both: it may say that the item
    does not apply."""
    return "/".join(count for count in counts if count)


def joined_formula(cells: Sequence[str]) -> str:
    """The same as a formula over the cells of two counts."""
    first, second = cells
    return f'=IF({first}="",{second}&"",IF({second}="",{first}&"",{first}&"/"&{second}))'
