"""What became of imported worksheets, as a report: a row for each evaluation, and the document for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from rbtrack import messages
from rbtrack.domain.importing import Imported
from rbtrack.domain.merging import Change, said
from rbtrack.domain.numbers import rounded
from rbtrack.errors import Problem
from rbtrack.reports.table import Column, Report, Row, Table
from rbtrack.text import _, listed


def import_report(outcomes: Sequence[Imported]) -> Report:
    """One row, and one entry of `files`, for each evaluation found in a file."""
    columns = (
        Column("file", _("File")),
        Column("evaluation", _("Evaluation")),
        Column("status", _("Status")),
        Column("new", _("New"), "count"),
        Column("changed", _("Changed"), "count"),
        Column("same", _("Same"), "count"),
        Column("blank", _("Blank"), "count"),
        Column("sheet_total", _("In sheet"), "figure"),
        Column("computed_total", _("Computed"), "figure"),
    )
    table = Table(_("Worksheets"), columns, tuple(_row(outcome) for outcome in outcomes))
    return Report(table, {"schema": "rbtrack.import/1", "files": [_entry(outcome) for outcome in outcomes]})


def changes_table(outcome: Imported) -> Table:
    """The answers that change, old and new, with the cell of the new one."""
    columns = (
        Column("item", _("Item"), "code"),
        Column("cell", _("Cell"), "code"),
        Column("old", _("Before")),
        Column("new", _("After")),
    )
    changed = outcome.merge.changed if outcome.merge else ()
    rows = (_change(outcome, change) for change in changed)
    title = _("Changed answers of {file}").format(file=outcome.file)
    return Table(title, columns, tuple(Row(tuple(row[column.key] for column in columns)) for row in rows))


def status_name(outcome: Imported) -> str:
    names = {
        "stored": _("stored"),
        "unchanged": _("unchanged"),
        "refused": _("refused"),
        "checked": _("checked, not stored"),
    }
    return names[outcome.status]


def status_counts(outcomes: Sequence[Imported]) -> str:
    """How many evaluations were stored, unchanged, checked and refused, in one line."""
    counts = Counter(status_name(outcome) for outcome in outcomes)
    return (
        _("In all: {count}").format(count=len(outcomes))
        + " ("
        + listed([f"{counts[name]} {name}" for name in counts])
        + ")"
    )


def _row(outcome: Imported) -> Row:
    key = outcome.key
    return Row(
        (
            outcome.file,
            f"{key.office} {key.label}" if key else None,
            status_name(outcome),
            *_counts(outcome).values(),
            outcome.sheet_total,
            outcome.computed_total,
        )
    )


def _counts(outcome: Imported) -> dict[str, int | None]:
    merged = outcome.merge
    if merged is None:
        return {"new": None, "changed": None, "same": None, "blank": None}
    return {"new": len(merged.added), "changed": len(merged.changed), "same": merged.same, "blank": merged.blank}


def _entry(outcome: Imported) -> dict[str, Any]:
    key = outcome.key
    changed = outcome.merge.changed if outcome.merge else ()
    return {
        "file": outcome.file,
        "path": outcome.path,
        "marked": outcome.marked,
        "sha256": outcome.sha256,
        "status": outcome.status,
        "office": key.office if key else None,
        "year": key.year if key else None,
        "rubric": key.rubric if key else None,
        "tier": key.tier if key else None,
        "judge": key.judge if key else None,
        "answers": _counts(outcome),
        "sheet_total": _shown(outcome.sheet_total),
        "computed_total": _shown(outcome.computed_total),
        "changes": [_change(outcome, change) for change in changed],
        "problems": [problem_document(problem) for problem in outcome.problems],
    }


def _change(outcome: Imported, change: Change) -> dict[str, str | None]:
    place = outcome.places.get(change.item)
    old, new = listed(said(change.old, change.new)), listed(said(change.new, change.old))
    return {"item": change.item, "cell": place.cell if place else None, "old": old or None, "new": new or None}


def problem_document(problem: Problem) -> dict[str, str | None]:
    """A problem for programs: what is wrong, where, and what to do, in the reader's words."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "sheet": problem.place.sheet,
        "cell": problem.place.cell,
        "item": problem.item,
        "value": problem.value,
        "message": messages.message(problem),
        "hint": messages.hint(problem),
    }


def _shown(value: Fraction | None) -> str | None:
    return None if value is None else format(rounded(value), "f")
