"""The shared look of the sheets: kinds of cells, headings, frozen panes, print set-up; text never a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from rbtrack.text import MISSING, _, harmless
from rbtrack.xlsx.plain_sheet import PlainSheet

Kind = Literal["text", "code", "count", "figure", "difference", "entered"]
Mark = Literal["", "provisional", "reported"]
Value = str | int | float | Fraction | Decimal | None

DARK, LINE, PALE = "#1F4E79", "#C8D0D9", "#EEF3F8"
TITLE_ROW, NOTE_ROW, HEADING_ROW = 0, 1, 3
FIRST_ROW = HEADING_ROW + 1
LINE_HEIGHT, MOST_HEIGHT = 13.5, 405
"""Points; no row of Excel is higher than 409."""

_NUMBERS: dict[Kind, str] = {
    "count": "0",
    "figure": "0.00",
    "difference": "+0.00;-0.00;0.00",
    "entered": "General",
}
_MARKED: dict[Mark, str] = {"": "{}", "provisional": '"("{}")"', "reported": '{}"*"'}
_TEXT_MOST = 32_767
_NAME_MOST = 31


@dataclass(frozen=True, slots=True)
class Cell:
    """A value that is not plain: `provisional` stands in brackets, `reported` carries a star, both stay numbers."""

    value: Value
    mark: Mark = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its title (turned upright where the column is narrow), its width in characters, what its cells are."""

    title: str
    width: float = 12
    kind: Kind = "text"
    upright: bool = False


class Look:
    """The workbook being written, with every format made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self._styles: dict[tuple[tuple[str, object], ...], Any] = {}
        self._names: set[str] = set()
        self.title = self.style(bold=True, font_size=14, font_color=DARK)
        self.note = self.style(font_color="#475569")
        self.heading = self.style(
            bold=True, bg_color=DARK, font_color="white", text_wrap=True, border=1, border_color=LINE, valign="vcenter"
        )
        self.upright = self.style(
            bold=True,
            bg_color=DARK,
            font_color="white",
            text_wrap=True,
            border=1,
            border_color=LINE,
            rotation=90,
            font_size=9,
        )
        self.cells = {
            (kind, mark, strong): self._cell_style(kind, mark, strong)
            for kind in ("text", "code", *_NUMBERS)
            for mark in _MARKED
            for strong in (False, True)
        }
        self.missing = self.style(align="right", font_color="#8A94A0", border=1, border_color=LINE, valign="top")
        self.word = self.style(
            align="right", border=1, border_color=LINE, valign="top", font_color="#7A4A00", shrink=True
        )

    def style(self, **properties: object) -> Any:
        """The format with these properties; the same one for the same properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._styles:
            self._styles[key] = self.book.add_format({"font_name": "Calibri", "font_size": 10, **properties})
        return self._styles[key]

    def sheet(self, name: str, title: str, note: str = "") -> Any:
        """A new sheet with its title and a line that says how to read it; named as Excel allows, and only once."""
        sheet = self.book.add_worksheet(self._free_name(name), PlainSheet)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&8&F – &A&R&8&P / &N")
        sheet.write_string(TITLE_ROW, 0, harmless(title), self.title)
        if note:
            sheet.write_string(NOTE_ROW, 0, harmless(note), self.note)
        return sheet

    def headings(self, sheet: Any, headings: Sequence[Heading], row: int = HEADING_ROW) -> None:
        """A row of headings, with the widths of their columns."""
        sheet.set_row(row, 140 if any(heading.upright for heading in headings) else 32)
        for column, heading in enumerate(headings):
            sheet.set_column(column, column, heading.width)
            style = self.upright if heading.upright else self.heading
            sheet.write_string(row, column, harmless(heading.title), style)

    def table(
        self,
        sheet: Any,
        headings: Sequence[Heading],
        rows: Iterable[Sequence[Value | Cell]],
        frozen_columns: int = 0,
        *,
        sparse: bool = False,
    ) -> int:
        """Headings that stay in sight, rows below them, a filter over all, set up to print; the row after the last.

        The workbook keeps no row in memory: each is written once, from the top to the bottom. A
        `sparse` table has no cells where nothing stands, for the sake of its size.
        """
        self.headings(sheet, headings)
        kinds = [heading.kind for heading in headings]
        wrapped = [(column, heading.width) for column, heading in enumerate(headings) if heading.kind == "text"]
        number = FIRST_ROW
        for number, row in enumerate(rows, start=FIRST_ROW + 1):
            lines = max((_lines(row[column], width) for column, width in wrapped), default=1)
            if lines > 1:
                sheet.set_row(number - 1, min(lines * LINE_HEIGHT, MOST_HEIGHT))
            for column, (value, kind) in enumerate(zip(row, kinds, strict=True)):
                if not sparse or value not in (None, ""):
                    self.put(sheet, number - 1, column, value, kind)
        self.set_up(sheet, len(headings), number, frozen_columns)
        return number

    @staticmethod
    def set_up(sheet: Any, columns: int, end: int, frozen_columns: int) -> None:
        """Freeze, filter and print set-up of a table that ends before the row `end`."""
        sheet.freeze_panes(FIRST_ROW, frozen_columns)
        if end > FIRST_ROW:
            sheet.autofilter(HEADING_ROW, 0, end - 1, columns - 1)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADING_ROW)

    def put(self, sheet: Any, row: int, column: int, value: Value | Cell, kind: Kind) -> None:
        """One cell. Text is text, whatever it begins with; a figure that is missing is an en dash, never 0."""
        mark: Mark = ""
        strong = False
        if isinstance(value, Cell):
            mark, strong, value = value.mark, value.strong, value.value
        style = self.cells[kind, mark, strong]
        if value is None:
            if kind in _NUMBERS:
                sheet.write_string(row, column, MISSING, self.missing)
            else:
                sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            # A word where a figure would stand ("break: tier") is told apart from figures by its colour.
            sheet.write_string(row, column, cut(harmless(value)), self.word if kind in _NUMBERS else style)
        else:
            sheet.write_number(row, column, float(value), style)

    def _cell_style(self, kind: Kind, mark: Mark, strong: bool) -> Any:
        properties: dict[str, object] = {"border": 1, "border_color": LINE, "valign": "top"}
        if strong:
            properties |= {"bold": True, "bg_color": PALE}
        if kind in _NUMBERS:
            number = ";".join(_MARKED[mark].format(part) for part in _NUMBERS[kind].split(";"))
            return self.style(**properties, num_format=number)
        return self.style(**properties, text_wrap=kind == "text", indent=1)

    def _free_name(self, wish: str) -> str:
        name = sheet_name(wish)
        number = 2
        while name.casefold() in self._names:
            name = f"{sheet_name(wish)[: _NAME_MOST - len(str(number)) - 1]} {number}"
            number += 1
        self._names.add(name.casefold())
        return name


def _lines(value: Value | Cell, width: float) -> int:
    """How many lines a text takes in a column: spreadsheets do not all find that out by themselves."""
    text = value.value if isinstance(value, Cell) else value
    return -(-len(text) // max(int(width) - 3, 1)) if isinstance(text, str) else 1


def sheet_name(wish: str) -> str:
    """`wish` without what Excel forbids in the name of a sheet, and no longer than it allows."""
    return re.sub(r"[\[\]:*?/\\']", "-", harmless(wish))[:_NAME_MOST].strip() or "-"


def cut(text: str) -> str:
    """`text` as long as a cell holds it, cut where one sees it."""
    return text if len(text) <= _TEXT_MOST else text[: _TEXT_MOST - 1] + "…"


def marks_note() -> str:
    """How the marks of `Cell` are read."""
    return _(
        "(in brackets) provisional: not every item is answered and reviewed. * as reported, not computed. – not known."
    )
