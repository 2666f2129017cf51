"""What cannot be kept or marked is said, and nothing that passed the guard breaks off."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rbtrack.errors import WorkbookError
from rbtrack.lke.marking import mark_workbook
from rbtrack.lke.marking.mark import MOST_PROBLEMS
from rbtrack.xlsx.addresses import a1
from rbtrack.xlsx.cells import open_workbook
from rbtrack.xlsx.guard import open_package
from rbtrack.xlsx.patching.package_parts import MOST_MARKUP
from tests.lke.breaking import patch
from tests.lke.rich import (
    PACKAGE_RELATIONS,
    RED,
    SHEET,
    cell_of,
    codes,
    comment_of,
    links_of,
    listed,
    mark,
    members,
    part_of,
    problem,
    saved,
)


def test_problems_of_sheets_without_cells_are_only_listed(rich: Path) -> None:
    problems = [problem("A1", sheet="Grafik"), problem("A1", sheet="Tidak Ada")]
    assert codes(rich, *problems) == []
    content = mark(rich, *problems).content
    assert [row[2] for row in listed(content)[5:7]] == ["Grafik", "Tidak Ada"]
    assert links_of(content) == {}


@pytest.mark.parametrize("cell", ["XFE1", "A1048577", "A0", "", "=1", "A1:B2"])
def test_the_problem_of_a_cell_that_no_sheet_has_is_only_listed(rich: Path, cell: str) -> None:
    assert codes(rich, problem(cell)) == []
    content = mark(rich, problem(cell)).content
    assert "does not offer" in " ".join(listed(content)[5])
    assert links_of(content) == {}


@pytest.mark.parametrize("styles", [None, b"<styleSheet", b"<styleSheet/>"])
def test_without_styles_the_list_and_comments_remain(rich: Path, styles: bytes | None) -> None:
    patch(rich, {"xl/styles.xml": styles})
    marked = mark(rich, problem("B2"))
    assert [one.code for one in marked.problems] == ["mark-colours-missing"]
    assert b"does not offer" in members(marked.content)["xl/comments1.xml"]
    assert links_of(marked.content) == {"D6": "'Kerja Jum''at'!B2"}


@pytest.mark.parametrize("part", ["xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"])
@pytest.mark.parametrize("damage", [None, b"<broken"])
def test_damaged_comments_are_left_as_they_are(rich: Path, part: str, damage: bytes | None) -> None:
    patch(rich, {part: damage})
    marked = mark(rich, problem("B2"))
    assert [one.code for one in marked.problems] == ["mark-comments-damaged"]
    assert members(marked.content).get(part) == damage
    assert b"FFFFC7CE" in members(marked.content)["xl/styles.xml"]


def test_a_sheet_too_large_for_its_tree_is_left_as_it_is(rich: Path) -> None:
    """Within the limits of the guard, but it would take more than a gigabyte of memory."""
    part = part_of(rich.read_bytes(), SHEET)
    filling = b"<!--" + random.Random(1).randbytes(MOST_MARKUP // 2).hex().encode() + b"-->"
    markup = members(rich.read_bytes())[part].replace(b"<sheetData>", filling + b"<sheetData>")
    patch(rich, {part: markup})
    assert codes(rich, problem("B2")) == ["mark-sheet-damaged"]


def test_a_reference_to_no_drawing_is_not_doubled(rich: Path) -> None:
    part = part_of(rich.read_bytes(), SHEET)
    markup = re.sub(rb"<legacyDrawing [^>]*>", b"<legacyDrawing/>", members(rich.read_bytes())[part])
    patch(rich, {part: markup})
    assert codes(rich, problem("B2")) == ["mark-comments-damaged"]
    assert members(mark(rich, problem("B2")).content)[part].count(b"<legacyDrawing") == 1


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
    identities = re.findall(rb'id="(_x0000_s\d+)"', members(marked.content)["xl/drawings/vmlDrawing1.vml"])
    assert len(set(identities)) == len(identities) >= MOST_PROBLEMS - 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_wrong_inside_nothing_breaks_off(made_rich: Path, rich: Path, data: st.DataObject) -> None:
    """Parts with bytes lost, doubled or changed: the result is a ZIP file, and what is wrong is said. A part in no
    known encoding is refused before anything is marked."""
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
    refused: list[str] = []
    try:
        package = open_package(rich)
    except WorkbookError as error:
        refused = [one.code for one in error.problems]
    if refused:
        assert refused == ["file-broken"]
        return
    marked = mark_workbook(package, [problem("B4"), problem("Q99", "warning"), problem("A1", sheet="Data")])
    members(marked.content)
