"""Plain lists as reports: offices, the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rbtrack.domain.evaluation import Office
from rbtrack.reports.table import Cell, Column, Report, Row, Table
from rbtrack.text import _
from rbtrack.views.journal import JournalEntry


def list_report(
    title: str, columns: tuple[Column, ...], entries: Sequence[dict[str, Any]], schema: str, name: str
) -> Report:
    """Entries of the same keys as a table of `columns`, and as a document with all of their keys under `name`."""
    rows = tuple(Row(tuple(_cell(entry[column.key]) for column in columns)) for entry in entries)
    return Report(Table(title, columns, rows), {"schema": schema, name: list(entries)})


def _cell(value: object) -> Cell:
    return value if value is None or isinstance(value, (str, int)) else str(value)


def office_report(offices: Sequence[Office]) -> Report:
    """The offices, each with the one that it belongs to."""
    columns = (
        Column("code", _("Code"), "code"),
        Column("name", _("Name")),
        Column("kind", _("Kind"), "code"),
        Column("parent", _("Below"), "code"),
    )
    entries = [
        {"code": office.code, "name": office.name, "kind": office.kind, "parent": office.parent} for office in offices
    ]
    return list_report(_("Offices"), columns, entries, "rbtrack.offices/1", "offices")


def journal_report(entries: Sequence[JournalEntry]) -> Report:
    """The entries, oldest first; the document has all that an entry holds."""
    columns = (
        Column("number", _("No."), "count"),
        Column("at", _("Time (UTC)"), "code"),
        Column("actor", _("By"), "code"),
        Column("action", _("Action"), "code"),
        Column("object", _("Object")),
        Column("new", _("What")),
    )
    return list_report(_("Journal"), columns, [asdict(entry) for entry in entries], "rbtrack.journal/1", "entries")
