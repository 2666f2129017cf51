"""Texts as the parts of a package hold them."""

from __future__ import annotations

import re

from rbtrack.text import harmless

MOST_LETTERS = 32_767
"""A cell holds no more."""

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")


def safe_text(text: str) -> str:
    """`text` as Excel reads it back letter by letter, harmless, and no longer than a cell holds.

    What looks like one of Excel's own escapes (_x0041_) is escaped itself.
    """
    lines = (harmless(line) for line in text.split("\n"))
    shown = _NO_CHARACTERS.sub("\ufffd", "\n".join(lines))
    return _ESCAPE.sub("_x005F_", shown[:MOST_LETTERS])
