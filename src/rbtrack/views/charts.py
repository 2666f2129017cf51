"""What charts draw, where no table shows the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rbtrack.domain.evaluation import Office
from rbtrack.domain.instrument import Instrument
from rbtrack.domain.levels import LevelMark
from rbtrack.domain.rubric import GradeScale
from rbtrack.domain.scoring import ScoredArea
from rbtrack.domain.trend import Figure
from rbtrack.views.origin import ReportOrigin
from rbtrack.views.ranking import Ranking
from rbtrack.views.trends import OfficeTrend


@dataclass(frozen=True, slots=True)
class TrendChart:
    """Offices over the years.

    `scales` are the grade scales by id; `years` those asked for (empty: every one from the first known to the
    last); `named` the codes of the offices that stand out. `below` is the office that all of them stand below,
    where they were asked for by it; `tier` the only one whose figures are shown. `marks` are the lines of levels;
    `origin` is the state of the database (None inside a page that says it already).
    """

    instrument: Instrument
    offices: tuple[OfficeTrend, ...]
    scales: Mapping[str, GradeScale]
    years: tuple[int, ...] = ()
    named: tuple[str, ...] = ()
    below: Office | None = None
    tier: str | None = None
    marks: tuple[LevelMark, ...] = ()
    origin: ReportOrigin | None = None

    @property
    def axis(self) -> tuple[int, ...]:
        """The years asked for, else every one from the first known to the last."""
        if self.years:
            return tuple(sorted(self.years))
        known = [each.figure.year for trend in self.offices for series in trend.series for each in series.years]
        return tuple(range(min(known), max(known) + 1))


@dataclass(frozen=True, slots=True)
class OfficeAreas:
    """One office: its index and grade (None where nothing is known), and its areas (empty where there are none)."""

    office: Office
    headline: Figure | None
    areas: tuple[ScoredArea, ...]


@dataclass(frozen=True, slots=True)
class HeatmapChart:
    """Offices by areas of one year; `below` and `scales` as in `TrendChart`."""

    year: int
    offices: tuple[OfficeAreas, ...]
    below: Office | None = None
    scales: Mapping[str, GradeScale] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RankChart:
    """The places of offices in a year and in an earlier one; `below`, `tier` and `marks` (over the index, or of an area in
    percent) as in `TrendChart`."""

    ranking: Ranking
    below: Office | None = None
    tier: str | None = None
    marks: tuple[LevelMark, ...] = ()
