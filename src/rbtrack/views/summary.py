"""What the auditors' workbook shows: fetched once, scored once, shared by every sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.analysis import measure
from rbtrack.domain.evaluation import Office
from rbtrack.domain.instrument import Instrument
from rbtrack.domain.levels import JudgedLevel
from rbtrack.domain.parts import PartScore
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import Coverage
from rbtrack.domain.trend import Figure
from rbtrack.errors import Problem
from rbtrack.views.origin import ReportOrigin
from rbtrack.views.scores import Evaluated, PublishedFigure


@dataclass(frozen=True, slots=True)
class StatedIndex:
    """The index that a worksheet stated when it was brought in, and the one that its answers gave."""

    file: str
    stated: Fraction
    computed: Fraction


@dataclass(frozen=True, slots=True)
class Judged(Evaluated):
    """One evaluation of the year of the report, with all that its answers come to; `stated` where it came from a
    worksheet that states an index; `levels` those of its rubric."""

    office: Office
    stated: StatedIndex | None = None
    levels: tuple[JudgedLevel, ...] = ()


@dataclass(frozen=True, slots=True)
class YearAnswered:
    """What remains of an evaluation of any year: its index, its parts and how much of it is answered."""

    figure: Figure
    rubric: str
    parts: tuple[PartScore, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class OfficeYear:
    """An office in one year: the figure that leads, the one of each tier, and the best evaluation with answers.

    `headline` and `best` may differ: a letter from the ministry leads, its parts are not known.
    """

    headline: Figure | None = None
    tiers: Mapping[str, Figure] | None = None
    best: YearAnswered | None = None


NOTHING = OfficeYear()
"""An office in a year of which nothing is known."""


@dataclass(frozen=True, slots=True)
class OfficeFigure:
    """An office and one of its figures."""

    office: Office
    figure: Figure


@dataclass(frozen=True, slots=True)
class FiguresBeside:
    """Another instrument than that of the report, with every figure that is computed from answers."""

    instrument: Instrument
    computed: tuple[OfficeFigure, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Offices in one year, and beside it in the years around it.

    `judged` are all evaluations of `year`, those of `instrument` first, office by office, self-assessment before
    evaluator before final. `known` is by office and year. `published` are the figures of every instrument that
    others published, `beside` are all other instruments, `problems` are warnings of what is stored and left out.
    """

    instrument: Instrument
    year: int
    years: tuple[int, ...]
    offices: tuple[Office, ...]
    known: Mapping[tuple[str, int], OfficeYear]
    judged: tuple[Judged, ...]
    published: tuple[PublishedFigure, ...]
    beside: tuple[FiguresBeside, ...]
    origin: ReportOrigin
    problems: tuple[Problem, ...] = ()

    def of(self, office: Office, year: int | None = None) -> OfficeYear:
        """What is known of an office in a year, that of the report unless named."""
        return self.known.get((office.code, self.year if year is None else year), NOTHING)

    @property
    def rubrics(self) -> tuple[Rubric, ...]:
        """The rubrics of the year's evaluations, the one of most evaluations first."""
        times: dict[str, int] = {}
        rubrics: dict[str, Rubric] = {}
        for each in self.judged:
            name = measure(each.scored.rubric)
            rubrics[name] = each.scored.rubric
            times[name] = times.get(name, 0) + 1
        return tuple(rubrics[name] for name in sorted(times, key=lambda name: (-times[name], name)))
