"""The page for leadership of one office: gather and compute all that it shows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rbtrack.domain.evaluation import Office
from rbtrack.domain.parts import over_years
from rbtrack.domain.priorities import priorities
from rbtrack.domain.ranking import Rank, rank
from rbtrack.domain.trend import Figure, breaks
from rbtrack.errors import RbtrackError
from rbtrack.usecases.levels import levels_of
from rbtrack.usecases.origin import left_out, report_origin
from rbtrack.usecases.panel import Panel, load_panel, published_figure
from rbtrack.usecases.scores import Selection
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.leadership import Leadership, OfficeBelow, PartsByYear, PeerPlace, TrendBeside
from rbtrack.views.scores import PublishedFigure


def leadership(
    workspace: Workspace,
    office: str,
    years: Collection[int] | None = None,
    tier: str | None = None,
    instrument: str | None = None,
) -> Leadership:
    """Everything that the page shows of `office`, for `years` or all that are known, of `tier` alone where one
    is named. It is about `instrument`, with the years of all others.

    Raises RbtrackError for an unknown office or instrument, and where nothing is known of it or below it.
    """
    main = workspace.catalogue.instrument(instrument)
    others = [other for other in workspace.catalogue.instruments() if other != main]
    with workspace.store.reading() as reader:
        found = reader.office(office)
        everyone = reader.offices()
        peers = _peers(found, everyone)
        below = [other for other in everyone if other.parent == found.code]
        panel = load_panel(reader, list(dict.fromkeys([*peers, *below])), main, years)
        beside = [load_panel(reader, [found], other, years) for other in others]
        evaluated = [each for one in (panel, *beside) for of_office in one.evaluated.values() for each in of_office]
        origin = report_origin(workspace, reader, (each.scored.rubric for each in evaluated))
        problems = left_out(workspace, reader, [found], years or ())
        trend = _of_tier(panel, tier).office_trend(found, workspace.catalogue.crosswalk)
        latest_year = trend.headline.last if trend.headline else None
        year = latest_year.figure.year if latest_year else max(_known_below(panel, below, tier), default=None)
        if year is None:
            raise RbtrackError("report-nothing-known", office=found.name, years=tuple(sorted(years or ())))
        latest = panel.best(found.code, year, Selection(tier=tier))
        levels = levels_of(workspace, reader, found, year, latest.scored) if latest else ()
    before = (
        latest_year.before.year
        if latest_year and latest_year.before
        else max((each for each in panel.years if each < year), default=None)
    )
    known = {each.figure.year for series in trend.series for each in series.years}
    shown = tuple(sorted(years or known or {year}))
    return Leadership(
        instrument=panel.instrument,
        office=found,
        parent=next((other for other in everyone if other.code == found.parent), None),
        years=shown,
        year=year,
        before=before,
        trend=trend,
        among=_among(panel, found, peers, year, before, tier),
        parts=_parts(workspace, panel, found, shown, tier),
        evaluated=latest,
        priorities=priorities(latest.scored, latest.answers) if latest else None,
        levels=levels,
        beside=tuple(
            TrendBeside(one.instrument, one.office_trend(found, workspace.catalogue.crosswalk)) for one in beside
        ),
        published=_published(found, (panel, *beside)),
        below=_below(panel, below, year, before, tier),
        scales=panel.scales,
        origin=origin,
        problems=problems,
    )


def _peers(office: Office, everyone: Sequence[Office]) -> list[Office]:
    """The offices with the same parent; of those that stand below none, the ones of the same kind."""
    return [
        other
        for other in everyone
        if other.parent == office.parent and (office.parent is not None or other.kind == office.kind)
    ]


def _of_tier(panel: Panel, tier: str | None) -> Panel:
    return panel if tier is None else panel.narrowed(Selection(tier=tier))


def _known_below(panel: Panel, below: Sequence[Office], tier: str | None) -> set[int]:
    """Every year of which something is known below an office."""
    codes = [office.code for office in below]
    return {each.year for code in codes for each in panel.figures[code] if tier in (None, each.tier)}


def _parts(
    workspace: Workspace, panel: Panel, office: Office, years: Collection[int], tier: str | None
) -> tuple[PartsByYear, ...]:
    """The parts of every year with answers, in one table for each family of rubrics, the newest first."""
    best = {year: panel.best(office.code, year, Selection(tier=tier)) for year in years}
    evaluated = {year: each for year, each in best.items() if each is not None}
    tables = over_years({year: each.scored for year, each in evaluated.items()}, workspace.catalogue.crosswalk)
    return tuple(PartsByYear(table, tuple(evaluated[year] for year in table.years)) for table in tables)


def _among(
    panel: Panel, office: Office, peers: Sequence[Office], year: int, before: int | None, tier: str | None
) -> PeerPlace | None:
    """The office among its peers in a year; None where it has no figure, or no peer."""
    figures = _figures(panel, peers, year, tier)
    own = figures[office.code]
    if own is None or own.points is None or len(peers) == 1:
        return None
    known = [figure for figure in figures.values() if figure is not None and figure.points is not None]
    different = sum(bool(breaks(own, figure)) for figure in known)
    place = next(
        place for place in _places(figures, _earlier(panel, peers, before, tier)) if place.office == office.code
    )
    return PeerPlace(place, len(known), len(peers), different)


def _below(
    panel: Panel, offices: Sequence[Office], year: int, before: int | None, tier: str | None
) -> tuple[OfficeBelow, ...]:
    """The offices below in the order of their places, those without a figure last."""
    figures, earlier = _figures(panel, offices, year, tier), _earlier(panel, offices, before, tier)
    named = {office.code: office for office in offices}
    return tuple(
        OfficeBelow(
            named[place.office],
            figures[place.office],
            earlier.get(place.office),
            place,
            panel.best(place.office, year, Selection(tier=tier)),
        )
        for place in _places(figures, earlier)
    )


Figures = dict[str, Figure | None]
"""The figure of each office by its code; None where nothing is known."""


def _figures(panel: Panel, offices: Sequence[Office], year: int, tier: str | None) -> Figures:
    return {office.code: panel.headline(office.code, year, tier) for office in offices}


def _earlier(panel: Panel, offices: Sequence[Office], before: int | None, tier: str | None) -> Figures:
    return {} if before is None else _figures(panel, offices, before, tier)


def _places(figures: Figures, earlier: Figures) -> tuple[Rank, ...]:
    """The places of offices, the first one first."""
    now, before = (
        {code: figure.points if figure else None for code, figure in each.items()} for each in (figures, earlier)
    )
    return rank(now, before)


def _published(office: Office, panels: Sequence[Panel]) -> tuple[PublishedFigure, ...]:
    """Every published figure of an office, of each instrument, with what is doubtful in it."""
    return tuple(
        published_figure(office, result, panel.instrument.scales)
        for panel in panels
        for result in panel.results.get(office.code, ())
    )
