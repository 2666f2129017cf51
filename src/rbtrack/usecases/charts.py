"""Charts: fetch all that they draw."""

from __future__ import annotations

from collections.abc import Sequence

from rbtrack.domain.crosswalk import AREA
from rbtrack.domain.trend import computed
from rbtrack.errors import RbtrackError
from rbtrack.usecases.changes import score_changes
from rbtrack.usecases.comparing import compare_offices
from rbtrack.usecases.origin import report_origin
from rbtrack.usecases.panel import OfficeChoice, load_panel
from rbtrack.usecases.ranking import RankRequest, ranked, ranking_panel
from rbtrack.usecases.scores import Selection
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.changes import Changes
from rbtrack.views.charts import HeatmapChart, OfficeAreas, RankChart, TrendChart
from rbtrack.views.comparing import ComparedYears


def chart_trend(
    workspace: Workspace,
    offices: OfficeChoice,
    years: Sequence[int],
    selection: Selection,
    named: tuple[str, ...] = (),
) -> TrendChart:
    """Offices over the years (all known ones without `years`); those `named` by their codes stand out.

    Raises RbtrackError for unknown offices, and where nothing is known of them.
    """
    instrument = workspace.catalogue.instrument(selection.instrument)
    with workspace.store.reading() as reader:
        panel = load_panel(reader, offices.choose(reader), instrument, years or None)
        parent = offices.parent(reader)
        origin = report_origin(workspace, reader, ())
    trends = panel.narrowed(selection).trends(workspace.catalogue.crosswalk)
    if not any(each.series for each in trends):
        raise RbtrackError("chart-empty")
    narrowed = (tuple(years), named, parent, selection.tier)
    return TrendChart(panel.instrument, trends, panel.scales, *narrowed, panel.marks(), origin)


def chart_heatmap(workspace: Workspace, year: int, offices: OfficeChoice, selection: Selection) -> HeatmapChart:
    """Offices by areas of one year. An office without answers shows the index that was reported.

    Raises RbtrackError as `chart_trend` does.
    """
    instrument = workspace.catalogue.instrument(selection.instrument)
    with workspace.store.reading() as reader:
        panel = load_panel(reader, offices.choose(reader), instrument, [year])
        parent = offices.parent(reader)
    rows = []
    for office in panel.offices:
        best = panel.best(office.code, year, selection)
        headline = computed(best.key, best.scored) if best else panel.headline(office.code, year, selection.tier)
        rows.append(OfficeAreas(office, headline, best.scored.areas if best else ()))
    if not any(row.headline for row in rows):
        raise RbtrackError("chart-empty")
    return HeatmapChart(year, tuple(rows), parent, panel.scales)


def chart_rank(workspace: Workspace, request: RankRequest) -> RankChart:
    """The places of offices in two years, by index or by an area.

    Raises RbtrackError as `rank_offices` does, and where nothing is known of the two years.
    """
    with workspace.store.reading() as reader:
        panel = ranking_panel(workspace, reader, request)
        ranking = ranked(panel, request)
        parent = request.offices.parent(reader)
    standings = [standing for row in ranking.rows for standing in (row.before, row.standing)]
    if not any(standing is not None and standing.points is not None for standing in standings):
        raise RbtrackError("chart-empty")
    return RankChart(ranking, parent, request.selection.tier, panel.marks(request.area))


def chart_changes(
    workspace: Workspace, before: int, after: int, offices: OfficeChoice, selection: Selection
) -> Changes:
    """Offices by their change between two years. Raises RbtrackError as `score_changes` does, and where none of them
    can be compared."""
    found = score_changes(workspace, before, after, offices, selection)
    if not found.compared:
        raise RbtrackError("chart-nothing-compared", before=before, after=after)
    return found


def chart_areas(
    workspace: Workspace, offices: Sequence[str], years: Sequence[int], selection: Selection
) -> ComparedYears:
    """Offices and years whose change areas can stand side by side.

    Raises RbtrackError where a year is missing, where the rubrics differ, and where one has no areas.
    """
    compared = compare_offices(workspace, offices, years, selection)
    _require_same_areas(compared)
    for found in compared.scores:
        if not found.scored.rubric.areas:
            raise RbtrackError("chart-no-areas", rubric=found.key.rubric)
    if len({tuple(area.id for area in found.scored.rubric.areas) for found in compared.scores}) > 1:
        raise _rubrics_differ(compared)
    return compared


def _require_same_areas(compared: ComparedYears) -> None:
    """Raises RbtrackError where the rubrics differ and their areas do not continue in each other."""
    if compared.across is None:
        return
    linked = {part.codes for part in compared.across.parts if None not in part.parts}
    areas = {(AREA + area.id,) for found in compared.scores for area in found.scored.rubric.areas}
    if not areas <= linked:
        raise _rubrics_differ(compared)


def _rubrics_differ(compared: ComparedYears) -> RbtrackError:
    return RbtrackError("rubrics-differ", rubrics=tuple(sorted({found.key.rubric for found in compared.scores})))
