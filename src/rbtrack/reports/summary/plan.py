"""Where everything of a trace stands: a row for each step of each node, a column for each evaluation.

A formula is written for the column `COLUMN`, which each evaluation replaces by its own letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from rbtrack.domain.rubric import Node, Rubric

COLUMN = "§"
"""Stands in a formula where the letters of a column come."""

WEIGHT, TARGET = "$D", "$E"
"""The columns of the weight, and of the least share that meets a target."""

Section = Literal["answer", "own", "share", "applicable", "points", "area", "index"]
SECTIONS: tuple[Section, ...] = ("answer", "own", "share", "applicable", "points", "area", "index")
Step = Literal["index", "shown", "missed", "grade", "stored", "difference"]

FIRST_ROW = 7
"""The first row below the frozen headings, counted from 1 as formulas do."""


@dataclass(frozen=True)
class Plan:
    """The rows (from 1) of a rubric's trace, by section and code.

    `own`: the share of an answer alone, where another item multiplies it; `share`: what is left
    after that, for every item. `applicable`: the weight that applies, below nodes that rescale.
    `parents` are the nodes above others, by code.
    """

    rubric: Rubric
    rows: dict[tuple[Section, str], int] = field(init=False)
    headings: dict[Section, int] = field(init=False)
    parents: dict[str, Node] = field(init=False)

    def __post_init__(self) -> None:
        rows: dict[tuple[Section, str], int] = {}
        headings: dict[Section, int] = {}
        row = FIRST_ROW
        for section in SECTIONS:
            codes = list(self._codes(section))
            if codes:
                headings[section] = row
                rows |= {(section, code): row + number for number, code in enumerate(codes, start=1)}
                row += len(codes) + 2
        object.__setattr__(self, "rows", rows)
        object.__setattr__(self, "headings", headings)
        parents = {child.code: node for node in self.rubric.walk() for child in node.children}
        object.__setattr__(self, "parents", parents)

    def cell(self, section: Section, code: str) -> str:
        """The cell of a step of a node, in the column of the evaluation."""
        return f"{COLUMN}{self.rows[section, code]}"

    def cells(self, section: Section, codes: Iterable[str]) -> str:
        """Several of them as the arguments of a function: those that follow each other as a range."""
        return ",".join(_runs(sorted(self.rows[section, code] for code in codes)))

    def weight(self, section: Section, code: str) -> str:
        """The cell of a node's weight, in the same row as a step of it."""
        return f"{WEIGHT}{self.rows[section, code]}"

    def _codes(self, section: Section) -> Iterator[str]:
        items = [item for item in self.rubric.items.values() if not item.corrects]
        match section:
            case "answer":
                yield from self.rubric.items
            case "own":
                yield from (item.code for item in items if item.multiplied_by)
            case "share":
                yield from (item.code for item in items)
            case "applicable":
                yield from (node.code for root in self.rubric.roots for node in _weighed(root, rescaled=False))
            case "points":
                yield from self.rubric.nodes
            case "area":
                yield from (area.id for area in self.rubric.areas)
            case "index":
                yield from _steps(self.rubric)


def _weighed(node: Node, *, rescaled: bool) -> Iterator[Node]:
    """The nodes with a weight that stand below one that rescales."""
    if rescaled and node.weight is not None:
        yield node
    for child in node.children:
        yield from _weighed(child, rescaled=rescaled or node.rescales)


def _steps(rubric: Rubric) -> Iterator[Step]:
    yield from ("index", "shown")
    if any(item.target is not None for item in rubric.items.values()):
        yield "missed"
    if rubric.grade_scale is not None:
        yield "grade"
    yield from ("stored", "difference")


def _runs(rows: list[int]) -> Iterator[str]:
    ends = [row for row, following in pairwise(rows) if following != row + 1] + rows[-1:]
    starts = rows[:1] + [following for row, following in pairwise(rows) if following != row + 1]
    for start, end in zip(starts, ends, strict=True):
        yield f"{COLUMN}{start}" if start == end else f"{COLUMN}{start}:{COLUMN}{end}"
