"""How the index of an evaluation came about."""

from __future__ import annotations

from dataclasses import dataclass

from rbtrack.domain.explaining import Line
from rbtrack.views.scores import OfficeScore


@dataclass(frozen=True, slots=True)
class OfficeExplained:
    """An evaluation, and every step from its answers to its grade; with `node`, those that it takes part in."""

    score: OfficeScore
    node: str | None
    lines: tuple[Line, ...]
