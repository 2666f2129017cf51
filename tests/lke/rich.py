"""A workbook with all that a user may have in one, and ways to look into a marked one, for tests."""

from __future__ import annotations

import copy
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import python_calamine
import xlsxwriter
from lxml import etree
from openpyxl.cell import Cell

from rbtrack.errors import Place, Problem, Severity
from rbtrack.lke.marking import Marked, mark_workbook
from rbtrack.xlsx.guard import open_package

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RED, YELLOW = "FFFFC7CE", "FFFFEB9C"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "Kerja Jum'at"


def write_rich(path: Path) -> Path:
    """Sheets: a chart sheet, a hidden one, and SHEET, which was left open and has nearly everything."""
    with xlsxwriter.Workbook(path) as book:
        data = book.add_worksheet("Data")
        chart_sheet = book.add_chartsheet("Grafik")
        sheet = book.add_worksheet(SHEET)
        hidden = book.add_worksheet("Tersembunyi")
        hidden.hide()
        hidden.write("A1", "rahasia")
        money = book.add_format({"num_format": "#,##0.00", "bold": True, "border": 2, "bg_color": "#CCFFCC"})
        date = book.add_format({"num_format": "dd/mm/yyyy", "font_color": "red", "locked": False})
        wide = book.add_format({"italic": True, "align": "center", "text_wrap": True})
        sheet.set_column("A:A", 30)
        sheet.set_column("E:G", 12, wide)
        sheet.set_row(6, 40, money)
        sheet.write("A1", "=bukan rumus", book.add_format({"bold": True}))
        sheet.write("B2", 1234.5, money)
        sheet.write("B3", 44000, date)
        sheet.write("B4", "teks")
        sheet.write_formula("B5", "=SUM(B2:B3)", money, 45234.5)
        sheet.write_formula("C5", '=IF(B2>0,"ya","tidak")', None, "ya")
        sheet.write_array_formula("D2:D3", "{=B2:B3*2}", None, 2469)
        sheet.merge_range("C7:D9", "gabungan", money)
        sheet.write_comment("B4", "Sudah <dicek> oleh Tuti\nbaris kedua")
        sheet.write_comment("A9", "yang lain", {"visible": True})
        sheet.data_validation("B4:B9", {"validate": "list", "source": ["A", "B", "C"]})
        sheet.conditional_format("B2:B9", {"type": "cell", "criteria": ">", "value": 5, "format": money})
        sheet.add_table("I2:K5", {"columns": [{"header": "x"}, {"header": "y"}, {"header": "z"}]})
        sheet.insert_image("M2", "titik.png", {"image_data": io.BytesIO(dot())})
        sheet.autofilter("A1:D9")
        sheet.print_area("A1:G20")
        sheet.repeat_rows(0)
        sheet.protect("rahasia")
        sheet.activate()
        data.write_column("A1", [1, 2, 3])
        data.write_url("C1", "internal:'Data'!A3")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Data!$A$1:$A$3"})
        chart_sheet.set_chart(chart)
        inner = book.add_chart({"type": "line"})
        inner.add_series({"values": "=Data!$A$1:$A$3"})
        sheet.insert_chart("M10", inner)
        book.define_name("Semua", "=Data!$A$1:$A$3")
        book.define_name("Data!Setempat", "=Data!$A$1")
    return path


def dot() -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")


def problem(cell: str | None, severity: Severity = "error", sheet: str | None = SHEET, value: str = "Z") -> Problem:
    """A problem whose words are short: an answer that is not offered."""
    parameters = {"item": "A.I.1", "options": ("A", "B")}
    return Problem("answer-not-offered", severity, Place("kk.xlsx", sheet, cell), "A.I.1", value, parameters)


def mark(path: Path, *problems: Problem) -> Marked:
    return mark_workbook(open_package(path), problems)


def saved(marked: Marked, path: Path) -> Path:
    path.write_bytes(marked.content)
    return path


def members(content: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def part_of(content: bytes, sheet: str) -> str:
    """The member that holds a sheet."""
    found = members(content)
    book, relations = etree.fromstring(found["xl/workbook.xml"]), etree.fromstring(found["xl/_rels/workbook.xml.rels"])
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    (reference,) = (one.get(RELATION_ID, "") for one in book.iter(f"{MAIN}sheet") if one.get("name") == sheet)
    target = targets[reference]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def tree_of(content: bytes, sheet: str) -> etree._Element:
    return etree.fromstring(members(content)[part_of(content, sheet)])


def cell_of(content: bytes, name: str, sheet: str = SHEET) -> Cell:
    found = openpyxl.load_workbook(io.BytesIO(content))[sheet][name]
    assert isinstance(found, Cell)
    return found


def comment_of(content: bytes, name: str, sheet: str = SHEET) -> str:
    comment = cell_of(content, name, sheet).comment
    return comment.text if comment else ""


def listed(content: bytes) -> list[list[str]]:
    """The rows of the list of problems, headings first."""
    sheet = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
    return [[str(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]


def links_of(content: bytes) -> dict[str, str]:
    """Where the cells of the list of problems lead to."""
    root = tree_of(content, "Problems")
    return {link.get("ref", ""): link.get("location", "") for link in root.iter(f"{MAIN}hyperlink")}


def content_of_cells(root: etree._Element) -> Iterator[tuple[str, bytes]]:
    """Every cell that holds something, without its style: value, formula, type and all."""
    for cell in root.iter(f"{MAIN}c"):
        if len(cell):
            bare = copy.deepcopy(cell)
            bare.attrib.pop("s", "")
            bare.tail = None
            yield cell.get("r", ""), etree.tostring(bare, method="c14n")


def codes(path: Path, *problems: Problem) -> list[str]:
    """What is said when marking; whatever it is, the result is a workbook."""
    marked = mark(path, *problems)
    members(marked.content)
    assert all(one.severity == "warning" for one in marked.problems)
    return [one.code for one in marked.problems]
