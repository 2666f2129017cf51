"""Offices by their change from one year to another."""

from __future__ import annotations

from rbtrack.domain.changes import changes
from rbtrack.usecases.origin import report_origin
from rbtrack.usecases.panel import OfficeChoice, load_panel
from rbtrack.usecases.scores import Selection
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.changes import Changes, OfficeChange


def score_changes(
    workspace: Workspace, before: int, after: int, offices: OfficeChoice, selection: Selection
) -> Changes:
    """Each office in two years, like with like: of one tier and judge, on one rubric and scale.

    Raises RbtrackError for unknown offices.
    """
    instrument = workspace.catalogue.instrument(selection.instrument)
    with workspace.store.reading() as reader:
        panel = load_panel(reader, offices.choose(reader), instrument, {before, after}).narrowed(selection)
        parent = offices.parent(reader)
        used = (each.scored.rubric for found in panel.evaluated.values() for each in found)
        origin = report_origin(workspace, reader, used)
    named = {office.code: office for office in panel.offices}
    rows = (OfficeChange(named[each.office], each) for each in changes(panel.figures, before, after))
    return Changes(before, after, instrument, tuple(rows), parent, origin)
