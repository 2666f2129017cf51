"""The auditors' workbook: fetch offices and years, one year at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from rbtrack.domain.analysis import measure
from rbtrack.domain.evaluation import Office
from rbtrack.domain.instrument import Instrument
from rbtrack.domain.parts import parts
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.tiers import RESULT_TIERS, TIERS
from rbtrack.domain.trend import computed
from rbtrack.errors import RbtrackError
from rbtrack.store import Reader
from rbtrack.usecases.levels import ScoredOffice, levels_of_all
from rbtrack.usecases.origin import left_out, report_origin
from rbtrack.usecases.panel import OfficeChoice, Panel, load_panel, published_figure
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.scores import Evaluated, PublishedFigure
from rbtrack.views.summary import FiguresBeside, Judged, OfficeFigure, OfficeYear, StatedIndex, Summary, YearAnswered

YEARS_BEFORE = 4
"""How many years before the one of the report stand beside it, unless years are named."""


def report_summary(
    workspace: Workspace,
    year: int,
    offices: OfficeChoice,
    years: Collection[int] = (),
    instrument: str | None = None,
) -> Summary:
    """What the auditors' workbook of `year` shows of offices; `years` stand beside it in the sheets that compare
    years. All of it is of `instrument`, but for the figures of the others.

    Raises RbtrackError for an unknown office or instrument, and where nothing is known of any of the offices in `year`.
    """
    with workspace.store.reading() as reader:
        main = workspace.catalogue.instrument(instrument)
        return _fetch(workspace, reader, offices.choose(reader), main, year, years)


def _fetch(
    workspace: Workspace,
    reader: Reader,
    offices: Sequence[Office],
    instrument: Instrument,
    year: int,
    years: Collection[int],
) -> Summary:
    known: dict[tuple[str, int], OfficeYear] = {}
    judged: list[Judged] = []
    others = [other for other in workspace.catalogue.instruments() if other != instrument]
    figures: dict[str, list[OfficeFigure]] = {other.code: [] for other in others}
    used: dict[str, Rubric] = {}
    wanted = sorted({year, *(years or range(year - YEARS_BEFORE, year))})
    # One year at a time: of the others only what is condensed is kept, however many offices there are.
    for each in wanted:
        main, *beside = (load_panel(reader, offices, one, {each}) for one in (instrument, *others))
        known |= dict(_condensed(main, each))
        for panel in beside:
            figures[panel.instrument.code] += _computed(panel)
        if each == year:
            judged = _stated(reader, [found for panel in (main, *beside) for found in _judged(panel)])
            judged = _with_levels(workspace, reader, judged)
        evaluated = [
            found for panel in (main, *beside) for of_office in panel.evaluated.values() for found in of_office
        ]
        used |= {measure(found.scored.rubric): found.scored.rubric for found in evaluated}
    if not any(office_year.headline for (_code, at), office_year in known.items() if at == year):
        raise RbtrackError("summary-nothing-known", year=year)
    with_figures = [each for each in wanted if each == year or any(at == each for _code, at in known)]
    return Summary(
        instrument=instrument,
        year=year,
        years=tuple(wanted if years else with_figures),
        offices=tuple(offices),
        known=known,
        judged=tuple(judged),
        published=tuple(_published(workspace, reader, offices, wanted)),
        beside=tuple(
            FiguresBeside(other, tuple(sorted(figures[other.code], key=lambda one: (one.office.code, one.figure.year))))
            for other in others
        ),
        origin=report_origin(workspace, reader, used.values()),
        problems=left_out(workspace, reader, offices, wanted),
    )


def _condensed(panel: Panel, year: int) -> Iterator[tuple[tuple[str, int], OfficeYear]]:
    """What the year-to-year sheets need of a year, so that its answers need not be kept."""
    for office in panel.offices:
        headline = panel.headline(office.code, year)
        if headline is not None:
            found = {tier: panel.headline(office.code, year, tier) for tier in RESULT_TIERS}
            tiers = {tier: figure for tier, figure in found.items() if figure is not None}
            best = panel.best(office.code, year)
            yield (office.code, year), OfficeYear(headline, tiers, _answered(best) if best else None)


def _answered(found: Evaluated) -> YearAnswered:
    scored = found.scored
    return YearAnswered(computed(found.key, scored), measure(scored.rubric), parts(scored), scored.coverage)


def _judged(panel: Panel) -> Iterator[Judged]:
    for office in panel.offices:
        found = panel.evaluated.get(office.code, ())
        for each in sorted(found, key=lambda one: (-TIERS.index(one.key.tier), one.key.judge, one.key.rubric)):
            yield Judged(each.key, each.scored, office)


def _stated(reader: Reader, judged: Sequence[Judged]) -> list[Judged]:
    """The same, each with what its worksheet stated when it was last brought in."""
    noted = reader.last_imports(each.key for each in judged)
    return [replace(each, stated=_figures(noted.get(each.key, {}))) for each in judged]


def _with_levels(workspace: Workspace, reader: Reader, judged: Sequence[Judged]) -> list[Judged]:
    """The same, each with the levels of its rubric."""
    wanted = [ScoredOffice(each.office, each.key.year, each.scored) for each in judged]
    found = levels_of_all(workspace, reader, wanted)
    return [replace(each, levels=levels) for each, levels in zip(judged, found, strict=True)]


def _figures(noted: Mapping[str, object]) -> StatedIndex | None:
    stated, computed_then = noted.get("sheet_total"), noted.get("computed_total")
    if stated is None or computed_then is None:
        return None
    return StatedIndex(str(noted.get("file", "")), Fraction(str(stated)), Fraction(str(computed_then)))


def _computed(panel: Panel) -> Iterator[OfficeFigure]:
    for office in panel.offices:
        for each in panel.evaluated.get(office.code, ()):
            yield OfficeFigure(office, computed(each.key, each.scored))


def _published(
    workspace: Workspace, reader: Reader, offices: Sequence[Office], years: Collection[int]
) -> Iterator[PublishedFigure]:
    scales = tuple(workspace.catalogue.shared().grade_scales.values())
    named = {office.code: office for office in offices}
    for result in reader.results():
        if result.office in named and result.year in years:
            yield published_figure(named[result.office], result, scales)
