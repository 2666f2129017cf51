"""Every honest way of writing a cell is read as the program that wrote it means it."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from rbtrack.domain.evaluation import RawValue
from rbtrack.xlsx.cells import Sheet, open_workbook
from rbtrack.xlsx.dates import from_serial
from rbtrack.xlsx.number_formats import shows_date
from rbtrack.xlsx.texts import unescaped
from tests.conftest import require_tool
from tests.lke.building import WORKBOOK, build, row_of_cells, sheet_of, styles_of, texts_of

Change = Callable[[str, bytes], bytes]


def first(path: Path) -> Sheet:
    return open_workbook(path).sheets[0]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>1.5</v></c>', 1.5),
        ('<c r="A1"><v> 7 </v></c>', 7.0),
        ('<c r="A1" t="n"><v>-1.5E-3</v></c>', -0.0015),
        ('<c r="A1" t="s"><v>1</v></c>', "second"),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>false</v></c>', False),
        ('<c r="A1" t="str"><f>A2</f><v>Ya</v></c>', "Ya"),
        ('<c r="A1" t="str"><v> a </v></c>', " a "),
        ('<c r="A1" t="inlineStr"><is><t>a &amp; b</t></is></c>', "a & b"),
        ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><rPr/><t xml:space="preserve"> b</t></r></is></c>', "a b"),
        ('<c r="A1" t="inlineStr"><is><t>kan</t><rPh sb="0" eb="1"><t>no</t></rPh></is></c>', "kan"),
        ('<c r="A1" t="inlineStr"><is><t>a\r\nb&#13;\nc</t></is></c>', "a\nb\r\nc"),
        ('<c r="A1" t="d"><v>2015-03-01</v></c>', date(2015, 3, 1)),
        ('<c r="A1" t="d"><v>2015-03-01T10:30:00</v></c>', datetime.fromisoformat("2015-03-01T10:30")),
        ('<c r="A1" t="d"><v>kemarin</v></c>', "kemarin"),
        ('<c r="A1" s="1"><v>42064</v></c>', date(2015, 3, 1)),
        ('<c r="A1" s="2"><v>42064.5</v></c>', datetime.fromisoformat("2015-03-01T12:00")),
        ('<c r="A1" s="2"><v>0.75</v></c>', "18:00:00"),
        ('<c r="A1" s="1"><v>-5</v></c>', -5.0),
        ('<c r="A1" s="1"><v>1e300</v></c>', 1e300),
        ('<c r="A1" s="99"><v>1</v></c>', 1.0),
        ('<c r="A1"><v>NaN</v></c>', "NaN"),
        ('<c r="A1"><v>1e999</v></c>', "1e999"),
        ('<c r="A1"/>', None),
        ('<c r="A1" s="1"><v/></c>', None),
        ('<c r="A1" t="s"><v></v></c>', None),
        ('<c r="A1" t="str"><f>A2</f><v></v></c>', None),
        ('<c r="A1" t="inlineStr"><is/></c>', None),
        ('<c r="a1"><v>1</v></c>', 1.0),
    ],
)
def test_a_cell_holds_what_its_type_says(tmp_path: Path, cell: str, value: RawValue) -> None:
    found = first(build(tmp_path / "x.xlsx", row_of_cells(cell))).value(1, 1)
    assert (found, type(found)) == (value, type(value))


def test_formulas_without_a_result_and_errors_are_told_from_blanks(tmp_path: Path) -> None:
    cells = (
        '<c r="A1"><f>1+1</f></c>',
        '<c r="B1"><f>1+1</f><v>2</v></c>',
        '<c r="C1" t="str"><f>A2</f><v></v></c>',
        '<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="E1" t="e"><v>#SPILL!</v></c>',
        '<c r="F1" t="e"><v>Err:522</v></c>',
    )
    sheet = first(build(tmp_path / "x.xlsx", row_of_cells(*cells)))
    assert sheet.scan.formulas == {(1, 1), (1, 2), (1, 3), (1, 4)}
    assert sheet.scan.uncomputed == {(1, 1)}
    assert sheet.scan.errors == {(1, 4): "#DIV/0!", (1, 5): "#SPILL!", (1, 6): "Err:522"}
    assert [sheet.value(1, column) for column in range(1, 7)] == [None, 2.0, None, None, None, None]


def test_merged_ranges_are_positions(tmp_path: Path) -> None:
    merged = '<mergeCells><mergeCell ref="A1:C2"/><mergeCell ref="B7"/></mergeCells>'
    assert first(build(tmp_path / "x.xlsx", sheet_of("", merged))).merged == (((1, 1), (2, 3)), ((7, 2), (7, 2)))


def test_days_are_counted_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    workbook = WORKBOOK.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    path = build(tmp_path / "x.xlsx", row_of_cells('<c r="A1" s="1"><v>40602</v></c>'), {"xl/workbook.xml": workbook})
    assert first(path).value(1, 1) == date(2015, 3, 1)


@pytest.mark.parametrize(
    ("days", "value"),
    [
        (1.0, date(1900, 1, 1)),
        (59.0, date(1900, 2, 28)),
        (60.0, 60.0),
        (61.0, date(1900, 3, 1)),
        (2958466.0, 2958466.0),
    ],
)
def test_the_day_that_only_excel_counts(days: float, value: date | float) -> None:
    assert from_serial(days, from_1904=False) == value


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("General", False),
        ("0.00", False),
        ("dd/mm/yyyy", True),
        ('[$-421]d mmmm yyyy"."', True),
        ("[h]:mm", True),
        ('0" hari"', False),
        ("[Red]0;[Magenta]-0", False),
        ("0\\d", False),
        ("_-* #,##0_-;_-@_-", False),
        ("0.00E+00", False),
    ],
)
def test_number_formats_that_show_dates(tmp_path: Path, code: str, is_date: bool) -> None:
    assert shows_date(code, 42064.0) is is_date
    escaped = code.replace('"', "&quot;")
    styles = styles_of(0, 200, formats=f'<numFmt numFmtId="200" formatCode="{escaped}"/>')
    path = build(tmp_path / "x.xlsx", row_of_cells('<c r="A1" s="1"><v>42064</v></c>'), {"xl/styles.xml": styles})
    assert isinstance(first(path).value(1, 1), date) is is_date


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a_x001B_b", "a\x1bb"),
        ("_x005F_x001B_", "_x001B_"),
        ("_x000D_\n", "\r\n"),
        ("_x0000_", "_x0000_"),
        ("_xD83D__xDE00_", "_xD83D__xDE00_"),
        ("_xFFFE_", "_xFFFE_"),
        ("_x12_", "_x12_"),
        ("_x0044_", "_x0044_"),
        ("_x0085_", "\x85"),
    ],
)
def test_characters_that_xml_cannot_hold_are_escaped(tmp_path: Path, written: str, text: str) -> None:
    assert unescaped(written) == text
    path = build(
        tmp_path / "x.xlsx", row_of_cells('<c r="A1" t="s"><v>0</v></c>'), {"xl/sharedStrings.xml": texts_of(written)}
    )
    assert first(path).value(1, 1) == text


def test_shared_texts_in_runs_and_with_pronunciation(tmp_path: Path) -> None:
    texts = "<sst><si><r><t>a</t></r><r><t> b</t></r><rPh><t>zz</t></rPh></si><si/></sst>"
    cells = ('<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>1</v></c>')
    sheet = first(build(tmp_path / "x.xlsx", row_of_cells(*cells), {"xl/sharedStrings.xml": texts}))
    assert (sheet.value(1, 1), sheet.value(1, 2)) == ("a b", None)


def strict(data: bytes) -> bytes:
    """The XML of a file saved as "Strict Open XML Spreadsheet"."""
    for ordinary, other in (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    ):
        data = data.replace(ordinary, other)
    return data


def prefixed(data: bytes) -> bytes:
    """The same XML with a prefix on every element, as some programs write it."""
    return re.sub(rb"<(/?)(?=[A-Za-z])", rb"<\1x:", data).replace(b" xmlns=", b" xmlns:x=")


def same_values(one: Path, other: Path) -> bool:
    return [sheet.rows for sheet in open_workbook(one).sheets] == [sheet.rows for sheet in open_workbook(other).sheets]


def rewrite(path: Path, target: Path, change: Change, packing: int = zipfile.ZIP_DEFLATED, force: bool = False) -> Path:
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(target, "w", packing) as copy:
        for name in archive.namelist():
            data = archive.read(name)
            with copy.open(name, "w", force_zip64=force) as member:
                member.write(change(name, data))
        copy.comment = b"a comment"
    return target


def unchanged(_name: str, data: bytes) -> bytes:
    return data


def test_strict_files_read_the_same(worksheet: Path, tmp_path: Path) -> None:
    assert same_values(worksheet, rewrite(worksheet, tmp_path / "strict.xlsx", lambda _name, data: strict(data)))


def test_other_prefixes_read_the_same(worksheet: Path, tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        return prefixed(data) if name in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml") else data

    assert same_values(worksheet, rewrite(worksheet, tmp_path / "prefixed.xlsx", change))


def test_byte_order_marks_read_the_same(worksheet: Path, tmp_path: Path) -> None:
    assert same_values(worksheet, rewrite(worksheet, tmp_path / "bom.xlsx", lambda _name, data: b"\xef\xbb\xbf" + data))


def test_utf_16_reads_the_same(worksheet: Path, tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        text = data.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
        return text.encode("utf-16") if name.endswith((".xml", ".rels")) else data

    assert same_values(worksheet, rewrite(worksheet, tmp_path / "utf-16.xlsx", change))


def test_other_ways_of_packing_read_the_same(worksheet: Path, tmp_path: Path) -> None:
    assert same_values(worksheet, rewrite(worksheet, tmp_path / "stored.xlsx", unchanged, zipfile.ZIP_STORED))
    assert same_values(worksheet, rewrite(worksheet, tmp_path / "zip64.xlsx", unchanged, force=True))


def test_absolute_targets_and_other_names_of_parts_are_followed(worksheet: Path, tmp_path: Path) -> None:
    path = build(
        tmp_path / "x.xlsx",
        "<unused/>",
        {
            "xl/_rels/workbook.xml.rels": (
                '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="/xl/data/one.xml"/></Relationships>'
            ),
            "xl/data/one.xml": row_of_cells('<c r="A1"><v>1</v></c>'),
        },
    )
    assert first(path).value(1, 1) == 1.0


def test_sheets_without_cells_are_passed_over(tmp_path: Path) -> None:
    workbook = WORKBOOK.replace("<sheets>", '<sheets><sheet name="Grafik" sheetId="2" r:id="rId9"/>')
    relations = (
        '<Relationships><Relationship Id="rId9" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/>'
        '<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    members = {
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": relations,
        "xl/chartsheets/sheet1.xml": "<chartsheet/>",
    }
    path = build(tmp_path / "x.xlsx", row_of_cells('<c r="A1"><v>1</v></c>'), members)
    assert [sheet.name for sheet in open_workbook(path).sheets] == ["LKE"]


def test_every_value_is_the_one_that_openpyxl_reads(worksheet: Path) -> None:
    """Another reader, another way: the sample worksheet cell by cell."""
    sheet = first(worksheet)
    other = openpyxl.load_workbook(worksheet, data_only=True).worksheets[0]
    values = {
        (cell.row, cell.column): cell.value for row in other.iter_rows() for cell in row if cell.value not in (None, "")
    }
    found = {
        (row, column): value
        for row, cells in enumerate(sheet.rows, start=1)
        for column, value in enumerate(cells, start=1)
        if value is not None
    }
    assert found == values


@pytest.mark.libreoffice
def test_libreoffice_saves_the_same_values(worksheet: Path, tmp_path: Path) -> None:
    program = require_tool("soffice", "libreoffice")
    profile = (tmp_path / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir", "saved"]
    subprocess.run([*command, str(worksheet)], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    ours, theirs = first(worksheet), first(tmp_path / "saved" / worksheet.name)
    for row in range(1, len(ours.rows) + 1):
        for column in range(1, ours.width + 1):
            value, other = ours.value(row, column), theirs.value(row, column)
            assert value == (pytest.approx(other) if isinstance(other, float) else other), (row, column)
    assert theirs.scan.formulas == ours.scan.formulas
    assert theirs.scan.uncomputed == frozenset()
