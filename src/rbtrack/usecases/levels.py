"""The levels that an office reaches, with what is known of the agency above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    """Every level of the rubric that `office` was scored on; none where it has none. An instrument that has no file any
    more has no figures here."""
    if not scored.rubric.levels:
        return ()
    above = offices_above(office, reader.offices())
    rules = [each for level in scored.rubric.levels for each in level.eligibility]
    years = range(year - max((each.years_before for each in rules), default=0), year + 1)
    asked = {each.instrument for each in rules}
    known: dict[tuple[str, str], Sequence[AgencyFigure]] = {}
    scales: dict[str, GradeScale] = {}
    for instrument in workspace.catalogue.instruments():
        if instrument.code in asked:
            panel = load_panel(reader, above, instrument, years)
            scales |= panel.scales
            known |= {(instrument.code, each.code): tuple(_figures(panel, each.code)) for each in above}
    return judge_levels(scored, year, above, known, scales)


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
