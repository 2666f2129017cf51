"""XML that programs read in different ways."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from benchmarks.gauntlet.book import MAIN, tag, text_element
from benchmarks.gauntlet.edit import NoPlaceError, Scene, edit

_FOREIGN = "urn:example:foreign"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@edit("address of a cell twice, other answer last", places=2)
def doubled_last(scene: Scene) -> None:
    _doubled(scene, first=False)


@edit("address of a cell twice, other answer first", places=2)
def doubled_first(scene: Scene) -> None:
    _doubled(scene, first=True)


def _doubled(scene: Scene, *, first: bool) -> None:
    item = scene.choice()
    cell = scene.page.cell(*scene.answer(item))
    copy = deepcopy(cell)
    for child in list(copy):
        copy.remove(child)
    copy.set("t", "inlineStr")
    copy.append(text_element("is", scene.other(item)))
    (cell.addprevious if first else cell.addnext)(copy)


@edit("number of a row twice", places=1)
def row_twice(scene: Scene) -> None:
    item = scene.choice()
    row = scene.page.row(scene.row(item))
    made = etree.Element(tag("row"), {"r": row.get("r")})
    row.addnext(made)
    cell = etree.SubElement(made, tag("c"), {"r": scene.page.cell(*scene.answer(item)).get("r"), "t": "inlineStr"})
    cell.append(text_element("is", scene.other(item)))


@edit("cells of a row in wrong order", places=1)
def wrong_order(scene: Scene) -> None:
    row = scene.page.row(scene.row(scene.item()))
    row[:] = list(row)[::-1]


@edit("rows in wrong order", places=1)
def rows_wrong(scene: Scene) -> None:
    one, other = scene.pair()
    scene.page.row(scene.row(other)).addnext(scene.page.row(scene.row(one)))


@edit("cells without addresses", places=1)
def no_addresses(scene: Scene) -> None:
    """Where the address is left out, a cell stands right behind the one before it."""
    row = scene.page.row(scene.row(scene.choice()))
    for cell in row:
        del cell.attrib["r"]


@edit("address in another row", places=2)
def other_row(scene: Scene) -> None:
    one, other = scene.pair()
    cell = scene.page.cell(*scene.answer(one))
    cell.set("r", scene.page.cell(*scene.answer(other)).get("r"))


@edit("address with dollar signs", places=1)
def dollars(scene: Scene) -> None:
    cell = scene.page.cell(*scene.answer(scene.item()))
    letters = cell.get("r").rstrip("0123456789")
    cell.set("r", f"${letters}${cell.get('r')[len(letters) :]}")


@edit("address in small letters", places=1)
def small_address(scene: Scene) -> None:
    cell = scene.page.cell(*scene.answer(scene.item()))
    cell.set("r", cell.get("r").lower())


def _foreign_cell(scene: Scene, *, ignorable: bool) -> None:
    """The cell of an answer in a namespace that no program knows."""
    item = scene.choice()
    other = scene.other(item)
    cell = scene.page.cell(*scene.answer(item))
    tree = scene.page.tree
    names = {**tree.nsmap, "zz": _FOREIGN, "mc": _COMPATIBILITY}
    root = etree.Element(tree.tag, dict(tree.attrib), nsmap=names)
    if ignorable:
        now = tree.get(f"{{{_COMPATIBILITY}}}Ignorable") or ""
        root.set(f"{{{_COMPATIBILITY}}}Ignorable", f"{now} zz".strip())
    root.extend(list(tree))
    made = etree.Element(f"{{{_FOREIGN}}}c", dict(cell.attrib))
    made.set("t", "inlineStr")
    made.append(text_element("is", other))
    cell.getparent().replace(cell, made)
    scene.book.replace_tree(scene.page.part, root)


@edit("answer in a foreign namespace under mc:Ignorable", places=2)
def ignorable(scene: Scene) -> None:
    _foreign_cell(scene, ignorable=True)


@edit("answer in a foreign namespace", places=1)
def foreign(scene: Scene) -> None:
    _foreign_cell(scene, ignorable=False)


@edit("answer in an alternative of mc:AlternateContent", places=1)
def alternate(scene: Scene) -> None:
    item = scene.choice()
    cell = scene.page.cell(*scene.answer(item))
    outer = etree.Element(f"{{{_COMPATIBILITY}}}AlternateContent", nsmap={"mc": _COMPATIBILITY, "x14": f"{MAIN}x14"})
    choice = etree.SubElement(outer, f"{{{_COMPATIBILITY}}}Choice", {"Requires": "x14"})
    other = deepcopy(cell)
    for child in list(other):
        other.remove(child)
    other.set("t", "inlineStr")
    other.append(text_element("is", scene.other(item)))
    choice.append(other)
    cell.getparent().replace(cell, outer)
    etree.SubElement(outer, f"{{{_COMPATIBILITY}}}Fallback").append(cell)


@edit("answer in an extension list", places=1)
def extension(scene: Scene) -> None:
    item = scene.choice()
    other = scene.other(item)
    cell = scene.page.cell(*scene.answer(item))
    extension_list = etree.SubElement(cell, tag("extLst"))
    extension_list.append(text_element("is", other))


@edit("value in a comment of the XML", places=1)
def commented(scene: Scene) -> None:
    item = scene.number()
    cell = scene.page.put_raw(*scene.answer(item), "2")
    value = cell.find(tag("v"))
    value.append(etree.Comment("x"))
    value[0].tail = "5"


@edit("two values in a cell", places=1)
def two_values(scene: Scene) -> None:
    item = scene.number()
    cell = scene.page.put_raw(*scene.answer(item), "2")
    etree.SubElement(cell, tag("v")).text = "3"


@edit("two inline texts in a cell", places=1)
def two_texts(scene: Scene) -> None:
    item = scene.choice()
    cell = scene.page.put_raw(*scene.answer(item), kind="inlineStr")
    cell.append(text_element("is", scene.value(item) or "A"))
    cell.append(text_element("is", scene.other(item)))


@edit("type with an unknown name", places=1)
def unknown_type(scene: Scene) -> None:
    item = scene.choice()
    scene.page.put_raw(*scene.answer(item), scene.other(item), kind="zz")


@edit("text of a formula without a formula", places=1)
def string_type(scene: Scene) -> None:
    item = scene.choice()
    scene.page.put_raw(*scene.answer(item), scene.other(item), kind="str")


@edit("style that is not there", places=1)
def lost_style(scene: Scene) -> None:
    scene.page.cell(*scene.answer(scene.item())).set("s", "99999")


@edit("second sheet data", places=1)
def two_tables(scene: Scene) -> None:
    item = scene.choice()
    data = deepcopy(scene.page.data)
    scene.page.data.addnext(data)
    address = scene.page.cell(*scene.answer(item)).get("r")
    for cell in data.iter(tag("c")):
        if cell.get("r") == address:
            for child in list(cell):
                cell.remove(child)
            cell.set("t", "inlineStr")
            cell.append(text_element("is", scene.other(item)))


@edit("dates from 1904", places=1)
def from_1904(scene: Scene) -> None:
    properties = scene.book.tree("xl/workbook.xml").find(tag("workbookPr"))
    if properties is None:
        raise NoPlaceError
    properties.set("date1904", "1")
    at = scene.answer(scene.number())
    scene.page.put(*at, 2.0)
    scene.page.show_as(*at, "d")


@edit("sheet in a different order in the file", harmless=True)
def sheet_order(scene: Scene) -> None:
    parts = scene.book.parts
    scene.book.parts = dict(reversed(list(parts.items())))


@edit("results of formulas left out", places=1)
def no_results(scene: Scene) -> None:
    for cell in scene.page.cells():
        if cell.find(tag("f")) is not None and cell.find(tag("v")) is not None:
            cell.remove(cell.find(tag("v")))
