"""A rubric out of an official worksheet: the tree, the weights, and what stands only in formulas."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rbtrack import catalog
from rbtrack.domain.kinds import ChoiceScale, NumberScale
from rbtrack.domain.rubric import Rubric
from rbtrack.lke.reading.layout import find_tables
from rbtrack.lke.reading.rubric_draft import Draft, differing, draft_rubric
from rbtrack.lke.reading.titles import instrument_over
from rbtrack.xlsx.cells import open_workbook
from tests.lke.breaking import Edit, edit

KNOWN = [scale for scale in catalog.shared().answer_types.values() if isinstance(scale, ChoiceScale)]
CHOICES, VALUE = 8, 10


def drafts(path: Path) -> list[Draft]:
    return [draft_rubric(table, KNOWN) for table in find_tables(open_workbook(path, with_formulas=True))]


def shares(answer: object) -> object:
    return [option.share for option in answer.options] if isinstance(answer, ChoiceScale) else answer


def test_tree_weights_types_and_gates_are_those_of_the_rubric(worksheet: Path, rb2014: Rubric) -> None:
    draft = drafts(worksheet)[0]
    nodes = {node.code: node for root in draft.roots for node in root.walk()}
    assert list(nodes) == list(rb2014.nodes)
    for code, node in rb2014.nodes.items():
        found = nodes[code]
        assert (found.weight, found.multiplied_by, found.area) == (node.weight, node.multiplied_by, node.area), code
        assert shares(found.answer) == shares(node.answer), code
    assert (draft.blank_items, draft.problems) == ("skip", ())
    assert [area.name for area in draft.areas] == [area.name for area in rb2014.areas]


def put(cell: str, value: object) -> Edit:
    def change(sheet: Worksheet) -> None:
        sheet[cell] = value  # type: ignore[assignment]

    return change


def both(*changes: Edit) -> Edit:
    def change(sheet: Worksheet) -> None:
        for each in changes:
            each(sheet)

    return change


def without_lists(sheet: Worksheet) -> None:
    sheet.data_validations.dataValidation = []


def explained(sheet: Worksheet) -> None:
    without_lists(sheet)
    sheet["H10"] = None
    sheet["L6"] = "Penjelasan"
    sheet["L10"] = "a. Seluruhnya\nb. Sebagian\nc. Belum"


@pytest.mark.parametrize(
    ("change", "code", "cell"),
    [
        (both(put("G9", None), put("E9", "Tim Reformasi Birokrasi")), "draft-weight-missing", "E9"),
        (put("G9", 3), "draft-weights-differ", "E9"),
        (both(without_lists, put("H10", None)), "draft-answer-unknown", "I10"),
        (explained, "draft-answer-from-explanation", "L10"),
        (both(put("H10", "X/Y/Z"), put("J10", 1)), "draft-points-unknown", "J10"),
        (put("J10", '=IF(I10="A",1,IF(I10="B",0.4,IF(I10="C",0,"")))'), "draft-shares-own", "J10"),
        (put("E11", "a."), "row-double", "F11"),
        (put("E10", None), "draft-row-lettered", "F10"),
        (put("E11", None), "draft-row-unnumbered", "F11"),
        (put("J10", '=IF(I10="A",1,0)*J11*J12'), "draft-gates-several", "J10"),
        (put("J10", '=IF(I11="B",0.5,IF(I10="A",1,0))'), "draft-condition-unknown", "J10"),
        (put("J10", "=FUNGSI(I10)"), "draft-formula-unknown", "J10"),
        (put("J10", '=IF(I11="A",1,0)'), "draft-answer-unused", "J10"),
        (put("E11", "d."), "draft-row-gap", "F11"),
        (put("J10", 1), "draft-formula-missing", "J10"),
        (put("J10", None), "draft-formula-missing", "J10"),
    ],
)
def test_what_is_unsure_is_named_by_its_cell(worksheet: Path, change: Edit, code: str, cell: str) -> None:
    problems = drafts(edit(worksheet, change))[0].problems
    found = {problem.code: problem.place.cell for problem in reversed(problems)}
    assert code in found
    assert found[code] == cell


def test_a_worksheet_of_few_formulas_leaves_the_points_to_its_letters(worksheet: Path) -> None:
    """An item without a formula is an exception only where most others have one."""

    def without(sheet: Worksheet) -> None:
        items = [cell.row for cell in sheet["I"] if cell.value is not None and cell.row > 9]
        for row in items[len(items) // 2 :]:
            sheet.cell(row, VALUE).value = None

    assert "draft-formula-missing" not in {problem.code for problem in drafts(edit(worksheet, without))[0].problems}


def test_choices_come_from_the_drop_down_list_where_no_column_says_them(worksheet: Path) -> None:
    draft = drafts(edit(worksheet, put("H10", None)))[0]
    item = next(node for root in draft.roots for node in root.walk() if node.code == "A.I.1.a")
    assert isinstance(item.answer, ChoiceScale)
    assert item.answer.id == "abc"


def test_fixed_points_are_read_from_the_formula(worksheet: Path) -> None:
    def points(sheet: Worksheet) -> None:
        row = next(cell.row for cell in sheet["E"] if cell.value == "Opini BPK (3)")
        sheet.cell(row, CHOICES).value = "Baik/Cukup"
        sheet.cell(row, VALUE).value = f'=IF(I{row}="Baik Sekali",3,IF(I{row}="Cukup",1.5,0))'

    draft = drafts(edit(worksheet, points))[0]
    item = next(node for root in draft.roots for node in root.walk() if node.code == "B.II.2")
    assert isinstance(item.answer, ChoiceScale)
    assert [(option.letter, option.share, option.aliases) for option in item.answer.options] == [
        ("Baik", Fraction(1), ("Baik Sekali",)), ("Cukup", Fraction(1, 2), ()),
    ]  # fmt: skip


def test_years_that_read_otherwise_are_told_apart_by_node(worksheet: Path) -> None:
    later, earlier = (catalog.shipped_rubric(name) for name in ("rb-2014", "rb-2014-awal"))
    expected = [code for code, node in later.nodes.items() if node != earlier.nodes[code] and node.is_item]
    assert len(expected) == 36
    one, two = drafts(worksheet)
    assert list(differing(one, two)) == expected

    def ungate(sheet: Worksheet) -> None:
        for row in sheet.iter_rows(min_row=7, min_col=VALUE + 12, max_col=VALUE + 12):
            for cell in row:
                if isinstance(cell.value, str) and "*V" in cell.value:
                    cell.value = cell.value.rpartition("*")[0] + ")"

    one, two = drafts(edit(worksheet, ungate))
    assert set(differing(one, two)) - set(expected) == {"A.VIII.4.b"}


def test_groups_that_divide_by_a_fixed_number_count_blanks_as_zero(worksheet: Path) -> None:
    def fixed(sheet: Worksheet) -> None:
        for row in sheet.iter_rows(min_row=7, min_col=VALUE, max_col=VALUE):
            for cell in row:
                if isinstance(cell.value, str) and "/COUNT" in cell.value:
                    cell.value = "=SUM(J10:J12)/3"

    assert drafts(edit(worksheet, fixed))[0].blank_items == "zero"


def test_a_range_is_a_number(worksheet: Path) -> None:
    draft = drafts(worksheet)[0]
    item = next(node for root in draft.roots for node in root.walk() if node.code == "B.I.2")
    assert item.answer == NumberScale(Fraction(0), Fraction(5))


@pytest.mark.parametrize(
    ("title", "instrument"),
    [
        ("LEMBAR KERJA EVALUASI REFORMASI BIROKRASI", None),
        ("LEMBAR KERJA EVALUASI AKUNTABILITAS KINERJA (SAKIP)", "sakip"),
        ("Evaluasi AKIP Kementerian", "sakip"),
        ("REFORMASI BIROKRASI: AKIP", None),
        (None, None),
    ],
)
def test_the_titles_tell_the_instrument(worksheet: Path, title: str | None, instrument: str | None) -> None:
    (sheet,) = open_workbook(edit(worksheet, put("B1", title))).sheets
    known = catalog.Catalogue().instruments()
    found = instrument_over(sheet, 6, known)
    assert (found.code if found else None) == instrument
    below = edit(worksheet, both(put("B1", None), put("B7", title)))
    assert instrument_over(open_workbook(below).sheets[0], 6, known) is None
