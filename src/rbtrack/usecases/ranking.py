"""Offices by their place in a year, and by how much it changed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.ranking import rank
from rbtrack.domain.rubric import Area
from rbtrack.domain.scoring import ScoredArea
from rbtrack.domain.trend import computed
from rbtrack.errors import RbtrackError
from rbtrack.store import Reader
from rbtrack.usecases.panel import OfficeChoice, Panel, load_panel
from rbtrack.usecases.scores import Selection
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.ranking import Ranked, Ranking, Standing
from rbtrack.views.scores import Evaluated


@dataclass(frozen=True, slots=True)
class RankRequest:
    """Which offices to rank, in which year, by the index or by the points of an area (its id), and to which
    earlier year their places are compared (the one before, unless named)."""

    year: int
    offices: OfficeChoice
    selection: Selection
    against: int | None = None
    area: str | None = None

    @property
    def earlier(self) -> int:
        return self.year - 1 if self.against is None else self.against


def rank_offices(workspace: Workspace, request: RankRequest) -> Ranking:
    """Offices by their headline of the year, or by the points of an area, with the places that they had before.

    Raises RbtrackError for unknown offices, and for an area that no rubric of the year has.
    """
    with workspace.store.reading() as reader:
        return ranked(ranking_panel(workspace, reader, request), request)


def ranking_panel(workspace: Workspace, reader: Reader, request: RankRequest) -> Panel:
    """What is known of the offices in both years. Raises RbtrackError for unknown offices."""
    instrument = workspace.catalogue.instrument(request.selection.instrument)
    years = {request.year, request.earlier}
    return load_panel(reader, request.offices.choose(reader), instrument, years).narrowed(request.selection)


def ranked(panel: Panel, request: RankRequest) -> Ranking:
    """The same of what was read. Raises RbtrackError for an area that no rubric of the year has."""
    year, earlier = request.year, request.earlier
    found = _area(panel, year, request.area) if request.area is not None else None
    now, before = (_standings(panel, each, found) for each in (year, earlier))
    places = rank(_points(panel, now), _points(panel, before))
    by_code = {office.code: office for office in panel.offices}
    rows = (Ranked(by_code[place.office], place, now.get(place.office), before.get(place.office)) for place in places)
    return Ranking(year, earlier, panel.instrument, found, tuple(rows))


def _points(panel: Panel, standings: dict[str, Standing]) -> dict[str, Fraction | None]:
    return {
        office.code: standings[office.code].points if office.code in standings else None for office in panel.offices
    }


def _area(panel: Panel, year: int, wanted: str) -> Area:
    """The area of that id, named as the rubrics of the year name it."""
    evaluated = [each for found in panel.evaluated.values() for each in found if each.key.year == year]
    known = {area.id: area for each in evaluated for area in each.scored.rubric.areas}
    if wanted not in known:
        raise RbtrackError("area-unknown", area=wanted, year=year, known=tuple(sorted(known)))
    return known[wanted]


def _standings(panel: Panel, year: int, area: Area | None) -> dict[str, Standing]:
    """What each office is ranked by in a year; those of which nothing is known are left out."""
    standings = {}
    for office in panel.offices:
        code = office.code
        found = _by_index(panel, code, year) if area is None else _by_area(panel, code, year, area)
        if found is not None:
            standings[office.code] = found
    return standings


def _by_index(panel: Panel, office: str, year: int) -> Standing | None:
    figure = panel.headline(office, year)
    if figure is None:
        return None
    if figure.origin == "reported":
        return Standing(figure, figure.points)
    found = panel.evaluated_as(office, figure)
    assert found is not None
    scored = found.scored
    return Standing(figure, figure.points, scored.rubric.maximum, scored.coverage)


def _by_area(panel: Panel, office: str, year: int, area: Area) -> Standing | None:
    """Only answers have areas: the most authoritative evaluation of the year is taken."""
    found = panel.best(office, year)
    if found is None:
        return None
    part = _part(found, area)
    figure = computed(found.key, found.scored)
    return Standing(figure, part.points, part.weight, part.coverage) if part else Standing(figure, None)


def _part(found: Evaluated, area: Area) -> ScoredArea | None:
    return next((each for each in found.scored.areas if each.area.id == area.id), None)
