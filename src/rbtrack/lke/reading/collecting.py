"""What is read of a worksheet: collected row by row, then given to whoever asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rbtrack.domain.evaluation import RawAnswer
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.domain.tiers import Tier
from rbtrack.errors import Place, Problem
from rbtrack.lke.reading.answer_table import StatedFigure


@dataclass(frozen=True, slots=True)
class WorksheetReading:
    """What the tables of one year and tier hold for a rubric.

    `figures` are the sheet's own values by node code (shares of unweighted items, points of all
    else), `total` its index. Nothing in them is used but to be compared. `has_evidence`: whether there
    is a column for evidence at all.
    """

    place: Place
    year: int | None
    tier: Tier | None
    raw: Mapping[str, RawAnswer]
    figures: Mapping[str, StatedFigure]
    total: StatedFigure | None
    problems: tuple[Problem, ...]
    has_evidence: bool = False


@dataclass
class Collected:
    """A worksheet while it is being read: answers, figures and rows by code, and every problem."""

    rubric: Rubric
    raw: dict[str, RawAnswer] = field(default_factory=dict)
    figures: dict[str, StatedFigure] = field(default_factory=dict)
    total: StatedFigure | None = None
    rows: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def complain(
        self, code: str, place: Place, /, *, warning: bool = False, value: object = None, **parameters: object
    ) -> None:
        """Take down a problem. A parameter `item` also says which item it is about."""
        item = str(parameters["item"]) if "item" in parameters else None
        seen = None if value is None else str(value)
        self.problems.append(Problem(code, "warning" if warning else "error", place, item, seen, parameters))

    def complain_of_explanation(self, place: Place, node: Node, other: Node) -> None:
        """The explanation at `place` stands in the row of `node`, and is that of `other`."""
        self.complain(
            "explanation-of-another", place, item=node.code, name=node.name, other=other.code, other_name=other.name
        )

    def reading(self, place: Place, year: int | None, tier: Tier | None, *, has_evidence: bool) -> WorksheetReading:
        """All that was collected, for the year and tier at `place`."""
        return WorksheetReading(
            place, year, tier, self.raw, self.figures, self.total, tuple(self.problems), has_evidence
        )
