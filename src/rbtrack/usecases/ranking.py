"""Offices by their place in a year, and by how much it changed."""

from __future__ import annotations

from fractions import Fraction

from rbtrack.domain.ranking import Ranked, Ranking, Standing, rank
from rbtrack.domain.rubric import Area
from rbtrack.domain.scoring import ScoredArea
from rbtrack.domain.trend import Figure, computed
from rbtrack.errors import RbtrackError
from rbtrack.store import Store
from rbtrack.usecases.panel import Evaluated, Offices, Panel, load_panel
from rbtrack.usecases.scores import Selection


def rank_offices(
    address: str,
    year: int,
    offices: Offices,
    selection: Selection,
    tier: str | None = None,
    *,
    against: int | None = None,
    area: str | None = None,
) -> Ranking:
    """Offices by their headline of `year` (of `tier` alone where one is named), or by the points of an area,
    with the place that each had in `against` (the year before, unless told).

    Raises RbtrackError for unknown offices, and for an area that no rubric of the year has.
    """
    earlier = year - 1 if against is None else against
    with Store.open(address) as store, store.reading() as reader:
        chosen = offices.choose(reader)
        panel = load_panel(reader, chosen, selection.instrument or "rb", {year, earlier})
        panel = panel.narrowed(selection, tier)
    found = _area(panel, year, area) if area is not None else None
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
    scored = _evaluated(panel, office, figure).scored
    return Standing(figure, figure.points, scored.rubric.maximum, scored.coverage)


def _by_area(panel: Panel, office: str, year: int, area: Area) -> Standing | None:
    """Only answers know areas: of the year the most authoritative evaluation is taken."""
    found = panel.best(office, year)
    if found is None:
        return None
    part = _part(found, area)
    figure = computed(found.key, found.scored)
    return Standing(figure, part.points, part.weight, part.coverage) if part else Standing(figure, None)


def _part(found: Evaluated, area: Area) -> ScoredArea | None:
    return next((each for each in found.scored.areas if each.area.id == area.id), None)


def _evaluated(panel: Panel, office: str, figure: Figure) -> Evaluated:
    """The evaluation that a computed figure comes from."""
    own = (figure.year, figure.rubric, figure.tier, figure.judge)
    return next(
        each
        for each in panel.evaluated[office]
        if (each.key.year, each.key.rubric, each.key.tier, each.key.judge) == own
    )
