"""Published figures as reports: as a list, and offices by years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rbtrack.domain.evaluation import Office, Result
from rbtrack.domain.tiers import RESULT_TIERS
from rbtrack.errors import Problem
from rbtrack.reports.imports import problem_document
from rbtrack.reports.table import Cell, Column, Report, Row, Table
from rbtrack.text import _, unrounded


def result_list_report(results: Sequence[Result]) -> Report:
    """Every figure in a row of its own, as reported."""
    columns = (
        Column("code", _("Code"), "code"),
        Column("year", _("Year"), "code"),
        Column("instrument", _("Instrument"), "code"),
        Column("tier", _("Tier"), "code"),
        Column("judge", _("Judge")),
        Column("score", _("Score"), "entered"),
        Column("grade", _("Grade"), "code"),
        Column("scale", _("Scale"), "code"),
        Column("source", _("Source")),
        Column("note", _("Note")),
    )
    rows = tuple(
        Row((each.office, str(each.year), each.instrument, each.tier, each.judge, *_reported(each))) for each in results
    )
    return Report(Table(_("Reported figures"), columns, rows), {
        "schema": "rbtrack.results/1", "results": [result_document(each) for each in results],
    })  # fmt: skip


def sakip_report(offices: Sequence[Office], results: Sequence[Result]) -> Report:
    """Offices by years: the most authoritative SAKIP figure of each, as reported; a star where there are more."""
    years = sorted({result.year for result in results})
    columns = (
        Column("code", _("Code"), "code"),
        Column("office", _("Office")),
        *(Column(str(year), str(year), "code") for year in years),
    )
    by_cell: dict[tuple[str, int], list[Result]] = {}
    for result in results:
        by_cell.setdefault((result.office, result.year), []).append(result)
    known = [office for office in offices if any(office.code == code for code, _year in by_cell)]
    rows = tuple(
        Row((office.code, office.name, *(_cell(by_cell.get((office.code, year), [])) for year in years)))
        for office in known
    )
    several = any(len(found) > 1 for found in by_cell.values())
    notes = (_("* more than one figure: see rbtrack result list"),) if several else ()
    document = {"schema": "rbtrack.sakip/1", "results": [result_document(each) for each in results]}
    return Report(Table(_("SAKIP, as reported"), columns, rows, notes), document)


def result_outcomes_report(outcomes: Sequence[tuple[str, str, Result | None, Sequence[Problem]]]) -> Report:
    """What became of every row of a table: its status, its place, the figure, the problems."""
    counts = {status: sum(1 for found, *_rest in outcomes if found == status) for status in _statuses()}
    columns = (Column("status", _("Status")), Column("rows", _("Rows"), "count"))
    rows = tuple(Row((_statuses()[status], count)) for status, count in counts.items())
    document = {
        "schema": "rbtrack.result-import/1",
        "counts": counts,
        "rows": [
            {
                "status": status,
                "place": place,
                "result": result_document(result) if result else None,
                "problems": [problem_document(problem) for problem in problems],
            }
            for status, place, result, problems in outcomes
        ],
    }
    return Report(Table(_("Reported figures"), columns, rows), document)


def result_document(result: Result) -> dict[str, Any]:
    """A result for programs: the score as text, with all the digits that were reported."""
    return {
        "office": result.office,
        "year": result.year,
        "instrument": result.instrument,
        "tier": result.tier,
        "judge": result.judge,
        "score": None if result.score is None else format(result.score, "f"),
        "grade": result.grade,
        "scale": result.scale,
        "source": result.source,
        "note": result.note,
    }


def figure_text(result: Result) -> str:
    """`CC/65`, `B`, `86,5`: grade and score as they were reported."""
    parts = (result.grade, None if result.score is None else unrounded(result.score))
    return "/".join(part for part in parts if part)


def _cell(results: Sequence[Result]) -> str | None:
    if not results:
        return None
    best = min(results, key=lambda result: (RESULT_TIERS.index(result.tier), result.judge))
    return figure_text(best) + (" *" if len(results) > 1 else "")


def _reported(result: Result) -> tuple[Cell, ...]:
    return (result.score, result.grade, result.scale, result.source, result.note)


def _statuses() -> dict[str, str]:
    return {"stored": _("stored"), "replaced": _("replaced"), "unchanged": _("unchanged"), "refused": _("refused")}
