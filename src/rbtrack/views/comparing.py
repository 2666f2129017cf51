"""Offices and years beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from rbtrack.domain.analysis import Across
from rbtrack.views.scores import OfficeScore


@dataclass(frozen=True, slots=True)
class ComparedYears:
    """Scores beside each other; `across` is there where they stand on different rubrics."""

    scores: tuple[OfficeScore, ...]
    across: Across | None
