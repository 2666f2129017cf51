"""The official form of Zona Integritas comes in as it was filled in: items under dashes, shares made of counts below them,
and the figure of a formula that leaves a part out, which is named by its cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.scoring import score
from rbtrack.domain.validating import validate
from rbtrack.errors import Problem, WorkbookError
from rbtrack.lke.reading.foreign import read_worktable
from rbtrack.lke.reading.layout import find_tables
from rbtrack.usecases.intake import figure_doubts
from rbtrack.xlsx.cells import open_workbook
from tests.conftest import Run
from tests.libreoffice import calculated
from tests.lke.variants import Page
from tests.lke.zi_form import (
    ANSWER,
    CHOICES,
    HEADING_ROW,
    NOTE,
    TOTAL_ROW,
    VALUE,
    ZI,
    Wording,
    form,
    numbered,
    question,
    write_form,
)
from tests.zona_integritas import TOTAL, answers_of_the_form

AS_FILLED_IN = answers_of_the_form()
Edit = Callable[[Page], object]


def read(path: Path) -> tuple[dict[str, Answer], list[Problem]]:
    """The answers of a form and every problem, also what its own figures are compared with."""
    (table,) = find_tables(open_workbook(path, with_formulas=True))
    reading = read_worktable(table, ZI)
    answers, problems = validate(ZI, reading.raw, reading.place, catalog.answer_words())
    return answers, [*reading.problems, *problems, *figure_doubts(reading, score(ZI, answers))]


def changed(folder: Path, *edits: Edit, page: Page | None = None) -> Path:
    page = page or form()
    for edit in edits:
        edit(page)
    return write_form(folder / "form.xlsx", page)


def values(answers: dict[str, Answer]) -> dict[str, str | None]:
    return {code: answer.value for code, answer in answers.items()}


def errors(problems: list[Problem]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.place.cell) for problem in problems if problem.is_error]


@pytest.mark.parametrize("bullets_apart", [True, False])
@pytest.mark.parametrize("is_lettered", [True, False])
@pytest.mark.parametrize("wording", [question, numbered])
def test_its_answers_are_read_however_it_is_worded_and_numbered(
    tmp_path: Path, wording: Wording, *, is_lettered: bool, bullets_apart: bool
) -> None:
    path = write_form(tmp_path / "x.xlsx", form(wording=wording, is_lettered=is_lettered, bullets_apart=bullets_apart))
    answers, problems = read(path)
    assert values(answers) == values(AS_FILLED_IN)
    assert score(ZI, answers).points == TOTAL
    assert errors(problems) == []
    told = {problem.code for problem in problems}
    assert told - {"rows-in-order"} == {
        "options-differ", "figures-unreadable", "counts-not-used", "answer-more-than-all", "figure-differs"
    }  # fmt: skip
    assert ("rows-in-order" in told) == (not is_lettered)
    assert answers["A.II.3.iii.a"].note == "Catatan 154"


def test_what_is_doubtful_in_it_is_named_by_its_cell(tmp_path: Path) -> None:
    _answers, problems = read(write_form(tmp_path / "x.xlsx"))
    cells = {(problem.code, problem.place.cell) for problem in problems if problem.code != "figure-differs"}
    assert cells == {
        ("rows-in-order", "F128"), ("options-differ", "J8"), ("figures-unreadable", "L8"), ("counts-not-used", "K157"),
        ("answer-more-than-all", "K184"),
    }  # fmt: skip
    differing = [problem for problem in problems if problem.code == "figure-differs"]
    assert {problem.place.cell: problem.parameters["node"] for problem in differing} == {
        "L4": "A", "L125": "A.II", "L167": "A.II.5", "L175": "A.II.5.iii", "L207": "zi-2021",
    }  # fmt: skip
    left = next(problem for problem in problems if problem.code == "counts-not-used")
    assert left.parameters["cells"] == ("K157", "K173", "K186", "K187", "K188")


@pytest.mark.libreoffice
def test_libreoffice_calculates_the_figures_that_stand_in_it(tmp_path: Path) -> None:
    path = write_form(tmp_path / "x.xlsx")
    (sheet,) = open_workbook(path).sheets
    (grid,) = calculated([path], tmp_path)[0].values()
    for row, column in form().formulas:
        stored, found = sheet.value(row, column), grid[row - 1][column - 1]
        assert found == (pytest.approx(stored, abs=1e-9) if isinstance(stored, float) else stored or ""), (row, column)
    assert grid[TOTAL_ROW - 1][VALUE - 1] == pytest.approx(95.576190476190476, abs=1e-9)


def test_it_is_brought_in_on_the_command_line(run: Run, tmp_path: Path) -> None:
    write_form(tmp_path / "LKE ZI.xlsx")
    assert run("init").code == 0
    assert run("office", "add", "53", "Kota Contoh", "--kind", "kota").code == 0
    assert run("office", "add", "53.01", "Kelurahan Contoh", "--kind", "unit", "--parent", "53").code == 0
    ran = run("lke", "import", "LKE ZI.xlsx", "--rubric", "zi-2021", "--tier", "self", "--office", "53.01")
    assert ran.code == 0, ran.err
    assert "L207: The worksheet states 95.576190476 for zi-2021; its answers give 95.70952381" in ran.err
    assert "95.71" in run("score", "show", "53.01", "2024").out


# Counts


def put(row: int, column: int, value: object) -> Edit:
    """Another value in a cell, and no formula."""

    def edit(page: Page) -> None:
        page.formulas.pop((row, column), None)
        page.cells.pop((row, column), None)
        page.put(row, column, value)

    return edit


def formula(row: int, text: str, result: object) -> Edit:
    """Another formula for an answer."""

    def edit(page: Page) -> None:
        page.cells.pop((row, ANSWER), None)
        page.formulas[row, ANSWER] = text, result

    return edit


@pytest.mark.parametrize(
    ("edits", "item", "value"),
    [
        ((formula(171, "=K174/K172", 5 / 7),), "A.II.5.ii.a", "5/7"),
        ((formula(171, "=IFERROR(MIN(1,K174/K172),0)", 5 / 7),), "A.II.5.ii.a", "5/7"),
        ((formula(171, "=K174/(K173+K174)", 5 / 7),), "A.II.5.ii.a", "5/7"),
        ((formula(171, "=IF(K172=0,0,'LKE ZI'!$K$174/K172)", 5 / 7),), "A.II.5.ii.a", "5/7"),
        ((formula(177, "=K182/SUM(K179:K181)", 13 / 15),), "A.II.5.iii.a.1", "13/15"),
        ((formula(154, "=1-K156/K155", 1),), "A.II.3.iii.a", "2/0"),
        ((formula(154, "=MAX(0,(K155-K156)/K155)", 1),), "A.II.3.iii.a", "2/0"),
        ((formula(128, "=K130/K129", 2.4),), "A.II.1.i.a", "12/5"),
        # The counts were moved, and the formula with them: what it reads counts, not what stands first.
        ((put(172, ANSWER, 5), put(174, ANSWER, 7), formula(171, "=K172/K174", 5 / 7)), "A.II.5.ii.a", "5/7"),
        ((put(172, ANSWER, "7"),), "A.II.5.ii.a", "5/7"),
        # Two counts typed over the formula.
        ((put(171, ANSWER, "4/7"),), "A.II.5.ii.a", "4/7"),
    ],
)  # fmt: skip
def test_the_formula_of_a_share_says_which_count_is_which(
    tmp_path: Path, edits: tuple[Edit, ...], item: str, value: str
) -> None:
    answers, problems = read(changed(tmp_path, *edits))
    assert (answers[item].value, errors(problems)) == (value, [])
    assert values(answers) == {**values(AS_FILLED_IN), item: value}
    assert "share-differs" not in {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("edits", "code", "cell"),
    [
        ((formula(171, "=K174*K172", 35),), "share-formula-unknown", "K171"),
        ((formula(171, "=ROUND(K174/K172,1)", 0.7),), "share-formula-unknown", "K171"),
        ((formula(171, "=(K172-K174)/K172", 2 / 7),), "share-formula-unknown", "K171"),
        ((formula(154, "=K156/K155", 0),), "share-formula-unknown", "K154"),
        ((formula(171, "=IF(K174>K172,1,1)", 1),), "share-formula-unknown", "K171"),
        ((formula(171, "=K174/K172*K128", 5 / 7),), "share-formula-unknown", "K171"),
        ((put(172, ANSWER, None),), "answer-not-a-ratio", "K172"),
        ((put(174, ANSWER, 5.5),), "answer-not-a-ratio", "K174"),
        ((put(174, ANSWER, -5),), "answer-not-a-ratio", "K174"),
        ((put(172, ANSWER, 0),), "answer-impossible-ratio", "K171"),
        ((formula(178, "=SUM(K179:K181)", ""),), "answer-not-a-ratio", "K178"),
        ((formula(178, "=1/0", "#DIV/0!"),), "cell-error", "K178"),
        ((formula(171, "=K174/K172", "#VALUE!"),), "cell-error", "K171"),
        ((formula(171, "=K174/#REF!", "#REF!"),), "cell-error", "K171"),
        ((put(171, ANSWER, 0.71),), "answer-not-a-ratio", "K171"),
    ],
)  # fmt: skip
def test_a_share_that_is_not_certain_is_refused_with_its_cell(
    tmp_path: Path, edits: tuple[Edit, ...], code: str, cell: str
) -> None:
    _answers, problems = read(changed(tmp_path, *edits))
    assert (code, cell) in errors(problems)


def test_nothing_to_count_is_taken_as_the_rubric_says_with_a_warning(tmp_path: Path) -> None:
    none = put(172, ANSWER, 0), put(174, ANSWER, 0), formula(171, "=K174/K172", "#DIV/0!")
    answers, problems = read(changed(tmp_path, *none))
    assert (answers["A.II.5.ii.a"].value, errors(problems)) == ("0/0", [])
    (told,) = (problem for problem in problems if problem.code == "answer-divided-by-zero")
    assert (told.place.cell, told.parameters["share"]) == ("K171", 1)


def test_counts_that_nobody_filled_in_are_a_blank(tmp_path: Path) -> None:
    blank = put(172, ANSWER, None), put(173, ANSWER, None), put(174, ANSWER, None)
    answers, problems = read(changed(tmp_path, *blank, formula(171, "=K174/K172", "#DIV/0!")))
    assert (answers["A.II.5.ii.a"].value, errors(problems)) == (None, [])


def test_a_share_that_shows_something_else_than_its_counts_make_is_named(tmp_path: Path) -> None:
    answers, problems = read(changed(tmp_path, formula(171, "=K174/K172", 0.9)))
    (told,) = (problem for problem in problems if problem.code == "share-differs")
    assert (answers["A.II.5.ii.a"].value, told.place.cell, told.value) == ("5/7", "K171", "0.9")
    assert (told.severity, told.parameters["counts"]) == ("warning", "5/7")


def test_a_note_beside_a_count_is_said_to_be_lost(tmp_path: Path) -> None:
    _answers, problems = read(changed(tmp_path, put(172, NOTE, "dari laporan")))
    assert [problem.place.cell for problem in problems if problem.code == "cell-not-used"] == ["O172"]


# What was moved


def without(row: int) -> Edit:
    def edit(page: Page) -> None:
        for cells in (page.cells, page.formulas):
            for position in [each for each in cells if each[0] == row]:
                del cells[position]

    return edit


def swapped(one: int, other: int, *columns: int) -> Edit:
    def edit(page: Page) -> None:
        for column in columns:
            first, second = page.cells.pop((one, column), None), page.cells.pop((other, column), None)
            page.put(one, column, second)
            page.put(other, column, first)

    return edit


@pytest.mark.parametrize(
    "edits",
    [
        (put(HEADING_ROW, ANSWER, "Isian Unit Kerja"),),
        (put(HEADING_ROW, VALUE, "Skor"), put(HEADING_ROW, NOTE, "Keterangan")),
        (swapped(129, 130, 6),),
        (put(135, 5, None),),
        (without(90),),
        (put(129, CHOICES, None), put(130, CHOICES, None)),
    ],
)
def test_what_changes_no_answer_is_read_the_same(tmp_path: Path, edits: tuple[Edit, ...]) -> None:
    answers, problems = read(changed(tmp_path, *edits))
    assert (values(answers), errors(problems)) == (values(AS_FILLED_IN), [])


@pytest.mark.parametrize(
    ("edits", "code"),
    [
        ((without(142),), "item-missing"),
        ((without(128),), "item-missing"),
        ((without(192),), "item-missing"),
        ((without(135),), "item-missing"),
        ((put(192, CHOICES, "A/B/C"),), "item-missing"),
        ((put(157, ANSWER, None), put(157, CHOICES, "A/B/C")), "row-double"),
        ((put(HEADING_ROW, ANSWER, "Catatan Unit"),), "headings"),
    ],
)  # fmt: skip
def test_what_may_change_an_answer_is_refused(tmp_path: Path, edits: tuple[Edit, ...], code: str) -> None:
    path = changed(tmp_path, *edits)
    if code == "headings":
        with pytest.raises(WorkbookError, match="heading"):
            read(path)
        return
    _answers, problems = read(path)
    assert code in {problem.code for problem in problems if problem.is_error}
