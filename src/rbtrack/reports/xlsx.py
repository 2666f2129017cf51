"""A table as an Excel workbook: real numbers, frozen headings, ready to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from rbtrack.reports.table import Cell, Column, Table
from rbtrack.text import as_written
from rbtrack.xlsx.new_books import new_book

_FORMATS = {
    "count": "0",
    "change": "+0;-0;0",
    "figure": "0.00",
    "difference": "+0.00;-0.00;0.00",
    "precise": "General",
    "entered": "General",
}
_WIDTHS = {"text": 44, "code": 14, "answer": 14, **dict.fromkeys(_FORMATS, 11)}
_HEADING = {
    "bold": True,
    "bg_color": "#1F4E79",
    "font_color": "white",
    "text_wrap": True,
    "border": 1,
    "valign": "top",
}
_UNDATED = datetime(1980, 1, 1)  # noqa: DTZ001 (a date in a workbook has no zone)
"""As a zip archive dates what has no date: the same table gives the same bytes on every day."""
_TEXT_MOST = 32_767
"""A cell holds no more characters."""


def save_tables(tables: Sequence[Table], path: Path) -> None:
    """Write `tables` to `path`, a sheet each. Text is text, whatever it begins with."""
    with new_book(path) as book:
        book.set_properties({"title": tables[0].title, "created": _UNDATED})
        formats = {
            (kind, strong, depth): book.add_format(_style(kind, strong, depth))
            for kind in _WIDTHS
            for strong in (False, True)
            for depth in range(6)
        }
        title = book.add_format({"bold": True, "font_size": 13})
        heading = book.add_format(_HEADING)
        for table in tables:
            sheet = book.add_worksheet(table.tab)
            sheet.write_string(0, 0, table.title, title)
            for position, column in enumerate(table.columns):
                sheet.write_string(2, position, column.title, heading)
                sheet.set_column(position, position, _WIDTHS[column.kind])
            _write_rows(sheet, table, formats)
            _set_up_page(sheet, table.columns)


def _write_rows(sheet: Any, table: Table, formats: Mapping[tuple[str, bool, int], Any]) -> None:
    for number, row in enumerate(table.rows, start=3):
        for position, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
            style = formats[column.kind, row.strong, min(row.depth, 5) if column.kind == "text" else 0]
            said = as_written(cell) if column.kind == "answer" and isinstance(cell, str) else cell
            _write(sheet, number, position, said, style)
    for number, note in enumerate(table.notes, start=len(table.rows) + 4):
        sheet.write_string(number, 0, note)


def _style(kind: str, strong: bool, depth: int) -> dict[str, Any]:
    style: dict[str, Any] = {"border": 1, "border_color": "#C8D0D9", "valign": "top", "bold": strong}
    if kind in _FORMATS:
        return {**style, "num_format": _FORMATS[kind]}
    return {**style, "text_wrap": kind == "text", "indent": depth}


def _write(sheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    if cell is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell if len(cell) <= _TEXT_MOST else cell[: _TEXT_MOST - 1] + "…", style)
    else:
        sheet.write_number(row, column, float(cell), style)


def _set_up_page(sheet: Any, columns: tuple[Column, ...]) -> None:
    sheet.freeze_panes(3, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.set_footer("&C&P / &N")
    sheet.set_column(len(columns), len(columns), 3)
