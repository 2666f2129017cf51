"""The boxes of comments, in the old drawing language (VML) that Excel still wants for them.

Such a part need not be well-formed XML, so boxes are found and put in as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from rbtrack.xlsx.addresses import Position
from rbtrack.xlsx.patching.boxes import Anchor

_EMPTY = b"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/>\
</o:shapelayout></xml>"""
_SHAPE_TYPE = """<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>\
<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"""
_SHAPE = """<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202" \
style="position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:80pt;z-index:{order};visibility:hidden" \
fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>\
<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>\
<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""

_CLUSTER = 1024
"""The ids of shapes are dealt out in blocks of so many; each drawing names its blocks."""

_IDMAP = re.compile(rb"""(<(?:\w+:)?idmap\b[^<>]*?\bdata\s{0,9}=\s{0,9}["'])([\d,\s]{0,2000})""")
_SHAPE_ID = re.compile(rb"_x0000_s(\d{1,9})")
_TYPE_ID = re.compile(rb"""\bid\s*=\s*["']_x0000_t202["']""")
_SHAPE_TAG = re.compile(rb"<(/?)(?:\w+:)?shape(?=[\s>])")
_NOTE = re.compile(rb"""ObjectType\s*=\s*["']Note["']""")
_ROW = re.compile(rb"<(?:\w+:)?Row\s*>\s*(\d{1,7})\s*<")
_COLUMN = re.compile(rb"<(?:\w+:)?Column\s*>\s*(\d{1,5})\s*<")
_ANCHOR = re.compile(rb"<(?:\w+:)?Anchor\s*>([\d,\s]{1,200})<")


def is_drawing(markup: bytes) -> bool:
    """Whether boxes can be put into this part."""
    return markup.rfind(b"</xml") >= 0


def next_block(drawings: Iterable[bytes]) -> int:
    """The first block of shape ids that no drawing of the workbook uses."""
    used = [0]
    for markup in drawings:
        used += [int(number) for match in _IDMAP.finditer(markup) for number in re.findall(rb"\d{1,6}", match[2])]
        used += [int(match[1]) // _CLUSTER for match in _SHAPE_ID.finditer(markup)]
    return max(used) + 1


def with_boxes(markup: bytes | None, boxes: Mapping[Position, Anchor], block: int) -> bytes:
    """The drawing `markup` (None: a new one) with a box at each of these cells.

    Existing boxes are made large enough; new ones take their ids from `block` and the blocks after it.
    """
    markup = _enlarged(_EMPTY if markup is None else markup, boxes)
    here = {cell for cell, _start, _end in _notes(markup)}
    new = [cell for cell in boxes if cell not in here]
    shapes = [] if _TYPE_ID.search(markup) else [_SHAPE_TYPE]
    for number, cell in enumerate(new):
        row, column = cell
        anchor = ", ".join(map(str, boxes[cell]))
        # The first id of a block is the drawing's own.
        identity = (block + number // (_CLUSTER - 1)) * _CLUSTER + number % (_CLUSTER - 1) + 1
        shapes.append(_SHAPE.format(id=identity, order=number + 1, anchor=anchor, row=row - 1, column=column - 1))
    blocks = range(block, block + -(-len(new) // (_CLUSTER - 1)))
    end = markup.rfind(b"</xml")
    markup = markup[:end] + "".join(shapes).encode() + markup[end:]
    return _IDMAP.sub(lambda match: match[1] + _joined(match[2], blocks), markup, count=1)


def _joined(used: bytes, blocks: Iterable[int]) -> bytes:
    return b",".join([*filter(None, [used.strip()]), *(str(block).encode() for block in blocks)])


def _enlarged(markup: bytes, boxes: Mapping[Position, Anchor]) -> bytes:
    pieces, done = [], 0
    for cell, start, end in _notes(markup):
        if cell in boxes:
            pieces += [markup[done:start], _widened(markup[start:end], boxes[cell])]
            done = end
    return b"".join([*pieces, markup[done:]])


def _widened(shape: bytes, box: Anchor) -> bytes:
    """A shape that reaches at least as far right and down as `box` does."""
    match = _ANCHOR.search(shape)
    numbers = [int(number) for number in re.findall(rb"\d{1,7}", match[1])] if match else []
    if match is None or len(numbers) != len(box):
        return shape
    right, bottom = max(tuple(numbers[4:6]), box[4:6]), max(tuple(numbers[6:8]), box[6:8])
    anchor = ", ".join(map(str, (*numbers[:4], *right, *bottom)))
    return shape[: match.start(1)] + anchor.encode() + shape[match.end(1) :]


def _notes(markup: bytes) -> Iterator[tuple[Position, int, int]]:
    """The cell of every comment's box, and where in the text the box begins and ends."""
    start = None
    for match in _SHAPE_TAG.finditer(markup):
        if not match[1]:
            start = match.start()
        elif start is not None:
            shape = markup[start : match.start()]
            row, column = _ROW.search(shape), _COLUMN.search(shape)
            if row and column and _NOTE.search(shape):
                yield (int(row[1]) + 1, int(column[1]) + 1), start, match.start()
            start = None
