"""Formulas and drop-down lists: the same as another reader gives, also where many cells share one, and only if asked."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.worksheet import Worksheet

from rbtrack import catalog
from rbtrack.xlsx.addresses import Position, a1
from rbtrack.xlsx.cell_formulas import Formulas
from rbtrack.xlsx.cells import Sheet, open_workbook
from rbtrack.xlsx.drop_downs import DropDowns, Offer
from rbtrack.xlsx.shared_formulas import moved
from tests.lke.breaking import edit
from tests.lke.building import build, sheet_of
from tests.lke.issuing import issue
from tests.lke.official import sample_answers


def opened(path: Path) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in open_workbook(path, with_formulas=True).sheets}


def formulas_of(path: Path) -> Formulas:
    (sheet,) = opened(path).values()
    assert sheet.formulas is not None
    return sheet.formulas


def assert_same_as_openpyxl(path: Path) -> None:
    """Every formula, and every word offered in every cell, as the other reader has them."""
    book = openpyxl.load_workbook(path)
    sheets = opened(path)
    assert list(sheets) == book.sheetnames
    for name, sheet in sheets.items():
        assert sheet.formulas is not None
        ours = {position: sheet.formulas.formula(position) for position in sheet.scan.formulas}
        assert ours == formulas_by_openpyxl(book[name])
        offered = choices_by_openpyxl(book[name])
        assert {position: sheet.formulas.choices(position) for position in offered} == offered
        beside = {(row + down, column + 1) for row, column in offered for down in (-1, 0, 1)} - offered.keys()
        assert not any(sheet.formulas.choices(position) for position in beside)


def formulas_by_openpyxl(sheet: Worksheet) -> dict[Position, str]:
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    return {(int(cell.row or 0), int(cell.column or 0)): str(cell.value) for cell in cells}


def choices_by_openpyxl(sheet: Worksheet) -> dict[Position, tuple[str, ...]]:
    choices = {}
    for validation in sheet.data_validations.dataValidation:
        literal = str(validation.formula1 or "")
        if validation.type == "list" and literal.startswith('"'):
            for ranges in validation.sqref.ranges:
                for row, column in ranges.cells:
                    choices[row, column] = tuple(literal.strip('"').split(","))
    return choices


def test_an_official_worksheet_reads_as_openpyxl_reads_it(worksheet: Path) -> None:
    assert_same_as_openpyxl(worksheet)


def test_the_same_after_openpyxl_has_saved_it(worksheet: Path) -> None:
    assert_same_as_openpyxl(edit(worksheet, lambda sheet: None))


@pytest.mark.parametrize("rubric", ["rb-2014", "rb-2024-kl", "sakip-2021"])
def test_issued_worksheets_read_as_openpyxl_reads_them(tmp_path: Path, rubric: str) -> None:
    answers = sample_answers(2015) if rubric == "rb-2014" else {}
    assert_same_as_openpyxl(issue(tmp_path / "x.xlsx", catalog.shipped_rubric(rubric), answers))


def test_nobody_pays_for_formulas_who_does_not_ask(worksheet: Path) -> None:
    assert {sheet.formulas for sheet in open_workbook(worksheet).sheets} == {None}


# Formulas that cells share


def rows_with(*cells: str) -> str:
    return sheet_of("".join(f'<row r="{row}">{cell}</row>' for row, cell in enumerate(cells, start=1)))


def test_a_shared_formula_reads_as_in_its_own_cell(tmp_path: Path) -> None:
    first = '<c r="C1"><f t="shared" ref="C1:C3" si="0">A1*$B$1+SUM(A$1:B1)&amp;"A1"</f><v>1</v></c>'
    other = '<c r="{}"><f t="shared" si="0"/><v>1</v></c>'
    path = build(tmp_path / "x.xlsx", rows_with(first, other.format("C2"), other.format("D3")))
    formulas = formulas_of(path)
    assert formulas.formula((1, 3)) == '=A1*$B$1+SUM(A$1:B1)&"A1"'
    assert formulas.formula((2, 3)) == '=A2*$B$1+SUM(A$1:B2)&"A1"'
    assert formulas.formula((3, 4)) == '=B3*$B$1+SUM(B$1:C3)&"A1"'


def test_a_shared_formula_that_is_written_out_again_counts_from_there_on(tmp_path: Path) -> None:
    cells = [
        '<c r="A1"><f t="shared" si="0">B1</f></c>',
        '<c r="A2"><f t="shared" si="0">C2+1</f></c>',
        '<c r="A3"><f t="shared" si="0"/></c>',
        '<c r="A4"><f t="shared" si="1"/></c>',
        '<c r="A5"><f>B5\n+1</f>\n<v>1</v>\n</c>',
        '<c r="A6"><f></f></c>',
        '<c r="A7"><f t="array" ref="A7:A9">SUM(B7:B9*C7:C9)</f><v>1</v></c>',
        '<c r="A8"><v>1</v></c>',
        '<c r="A9"><f t="dataTable" ref="A9:B9"/><v>1</v></c>',
    ]
    formulas = formulas_of(build(tmp_path / "x.xlsx", rows_with(*cells)))
    assert [formulas.formula((row, 1)) for row in range(1, 11)] == [
        "=B1", "=C2+1", "=C3+1", "", "=B5\n+1", "", "=SUM(B7:B9*C7:C9)", "", "", "",
    ]  # fmt: skip


REFERENCES = [
    "A1",
    "$A1",
    "A$1",
    "$A$1",
    "AB12",
    "b3",
    "A1:B2",
    "$C:D",
    "C:C",
    "2:3",
    "$2:3",
    "Sheet1!A1",
    "'A1 B2'!C3",
]
OTHERS = ['"A1"', '"a""B2"', "LOG10(5)", "LKE_A1", "A1B", "ABCD1", "1E3", "TRUE", "#N/A", "Table1[A1]", "[1]Data!B2", "A1.x", "Jan:Feb!A1"]  # fmt: skip
OPERATORS = ["+", "*", "&", "=", "<>", ",", "^"]


@given(
    st.lists(st.sampled_from(REFERENCES + OTHERS), min_size=1, max_size=6),
    st.sampled_from(OPERATORS),
    st.integers(0, 40),
    st.integers(0, 30),
)
def test_moved_formulas_are_those_of_openpyxl(pieces: list[str], operator: str, rows: int, columns: int) -> None:
    inner = operator.join(pieces)
    formula = f"=SUM({inner})"
    expected = Translator(formula, "A1").translate_formula(a1(1 + rows, 1 + columns))
    assert moved(formula, rows, columns) == expected


@pytest.mark.parametrize(
    ("formula", "rows", "columns", "expected"),
    [
        ("=B2+A1", -1, 0, "=B1+#REF!"),
        ("=B2+A1", 0, -1, "=A2+#REF!"),
        ("=$A$1+B2:A9", -5, 0, "=$A$1+#REF!:A4"),
        ("=A1048576", 1, 0, "=#REF!"),
        ("=XFD1", 0, 1, "=#REF!"),
        ("=XFD1048576", -1, -1, "=XFC1048575"),
        ("=A:B", 0, -1, "=#REF!"),
        ("=éA1+A1é+ſ1", 1, 1, "=éA1+A1é+ſ1"),
        ('="unclosed A1', 1, 1, '="unclosed A1'),
        ("='unclosed A1", 1, 1, "='unclosed A1"),
    ],
)
def test_references_that_would_leave_the_sheet_and_names_that_only_look_like_one(
    formula: str, rows: int, columns: int, expected: str
) -> None:
    assert moved(formula, rows, columns) == expected


# Drop-down lists


def validation(words: str, ranges: str, kind: str = "list") -> str:
    return f'<dataValidation type="{kind}" sqref="{ranges}"><formula1>{words}</formula1></dataValidation>'


def offers(path: Path, *validations: str, after: str = "") -> Formulas:
    listed = f"<dataValidations>{''.join(validations)}</dataValidations>{after}"
    return formulas_of(build(path, sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>', listed)))


def test_lists_for_several_ranges_and_whole_columns(tmp_path: Path) -> None:
    found = offers(
        tmp_path / "x.xlsx",
        validation('"Ya,Tidak"', "B2:B5 D1 F7:G8"),
        validation('" A , B ,,C "', "H1:K1048576"),
        validation("$A$1:$A$3", "L1"),
        validation('"1,5"', "M1", kind="whole"),
        validation('"X"', "nothing A0 ZZZZ1 N1"),
    )
    assert found.choices((2, 2)) == found.choices((5, 2)) == found.choices((1, 4)) == ("Ya", "Tidak")
    assert found.choices((8, 6)) == found.choices((7, 7)) == ("Ya", "Tidak")
    assert found.choices((1, 8)) == found.choices((1_048_576, 11)) == ("A", "B", "C")
    assert found.choices((1, 14)) == ("X",)
    nowhere = [(1, 2), (6, 2), (2, 4), (7, 5), (6, 6), (9, 6), (7, 8 + 4), (1, 12), (1, 13)]
    assert not any(found.choices(position) for position in nowhere)


def test_lists_of_the_newer_extension_are_passed_over(tmp_path: Path) -> None:
    extension = (
        '<extLst><ext xmlns:x14="u:14" xmlns:xm="u:m"><x14:dataValidations><x14:dataValidation type="list">'
        '<x14:formula1><xm:f>"A,B"</xm:f></x14:formula1><xm:sqref>B2</xm:sqref></x14:dataValidation>'
        "</x14:dataValidations></ext></extLst>"
    )
    found = offers(tmp_path / "x.xlsx", validation('"C,D"', "B3"), after=extension)
    assert (found.choices((2, 2)), found.choices((3, 2))) == ((), ("C", "D"))


cells = st.tuples(st.integers(1, 6), st.integers(1, 3))


@given(st.lists(st.tuples(cells, cells, st.sampled_from([("A",), ("B",), ("C", "D")])), max_size=12))
def test_where_two_lists_cover_a_cell_the_later_one_counts(listed: list[Offer]) -> None:
    expected: dict[tuple[int, int], tuple[str, ...]] = {}
    for (top, left), (bottom, right), words in listed:
        expected |= {(row, column): words for row in range(top, bottom + 1) for column in range(left, right + 1)}
    found = DropDowns([offer for offer in listed if offer[0][0] <= offer[1][0] and offer[0][1] <= offer[1][1]])
    assert all(found.at((row, column)) == expected.get((row, column), ()) for row in range(8) for column in range(1, 5))
