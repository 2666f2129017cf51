"""Worksheets as reports: those that were issued, and where two of them differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rbtrack.domain.differences import Difference
from rbtrack.reports.lists import list_report
from rbtrack.reports.table import Column, Report, Row, Table
from rbtrack.text import _
from rbtrack.views.differences import ComparedAnswers, WorksheetComparison
from rbtrack.views.issuing import WrittenWorksheet


def issued_report(written: Sequence[WrittenWorksheet]) -> Report:
    """The worksheets that were written, one an office."""
    is_apart = any(each.key.evaluated is not None for each in written)
    columns: tuple[Column, ...] = (
        Column("office", _("Office"), "code"),
        Column("name", _("Name")),
        Column("year", _("Year"), "code"),
        *([Column("evaluated", _("Evaluated in"), "code")] if is_apart else []),
        Column("rubric", _("Rubric"), "code"),
        Column("file", _("File")),
        Column("kept", _("Earlier file kept as")),
    )
    entries: list[dict[str, Any]] = [
        {
            "office": each.office.code,
            "name": each.office.name,
            "year": str(each.key.year),
            "evaluated": str(each.key.year_evaluated),
            "rubric": each.key.rubric,
            "tier": each.key.tier,
            "judge": each.key.judge,
            "file": str(each.path),
            "kept": str(each.kept) if each.kept else None,
        }
        for each in written
    ]
    if not any(entry["kept"] for entry in entries):
        columns = columns[:-1]
    return list_report(_("Worksheets issued"), columns, entries, "rbtrack.issued/1", "files")


def diff_report(found: WorksheetComparison) -> Report:
    """Every difference with both values and, of a worksheet, the cell of the answer."""
    names: dict[str | None, str] = {"answer": _("Answer"), "note": _("Note"), "evidence": _("Evidence")}
    columns = (
        Column("item", _("Item"), "code"),
        Column("name", _("Name")),
        Column("what", _("What")),
        Column("left", _title(found.left)),
        Column("left_cell", _("Cell"), "code"),
        Column("right", _title(found.right)),
        Column("right_cell", _("Cell"), "code"),
    )
    entries = [_entry(each, found) for each in found.differences]
    rows = tuple(Row(tuple(_shown(entry, column.key, names) for column in columns)) for entry in entries)
    notes = () if rows else (_("There is no difference."),)
    document = {
        "schema": "rbtrack.diff/1",
        "left": _side(found.left),
        "right": _side(found.right),
        "differences": entries,
    }
    return Report(Table(_("Differences"), columns, rows, notes), document)


def _shown(entry: Mapping[str, str | None], key: str, names: Mapping[str | None, str]) -> str | None:
    return names[entry["what"]] if key == "what" else entry[key] or None


def _title(side: ComparedAnswers) -> str:
    return side.file or _("Stored")


def _entry(each: Difference, found: WorksheetComparison) -> dict[str, str | None]:
    return {
        "item": each.item,
        "name": each.name,
        "what": each.aspect,
        "left": each.left,
        "left_cell": _cell(found.left, each.item),
        "right": each.right,
        "right_cell": _cell(found.right, each.item),
    }


def _cell(side: ComparedAnswers, item: str) -> str | None:
    place = side.places.get(item)
    return place.cell if place else None


def _side(side: ComparedAnswers) -> dict[str, object]:
    key = side.key
    return {
        "file": side.file,
        "office": key.office,
        "year": key.year,
        "evaluated": key.year_evaluated,
        "rubric": key.rubric,
        "tier": key.tier,
        "judge": key.judge,
    }
