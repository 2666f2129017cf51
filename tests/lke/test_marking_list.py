"""The first sheet of a marked workbook lists every problem, and takes nothing away from the other sheets."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from rbtrack.errors import Problem
from rbtrack.text import set_language
from tests.lke.breaking import patch
from tests.lke.rich import (
    MAIN,
    RED,
    SHEET,
    YELLOW,
    cell_of,
    comment_of,
    links_of,
    listed,
    mark,
    members,
    problem,
    saved,
    tree_of,
)


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
    assert rows[4] == ["No.", "Severity", "Sheet", "Cell", "Item", "Cell content", "Problem", "What to do"]
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
    assert openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["F6"].data_type != "f"


@pytest.mark.parametrize(
    ("text", "written"), [("_x0041_", "_x005F_x0041_"), ("]]>&<b>", "]]>&<b>"), ("_xyz_", "_xyz_")]
)
def test_text_that_looks_like_an_escape_is_read_back_as_it_is(rich: Path, text: str, written: str) -> None:
    """Excel reads _x0041_ as A, in cells and comments."""
    content = mark(rich, problem("B2", value=text)).content
    assert written in [inline.text for inline in tree_of(content, "Problems").iter(f"{MAIN}t")]
    comments = etree.fromstring(members(content)["xl/comments1.xml"])
    assert f'"{written}"' in "".join(map(str, comments.itertext()))


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
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets] == [True, None, None, None]
    assert book["Tersembunyi"].sheet_state == "hidden"


def test_names_of_a_sheet_stay_with_it(rich: Path) -> None:
    before = openpyxl.load_workbook(rich)
    after = openpyxl.load_workbook(io.BytesIO(mark(rich, problem("B2")).content))
    assert after["Data"].defined_names["Setempat"].attr_text == "Data!$A$1"
    assert after[SHEET].print_area == before[SHEET].print_area
    assert after[SHEET].print_title_rows == "$1:$1"
    assert after.defined_names["Semua"].attr_text == "Data!$A$1:$A$3"


def test_a_marked_copy_can_be_marked_again(rich: Path) -> None:
    """The marks that are there stay, the new list comes first."""
    again = mark(saved(mark(rich, problem("B2")), rich), problem("B2", "warning"), problem("B3"))
    assert again.problems == ()
    assert openpyxl.load_workbook(io.BytesIO(again.content)).sheetnames[:2] == ["Problems (2)", "Problems"]
    assert [comment_of(again.content, "B2").count(word) for word in ("Error:", "Warning:")] == [1, 1]
    assert cell_of(again.content, "B3").fill.fgColor.rgb == RED
