"""How much an agency's own figure and those of its units count in a combined one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.confidence import Confidence


@dataclass(frozen=True, slots=True)
class CombinedShares:
    """Both in percent; they add up to 100. `confidence` and `note` stand where they are less sure than the rubric as a
    whole."""

    own: Fraction
    units: Fraction
    confidence: Confidence | None = None
    note: str = ""

    @property
    def own_share(self) -> Fraction:
        """What the agency's own counts for, from 0 to 1."""
        return self.own / 100
