"""Walks through XML of unknown origin in one pass, in linear time and little memory.

No tree is built: only what the caller keeps takes memory. Only elements in the vocabulary of the root count: what
stands in another one (`mc:Ignorable`, extensions) no program takes for a cell. What no workbook needs is refused:
encodings other than Unicode, document types, CDATA sections and cells within another vocabulary (readers do not agree
about them), elements nested too deep, too many different names, and tags or texts larger than any cell can be.
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

_CELLS = frozenset({"sheetData", "row", "c", "v", "is", "si", "t"})
"""Of these a sheet and its texts are made: inside of something foreign some programs would show them, others not."""

Start = Callable[[str, Mapping[str, str]], object]
End = Callable[[str], object]
Text = Callable[[str], object]


class _RefusedError(Exception):
    """The XML is well-formed, but no workbook holds such a thing."""


def walk(markup: bytes, place: Place, start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Call `start` with name and attributes of every element, `end` after it, and `text` with its texts in pieces.

    Names of elements come without a prefix, those of attributes with their namespace where they have one
    (`http://.../relationships id`). What the callables raise passes through.
    Raises WorkbookError("file-broken") for what is not XML, and for XML that no workbook needs.
    """
    interned: dict[str, str] = {}
    parser = expat.ParserCreate(namespace_separator=" ", intern=interned)
    names: dict[str, tuple[str, bool]] = {}
    vocabulary: str | None = None
    depth = foreign = 0

    def start_element(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, foreign, vocabulary
        depth += 1
        if depth > MOST_DEPTH or len(interned) > MOST_NAMES:
            raise _RefusedError
        if name not in names:
            namespace, _space, local = name.rpartition(" ")
            vocabulary = namespace if vocabulary is None else vocabulary
            names[name] = local, namespace == vocabulary
        local, is_own = names[name]
        if is_own and not foreign:
            start(local, attributes)
            return
        foreign += 1
        if is_own and local in _CELLS:
            raise _RefusedError

    def end_element(name: str) -> None:
        nonlocal depth, foreign
        depth -= 1
        if foreign:
            foreign -= 1
        elif end is not None:
            end(names[name][0])

    def text_piece(data: str) -> None:
        if text is not None and not foreign:
            text(data)

    parser.buffer_text = True
    parser.StartElementHandler = start_element
    parser.EndElementHandler = end_element
    parser.CharacterDataHandler = text_piece
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
