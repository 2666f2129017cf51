"""What the leadership page shows, as values: nothing here is a word yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from rbtrack.domain.evaluation import EvaluationKey, Office, Result
from rbtrack.domain.parts import PartsOverYears
from rbtrack.domain.priorities import Priorities
from rbtrack.domain.ranking import Rank
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import Scored
from rbtrack.domain.trend import Figure, TrendYear
from rbtrack.errors import Problem


@dataclass(frozen=True, slots=True)
class Examined:
    """An evaluation whose answers are there to be looked into."""

    key: EvaluationKey
    scored: Scored


@dataclass(frozen=True, slots=True)
class Parts:
    """Years whose parts continue in each other, and a chart of them (SVG; None where there is none)."""

    table: PartsOverYears
    examined: tuple[Examined, ...]
    chart: str | None


@dataclass(frozen=True, slots=True)
class Published:
    """A figure that somebody published, and what is doubtful in it."""

    result: Result
    doubts: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Among:
    """The office among its peers, those with the same parent: its place, how many of them have a figure, and
    how many of those are measured otherwise than the office."""

    place: Rank
    ranked: int
    offices: int
    otherwise: int


@dataclass(frozen=True, slots=True)
class Below:
    """An office directly below: its figure of the year and of the year before (None: nothing known), its
    place among the offices below, and its evaluation (None: no answers)."""

    office: Office
    figure: Figure | None
    before: Figure | None
    place: Rank
    examined: Examined | None


@dataclass(frozen=True, slots=True)
class UsedRubric:
    """A rubric on which figures of the page were computed, as the database keeps it."""

    rubric: Rubric
    sha256: str


@dataclass(frozen=True, slots=True)
class Origin:
    """When the page was made, from which state of the database (number and hash of the journal's newest
    entry), on which rubrics, and by which version of the program."""

    made: datetime
    entry: int
    hash: str
    rubrics: tuple[UsedRubric, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Leadership:
    """Everything about one office.

    `years` are those shown, also where nothing is known of one; `year` is the newest of which
    something is known, of the office or below it, `before` the one before it. `examined` is the evaluation of `year` (None: there
    are no answers), into which `priorities` look. `chart` is the trend as SVG.
    """

    office: Office
    parent: Office | None
    years: tuple[int, ...]
    year: int
    before: int | None
    trend: tuple[TrendYear, ...]
    among: Among | None
    parts: tuple[Parts, ...]
    examined: Examined | None
    priorities: Priorities | None
    sakip: tuple[TrendYear, ...]
    published: tuple[Published, ...]
    below: tuple[Below, ...]
    chart: str | None
    origin: Origin

    @property
    def latest(self) -> TrendYear | None:
        """The year of the headline."""
        return self.trend[-1] if self.trend else None

    @property
    def previous(self) -> Figure | None:
        """The figure of the year before it of which one is known."""
        return self.trend[-2].headline if len(self.trend) > 1 else None

    @property
    def change(self) -> Fraction | None:
        """Points of the latest year minus those of the one before; None where they cannot be compared."""
        if self.latest is None or self.previous is None or not self.latest.is_comparable:
            return None
        last, first = self.latest.headline.points, self.previous.points
        return None if last is None or first is None else last - first
