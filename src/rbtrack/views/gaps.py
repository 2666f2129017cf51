"""Self-assessment against evaluation."""

from __future__ import annotations

from dataclasses import dataclass

from rbtrack.domain.evaluation import EvaluationKey, Office
from rbtrack.domain.gaps import Gap
from rbtrack.views.scores import Evaluated


@dataclass(frozen=True, slots=True)
class OfficeGap:
    """Both sides of an office and year, and how far they are apart. `others` are tiers that were there too."""

    office: Office
    own: Evaluated
    evaluated: Evaluated
    gap: Gap
    others: tuple[str, ...] = ()

    @property
    def key(self) -> EvaluationKey:
        """The evaluation that the self-assessment is held against."""
        return self.evaluated.key
