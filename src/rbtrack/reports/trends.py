"""Offices over the years as a report: a row for each office and year, or a row for each office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from rbtrack.domain.evaluation import Office
from rbtrack.domain.numbers import exact_text, rounded
from rbtrack.domain.trend import Figure, TrendYear
from rbtrack.messages.figures import evaluated_notes, grade_words, origin_word, reported_note, unverified_note
from rbtrack.messages.tiers import tier_word
from rbtrack.reports.table import Cell, Column, Report, Row, Table
from rbtrack.text import _, number, unrounded
from rbtrack.views.trends import OfficeTrend, Trends

WIDE_FROM = 4
"""From so many offices on, each has one row, unless told otherwise."""


def trend_report(view: Trends, wide: bool | None = None) -> Report:
    """The headline of each year: in rows that also say where it comes from and whether it can be compared,
    or (`wide`; from four offices on unless told) in a column for each year, breaks marked."""
    trends = view.offices
    is_wide = len(trends) >= WIDE_FROM if wide is None else wide
    columns, rows = _wide(trends) if is_wide else _long(trends)
    notes = figure_notes(year.headline for each in trends for year in each.years)
    if is_wide and any(_is_break(year, first) for each in trends for first, year in _marked(each.years)):
        notes = (
            *notes,
            _("| not comparable with the figure before it: tier, judge, rubric or scale is different"),
        )
    document = {
        "schema": "rbtrack.trend/1",
        "series": [
            {
                "office": each.office.code,
                "instrument": view.instrument.code,
                "years": [_year_document(year) for year in each.years],
            }
            for each in trends
        ],
    }
    title = _("Trend, {instrument}").format(instrument=view.instrument.code)
    return Report(Table(title, columns, rows, notes, stub=2 if is_wide else 0), document)


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
    is_apart = any(year.headline.evaluated is not None for each in trends for year in each.years)
    columns = (
        Column("office", _("Office")),
        Column("year", _("Year"), "code"),
        *([Column("evaluated", _("Evaluated in"), "code")] if is_apart else []),
        Column("points", _("Points"), "code"),
        Column("grade", _("Grade"), "code"),
        Column("tier", _("Tier"), "code"),
        Column("judge", _("Judge"), spare=True),
        Column("rubric", _("Rubric"), "code"),
        Column("scale", _("Scale"), "code", spare=True),
        Column("origin", _("Origin"), "code", spare=True),
        Column("comparable", _("Comparable")),
    )
    rows = (Row(_cells(each.office, year, first, is_apart)) for each in trends for first, year in _marked(each.years))
    return columns, tuple(rows)


def _wide(trends: Sequence[OfficeTrend]) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    years = sorted({year.headline.year for each in trends for year in each.years})
    columns = (
        Column("code", _("Code"), "code"),
        Column("office", _("Office")),
        *(Column(str(year), str(year), "code") for year in years),
    )
    rows = []
    for each in trends:
        cells = {found.headline.year: _cell(found, first) for first, found in _marked(each.years)}
        rows.append(Row((each.office.code, each.office.name, *(cells.get(year) for year in years))))
    return columns, tuple(rows)


def _marked(years: Sequence[TrendYear]) -> Iterable[tuple[bool, TrendYear]]:
    """Each year, and whether it is the first one."""
    return ((not position, found) for position, found in enumerate(years))


def _is_break(found: TrendYear, first: bool) -> bool:
    return not first and not found.is_comparable


def _cell(found: TrendYear, first: bool) -> str:
    """`71,41 BB`; a bar before it where it cannot be compared with the year before, a star where it was reported. In
    brackets the year of evaluation, where it is another one."""
    figure = found.headline
    points, grade = _points(figure), shown_grade(figure)
    mark = "*" if figure.origin == "reported" and points is None else None
    apart = f"({figure.evaluated})" if figure.evaluated is not None else None
    return " ".join(part for part in ("|" if _is_break(found, first) else None, points, grade, mark, apart) if part)


def _cells(office: Office, found: TrendYear, first: bool, is_apart: bool) -> tuple[Cell, ...]:
    figure = found.headline
    years = (str(figure.year), *([str(figure.year_evaluated)] if is_apart else []))
    comparable = None if first else _("yes") if found.is_comparable else _("no")
    names = (tier_word(figure.tier), figure.judge, figure.rubric, figure.scale, origin_word(figure))
    return (office.name, *years, _points(figure), shown_grade(figure), *names, comparable)


def _points(figure: Figure) -> str | None:
    """Computed points with two decimals; reported ones as reported, with a star."""
    if figure.origin == "computed":
        return number(figure.points) if figure.points is not None else None
    return None if figure.points is None else f"{unrounded(figure.points)} *"


def _year_document(found: TrendYear) -> dict[str, Any]:
    return {
        **figure_document(found.headline),
        "comparable_with_previous": found.is_comparable,
        "others": [figure_document(other) for other in found.others],
    }


def _points_text(points: Fraction | None, is_computed: bool) -> str | None:
    if points is None:
        return None
    return format(rounded(points), "f") if is_computed else exact_text(points)
