"""Published figures as reports: as a list, and offices by years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rbtrack import messages
from rbtrack.domain.evaluation import Result
from rbtrack.domain.tiers import RESULT_TIERS
from rbtrack.messages.figures import evaluated_notes, evaluated_words
from rbtrack.reports.imports import problem_document
from rbtrack.reports.table import Cell, Column, Report, Row, Table
from rbtrack.text import _, listed, unrounded
from rbtrack.views.results import ImportedResults, PublishedSakip


def result_list_report(results: Sequence[Result]) -> Report:
    """Every figure in a row of its own, as reported; with the year of evaluation where one was judged in another year."""
    is_apart = any(each.evaluated is not None for each in results)
    columns = (
        Column("code", _("Code"), "code"),
        Column("year", _("Year"), "code"),
        *([Column("evaluated", _("Evaluated in"), "code")] if is_apart else []),
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
        Row((each.office, *_years(each, is_apart), each.instrument, each.tier, each.judge, *_reported(each)))
        for each in results
    )
    return Report(Table(_("Reported figures"), columns, rows), {
        "schema": "rbtrack.results/1", "results": [result_document(each) for each in results],
    })  # fmt: skip


def sakip_report(found: PublishedSakip) -> Report:
    """Offices by years: the most authoritative SAKIP figure of each, as reported; a star where there are more. In brackets
    the year of evaluation, where it is another one."""
    years = sorted({result.year for result in found.results})
    columns = (
        Column("code", _("Code"), "code"),
        Column("office", _("Office")),
        *(Column(str(year), str(year), "code") for year in years),
    )
    by_cell: dict[tuple[str, int], list[Result]] = {}
    for result in found.results:
        by_cell.setdefault((result.office, result.year), []).append(result)
    judged = [office for office in found.offices if any(office.code == code for code, _year in by_cell)]
    rows = tuple(
        Row((office.code, office.name, *(_cell(by_cell.get((office.code, year), [])) for year in years)))
        for office in judged
    )
    several = any(len(results) > 1 for results in by_cell.values())
    more = (_("* more than one figure: see rbtrack result list"),) if several else ()
    notes = (*more, *evaluated_notes(found.results))
    document = {"schema": "rbtrack.sakip/1", "results": [result_document(each) for each in found.results]}
    return Report(Table(_("SAKIP, as reported"), columns, rows, notes), document)


def result_outcomes_report(found: ImportedResults) -> Report:
    """What became of every row of a table: its status, its place, the figure, the problems."""
    outcomes = found.outcomes
    counts = _counts(found)
    columns = (Column("status", _("Status")), Column("rows", _("Rows"), "count"))
    rows = tuple(Row((_statuses()[status], count)) for status, count in counts.items())
    document = {
        "schema": "rbtrack.result-import/1",
        "counts": counts,
        "problems": [problem_document(problem) for problem in found.problems],
        "rows": [
            {
                "status": each.status,
                "place": messages.where(each.place),
                "result": result_document(each.result) if each.result else None,
                "problems": [problem_document(problem) for problem in each.problems],
            }
            for each in outcomes
        ],
    }
    return Report(Table(_("Reported figures"), columns, rows), document)


def outcome_counts(found: ImportedResults) -> str:
    """How many rows were stored, replaced, unchanged and refused, in one line."""
    return listed([f"{count} {_statuses()[status]}" for status, count in _counts(found).items() if count])


def _counts(found: ImportedResults) -> dict[str, int]:
    return {status: sum(each.status == status for each in found.outcomes) for status in _statuses()}


def result_document(result: Result) -> dict[str, Any]:
    """A result for programs: the score as text, with all the digits that were reported."""
    return {
        "office": result.office,
        "year": result.year,
        "evaluated": result.year_evaluated,
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


def dated_text(result: Result) -> str:
    """The same with the year of evaluation, where it is another than the year judged."""
    return ", ".join(part for part in (figure_text(result), evaluated_words(result)) if part)


def _cell(results: Sequence[Result]) -> str | None:
    if not results:
        return None
    best = min(results, key=lambda result: (RESULT_TIERS.index(result.tier), result.judge))
    apart = f" ({best.evaluated})" if best.evaluated is not None else ""
    return figure_text(best) + apart + (" *" if len(results) > 1 else "")


def _years(result: Result, is_apart: bool) -> tuple[str, ...]:
    """The year judged; with the year of evaluation where a column is there for it."""
    return (str(result.year), str(result.year_evaluated)) if is_apart else (str(result.year),)


def _reported(result: Result) -> tuple[Cell, ...]:
    return (result.score, result.grade, result.scale, result.source, result.note)


def _statuses() -> dict[str, str]:
    return {"stored": _("stored"), "replaced": _("replaced"), "unchanged": _("unchanged"), "refused": _("refused")}
