"""Year beside year: index and parts of every office, the differences, and the breaks between years by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from rbtrack.domain.analysis import minus
from rbtrack.domain.evaluation import Office
from rbtrack.domain.numbers import printed_change
from rbtrack.domain.parts import PartScore
from rbtrack.domain.trend import Figure, breaks
from rbtrack.reports.summary.figure_cells import break_words, grade_word, points_cell
from rbtrack.reports.summary.look import Cell, Heading, Look, Value
from rbtrack.text import _
from rbtrack.views.summary import Summary


def write_years(look: Look, summary: Summary) -> None:
    """A row for the index of each office, then one for each of its parts in percent of their weight."""
    years = summary.years
    note = _(
        "Index in points, parts in percent of their weight. Where tier, judge, rubric or scale changes, there is a break and no difference."
    )
    sheet = look.sheet(
        _("Year to year"), _("Year to year, {first}–{last}").format(first=years[0], last=years[-1]), note
    )
    headings = [
        Heading(_("Code"), 9, "code"),
        Heading(_("Office"), 38),
        Heading(_("Part"), 40),
        *(Heading(str(year), 10, "figure") for year in years),
        *(Heading(f"{year} − {before}", 22, "difference") for before, year in pairwise(years)),
        *(Heading(_("Grade {year}").format(year=year), 13, "code") for year in years),
    ]
    look.table(sheet, headings, _rows(summary), 3)


def _rows(summary: Summary) -> Iterator[Sequence[Value | Cell]]:
    for office in summary.offices:
        figures = [summary.of(office, year).headline for year in summary.years]
        if not any(figures):
            continue
        grades = [Cell(grade_word(figure), strong=True) for figure in figures]
        yield [
            *(Cell(text, strong=True) for text in (office.code, office.name, _("Index"))),
            *(points_cell(figure, strong=True) for figure in figures),
            *(Cell(_change(*pair), strong=True) for pair in pairwise(figures)),
            *grades,
        ]
        yield from _parts(summary, office)


def _change(before: Figure | None, after: Figure | None) -> Value:
    """The difference of two figures, or in what they cannot be compared."""
    if before is None or after is None:
        return None
    differing = breaks(before, after)
    return break_words(differing) if differing else printed_change(after.points, before.points)


def _parts(summary: Summary, office: Office) -> Iterator[Sequence[Value | Cell]]:
    answered = [summary.of(office, year).best for year in summary.years]
    by_year = [{part.code: part for part in found.parts} if found else {} for found in answered]
    names = {code: part.name for found in by_year for code, part in found.items()}
    for code, name in names.items():
        parts = [found.get(code) for found in by_year]
        changes: list[Value] = []
        for (one, part), (other, later) in pairwise(zip(answered, parts, strict=True)):
            differing = breaks(one.figure, other.figure) if one and other else ()
            known = part is not None and later is not None
            changes.append(break_words(differing) if differing and known else minus(_percent(later), _percent(part)))
        yield [office.code, office.name, name, *map(_cell, parts), *changes, *([None] * len(parts))]


def _percent(part: PartScore | None) -> Fraction | None:
    return None if part is None else part.percent


def _cell(part: PartScore | None) -> Cell:
    return Cell(None) if part is None else Cell(part.percent, "" if part.coverage.is_complete else "provisional")
