"""Native Excel charts, each beside the small table that it is drawn from; what has no figure is not drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rbtrack.reports.summary.look import DARK, FIRST_ROW, Heading, Look, Value
from rbtrack.reports.summary.overview import RubricOffices
from rbtrack.reports.summary.sides import Pair
from rbtrack.text import _, shorten
from rbtrack.views.summary import Summary

MOST = 30
"""So many offices fit into one chart; of more, the highest and the lowest are drawn."""

OFFICES_BY_YEAR = 6
"""Up to so many offices have columns of their own in each year; of more, highest, mean and lowest are drawn."""

COLOURS = (DARK, "#E08214", "#7FB3D5", "#4D4D4D", "#B8860B", "#8E44AD")
_PAGE_ROWS = 56
"""Rows on a printed page at `_SCALE` percent."""
_SCALE = 56


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A small table and how it is drawn: a series for each column after the first."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    kind: str
    axis: str


def write_charts(look: Look, summary: Summary, found: Sequence[RubricOffices], pairs: Sequence[Pair]) -> None:
    """A sheet of charts, one below the other."""
    sheet = look.sheet(
        _("Charts"),
        _("Charts, {year}").format(year=summary.year),
        _("Each chart is drawn from the table beside it; an empty cell is not known, and not drawn."),
    )
    drawings = [each for each in _drawings(summary, found, pairs) if each.rows]
    column = max((len(each.headings) for each in drawings), default=1) + 1
    row = page = FIRST_ROW - 1
    breaks = []
    for each in drawings:
        if row + _height(each) - page > _PAGE_ROWS:
            breaks.append(row)
            page = row
        row = _write(look, sheet, each, row, column)
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, column - 2, 13)
    sheet.set_column(column - 1, column - 1, 3)
    sheet.set_print_scale(_SCALE)
    sheet.set_h_pagebreaks(breaks)


def _drawings(summary: Summary, found: Sequence[RubricOffices], pairs: Sequence[Pair]) -> list[_Drawing]:
    drawings = [_by_office(summary, block, len(found) > 1) for block in found]
    drawings += [_by_area(block) for block in found if block.parts]
    return [*drawings, _by_year(summary), _by_side(summary, pairs)]


def _by_office(summary: Summary, block: RubricOffices, name_rubric: bool) -> _Drawing:
    known = [(shorten(row.office.name, 60), row.place.points) for row in block.rows if row.place.points is not None]
    title = _("Index by office, {year}").format(year=summary.year)
    if len(known) > MOST:
        title += " " + _("(the {count} highest and the {count} lowest of {total})").format(
            count=MOST // 2, total=len(known)
        )
        known = known[: MOST // 2] + known[-MOST // 2 :]
    if name_rubric and block.rubric:
        title += f", {block.rubric}"
    return _Drawing(title, (_("Office"), _("Index")), tuple(known), "bar", _("Points"))


def _by_area(block: RubricOffices) -> _Drawing:
    rows = []
    for code, name in block.parts:
        figures = [
            part.percent
            for row in block.rows
            if row.year.best
            for part in row.year.best.parts
            if part.code == code and part.percent is not None
        ]
        rows.append((name, _mean(figures) if figures else None))
    title = _("Parts in percent of their weight, {rubric}, mean of the offices").format(rubric=block.rubric)
    return _Drawing(title, (_("Part"), _("Percent")), tuple(rows), "bar", _("Percent"))


def _by_year(summary: Summary) -> _Drawing:
    """Drawn as columns, not as a line, since years may not be comparable."""
    figures = {
        (office.code, year): found.points
        for office in summary.offices
        for year in summary.years
        if (found := summary.of(office, year).headline) is not None and found.points is not None
    }
    offices = [office for office in summary.offices if any(office.code == code for code, _year in figures)]
    title = _("Index by year (breaks: see the sheet year to year)")
    if len(offices) <= OFFICES_BY_YEAR:
        rows = tuple((str(year), *(figures.get((office.code, year)) for office in offices)) for year in summary.years)
        names = (_("Year"), *(shorten(office.name, 40) for office in offices))
        return _Drawing(title, names, rows if offices else (), "column", _("Points"))
    spread: tuple[tuple[Value, ...], ...] = tuple(
        (str(year), *_spread([points for (_code, at), points in figures.items() if at == year]))
        for year in summary.years
    )
    return _Drawing(title, (_("Year"), _("Highest"), _("Mean"), _("Lowest")), spread, "column", _("Points"))


def _spread(figures: Sequence[Fraction]) -> tuple[Value, Value, Value]:
    """The highest figure, the mean and the lowest."""
    if not figures:
        return None, None, None
    return max(figures), _mean(figures), min(figures)


def _mean(figures: Sequence[Fraction]) -> Fraction:
    return sum(figures, Fraction(0)) / len(figures)


def _by_side(summary: Summary, pairs: Sequence[Pair]) -> _Drawing:
    known = [
        pair
        for pair in pairs
        if pair.own.scored.rubric.instrument == summary.instrument.code and pair.gap.total.difference is not None
    ]
    known.sort(key=lambda pair: (-abs(pair.gap.total.difference or 0), pair.own.office.code))
    title = _("Self-assessment and evaluator, {year}").format(year=summary.year)
    if len(known) > MOST:
        title += " " + _("(the {count} largest differences of {total})").format(count=MOST, total=len(known))
    rows = tuple(
        (shorten(pair.own.office.name, 60), pair.gap.total.own, pair.gap.total.evaluated) for pair in known[:MOST]
    )
    return _Drawing(title, (_("Office"), _("Self"), _("Evaluator")), rows, "bar", _("Points"))


def _height(drawing: _Drawing) -> int:
    """How many rows a chart takes, with its table beside it."""
    return max(len(drawing.rows) + 3, 16)


def _write(look: Look, sheet: Any, drawing: _Drawing, row: int, beside: int) -> int:
    """The table and its chart; return the row where the next one begins."""
    height = _height(drawing)
    look.headings(sheet, [Heading(title) for title in drawing.headings], row)
    sheet.insert_chart(row, beside, _chart(look, sheet, drawing, row, height), {"object_position": 2})
    for number, cells in enumerate(drawing.rows, start=row + 1):
        for column, value in enumerate(cells):
            if value is None:
                # A dash would be drawn as 0.
                sheet.write_blank(number, column, None, look.cells["figure", "", False])
            else:
                look.put(sheet, number, column, value, "figure" if column else "code")
    return row + height + 2


def _chart(look: Look, sheet: Any, drawing: _Drawing, row: int, height: int) -> Any:
    chart = look.book.add_chart({"type": drawing.kind})
    name = sheet.get_name()
    first, last = row + 1, row + len(drawing.rows)
    series = len(drawing.headings) - 1
    for column in range(1, series + 1):
        chart.add_series(
            {
                "name": [name, row, column],
                "categories": [name, first, 0, last, 0],
                "values": [name, first, column, last, column],
                "fill": {"color": COLOURS[(column - 1) % len(COLOURS)]},
                "gap": 60,
                "data_labels": {"value": True, "num_format": "0.00", "font": {"size": 8}},
            }
        )
    chart.set_title({"name": drawing.title, "name_font": {"size": 11}, "overlay": False})
    value_axis = {
        "name": drawing.axis,
        "min": 0,
        "num_format": "0",
        "major_gridlines": {"visible": True, "line": {"color": "#D9DFE6"}},
    }
    if drawing.kind == "bar":
        chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 8}})
        chart.set_x_axis(value_axis | {"label_position": "high"})
    else:
        chart.set_y_axis(value_axis)
    chart.set_legend({"none": True} if series == 1 else {"position": "bottom"})
    chart.show_blanks_as("gap")
    chart.set_size({"width": 760, "height": 20 * height + 20})
    return chart
