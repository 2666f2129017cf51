"""The texts of cells as XML holds them: shared by cells, in runs of one format each, control characters escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import category

from rbtrack.errors import Place
from rbtrack.xlsx.limits import MOST_TEXT, MOST_TEXTS, too_much_text
from rbtrack.xlsx.markup import walk

_NO_CHARACTERS = frozenset({0, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF})
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """`text` with `_x001B_` turned into the control character that it stands for, which XML cannot hold, and `_x005F_`
    into the underscore that keeps other text from looking like an escape.

    Escapes for what no text can hold (NUL, half a character, U+FFFE) stay as they are, and so do those for letters:
    no program writes them, and whether `_x0044_` shows a D depends on the program that opens the file.
    """
    return _ESCAPE.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    is_written = chr(code) == "_" or category(chr(code)) == "Cc"
    return chr(code) if is_written and code not in _NO_CHARACTERS else match[0]


def shared_texts(markup: bytes, place: Place) -> list[str]:
    """The texts that cells refer to by number. Raises WorkbookError for more of them than a worksheet needs."""
    texts: list[str] = []
    pieces: list[str] = []
    length = 0
    spoken = False  # inside <rPh>: how the text is pronounced, which no cell shows
    open_text = False

    def start(name: str, _attributes: Mapping[str, str]) -> None:
        nonlocal spoken, open_text
        if name == "si":
            pieces.clear()
        elif name == "rPh":
            spoken = True
        elif name == "t":
            open_text = not spoken

    def end(name: str) -> None:
        nonlocal spoken, open_text
        if name == "si":
            texts.append(unescaped("".join(pieces)))
            if len(texts) > MOST_TEXTS:
                raise too_much_text(place)
        elif name == "rPh":
            spoken = False
        elif name == "t":
            open_text = False

    def text(data: str) -> None:
        nonlocal length
        if open_text:
            pieces.append(data)
            length += len(data)
            if length > MOST_TEXT:
                raise too_much_text(place)

    if markup:
        walk(markup, place, start, end, text)
    return texts
