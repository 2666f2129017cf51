"""`rubric import` as a whole: what it takes, what it refuses until that is accepted, and what its figures say."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter

from rbtrack.domain.kinds import ChoiceScale
from rbtrack.usecases.rubrics import Acceptance, import_rubric
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.rubrics import ImportedRubric
from tests.conftest import Run

ABC = '=IF({0}="A",1,IF({0}="B",0.5,IF({0}="C",0,"")))'
Cell = str | float | tuple[str, float] | None
"""A formula stands there with the result that is stored for it."""

HEAD: list[Cell] = ["No", "Uraian", "Bobot", "Pilihan", "Jawaban", "Nilai"]


def rows(second: str = ABC.format("E5"), figure: float = 0.5, total: float = 75) -> list[list[Cell]]:
    """Two items of which the first is answered A and the second B; what the second earns, and the total."""
    return [
        [*HEAD],
        ["A", "Proses", 100.0, None, None, ("=F3", total)],
        ["1", "Tim", 100.0, None, None, ("=SUM(F4:F5)/COUNT(F4:F5)*C3", total)],
        ["a", "Dibentuk?", None, "A/B/C", "A", (ABC.format("E4"), 1)],
        ["b", "Bekerja?", None, "A/B/C", "B", (second, figure)],
        [None, "TOTAL NILAI EVALUASI", None, None, None, ("=F2", total)],
    ]


def written(path: Path, table: Sequence[Sequence[Cell]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("LKE")
        for row, cells in enumerate(table):
            for column, cell in enumerate(cells):
                if isinstance(cell, tuple):
                    sheet.write_formula(row, column, cell[0], None, cell[1])
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write_number(row, column, cell)
    return path


def imported(path: Path, *, differences: bool = False, unread_formulas: bool = False) -> ImportedRubric:
    return import_rubric(Workspace("", "tester"), path, "x", None, Acceptance(differences, unread_formulas))


def said(found: ImportedRubric) -> list[tuple[str, str, str | None]]:
    return [(problem.code, problem.severity, problem.place.cell) for problem in found.problems]


def test_a_rubric_that_gives_the_sheet_s_own_figures(tmp_path: Path) -> None:
    found = imported(written(tmp_path / "x.xlsx", rows()))
    assert said(found) == []
    assert found.file is not None
    assert (found.file.computed_total, found.file.sheet_total) == (75, 75)


def test_every_figure_that_the_answers_do_not_give_is_an_error_until_it_is_accepted(tmp_path: Path) -> None:
    path = written(tmp_path / "x.xlsx", rows(figure=0.6, total=80))
    found = imported(path)
    cells = ("F2", "F3", "F5", "F6")
    assert sorted(said(found), key=str) == [("draft-figure-differs", "error", cell) for cell in cells]
    assert found.file is None
    assert imported(path, unread_formulas=True).file is None
    found = imported(path, differences=True)
    assert sorted(said(found), key=str) == [("draft-figure-differs", "warning", cell) for cell in cells]
    assert found.file is not None
    assert (found.file.computed_total, found.file.sheet_total) == (75, 80)


def test_a_worksheet_without_answers_states_nothing(tmp_path: Path) -> None:
    table = rows(total=0)
    for row, number in ((3, 4), (4, 5)):
        table[row][4:] = [None, (ABC.format(f"E{number}"), 0)]
    found = imported(written(tmp_path / "x.xlsx", table))
    assert said(found) == []
    assert found.file is not None


def test_a_formula_that_says_more_is_refused_until_that_is_accepted(tmp_path: Path) -> None:
    path = written(tmp_path / "x.xlsx", rows('=IF(E4="C",0.2,IF(E5="A",1,IF(E5="B",0.5,IF(E5="C",0,""))))'))
    found = imported(path)
    assert said(found) == [("draft-condition-unknown", "error", "F5")]
    assert found.problems[0].parameters["cells"] == ("E4",)
    assert found.file is None
    assert imported(path, differences=True).file is None
    found = imported(path, unread_formulas=True)
    assert said(found) == [("draft-condition-unknown", "warning", "F5")]
    assert found.file is not None


@pytest.mark.parametrize("heading", ["Jawaban Mandiri", "Jawaban Evaluator"])
@pytest.mark.parametrize("where", [4, 5])
def test_a_column_of_other_answers_takes_no_formula_away(tmp_path: Path, heading: str, where: int) -> None:
    """The one column of values belongs to the answers that its formulas name."""
    letter = "F" if where == 4 else "E"
    table = rows()
    for number, row in enumerate(table, start=1):
        row[5:] = [(ABC.format(f"{letter}{number}"), 1 if number == 4 else 0.5)] if number in (4, 5) else [row[5]]
        row.insert(where, {1: heading, 4: "C", 5: "C"}.get(number))
    table[1][6], table[2][6], table[5][6] = ("=G3", 75), ("=SUM(G4:G5)/2*C3", 75), ("=G2", 75)
    table[4][6] = (f'=IF({letter}5="A",1,IF({letter}5="B",0.5,0))*G4', 0.5)
    found = imported(written(tmp_path / "x.xlsx", table))
    assert said(found) == []
    assert found.file is not None
    assert found.file.rubric.nodes["A.1.b"].multiplied_by == "A.1.a"
    assert (found.file.computed_total, found.file.sheet_total) == (75, 75)


def test_a_group_and_its_first_item_in_one_row_lose_no_item(tmp_path: Path) -> None:
    """The first item of each group earns nothing, the second everything: without the first it would all be full."""
    table: list[list[Cell]] = [["Uraian", None, "Pilihan", "Jawaban", "Nilai"], ["A. Proses (100)"]]
    for group in (1, 2):
        row = len(table) + 1
        table.append([f"{group}. Kelompok {group} (50)", "1. Ada?", "A/B/C", "C", (f'=IF(D{row}="A",1,0)', 0)])
        table.append([None, "2. Berlaku?", "A/B/C", "A", (f'=IF(D{row + 1}="A",1,0)', 1)])
    table.append(["NILAI AKHIR", None, None, None, ("=AVERAGE(E3:E6)*100", 50)])
    found = imported(written(tmp_path / "x.xlsx", table), differences=True)
    assert found.file is not None, said(found)
    assert list(found.file.rubric.items) == ["A.1.1", "A.1.2", "A.2.1", "A.2.2"]
    assert (found.file.computed_total, found.file.sheet_total) == (50, 50)


def test_an_official_total_names_the_whole_table_and_no_component(tmp_path: Path) -> None:
    table = rows()
    table[1][1] = "Nilai Evaluasi Proses"
    found = imported(written(tmp_path / "x.xlsx", table))
    assert found.file is not None
    assert found.file.sheet_total == Fraction(75)


def test_the_flags_and_what_they_are_told_by(run: Run, tmp_path: Path) -> None:
    formula = '=IF(E4="C",0.2,IF(E5="A",1,IF(E5="B",0.5,IF(E5="C",0,""))))'
    written(tmp_path / "x.xlsx", rows(formula, figure=0.6))
    ran = run("rubric", "import", "x.xlsx", "-o", "draf.yaml")
    assert (ran.code, "--accept-unread-formulas" in ran.err, "E4" in ran.err) == (1, True, True)
    ran = run("rubric", "import", "x.xlsx", "-o", "draf.yaml", "--accept-unread-formulas")
    assert (ran.code, "--accept-differences" in ran.err, "F5" in ran.err) == (1, True, True)
    assert not (tmp_path / "draf.yaml").exists()
    ran = run("rubric", "import", "x.xlsx", "-o", "draf.yaml", "--accept-unread-formulas", "--accept-differences")
    assert ran.code == 0
    assert (tmp_path / "draf.yaml").exists()


def test_the_drop_of_a_known_scale_by_an_own_one_is_said(tmp_path: Path) -> None:
    found = imported(written(tmp_path / "x.xlsx", rows('=IF(E5="A",1,IF(E5="B",40%,0))', 0.4, 70)))
    assert said(found) == [("draft-shares-own", "warning", "F5")]
    assert found.file is not None
    answer = found.file.rubric.nodes["A.1.b"].answer
    assert isinstance(answer, ChoiceScale)
    assert [option.share for option in answer.options] == [1, Fraction(2, 5), 0]


def test_a_power_that_grows_without_end_is_not_worked_out(tmp_path: Path) -> None:
    """As short as it is, its number would have more digits than there is memory."""
    formula = f'=IF(E5="A",1,IF(E5="B",0.5*2{"^9" * 40},0))'
    found = said(imported(written(tmp_path / "x.xlsx", rows(formula))))
    assert ("draft-formula-unknown", "error", "F5") in found
