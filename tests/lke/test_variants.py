"""Worksheets that others laid out read like the official one: same answers, no doubt that is not justified."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rbtrack.domain.rubric import Rubric
from rbtrack.domain.tiers import Tier
from rbtrack.errors import WorkbookError
from rbtrack.lke.reading.foreign import read_worktable
from rbtrack.lke.reading.layout import find_offices, find_tables
from rbtrack.xlsx.cells import open_workbook
from tests.lke import variants
from tests.lke.made_up import (
    MADE_UP,
    answers_of,
    as_cells,
    assert_reads,
    assert_round_trip,
    table_of,
)
from tests.lke.official import sample_answers
from tests.lke.variants import Answers, Page, save

Build = Callable[[Rubric, Answers], list[Page]]


@pytest.fixture(params=["rb-2014", "made-up"])
def case(request: pytest.FixtureRequest, rb2014: Rubric, made_up: Rubric) -> tuple[Rubric, dict[str, object]]:
    """A rubric, and known answers on it."""
    if request.param == "made-up":
        return made_up, dict(MADE_UP)
    return rb2014, {code: answer.value for code, answer in sample_answers(2015).items()}


PLAIN: dict[str, Build] = {
    "one-column": variants.one_column,
    "brackets": lambda rubric, answers: variants.one_column(rubric, answers, variants.bracketed),
    "compound": lambda rubric, answers: variants.one_column(rubric, answers, variants.compound),
    "full": lambda rubric, answers: variants.one_column(rubric, answers, variants.full),
    "numbered-labels": variants.numbered_labels,
    "depth-columns": variants.depth_columns,
    "dashboard": variants.behind_dashboard,
    "areas-on-sheets": variants.areas_on_sheets,
    "areas-continued": variants.areas_continued,
    "blank-labels": variants.blank_labels,
    "merged-groups": variants.merged_groups,
    "padded": variants.padded,
    "printed": variants.printed,
}


@pytest.mark.parametrize("variant", PLAIN)
def test_every_layout_reads_the_same_without_a_doubt(
    tmp_path: Path, case: tuple[Rubric, dict[str, object]], variant: str
) -> None:
    rubric, answers = case
    path = save(tmp_path / "lke.xlsx", PLAIN[variant](rubric, as_cells(rubric, answers)))
    assert_reads(path, rubric, answers)
    assert table_of(path).year == 2015


@pytest.mark.parametrize("variant", PLAIN)
def test_a_rubric_made_from_a_layout_matches_it(
    tmp_path: Path, case: tuple[Rubric, dict[str, object]], variant: str
) -> None:
    rubric, answers = case
    path = save(tmp_path / "lke.xlsx", PLAIN[variant](rubric, as_cells(rubric, answers)))
    assert_round_trip(path, answers)


SIDES: dict[str, Callable[[Rubric, Answers, Answers], list[Page]]] = {
    "headings": variants.side_by_side,
    "headings-otherwise": lambda rubric, one, two: variants.side_by_side(
        rubric, one, two, ("Jawaban\nPenilaian Mandiri (Y/T)", "JAWABAN TIM EVALUATOR")
    ),
    "bare-tiers": lambda rubric, one, two: variants.side_by_side(
        rubric, one, two, ("Self Assessment", "Hasil Evaluasi APIP")
    ),
    "groups": variants.grouped,
    "split-heading": variants.split_heading,
}


@pytest.mark.parametrize("variant", SIDES)
def test_two_columns_of_answers_are_two_tiers(tmp_path: Path, rb2014: Rubric, variant: str) -> None:
    """Each with its own notes; evidence belongs to both."""
    own = {code: answer.value for code, answer in sample_answers(2014).items()}
    evaluated = {code: answer.value for code, answer in sample_answers(2015).items()}
    pages = SIDES[variant](rb2014, as_cells(rb2014, own), as_cells(rb2014, evaluated))
    path = save(tmp_path / "lke.xlsx", pages)
    assert {table.tier for table in find_tables(open_workbook(path))} == {"self", "evaluator"}
    cases: list[tuple[Tier, str, Answers]] = [("self", "unit", own), ("evaluator", "evaluator", evaluated)]
    for tier, word, expected in cases:
        reading = read_worktable(table_of(path, tier), rb2014)
        answers, problems = answers_of(reading, rb2014)
        assert (answers, problems, reading.tier) == (expected, [], tier)
        raw = reading.raw["A.I.1.b"]
        if variant != "split-heading":
            assert raw.note == f"{word} A.I.1.b"
        if variant.startswith("headings"):
            assert raw.evidence == "bukti A.I.1.b"
    assert_round_trip(path, own, "self")


def test_a_second_column_of_answers_that_nothing_tells_apart_is_refused(tmp_path: Path, made_up: Rubric) -> None:
    pages = variants.side_by_side(made_up, MADE_UP, MADE_UP, ("Jawaban", "Jawaban"))
    _answers, problems = answers_of(read_worktable(table_of(save(tmp_path / "lke.xlsx", pages)), made_up), made_up)
    assert [problem.place.cell for problem in problems if problem.code == "column-double" and problem.is_error] == [
        "I6"
    ]


@pytest.mark.parametrize(
    ("heading", "tier"),
    [
        ("Jawaban", None),
        ("Jawaban Unit", "self"),
        ("JAWABAN (A/B/C)", None),
        ("Jawaban A/B/C/D", None),
        ("Jawaban oleh Inspektorat Jenderal (APIP)", "evaluator"),
        ("Penilaian Mandiri", "self"),
        ("Jawaban TPI", "evaluator"),
        ("Jawaban Hasil Pleno", "final"),
    ],
)
def test_a_lone_column_of_answers_has_the_tier_of_its_heading(
    tmp_path: Path, made_up: Rubric, heading: str, tier: Tier | None
) -> None:
    (page,) = variants.one_column(made_up, MADE_UP)
    page.cells[variants.HEADING_ROW, variants.ANSWER] = heading
    path = save(tmp_path / "lke.xlsx", [page])
    assert table_of(path).tier == tier
    assert_reads(path, made_up, MADE_UP)


def test_one_column_of_notes_beside_two_of_answers_is_everybodys(tmp_path: Path, made_up: Rubric) -> None:
    """And one column of figures is nobody's: whose they are is not said."""
    page = variants.headed((*variants.HEADINGS[:5], "Jawaban Unit", "Jawaban Evaluator", "Nilai", "Catatan"))
    variants.fill(page, made_up.walk(), MADE_UP)
    page.put(page.rows["A.1.a"], variants.ANSWER + 1, "C", 0.5, "untuk semua")
    path = save(tmp_path / "lke.xlsx", [page])
    for tier in ("self", "evaluator"):
        reading = read_worktable(table_of(path, tier), made_up)
        assert reading.raw["A.1.a"].note == "untuk semua"
        assert reading.figures == {}


@pytest.mark.parametrize("headings", [("No", "Komponen", "Bobot", "Nilai", "%"), ("Komponen", "Mandiri", "Evaluator")])
def test_a_dashboard_is_no_table_of_answers(tmp_path: Path, made_up: Rubric, headings: tuple[str, ...]) -> None:
    page = variants.headed(headings)
    variants.fill(page, made_up.walk(), {})
    with pytest.raises(WorkbookError) as error:
        find_tables(open_workbook(save(tmp_path / "lke.xlsx", [page])))
    assert error.value.problems[0].code == "heading-of-answers-missing"


def test_office_and_year_are_read_from_the_cover(tmp_path: Path, made_up: Rubric) -> None:
    path = save(tmp_path / "lke.xlsx", variants.behind_dashboard(made_up, MADE_UP))
    workbook = open_workbook(path)
    tables = find_tables(workbook)
    (office,) = find_offices(workbook, tables, tables[0])
    assert office is not None
    assert (office.text, office.place.sheet, office.place.cell) == (
        "KPU Provinsi Nusa Tenggara Timur", "Sampul", "C5",
    )  # fmt: skip
    assert [table.year for table in tables] == [2015]


def test_the_code_of_an_office_may_be_a_number(tmp_path: Path, made_up: Rubric) -> None:
    page = variants.fill(variants.headed(), made_up.walk(), MADE_UP)
    page.put(2, variants.NO, "Kode Satker", 5301)
    workbook = open_workbook(save(tmp_path / "lke.xlsx", [page]))
    tables = find_tables(workbook)
    (office,) = find_offices(workbook, tables, tables[0])
    assert office is not None
    assert office.text == "5301"


# Several sheets


def test_sheets_with_the_same_rows_are_not_guessed_between(tmp_path: Path, made_up: Rubric) -> None:
    pages = [*variants.one_column(made_up, MADE_UP), *variants.one_column(made_up, MADE_UP)]
    pages[1].name = "LKE (2)"
    with pytest.raises(WorkbookError) as error:
        find_tables(open_workbook(save(tmp_path / "lke.xlsx", pages)))
    (problem,) = error.value.problems
    assert (problem.code, problem.parameters["sheets"]) == ("headings-on-several-sheets", ("LKE", "LKE (2)"))


def test_sheets_of_two_years_or_two_tiers_are_two_tables(tmp_path: Path, made_up: Rubric) -> None:
    (one,), (two,) = variants.one_column(made_up, MADE_UP), variants.one_column(made_up, {**MADE_UP, "A.1.a": "C"})
    two.name, two.cells[3, variants.LABEL] = "LKE 2014", 2014
    tables = find_tables(open_workbook(save(tmp_path / "years.xlsx", [one, two])))
    assert [(table.year, table.sheets) for table in tables] == [(2015, ("LKE",)), (2014, ("LKE 2014",))]
    one.name, two.name, two.cells[3, variants.LABEL] = "Penilaian Mandiri", "Evaluator", 2015
    tables = find_tables(open_workbook(save(tmp_path / "tiers.xlsx", [one, two])))
    assert [(table.tier, table.sheets) for table in tables] == [
        ("self", ("Penilaian Mandiri",)), ("evaluator", ("Evaluator",)),
    ]  # fmt: skip
    assert [read_worktable(table, made_up).raw["A.1.a"].value for table in tables] == ["B", "C"]


def test_components_on_sheets_that_bear_their_names(tmp_path: Path, made_up: Rubric) -> None:
    """Numbers that fit either component are told apart by the sheet's name and the labels."""
    path = save(tmp_path / "lke.xlsx", variants.components_on_sheets(made_up, MADE_UP))
    assert_reads(path, made_up, MADE_UP)
    rubric = assert_round_trip(path, MADE_UP)
    assert [(root.code, root.name, root.weight) for root in rubric.roots] == [
        ("I", "Perencanaan", 60), ("II", "Pengukuran", 40),
    ]  # fmt: skip


def test_problems_on_several_sheets_name_sheet_and_cell_in_one_pass(tmp_path: Path, made_up: Rubric) -> None:
    wrong = {**MADE_UP, "A.1.a": "Z", "B.2.a": "seratus"}
    path = save(tmp_path / "lke.xlsx", variants.areas_on_sheets(made_up, wrong))
    _answers, problems = answers_of(read_worktable(table_of(path), made_up), made_up)
    assert [(problem.code, problem.place.sheet, problem.place.cell) for problem in problems] == [
        ("answer-not-offered", "A-1", "G8"), ("answer-not-a-number", "B-2", "G8"),
    ]  # fmt: skip
