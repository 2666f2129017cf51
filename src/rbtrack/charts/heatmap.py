"""Offices by areas: a tile for each, with its percent, and the index beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from matplotlib.figure import Figure

from rbtrack.charts.canvas import plain
from rbtrack.charts.captions import figure_notes, figure_text, offices_words
from rbtrack.charts.tiles import Tile, TileColumn, TileRow, TileTable, draw_tile_pages, draw_tiles, level
from rbtrack.charts.value_axis import percent_of_scale
from rbtrack.domain.ranking import rank
from rbtrack.domain.rubric import Area, GradeScale
from rbtrack.domain.scoring import ScoredArea
from rbtrack.domain.trend import Figure as Headline
from rbtrack.messages.tiers import tier_word
from rbtrack.text import MISSING, _, number
from rbtrack.views.charts import HeatmapChart, OfficeAreas


def draw_heatmap(view: HeatmapChart) -> Figure:
    """A figure with a row for each office, the highest index first, as tall as it needs to be.

    The areas are those of the rubric that most offices stand on; of an office on other areas only
    the index is shown.
    """
    return draw_tiles(_table(view))


def draw_heatmap_pages(view: HeatmapChart) -> tuple[Figure, ...]:
    """The same on as many pages of A4 as it needs."""
    return draw_tile_pages(_table(view))


def _table(view: HeatmapChart) -> TileTable:
    rows = view.offices
    areas = _areas(rows)
    by_code = {row.office.code: row for row in rows}
    places = rank({row.office.code: row.headline.points if row.headline else None for row in rows})
    columns = (
        *(TileColumn(f"{area.id}. {area.name}") for area in areas),
        TileColumn(_("Index"), width=1.7, line="-"),
    )
    tiles = tuple(_row(by_code[place.office], place.place, areas, view.scales) for place in places)
    words = offices_words([row.office for row in rows], view.below)
    title = _("Change areas {year}: {offices}").format(year=view.year, offices=words)
    return TileTable(title, columns, tiles, tuple(_notes(rows, areas)))


def _notes(rows: Sequence[OfficeAreas], areas: tuple[Area, ...]) -> Iterator[str]:
    yield _("Percent of the area's weight; dark is high. Hatched: not filled in, or not known.")
    # An area with brackets is part of an index with brackets: what they mean is said once.
    yield from figure_notes(row.headline for row in rows)
    others = sum(bool(row.areas) and _named(row) != areas for row in rows)
    if others:
        yield _("Offices on a rubric with other areas, of which only the index is shown: {count}.").format(count=others)
    if tiers := Counter(row.headline.tier for row in rows if row.headline):
        counted = ", ".join(f"{tier_word(tier)} {count}" for tier, count in sorted(tiers.items()))
        yield _("Whose figures (number of offices): {counted}.").format(counted=counted)


def _named(row: OfficeAreas) -> tuple[Area, ...]:
    return tuple(each.area for each in row.areas)


def _areas(rows: Sequence[OfficeAreas]) -> tuple[Area, ...]:
    """The areas that most offices have."""
    counted = Counter(_named(row) for row in rows if row.areas)
    return counted.most_common(1)[0][0] if counted else ()


def _row(row: OfficeAreas, place: int | None, areas: tuple[Area, ...], scales: Mapping[str, GradeScale]) -> TileRow:
    known = row.areas if _named(row) == areas else ()
    tiles = [_tile(each) for each in known] or [Tile(MISSING, None)] * len(areas)
    index = Tile(figure_text(row.headline), _index_level(row.headline, scales))
    name = f"{place}. {plain(row.office.name)}" if place else plain(row.office.name)
    return TileRow(name, (*tiles, index))


def _index_level(headline: Headline | None, scales: Mapping[str, GradeScale]) -> float | None:
    """How dark an index is; one on no scale is shown, not shaded."""
    if headline is None or headline.points is None:
        return None
    if headline.scale is None:
        return 0.0
    return level(float(percent_of_scale(headline.points, scales.get(headline.scale))))


def _tile(area: ScoredArea) -> Tile:
    if area.percent is None:
        return Tile(MISSING, None)
    text = number(area.percent)
    return Tile(text if area.coverage.is_complete else f"({text})", level(float(area.percent)))
