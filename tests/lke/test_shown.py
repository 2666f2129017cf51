"""What is stored is what a person sees on the sheet, or it is said: in worksheets of others and in our own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rbtrack import catalog
from rbtrack.catalog.reading import parse
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.validating import validate
from rbtrack.errors import Problem
from rbtrack.lke.reading.foreign import read_worktable
from rbtrack.lke.reading.layout import find_tables
from rbtrack.lke.reading.titles import office_over
from rbtrack.xlsx.cells import open_workbook
from rbtrack.xlsx.flat_tables import TableForm, read_table
from tests.gallery.making import ANSWERS, EVIDENCE, NOTE, at, good
from tests.lke import issuing, variants
from tests.lke.breaking import edit
from tests.lke.variants import ANSWER, HEADING_ROW

RUBRIC = """\
id: lke-contoh
version: 1
name: LKE contoh
instrument: rb
regulation: "-"
years: [2020, null]
level: kabupaten
blank_items: skip
confidence: unverified
provenance: made for tests
nodes:
- code: A
  name: Pengungkit
  weight: 100
  nodes:
  - {code: A.a, name: Survei kepuasan masyarakat, weight: null, answer: {range: [0, 100]}}
  - {code: A.b, name: Bagian laporan yang lengkap, weight: null, answer: {range: [0, 1]}}
  - {code: A.c, name: Tingkat kematangan sistem, weight: null, answer: {range: [0, 5]}}
  - {code: A.d, name: Jumlah unit kerja percontohan, weight: null, answer: {range: [0, 5000]}}
  - {code: A.e, name: Pengaduan ditindaklanjuti, weight: null, answer: {ratio: part, counts: [selesai, semua]}}
  - {code: A.f, name: Agen perubahan ditunjuk, weight: null, answer: ya_tidak}
"""
GOOD: dict[str, object] = {"A.a": 80.0, "A.b": 0.5, "A.c": 3.0, "A.d": 2500.0, "A.e": "3/4", "A.f": "Ya"}
STORED = {"A.a": "80", "A.b": "0.5", "A.c": "3", "A.d": "2500", "A.e": "3/4", "A.f": "Ya"}
Reading = tuple[dict[str, str | None], list[Problem]]


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return parse(RUBRIC, "lke-contoh.yaml", catalog.shared())


def foreign(path: Path, rubric: Rubric, change: Callable[[Worksheet, dict[str, str]], object]) -> Reading:
    """The answers and problems of a worksheet that others laid out; `change` gets its sheet and its answer cells."""
    page = variants.fill(variants.headed(office="KPU Kabupaten Ende", year=2022), rubric.walk(), GOOD)
    cells = {code: f"G{row}" for code, row in page.rows.items()}
    variants.save(path, [page])
    edit(path, lambda sheet: change(sheet, cells))
    (table,) = find_tables(open_workbook(path))
    reading = read_worktable(table, rubric)
    answers, problems = validate(rubric, reading.raw, reading.place, catalog.answer_words())
    return {code: answer.value for code, answer in answers.items()}, [*reading.problems, *problems]


def without_count_rows(sheet: Worksheet) -> None:
    """As worksheets were issued before counts had rows of their own: both in one cell."""
    issuing.put(sheet, "A.e", "answer", STORED["A.e"])
    for place in (1, 2):
        sheet.delete_rows(issuing.row_of(sheet, f"rbtrack:count:{place}:A.e"))


def issued(path: Path, rubric: Rubric, change: Callable[[Worksheet, dict[str, str]], object]) -> Reading:
    """The same for one of our own."""
    issuing.issue(path, rubric, {code: Answer(value) for code, value in STORED.items()})
    book = openpyxl.load_workbook(path)
    sheet = book["LKE"]
    without_count_rows(sheet)
    headings = {cell.value: cell.column_letter for row in sheet.iter_rows(max_row=1) for cell in row if cell.value}
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=2)}
    change(sheet, {code: f"{headings['rbtrack:answer']}{rows[code]}" for code in rubric.items})
    book.save(path)
    answers, problems = issuing.answers_in(path, rubric)
    values = {code: answer.value for code, answer in answers.items()}
    return values, [problem for problem in problems if problem.code != "figures-unreadable"]


TABLE = TableForm({"office": ("kode",), "score": ("nilai",)}, [("office",), ("score",)])

both = pytest.mark.parametrize("read", [foreign, issued])


def cell_of(code: str, value: object, number_format: str) -> Callable[[Worksheet, dict[str, str]], None]:
    def change(sheet: Worksheet, cells: dict[str, str]) -> None:
        sheet[cells[code]].value = value
        sheet[cells[code]].number_format = number_format

    return change


@both
@pytest.mark.parametrize(
    ("code", "value", "number_format", "stored", "said"),
    [
        ("A.a", 80, "General", "80", None),
        ("A.a", 80.5, "0.00", "80.5", None),
        ("A.a", 0.8, "0%", "80", "answer-shown-as-percent"),
        ("A.a", 0.876, "0%", "87.6", "answer-shown-as-percent"),
        ("A.a", 1, "0%", "100", "answer-shown-as-percent"),
        ("A.a", 0, "0%", "0", None),
        ("A.a", 80, '0"%"', "80", None),
        ("A.a", 80, '0" poin"', "80", "answer-shown-with-words"),
        ("A.a", 66.666, "0", "66.666", "answers-shown-rounded"),
        ("A.a", 66.666, "0.000", "66.666", None),
        ("A.a", 5, "General", "5", "answers-like-levels"),
        ("A.a", 0.1, "General", "0.1", "answers-like-levels"),
        ("A.a", 5.01, "General", "5.01", None),
        ("A.a", 0, "General", "0", None),
        ("A.a", "2,61", "General", "2.61", "answers-like-levels"),
        ("A.a", "80 %", "General", "80", "answer-percent-sign"),
        ("A.b", 0.5, "0%", "0.5", None),
        ("A.b", 0.555, "0%", "0.555", "answers-shown-rounded"),
        ("A.c", 3, "General", "3", None),
        ("A.d", 2500, "#,##0", "2500", None),
        ("A.d", 3, "0", "3", None),
        ("A.f", "Ya", "@", "Ya", None),
    ],
)
def test_what_is_shown_is_stored(
    tmp_path: Path, rubric: Rubric, read: Callable[..., Reading], code: str, value: object, number_format: str,
    stored: str, said: str | None,
) -> None:  # fmt: skip
    answers, problems = read(tmp_path / "x.xlsx", rubric, cell_of(code, value, number_format))
    assert answers == {**STORED, code: stored}
    assert [(problem.code, problem.severity) for problem in problems] == ([(said, "warning")] if said else [])


@both
@pytest.mark.parametrize(
    ("code", "value", "number_format", "said"),
    [
        ("A.a", 80, "0%", "answer-shown-otherwise"),
        ("A.a", -0.1, "0%", "answer-shown-otherwise"),
        ("A.a", 60, "d/m/yyyy", "answer-shown-otherwise"),
        ("A.a", 38, "0\\.0", "answer-shown-otherwise"),
        ("A.a", 80, '[>50]"A";0', "answer-shown-otherwise"),
        ("A.a", 80, ";;;", "answer-not-shown"),
        ("A.a", 0, "#", "answer-not-shown"),
        ("A.b", 0.5, '0"%"', "answer-shown-otherwise"),
        ("A.c", 0.5, "0%", "answer-shown-otherwise"),
        ("A.d", 2500, "0,", "answer-shown-otherwise"),
        ("A.e", "3/4", ";;;", "answer-not-shown"),
        ("A.f", "Ya", ';;;"Tidak"', "answer-shown-otherwise"),
        ("A.f", "Ya", ";;;", "answer-not-shown"),
        ("A.f", 1, '"Ya"', "answer-shown-otherwise"),
        ("A.f", 0.5, "0%", "answer-shown-otherwise"),
        ("A.f", True, "General", "answer-not-offered"),
        ("A.a", True, "General", "answer-not-a-number"),
        ("A.a", "delapan", "General", "answer-not-a-number"),
        ("A.a", 42064, "d/m/yyyy", "answer-not-a-number"),
        ("A.a", 0.75, "h:mm", "answer-not-a-number"),
        ("A.e", 45355, "d/m", "answer-not-a-ratio"),
        ("A.b", "80%", "General", "answer-not-a-number"),
        ("A.a", "=1/0", "General", "formula-without-value"),
        ("A.a", "#REF!", "General", "cell-error"),
    ],
)
def test_what_is_shown_otherwise_is_refused(
    tmp_path: Path, rubric: Rubric, read: Callable[..., Reading], code: str, value: object, number_format: str,
    said: str,
) -> None:  # fmt: skip
    answers, problems = read(tmp_path / "x.xlsx", rubric, cell_of(code, value, number_format))
    assert answers == {**STORED, code: None}
    assert [(problem.code, problem.severity, problem.item) for problem in problems] == [(said, "error", code)]
    assert problems[0].place.cell


@both
def test_a_percentage_says_all_three(tmp_path: Path, rubric: Rubric, read: Callable[..., Reading]) -> None:
    _answers, (problem,) = read(tmp_path / "x.xlsx", rubric, cell_of("A.a", 0.876, "0%"))
    assert (problem.value, problem.parameters["shown"], str(problem.parameters["number"])) == ("0.876", "88%", "87.6")


@both
def test_one_line_names_all_cells_of_a_kind(tmp_path: Path, rubric: Rubric, read: Callable[..., Reading]) -> None:
    cells: dict[str, str] = {}

    def change(sheet: Worksheet, found: dict[str, str]) -> None:
        cells.update(found)
        for code, value in (("A.c", 2.555), ("A.a", 66.666)):
            cell_of(code, value, "0.00")(sheet, found)
        for code in ("A.e", "A.f"):
            sheet.row_dimensions[sheet[found[code]].row].hidden = True

    _answers, problems = read(tmp_path / "x.xlsx", rubric, change)
    rounded, hidden = problems
    assert (rounded.code, rounded.parameters["cells"]) == ("answers-shown-rounded", (cells["A.a"], cells["A.c"]))
    assert (rounded.parameters["count"], rounded.place.cell) == (2, cells["A.a"])
    assert (rounded.value, rounded.parameters["shown"]) == ("66.666", "66.67")
    assert (hidden.code, hidden.parameters["cells"]) == ("cells-hidden", (cells["A.e"], cells["A.f"]))


@both
def test_an_answer_below_a_merged_cell_is_missed(tmp_path: Path, rubric: Rubric, read: Callable[..., Reading]) -> None:
    def change(sheet: Worksheet, cells: dict[str, str]) -> None:
        cell = sheet[cells["A.a"]]
        sheet.merged_cells.add(f"{sheet.cell(cell.row, cell.column - 1).coordinate}:{cell.coordinate}")

    answers, (problem,) = read(tmp_path / "x.xlsx", rubric, change)
    assert answers == {**STORED, "A.a": None}
    assert (problem.code, problem.severity, problem.item) == ("answer-covered", "error", "A.a")


@both
def test_hidden_rows_are_said_with_answers_and_without(
    tmp_path: Path, rubric: Rubric, read: Callable[..., Reading]
) -> None:
    """The row above the first item is that of its group."""
    cells: dict[str, str] = {}

    def change(sheet: Worksheet, found: dict[str, str]) -> None:
        cells.update(found)
        first = sheet[found["A.a"]]
        first.value = None
        for row in (first.row - 1, first.row):
            sheet.row_dimensions[row].hidden = True

    answers, (problem,) = read(tmp_path / "x.xlsx", rubric, change)
    assert answers == {**STORED, "A.a": None}
    assert problem.code == "cells-hidden"
    assert problem.parameters["count"] == 2
    assert cells["A.a"] in str(problem.parameters["cells"])


@both
def test_hidden_columns_of_answers_are_said_cell_by_cell(
    tmp_path: Path, rubric: Rubric, read: Callable[..., Reading]
) -> None:
    cells: dict[str, str] = {}

    def change(sheet: Worksheet, found: dict[str, str]) -> None:
        cells.update(found)
        sheet[found["A.b"]].value = None
        sheet.column_dimensions[sheet[found["A.a"]].column_letter].hidden = True

    _answers, (problem,) = read(tmp_path / "x.xlsx", rubric, change)
    assert problem.code == "cells-hidden"
    assert problem.parameters["cells"] == tuple(cell for code, cell in cells.items() if code in STORED.keys() - {"A.b"})


@both
def test_a_hidden_sheet_is_said_with_the_cells_of_its_answers(
    tmp_path: Path, rubric: Rubric, read: Callable[..., Reading]
) -> None:
    cells: dict[str, str] = {}

    def change(sheet: Worksheet, found: dict[str, str]) -> None:
        cells.update(found)
        sheet.sheet_state = "hidden"
        assert sheet.parent is not None
        sheet.parent.create_sheet("Lain")

    _answers, (problem,) = read(tmp_path / "x.xlsx", rubric, change)
    assert problem.code == "cells-hidden"
    assert problem.parameters["count"] == len(STORED) + 1
    assert {cell for code, cell in cells.items() if code in STORED} < set(problem.parameters["cells"])  # type: ignore[call-overload]


@pytest.mark.parametrize("is_beside", [False, True])
def test_hidden_labels_are_said_unless_they_stand_beside(tmp_path: Path, rubric: Rubric, is_beside: bool) -> None:
    def change(sheet: Worksheet, cells: dict[str, str]) -> None:
        sheet.column_dimensions["C"].hidden = True
        for row in range(HEADING_ROW + 1, sheet.max_row + 1) if is_beside else ():
            sheet.cell(row, 11).value = sheet.cell(row, 3).value

    _answers, problems = foreign(tmp_path / "x.xlsx", rubric, change)
    found = [problem.parameters["cells"] for problem in problems if problem.code == "cells-hidden"]
    assert found == ([] if is_beside else [tuple(f"C{row}" for row in range(7, 14))])


@both
@pytest.mark.parametrize("number_format", ['"bukan "@', '0;0;0;"bukan "@', '"bukan "@;@'])
def test_words_before_a_text_are_refused(
    tmp_path: Path, rubric: Rubric, read: Callable[..., Reading], number_format: str
) -> None:
    _answers, problems = read(tmp_path / "x.xlsx", rubric, cell_of("A.f", "Ya", number_format))
    is_shown = number_format != '"bukan "@;@'
    assert [problem.code for problem in problems] == (["answer-shown-otherwise"] if is_shown else [])


def others(path: Path, changes: Iterable[tuple[str, object, str]]) -> list[tuple[str, object]]:
    """What is said of cells beside the answers: of each its value (None leaves it) and number format."""
    from tests.gallery.making import rubric as small

    page = good(ANSWERS, "Bukti Dukung")
    at(9, NOTE, "SK", "Lampiran")(page)
    variants.save(path, [page])

    def change(sheet: Worksheet) -> None:
        for cell, value, number_format in changes:
            if value is not None:
                sheet[cell].value = value
            sheet[cell].number_format = number_format

    edit(path, change)
    (table,) = find_tables(open_workbook(path))
    problems = read_worktable(table, small()).problems
    return [(problem.code, problem.parameters.get("cells")) for problem in problems]


@pytest.mark.parametrize(
    ("change", "is_said"),
    [
        (("C4", None, "0%"), False),
        (("C3", None, "0"), False),
        (("C3", 2022, '"2021"'), True),
        (("D8", 20, "0"), False),
        (("D8", 20, '"15"'), True),
        (("C9", None, ';;;"Lain"'), True),
        (("C9", None, "0;0;0;@"), False),
        (("H9", 0.8, "0%"), True),
        (("H9", 0.8, "0.00"), False),
        (("H9", "SK", ";;;"), True),
        (("I9", 0.8, "0%"), True),
        (("D9", 0, ";;;"), False),
        (("D9", 0.5, "0%"), False),
        (("Z9", 5, ";;;"), False),
        (("G8", 5, ";;;"), True),
    ],
)
def test_cells_beside_the_answers(tmp_path: Path, change: tuple[str, object, str], is_said: bool) -> None:
    found = others(tmp_path / "x.xlsx", [change])
    assert ([("cells-shown-otherwise", (change[0],))] if is_said else []) == [
        each for each in found if each[0] == "cells-shown-otherwise"
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "code"),
    [(53.1, "0.00", "53.10"), (53.1, "General", "53.1"), (53.12, "0.0", "53.12"), (5308.0, "#,##0", "5308"),
     (53.1, "0.00%", "53.1")],
)  # fmt: skip
def test_a_code_is_read_with_the_zeros_that_it_shows(
    tmp_path: Path, value: float, number_format: str, code: str
) -> None:
    page = good()
    page.cells[2, 3] = value
    path = variants.save(tmp_path / "x.xlsx", [page])
    edit(path, lambda sheet: setattr(sheet["C2"], "number_format", number_format))
    found = office_over(open_workbook(path).sheets[0], HEADING_ROW)
    assert found is not None
    assert (found.text, found.place.cell) == (code, "C2")


@pytest.mark.parametrize(
    ("value", "number_format", "said"),
    [
        (70.51, "General", None), (70.51, "0.00", None), (70.51, "0.0", None), (0.7051, "0.00%", "shown-otherwise"),
        (70510, "0.0,", "shown-otherwise"), (70.51, ";;;", "shown-otherwise"), ("BB", ';;;"A"', "shown-otherwise"),
        ("BB", "@", None),
    ],
)  # fmt: skip
def test_tables_of_results_are_read_as_they_are_shown(
    tmp_path: Path, value: object, number_format: str, said: str | None
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["kode", "nilai"])
    sheet.append(["53", value])
    sheet["B2"].number_format = number_format
    book.save(tmp_path / "x.xlsx")
    (entry,) = read_table(tmp_path / "x.xlsx", TABLE).entries
    assert [(problem.code, problem.place.cell) for problem in entry.problems] == (
        [(f"table-cell-{said}", "B2")] if said else []
    )


def test_values_below_merged_cells_of_tables_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["kode", "nilai"])
    sheet.append(["53", 70.51])
    sheet.merged_cells.add("A2:B2")
    book.save(tmp_path / "x.xlsx")
    (entry,) = read_table(tmp_path / "x.xlsx", TABLE).entries
    assert [(problem.code, problem.place.cell) for problem in entry.problems] == [("table-cell-covered", "B2")]


def test_the_columns_of_the_gallery_are_where_these_tests_think() -> None:
    assert (ANSWER, NOTE, EVIDENCE, HEADING_ROW) == (7, 8, 9, 6)
