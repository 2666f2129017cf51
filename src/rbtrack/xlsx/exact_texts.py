"""Texts that a cell cannot hold as they are, and what it shows in their place.

Measured: python-calamine, openpyxl and LibreOffice give every text back but for characters that XML
forbids, carriage returns, what looks like an escape (`_x0041_`), white space alone, and texts longer
than Excel's limit.
"""

from __future__ import annotations

import re

MOST_UNITS = 32_767
"""Excel counts the length of a text in UTF-16 units."""

_SHOWN_UNITS = 32_000
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(x[0-9A-Fa-f]{4}_)")


def shown_in_cell(text: str) -> str:
    """What a cell shows for `text`: the same, where it can hold it, else a harmless and perhaps shortened form."""
    if not text.strip():
        return ""
    shown = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = _ESCAPE.sub("_\u200b\\1", _FORBIDDEN.sub("\ufffd", shown))
    if _units(shown) > MOST_UNITS:
        shown = _cut(shown, _SHOWN_UNITS) + "…"
    return shown


def taken_back(shown: str, kept: str) -> str:
    """The exact text `kept` where its cell still shows what was written for it, else what the cell shows now."""
    return kept if shown == shown_in_cell(kept) else shown


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")
