"""A workbook taken apart, to be edited in its XML as no office program would: everything else in it stays as it is."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from rbtrack.xlsx.addresses import a1

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")
_FIRST_FREE_FORMAT = 500

Position = tuple[int, int]


def tag(name: str) -> str:
    return f"{{{MAIN}}}{name}"


def position(address: str) -> Position:
    """Row and column of `B7`."""
    match = _CELL.fullmatch(address)
    assert match is not None, address
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


class Book:
    """The parts of a workbook, and its sheets by their order."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._trees: dict[str, Any] = {}
        targets = {each.get("Id"): each.get("Target") for each in self.tree("xl/_rels/workbook.xml.rels")}
        self.pages = {
            each.get("name"): Page(self, _part(targets[each.get(f"{{{RELATIONS}}}id")]))
            for each in self.tree("xl/workbook.xml").find(tag("sheets"))
        }

    def tree(self, part: str) -> Any:
        if part not in self._trees:
            self._trees[part] = etree.fromstring(self.parts[part])
        return self._trees[part]

    def replace_tree(self, part: str, tree: Any) -> None:
        self._trees[part] = tree

    def save(self, path: Path) -> Path:
        for name, tree in self._trees.items():
            if name in self.parts:
                self.parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)
        return path

    def entry(self, name: str) -> Any:
        """The element of a sheet in the list of sheets."""
        return next(each for each in self.tree("xl/workbook.xml").find(tag("sheets")) if each.get("name") == name)

    def add_page(self, name: str, like: str) -> Page:
        """A new sheet, a copy of the sheet `like`, behind all others."""
        number = 1 + max(int(each.get("sheetId")) for each in self.tree("xl/workbook.xml").find(tag("sheets")))
        part = f"xl/worksheets/added{number}.xml"
        copy = deepcopy(self.pages[like].tree)
        for child in list(copy):
            if etree.QName(child).localname not in ("sheetData", "cols", "mergeCells"):
                copy.remove(child)
        self.parts[part] = b""
        self._trees[part] = copy
        relations = self.tree("xl/_rels/workbook.xml.rels")
        attributes = {"Id": f"added{number}", "Type": f"{RELATIONS}/worksheet", "Target": f"/{part}"}
        etree.SubElement(relations, f"{{{_PACKAGE}}}Relationship", attributes)
        sheets = self.tree("xl/workbook.xml").find(tag("sheets"))
        sheet = etree.SubElement(sheets, tag("sheet"), {"name": name, "sheetId": str(number)})
        sheet.set(f"{{{RELATIONS}}}id", f"added{number}")
        types = self.tree("[Content_Types].xml")
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
        etree.SubElement(types, etree.QName(types[0]).text.replace("Default", "Override"), {
            "PartName": f"/{part}", "ContentType": kind,
        })  # fmt: skip
        self.pages[name] = Page(self, part)
        return self.pages[name]

    def style(self, old: str | None, code: str) -> str:
        """The number of a style like `old` that shows numbers by the format `code`."""
        styles = self.tree("xl/styles.xml")
        formats = styles.find(tag("numFmts"))
        if formats is None:
            formats = etree.Element(tag("numFmts"))
            styles.insert(0, formats)
        number = str(max([_FIRST_FREE_FORMAT, *(int(each.get("numFmtId")) for each in formats)]) + 1)
        etree.SubElement(formats, tag("numFmt"), {"numFmtId": number, "formatCode": code})
        formats.set("count", str(len(formats)))
        styled = styles.find(tag("cellXfs"))
        own = deepcopy(styled[int(old or 0)])
        own.set("numFmtId", number)
        own.set("applyNumberFormat", "1")
        styled.append(own)
        styled.set("count", str(len(styled)))
        return str(len(styled) - 1)

    def shared(self, content: Any) -> str:
        """The number of a new shared text: an `si` element, or its plain text."""
        texts = self.tree("xl/sharedStrings.xml")
        texts.append(content if not isinstance(content, str) else text_element("si", content))
        return str(len(texts) - 1)

    def shared_text(self, number: int) -> str:
        return _words(self.tree("xl/sharedStrings.xml")[number])

    def without_chain(self) -> None:
        """Forget the order of calculation: its formulas may be gone."""
        if self.parts.pop("xl/calcChain.xml", None) is None:
            return
        for part in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
            for each in list(self.tree(part)):
                if "calcChain" in (each.get("PartName") or each.get("Target") or ""):
                    self.tree(part).remove(each)


class Page:
    """The XML of one sheet. Rows and columns count from 1."""

    def __init__(self, book: Book, part: str) -> None:
        self.book = book
        self.part = part

    @property
    def tree(self) -> Any:
        return self.book.tree(self.part)

    @property
    def data(self) -> Any:
        return self.tree.find(tag("sheetData"))

    def row(self, number: int) -> Any:
        for place, row in enumerate(self.data):
            if int(row.get("r")) == number:
                return row
            if int(row.get("r")) > number:
                made = etree.Element(tag("row"), {"r": str(number)})
                self.data.insert(place, made)
                return made
        return etree.SubElement(self.data, tag("row"), {"r": str(number)})

    def cell(self, row: int, column: int) -> Any:
        """The cell, made if it is not there."""
        cells = self.row(row)
        for place, cell in enumerate(cells):
            at = position(cell.get("r"))[1]
            if at == column:
                return cell
            if at > column:
                made = etree.Element(tag("c"), {"r": a1(row, column)})
                cells.insert(place, made)
                return made
        return etree.SubElement(cells, tag("c"), {"r": a1(row, column)})

    def find(self, row: int, column: int) -> Any:
        """The cell; None where there is none."""
        wanted = a1(row, column)
        return next((cell for cell in self.row(row) if cell.get("r") == wanted), None)

    def text(self, row: int, column: int) -> str:
        """What is stored in a cell, as text."""
        cell = self.find(row, column)
        if cell is None:
            return ""
        value = cell.find(tag("v"))
        if cell.get("t") == "inlineStr":
            return _words(cell)
        if value is None:
            return ""
        return self.book.shared_text(int(value.text)) if cell.get("t") == "s" else value.text or ""

    def number(self, row: int, column: int) -> float | None:
        """The number that is stored in a cell."""
        cell = self.find(row, column)
        value = None if cell is None else cell.find(tag("v"))
        return float(value.text) if value is not None and cell.get("t") in (None, "n") else None

    def put(self, row: int, column: int, value: str | float | None) -> None:
        """Type a text or a number into a cell that keeps its style."""
        if value is None:
            self.put_raw(row, column)
        elif isinstance(value, str):
            cell = self.put_raw(row, column, kind="inlineStr")
            cell.append(text_element("is", value))
        else:
            self.put_raw(row, column, repr(value))

    def put_raw(
        self, row: int, column: int, value: str | None = None, *, kind: str = "", formula: str | None = None
    ) -> Any:
        """A cell of this XML: its `v`, its type, its formula."""
        cell = self.cell(row, column)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if kind:
            cell.set("t", kind)
        if formula is not None:
            etree.SubElement(cell, tag("f")).text = formula
        if value is not None:
            etree.SubElement(cell, tag("v")).text = value
        return cell

    def show_as(self, row: int, column: int, code: str) -> None:
        """Give a cell the number format `code`."""
        cell = self.cell(row, column)
        cell.set("s", self.book.style(cell.get("s"), code))

    def swap(self, one: Position, other: Position) -> None:
        """Exchange what stands in two cells, styles included."""
        first, second = self.cell(*one), self.cell(*other)
        kept = deepcopy(first)
        _copy(second, first)
        _copy(kept, second)

    def copy(self, source: Position, target: Position) -> None:
        _copy(self.cell(*source), self.cell(*target))

    def hide_row(self, row: int) -> None:
        self.row(row).set("hidden", "1")

    def hide_column(self, column: int) -> None:
        columns = self._columns()
        for each in list(columns):
            first, last = int(each.get("min")), int(each.get("max"))
            if first <= column <= last:
                columns.remove(each)
                for start, end in ((first, column - 1), (column + 1, last)):
                    if start <= end:
                        part = deepcopy(each)
                        part.set("min", str(start))
                        part.set("max", str(end))
                        columns.append(part)
        etree.SubElement(columns, tag("col"), {"min": str(column), "max": str(column), "width": "9", "hidden": "1"})
        columns[:] = sorted(columns, key=lambda each: int(each.get("min")))

    def _columns(self) -> Any:
        columns = self.tree.find(tag("cols"))
        if columns is None:
            columns = etree.Element(tag("cols"))
            self.data.addprevious(columns)
        return columns

    def merge(self, first: Position, last: Position) -> None:
        """Merge a range, whatever stands in its covered cells."""
        merged = self.tree.find(tag("mergeCells"))
        if merged is None:
            merged = etree.Element(tag("mergeCells"))
            before = self.data
            for name in ("sheetProtection", "autoFilter"):
                found = self.tree.find(tag(name))
                before = before if found is None else found
            before.addnext(merged)
        etree.SubElement(merged, tag("mergeCell"), {"ref": f"{a1(*first)}:{a1(*last)}"})
        merged.set("count", str(len(merged)))

    def unmerge(self, row: int) -> None:
        """Take every merged range apart that has a cell in this row."""
        merged = self.tree.find(tag("mergeCells"))
        for each in list(merged if merged is not None else ()):
            first, last = (position(corner)[0] for corner in each.get("ref").split(":"))
            if first <= row <= last:
                merged.remove(each)
        if merged is not None and not len(merged):
            self.tree.remove(merged)

    def values_only(self) -> None:
        """Put the stored results in the place of all formulas of the workbook, and drop what names cells."""
        for page in self.book.pages.values():
            for formula in list(page.tree.iter(tag("f"))):
                formula.getparent().remove(formula)
        for name in ("dataValidations", "conditionalFormatting", "autoFilter"):
            for each in self.tree.findall(tag(name)):
                self.tree.remove(each)
        self.book.without_chain()

    def insert_rows(self, at: int, count: int = 1) -> None:
        self._renumber(lambda row, column: (row + count if row >= at else row, column))

    def delete_row(self, at: int) -> None:
        self.unmerge(at)
        row = self.row(at)
        self.data.remove(row)
        self._renumber(lambda row, column: (row - 1 if row > at else row, column))

    def move_row(self, source: int, target: int) -> None:
        """Cut a row and insert it before row `target`, which lies further down."""
        self.unmerge(source)
        self._renumber(
            lambda row, column: (
                target - 1 if row == source else row - 1 if source < row < target else row, column,
            )
        )  # fmt: skip
        self.data[:] = sorted(self.data, key=lambda row: int(row.get("r")))

    def insert_column(self, at: int, count: int = 1) -> None:
        self._renumber(lambda row, column: (row, column + count if column >= at else column))
        self._shift_widths(at, count)

    def delete_column(self, at: int) -> None:
        for row in self.data:
            for cell in list(row):
                if position(cell.get("r"))[1] == at:
                    row.remove(cell)
        self._renumber(lambda row, column: (row, column - 1 if column > at else column))
        self._shift_widths(at + 1, -1)

    def _shift_widths(self, at: int, count: int) -> None:
        columns = self._columns()
        for each in list(columns):
            for edge in ("min", "max"):
                number = int(each.get(edge))
                each.set(edge, str(number + count if number >= at else number))
            if int(each.get("min")) > int(each.get("max")):
                columns.remove(each)
        if not len(columns):
            self.tree.remove(columns)

    def _renumber(self, moved: Callable[[int, int], Position]) -> None:
        """Move every cell and every merged range; formulas become their results, which move with them."""
        self.values_only()
        for row in self.data:
            number = int(row.get("r"))
            for cell in row:
                cell.set("r", a1(*moved(number, position(cell.get("r"))[1])))
            row.set("r", str(moved(number, 1)[0]))
            row.attrib.pop("spans", None)
        for each in self.tree.iter(tag("mergeCell")):
            corners = [position(corner) for corner in each.get("ref").split(":")]
            each.set("ref", ":".join(a1(*moved(*corner)) for corner in corners))

    def cells(self) -> Iterator[Any]:
        for row in self.data:
            yield from row


def text_element(name: str, text: str) -> Any:
    """`<si>` or `<is>` with a plain text."""
    made = etree.Element(tag(name))
    words = etree.SubElement(made, tag("t"))
    words.text = text
    words.set(_SPACE, "preserve")
    return made


def rich_element(name: str, *runs: str, phonetic: str = "") -> Any:
    """`<si>` or `<is>` with a text in several runs, and perhaps a reading aid that is not shown."""
    made = etree.Element(tag(name))
    for run in runs:
        words = etree.SubElement(etree.SubElement(made, tag("r")), tag("t"))
        words.text = run
        words.set(_SPACE, "preserve")
    if phonetic:
        aid = etree.SubElement(made, tag("rPh"), {"sb": "0", "eb": "1"})
        etree.SubElement(aid, tag("t")).text = phonetic
    return made


def _copy(source: Any, target: Any) -> None:
    """Everything of a cell but its address."""
    address = target.get("r")
    for child in list(target):
        target.remove(child)
    target.attrib.clear()
    for key, value in source.attrib.items():
        target.set(key, value)
    target.set("r", address)
    target.extend(deepcopy(child) for child in source)


def _words(element: Any) -> str:
    """The text of a shared or inline string, without reading aids."""
    return "".join(
        words.text or "" for words in element.iter(tag("t")) if etree.QName(words.getparent()).localname != "rPh"
    )


@cache
def _part(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
