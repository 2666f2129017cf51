"""Self-assessment against evaluation of one office and year."""

from __future__ import annotations

from collections.abc import Sequence

from rbtrack.domain.evaluation import Office
from rbtrack.domain.gaps import gap
from rbtrack.domain.tiers import OWN, TIERS
from rbtrack.errors import RbtrackError
from rbtrack.usecases.panel import load_panel
from rbtrack.usecases.scores import Selection
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.gaps import OfficeGap
from rbtrack.views.scores import Evaluated


def score_gap(workspace: Workspace, office: str, year: int, selection: Selection) -> OfficeGap:
    """The self-assessment against the most authoritative other tier, or against the tier that `selection` names,
    on the same rubric. A judge that is named is the evaluator's; it also tells several self-assessments apart.

    Raises RbtrackError where one of the sides is missing, where more than one rubric or judge fits,
    and where both stand on different versions of their rubric.
    """
    instrument = workspace.catalogue.instrument(selection.instrument)
    with workspace.store.reading() as reader:
        found = reader.office(office)
        panel = load_panel(reader, [found], instrument, {year})
    there = [each for each in panel.evaluated.get(office, ()) if selection.rubric in (None, each.key.rubric)]
    own = [each for each in there if each.key.tier == OWN]
    other = [each for each in there if each.key.tier != OWN and selection.fits(each.key)]
    rubrics = sorted({each.key.rubric for each in own} & {each.key.rubric for each in other})
    if not rubrics:
        known = tuple(each.key.label_in_year for each in there)
        raise RbtrackError("gap-side-missing", office=found.name, year=year, known=known)
    if len(rubrics) > 1:
        raise RbtrackError("rubric-asked", office=found.name, year=year, known=tuple(rubrics))
    own, other = ([each for each in side if each.key.rubric == rubrics[0]] for side in (own, other))
    tiers = [tier for tier in TIERS if tier in {each.key.tier for each in other}]
    one = _one(
        own if len(own) == 1 else [each for each in own if selection.fits_judge(each.key.judge)] or own, found, year
    )
    two = _one([each for each in other if each.key.tier == tiers[0]], found, year)
    try:
        return OfficeGap(found, one, two, gap(one.scored, two.scored), tuple(tiers[1:]))
    except ValueError as error:
        versions = (one.scored.rubric.version, two.scored.rubric.version)
        raise RbtrackError("gap-versions-differ", rubric=rubrics[0], versions=versions) from error


def _one(side: Sequence[Evaluated], office: Office, year: int) -> Evaluated:
    """The only evaluation of a side. Raises RbtrackError where several judged."""
    if len(side) > 1:
        judges = tuple(sorted(each.key.judge or "-" for each in side))
        raise RbtrackError("judge-asked", office=office.name, year=year, known=judges)
    return side[0]
