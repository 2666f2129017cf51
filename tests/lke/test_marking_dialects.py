"""Workbooks of every dialect and of other programs are marked, and other programs open what was marked."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from rbtrack.errors import NOWHERE, Problem
from rbtrack.lke.marking import mark_workbook
from rbtrack.lke.reading.bands import TableBand
from rbtrack.lke.reading.layout import find_tables
from rbtrack.text import set_language
from rbtrack.xlsx.cells import open_workbook
from rbtrack.xlsx.guard import open_package
from tests.conftest import require_tool
from tests.lke.breaking import patch
from tests.lke.rich import (
    MAIN,
    RED,
    SHEET,
    YELLOW,
    cell_of,
    codes,
    comment_of,
    content_of_cells,
    mark,
    members,
    part_of,
    problem,
    saved,
    tree_of,
)
from tests.test_official_worksheet import OFFICIAL

BAD = ("B2", "B3", "B4", "B5", "F20", "C7", "E7", "Q40")


def test_prefixed_markup_and_its_extensions_survive(rich: Path) -> None:
    part = part_of(rich.read_bytes(), SHEET)
    root = tree_of(rich.read_bytes(), SHEET)
    other = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
    markup = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    names = {"x": MAIN[1:-1], "x14ac": other, "mc": markup, "r": next(iter(root.nsmap.values()))}
    names["r"] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    prefixed = etree.Element(f"{MAIN}worksheet", {f"{{{markup}}}Ignorable": "x14ac"}, names)
    prefixed.extend(list(root))
    for row in prefixed.iter(f"{MAIN}row"):
        row.set(f"{{{other}}}dyDescent", "0.25")
    etree.cleanup_namespaces(prefixed, keep_ns_prefixes=list(names))
    data = etree.tostring(prefixed)
    assert b"<x:row " in data
    patch(rich, {part: data})
    content = mark(rich, problem("F20"), problem("B2")).content
    after = members(content)[part]
    assert b"<x:c " in after
    assert b"<c " not in after
    assert b'mc:Ignorable="x14ac"' in after
    assert after.count(b"x14ac:dyDescent") == data.count(b"x14ac:dyDescent")
    assert cell_of(content, "F20").fill.fgColor.rgb == RED


def strictly(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook in the strict dialect."""
    found = {}
    for name, data in members(content).items():
        is_markup = name.endswith((".xml", ".rels")) and name != "[Content_Types].xml"
        strict = data.replace(MAIN[1:-1].encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        old = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        strict = strict.replace(old, b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        found[name] = strict if is_markup else data
    return found


def test_strict_workbooks_are_marked_in_their_dialect(rich: Path) -> None:
    patch(rich, strictly(rich.read_bytes()))
    marked = mark(rich, problem("B2"), problem("A1", sheet="Data"))
    assert marked.problems == ()
    after = members(marked.content)
    for name in ("xl/worksheets/sheet4.xml", "xl/comments2.xml"):
        assert etree.QName(etree.fromstring(after[name])).namespace == "http://purl.oclc.org/ooxml/spreadsheetml/main"
    assert b"schemas.openxmlformats.org/officeDocument" not in after["xl/_rels/workbook.xml.rels"]


def test_a_drawing_that_is_no_xml_gets_its_boxes(rich: Path) -> None:
    """As Excel itself writes them: `<br>` is not closed there."""
    name = "xl/drawings/vmlDrawing1.vml"
    markup = members(rich.read_bytes())[name].replace(b"</v:textbox>", b"<br></v:textbox>", 1)
    patch(rich, {name: markup})
    after = members(mark(rich, problem("B2")).content)[name]
    assert after.count(b"<v:shape ") == 3
    assert after.rstrip().endswith(b"</xml>")


def test_rows_and_cells_that_do_not_say_where_they_stand_are_counted(rich: Path) -> None:
    part = part_of(rich.read_bytes(), "Data")
    markup = members(rich.read_bytes())[part]
    for old in (b' r="1"', b' r="2"', b' r="3"', b' r="A1"', b' r="A2"', b' r="A3"'):
        markup = markup.replace(old, b"")
    patch(rich, {part: markup})
    content = mark(rich, problem("A2", sheet="Data"), problem("B2", sheet="Data")).content
    rows = list(tree_of(content, "Data").iter(f"{MAIN}row"))
    assert len(rows) == 3
    assert rows[1][0].get("s") == rows[1][1].get("s") != "0"
    assert rows[1][1].get("r") == "B2"


def test_cells_in_place_of_nothing(tmp_path: Path) -> None:
    """A workbook of openpyxl, with one blank sheet."""
    path = tmp_path / "kosong.xlsx"
    openpyxl.Workbook().save(path)
    content = mark(path, problem("C3", sheet="Sheet")).content
    assert cell_of(content, "C3", "Sheet").fill.fgColor.rgb == RED
    assert comment_of(content, "C3", "Sheet").startswith("Error:")
    assert codes(path, problem("C3", sheet="Sheet")) == []


# Other programs


def bands(path: Path) -> list[TableBand]:
    return [band for table in find_tables(open_workbook(path)) for band in table.bands]


def test_our_own_reader_finds_the_same_worksheet(worksheet: Path, tmp_path: Path) -> None:
    """A marked copy is still a worksheet: the list of problems is taken for nothing else, in either language."""
    before = [(band.sheet.name, band.year, band.columns) for band in bands(worksheet)]
    for language in ("id", "en"):
        set_language(language)
        marked = mark(
            worksheet,
            problem("I12", sheet="LKE"),
            Problem("headings-missing", place=NOWHERE, parameters={"sheets": ("x",), "found": ()}),
        )
        after = bands(saved(marked, tmp_path / "marked.xlsx"))
        assert [(band.sheet.name, band.year, band.columns) for band in after] == before


@pytest.mark.skipif(not OFFICIAL.is_file(), reason="the official worksheet is not on this machine")
def test_the_official_worksheet_is_marked_and_all_figures_stay() -> None:
    package = open_package(OFFICIAL)
    sheet = open_workbook(OFFICIAL).sheets[0].name
    marked = mark_workbook(package, [problem("J12", sheet=sheet), problem("AC300", "warning", sheet=sheet)])
    assert marked.problems == ()
    before, after = tree_of(package.content, sheet), tree_of(marked.content, sheet)
    assert dict(content_of_cells(after)) == dict(content_of_cells(before))
    assert len(dict(content_of_cells(after))) > 1000


def converted(path: Path, kind: str, profile: Path) -> Path:
    command = [require_tool("soffice"), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    folder = path.parent / kind
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{kind}"


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("libreoffice")


@pytest.mark.libreoffice
@pytest.mark.parametrize("dialect", ["transitional", "strict"])
def test_libreoffice_opens_it_and_keeps_marks_and_comments(rich: Path, profile: Path, dialect: str) -> None:
    if dialect == "strict":
        patch(rich, strictly(rich.read_bytes()))
    marked = saved(mark(rich, problem("B4"), problem("F20", "warning"), problem("A1", sheet="Data")), rich)
    content = converted(marked, "xlsx", profile).read_bytes()
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == [
        "Problems",
        "Data",
        "Grafik",
        SHEET,
        "Tersembunyi",
    ]
    assert cell_of(content, "B4").fill.fgColor.rgb == RED
    assert cell_of(content, "F20").fill.fgColor.rgb == YELLOW
    assert comment_of(content, "B4").startswith("Sudah <dicek> oleh Tuti\nbaris kedua\n\nError:\nA.I.1 does not")
    assert "does not offer" in comment_of(content, "A1", "Data")
    assert cell_of(content, "B5").value == "=SUM(B2:B3)"
    assert converted(marked, "pdf", profile).stat().st_size > 10_000


@pytest.mark.libreoffice
def test_what_libreoffice_saved_is_marked(rich: Path, profile: Path) -> None:
    resaved = converted(rich, "xlsx", profile)
    marked = mark(resaved, *(problem(cell) for cell in BAD), problem("A1", sheet="Data"))
    assert marked.problems == ()
    assert comment_of(marked.content, "B4").startswith("Sudah <dicek> oleh Tuti\nbaris kedua\n\nError:")
    assert all(cell_of(marked.content, name).fill.fgColor.rgb == RED for name in BAD)
    again = converted(saved(marked, rich), "xlsx", profile).read_bytes()
    assert comment_of(again, "Q40").startswith("Error:")
