"""What the page for leadership shows of an office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.evaluation import Office
from rbtrack.domain.instrument import Instrument
from rbtrack.domain.levels import JudgedLevel
from rbtrack.domain.parts import PartsOverYears
from rbtrack.domain.priorities import Priorities
from rbtrack.domain.ranking import Rank
from rbtrack.domain.rubric import GradeScale
from rbtrack.domain.trend import Figure, SeriesYear
from rbtrack.errors import Problem
from rbtrack.views.origin import ReportOrigin
from rbtrack.views.scores import Evaluated, PublishedFigure
from rbtrack.views.trends import OfficeTrend


@dataclass(frozen=True, slots=True)
class PartsByYear:
    """Years whose parts continue in each other, and the evaluation of each of them."""

    table: PartsOverYears
    evaluated: tuple[Evaluated, ...]


@dataclass(frozen=True, slots=True)
class PeerPlace:
    """The place of an office among its peers, those with the same parent: how many of them have a figure, and
    how many of these are measured differently from the office."""

    place: Rank
    ranked: int
    offices: int
    measured_differently: int


@dataclass(frozen=True, slots=True)
class OfficeBelow:
    """An office directly below: its figure of the year and of the year before (None: nothing known), its
    place among the offices below, and its evaluation (None: no answers)."""

    office: Office
    figure: Figure | None
    before: Figure | None
    place: Rank
    evaluated: Evaluated | None


@dataclass(frozen=True, slots=True)
class TrendBeside:
    """The years of the office by another instrument than that of the page."""

    instrument: Instrument
    trend: OfficeTrend


@dataclass(frozen=True, slots=True)
class Leadership:
    """Everything about one office. `trend`, `parts` and all that rests on them are of `instrument`, `beside`
    are all other ones.

    `years` are those shown, also where nothing is known of one; `year` is the newest of which something is
    known, of the office or below it, `before` the one before it. `evaluated` is the evaluation of `year` (None:
    there are no answers), `priorities` are what could be improved in it, and `levels` those of its rubric. `published` are the figures of
    every instrument that others published; `scales` the grade scales by id. `problems` are warnings of what
    is stored and left out.
    """

    instrument: Instrument
    office: Office
    parent: Office | None
    years: tuple[int, ...]
    year: int
    before: int | None
    trend: OfficeTrend
    among: PeerPlace | None
    parts: tuple[PartsByYear, ...]
    evaluated: Evaluated | None
    priorities: Priorities | None
    levels: tuple[JudgedLevel, ...]
    beside: tuple[TrendBeside, ...]
    published: tuple[PublishedFigure, ...]
    below: tuple[OfficeBelow, ...]
    scales: Mapping[str, GradeScale]
    origin: ReportOrigin
    problems: tuple[Problem, ...] = ()

    @property
    def latest(self) -> SeriesYear | None:
        """The year of the headline."""
        return self.trend.headline.last if self.trend.headline else None

    @property
    def previous(self) -> Figure | None:
        """The figure before it, of the same tier and judge."""
        return self.latest.before if self.latest else None

    @property
    def change(self) -> Fraction | None:
        """Points of the latest year minus those of the one before; None where they cannot be compared."""
        return self.latest.change if self.latest else None
