"""Offices by place as a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rbtrack.domain.scoring import percent
from rbtrack.domain.trend import Figure
from rbtrack.messages.figures import origin_word
from rbtrack.messages.tiers import tier_word
from rbtrack.reports.scores import exact_figure, shown_figure
from rbtrack.reports.table import Cell, Column, Report, Row, Table
from rbtrack.reports.trends import figure_document, figure_notes, shown_grade
from rbtrack.text import _, listed
from rbtrack.views.ranking import Ranked, Ranking, Standing

NAMED = 5
"""Of a group of up to so many offices each is named; of a larger one only the number is."""


def rank_report(ranking: Ranking) -> Report:
    """Place, change, points and where they come from; offices without a figure last, and counted below."""
    by_area = ranking.area is not None
    columns = (
        Column("place", _("Place"), "count"),
        Column("change", _("Change"), "change"),
        Column("code", _("Code"), "code"),
        Column("office", _("Office")),
        Column("points", _("Points") if by_area else _("Index"), "figure"),
        Column("mark", "", "code"),
        Column("percent", "%", "figure") if by_area else Column("grade", _("Grade"), "code"),
        Column("tier", _("Tier"), "code"),
        Column("rubric", _("Rubric"), "code", spare=True),
        Column("origin", _("Origin"), "code", spare=True),
        Column("answered", _("Answered"), "count", spare=True),
        Column("items", _("Of"), "count", spare=True),
    )
    rows = tuple(Row(_cells(each, by_area)) for each in ranking.rows)
    wording = _("Rank {year}, {instrument}: {area}") if ranking.area else _("Rank {year}, {instrument}: index")
    area = ranking.area.name if ranking.area else ""
    title = wording.format(year=ranking.year, instrument=ranking.instrument.code, area=area)
    return Report(Table(title, columns, rows, _notes(ranking)), _document(ranking))


def _cells(ranked: Ranked, by_area: bool) -> tuple[Cell, ...]:
    place, office, standing = ranked.place, ranked.office, ranked.standing
    named: tuple[Cell, ...] = (place.place, place.change, office.code, office.name)
    if standing is None:
        return (*named, None, "", None, None, None, None, None, None)
    figure, coverage = standing.figure, standing.coverage
    counts = (coverage.answered, coverage.items) if coverage else (None, None)
    mark = "*" if figure.origin == "reported" else ""
    share: Cell = percent(standing.points, standing.weight) if by_area else shown_grade(figure)
    return (
        *named, standing.points, mark, share, tier_word(figure.tier), figure.rubric, origin_word(figure), *counts
    )  # fmt: skip


def _notes(ranking: Ranking) -> tuple[str, ...]:
    figures = [each.standing.figure for each in ranking.rows if each.standing]
    notes = [_("Change: places gained (+) or lost (-) against {year}.").format(year=ranking.against)]
    without = sum(each.place.place is None for each in ranking.rows)
    if without:
        note = _("Without a figure for {year}: {count} of {all} offices. They have no place.")
        notes.append(note.format(year=ranking.year, count=without, all=len(ranking.rows)))
    groups = _groups(ranking)
    if len(groups) > 1:
        note = _("Not all places can be compared, since figures are of several tiers or rubrics: {groups}.")
        notes.append(note.format(groups="; ".join(_group(*each) for each in groups)))
    moved = [each.office.code for each in ranking.rows if _changed(each.standing, each.before)]
    if moved:
        note = _("Change across another tier or rubric in {year}: {offices}.")
        notes.append(note.format(year=ranking.against, offices=_some(moved)))
    return (*notes, *figure_notes(figures))


def _groups(ranking: Ranking) -> list[tuple[str, list[str]]]:
    """The codes of the offices with a place by tier and rubric, the largest group first."""
    groups: dict[str, list[str]] = {}
    for each in ranking.rows:
        if each.standing and each.place.place is not None:
            groups.setdefault(_basis(each.standing.figure), []).append(each.office.code)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def _basis(figure: Figure) -> str:
    return f"{tier_word(figure.tier)}, {figure.rubric or origin_word(figure)}"


def _group(basis: str, codes: Sequence[str]) -> str:
    return f"{basis}: {_some(codes)}"


def _some(codes: Sequence[str]) -> str:
    """The number of offices, and which they are where they are few."""
    return f"{len(codes)} ({listed(codes)})" if len(codes) <= NAMED else str(len(codes))


def _changed(now: Standing | None, before: Standing | None) -> bool:
    if now is None or before is None or now.points is None or before.points is None:
        return False
    return (now.figure.tier, now.figure.rubric) != (before.figure.tier, before.figure.rubric)


def _document(ranking: Ranking) -> dict[str, Any]:
    area = {"id": ranking.area.id, "name": ranking.area.name} if ranking.area else None
    counted = Counter(each.place.place is not None for each in ranking.rows)
    return {
        "schema": "rbtrack.rank/1",
        "year": ranking.year,
        "against": ranking.against,
        "instrument": ranking.instrument.code,
        "area": area,
        "ranked": counted[True],
        "without_figure": counted[False],
        "offices": [_ranked_document(each) for each in ranking.rows],
    }


def _ranked_document(ranked: Ranked) -> dict[str, Any]:
    return {
        "office": {"code": ranked.office.code, "name": ranked.office.name},
        "place": ranked.place.place,
        "place_before": ranked.place.before,
        "change": ranked.place.change,
        **_standing_document(ranked.standing),
        "before": _standing_document(ranked.before) if ranked.before else None,
    }


def _standing_document(standing: Standing | None) -> dict[str, Any]:
    """The points that decide the place, and the headline of the year."""
    points, weight = (standing.points, standing.weight) if standing else (None, None)
    coverage = standing.coverage if standing else None
    return {
        "points": shown_figure(points),
        "exact": exact_figure(points),
        "weight": exact_figure(weight),
        "percent": shown_figure(percent(points, weight)),
        "answered": coverage.answered if coverage else None,
        "items": coverage.items if coverage else None,
        "headline": figure_document(standing.figure) if standing else None,
    }
