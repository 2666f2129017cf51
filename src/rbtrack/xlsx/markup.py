"""Walks through XML of unknown origin in one pass, in linear time and little memory.

No tree is built: only what the caller keeps takes memory. What no workbook needs is refused: encodings other than
Unicode, document types, CDATA sections (readers do not agree about them), elements nested too deep, too many
different names, and tags or texts larger than any cell can be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

from rbtrack.errors import Place, WorkbookError

MOST_DEPTH = 100
MOST_NAMES = 1_000
"""Different names of elements and attributes: the parser keeps each of them to the end."""

_ENCODINGS = (None, "utf-8", "utf8", "utf-16", "us-ascii", "ascii")
_LONGEST = 1024 * 1024
_TOO_LONG = re.compile(rb"<[^<]{%d}" % _LONGEST)
"""From one tag to the next. A cell holds at most 32,767 characters, and the attributes of a tag take memory."""

Start = Callable[[str, Mapping[str, str]], object]
End = Callable[[str], object]
Text = Callable[[str], object]


class _RefusedError(Exception):
    """The XML is well-formed, but no workbook holds such a thing."""


class _LocalNames(dict[str, str]):
    """Names without their prefix: programs choose prefixes as they like."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(":")[2]
        return local


def walk(markup: bytes, place: Place, start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Call `start` with name and attributes of every element, `end` after it, and `text` with its texts in pieces.

    Names of elements come without a prefix. What the callables raise passes through.
    Raises WorkbookError("file-broken") for what is not XML, and for XML that no workbook needs.
    """
    interned: dict[str, str] = {}
    parser = expat.ParserCreate(intern=interned)
    local = _LocalNames()
    depth = 0

    def start_element(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH or len(interned) > MOST_NAMES:
            raise _RefusedError
        start(local[name], attributes)

    def end_element(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(local[name])

    parser.buffer_text = True
    parser.StartElementHandler = start_element
    parser.EndElementHandler = end_element
    parser.CharacterDataHandler = text
    parser.XmlDeclHandler = _check_declaration
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartCdataSectionHandler = _refuse
    try:
        if _TOO_LONG.search(markup):
            raise _RefusedError
        parser.Parse(markup, True)
    except (expat.ExpatError, _RefusedError) as error:
        raise WorkbookError("file-broken", place=place) from error


def _check_declaration(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise _RefusedError


def _refuse(*_: object) -> None:
    raise _RefusedError
