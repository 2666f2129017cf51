"""An agency and its units together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rbtrack.domain.combined import CombinedScore
from rbtrack.domain.evaluation import Office
from rbtrack.views.scores import OfficeScore

LeftOutBecause = Literal["missing", "judges", "version"]
"""Nothing is stored or answered; several judged, and none of them is the agency's judge; it stands on another version of
the rubric."""


@dataclass(frozen=True, slots=True)
class UnitLeftOut:
    """An office below whose figure is not in the mean, and why."""

    office: Office
    because: LeftOutBecause


@dataclass(frozen=True, slots=True)
class OfficeCombined:
    """The figure of an agency from its own evaluation and those of the offices directly below it, on the same rubric, of the
    same year and tier. `is_told`: whether somebody said what the agency's own counts for, and not the rubric."""

    own: OfficeScore
    units: tuple[OfficeScore, ...]
    left_out: tuple[UnitLeftOut, ...]
    combined: CombinedScore
    is_told: bool = False
