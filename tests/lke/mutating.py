"""Ways in which files go wrong, by chance: the same seed always makes the same file.

Bytes of the package, bytes of its members (packed properly, so that the damage reaches the parsers), and
elements, attributes and texts of its XML.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
from lxml import etree

from tests.lke.official import write_sample_worksheet

Members = dict[str, bytes]

_REFERENCES = ("A1", "B7", "I10", "AA300", "XFD1048576", "A0", "XFE1", "A1048577", "", "$A$1", "A1:B2", "1A", "i10")
_TYPES = ("s", "b", "e", "n", "str", "d", "inlineStr", "", "zz")
TEXTS = (
    "",
    " ",
    "A",
    "b.",
    "Ya",
    "N/A",
    "66,67",
    "1.234",
    "-1",
    "1e308",
    "1e999",
    "NaN",
    "0",
    "99999999999",
    "=1+1",
    "=cmd|'/c calc'!A0",
    "[red]x[/red]",
    "\u202eabc",
    "_x001b_[2J",
    "_x0000_",
    "_xD800_",
    "٣",
    "１２",
    "II",
    "A.I.1.a",
    "PENILAIAN",
    "Jawaban",
    "Nilai",
    "TAHUN : 2015",
    "INSTANSI : KPU",
    "TOTAL",
    "x" * 40_000,
    "😀" * 500,
    "9" * 5_000,
)
_ANSWERS = ("A", "b.", "C", "D", "Ya", "tidak", "y", "T", "", "-", "Blm Diisi", "66,67", "80", "N/A", "x", "A.")
_ANSWER = re.compile(r"(?:I|U|J|V|L|M|X|Y)\d+")
_ANY = re.compile(r"[A-Z]+\d+")
_JUNK = (
    b"\x00",
    b"<",
    b">",
    b"&",
    b'"',
    b"\xff",
    b"</c>",
    b"<c>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"&#0;",
    b"&x;",
)


def mutate(content: bytes, seed: int) -> bytes:
    """The workbook `content`, damaged in one to four places."""
    chance = random.Random(seed)
    if chance.random() < 0.1:
        return spoil(content, chance)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.randint(1, 4)):
        chance.choices(_MUTATIONS, _WEIGHTS)[0](members, chance)
    return pack(members)


def pack(members: Members) -> bytes:
    """A package of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def spoil(content: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, cut out, doubled or put in."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(data) + 1)
        length = chance.choice((1, 1, 1, 4, 100))
        match chance.randrange(4):
            case 0:
                data[place : place + length] = chance.randbytes(length)
            case 1:
                del data[place : place + length]
            case 2:
                data[place:place] = data[place : place + length]
            case _:
                data[place:place] = chance.choice(_JUNK)
    return bytes(data)


def _spoil_member(members: Members, chance: random.Random) -> None:
    name = _any_member(members, chance)
    members[name] = spoil(members[name], chance)


def _drop_member(members: Members, chance: random.Random) -> None:
    members.pop(chance.choice(list(members)))


def _swap_members(members: Members, chance: random.Random) -> None:
    first, second = chance.choice(list(members)), chance.choice(list(members))
    members[first], members[second] = members[second], members[first]


def _encode_member(members: Members, chance: random.Random) -> None:
    name = _any_member(members, chance)
    text = members[name].decode("utf-8", "replace")
    members[name] = text.encode(chance.choice(("utf-16", "utf-16-be", "utf-32", "utf-8-sig", "utf-7")))


def _any_member(members: Members, chance: random.Random) -> str:
    """Mostly the sheet: it is what is read closest."""
    names = list(members)
    sheets = [name for name in names if name.startswith("xl/worksheets/sheet")]
    return chance.choice(sheets if sheets and chance.random() < 0.6 else names)


def _change_tree(members: Members, chance: random.Random) -> None:
    """One to thirty changes to the elements of a member."""
    name = _any_member(members, chance)
    try:
        root = etree.fromstring(members[name])
    except etree.XMLSyntaxError:
        return
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for _ in range(chance.choice((1, 1, 3, 30))):
        chance.choice(_CHANGES)(chance.choice(elements), elements, chance)
    members[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _change_answers(members: Members, chance: random.Random) -> None:
    """Other answers and notes: most of what comes of it can be stored."""
    _change_cells(members, chance, _ANSWER, _ANSWERS)


def _change_texts(members: Members, chance: random.Random) -> None:
    """Other contents anywhere."""
    _change_cells(members, chance, _ANY, TEXTS)


def _change_cells(members: Members, chance: random.Random, where: re.Pattern[str], texts: Sequence[str]) -> None:
    """Other contents in one to a hundred cells: the worksheet stays whole."""
    for name in [name for name in members if name.startswith("xl/worksheets/sheet")]:
        try:
            root = etree.fromstring(members[name])
        except etree.XMLSyntaxError:
            return
        cells = [element for element in root.iter("{*}c") if where.fullmatch(str(element.get("r", "")))]
        for _ in range(chance.choice((1, 3, 10, 100)) if cells else 0):
            _write(chance.choice(cells), chance, texts)
        members[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _write(cell: etree._Element, chance: random.Random, texts: Sequence[str]) -> None:
    """A text or a number in a cell, as a program writes it."""
    for child in list(cell):
        cell.remove(child)
    space = cell.tag.rpartition("}")[0] + "}" if "}" in cell.tag else ""
    if chance.random() < 0.2:
        if "t" in cell.attrib:
            del cell.attrib["t"]
        etree.SubElement(cell, f"{space}v").text = repr(chance.choice((0.0, 1.0, 50.0, -3.5, 70.05, 1e15, 45_000.0)))
        return
    cell.set("t", "inlineStr")
    inline = etree.SubElement(cell, f"{space}is")
    etree.SubElement(inline, f"{space}t").text = chance.choice(texts)


def _delete(element: etree._Element, _all: Sequence[etree._Element], _chance: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _double(element: etree._Element, _all: Sequence[etree._Element], _chance: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.append(etree.fromstring(etree.tostring(element)))


def _move(element: etree._Element, elements: Sequence[etree._Element], chance: random.Random) -> None:
    target = chance.choice(elements)
    if element is not target and element not in target.iterancestors():
        target.append(element)


def _rename(element: etree._Element, elements: Sequence[etree._Element], chance: random.Random) -> None:
    element.tag = chance.choice(elements).tag


def _set_attribute(element: etree._Element, elements: Sequence[etree._Element], chance: random.Random) -> None:
    names = [*map(str, element.attrib), *map(str, chance.choice(elements).attrib), "r", "t", "s"]
    element.set(chance.choice(names), chance.choice((*_REFERENCES, *_TYPES, *TEXTS[:18])))


def _drop_attribute(element: etree._Element, _all: Sequence[etree._Element], chance: random.Random) -> None:
    if element.attrib:
        element.attrib.pop(chance.choice(list(element.attrib)))


def _set_text(element: etree._Element, _all: Sequence[etree._Element], chance: random.Random) -> None:
    element.text = chance.choice(TEXTS) if chance.random() < 0.7 else str(chance.randrange(-5, 500))


def _set_type(_element: etree._Element, elements: Sequence[etree._Element], chance: random.Random) -> None:
    cells = [element for element in elements if str(element.tag).endswith("}c")]
    if cells:
        chance.choice(cells).set("t", chance.choice(_TYPES))


def _merge(_element: etree._Element, elements: Sequence[etree._Element], chance: random.Random) -> None:
    ranges = [element for element in elements if str(element.tag).endswith("}mergeCell")]
    if ranges:
        top, left = chance.randrange(1, 220), chance.randrange(1, 20)
        last = f"{chr(64 + left + chance.randrange(5))}{top + chance.randrange(9)}"
        chance.choice(ranges).set("ref", f"{chr(64 + left)}{top}:{last}")


_CHANGES = (_delete, _double, _move, _rename, _set_attribute, _drop_attribute, _set_text, _set_type, _merge)
_MUTATIONS: tuple[Callable[[Members, random.Random], None], ...] = (
    _change_answers,
    _change_texts,
    _change_tree,
    _spoil_member,
    _drop_member,
    _swap_members,
    _encode_member,
)
_WEIGHTS = (35, 15, 32, 10, 3, 3, 2)


def base_files(folder: Path) -> tuple[bytes, ...]:
    """The files to damage: the sample worksheet as we write it, and as openpyxl writes it anew."""
    path = folder / "base.xlsx"
    write_sample_worksheet(path)
    ours = path.read_bytes()
    book = openpyxl.load_workbook(path)
    book.save(path)
    return ours, path.read_bytes()
