"""How issued worksheets are made: locked but for what is to be filled in, harmless, printable, reproducible."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rbtrack import catalog
from rbtrack.domain.evaluation import NOT_APPLICABLE, Answer, Office
from rbtrack.domain.kinds import ChoiceScale
from rbtrack.domain.rubric import Rubric
from tests.answers import random_answers
from tests.lke.issuing import entry_rows, issue, marks, row_of
from tests.lke.test_issued_formulas import strange_rubric

HOSTILE = ["=1+1", "+1", "@SUM(A1)", "{=1}", "http://x.example/", "[red]", "A & B &P", "x" * 300, "😀\u202e"]


def opened(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path)["LKE"]


@pytest.mark.parametrize("name", catalog.shipped_ids())
def test_only_what_is_to_be_filled_in_is_open(tmp_path: Path, name: str) -> None:
    """Answers, notes and evidence of items; labels, formulas and headings are locked, without a password."""
    rubric = catalog.shipped_rubric(name)
    sheet = opened(issue(tmp_path / "x.xlsx", rubric))
    columns = marks(sheet)
    wanted = {(row_of(sheet, code), columns[role]) for code in rubric.items for role in ("note", "evidence")}
    wanted |= {(row, columns["answer"]) for item in rubric.items.values() for row in entry_rows(sheet, item)}
    found = {(cell.row, cell.column) for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert found == wanted
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert not sheet.protection.formatColumns  # False is: allowed
    assert not sheet.protection.autoFilter


@pytest.mark.parametrize("name", catalog.shipped_ids())
def test_every_answer_cell_says_what_it_takes(tmp_path: Path, name: str) -> None:
    rubric = catalog.shipped_rubric(name)
    sheet = opened(issue(tmp_path / "x.xlsx", rubric))
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    answer = marks(sheet)["answer"]
    for item in rubric.items.values():
        found = [rules[sheet.cell(row, answer).coordinate] for row in entry_rows(sheet, item)]
        rule = found[0]
        assert all(each.error for each in found)
        if isinstance(item.answer, ChoiceScale):
            letters = [option.letter for option in item.answer.options]
            assert rule.type == "list"
            expected = [*letters, NOT_APPLICABLE] if item.may_not_apply else letters
            assert str(rule.formula1).strip('"').split(",") == expected
        else:
            assert rule.type in ("decimal", "custom", "whole")
            assert rule.prompt
            assert len(str(rule.formula1)) <= 255


def test_options_that_a_drop_down_cannot_hold_stand_on_a_sheet_of_lists(tmp_path: Path) -> None:
    """A comma inside an option would make two of it."""
    path = issue(tmp_path / "x.xlsx", strange_rubric("skip"))
    book = openpyxl.load_workbook(path)
    rule = next(rule for rule in book["LKE"].data_validations.dataValidation if rule.type == "list")
    name, cells = str(rule.formula1).split("!")
    words = [cell.value for (cell,) in book[name][cells.replace("$", "")]]
    assert words == ['"Ya", sudah', "=Tidak", "Lain", NOT_APPLICABLE]
    assert book[name].sheet_state == "veryHidden"


@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_text_stays_text(tmp_path: Path, rb2014: Rubric, text: str) -> None:
    path = issue(tmp_path / "x.xlsx", rb2014, {"A.I.1.a": Answer("A", note=text)}, office=Office("x", text, "lembaga"))
    sheet = opened(path)
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert len(cells) == 2
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    with zipfile.ZipFile(path) as archive:
        footer = re.search(rb"<oddFooter>(.*)</oddFooter>", archive.read("xl/worksheets/sheet2.xml"))
    assert footer is not None
    assert len(footer[1].decode()) < 255


def test_the_print_is_a4_landscape_with_headings_on_every_page(tmp_path: Path, rb2014: Rubric) -> None:
    sheet = opened(issue(tmp_path / "x.xlsx", rb2014))
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0, "as many pages as it takes; one page wide is what Excel does unless told"
    assert sheet.print_title_rows == "$8:$8"
    assert sheet.freeze_panes == "A9"
    assert not sheet.merged_cells.ranges, "merged cells could not be sorted"
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["A"].hidden


def test_the_same_worksheet_gives_the_same_bytes(tmp_path: Path, rb2014: Rubric) -> None:
    answers = random_answers(rb2014, 1)
    first, second = (issue(tmp_path / name, rb2014, answers).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert first == second


def test_nothing_of_this_computer_is_told(tmp_path: Path, rb2014: Rubric) -> None:
    book = openpyxl.load_workbook(issue(tmp_path / "x.xlsx", rb2014))
    assert book.properties.creator in (None, "")
    assert book.properties.lastModifiedBy in (None, "")
    assert book.properties.subject == "KPU Provinsi Nusa Tenggara Timur"


def test_earlier_answers_stand_grey_and_locked_beside_the_new_ones(tmp_path: Path, rb2014: Rubric) -> None:
    earlier = {"A.I.1.a": Answer("B"), "A.I.1.b": Answer("C")}
    sheet = opened(issue(tmp_path / "x.xlsx", rb2014, earlier=("Jawaban 2021", earlier)))
    column = marks(sheet)["earlier"]
    assert sheet.cell(8, column).value == "Jawaban 2021"
    cell = sheet.cell(row_of(sheet, "A.I.1.a"), column)
    assert (cell.value, cell.protection.locked, cell.fill.fgColor.rgb) == ("B", True, "FFE7E6E6")
    assert sheet.cell(row_of(sheet, "A.I.1.a"), marks(sheet)["answer"]).value is None


def test_the_summary_holds_a_chart_of_the_areas(tmp_path: Path, rb2014: Rubric) -> None:
    with zipfile.ZipFile(issue(tmp_path / "x.xlsx", rb2014)) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert all(area.name in chart for area in rb2014.areas)


def test_counts_are_numbers_so_that_no_program_makes_a_date_of_3_out_of_4(tmp_path: Path) -> None:
    rubric = catalog.shipped_rubric("rb-2020")
    sheet = opened(issue(tmp_path / "x.xlsx", rubric, {"A.III.7.ii.a": Answer("3/4")}))
    column = marks(sheet)["answer"]
    cells = [sheet.cell(row, column) for row in entry_rows(sheet, rubric.items["A.III.7.ii.a"])]
    assert [(cell.value, cell.number_format) for cell in cells] == [(3, "General"), (4, "General")]
