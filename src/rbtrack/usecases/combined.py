"""An agency's figure from its own and its units' evaluations."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rbtrack import catalog
from rbtrack.domain.analysis import measure
from rbtrack.domain.combined import combine
from rbtrack.domain.evaluation import Office
from rbtrack.domain.scoring import score
from rbtrack.errors import RbtrackError
from rbtrack.store import Reader, StoredEvaluation
from rbtrack.usecases.scores import Selection, choose_stored, load_score
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.combined import OfficeCombined, UnitLeftOut
from rbtrack.views.scores import OfficeScore


def combine_scores(
    workspace: Workspace, office: str, year: int, selection: Selection, own_share: Fraction | None = None
) -> OfficeCombined:
    """An agency together with the offices directly below it. The agency's evaluation is chosen as `show_score` does; of a
    unit the one on the same rubric, of the same year and tier, by the same judge or the only one. `own_share` (0 to 1) is
    what the agency's own counts for, where the rubric does not say it or something else is to be tried.

    Raises RbtrackError as `show_score` does, and where there is no unit, or none with an evaluation that fits.
    """
    with workspace.store.reading() as reader:
        found = reader.office(office)
        below = [each for each in reader.offices() if each.parent == found.code]
        if not below:
            raise RbtrackError("combined-no-units", office=found.name)
        own = load_score(reader, found, *choose_stored(reader, found, year, selection, also_blank=False))
        units, left_out = _units(reader, below, own)
    if not units:
        raise RbtrackError(
            "combined-units-missing", office=found.name, year=year, rubric=own.key.rubric, tier=own.key.tier
        )
    shares = own.scored.rubric.combined
    share = own_share if own_share is not None else shares.own_share if shares else None
    scored = [each.scored for each in units]
    return OfficeCombined(
        own, units, left_out, combine(own.scored, scored, share, is_whole=not left_out), own_share is not None
    )


def _units(
    reader: Reader, below: Sequence[Office], own: OfficeScore
) -> tuple[tuple[OfficeScore, ...], tuple[UnitLeftOut, ...]]:
    """The scores of the units that have one, and all other units."""
    fitting: dict[str, list[StoredEvaluation]] = {}
    for stored in reader.evaluations([each.code for each in below], own.scored.rubric.instrument, {own.key.year}):
        key = stored.evaluation.key
        if (key.rubric, key.tier) == (own.key.rubric, own.key.tier) and not stored.evaluation.is_blank:
            fitting.setdefault(key.office, []).append(stored)
    units, left_out = [], []
    for office in below:
        there = fitting.get(office.code, [])
        same_judge = [each for each in there if each.evaluation.key.judge == own.key.judge]
        chosen = same_judge or there
        if len(chosen) != 1:
            left_out.append(UnitLeftOut(office, "judges" if chosen else "missing"))
            continue
        rubric = catalog.from_canonical(chosen[0].rubric.content)
        if measure(rubric) != measure(own.scored.rubric):
            left_out.append(UnitLeftOut(office, "version"))
            continue
        evaluation = chosen[0].evaluation
        units.append(OfficeScore(evaluation.key, score(rubric, evaluation.answers), office))
    return tuple(units), tuple(left_out)
