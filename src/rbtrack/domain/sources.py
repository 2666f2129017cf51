"""Where the figures of a rubric come from: a statement about them, of which no score depends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Source = Literal["regulation", "ministry", "paraphrase", "unknown"]
"""The text of the regulation; the ministry's own tables, worksheet or formula; what somebody else says of them; or not
known."""

SOURCES: tuple[Source, ...] = get_args(Source)

FigureKind = Literal["weights", "answers", "targets", "rules", "levels", "combined"]
"""`answers`: what each answer earns, and the ends of numbers. `rules`: how figures make a figure: means and sums, what
multiplies or makes zero, blanks and what does not apply. `levels`: the lines of levels. `combined`: what units count for in the
figure of their agency."""

NODE_KINDS: tuple[FigureKind, ...] = ("weights", "answers", "targets", "rules")
FIGURE_KINDS: tuple[FigureKind, ...] = get_args(FigureKind)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the figures of a rubric, or those of one node, come from, by their kind."""

    weights: Source = "unknown"
    answers: Source = "unknown"
    targets: Source = "unknown"
    rules: Source = "unknown"
    levels: Source = "unknown"
    combined: Source = "unknown"

    def of(self, kind: FigureKind) -> Source:
        found: Source = getattr(self, kind)
        return found
