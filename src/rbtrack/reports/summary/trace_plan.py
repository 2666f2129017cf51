"""Where everything of a trace stands: a row for each step of each node, a column for each evaluation.

A formula is written for the column `COLUMN`, which each evaluation replaces by its own letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rbtrack.domain.kinds import Option
from rbtrack.domain.rubric import Band, GradeScale, Node, Rubric
from rbtrack.formulas.grades import BandTerms
from rbtrack.formulas.score_cells import ScoreFigure
from rbtrack.formulas.terms import column_ranges

COLUMN = "§"
"""Stands in a formula where the letters of a column come."""

WEIGHT, TARGET = "$D", "$E"
"""The columns of the weight, and of the least share that meets a target."""

Section = Literal["answer", "own", "share", "applicable", "points", "area", "index"]
SECTIONS: tuple[Section, ...] = ("answer", "own", "share", "applicable", "points", "area", "index")
Step = Literal["index", "shown", "missed", "grade", "stored", "difference"]

FIRST_ROW = 7
"""The first row below the frozen headings, counted from 1 as formulas do."""


@dataclass(frozen=True, slots=True)
class OptionCells:
    """Where the options of an answer scale stand on the sheet of scales: absolute ranges."""

    letters: str
    shares: str


@dataclass(frozen=True, slots=True)
class ScaleCells:
    """The sheet of scales, as formulas refer to it."""

    options: Mapping[tuple[Option, ...], OptionCells]
    bands: Mapping[GradeScale, Mapping[Band, BandTerms]]


@dataclass(frozen=True)
class TracePlan:
    """The rows (from 1) of a rubric's trace, by section and code.

    `own`: the share of an answer alone, where another item multiplies it or makes it zero; `share`: what is left
    after that, for every item. `applicable`: the weight that applies, below nodes that rescale.
    It tells the rules of scoring where their figures are (see `rbtrack.formulas`).
    """

    rubric: Rubric
    scales: ScaleCells
    rows: dict[tuple[Section, str], int] = field(init=False)
    headings: dict[Section, int] = field(init=False)
    is_typed_into: bool = field(init=False, default=False)
    not_applicable_words: tuple[str, ...] = field(init=False, default=())

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

    def keeps(self, figure: Literal["share", "points"], node: Node) -> bool:
        return (figure, node.code) in self.rows

    def cell(self, figure: ScoreFigure, node: Node) -> str:
        """The cell of a step of a node, in the column of the evaluation."""
        return f"{COLUMN}{self._row(figure, node)}"

    def cells(self, figure: ScoreFigure, nodes: Sequence[Node]) -> str:
        return column_ranges(COLUMN, (self._row(figure, node) for node in nodes))

    def weight(self, node: Node, beside: ScoreFigure) -> str:
        return f"{WEIGHT}{self._row(beside, node)}"

    def option_share(self, options: Sequence[Option], answer: str) -> str:
        """Looked up under the scales; an answer that is not there gives an error."""
        cells = self.scales.options[tuple(options)]
        for sign in "~*?":
            # MATCH takes these for wildcards; a letter that holds one is escaped.
            if any(sign in option.letter for option in options):
                answer = f'SUBSTITUTE({answer},"{sign}","~{sign}")'
        return f"INDEX({cells.shares},MATCH({answer},{cells.letters},0))"

    def step(self, name: Step) -> str:
        """The cell of a step from the sum of the branches to the grade."""
        return f"{COLUMN}{self.rows['index', name]}"

    def _row(self, figure: ScoreFigure, node: Node) -> int:
        # An answer without gates has its own share where all have what is left of it.
        section: Section = figure if figure != "own_share" else "own" if node.is_gated else "share"
        return self.rows[section, node.code]

    def _codes(self, section: Section) -> Iterator[str]:
        items = [item for item in self.rubric.items.values() if not item.corrects]
        match section:
            case "answer":
                yield from self.rubric.items
            case "own":
                yield from (item.code for item in items if item.is_gated)
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


@dataclass(frozen=True, slots=True)
class TracedColumn:
    """Where an evaluation stands in a trace."""

    sheet: str
    letter: str
    plan: TracePlan

    def cell(self, section: Section, code: str) -> str:
        """The cell of a step, as another sheet refers to it."""
        name = self.sheet.replace("'", "''")
        return f"'{name}'!{self.letter}{self.plan.rows[section, code]}"


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
