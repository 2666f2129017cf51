"""One year of one office: what its answers come to, or what was published of it."""

from __future__ import annotations

from dataclasses import replace

from rbtrack.usecases.levels import levels_of
from rbtrack.usecases.scores import Selection, choose, load_score, of_instrument
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.scores import OfficeScore, PublishedYear


def show_score(workspace: Workspace, office: str, year: int, selection: Selection) -> OfficeScore | PublishedYear:
    """The score of one year, with the levels of its rubric; where there are no answers, the figures that were published for it.

    Raises RbtrackError where nothing is known, and where more than one rubric or judge fits.
    """
    with workspace.store.reading() as reader:
        found = reader.office(office)
        keys = of_instrument(reader.keys_of([office]), selection)
        if not any(key.year == year and selection.fits(key) for key in keys):
            results = [
                result
                for result in reader.results(office, selection.instrument_name)
                if result.year == year and selection.fits_result(result)
            ]
            if results:
                return PublishedYear(found, year, tuple(results))
        shown = load_score(reader, found, *choose(keys, found, year, selection))
        return replace(shown, levels=levels_of(workspace, reader, found, year, shown.scored))
