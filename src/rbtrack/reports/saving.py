"""A report as a file, of the kind that its ending says."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from rbtrack.domain.numbers import rounded, tidy
from rbtrack.files import check_suffix, write_text, write_whole
from rbtrack.reports.table import NUMERIC, Cell, Column, Kind, Report, Row, Table
from rbtrack.text import PRECISE_PLACES, as_written, harmless, number, precise, signed, unrounded, unrunnable

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def save_report(report: Report, path: Path) -> Path | None:
    """Write `report` to `path`; return where another file of that name was put.

    Raises RbtrackError for another ending than .csv .json .md .xlsx.
    """
    check_suffix(path, SUFFIXES)
    return SUFFIXES[path.suffix.lower()](report, path)


def as_json(document: dict[str, Any]) -> str:
    """The document as JSON. What would move a cursor or turn a line around on a terminal is escaped, and so kept."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def shown(cell: Cell, kind: Kind) -> str:
    """A cell as a reader sees it, in the reader's language."""
    if isinstance(cell, str):
        return harmless(as_written(cell) if kind == "answer" else cell)
    if kind == "count":
        return number(cell, 0)
    if kind == "change":
        return signed(cell, 0)
    if kind == "precise":
        return precise(cell)
    if kind == "entered" and isinstance(cell, (Decimal, Fraction)):
        return unrounded(cell)
    return signed(cell) if kind == "difference" and not isinstance(cell, int) else number(cell)


def _save_csv(report: Report, path: Path) -> Path | None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    several = len(report.tables) > 1
    # One heading over all tables: the columns of each that others before it lack are set to the right.
    keys = list(dict.fromkeys(column.key for table in report.tables for column in table.columns))
    writer.writerow([*(["table"] if several else []), *keys])
    for table in report.tables:
        for row in table.rows:
            cells = _by_key(row, table)
            writer.writerow([*([table.key] if several else []), *(cells.get(key, "") for key in keys)])
    # Excel takes a file for UTF-8 only where it begins with this mark.
    return write_text(path, text.getvalue(), encoding="utf-8-sig")


def _by_key(row: Row, table: Table) -> dict[str, str]:
    return {column.key: _plain(cell, column) for cell, column in zip(row.cells, table.columns, strict=True)}


def _plain(cell: Cell, column: Column) -> str:
    """A cell for programs: figures with a point; text that a spreadsheet would run as a formula gets an apostrophe."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return unrunnable(cell)
    if column.kind == "entered" and isinstance(cell, Decimal):
        return format(cell, "f")
    if column.kind == "precise":
        return format(tidy(rounded(Fraction(cell), PRECISE_PLACES)), "f")
    return str(cell) if column.kind in ("count", "change") else format(rounded(Fraction(cell)), "f")


def _save_json(report: Report, path: Path) -> Path | None:
    return write_text(path, as_json(report.document))


def _save_markdown(report: Report, path: Path) -> Path | None:
    return write_text(path, "\n".join(as_markdown(table) for table in report.tables))


def as_markdown(table: Table) -> str:
    """The table in Markdown, foreign text made plain."""
    lines = [f"# {_markdown(table.title)}", ""]
    lines.append("| " + " | ".join(_markdown(column.title) for column in table.columns) + " |")
    lines.append("|" + "|".join(" ---: " if column.kind in NUMERIC else " --- " for column in table.columns) + "|")
    for row in table.rows:
        cells = [_markdown(shown(cell, column.kind)) for cell, column in zip(row.cells, table.columns, strict=True)]
        lines.append("| " + " | ".join(f"**{cell}**" if row.strong and cell else cell for cell in cells) + " |")
    lines += [line for note in table.notes for line in ("", _markdown(note))]
    # A spreadsheet that opens it begins a cell with every line, and behind every semicolon.
    return "".join(unrunnable(line, "\\") + "\n" for line in lines)


def _markdown(text: str) -> str:
    return "".join(f"\\{character}" if character in r"\|`*_<>[]" else character for character in harmless(text))


def _save_xlsx(report: Report, path: Path) -> Path | None:
    from rbtrack.reports.xlsx import save_tables

    return write_whole(path, lambda temporary: save_tables(report.tables, temporary))


SUFFIXES: dict[str, Callable[[Report, Path], Path | None]] = {
    ".csv": _save_csv,
    ".json": _save_json,
    ".md": _save_markdown,
    ".xlsx": _save_xlsx,
}
