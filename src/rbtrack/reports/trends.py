"""Offices over the years as a report: a row for each office and year, or a row for each office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from rbtrack.domain.evaluation import Office
from rbtrack.domain.numbers import exact_text, rounded
from rbtrack.domain.trend import Figure, SeriesYear
from rbtrack.messages.figures import (
    evaluated_notes,
    grade_words,
    measure_words,
    origin_word,
    reported_note,
    unverified_note,
)
from rbtrack.messages.tiers import tier_name, tier_word
from rbtrack.reports.table import Cell, Column, Report, Row, Table
from rbtrack.text import _, number, unrounded
from rbtrack.views.trends import AreaLink, OfficeTrend, Trends

WIDE_FROM = 4
"""From so many offices on, each has one row, unless told otherwise."""


def trend_report(view: Trends, wide: bool | None = None) -> Report:
    """Each tier and judge of each office in years of its own: in rows that say how it changed, like with like, and
    where it comes from, or (`wide`; from four offices on unless told) in a column for each year, breaks marked."""
    is_wide = len(view.offices) >= WIDE_FROM if wide is None else wide
    columns, rows = _wide(view.offices) if is_wide else _long(view.offices)
    known = [each for trend in view.offices for series in trend.series for each in series.years]
    notes = figure_notes(each.figure for each in known)
    if is_wide and any(each.breaks for each in known):
        notes = (*notes, _("| not comparable with the figure before it: rubric or scale is different"))
    document = {
        "schema": "rbtrack.trend/2",
        "series": [
            {
                "office": trend.office.code,
                "instrument": view.instrument.code,
                "tier": series.tier,
                "judge": series.judge,
                "headline": series.is_headline,
                "years": [_year_document(each) for each in series.years],
                "area_links": [_link_document(link) for link in trend.links_of(series)],
            }
            for trend in view.offices
            for series in trend.series
        ],
    }
    title = _("Trend, {instrument}").format(instrument=view.instrument.code)
    return Report(Table(title, columns, rows, notes, stub=3 if is_wide else 0), document)


def figure_notes(figures: Iterable[Figure | None]) -> tuple[str, ...]:
    """What the marks beside these figures mean, and which of their rubrics are unverified."""
    known = [figure for figure in figures if figure is not None]
    notes = []
    if any(figure.origin == "reported" for figure in known):
        notes.append(reported_note())
    if any(figure.is_provisional for figure in known):
        notes.append(_("Grades in brackets are provisional: not every item is answered and reviewed."))
    notes += evaluated_notes(known)
    unsure = {figure.rubric for figure in known if figure.confidence == "unverified" and figure.rubric}
    return (*notes, *(unverified_note(rubric) for rubric in sorted(unsure)))


def figure_document(figure: Figure) -> dict[str, Any]:
    """A headline for programs."""
    return {
        "year": figure.year,
        "evaluated": figure.year_evaluated,
        "points": _points_text(figure.points, figure.origin == "computed"),
        "grade": figure.grade,
        "tier": figure.tier,
        "judge": figure.judge,
        "rubric": figure.rubric,
        "scale": figure.scale,
        "origin": figure.origin,
        "provisional": figure.is_provisional,
        "confidence": figure.confidence,
    }


def shown_grade(figure: Figure) -> str | None:
    """The grade, in brackets where it is provisional; None where there is none."""
    return None if figure.grade is None else grade_words(figure)


def _long(trends: Sequence[OfficeTrend]) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    is_apart = any(
        each.figure.evaluated is not None for trend in trends for series in trend.series for each in series.years
    )
    columns = (
        Column("office", _("Office")),
        Column("tier", _("Tier"), "code"),
        Column("judge", _("Judge"), spare=True),
        Column("year", _("Year"), "code"),
        *([Column("evaluated", _("Evaluated in"), "code")] if is_apart else []),
        Column("points", _("Points"), "code"),
        Column("grade", _("Grade"), "code"),
        Column("change", _("Change"), "difference"),
        Column("rubric", _("Rubric"), "code"),
        Column("scale", _("Scale"), "code", spare=True),
        Column("origin", _("Origin"), "code", spare=True),
        Column("comparable", _("Comparable")),
    )
    rows = (
        Row(_cells(trend.office, each, is_apart), strong=series.is_headline and len(trend.series) > 1)
        for trend in trends
        for series in trend.series
        for each in series.years
    )
    return columns, tuple(rows)


def _wide(trends: Sequence[OfficeTrend]) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    known = sorted({each.figure.year for trend in trends for series in trend.series for each in series.years})
    columns = (
        Column("code", _("Code"), "code"),
        Column("office", _("Office")),
        Column("tier", _("Tier"), "code"),
        *(Column(str(year), str(year), "code") for year in known),
        Column("change", _("Change"), "difference"),
    )
    rows = []
    for trend in trends:
        for series in trend.series:
            cells = {each.figure.year: _cell(each) for each in series.years}
            names = (trend.office.code, trend.office.name, tier_name(series.tier, series.judge))
            rows.append(Row((*names, *(cells.get(year) for year in known), series.last.change)))
        if not trend.series:
            rows.append(Row((trend.office.code, trend.office.name, None, *(None for _year in known), None)))
    return columns, tuple(rows)


def _cell(found: SeriesYear) -> str:
    """`71,41 BB`; a bar before it where it cannot be compared with the year before, a star where it was reported. In
    brackets the year of evaluation, where it is another one."""
    figure = found.figure
    points, grade = _points(figure), shown_grade(figure)
    mark = "*" if figure.origin == "reported" and points is None else None
    apart = f"({figure.evaluated})" if figure.evaluated is not None else None
    return " ".join(part for part in ("|" if found.breaks else None, points, grade, mark, apart) if part)


def _cells(office: Office, found: SeriesYear, is_apart: bool) -> tuple[Cell, ...]:
    figure = found.figure
    years = (str(figure.year), *([str(figure.year_evaluated)] if is_apart else []))
    return (
        office.name,
        tier_word(figure.tier),
        figure.judge,
        *years,
        _points(figure),
        shown_grade(figure),
        found.change,
        figure.rubric,
        figure.scale,
        origin_word(figure),
        _comparable(found),
    )


def _comparable(found: SeriesYear) -> str | None:
    """Whether a year can be compared with the one before it, and if not, why; None for the first one."""
    if found.before is None:
        return None
    return _("no: {reasons}").format(reasons=measure_words(found.breaks)) if found.breaks else _("yes")


def _points(figure: Figure) -> str | None:
    """Computed points with two decimals; reported ones as reported, with a star."""
    if figure.origin == "computed":
        return number(figure.points) if figure.points is not None else None
    return None if figure.points is None else f"{unrounded(figure.points)} *"


def _year_document(found: SeriesYear) -> dict[str, Any]:
    return {
        **figure_document(found.figure),
        "comparable_with_previous": found.is_comparable,
        "change": _points_text(found.change, is_computed=True),
        "others": [figure_document(other) for other in found.others],
    }


def _link_document(link: AreaLink) -> dict[str, Any]:
    """All change areas of two years on different rubrics, in percent of their weight."""
    before, after = (format(rounded(share), "f") for share in (link.before, link.after))
    return {"years": [link.before_year, link.year], "percent": [before, after]}


def _points_text(points: Fraction | None, is_computed: bool) -> str | None:
    if points is None:
        return None
    return format(rounded(points), "f") if is_computed else exact_text(points)
