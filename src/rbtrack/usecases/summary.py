"""The auditors' workbook: fetch offices and years, one year at a time, and write them to a file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

from rbtrack import __version__, catalog
from rbtrack.domain.analysis import measure
from rbtrack.domain.evaluation import Office
from rbtrack.domain.parts import parts
from rbtrack.domain.reported import doubts
from rbtrack.domain.tiers import RESULT_TIERS, TIERS
from rbtrack.domain.trend import Figure, computed, reported
from rbtrack.errors import RbtrackError
from rbtrack.files import write_whole
from rbtrack.reports.summary.data import Answered, Judged, Made, OfficeYear, Reported, Stated, Summary, UsedRubric
from rbtrack.store import Reader, Store
from rbtrack.usecases.panel import Evaluated, Panel, choose_offices, load_panel

SUFFIX = ".xlsx"
YEARS_BEFORE = 4
"""How many years before the one of the report stand beside it, unless years are named."""


def report_summary(
    address: str,
    year: int,
    path: Path,
    codes: Sequence[str] = (),
    below: str | None = None,
    years: Collection[int] = (),
) -> Summary:
    """Write the auditors' workbook of `year` to `path`: of the offices named, of those below one, or of all.

    `years` stand beside it in the sheets that compare years. Raises RbtrackError for another ending
    than .xlsx, an unknown office, and where nothing is known of any of the offices in `year`.
    """
    from rbtrack.reports.summary import write_summary

    if path.suffix.lower() != SUFFIX:
        raise RbtrackError("output-suffix-unknown", suffix=path.suffix or path.name, known=(SUFFIX,))
    with Store.open(address) as store, store.reading() as reader:
        offices = choose_offices(reader, codes, below, everyone=not codes and below is None)
        summary = _fetch(reader, offices, year, years, Path(address).name)
    write_whole(path, lambda temporary: write_summary(summary, temporary))
    return summary


def _fetch(reader: Reader, offices: Sequence[Office], year: int, years: Collection[int], database: str) -> Summary:
    known: dict[tuple[str, int], OfficeYear] = {}
    judged: list[Judged] = []
    computed_sakip: list[tuple[Office, Figure]] = []
    used: set[str] = set()
    wanted = sorted({year, *(years or range(year - YEARS_BEFORE, year))})
    for each in wanted:
        panel = load_panel(reader, offices, "rb", {each})
        sakip = load_panel(reader, offices, "sakip", {each})
        known |= dict(_condensed(panel, each))
        computed_sakip += [(office, found) for office in offices for found in _computed(sakip, office)]
        if each == year:
            judged = _stated(reader, [*_judged(panel), *_judged(sakip)])
        evaluated = [
            found for one in (panel, sakip) for office in offices for found in one.evaluated.get(office.code, ())
        ]
        used |= {measure(found.scored.rubric) for found in evaluated}
    if not any(office_year.headline for (_code, at), office_year in known.items() if at == year):
        raise RbtrackError("summary-nothing-known", year=year)
    printed = _reported(reader, offices, wanted)
    beside = tuple(each for each in wanted if each == year or any(at == each for _code, at in known))
    return Summary(
        year,
        beside if not years else tuple(wanted),
        tuple(offices),
        known,
        tuple(judged),
        tuple(printed),
        tuple(sorted(computed_sakip, key=lambda found: (found[0].code, found[1].year))),
        _made(reader, database, used),
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


def _answered(found: Evaluated) -> Answered:
    scored = found.scored
    return Answered(computed(found.key, scored), measure(scored.rubric), parts(scored), scored.coverage)


def _judged(panel: Panel) -> Iterator[Judged]:
    for office in panel.offices:
        found = panel.evaluated.get(office.code, ())
        for each in sorted(found, key=lambda one: (-TIERS.index(one.key.tier), one.key.judge, one.key.rubric)):
            yield Judged(office, each.key, each.scored)


def _stated(reader: Reader, judged: Sequence[Judged]) -> list[Judged]:
    """The same, each with what its worksheet stated when it was last brought in."""
    noted = reader.last_imports(each.key for each in judged)
    return [replace(each, stated=_figures(noted.get(each.key, {}))) for each in judged]


def _figures(noted: Mapping[str, object]) -> Stated | None:
    stated, computed_then = noted.get("sheet_total"), noted.get("computed_total")
    if stated is None or computed_then is None:
        return None
    return Stated(str(noted.get("file", "")), Fraction(str(stated)), Fraction(str(computed_then)))


def _computed(panel: Panel, office: Office) -> list[Figure]:
    return [computed(each.key, each.scored) for each in panel.evaluated.get(office.code, ())]


def _reported(reader: Reader, offices: Sequence[Office], years: Collection[int]) -> Iterator[Reported]:
    scales = tuple(catalog.shared().grade_scales.values())
    named = {office.code: office for office in offices}
    for result in reader.results():
        if result.office in named and result.year in years:
            yield Reported(named[result.office], result, reported(result, scales), tuple(doubts(result, scales)))


def _made(reader: Reader, database: str, used: Collection[str]) -> Made:
    stored = [found for instrument in ("rb", "sakip") for found in reader.rubrics(instrument).values()]
    rubrics = [
        UsedRubric(found.code, found.version, found.sha256, catalog.from_canonical(found.content).least_confidence)
        for found in sorted(stored, key=lambda one: (one.code, one.version))
        if f"{found.code} ({found.version})" in used
    ]
    head = reader.journal(last=1)
    number, seal = (head[-1].number, head[-1].hash) if head else (0, "")
    return Made(datetime.now(UTC), __version__, database, number, seal, tuple(rubrics))
