"""Offices over the years, computed and reported figures together."""

from __future__ import annotations

from rbtrack.usecases.panel import OfficeChoice, load_panel
from rbtrack.usecases.scores import Selection
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.trends import Trends


def score_trend(workspace: Workspace, offices: OfficeChoice, selection: Selection) -> Trends:
    """The years of each office, in the order named. Raises RbtrackError for unknown offices."""
    instrument = workspace.catalogue.instrument(selection.instrument)
    with workspace.store.reading() as reader:
        panel = load_panel(reader, offices.choose(reader), instrument).narrowed(selection)
    return Trends(panel.instrument, panel.trends(workspace.catalogue.crosswalk))
