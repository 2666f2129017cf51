"""Offices over the years as a report."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from rbtrack.domain.evaluation import Office
from rbtrack.domain.numbers import exact_text, rounded
from rbtrack.domain.trend import Figure, TrendYear
from rbtrack.reports.table import Cell, Column, Report, Row, Table
from rbtrack.text import _, number, unrounded


def trend_report(trends: Sequence[tuple[Office, Sequence[TrendYear]]], instrument: str) -> Report:
    """A row for each office and year: the headline, where it comes from, and whether it can be compared."""
    columns = (
        Column("office", _("Office")),
        Column("year", _("Year"), "code"),
        Column("points", _("Points"), "code"),
        Column("grade", _("Grade"), "code"),
        Column("tier", _("Tier"), "code"),
        Column("judge", _("Judge")),
        Column("rubric", _("Rubric"), "code"),
        Column("scale", _("Scale"), "code"),
        Column("origin", _("Origin"), "code"),
        Column("comparable", _("Comparable")),
    )
    rows = [
        Row(_cells(office, found, first=not position))
        for office, years in trends
        for position, found in enumerate(years)
    ]
    notes = []
    if any(found.headline.origin == "reported" for _office, years in trends for found in years):
        notes.append(_("* as reported, not computed from answers"))
    if any(found.headline.is_provisional for _office, years in trends for found in years):
        notes.append(_("Grades in brackets are provisional: not every item is answered."))
    unsure = {
        found.headline.rubric
        for _office, years in trends
        for found in years
        if found.headline.confidence == "unverified"
    }
    notes += [
        _("Weights of {rubric} are unverified: see rbtrack rubric show {rubric}.").format(rubric=each)
        for each in sorted(filter(None, unsure))
    ]
    document = {
        "schema": "rbtrack.trend/1",
        "series": [
            {"office": office.code, "instrument": instrument, "years": [_year_document(found) for found in years]}
            for office, years in trends
        ],
    }
    return Report(
        Table(_("Trend, {instrument}").format(instrument=instrument), columns, tuple(rows), tuple(notes)), document
    )


def _cells(office: Office, found: TrendYear, first: bool) -> tuple[Cell, ...]:
    figure = found.headline
    comparable = None if first else _("yes") if found.is_comparable else _("no")
    origin = _("computed") if figure.origin == "computed" else _("reported")
    grade = f"({figure.grade})" if figure.grade and figure.is_provisional else figure.grade
    names = (figure.tier, figure.judge, figure.rubric, figure.scale, origin)
    return (office.name, str(figure.year), _points(figure), grade, *names, comparable)


def _points(figure: Figure) -> str | None:
    """Computed points with two decimals; reported ones as reported, with a mark."""
    if figure.origin == "computed":
        return number(figure.points) if figure.points is not None else None
    return None if figure.points is None else f"{unrounded(figure.points)} *"


def _year_document(found: TrendYear) -> dict[str, Any]:
    figure = found.headline
    return {
        **_figure_document(figure),
        "comparable_with_previous": found.is_comparable,
        "others": [_figure_document(other) for other in found.others],
    }


def _figure_document(figure: Figure) -> dict[str, Any]:
    return {
        "year": figure.year,
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


def _points_text(points: Fraction | None, is_computed: bool) -> str | None:
    if points is None:
        return None
    return format(rounded(points), "f") if is_computed else exact_text(points)
