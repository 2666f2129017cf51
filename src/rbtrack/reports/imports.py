"""What became of imported worksheets, as a report: a row for each evaluation, and the document for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from rbtrack import messages
from rbtrack.domain.merging import Change, said
from rbtrack.domain.numbers import rounded
from rbtrack.errors import Problem
from rbtrack.reports.table import Column, Report, Row, Table
from rbtrack.text import _, listed
from rbtrack.views.importing import ImportedEvaluation


def import_report(evaluations: Sequence[ImportedEvaluation], copies: Mapping[Path, Path] | None = None) -> Report:
    """One row, and one entry of `files`, for each evaluation found in a file.

    `copies` are the files that were given back with their problems marked, each with its marked copy.
    """
    columns = (
        Column("file", _("File")),
        Column("evaluation", _("Evaluation")),
        Column("status", _("Status")),
        Column("new", _("New"), "count"),
        Column("changed", _("Changed"), "count"),
        Column("same", _("Same"), "count"),
        Column("blank", _("Blank"), "count"),
        Column("without_evidence", _("Without evidence"), "count", spare=True),
        Column("sheet_total", _("In sheet"), "figure"),
        Column("computed_total", _("Computed"), "figure"),
    )
    table = Table(_("Worksheets"), columns, tuple(_row(found) for found in evaluations))
    return Report(
        table, {"schema": "rbtrack.import/1", "files": [_entry(found, copies or {}) for found in evaluations]}
    )


def changes_table(found: ImportedEvaluation) -> Table:
    """The answers that change, old and new, with the cell of the new one."""
    columns = (
        Column("item", _("Item"), "code"),
        Column("cell", _("Cell"), "code"),
        Column("old", _("Before")),
        Column("new", _("After")),
    )
    changed = found.merge.changed if found.merge else ()
    rows = (_change(found, change) for change in changed)
    title = _("Changed answers of {file}").format(file=found.file)
    return Table(title, columns, tuple(Row(tuple(row[column.key] for column in columns)) for row in rows))


def status_name(found: ImportedEvaluation) -> str:
    names = {
        "stored": _("stored"),
        "unchanged": _("unchanged"),
        "refused": _("refused"),
        "checked": _("checked, not stored"),
    }
    return names[found.status]


def status_counts(evaluations: Sequence[ImportedEvaluation]) -> str:
    """How many evaluations were stored, unchanged, checked and refused, in one line."""
    counts = Counter(status_name(found) for found in evaluations)
    return (
        _("In all: {count}").format(count=len(evaluations))
        + " ("
        + listed([f"{counts[name]} {name}" for name in counts])
        + ")"
    )


def _row(found: ImportedEvaluation) -> Row:
    key = found.key
    return Row(
        (
            found.file,
            f"{key.office} {key.label}" if key else None,
            status_name(found),
            *_counts(found).values(),
            _without_evidence(found),
            found.sheet_total,
            found.computed_total,
        )
    )


def _counts(found: ImportedEvaluation) -> dict[str, int | None]:
    merged = found.merge
    if merged is None:
        return {"new": None, "changed": None, "same": None, "blank": None}
    # A note or evidence alone is no answer.
    new = sum(change.new.says_something for change in merged.added)
    blank = merged.blank + len(merged.added) - new
    return {"new": new, "changed": len(merged.changed), "same": merged.same, "blank": blank}


def _without_evidence(found: ImportedEvaluation) -> int | None:
    """How many answers have no evidence; None where nothing is said of it."""
    counts = [int(str(each.parameters["count"])) for each in found.problems if each.code == "evidence-missing"]
    return counts[0] if counts else None


def _entry(found: ImportedEvaluation, copies: Mapping[Path, Path]) -> dict[str, Any]:
    key = found.key
    changed = found.merge.changed if found.merge else ()
    return {
        "file": found.file,
        "path": str(found.path),
        "marked": str(copies[found.path]) if found.path in copies else None,
        "sha256": found.sha256,
        "status": found.status,
        "office": key.office if key else None,
        "year": key.year if key else None,
        "evaluated": key.year_evaluated if key else None,
        "rubric": key.rubric if key else None,
        "tier": key.tier if key else None,
        "judge": key.judge if key else None,
        "answers": _counts(found),
        "sheet_total": _shown(found.sheet_total),
        "computed_total": _shown(found.computed_total),
        "changes": [_change(found, change) for change in changed],
        "problems": [problem_document(problem) for problem in found.problems],
    }


def _change(found: ImportedEvaluation, change: Change) -> dict[str, str | None]:
    place = found.places.get(change.item)
    old, new = listed(said(change.old, change.new)), listed(said(change.new, change.old))
    return {"item": change.item, "cell": place.cell if place else None, "old": old or None, "new": new or None}


def problem_document(problem: Problem) -> dict[str, Any]:
    """A problem for programs: what is wrong, where, and what to do, in the reader's words. `cells` are all the cells
    that it is about, where they are many."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "sheet": problem.place.sheet,
        "cell": problem.place.cell,
        "cells": list(cells) if isinstance(cells := problem.parameters.get("cells"), tuple) else [],
        "item": problem.item,
        "value": problem.value,
        "message": messages.message(problem),
        "hint": messages.hint(problem),
    }


def _shown(value: Fraction | None) -> str | None:
    return None if value is None else format(rounded(value), "f")
