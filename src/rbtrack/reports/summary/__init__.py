"""The auditors' workbook: summary, charts, year to year, other instruments, both sides, findings, answers, trace."""

from __future__ import annotations

from pathlib import Path

from rbtrack.files import write_whole
from rbtrack.messages.instruments import instrument_name
from rbtrack.reports.summary.answers import write_answers
from rbtrack.reports.summary.beside import write_beside
from rbtrack.reports.summary.charts import write_charts
from rbtrack.reports.summary.findings import write_findings
from rbtrack.reports.summary.levels import levels_sheet, write_levels
from rbtrack.reports.summary.look import Look
from rbtrack.reports.summary.overview import by_rubric, write_overview
from rbtrack.reports.summary.scales import write_scales
from rbtrack.reports.summary.sides import pairs, write_sides
from rbtrack.reports.summary.trace import write_traces
from rbtrack.reports.summary.year_to_year import write_years
from rbtrack.text import _
from rbtrack.views.summary import Summary
from rbtrack.xlsx.new_books import new_book

SUFFIXES = (".xlsx",)


def save_summary(summary: Summary, path: Path) -> Path | None:
    """Write the workbook to `path`; return where another file of that name was put. Raises RbtrackError where that
    cannot be written."""
    return write_whole(path, lambda temporary: _write(summary, temporary))


def _write(summary: Summary, path: Path) -> None:
    with new_book(path, by_rows=True) as book:
        names = [instrument_name(one) for one in (summary.instrument, *(each.instrument for each in summary.beside))]
        title = _("Summary {year}: {instruments}").format(year=summary.year, instruments=", ".join(names))
        origin = summary.origin
        book.set_properties(
            {
                "title": title,
                "subject": _("{count} offices, years {years}").format(
                    count=len(summary.offices), years=", ".join(map(str, summary.years))
                ),
                "author": f"rbtrack {origin.version}",
                "comments": _("State of the database: journal entry {number}, {hash}.").format(
                    number=origin.entry, hash=origin.hash
                ),
                "created": origin.made.replace(tzinfo=None),
            }
        )
        look, blocks, sides = Look(book), by_rubric(summary), pairs(summary)
        write_overview(look, summary, blocks)
        levels = levels_sheet(look, summary)
        write_charts(look, summary, blocks, sides)
        write_years(look, summary)
        for beside in summary.beside:
            write_beside(look, summary, beside)
        write_sides(look, summary, sides)
        write_findings(look, summary)
        write_answers(look, summary)
        scales = write_scales(look, summary.rubrics)
        traced = write_traces(look, summary.rubrics, summary.judged, scales)
        if levels is not None:
            write_levels(look, levels, summary, traced)
