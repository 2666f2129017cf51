"""A marked workbook is the user's own: all of it is there, with colours, comments and a list of problems added."""

from __future__ import annotations

import copy
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.cell import Cell
from openpyxl.utils.cell import coordinate_to_tuple

from rbtrack.errors import NOWHERE, Place, Problem
from rbtrack.text import set_language
from rbtrack.workbook.cells import a1, open_workbook
from rbtrack.workbook.guard import open_package
from rbtrack.workbook.layout import find_bands
from rbtrack.workbook.marking import mark_workbook
from rbtrack.workbook.marking.mark import MOST_PROBLEMS
from tests.conftest import require_tool
from tests.workbook.breaking import patch
from tests.workbook.rich import MAIN, SHEET, mark, members, part_of, problem, saved, tree_of, write_rich

RED, YELLOW = "FFFFC7CE", "FFFFEB9C"
BAD = ("B2", "B3", "B4", "B5", "F20", "C7", "E7", "Q40")
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


@pytest.fixture(scope="session")
def made_rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_rich(tmp_path_factory.mktemp("rich") / "kk.xlsx")


@pytest.fixture
def rich(made_rich: Path, tmp_path: Path) -> Path:
    """The rich workbook: a copy, to be changed at will."""
    path = tmp_path / "kk.xlsx"
    path.write_bytes(made_rich.read_bytes())
    return path


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


# What was there stays


def test_parts_without_marks_are_byte_identical(rich: Path) -> None:
    """Pictures, charts, tables, texts, other sheets: everything but the parts that marks must touch."""
    before = members(rich.read_bytes())
    after = members(mark(rich, *(problem(cell) for cell in BAD)).content)
    touched = {name for name in before if before[name] != after[name]}
    sheet = part_of(rich.read_bytes(), SHEET)
    assert touched == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        sheet,
    }
    assert set(after) - set(before) == {"xl/worksheets/sheet4.xml"}
    assert next(iter(after)) == "[Content_Types].xml"


def test_every_value_formula_and_stored_value_is_as_before(rich: Path) -> None:
    content = mark(rich, *(problem(cell) for cell in BAD)).content
    before, after = tree_of(rich.read_bytes(), SHEET), tree_of(content, SHEET)
    assert dict(content_of_cells(after)) == dict(content_of_cells(before))
    old, new = (python_calamine.load_workbook(io.BytesIO(data)) for data in (rich.read_bytes(), content))
    for name in ("Data", SHEET, "Tersembunyi"):
        values = old.get_sheet_by_name(name).to_python(skip_empty_area=False)
        marked = new.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert [row[: len(values[0])] for row in marked[: len(values)]] == values


def test_all_else_that_a_sheet_says_is_as_before(rich: Path) -> None:
    """Widths, merged cells, validations, conditional formats, filters, protection, print set-up, and their order."""
    before, after = tree_of(rich.read_bytes(), SHEET), tree_of(mark(rich, problem("B2")).content, SHEET)
    for view in before.iter(f"{MAIN}sheetView"):
        del view.attrib["tabSelected"]
    strip = f"{MAIN}sheetData"
    assert [child.tag for child in before] == [child.tag for child in after]
    for old, new in zip(before, after, strict=True):
        assert old.tag == strip or etree.tostring(old, method="c14n") == etree.tostring(new, method="c14n")


@pytest.mark.parametrize("name", ["B2", "B3", "C5", "F20", "E7", "G7"])
def test_only_the_fill_of_a_bad_cell_changes(rich: Path, name: str) -> None:
    """Also of cells that were not there: they have the look of their row or column."""
    before = openpyxl.load_workbook(rich)[SHEET]
    after = cell_of(mark(rich, problem(name, "warning")).content, name)
    old = before[name]
    if old.value is None:
        look = before.row_dimensions[7] if name.endswith("7") else before.column_dimensions["E"]
        assert after.font == look.font
        assert after.number_format == look.number_format
        assert after.alignment == look.alignment
    else:
        for aspect in ("font", "border", "number_format", "protection", "alignment"):
            assert getattr(after, aspect) == getattr(old, aspect), aspect
    assert after.fill.fgColor.rgb == YELLOW
    assert after.fill.fill_type == "solid"


def test_the_input_is_not_touched_and_the_same_input_gives_the_same_bytes(rich: Path) -> None:
    before = rich.read_bytes()
    problems = [problem(cell) for cell in BAD]
    assert mark(rich, *problems).content == mark(rich, *problems).content
    assert rich.read_bytes() == before


def test_nothing_is_said_where_everything_could_be_marked(rich: Path) -> None:
    assert mark(rich, *(problem(cell) for cell in BAD)).problems == ()


# Marks


def test_errors_are_red_and_warnings_yellow_and_an_error_wins(rich: Path) -> None:
    content = mark(rich, problem("B2", "warning"), problem("B3"), problem("B4", "warning"), problem("B4")).content
    assert [cell_of(content, name).fill.fgColor.rgb for name in ("B2", "B3", "B4")] == [YELLOW, RED, RED]


def test_a_comment_says_what_is_wrong_and_what_to_do(rich: Path) -> None:
    content = mark(rich, problem("B2"), problem("B2", "warning", value="Y")).content
    assert comment_of(content, "B2") == (
        'Error:\nA.I.1 does not offer the answer "Z".\nChoose one of: A, B.\n\n'
        'Warning:\nA.I.1 does not offer the answer "Y".\nChoose one of: A, B.\n'
    )


def test_a_comment_that_was_there_keeps_its_text_and_ours_stands_below(rich: Path) -> None:
    content = mark(rich, problem("B4")).content
    assert comment_of(content, "B4").startswith("Sudah <dicek> oleh Tuti\nbaris kedua\n\nError:\n")
    assert comment_of(content, "A9") == "yang lain"


def test_a_plain_comment_stays_word_for_word(rich: Path) -> None:
    """Plain text and formatted runs do not go together: the plain text becomes a run, spaces and all."""
    name = "xl/comments1.xml"
    markup = members(rich.read_bytes())[name]
    plain = b'<text><t xml:space="preserve">  dua spasi </t></text></comment></commentList>'
    start = markup.rindex(b"<text>")
    patch(rich, {name: markup[:start] + plain + b"</comments>"})
    content = mark(rich, problem("B4"), problem("A9")).content
    assert "  dua spasi \n\nError:" in comment_of(content, "B4") + comment_of(content, "A9")


def test_boxes_of_old_comments_grow_and_new_ones_are_added(rich: Path) -> None:
    content = mark(rich, problem("B4"), problem("B2")).content
    before, after = (members(data)["xl/drawings/vmlDrawing1.vml"] for data in (rich.read_bytes(), content))
    assert (before.count(b"<v:shape "), after.count(b"<v:shape ")) == (2, 3)
    assert after.count(b"shapetype ") == before.count(b"shapetype ") == 1
    assert etree.fromstring(after).tag == "xml"
    sheet = openpyxl.load_workbook(io.BytesIO(content))[SHEET]
    comment = sheet["B4"].comment
    assert comment is not None


def test_a_sheet_without_comments_gets_them(rich: Path) -> None:
    """With all that belongs to it: parts, relationships, content types, and the reference at its place."""
    content = mark(rich, problem("A2", sheet="Data"), problem("C9", sheet="Data")).content
    found = members(content)
    assert comment_of(content, "A2", "Data").startswith("Error:")
    assert comment_of(content, "C9", "Data").startswith("Error:")
    assert b"/xl/comments2.xml" in found["[Content_Types].xml"]
    assert [child.tag for child in tree_of(content, "Data")][-1] == f"{MAIN}legacyDrawing"
    drawing = found["xl/drawings/vmlDrawing2.vml"]
    used = found["xl/drawings/vmlDrawing1.vml"]
    assert b'data="1"' in used
    assert b'data="2"' in drawing
    assert drawing.count(b"_x0000_s20") == 2


def test_the_reference_to_the_boxes_stands_before_tables(rich: Path) -> None:
    markup = members(rich.read_bytes())[part_of(rich.read_bytes(), SHEET)]
    start = markup.index(b"<legacyDrawing")
    patch(rich, {part_of(rich.read_bytes(), SHEET): markup[:start] + markup[markup.index(b">", start) + 1 :]})
    names = [etree.QName(child).localname for child in tree_of(mark(rich, problem("B2")).content, SHEET)]
    assert names[-3:] == ["drawing", "legacyDrawing", "tableParts"]


def test_marks_in_merged_cells_stand_where_they_can_be_seen(rich: Path) -> None:
    content = mark(rich, problem("D8"), problem("C7", "warning")).content
    assert comment_of(content, "C7").count("A.I.1 does not offer") == 2
    assert cell_of(content, "C7").fill.fgColor.rgb == RED
    assert listed(content)[6][3] == "D8"


def test_a_problem_can_concern_several_cells(rich: Path) -> None:
    several = Problem("answer-merged", place=Place("kk.xlsx", SHEET, "B2"), parameters={"cells": ("B2", "B3", "F30")})
    content = mark(rich, several).content
    for name in ("B2", "B3", "F30"):
        assert cell_of(content, name).fill.fgColor.rgb == RED
        assert comment_of(content, name)
    assert listed(content)[5][3] == "B2, B3, F30"


def test_a_comment_with_many_problems_ends_with_their_number(rich: Path) -> None:
    content = mark(rich, *(problem("B2", value=str(number)) for number in range(30))).content
    assert comment_of(content, "B2").endswith("... and 22 more, on the first sheet.")
    assert len(listed(content)) == 5 + 30


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.dictionaries(
        st.tuples(
            st.one_of(st.integers(1, 15), st.integers(1, 1_048_576)),
            st.one_of(st.integers(1, 14), st.integers(1, 16_384)),
        ),
        st.sampled_from(["error", "warning"]),
        min_size=1,
        max_size=12,
    )
)
def test_cells_anywhere_are_marked_in_their_order(made_rich: Path, cells: dict[tuple[int, int], str]) -> None:
    """Rows and columns ascend, each once; nothing that was stored changes; every box lies within the sheet."""
    problems = [problem(a1(*cell), "error" if kind == "error" else "warning") for cell, kind in cells.items()]
    marked = mark_workbook(open_package(made_rich), problems)
    assert marked.problems == ()
    root = tree_of(marked.content, SHEET)
    rows = [int(row.get("r", "")) for row in root.iter(f"{MAIN}row")]
    assert rows == sorted(set(rows))
    for row in root.iter(f"{MAIN}row"):
        numbers = [coordinate_to_tuple(cell.get("r", ""))[1] for cell in row]
        assert numbers == sorted(set(numbers))
    assert dict(content_of_cells(root)) == dict(content_of_cells(tree_of(made_rich.read_bytes(), SHEET)))
    drawing = etree.fromstring(members(marked.content)["xl/drawings/vmlDrawing1.vml"])
    identities = [shape.get("id") for shape in drawing.iter("{urn:schemas-microsoft-com:vml}shape")]
    assert len(set(identities)) == len(identities)
    for anchor in drawing.iter("{urn:schemas-microsoft-com:office:excel}Anchor"):
        left, _x, top, _y, right, _z, bottom, _w = (int(number) for number in (anchor.text or "").split(","))
        assert 0 <= left < right < 16_384
        assert 0 <= top <= bottom < 1_048_576


# The list of problems


def test_the_first_sheet_lists_every_problem_with_a_link(rich: Path) -> None:
    problems = (
        problem("B10"),
        problem("A3", sheet="Data"),
        problem("B9", "warning", value="=1+1"),
        Problem("year-unstated"),
        problem(None, "warning"),
    )
    content = mark(rich, *problems).content
    rows = listed(content)
    assert rows[0][0] == "Problems in kk.xlsx"
    assert rows[1][0].startswith("Errors: 3. Warnings: 2.")
    assert rows[4] == ["No.", "Severity", "Sheet", "Cell", "Item", "Value", "Problem", "What to do"]
    assert [row[1:4] for row in rows[5:]] == [
        ["Error", "–", "–"],
        ["Error", "Data", "A3"],
        ["Warning", SHEET, "–"],
        ["Warning", SHEET, "B9"],
        ["Error", SHEET, "B10"],
    ]
    assert rows[8][4:] == ["A.I.1", "=1+1", 'A.I.1 does not offer the answer "=1+1".', "Choose one of: A, B."]
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet["F9"].data_type != "f"
    assert links_of(content) == {"D7": "'Data'!A3", "D9": "'Kerja Jum''at'!B9", "D10": "'Kerja Jum''at'!B10"}
    assert sheet["B9"].fill.fgColor.rgb == YELLOW
    assert sheet["B10"].fill.fgColor.rgb == RED


def test_the_list_is_ready_to_print(rich: Path) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(mark(rich, problem("B2")).content)).worksheets[0]
    assert sheet.freeze_panes == "A6"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$5:$5"


def test_where_nothing_is_wrong_the_list_says_so(rich: Path) -> None:
    marked = mark(rich)
    assert listed(marked.content)[1][0] == "Nothing wrong was found."
    before, after = members(rich.read_bytes()), members(marked.content)
    assert before["xl/comments1.xml"] == after["xl/comments1.xml"]


def test_the_list_speaks_the_readers_language(rich: Path) -> None:
    set_language("id")
    assert listed(mark(rich, problem("B2")).content)[5][1] == "Galat"


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "_x0041_", "a\x00b\x1b[2J", "\ud800", "\ufffe", "\u202etxt", "x" * 40_000, "]]>&<b>"]
)
def test_text_from_outside_is_text_and_harmless(rich: Path, text: str) -> None:
    content = mark(rich, problem("B2", value=text)).content
    row = listed(content)[5]
    assert len(row[5]) <= 200
    assert not set(row[5]) & set("\x00\x1b\ud800\ufffe\u202e")
    if text in ("_x0041_", "]]>&<b>"):
        root = etree.fromstring(members(content)["xl/worksheets/sheet4.xml"])
        assert row[5].replace("_x005F_", "_") == text
        assert "_x005F_x0041_" in "".join(map(str, root.itertext())) or text != "_x0041_"
    assert openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["F6"].data_type != "f"


@pytest.mark.parametrize("taken", ["problems", "PROBLEMS"])
def test_the_list_has_a_name_of_its_own(rich: Path, taken: str) -> None:
    """Upper and lower case are one name to Excel."""
    book = members(rich.read_bytes())["xl/workbook.xml"].replace(b'"Tersembunyi"', f'"{taken}"'.encode())
    patch(rich, {"xl/workbook.xml": book})
    assert openpyxl.load_workbook(io.BytesIO(mark(rich).content)).sheetnames[0] == "Problems (2)"


def test_the_list_is_first_shown_and_alone_selected(rich: Path) -> None:
    """Sheets selected together would be changed together."""
    content = mark(rich, problem("B2")).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Problems", "Data", "Grafik", SHEET, "Tersembunyi"]
    assert book.active is book.worksheets[0]
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets] == [True, False, False, False]
    assert book["Tersembunyi"].sheet_state == "hidden"


def test_names_of_a_sheet_stay_with_it(rich: Path) -> None:
    before = openpyxl.load_workbook(rich)
    after = openpyxl.load_workbook(io.BytesIO(mark(rich, problem("B2")).content))
    assert after["Data"].defined_names["Setempat"].attr_text == "Data!$A$1"
    assert after[SHEET].print_area == before[SHEET].print_area
    assert after[SHEET].print_title_rows == "$1:$1"
    assert after.defined_names["Semua"].attr_text == "Data!$A$1:$A$3"


# What cannot be kept or marked is said


def codes(path: Path, *problems: Problem) -> list[str]:
    """What is said when marking; whatever it is, the result is a workbook."""
    marked = mark(path, *problems)
    members(marked.content)
    assert all(one.severity == "warning" for one in marked.problems)
    return [one.code for one in marked.problems]


def test_problems_of_sheets_without_cells_are_only_listed(rich: Path) -> None:
    problems = [problem("A1", sheet="Grafik"), problem("A1", sheet="Tidak Ada")]
    assert codes(rich, *problems) == ["mark-sheet-missing", "mark-sheet-missing"]
    content = mark(rich, *problems).content
    assert [row[2] for row in listed(content)[5:7]] == ["Grafik", "Tidak Ada"]
    assert links_of(content) == {}


@pytest.mark.parametrize("cell", ["XFE1", "A1048577", "A0", "", "=1", "A1:B2"])
def test_a_cell_that_no_sheet_has_is_named(rich: Path, cell: str) -> None:
    assert codes(rich, problem(cell)) == ["mark-cell-unknown"]


@pytest.mark.parametrize("styles", [None, b"<styleSheet", b"<styleSheet/>"])
def test_without_styles_the_list_and_comments_remain(rich: Path, styles: bytes | None) -> None:
    patch(rich, {"xl/styles.xml": styles})
    marked = mark(rich, problem("B2"))
    assert [one.code for one in marked.problems] == ["mark-colours-missing"]
    assert b"does not offer" in members(marked.content)["xl/comments1.xml"]
    assert listed(marked.content)[5][3] == "B2"


@pytest.mark.parametrize("part", ["xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"])
@pytest.mark.parametrize("damage", [None, b"<broken"])
def test_damaged_comments_are_left_as_they_are(rich: Path, part: str, damage: bytes | None) -> None:
    patch(rich, {part: damage})
    marked = mark(rich, problem("B2"))
    assert [one.code for one in marked.problems] == ["mark-comments-damaged"]
    assert members(marked.content).get(part) == damage
    assert b"FFFFC7CE" in members(marked.content)["xl/styles.xml"]


def test_a_damaged_sheet_is_left_as_it_is(rich: Path) -> None:
    part = part_of(rich.read_bytes(), SHEET)
    patch(rich, {part: b"<worksheet"})
    assert codes(rich, problem("B2"), problem("A1", sheet="Data")) == ["mark-sheet-damaged"]
    assert members(mark(rich, problem("B2")).content)[part] == b"<worksheet"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_that_is_damaged_inside_comes_back_as_it_was(rich: Path, part: str) -> None:
    patch(rich, {part: b"<broken"})
    marked = mark(rich, problem("B2"))
    assert [one.code for one in marked.problems] == ["mark-impossible"]
    assert marked.content == rich.read_bytes()


def test_signatures_go_and_it_is_said(rich: Path) -> None:
    found = members(rich.read_bytes())
    relation = (
        '<Relationship Id="rId77" Target="_xmlsignatures/origin.sigs" '
        f'Type="{PACKAGE_RELATIONS}/digital-signature/origin"/></Relationships>'
    )
    override = (
        '<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/>'
        '<Override PartName="/_xmlsignatures/sig1.xml" '
        'ContentType="application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/></Types>'
    )
    patch(
        rich,
        {
            "_rels/.rels": found["_rels/.rels"].replace(b"</Relationships>", relation.encode()),
            "[Content_Types].xml": found["[Content_Types].xml"].replace(b"</Types>", override.encode()),
            "_xmlsignatures/origin.sigs": b"",
            "_xmlsignatures/sig1.xml": b"<Signature/>",
            "_xmlsignatures/_rels/origin.sigs.rels": b"<Relationships/>",
        },
    )
    assert codes(rich, problem("B2")) == ["mark-signature-removed"]
    after = members(mark(rich, problem("B2")).content)
    assert not [name for name in after if "signature" in name]
    assert b"xmlsignatures" not in after["_rels/.rels"] + after["[Content_Types].xml"]


def test_conversations_are_left_alone_and_it_is_said(rich: Path) -> None:
    part = part_of(rich.read_bytes(), SHEET)
    relations = f"xl/worksheets/_rels/{Path(part).name}.rels"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="../threadedComments/threadedComment1.xml"/>'
    threads = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="B4" dT="2024-01-01T00:00:00.00" personId="{1}" id="{2}"><text>Hai</text></threadedComment>'
        "</ThreadedComments>"
    )
    changed = members(rich.read_bytes())[relations].replace(b"</Rel", relation.encode() + b"</Rel")
    patch(rich, {relations: changed, "xl/threadedComments/threadedComment1.xml": threads.encode()})
    marked = mark(rich, problem("B4"), problem("B2"))
    assert [(one.code, one.place.cell) for one in marked.problems] == [("mark-comment-kept", "B4")]
    assert comment_of(marked.content, "B4") == "Sudah <dicek> oleh Tuti\nbaris kedua"
    assert comment_of(marked.content, "B2").startswith("Error:")
    assert cell_of(marked.content, "B4").fill.fgColor.rgb == RED
    assert listed(marked.content)[-1][0].startswith(f"Warning ({SHEET}!B4): The conversation")


def test_more_problems_than_a_list_can_hold_are_counted(rich: Path) -> None:
    problems = [problem(a1(row, 2)) for row in range(1, MOST_PROBLEMS + 11)]
    marked = mark(rich, *problems)
    assert [(one.code, one.parameters["count"]) for one in marked.problems] == [("mark-cut", MOST_PROBLEMS + 10)]
    assert listed(marked.content)[1][0].startswith(f"Errors: {MOST_PROBLEMS + 10}.")
    assert open_workbook(saved(marked, rich)).sheets[0].name == "Problems"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_wrong_inside_nothing_breaks_off(made_rich: Path, rich: Path, data: st.DataObject) -> None:
    """Parts with bytes lost, doubled or changed: the result is a ZIP file, and what is wrong is said."""
    rich.write_bytes(made_rich.read_bytes())
    found = members(rich.read_bytes())
    name = data.draw(st.sampled_from([name for name in found if name.endswith((".xml", ".rels", ".vml"))]))
    markup = found[name]
    start = data.draw(st.integers(0, len(markup)))
    end = data.draw(st.integers(start, min(len(markup), start + 200)))
    new = data.draw(
        st.sampled_from([b"", markup[start:end] * 2, b'"', b"<x>", b"-1", b"99999999999", b"&#0;", b"\xff"])
    )
    patch(rich, {name: markup[:start] + new + markup[end:]})
    marked = mark_workbook(open_package(rich), [problem("B4"), problem("Q99", "warning"), problem("A1", sheet="Data")])
    members(marked.content)


# Markup in all its dialects


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


def test_our_own_reader_finds_the_same_worksheet(worksheet: Path, tmp_path: Path) -> None:
    """A marked copy is still a worksheet: the list of problems is taken for nothing else, in either language."""
    before = [(band.sheet.name, band.year, band.columns) for band in find_bands(open_workbook(worksheet))]
    for language in ("id", "en"):
        set_language(language)
        marked = mark(
            worksheet,
            problem("I12", sheet="LKE"),
            Problem("headings-missing", place=NOWHERE, parameters={"sheets": ("x",)}),
        )
        after = find_bands(open_workbook(saved(marked, tmp_path / "marked.xlsx")))
        assert [(band.sheet.name, band.year, band.columns) for band in after] == before


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
