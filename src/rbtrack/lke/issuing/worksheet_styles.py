"""How issued worksheets look: a handful of styles, laid over one another, and heights that fit the words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

_LINE = 13.5
_TALLEST = 250
"""In points: a row that is taller than a screen cannot be scrolled past."""

EDGE = "#A6B4C2"
WIDTHS: Mapping[str, float] = {
    "number": 3.6,
    "text": 46,
    "weight": 7.5,
    "explanation": 46,
    "choices": 18,
    "target": 8,
    "earlier": 12.5,
    "answer": 12.5,
    "reviewed": 9.5,
    "value": 8.5,
    "percent": 9,
    "reached": 9,
    "note": 32,
    "evidence": 32,
    "share": 9,
    "applicable": 9,
}
"""Widths of columns by role, in characters."""

_STYLES: Mapping[str, Mapping[str, object]] = {
    "base": {"font_name": "Calibri", "font_size": 10, "valign": "top"},
    "edge": {"border": 1, "border_color": EDGE},
    "label": {"top": 1, "bottom": 1, "top_color": EDGE, "bottom_color": EDGE},
    "first": {"left": 1, "left_color": EDGE},
    "wrap": {"text_wrap": True},
    "oneline": {"text_wrap": False},
    "inset": {"align": "left", "indent": 1},
    "middle": {"valign": "vcenter"},
    "centre": {"align": "center"},
    "right": {"align": "right"},
    "left": {"align": "left"},
    "bold": {"bold": True},
    "open": {"locked": False},
    "text": {"num_format": "@"},
    "number": {"num_format": "0.00", "align": "right"},
    "percent": {"num_format": "0.00%", "align": "right"},
    "weight": {"num_format": "0.00", "align": "right"},
    "count": {"num_format": "0", "align": "right"},
    "title": {"bold": True, "font_size": 15, "font_color": "#1F4E79", "valign": "vcenter"},
    "subtitle": {"font_size": 11, "font_color": "#44546A", "valign": "vcenter"},
    "section": {"bold": True, "font_size": 12, "font_color": "#1F4E79", "bottom": 2, "bottom_color": "#1F4E79"},
    "figure": {"bold": True, "font_size": 20, "font_color": "#1F4E79", "align": "left", "valign": "vcenter"},
    "key": {"font_color": "#44546A"},
    "mark": {"font_color": "#808080", "font_size": 8},
    "heading": {
        "bold": True,
        "bg_color": "#1F4E79",
        "font_color": "#FFFFFF",
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "level0": {"bold": True, "bg_color": "#9DC3E6"},
    "level1": {"bold": True, "bg_color": "#C5DCF0"},
    "level2": {"bold": True, "bg_color": "#E1EDF8"},
    "level3": {"bold": True, "bg_color": "#F2F7FC"},
    "total": {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF"},
    "answer": {"bg_color": "#FFF7D6", "align": "center", "locked": False},
    "earlier": {"bg_color": "#E7E6E6", "font_color": "#595959", "align": "center"},
    "invalid": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "prefilled": {"bg_color": "#FCE4D6", "font_color": "#C55A11", "italic": True},
}


class WorksheetStyles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def __call__(self, styles: str) -> Any:
        """The format of these styles, named with spaces between them; later ones win."""
        if styles not in self._made:
            merged: dict[str, object] = dict(_STYLES["base"])
            for name in styles.split():
                merged |= _STYLES[name]
            self._made[styles] = self._book.add_format(merged)
        return self._made[styles]

    def overlay(self, style: str) -> Any:
        """A style by itself, as conditional formats want it."""
        key = f"overlay {style}"
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(_STYLES[style]))
        return self._made[key]


def lines(text: str, width: float) -> int:
    """About how many lines `text` takes in a cell `width` characters wide: Excel only fits rows when typed into."""
    return sum(max(1, math.ceil(len(part) * 0.87 / width)) for part in text.split("\n"))


def height(most_lines: int) -> float:
    """The height of a row that holds so many lines."""
    return min(_TALLEST, most_lines * _LINE + 3)


def fits(text: str, width: float) -> bool:
    """Whether bold `text` stays on one line."""
    return len(text) * 1.15 <= width
