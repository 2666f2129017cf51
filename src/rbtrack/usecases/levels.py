"""The levels that an office reaches, with what is known of the agency above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rbtrack.domain.evaluation import Office
from rbtrack.domain.levels import AgencyFigure, JudgedLevel, judge_levels
from rbtrack.domain.rubric import GradeScale
from rbtrack.domain.scoring import Scored
from rbtrack.domain.trend import computed, reported
from rbtrack.store import Reader
from rbtrack.usecases.panel import Panel, load_panel
from rbtrack.usecases.workspace import Workspace


def levels_of(
    workspace: Workspace, reader: Reader, office: Office, year: int, scored: Scored
) -> tuple[JudgedLevel, ...]:
    """Every level of the rubric that `office` was scored on; none where it has none."""
    (found,) = levels_of_all(workspace, reader, [ScoredOffice(office, year, scored)])
    return found


@dataclass(frozen=True, slots=True)
class ScoredOffice:
    """What an office was scored on in a year."""

    office: Office
    year: int
    scored: Scored


def levels_of_all(
    workspace: Workspace, reader: Reader, wanted: Sequence[ScoredOffice]
) -> tuple[tuple[JudgedLevel, ...], ...]:
    """The same for many at once: what is known of the agencies is read once. An instrument that has no file any more has
    no figures here."""
    rules = {each for one in wanted for level in one.scored.rubric.levels for each in level.eligibility}
    everyone = reader.offices() if any(one.scored.rubric.levels for one in wanted) else ()
    above = {one.office.code: offices_above(one.office, everyone) for one in wanted if one.scored.rubric.levels}
    agencies = list(dict.fromkeys(agency for offices in above.values() for agency in offices))
    longest = max((each.years_before for each in rules), default=0)
    years = {one.year - before for one in wanted for before in range(longest + 1)}
    asked = {each.instrument for each in rules}
    known: dict[tuple[str, str], Sequence[AgencyFigure]] = {}
    scales: dict[str, GradeScale] = {}
    for instrument in workspace.catalogue.instruments() if asked else ():
        if instrument.code in asked:
            panel = load_panel(reader, agencies, instrument, years)
            scales |= panel.scales
            known |= {(instrument.code, each.code): tuple(_figures(panel, each.code)) for each in agencies}
    return tuple(judge_levels(one.scored, one.year, above.get(one.office.code, ()), known, scales) for one in wanted)


def offices_above(office: Office, everyone: Sequence[Office]) -> tuple[Office, ...]:
    """The offices above one, the nearest first; one that stands below no other is its own agency."""
    by_code = {each.code: each for each in everyone}
    above: list[Office] = []
    parent = by_code.get(office.parent or "")
    while parent is not None and parent not in above:
        above.append(parent)
        parent = by_code.get(parent.parent or "")
    return tuple(above) or (office,)


def _figures(panel: Panel, office: str) -> Iterator[AgencyFigure]:
    yield from (AgencyFigure(computed(each.key, each.scored)) for each in panel.evaluated.get(office, ()))
    for result in panel.results.get(office, ()):
        yield AgencyFigure(reported(result, panel.instrument.scales), result.source)
