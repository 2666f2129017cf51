"""How large the box of a comment must be for its text to be read, and between which cells that is."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate

from rbtrack.xlsx.addresses import LAST_COLUMN, LAST_ROW, Position
from rbtrack.xlsx.patching.package_parts import Element, tag, whole_number

Anchor = tuple[int, int, int, int, int, int, int, int]
"""Left column, pixels into it, top row, pixels; right column, pixels, bottom row, pixels; counted from 0."""

WIDTH = 320
_LETTERS_A_LINE = 46
_LINE = 16
_MOST_LINES = 40
_GAP = 15
_COLUMN_WIDTH = 64
_ROW_HEIGHT = 20
_ROWS_BELOW = 100


class Grid:
    """Where the columns and rows of a sheet stand, in pixels."""

    def __init__(self, root: Element, lowest: int) -> None:
        """`lowest` is the last row that a box is wanted for."""
        width, height = _usual_sizes(root)
        rows = min(lowest + _ROWS_BELOW, LAST_ROW)
        self._columns = _starts(LAST_COLUMN, width, _column_widths(root))
        self._rows = _starts(rows, height, _row_heights(root))

    def box(self, cell: Position, text: str) -> Anchor:
        """The box for `text` beside `cell`; further to the left or up where the sheet ends."""
        row, column = cell
        left, right = _between(self._columns, self._columns[column] + _GAP, WIDTH)
        top, bottom = _between(self._rows, self._rows[row - 1], _text_height(text))
        return (*left, *top, *right, *bottom)


def _text_height(text: str) -> int:
    """How high a box of our width must be for `text`."""
    lines = sum(max(1, math.ceil(len(line) / _LETTERS_A_LINE)) for line in text.split("\n"))
    return _LINE * (min(lines, _MOST_LINES) + 1)


def _between(starts: list[int], first: int, length: int) -> tuple[tuple[int, int], tuple[int, int]]:
    first = max(0, min(first, starts[-1] - length))
    return _located(starts, first), _located(starts, first + length)


def _located(starts: list[int], pixels: int) -> tuple[int, int]:
    number = min(bisect_right(starts, pixels) - 1, len(starts) - 2)
    return number, min(pixels, starts[number + 1]) - starts[number]


def _starts(count: int, usual: int, sizes: Mapping[int, int]) -> list[int]:
    return list(accumulate((sizes.get(number, usual) for number in range(1, count + 1)), initial=0))


def _usual_sizes(root: Element) -> tuple[int, int]:
    """The width of columns and the height of rows that do not state their own."""
    form = root.find(tag(root, "sheetFormatPr"))
    if form is None:
        return _COLUMN_WIDTH, _ROW_HEIGHT
    width, height = _width(form.get("defaultColWidth")), _height(form.get("defaultRowHeight"))
    if form.get("zeroHeight") in ("1", "true"):
        height = 0
    return _COLUMN_WIDTH if width is None else width, _ROW_HEIGHT if height is None else height


def _column_widths(root: Element) -> dict[int, int]:
    widths: dict[int, int] = {}
    for column in root.iterfind(f"{tag(root, 'cols')}/{tag(root, 'col')}"):
        width = 0 if _is_hidden(column) else _width(column.get("width"))
        if width is not None:
            first, last = whole_number(column.get("min")), whole_number(column.get("max"))
            widths |= dict.fromkeys(range(first, min(last, LAST_COLUMN) + 1), width)
    return widths


def _row_heights(root: Element) -> dict[int, int]:
    heights: dict[int, int] = {}
    for row in root.iterfind(f"{tag(root, 'sheetData')}/{tag(root, 'row')}"):
        height = 0 if _is_hidden(row) else _height(row.get("ht"))
        if height is not None:
            heights[whole_number(row.get("r"))] = height
    return heights


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") in ("1", "true")


def _width(text: str | None) -> int | None:
    """Pixels of a width in letters."""
    letters = _size(text, 255)
    return None if letters is None else int(letters * 7 + 5)


def _height(text: str | None) -> int | None:
    """Pixels of a height in points."""
    points = _size(text, 409)
    return None if points is None else round(points * 4 / 3)


def _size(text: str | None, most: int) -> float | None:
    try:
        size = float(text or "")
    except ValueError:
        return None
    return min(size, most) if size >= 0 else None
