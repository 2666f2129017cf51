"""Worksheets made to harm: read in time, answered in words, whatever stands in their cells and formulas."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from rbtrack.domain.rubric import Rubric
from rbtrack.errors import WorkbookError
from rbtrack.lke.reading.foreign import read_worktable
from rbtrack.lke.reading.layout import find_tables
from rbtrack.usecases.rubrics import import_rubric
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.rubrics import ImportedRubric
from rbtrack.xlsx import guard
from rbtrack.xlsx.addresses import a1
from rbtrack.xlsx.cells import open_workbook
from tests.conftest import Run
from tests.gallery import CASES
from tests.gallery.case import Case
from tests.gallery.files import ENDLESS
from tests.lke.building import SHEET_RELATIONS, build, row_of_cells, sheet_of

LONG = 200_000
HEADINGS = ("No", "Uraian", "Penjelasan", "Pilihan Jawaban", "Jawaban", "Nilai", "Catatan")
ROWS = (("A", "Pengungkit (100)"), ("1", "Perubahan (100)"), ("a", "Tim", "a. Ya; b. Cukup; c. Tidak", "A/B/C", "A"))


def text_cell(row: int, column: int, text: str) -> str:
    return f'<c r="{a1(row, column)}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def sheet(*rows: tuple[str, ...], formulas: dict[int, str] | None = None, title: str = "", after: str = "") -> str:
    """A worksheet of these rows below its headings; `formulas` stand in the column of figures, by row."""
    written = []
    for number, row in enumerate(((title,), HEADINGS, *rows), start=1):
        cells = [text_cell(number, column, text) for column, text in enumerate(row, start=1) if text]
        if formula := (formulas or {}).get(number):
            cells.append(f'<c r="F{number}">{formula}<v>1</v></c>')
        written.append(f'<row r="{number}">{"".join(cells)}</row>')
    return sheet_of("".join(written), after)


def with_item(explanation: str = "", choices: str = "A/B/C", answer: str = "A", label: str = "Tim") -> str:
    return sheet(*ROWS[:2], ("a", label, explanation, choices, answer))


def imported(path: Path) -> ImportedRubric:
    return import_rubric(Workspace("", "tester"), path, "x")


TEXTS: dict[str, Callable[[], str]] = {
    "spaces in a label": lambda: with_item(label="Tim" + " " * LONG + "x"),
    "brackets in a label": lambda: with_item(label="(" * LONG),
    "steps in a label": lambda: with_item(label="i." * (LONG // 2) + "!"),
    "spaces in a subtotal": lambda: sheet(*ROWS, ("total" + " " * LONG + "x\nx",)),
    "spaces before an office": lambda: sheet(*ROWS, title="INSTANSI:" + " " * LONG + "x\nx"),
    "digits in a label": lambda: with_item(label=f"Tim ({'9' * LONG})"),
    "spaces in a title": lambda: sheet(*ROWS, title="TAHUN" + " " * LONG + "x"),
    "years in a title": lambda: sheet(*ROWS, title="TAHUN 2015 " * (LONG // 11)),
    "spaces after an office": lambda: sheet(*ROWS, title="INSTANSI" + " " * LONG + "x"),
    "line breaks in an explanation": lambda: with_item(explanation="\n" * LONG + "x", choices="", answer="x y"),
    "letters in an explanation": lambda: with_item(explanation="a. b\n" * (LONG // 5), choices="", answer="x y"),
    "spaces before a percent sign": lambda: with_item(choices="0-100", answer="1" + " " * LONG + "x"),
    "digits in choices": lambda: with_item(choices="0-" + "9" * LONG),
    "a letter and a long text": lambda: with_item(answer="x" * LONG + " "),
    "a long number": lambda: sheet(("A." * LONG, "Pengungkit")),
    "quotes and slashes in a formula": lambda: sheet(*ROWS, formulas={5: f"<f>{chr(34)}{'/' * 16_000}</f>"}),
    "digits in a formula": lambda: sheet(
        *ROWS, formulas={5: f'<f>IF(E5="A",{"9" * 5_000},E{"9" * 5_000}*F{"9" * 5_000})</f>'}
    ),
    "one long formula for many rows": lambda: sheet(
        *ROWS,
        *((str(number), f"Butir {number}", "", "X/Y", "X") for number in range(2, 300)),
        formulas={5: f'<f t="shared" si="0">{"*".join(f"F{row}" for row in range(6, 1_500))}</f>'}
        | dict.fromkeys(range(6, 300), '<f t="shared" si="0"/>'),
    ),
    "merged ranges all over the sheet": lambda: sheet(
        *ROWS,
        *(("b", f"Butir {number}", "", "A/B/C", "A") for number in range(2_000)),
        after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 20_000 + "</mergeCells>",
    ),
    "lists for the whole sheet": lambda: sheet(
        *ROWS,
        after="<dataValidations>"
        + '<dataValidation type="list" sqref="A1:XFD1048576"><formula1>"A,B"</formula1></dataValidation>' * 5_000
        + "</dataValidations>",
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_long_texts_and_formulas_take_linear_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rb2014: Rubric, name: str
) -> None:
    """What takes quadratic time takes minutes here. The ratio is lifted, since such files pack well."""
    monkeypatch.setattr(guard, "MOST_RATIO", 100_000)
    path = build(tmp_path / "x.xlsx", TEXTS[name]())
    start = time.process_time()
    with suppress(WorkbookError):
        for table in find_tables(open_workbook(path)):
            read_worktable(table, rb2014)
    with suppress(WorkbookError):
        imported(path)
    assert time.process_time() - start < 10


def test_numbers_of_any_length_are_no_weights_and_no_points(tmp_path: Path) -> None:
    """Python refuses to write out whole numbers of more than 4,300 digits."""
    path = build(
        tmp_path / "x.xlsx", sheet(("A", f"Pengungkit ({'9' * 5_000})", "", "", "", "", "9" * 5_000), *ROWS[1:])
    )
    found = imported(path)
    assert "draft-weight-missing" in {problem.code for problem in found.problems}


def test_a_numbering_of_endless_depth_is_refused_in_words(tmp_path: Path) -> None:
    rows = [f'<row r="1">{text_cell(1, 1, "Penilaian")}{text_cell(1, 199, "Jawaban")}</row>']
    for row in range(2, 900):
        column = (row - 2) // 5 + 1
        number = text_cell(row, column, "AI1ai"[(row - 2) % 5])
        rows.append(f'<row r="{row}">{number}{text_cell(row, column + 1, f"Bagian {row} (1)")}</row>')
    found = imported(build(tmp_path / "x.xlsx", sheet_of("".join(rows))))
    deep = [problem for problem in found.problems if problem.code == "draft-too-deep"]
    assert (len(deep), deep[0].place.cell, found.file) == (878, "F22", None)


def test_a_style_of_a_workbook_without_styles_does_no_harm(tmp_path: Path) -> None:
    members = {
        "xl/styles.xml": None,
        "xl/_rels/workbook.xml.rels": SHEET_RELATIONS.replace("styles", "nothing"),
        "xl/nothing.xml": "<x/>",
    }
    markup = sheet(*ROWS).replace('t="inlineStr"', 's="7" t="inlineStr"')
    found = imported(build(tmp_path / "x.xlsx", markup, members))
    assert not [problem for problem in found.problems if problem.is_error]
    assert found.file is not None
    assert list(found.file.rubric.nodes) == ["A", "A.1", "A.1.a"]


@pytest.mark.parametrize(
    "formula",
    [
        "<f>" * 200 + "</f>" * 200,
        '<f t="shared"/>',
        '<f t="shared" si="x">A1</f><f t="shared" si="x"/>',
        '<f t="array" ref="nowhere">{A1}</f>',
        '<f t="zz" si="9999999999">=A1</f>',
        "<f>'[</f>",
    ],
)
def test_formulas_that_contradict_themselves(tmp_path: Path, formula: str) -> None:
    path = build(tmp_path / "x.xlsx", row_of_cells(f'<c r="A1">{formula}<v>1</v></c>'))
    with suppress(WorkbookError):
        (opened,) = open_workbook(path, with_formulas=True).sheets
        assert opened.formulas is not None
        assert isinstance(opened.formulas.formula((1, 1)), str)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_every_broken_file_of_the_gallery_gives_a_rubric_or_a_reason(case: Case, run: Run, tmp_path: Path) -> None:
    """What is no workbook is refused for the same reason; nothing ends in a traceback."""
    if case.code == "file-unreadable" and not ENDLESS.exists():
        pytest.skip("needs a file that the superuser cannot read either")
    case.build(tmp_path)
    for path in sorted(tmp_path.glob("*.xlsx")):
        ran = run("rubric", "import", path.name, "-o", "dari-lke.yaml", "--dry-run")
        assert ran.code in (0, 1)
        assert ("error: " in ran.err) == (ran.code == 1)
        if case.code.startswith("file-") or case.code.startswith(("sheet-too", "cells-")):
            assert (ran.code, path.name in ran.err) == (1, True)
