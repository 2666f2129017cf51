"""Counts of issued worksheets: each in a row of its own, read back as one answer, or refused with the cell."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rbtrack.domain.evaluation import Answer
from rbtrack.domain.kinds import RatioScale
from rbtrack.domain.rubric import Node, Rubric, Years
from rbtrack.domain.scoring import score
from rbtrack.errors import Problem
from tests.libreoffice import calculated, saved
from tests.lke.issuing import answers_in, entry_rows, issue, marks, put, row_of

COUNTS = ("selesai", "jumlah")
SETTLED = Node("A.a", "Pengaduan ditindaklanjuti", None, answer=RatioScale("part", COUNTS))
FEWER = Node("A.b", "Penurunan pelanggaran", None, answer=RatioScale("decrease", ("lalu", "ini")), may_not_apply=True)
RUBRIC = Rubric(
    "hitung", "1", "Hitung", "rb", "", Years(None, None), "unit", "skip", "primary", "",
    (Node("A", "Pengaduan", Fraction(10), (SETTLED, FEWER)),),
)  # fmt: skip
Edit = Callable[[Worksheet], object]


def count(item: Node, place: int, value: object, number_format: str = "General") -> Edit:
    """Enter the first count (0) or the second (1) of an item."""

    def edit(sheet: Worksheet) -> None:
        cell = sheet.cell(entry_rows(sheet, item)[place], marks(sheet)["answer"])
        cell.value, cell.number_format = value, number_format  # type: ignore[assignment]

    return edit


def filled_in(folder: Path, *edits: Edit, answers: dict[str, Answer] | None = None) -> Path:
    path = issue(folder / "x.xlsx", RUBRIC, answers)
    book = openpyxl.load_workbook(path)
    for edit in edits:
        edit(book["LKE"])
    book.save(path)
    return path


def read(path: Path) -> tuple[dict[str, str | None], list[Problem]]:
    answers, problems = answers_in(path, RUBRIC)
    shown = {code: "N/A" if answer.not_applicable else answer.value for code, answer in answers.items()}
    return shown, [problem for problem in problems if problem.code != "figures-unreadable"]


def test_counts_stand_below_their_item_under_their_names(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(issue(tmp_path / "x.xlsx", RUBRIC, {"A.a": Answer("3/4")}))["LKE"]
    row, columns = row_of(sheet, "A.a"), marks(sheet)
    assert entry_rows(sheet, SETTLED) == [row + 1, row + 2]
    labels = [[cell.value for cell in sheet[each] if str(cell.value).startswith("- ")] for each in (row + 1, row + 2)]
    assert labels == [["- selesai"], ["- jumlah"]]
    assert [sheet.cell(each, columns["answer"]).value for each in (row + 1, row + 2)] == [3, 4]
    assert sheet.cell(row, columns["answer"]).protection.locked


@pytest.mark.parametrize(
    ("edits", "answers"),
    [
        ((), {"A.a": None, "A.b": None}),
        ((count(SETTLED, 0, 3), count(SETTLED, 1, 4)), {"A.a": "3/4", "A.b": None}),
        ((count(SETTLED, 0, "3"), count(SETTLED, 1, " 04 ")), {"A.a": "3/4", "A.b": None}),
        ((count(FEWER, 0, 5), count(FEWER, 1, 0)), {"A.a": None, "A.b": "5/0"}),
        ((count(FEWER, 0, "N/A"),), {"A.a": None, "A.b": "N/A"}),
        ((count(FEWER, 1, "tidak berlaku"),), {"A.a": None, "A.b": "N/A"}),
        # Typed over what the cell calculates, as in worksheets that have no rows of counts.
        ((lambda sheet: put(sheet, "A.a", "answer", "3/4"),), {"A.a": "3/4", "A.b": None}),
        ((lambda sheet: put(sheet, "A.a", "answer", "3/4"), count(SETTLED, 0, 3), count(SETTLED, 1, 4)), {"A.a": "3/4", "A.b": None}),
    ],
)  # fmt: skip
def test_what_was_entered_is_read_as_one_answer(
    tmp_path: Path, edits: tuple[Edit, ...], answers: dict[str, str | None]
) -> None:
    assert read(filled_in(tmp_path, *edits)) == (answers, [])


@pytest.mark.parametrize(
    ("edits", "code", "place", "value"),
    [
        ((count(SETTLED, 0, 3),), "answer-not-a-ratio", 1, "3"),
        ((count(SETTLED, 1, 4),), "answer-not-a-ratio", 0, "4"),
        ((count(SETTLED, 0, 3), count(SETTLED, 1, 4.5)), "answer-not-a-ratio", 1, "3/4.5"),
        ((count(SETTLED, 0, -3), count(SETTLED, 1, 4)), "answer-not-a-ratio", 0, "-3/4"),
        ((count(SETTLED, 0, 5), count(SETTLED, 1, 4)), "answer-impossible-ratio", 0, "5/4"),
        ((count(SETTLED, 0, "N/A"),), "not-applicable-not-allowed", 0, "N/A"),
        ((count(SETTLED, 0, "tiga"), count(SETTLED, 1, 4)), "answer-not-a-ratio", 0, "tiga/4"),
        ((count(SETTLED, 0, 3), count(SETTLED, 1, 4000, "0,")), "answer-shown-otherwise", 1, "4000"),
        ((count(SETTLED, 0, "=1+2"), count(SETTLED, 1, 4)), "formula-without-value", 0, None),
    ],
)  # fmt: skip
def test_what_makes_no_counts_is_refused_with_the_cell(
    tmp_path: Path, edits: tuple[Edit, ...], code: str, place: int, value: str | None
) -> None:
    path = filled_in(tmp_path, *edits)
    answers, problems = read(path)
    sheet = openpyxl.load_workbook(path)["LKE"]
    cell = sheet.cell(entry_rows(sheet, SETTLED)[place], marks(sheet)["answer"]).coordinate
    assert (problems[0].code, problems[0].place.cell, problems[0].value) == (code, cell, value)
    assert problems[0].severity == "error"
    assert answers["A.a"] is None or code.startswith(("answer-shown", "formula"))


def test_another_answer_than_the_counts_make_is_refused(tmp_path: Path) -> None:
    typed = filled_in(tmp_path, lambda sheet: put(sheet, "A.a", "answer", "4/4"), answers={"A.a": Answer("3/4")})
    answers, (problem,) = read(typed)
    assert answers["A.a"] is None
    assert (problem.code, problem.severity, problem.value) == ("counts-differ", "error", "4/4")
    assert problem.parameters == {"item": "A.a", "counts": "3/4"}


def test_an_error_above_the_counts_is_refused(tmp_path: Path) -> None:
    broken = filled_in(tmp_path, lambda sheet: put(sheet, "A.a", "answer", "#REF!"), answers={"A.a": Answer("3/4")})
    answers, (problem,) = read(broken)
    assert (answers["A.a"], problem.code, problem.value) == (None, "cell-error", "#REF!")


def swapped(sheet: Worksheet) -> None:
    first, second = (
        next(cell for cell in sheet[row] if str(cell.value).startswith("- ")) for row in entry_rows(sheet, SETTLED)
    )
    first.value, second.value = second.value, first.value


def without_second(sheet: Worksheet) -> None:
    sheet.delete_rows(entry_rows(sheet, SETTLED)[1])


def doubled(sheet: Worksheet) -> None:
    last = sheet.max_row + 1
    for column, cell in enumerate(list(sheet[entry_rows(sheet, SETTLED)[1]]), start=1):
        sheet.cell(last, column).value = cell.value


def merged(sheet: Worksheet) -> None:
    column = marks(sheet)["answer"]
    first, second = entry_rows(sheet, SETTLED)
    sheet.merge_cells(start_row=first, end_row=second, start_column=column, end_column=column)


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (swapped, "issued-row-differs"),
        (doubled, "issued-row-double"),
        (merged, "answer-merged"),
        (without_second, "formula-without-value"),
        (lambda sheet: put(sheet, "rbtrack:count:2:A.a", "code", None), "issued-row-added"),
    ],
)
def test_rows_of_counts_that_were_moved_are_refused(tmp_path: Path, edit: Edit, code: str) -> None:
    _answers, problems = read(filled_in(tmp_path, edit, answers={"A.a": Answer("3/4")}))
    assert code in {problem.code for problem in problems if problem.severity == "error"}


def test_rows_of_counts_may_be_sorted(tmp_path: Path) -> None:
    """The codes say which is which; formulas of others that cells moved away from are theirs who moved them."""

    def moved(sheet: Worksheet) -> None:
        first, second = entry_rows(sheet, SETTLED)
        for one, other in zip(sheet[first], sheet[second], strict=True):
            one.value, other.value = other.value, one.value

    assert read(filled_in(tmp_path, moved, answers={"A.a": Answer("3/4")})) == ({"A.a": "3/4", "A.b": None}, [])


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda sheet: put(sheet, "rbtrack:count:1:A.a", "note", "dari mana"), "cell-not-used"),
        (lambda sheet: setattr(sheet.row_dimensions[entry_rows(sheet, SETTLED)[0]], "hidden", True), "cells-hidden"),
    ],
)
def test_what_is_lost_beside_a_count_is_said(tmp_path: Path, edit: Edit, code: str) -> None:
    _answers, (problem,) = read(filled_in(tmp_path, edit, answers={"A.a": Answer("3/4")}))
    assert (problem.code, problem.severity) == (code, "warning")


@pytest.mark.libreoffice
def test_libreoffice_calculates_what_is_typed_and_what_it_shows_is_read(tmp_path: Path) -> None:
    """Counts that can be, that cannot, half of them, and an item that does not apply."""
    tries: list[tuple[tuple[Edit, ...], dict[str, str], dict[str, str | None]]] = [
        ((count(SETTLED, 0, 3), count(SETTLED, 1, 4), count(FEWER, 0, 4), count(FEWER, 1, 1)),
         {"A.a": "3/4", "A.b": "4/1"}, {"A.a": "3/4", "A.b": "4/1"}),
        ((count(SETTLED, 0, 0), count(SETTLED, 1, 4), count(FEWER, 0, "N/A")),
         {"A.a": "0/4", "A.b": "N/A"}, {"A.a": "0/4", "A.b": "N/A"}),
        ((count(SETTLED, 0, 3),), {"A.a": "3", "A.b": ""}, {"A.a": None, "A.b": None}),
        ((count(SETTLED, 0, 5), count(SETTLED, 1, 4)), {"A.a": "5/4", "A.b": ""}, {"A.a": None, "A.b": None}),
    ]  # fmt: skip
    paths = [
        filled_in(tmp_path, *edits).rename(tmp_path / f"{number}.xlsx") for number, (edits, *_) in enumerate(tries)
    ]
    grids = [sheets["LKE"] for sheets in calculated(paths, tmp_path)]
    for (_edits, shown, answers), path, grid in zip(tries, saved(paths, tmp_path), grids, strict=True):
        roles = {str(mark).removeprefix("rbtrack:"): column for column, mark in enumerate(grid[0])}
        rows = {str(cells[0]): cells for cells in grid[1:] if cells}
        assert {code: rows[code][roles["answer"]] for code in shown} == shown
        scored = score(RUBRIC, {code: Answer(*given(value)) for code, value in answers.items()})
        figures = {each.node.code: each.stated for each in scored.walk()}
        for code, figure in figures.items():
            assert rows[code][roles["value"]] == ("" if figure is None else pytest.approx(float(figure), abs=1e-9))
        assert read(path)[0] == answers
        marked = {code: cells[roles["share"]] for code, cells in rows.items() if code.startswith("rbtrack:count")}
        filled = {code: cells[roles["answer"]] != "" for code, cells in rows.items() if code in marked}
        assert marked == {code: "#" if is_filled else "" for code, is_filled in filled.items()}


def given(value: str | None) -> tuple[str | None, bool]:
    return (None, True) if value == "N/A" else (value, False)
