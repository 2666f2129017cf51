"""A marked workbook is the user's own: all of it is there, with colours and comments added."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple

from rbtrack.errors import Place, Problem
from rbtrack.lke.marking import mark_workbook
from rbtrack.xlsx.addresses import a1
from rbtrack.xlsx.guard import open_package
from tests.lke.breaking import patch
from tests.lke.rich import (
    MAIN,
    RED,
    SHEET,
    YELLOW,
    cell_of,
    comment_of,
    content_of_cells,
    listed,
    mark,
    members,
    part_of,
    problem,
    tree_of,
)

BAD = ("B2", "B3", "B4", "B5", "F20", "C7", "E7", "Q40")


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
    looks = {"F20": before.column_dimensions["E"], "E7": before.row_dimensions[7], "G7": before.row_dimensions[7]}
    for aspect in ("font", "border", "number_format", "protection", "alignment"):
        assert repr(getattr(after, aspect)) == repr(getattr(looks.get(name, before[name]), aspect)), aspect
    assert after.fill.fgColor.rgb == YELLOW
    assert after.fill.fill_type == "solid"


def test_the_input_is_not_touched_and_the_same_input_gives_the_same_bytes(rich: Path) -> None:
    before = rich.read_bytes()
    problems = [problem(cell) for cell in BAD]
    assert mark(rich, *problems).content == mark(rich, *problems).content
    assert rich.read_bytes() == before


def test_nothing_is_said_where_everything_could_be_marked(rich: Path) -> None:
    assert mark(rich, *(problem(cell) for cell in BAD)).problems == ()


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
    (old, _other), (new, *_others) = (
        [tuple(map(int, anchor.split(b","))) for anchor in re.findall(rb"<x:Anchor>([\d, ]+)<", markup)]
        for markup in (before, after)
    )
    assert new[:4] == old[:4]
    assert new[6] > old[6]


def test_a_box_lies_within_the_columns_that_are_shown(rich: Path) -> None:
    """Where all columns to the right are hidden, it lies further left; else nobody could read it."""
    part = part_of(rich.read_bytes(), "Data")
    hidden = b'<cols><col min="9" max="16384" hidden="1" width="0" customWidth="1"/></cols><sheetData>'
    patch(rich, {part: members(rich.read_bytes())[part].replace(b"<sheetData>", hidden)})
    drawing = members(mark(rich, problem("H2", sheet="Data")).content)["xl/drawings/vmlDrawing2.vml"]
    (anchor,) = re.findall(rb"<x:Anchor>([\d, ]+)<", drawing)
    left, _x, _top, _y, right, *_rest = map(int, anchor.split(b","))
    assert left == 3
    assert right >= 8


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
