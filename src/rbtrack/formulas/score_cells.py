"""What a sheet must tell of its cells, so that the rules of scoring can be written for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from rbtrack.domain.kinds import Option
from rbtrack.domain.rubric import Node, Rubric

ScoreFigure = Literal["answer", "own_share", "share", "applicable", "points"]
"""What a sheet keeps of a node.

`own_share`: what the answer of an item earns by itself; `share`: what is left of it after the item that multiplies it.
`applicable`: the part of the weight to which the office is held.
"""


class ScoreCells(Protocol):
    """Where the figures of a rubric stand on a sheet, as its formulas refer to them."""

    @property
    def rubric(self) -> Rubric: ...

    @property
    def is_typed_into(self) -> bool:
        """Whether people type answers into this sheet.

        Then an answer that is not offered counts as a blank, and an own share reads `N/A` however that was worded
        (`not_applicable_words`, beside `N/A` itself; formulas do not mind the case of letters).
        Otherwise the answers are those that rbtrack stored: `N/A` stands in the answer alone, and whatever does not
        fit gives an error, which shows in every figure that rests on it.
        """
        ...

    @property
    def not_applicable_words(self) -> Sequence[str]: ...

    def keeps(self, figure: Literal["share", "points"], node: Node) -> bool:
        """Whether there is a cell for it. A sheet keeps the share of an item, its points, or both."""
        ...

    def cell(self, figure: ScoreFigure, node: Node) -> str: ...

    def cells(self, figure: ScoreFigure, nodes: Sequence[Node]) -> str:
        """The cells of several nodes, as the arguments of a function; one range where they follow each other."""
        ...

    def weight(self, node: Node, beside: ScoreFigure) -> str:
        """The cell of its weight: where a sheet has several, the one beside the figure that is calculated."""
        ...

    def option_share(self, options: Sequence[Option], answer: str) -> str:
        """The share of the option that stands in the cell `answer`; where none does, nothing or an error."""
        ...
