"""What an office could improve first."""

from __future__ import annotations

from dataclasses import dataclass

from rbtrack.domain.level_ways import LevelWay
from rbtrack.domain.priorities import Priorities
from rbtrack.views.scores import OfficeScore


@dataclass(frozen=True, slots=True)
class OfficePriorities:
    """An evaluation, and what improving its answers would bring; the way to a level where one was asked for."""

    score: OfficeScore
    priorities: Priorities
    way: LevelWay | None = None
