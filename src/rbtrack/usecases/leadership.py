"""The leadership page of an office: gather, compute, draw, write, and print."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from rbtrack import __version__, catalog
from rbtrack.domain.analysis import measure
from rbtrack.domain.evaluation import Office
from rbtrack.domain.parts import over_years
from rbtrack.domain.priorities import priorities
from rbtrack.domain.ranking import Rank, rank
from rbtrack.domain.reported import doubts
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.tiers import TIERS, Tier
from rbtrack.domain.trend import Figure, breaks
from rbtrack.errors import RbtrackError
from rbtrack.reports.page.content import (
    Among,
    Below,
    Examined,
    Leadership,
    Origin,
    Parts,
    Published,
    UsedRubric,
)
from rbtrack.store import Reader, Store
from rbtrack.usecases.panel import Evaluated, Panel, load_panel
from rbtrack.usecases.pictures import parts_picture, trend_picture
from rbtrack.usecases.scores import Selection

PAGE_SUFFIXES = (".html", ".htm")


def report_trend(
    address: str,
    office: str,
    path: Path,
    years: Collection[int] | None = None,
    tier: str | None = None,
    *,
    as_pdf: bool = False,
) -> tuple[Path, ...]:
    """Write the leadership page to `path`, and with `as_pdf` print it to a PDF beside it; return what was written.

    Raises RbtrackError for an unknown office, where nothing is known of it or below it, for another
    ending than .html, and where no browser is there to print.
    """
    from rbtrack.files import write_text
    from rbtrack.reports.page.printing import find_browser, print_pdf
    from rbtrack.reports.page.rendering import leadership_page

    if path.suffix.lower() not in PAGE_SUFFIXES:
        raise RbtrackError("output-suffix-unknown", suffix=path.suffix or path.name, known=PAGE_SUFFIXES)
    browser = find_browser() if as_pdf else None
    write_text(path, leadership_page(leadership(address, office, years, tier)))
    if browser is None:
        return (path,)
    printed = path.with_suffix(".pdf")
    print_pdf(browser, path, printed)
    return path, printed


def leadership(
    address: str,
    office: str,
    years: Collection[int] | None = None,
    tier: str | None = None,
    made: datetime | None = None,
) -> Leadership:
    """Everything that the page shows of `office`, for `years` or all that are known.

    Raises RbtrackError for an unknown office, and where nothing is known of it or below it.
    """
    with Store.open(address) as store, store.reading() as reader:
        found = reader.office(office)
        everyone = reader.offices()
        peers = _peers(found, everyone)
        below = [other for other in everyone if other.parent == found.code]
        panel = load_panel(reader, list(dict.fromkeys([*peers, *below])), "rb", years)
        sakip = load_panel(reader, [found], "sakip", years)
        origin = _origin(reader, (panel, sakip), made or datetime.now().astimezone())
    trend = panel.trend(found.code, tier)
    year = trend[-1].headline.year if trend else max(_known_below(panel, below, tier), default=None)
    if year is None:
        raise RbtrackError("report-nothing-known", office=found.name, years=tuple(sorted(years or ())))
    before = (
        trend[-2].headline.year if len(trend) > 1 else max((each for each in panel.years if each < year), default=None)
    )
    shown = tuple(sorted(years)) if years else tuple(each.headline.year for each in trend) or (year,)
    parts = _parts(panel, found, shown, tier)
    latest = _best(panel, found.code, year, tier)
    return Leadership(
        office=found,
        parent=next((other for other in everyone if other.code == found.parent), None),
        years=shown,
        year=year,
        before=before,
        trend=trend,
        among=_among(panel, found, peers, year, before, tier),
        parts=parts,
        examined=_examined(latest),
        priorities=priorities(latest.scored, latest.answers) if latest else None,
        sakip=sakip.trend(found.code),
        published=_published(found, (panel, sakip)),
        below=_below(panel, below, year, before, tier),
        chart=trend_picture(found, trend, shown),
        origin=origin,
    )


def _peers(office: Office, everyone: Sequence[Office]) -> list[Office]:
    """The offices with the same parent; of those that stand below none, the ones of the same kind."""
    return [
        other
        for other in everyone
        if other.parent == office.parent and (office.parent is not None or other.kind == office.kind)
    ]


def _known_below(panel: Panel, below: Sequence[Office], tier: str | None) -> set[int]:
    """Every year of which something is known below an office."""
    return {each.headline.year for office in below for each in panel.trend(office.code, tier)}


def _tier(tier: str | None) -> Tier | None:
    """The tier of an evaluation that a tier of figures names; an external figure has no answers."""
    return next((known for known in TIERS if known == tier), None)


def _parts(panel: Panel, office: Office, years: Collection[int], tier: str | None) -> tuple[Parts, ...]:
    """The parts of every year with answers, in one table for each family of rubrics, the newest first."""
    best = {year: _best(panel, office.code, year, tier) for year in years}
    examined = {year: each for year, found in best.items() if (each := _examined(found)) is not None}
    tables = over_years({year: each.scored for year, each in examined.items()}, catalog.Catalogue().crosswalk)
    found: list[Parts] = []
    for table in tables:
        years_examined = tuple(examined[year] for year in table.years)
        found.append(Parts(table, years_examined, parts_picture(office, len(found), years_examined)))
    return tuple(found)


def _among(
    panel: Panel, office: Office, peers: Sequence[Office], year: int, before: int | None, tier: str | None
) -> Among | None:
    """The office among its peers in a year; None where it has no figure, or no peer."""
    figures = _figures(panel, peers, year, tier)
    own = figures[office.code]
    if own is None or own.points is None or len(peers) == 1:
        return None
    known = [figure for figure in figures.values() if figure is not None and figure.points is not None]
    otherwise = sum(bool(breaks(own, figure)) for figure in known)
    places = _ranked(panel, peers, year, before, tier)
    return Among(places[office.code], len(known), len(peers), otherwise)


def _below(
    panel: Panel, offices: Sequence[Office], year: int, before: int | None, tier: str | None
) -> tuple[Below, ...]:
    """The offices below in the order of their places, those without a figure last."""
    figures = _figures(panel, offices, year, tier)
    earlier = {} if before is None else _figures(panel, offices, before, tier)
    names = {office.code: office for office in offices}
    return tuple(
        Below(names[code], figures[code], earlier.get(code), place, _examined(_best(panel, code, year, tier)))
        for code, place in _ranked(panel, offices, year, before, tier).items()
    )


def _best(panel: Panel, office: str, year: int, tier: str | None) -> Evaluated | None:
    """The evaluation of a year with answers to look into; an external figure has none."""
    return None if tier and tier not in TIERS else panel.best(office, year, Selection(tier=_tier(tier)))


def _examined(found: Evaluated | None) -> Examined | None:
    return None if found is None else Examined(found.key, found.scored)


def _ranked(
    panel: Panel, offices: Sequence[Office], year: int, before: int | None, tier: str | None
) -> dict[str, Rank]:
    """Places by office, the first one first."""

    def points(of: int) -> dict[str, Fraction | None]:
        return {code: figure.points if figure else None for code, figure in _figures(panel, offices, of, tier).items()}

    return {place.office: place for place in rank(points(year), points(before) if before is not None else None)}


def _figures(panel: Panel, offices: Sequence[Office], year: int, tier: str | None) -> dict[str, Figure | None]:
    return {office.code: panel.headline(office.code, year, tier) for office in offices}


def _published(office: Office, panels: Sequence[Panel]) -> tuple[Published, ...]:
    """Every published figure of an office, of each instrument, with what is doubtful in it."""
    scales = tuple(catalog.shared().grade_scales.values())
    results = (result for panel in panels for result in panel.results.get(office.code, ()))
    return tuple(Published(result, tuple(doubts(result, scales))) for result in results)


def _origin(reader: Reader, panels: Sequence[Panel], made: datetime) -> Origin:
    """From which state of the database, and on which of its rubrics, figures were computed."""
    newest = reader.journal(1)
    used: dict[str, Rubric] = {}
    for panel in panels:
        for evaluated in panel.evaluated.values():
            used |= {measure(each.scored.rubric): each.scored.rubric for each in evaluated}
    digests = {
        f"{stored.code} ({stored.version})": stored.sha256
        for panel in panels
        for stored in reader.rubrics(panel.instrument).values()
    }
    rubrics = tuple(UsedRubric(used[name], digests[name]) for name in sorted(used))
    number, digest = (newest[0].number, newest[0].hash) if newest else (0, "")
    return Origin(made, number, digest, rubrics, __version__)
