"""A worksheet is read by what its headings and numbers say, and every doubt has its cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from rbtrack import catalog
from rbtrack.catalog.reading import parse
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.validating import validate
from rbtrack.errors import Problem, WorkbookError
from rbtrack.lke.reading.collecting import WorksheetReading
from rbtrack.lke.reading.foreign import read_worktable
from rbtrack.lke.reading.layout import find_offices, find_tables
from rbtrack.lke.reading.titles import FoundText
from rbtrack.xlsx.addresses import a1, column_number
from rbtrack.xlsx.cells import open_workbook
from tests.lke.breaking import ANSWER, Edit, edit, patch, row_of, sheet_xml
from tests.lke.official import sample_answers
from tests.test_catalog import GOOD


def read(path: Path, rubric: Rubric, year: int = 2015) -> WorksheetReading:
    tables = find_tables(open_workbook(path))
    return read_worktable(next(table for table in tables if table.year == year), rubric)


def found(reading: WorksheetReading, rubric: Rubric) -> dict[str, Problem]:
    _answers, problems = validate(rubric, reading.raw, reading.place, catalog.answer_words())
    return {problem.code: problem for problem in (*reading.problems, *problems)}


@pytest.mark.parametrize("year", [2015, 2014])
def test_both_years_of_one_sheet_are_read_without_a_doubt(worksheet: Path, rb2014: Rubric, year: int) -> None:
    reading = read(worksheet, rb2014, year)
    answers, problems = validate(rb2014, reading.raw, reading.place, catalog.answer_words())
    assert reading.problems == ()
    assert problems == []
    assert answers == sample_answers(year)
    assert len(reading.figures) == len(list(rb2014.walk()))
    assert reading.total is not None


def move_right_and_down(sheet: Worksheet) -> None:
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(1, 4)
    sheet.insert_cols(1, 2)


def hide_and_rename(sheet: Worksheet) -> None:
    sheet.title = "Lembar Kerja "
    sheet.column_dimensions["G"].hidden = True
    sheet.row_dimensions[20].hidden = True


def words_otherwise(sheet: Worksheet) -> None:
    for row in sheet.iter_rows(min_row=6, max_row=6):
        for cell in row:
            if cell.value == "Jawaban":
                cell.value = "JAWABAN "
            if cell.value == "Nilai":
                cell.value = " nilai"


def bare_numbers(sheet: Worksheet) -> None:
    for row in sheet.iter_rows(min_row=7, max_col=6):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.rstrip(".").isdecimal():
                cell.value = int(cell.value.rstrip("."))


def letters_with_stops(sheet: Worksheet) -> None:
    for row in range(7, 212):
        cell = sheet.cell(row, ANSWER)
        if isinstance(cell.value, str) and len(cell.value) == 1:
            cell.value = f" {cell.value.lower()}. "


def blank_rows_between(sheet: Worksheet) -> None:
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    for row in range(100, 20, -10):
        sheet.insert_rows(row)


@pytest.mark.parametrize(
    "change",
    [move_right_and_down, hide_and_rename, words_otherwise, bare_numbers, letters_with_stops, blank_rows_between],
)
def test_moved_renamed_and_reworded_sheets_read_the_same(worksheet: Path, rb2014: Rubric, change: Edit) -> None:
    reading = read(edit(worksheet, change), rb2014)
    answers, problems = validate(rb2014, reading.raw, reading.place, catalog.answer_words())
    assert [problem for problem in (*reading.problems, *problems) if problem.is_error] == []
    assert {code: answer.value for code, answer in answers.items()} == {
        code: answer.value for code, answer in sample_answers(2015).items()
    }


def test_an_only_item_needs_no_letter(worksheet: Path, rb2014: Rubric) -> None:
    """The official sheet leaves A.III.2 without one; nothing else can be meant."""

    def unnumber(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, "Usul perubahan organisasi dari hasil evaluasi"), 5).value = None

    assert read(edit(worksheet, unnumber), rb2014).raw["A.III.2.a"].value == "B"


def set_answer(label: str, value: object) -> Edit:
    def change(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, label), ANSWER).value = value  # type: ignore[assignment]

    return change


def renumber(label: str, number: str | None) -> Edit:
    def change(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, label), 5).value = number

    return change


def as_nobody(number: str | None) -> Edit:
    """The first item's row becomes one that neither number nor wording leads anywhere."""

    def change(sheet: Worksheet) -> None:
        sheet["E10"], sheet["F10"] = number, "Sosialisasi kegiatan lain"

    return change


def put(cell: str, value: object) -> Edit:
    def change(sheet: Worksheet) -> None:
        sheet[cell] = value  # type: ignore[assignment]

    return change


def unlabel(sheet: Worksheet) -> None:
    sheet["E10"] = sheet["F10"] = None


@pytest.mark.parametrize(
    ("change", "code", "cell", "item"),
    [
        (set_answer("Pembentukan tim RB", "D"), "answer-not-offered", "I10", "A.I.1.a"),
        (set_answer("Pembentukan tim RB", 1), "answer-not-offered", "I10", "A.I.1.a"),
        (set_answer("Pembentukan tim RB", '=IF(1=1,"A","B")'), "formula-without-value", "I10", "A.I.1.a"),
        (put("I197", 101), "answer-outside-range", "I197", "B.I.1"),
        (put("I197", "tujuh"), "answer-not-a-number", "I197", "B.I.1"),
        (as_nobody("z."), "item-missing", None, "A.I.1.a"),
        (as_nobody("z."), "row-unknown", "F10", None),
        (as_nobody(None), "row-unknown", "F10", None),
        (renumber("Pembentukan tim RB", "b."), "row-number-and-wording-differ", "F10", "A.I.1.b"),
        (renumber("Pembentukan tim RB", "b."), "row-double", "F11", "A.I.1.b"),
        (put("I9", "A"), "cell-not-used", "I9", None),
        (put("L9", "catatan"), "cell-not-used", "L9", None),
        (unlabel, "row-without-label", "I10", None),
        (put("I216", "Mengetahui,"), "text-below-table", "I216", None),
        (put("L6", "Jawaban"), "column-double", "L6", None),
        (lambda sheet: sheet.merge_cells("I10:I12"), "answer-merged", "I10", None),
        (put("L10", "=A1"), "text-without-value", "L10", "A.I.1.a"),
        (put("I10", "A"), "figures-unreadable", "J7", None),
        (put("H10", "A/B/C/D"), "options-differ", "H10", "A.I.1.a"),
        (put("H197", "0-10"), "options-differ", "H197", "B.I.1"),
        (put("G8", 4), "weight-differs", "G8", None),
        (put("D8", "Manajemen Perubahan (4,5)"), "weight-differs", "D8", None),
    ],
)
def test_every_doubt_is_named_with_its_cell(
    worksheet: Path, rb2014: Rubric, change: Edit, code: str, cell: str | None, item: str | None
) -> None:
    problems = found(read(edit(worksheet, change), rb2014), rb2014)
    assert code in problems
    assert (problems[code].place.sheet, problems[code].place.cell, problems[code].item) == ("LKE", cell, item)


def test_an_error_in_an_answer_is_no_blank(worksheet: Path, rb2014: Rubric) -> None:
    markup = sheet_xml(worksheet)
    start = markup.index(b'<c r="I10"')
    end = markup.index(b"</c>", start) + 4
    path = patch(
        worksheet,
        {"xl/worksheets/sheet1.xml": markup[:start] + b'<c r="I10" t="e"><f>1/0</f><v>#DIV/0!</v></c>' + markup[end:]},
    )
    problem = found(read(path, rb2014), rb2014)["cell-error"]
    assert (problem.place.cell, problem.value) == ("I10", "#DIV/0!")


def test_a_formula_with_a_stored_result_is_taken_and_named(worksheet: Path, rb2014: Rubric) -> None:
    markup = sheet_xml(worksheet)
    start = markup.index(b'<c r="I10"')
    end = markup.index(b"</c>", start) + 4
    cell = b'<c r="I10" t="str"><f>UPPER("b")</f><v>B</v></c>'
    reading = read(patch(worksheet, {"xl/worksheets/sheet1.xml": markup[:start] + cell + markup[end:]}), rb2014)
    assert reading.raw["A.I.1.a"].value == "B"
    assert found(reading, rb2014)["answer-from-formula"].severity == "warning"


def test_text_beside_the_table_without_a_heading(worksheet: Path, rb2014: Rubric) -> None:
    """One such column can only be notes, as in the official sheet; of two nobody can know."""

    def unhead(sheet: Worksheet) -> None:
        sheet["L6"] = None

    one = read(edit(worksheet, unhead), rb2014)
    assert one.raw["A.I.1.a"].note == sample_answers(2015)["A.I.1.a"].note
    assert found(one, rb2014)["notes-without-heading"].parameters["columns"] == ("L",)
    two = read(edit(worksheet, put("M12", "lagi")), rb2014)
    assert two.raw["A.I.1.a"].note == ""
    assert found(two, rb2014)["columns-without-heading"].parameters["columns"] == ("L", "M")


def test_evidence_is_read_by_its_heading(worksheet: Path, rb2014: Rubric) -> None:
    def evidence(sheet: Worksheet) -> None:
        sheet["L6"] = "Bukti Dukung"
        sheet["L10"] = "SK No. 1"

    reading = read(edit(worksheet, evidence), rb2014)
    assert (reading.raw["A.I.1.a"].evidence, reading.raw["A.I.1.a"].note) == ("SK No. 1", "")


def office_of(path: Path) -> FoundText | None:
    workbook = open_workbook(path)
    tables = find_tables(workbook)
    return next(iter(find_offices(workbook, tables, tables[0])), None)


def test_the_office_is_read_from_its_label(worksheet: Path) -> None:
    office = office_of(worksheet)
    assert office is not None
    assert (office.text, office.place.cell) == ("Badan Pusat Statistik", "F2")

    def one_cell(sheet: Worksheet) -> None:
        sheet["B2"] = "Nama Instansi : KPU"

    office = office_of(edit(worksheet, one_cell))
    assert office is not None
    assert office.text == "KPU"


def test_a_sheet_with_one_table_takes_its_year_from_the_top(worksheet: Path) -> None:
    def one_table(sheet: Worksheet) -> None:
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.delete_cols(13, 20)
        sheet["B5"] = "PENILAIAN"

    tables = find_tables(open_workbook(edit(worksheet, one_table)))
    assert [table.year for table in tables] == [2015]


def test_without_headings_the_sheets_are_named(worksheet: Path) -> None:
    def behead(sheet: Worksheet) -> None:
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.delete_rows(6)

    with pytest.raises(WorkbookError) as error:
        find_tables(open_workbook(edit(worksheet, behead)))
    assert error.value.problems[0].code == "headings-missing"
    assert error.value.problems[0].parameters["sheets"] == ("LKE",)


def test_headings_on_two_sheets_are_not_guessed_between(worksheet: Path) -> None:
    def twice(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.copy_worksheet(sheet)

    with pytest.raises(WorkbookError) as error:
        find_tables(open_workbook(edit(worksheet, twice)))
    assert error.value.problems[0].code == "headings-on-several-sheets"


def test_cells_have_the_names_that_excel_shows() -> None:
    assert [a1(1, column) for column in (1, 26, 27, 702, 703, 16384)] == ["A1", "Z1", "AA1", "ZZ1", "AAA1", "XFD1"]
    assert all(column_number(a1(7, column)[:-1]) == column for column in range(1, 2000))


def one_table(sheet: Worksheet) -> None:
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.delete_cols(13, 20)


def test_the_year_of_a_regulation_is_not_the_year_judged(worksheet: Path) -> None:
    def regulation(sheet: Worksheet) -> None:
        one_table(sheet)
        sheet["B5"] = "BERDASARKAN PERMENPANRB NOMOR 14 TAHUN 2014"

    assert [table.year for table in find_tables(open_workbook(edit(worksheet, regulation)))] == [2015]


def test_years_that_contradict_each_other_are_refused(worksheet: Path) -> None:
    def contradict(sheet: Worksheet) -> None:
        one_table(sheet)
        sheet["B5"] = "PENILAIAN TAHUN 2016"

    with pytest.raises(WorkbookError) as error:
        find_tables(open_workbook(edit(worksheet, contradict)))
    assert error.value.problems[0].code == "year-ambiguous"


def test_a_signature_below_the_table_is_neither_notes_nor_answer(worksheet: Path, rb2014: Rubric) -> None:
    def sign(sheet: Worksheet) -> None:
        sheet["L6"] = None
        sheet["M215"] = "Jakarta, 1 Januari 2016"
        sheet["B216"] = "Sekretaris"
        sheet["I216"] = "Mengetahui,"

    reading = read(edit(worksheet, sign), rb2014)
    assert reading.raw["A.I.1.a"].note == sample_answers(2015)["A.I.1.a"].note
    assert not any(problem.is_error for problem in reading.problems)


def test_only_a_total_is_taken_for_the_total(worksheet: Path, rb2014: Rubric) -> None:
    def last_year(sheet: Worksheet) -> None:
        for row in sheet.iter_rows(min_row=204, max_col=10):
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("=IF(COUNT("):
                    cell.value = 71.41
        sheet["B210"] = "Nilai tahun lalu"
        sheet["J210"] = 60.86

    total = read(edit(worksheet, last_year), rb2014).total
    assert total is not None
    assert float(total.value) == 71.41


@pytest.mark.parametrize("number", [b"NaN", b"1e999"])
def test_numbers_that_are_none_are_named_and_not_calculated_with(
    worksheet: Path, rb2014: Rubric, number: bytes
) -> None:
    markup = sheet_xml(worksheet)
    for cell in (b'<c r="I197"', b'<c r="J9"', b'<c r="G8"'):
        start = markup.index(b"<v>", markup.index(cell)) + 3
        markup = markup[:start] + number + markup[markup.index(b"</v>", start) :]
    problems = found(read(patch(worksheet, {"xl/worksheets/sheet1.xml": markup}), rb2014), rb2014)
    assert problems["answer-not-a-number"].place.cell == "I197"
    assert problems["figures-unreadable"].place.cell == "J9"


def test_counts_are_read_as_counts_and_a_correction_needs_no_row(tmp_path: Path) -> None:
    """A worksheet made by hand on a rubric with a ratio and a correction."""
    text = GOOD.replace("answer: abc", "answer: {ratio: part, counts: [selesai, semua]}").replace(
        "answer: {range: [0, 5]}}",
        "answer: {range: [0, 5]}}\n  - {code: A.k, name: Koefisien, corrects: true, answer: {range: [-1, 1]}}",
    )
    rubric = parse(text, "mini.yaml", catalog.shared())
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["PENILAIAN TAHUN 2021"],
        ["PENILAIAN", None, None, "Pilihan Jawaban", "Jawaban"],
        ["A.", "Branch"],
        [None, "1.", "Third", "selesai/semua", "3/4"],
        [None, "2.", "Rest", "0-5", "2,5"],
    ):
        sheet.append(row)
    path = tmp_path / "mini.xlsx"
    book.save(path)
    reading = read_worktable(find_tables(open_workbook(path))[0], rubric)
    answers, problems = validate(rubric, reading.raw, reading.place, catalog.answer_words())
    assert (reading.problems, problems) == ((), [])
    assert {code: answer.value for code, answer in answers.items()} == {"A.1": "3/4", "A.2": "2.5"}
