"""Worksheets as reports: those that were issued, and where two of them differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rbtrack.domain.differences import Difference
from rbtrack.domain.evaluation import EvaluationKey, Office
from rbtrack.errors import Place
from rbtrack.reports.lists import list_report
from rbtrack.reports.table import Column, Report, Row, Table
from rbtrack.text import _

Issued = tuple[Office, EvaluationKey, str, str | None]
"""Whose worksheet, of which evaluation, the file, and where another file of that name went."""

Side = tuple[str | None, EvaluationKey, Mapping[str, Place]]
"""A worksheet's name (None for what is stored), which evaluation it is, and the cell of each answer."""


def issued_report(issued: Sequence[Issued]) -> Report:
    """The worksheets that were written, one an office."""
    columns: tuple[Column, ...] = (
        Column("office", _("Office"), "code"),
        Column("name", _("Name")),
        Column("year", _("Year"), "code"),
        Column("rubric", _("Rubric"), "code"),
        Column("file", _("File")),
        Column("kept", _("Earlier file kept as")),
    )
    entries: list[dict[str, Any]] = [
        {
            "office": office.code,
            "name": office.name,
            "year": str(key.year),
            "rubric": key.rubric,
            "tier": key.tier,
            "judge": key.judge,
            "file": file,
            "kept": kept,
        }
        for office, key, file, kept in issued
    ]
    if not any(entry["kept"] for entry in entries):
        columns = columns[:-1]
    return list_report(_("Worksheets issued"), columns, entries, "rbtrack.issued/1", "files")


def diff_report(left: Side, right: Side, found: Sequence[Difference]) -> Report:
    """Every difference with both values and, of a worksheet, the cell of the answer."""
    names: dict[str | None, str] = {"answer": _("Answer"), "note": _("Note"), "evidence": _("Evidence")}
    columns = (
        Column("item", _("Item"), "code"),
        Column("name", _("Name")),
        Column("what", _("What")),
        Column("left", _title(left)),
        Column("left_cell", _("Cell"), "code"),
        Column("right", _title(right)),
        Column("right_cell", _("Cell"), "code"),
    )
    entries = [_entry(each, left, right) for each in found]
    rows = tuple(Row(tuple(_shown(entry, column.key, names) for column in columns)) for entry in entries)
    notes = () if rows else (_("There is no difference."),)
    document = {
        "schema": "rbtrack.diff/1",
        "left": _side(left),
        "right": _side(right),
        "differences": entries,
    }
    return Report(Table(_("Differences"), columns, rows, notes), document)


def _shown(entry: Mapping[str, str | None], key: str, names: Mapping[str | None, str]) -> str | None:
    return names[entry["what"]] if key == "what" else entry[key] or None


def _title(side: Side) -> str:
    return side[0] or _("Stored")


def _entry(each: Difference, left: Side, right: Side) -> dict[str, str | None]:
    return {
        "item": each.item,
        "name": each.name,
        "what": each.aspect,
        "left": each.left,
        "left_cell": _cell(left, each.item),
        "right": each.right,
        "right_cell": _cell(right, each.item),
    }


def _cell(side: Side, item: str) -> str | None:
    place = side[2].get(item)
    return place.cell if place else None


def _side(side: Side) -> dict[str, object]:
    file, key, _places = side
    return {
        "file": file,
        "office": key.office,
        "year": key.year,
        "rubric": key.rubric,
        "tier": key.tier,
        "judge": key.judge,
    }
