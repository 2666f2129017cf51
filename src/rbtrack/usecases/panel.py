"""Many offices over many years at once, in a handful of statements whatever their number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from rbtrack import catalog
from rbtrack.domain.analysis import measure
from rbtrack.domain.evaluation import Office, Result
from rbtrack.domain.instrument import Instrument
from rbtrack.domain.levels import LevelMark, area_marks, total_marks
from rbtrack.domain.parts import CrosswalkOf, all_areas
from rbtrack.domain.reported import doubts
from rbtrack.domain.rubric import GradeScale
from rbtrack.domain.scoring import score
from rbtrack.domain.tiers import TIERS
from rbtrack.domain.trend import Figure, SeriesYear, all_series, computed, headline_of, reported
from rbtrack.errors import Problem, RbtrackError
from rbtrack.store import Reader
from rbtrack.usecases.scores import Selection
from rbtrack.views.scores import Evaluated, PublishedFigure
from rbtrack.views.trends import AreaLink, OfficeTrend

T = TypeVar("T")


@dataclass(frozen=True)
class Panel:
    """Offices in the order asked for, with all that is known of an instrument: evaluations and results by
    office, each in the order of years."""

    instrument: Instrument
    offices: tuple[Office, ...]
    evaluated: Mapping[str, tuple[Evaluated, ...]]
    results: Mapping[str, tuple[Result, ...]]

    @property
    def years(self) -> tuple[int, ...]:
        """Every year of which anything is known."""
        keys = {each.key.year for found in self.evaluated.values() for each in found}
        return tuple(sorted(keys | {result.year for found in self.results.values() for result in found}))

    @cached_property
    def scales(self) -> Mapping[str, GradeScale]:
        """By id the scales of the instrument, and those that its rubrics spell out."""
        used = (each.scored.rubric.grade_scale for found in self.evaluated.values() for each in found)
        return {scale.id: scale for scale in (*self.instrument.scales, *used) if scale is not None}

    def marks(self, area: str | None = None) -> tuple[LevelMark, ...]:
        """The lines of levels over the index, or over an area in percent, of every rubric that was used."""
        evaluated = [each.scored.rubric for found in self.evaluated.values() for each in found]
        rubrics = {measure(rubric): rubric for rubric in evaluated}.values()
        found = (total_marks(rubric) if area is None else area_marks(rubric, area) for rubric in rubrics)
        return tuple(dict.fromkeys(mark for marks in found for mark in marks))

    @cached_property
    def figures(self) -> Mapping[str, tuple[Figure, ...]]:
        """Every figure of each office, computed and reported ones."""
        scales = self.instrument.scales
        found: dict[str, list[Figure]] = {office.code: [] for office in self.offices}
        for office, evaluated in self.evaluated.items():
            found[office] += [computed(each.key, each.scored) for each in evaluated]
        for office, results in self.results.items():
            found[office] += [reported(result, scales) for result in results]
        return _frozen(found)

    def narrowed(self, selection: Selection) -> Panel:
        """Only what fits `selection`."""
        evaluated = {
            office: tuple(each for each in found if selection.fits(each.key))
            for office, found in self.evaluated.items()
        }
        results = {
            office: tuple(each for each in found if selection.fits_result(each))
            for office, found in self.results.items()
        }
        return replace(self, evaluated=evaluated, results=results)

    def trends(self, crosswalk: CrosswalkOf) -> tuple[OfficeTrend, ...]:
        """Every office over the years, its years on different rubrics linked where their areas continue."""
        return tuple(self.office_trend(office, crosswalk) for office in self.offices)

    def office_trend(self, office: Office, crosswalk: CrosswalkOf) -> OfficeTrend:
        """One of the offices over the years."""
        found = all_series(self.figures.get(office.code, ()))
        links = (self._link(office, each, crosswalk) for series in found for each in series.years)
        return OfficeTrend(office, found, tuple(link for link in links if link is not None))

    def _link(self, office: Office, year: SeriesYear, crosswalk: CrosswalkOf) -> AreaLink | None:
        """What links a year to the one before it, where both were computed and only their rubrics differ."""
        if year.before is None or "rubric" not in year.breaks:
            return None
        older, newer = self.evaluated_as(office.code, year.before), self.evaluated_as(office.code, year.figure)
        if older is None or newer is None:
            return None
        shares = all_areas(older.scored, newer.scored, crosswalk)
        figure = year.figure
        return AreaLink(figure.tier, figure.judge, year.before.year, figure.year, *shares) if shares else None

    def evaluated_as(self, office: str, figure: Figure) -> Evaluated | None:
        """The evaluation that a computed figure comes from; None for a reported one."""
        own = (figure.year, figure.rubric, figure.tier, figure.judge)
        return next(
            (
                each
                for each in self.evaluated.get(office, ())
                if (each.key.year, each.key.rubric, each.key.tier, each.key.judge) == own
            ),
            None,
        )

    def headline(self, office: str, year: int, tier: str | None = None) -> Figure | None:
        """The figure of a year that leads: external, final, evaluator, self; computed before reported."""
        figures = self.figures.get(office, ())
        return headline_of(each for each in figures if each.year == year and tier in (None, each.tier))

    def best(self, office: str, year: int, selection: Selection | None = None) -> Evaluated | None:
        """The evaluation of a year with answers to look into: the most authoritative tier that fits, the
        unnamed judge before others; None where there is none."""
        wanted = selection or Selection()
        fitting = [each for each in self.evaluated.get(office, ()) if each.key.year == year and wanted.fits(each.key)]
        return min(fitting, key=lambda each: (TIERS.index(each.key.tier), each.key.judge), default=None)


def load_panel(
    reader: Reader,
    offices: Sequence[Office],
    instrument: Instrument,
    years: Collection[int] | None = None,
) -> Panel:
    """All that is known of these offices (of `years`, or of all), scored. An evaluation without a single answer has
    no figure, and is none."""
    codes = [office.code for office in offices]
    evaluated: dict[str, list[Evaluated]] = {}
    for stored in reader.evaluations(codes, instrument.code, years):
        if stored.evaluation.is_blank:
            continue
        key, answers = stored.evaluation.key, stored.evaluation.answers
        found = Evaluated(key, score(catalog.from_canonical(stored.rubric.content), answers))
        evaluated.setdefault(key.office, []).append(found)
    wanted = set(codes)
    results: dict[str, list[Result]] = {}
    for result in reader.results(instrument=instrument.code):
        if result.office in wanted and (years is None or result.year in years):
            results.setdefault(result.office, []).append(result)
    return Panel(instrument, tuple(offices), _frozen(evaluated), _frozen(results))


def published_figure(office: Office, result: Result, scales: Sequence[GradeScale]) -> PublishedFigure:
    """A published figure of an office, with what is doubtful in it."""
    return PublishedFigure(office, result, reported(result, scales), tuple(doubts(result, scales)))


def _frozen(lists: Mapping[str, Iterable[T]]) -> dict[str, tuple[T, ...]]:
    return {name: tuple(values) for name, values in lists.items()}


@dataclass(frozen=True, slots=True)
class OfficeChoice:
    """Which offices are asked for: those of `codes`, those directly below one, or all."""

    codes: tuple[str, ...] = ()
    below: str | None = None
    everyone: bool = False

    def choose(self, reader: Reader) -> tuple[Office, ...]:
        """The offices asked for, as `choose_offices` finds them."""
        return choose_offices(reader, self.codes, self.below, everyone=self.everyone)

    def parent(self, reader: Reader) -> Office | None:
        """The office whose offices below are asked for; None where others are asked for too."""
        only_below = self.below is not None and not self.codes and not self.everyone
        return reader.office(self.below) if self.below is not None and only_below else None


def choose_offices(
    reader: Reader, codes: Sequence[str] = (), below: str | None = None, *, everyone: bool = False
) -> tuple[Office, ...]:
    """The offices named, in the order named; those directly below one; or all. Each once.

    Raises RbtrackError for every code that is unknown, and where nothing is below.
    """
    known = {office.code: office for office in reader.offices()}
    asked = (*codes, *([below] if below else []))
    unknown = [code for code in asked if code not in known]
    if unknown:
        problems = (Problem("office-unknown", parameters={"office": code, "known": tuple(known)}) for code in unknown)
        raise RbtrackError(problems=tuple(problems))
    chosen = [known[code] for code in dict.fromkeys(codes)]
    if everyone or below is not None:
        fitting = (office for office in known.values() if everyone or office.parent == below)
        chosen += [office for office in fitting if office not in chosen]
    if not chosen:
        raise RbtrackError("offices-none", office=below or "-")
    return tuple(chosen)
