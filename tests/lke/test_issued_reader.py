"""Issued worksheets come back the same, however they were moved about, and say what was lost on the way."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook as OpenpyxlWorkbook
from openpyxl.worksheet.worksheet import Worksheet

from rbtrack import catalog, messages
from rbtrack.domain.evaluation import Answer, Office
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import score
from rbtrack.errors import WorkbookError
from rbtrack.lke.identity import find_identity
from rbtrack.lke.issuing import IssuedSheet, write_issued
from rbtrack.lke.reading.issued import read_issued
from rbtrack.text import set_language
from rbtrack.xlsx.cells import open_workbook
from tests.answers import random_answers
from tests.libreoffice import saved
from tests.lke.issuing import (
    answers_in,
    filled,
    identity,
    issue,
    marks,
    named,
    put,
    read,
    row_of,
    with_notes,
)

STRANGE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "'kutip", '"kutip"', "a\nb", "a\r\nb", "a\rb", "\ta\t", " spasi ", "\n",
    "   ", "_x0041_", "_x000D_", "\x00\x01\x0b\x1f", "\ufffe\uffff", "\x7f\x85\u2028", "\u202eabc\u200f", "😀" * 300, "[red]x[/red]",
    "<b>&amp;</b>", "1", "1.10", "TRUE", "#N/A", "rbtrack:code", "x" * 32_767, "x" * 32_768, "😀" * 17_000, "a\n" * 20_000, "\u00a0",
]  # fmt: skip
"""Texts that workbooks are known to change."""

ANY_TEXT = st.one_of(st.text(), st.sampled_from(STRANGE), st.text(alphabet="_x0041F\r\n\t =\ufffe😀", max_size=30))


@pytest.fixture(scope="module")
def sakip() -> Rubric:
    return catalog.shipped_rubric("sakip-2021")


@pytest.fixture(scope="module")
def kl() -> Rubric:
    return catalog.shipped_rubric("rb-2024-kl")


def change(path: Path, edit: Callable[[OpenpyxlWorkbook], object]) -> Path:
    """Change the workbook as a user would, and save it under another name."""
    book = openpyxl.load_workbook(path)
    edit(book)
    changed = path.with_name("apa saja.xlsx")
    book.save(changed)
    return changed


def codes(path: Path, rubric: Rubric) -> list[str]:
    """The codes of what is wrong, without those that every program that does not calculate causes."""
    return [problem.code for problem in answers_in(path, rubric)[1] if problem.code != "figures-unreadable"]


# What comes back


@pytest.mark.parametrize("name", catalog.shipped_ids())
def test_answers_of_every_rubric_come_back(tmp_path: Path, name: str) -> None:
    rubric = catalog.shipped_rubric(name)
    answers = with_notes(random_answers(rubric, 3), "catatan", "https://contoh.example/x")
    path = issue(tmp_path / "x.xlsx", rubric, answers)
    workbook = open_workbook(path)
    assert find_identity(workbook) == identity(rubric)
    assert answers_in(path, rubric) == (filled(rubric, answers), [])
    reading = read(path, rubric)
    assert (reading.year, reading.place.sheet) == (2022, "LKE")
    assert reading.total is not None
    assert float(reading.total.value) == pytest.approx(float(score(rubric, answers).points or 0), abs=1e-12)


def _is_name(text: str) -> bool:
    """Whether an office can be called so: the hidden sheet says nothing that nobody could have typed."""
    return text.isprintable() and text == text.strip() and text != "-"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(ANY_TEXT, ANY_TEXT), min_size=12, max_size=12), name=ANY_TEXT.filter(_is_name))
def test_any_text_comes_back_byte_for_byte(sakip: Rubric, texts: list[tuple[str, str]], name: str) -> None:
    answers = {
        code: Answer(note=note, evidence=evidence) for code, (note, evidence) in zip(sakip.items, texts, strict=True)
    }
    office = Office(name, name, "lembaga")
    with tempfile.TemporaryDirectory() as folder:
        path = issue(Path(folder) / "x.xlsx", sakip, answers, office=office)
        found = find_identity(open_workbook(path))
        assert found == identity(sakip, office)
        assert answers_in(path, sakip) == (answers, [])


@pytest.mark.parametrize("value", ["0.1", "3.117", "66.67", "1.2345678901234567891", "0", "100", "33.333333333333336"])
def test_numbers_keep_all_their_digits(tmp_path: Path, kl: Rubric, value: str) -> None:
    """One that a number cell cannot hold is written as text, and still counts."""
    path = issue(tmp_path / "x.xlsx", kl, {"sakip": Answer(value)})
    answers, problems = answers_in(path, kl)
    assert answers["sakip"] == Answer(value)
    assert {problem.code for problem in problems} <= {"answers-like-levels"}


@pytest.mark.parametrize("language", ["id", "en"])
def test_worksheets_are_read_in_either_language_whatever_is_spoken_now(
    tmp_path: Path, rb2014: Rubric, language: str
) -> None:
    answers = random_answers(rb2014, 4)
    set_language(language)
    path = issue(tmp_path / "x.xlsx", rb2014, answers)
    set_language("id" if language == "en" else "en")
    assert answers_in(path, rb2014) == (filled(rb2014, answers), [])


# What users and programs do to a worksheet


def sort_rows(book: OpenpyxlWorkbook) -> None:
    """The rows of the table in another order, formulas left behind."""
    sheet = book["LKE"]
    rows = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(min_row=9)]
    random.Random(1).shuffle(rows)
    for number, values in enumerate(rows, start=9):
        for column, (value, kind) in enumerate(values, start=1):
            sheet.cell(number, column).value = None if kind == "f" else value
            if kind == "s":
                sheet.cell(number, column).data_type = kind


def move_columns(book: OpenpyxlWorkbook) -> None:
    sheet = book["LKE"]
    sheet.insert_cols(3, 2)
    sheet.insert_cols(12)
    sheet.insert_rows(1, 3)


def rename_and_hide(book: OpenpyxlWorkbook) -> None:
    book["LKE"].sheet_state = "hidden"
    book["LKE"].title = "Isian kami (2)"
    book["_rbtrack"].title = "Sheet9"
    book.move_sheet("Sheet9", -3)
    book["Summary"].title = "LKE"
    for row in range(20, 60):
        book["Isian kami (2)"].row_dimensions[row].hidden = True


def remove_marks(book: OpenpyxlWorkbook) -> None:
    book["LKE"].delete_rows(1)


def nothing(book: OpenpyxlWorkbook) -> None:
    """The workbook is only saved by another program."""


def remove_other_sheets(book: OpenpyxlWorkbook) -> None:
    book.remove(book["Summary"])
    book.remove(book["Guide"])


@pytest.mark.parametrize("edit", [sort_rows, move_columns, rename_and_hide, remove_marks, remove_other_sheets, nothing])
def test_what_users_move_about_is_found_again(
    tmp_path: Path, rb2014: Rubric, edit: Callable[[OpenpyxlWorkbook], object]
) -> None:
    answers = with_notes(random_answers(rb2014, 6), "=catatan\nbaris dua", " bukti ")
    path = change(issue(tmp_path / "x.xlsx", rb2014, answers), edit)
    assert find_identity(open_workbook(path)) == identity(rb2014)
    assert answers_in(path, rb2014)[0] == filled(rb2014, answers)
    assert codes(path, rb2014) == (["cells-hidden"] if edit is rename_and_hide else [])


@pytest.mark.parametrize("language", ["id", "en"])
def test_headings_of_either_language_stand_in_for_lost_marks(tmp_path: Path, kl: Rubric, language: str) -> None:
    answers = with_notes(random_answers(kl, 6), "a", "b")
    set_language(language)
    path = issue(tmp_path / "x.xlsx", kl, answers, earlier=("Jawaban 2021", random_answers(kl, 7)))
    set_language("en")
    changed = change(path, lambda book: book.worksheets[1].delete_rows(1))
    assert answers_in(changed, kl)[0] == filled(kl, answers)


@pytest.mark.libreoffice
def test_libreoffice_saves_everything(tmp_path: Path, rb2014: Rubric, sakip: Rubric) -> None:
    """All but carriage returns in cells that a cell could hold: those we keep ourselves."""
    texts = [text for text in STRANGE if len(text) < 40_000]
    items = list(rb2014.items)
    answers = {
        **random_answers(rb2014, 8),
        **{code: Answer(note=text, evidence=text[::-1]) for code, text in zip(items, texts, strict=False)},
    }
    first = issue(tmp_path / "a.xlsx", rb2014, answers)
    second = change(issue(tmp_path / "b.xlsx", rb2014, answers), rename_and_hide)
    for path in saved([first, second], tmp_path):
        assert find_identity(open_workbook(path)) == identity(rb2014)
        read_back, problems = answers_in(path, rb2014)
        expected = filled(rb2014, answers)
        assert {code: read_back[code] for code in expected if read_back[code] != expected[code]} == {}
        assert {problem.code for problem in problems} == ({"cells-hidden"} if path.stem != "a" else set())


# What goes wrong


def copy_row(sheet: Worksheet) -> None:
    last = sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(last, column).value = sheet.cell(row_of(sheet, "A.I.1.a"), column).value


def merge_answers(sheet: Worksheet) -> None:
    row, column = row_of(sheet, "A.I.1.a"), marks(sheet)["answer"]
    sheet.merge_cells(start_row=row, end_row=row + 2, start_column=column, end_column=column)


PROBLEMS: list[tuple[str, Callable[[Worksheet], object]]] = [
    ("issued-row-double", copy_row),
    ("item-missing", lambda sheet: sheet.delete_rows(row_of(sheet, "A.I.1.a"))),
    ("issued-row-unknown", lambda sheet: put(sheet, "A.I.1.a", "code", "A.I.1.zz")),
    ("answer-not-offered", lambda sheet: put(sheet, "A.I.1.a", "answer", "Q")),
    ("answer-from-formula", lambda sheet: put(sheet, "A.I.1.a", "answer", '="A"')),
    ("text-without-value", lambda sheet: put(sheet, "A.I.1.a", "note", '="x"')),
    ("cell-not-used", lambda sheet: put(sheet, "A.I.1", "note", "di sini")),
    ("issued-row-added", lambda sheet: put(sheet, "A.I.1.a", "code", None)),
    ("text-below-table", lambda sheet: sheet.cell(sheet.max_row + 3, marks(sheet)["answer"], "Ketua")),
    ("answer-merged", merge_answers),
    ("issued-column-missing", lambda sheet: sheet.delete_cols(marks(sheet)["evidence"])),
]


@pytest.mark.parametrize(("code", "edit"), PROBLEMS, ids=[code for code, _edit in PROBLEMS])
def test_what_is_wrong_is_named(tmp_path: Path, rb2014: Rubric, code: str, edit: Callable[[Worksheet], object]) -> None:
    answers = random_answers(rb2014, 9) | {"A.I.1.a": Answer("A")}
    path = change(issue(tmp_path / "x.xlsx", rb2014, answers), lambda book: edit(book["LKE"]))
    expected = {"formula-without-value"} if code == "answer-from-formula" else {code}
    found = [problem for problem in answers_in(path, rb2014)[1] if problem.code in expected]
    assert found, code
    for problem in found:
        assert messages.message(problem)
        assert problem.place.sheet == "LKE"


@pytest.mark.parametrize(
    ("code", "edit"),
    [
        ("issued-table-missing", lambda book: book["LKE"].delete_cols(1)),
        ("issued-table-missing", lambda book: book.remove(book["LKE"])),
        ("issued-table-double", lambda book: book.copy_worksheet(book["LKE"])),
    ],
)
def test_a_lost_or_copied_table_is_refused(
    tmp_path: Path, rb2014: Rubric, code: str, edit: Callable[[OpenpyxlWorkbook], object]
) -> None:
    workbook = open_workbook(change(issue(tmp_path / "x.xlsx", rb2014), edit))
    found = find_identity(workbook)
    assert found is not None
    with pytest.raises(WorkbookError) as refused:
        read_issued(workbook, found, rb2014)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert messages.message(refused.value.problems[0])


def hidden_value(key: str, value: str | None) -> Callable[[OpenpyxlWorkbook], object]:
    def edit(book: OpenpyxlWorkbook) -> None:
        sheet = book["_rbtrack"]
        row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == key)
        sheet.cell(row, 2).value = value

    return edit


@pytest.mark.parametrize(
    ("code", "edit"),
    [
        ("issued-format-newer", hidden_value("rbtrack:worksheet", "4")),
        ("issued-identity-broken", hidden_value("rbtrack:worksheet", '"x"')),
        ("issued-identity-broken", hidden_value("year", "99999")),
        ("issued-identity-broken", hidden_value("year", "[" * 9000)),
        ("issued-identity-broken", hidden_value("tier", '"mine"')),
        ("issued-identity-broken", hidden_value("evaluated", '"2023"')),
        ("issued-identity-broken", hidden_value("evaluated", "2021")),
        ("issued-identity-broken", hidden_value("evaluated", "2022")),
        ("issued-identity-broken", hidden_value("evaluated", "2026")),
        ("issued-identity-broken", hidden_value("office", None)),
        ("issued-identity-broken", hidden_value("texts", '{"A":1}')),
        ("issued-identity-broken", hidden_value("prefilled", "7")),
        ("issued-identity-broken", lambda book: book["_rbtrack"].delete_rows(1)),
    ],
)
def test_a_hidden_sheet_that_was_changed_is_refused(
    tmp_path: Path, sakip: Rubric, code: str, edit: Callable[[OpenpyxlWorkbook], object]
) -> None:
    workbook = open_workbook(change(issue(tmp_path / "x.xlsx", sakip), edit))
    with pytest.raises(WorkbookError) as refused:
        find_identity(workbook)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert messages.message(refused.value.problems[0])


def test_other_workbooks_are_not_ours(worksheet: Path) -> None:
    assert find_identity(open_workbook(worksheet)) is None


def test_an_edited_note_wins_over_the_exact_one_that_was_issued(tmp_path: Path, sakip: Rubric) -> None:
    """Exact texts are kept for cells that could not hold them, and only as long as the cell is left alone."""
    answers = {"1.a": Answer(note="a\r\nb"), "1.b": Answer(note="c\r\nd")}
    path = issue(tmp_path / "x.xlsx", sakip, answers)
    changed = change(path, lambda book: put(book["LKE"], "1.b", "note", "baru"))
    found, _problems = answers_in(changed, sakip)
    assert (found["1.a"].note, found["1.b"].note) == ("a\r\nb", "baru")


def test_prefilled_answers_are_named_until_they_are_reviewed(tmp_path: Path, sakip: Rubric) -> None:
    last = random_answers(sakip, 2) | {"1.a": Answer("BB"), "1.b": Answer("A"), "1.c": Answer()}
    issued = IssuedSheet(
        identity(sakip),
        Office("53", "KPU", "provinsi"),
        sakip,
        last,
        ("Jawaban 2021", last),
        frozenset({"1.a", "1.b", "1.c"}),
        not_applicable=frozenset(),
    )
    path = tmp_path / "x.xlsx"
    write_issued(path, issued)
    answers, problems = answers_in(path, sakip)
    waiting = {code: replace(last[code], unreviewed=True) for code in ("1.a", "1.b")}
    assert answers == filled(sakip, last | waiting)
    (problem,) = problems
    assert (problem.code, problem.severity, problem.parameters["count"]) == ("answers-not-reviewed", "warning", 2)
    cells = problem.parameters["cells"]
    assert isinstance(cells, tuple)
    book = openpyxl.load_workbook(path, data_only=True)
    assert named(book, "rbtrack_unreviewed") == 2, "the worksheet counts the same"
    sheet = book["LKE"]
    assert cells[0] == sheet.cell(row_of(sheet, "1.a"), marks(sheet)["answer"]).coordinate
    reviewed = change(path, lambda book: put(book["LKE"], "1.a", "reviewed", "Ya"))
    (problem,) = [problem for problem in answers_in(reviewed, sakip)[1] if problem.code == "answers-not-reviewed"]
    assert problem.parameters["cells"] == cells[1:]
    assert answers_in(reviewed, sakip)[0]["1.a"] == last["1.a"]
    unlisted = change(path, hidden_value("prefilled", "[]"))
    assert answers_in(unlisted, sakip)[0]["1.a"].unreviewed, "the sheet says Not yet, whatever is hidden"


def test_codes_that_became_numbers_are_still_codes(tmp_path: Path, sakip: Rubric) -> None:
    """Some programs turn the text 1 into a number."""
    path = change(issue(tmp_path / "x.xlsx", sakip), lambda book: put(book["LKE"], "1", "code", 1))
    assert codes(path, sakip) == []


def test_the_newest_worksheet_of_another_program_version_is_read(tmp_path: Path, sakip: Rubric) -> None:
    """Which program issued it does not matter, only the form does."""
    newer = replace(identity(sakip), program="rbtrack 99")
    sheet = IssuedSheet(newer, Office("53", "KPU", "provinsi"), sakip, not_applicable=frozenset())
    path = tmp_path / "x.xlsx"
    write_issued(path, sheet)
    assert codes(path, sakip) == []
