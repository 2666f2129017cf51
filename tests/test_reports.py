"""One table, and every way into a file: figures as figures, foreign text as text."""

from __future__ import annotations

import csv
import json
import re
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from rbtrack import catalog, text
from rbtrack.domain.evaluation import Answer, EvaluationKey
from rbtrack.domain.explaining import explain
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import score
from rbtrack.errors import RbtrackError
from rbtrack.reports.comparing import compare_report
from rbtrack.reports.explaining import explain_report
from rbtrack.reports.saving import as_json, as_markdown, save_report, shown
from rbtrack.reports.scores import coverage_line, grade_line, score_report
from rbtrack.reports.table import Column, Report, Row, Table
from rbtrack.sample import BPS
from rbtrack.text import as_entered, unrunnable
from rbtrack.views.comparing import ComparedYears
from rbtrack.views.explaining import OfficeExplained
from rbtrack.views.scores import OfficeScore
from tests.answers import random_answers
from tests.lke.official import sample_answers

KEY = EvaluationKey("bps", 2015, "rb-2014", "evaluator")
HOSTILE = [
    "=1+1",
    "@SUM(1)",
    "+cmd|' /C calc'!A0",
    "-x",
    "\uff1d1+1",
    "'=x",
    "[red]x",
    "a|b`c*",
    "<script>",
    "x" * 40_000,
]


@pytest.fixture
def hostile() -> Report:
    rows = tuple(Row((word, number, Fraction(number, 3), None)) for number, word in enumerate(HOSTILE))
    columns = (
        Column("word", "Word"),
        Column("n", "N", "count"),
        Column("f", "F", "figure"),
        Column("d", "D", "difference"),
    )
    return Report(Table("=title", columns, rows, ("=note",)), {"schema": "x", "rows": HOSTILE})


def test_csv_runs_no_formula_and_keeps_figures(hostile: Report, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    save_report(hostile, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["word"] for row in rows[:6]] == [f"'{word}" for word in HOSTILE[:6]]
    assert [row["word"] for row in rows[6:]] == HOSTILE[6:]
    assert (rows[2]["n"], rows[2]["f"], rows[2]["d"]) == ("2", "0.67", "")


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a;=1+1", "a;'=1+1"),
        ("a\t=1", "a\t'=1"),
        ("a;  ;\t@x", "a;  ;\t'@x"),
        ("a\n\uff0b1;\uff20", "a\n'\uff0b1;'\uff20"),
        ("a\r\uff0d1", "a\r'\uff0d1"),
        ("\xa0\u3000\ufeff\0=1", "\xa0\u3000\ufeff\0'=1"),
        ("5;-5", "5;'-5"),
        ("a,=1; b=1 - c", "a,=1; b=1 - c"),
        ("''=1", "'''=1"),
        ("'a;'b", "'a;'b"),
    ],
)
def test_wherever_a_spreadsheet_may_begin_a_cell_nothing_runs_and_the_text_comes_back(text: str, safe: str) -> None:
    assert unrunnable(text) == safe
    assert as_entered(safe) == text


@pytest.mark.parametrize("before", ["\t" * 100_000, "x" + ";" * 100_000, "'" * 100_000, " ;\t'" * 50_000])
def test_text_is_made_safe_in_one_pass(before: str) -> None:
    safe = unrunnable(before + "=")
    assert (len(safe), as_entered(safe)) == (len(before) + 2, before + "=")


def test_markdown_runs_nothing_either() -> None:
    table = Table("t", (Column("a", "A"),), (Row(("x;=1",)), Row(("-1–5",))), ("=note", "- x"))
    lines = as_markdown(table).splitlines()
    assert lines[4:] == ["| x;\\=1 |", "| -1–5 |", "", "\\=note", "", "\\- x"]


def test_a_number_in_csv_is_no_formula(tmp_path: Path) -> None:
    table = Table("t", (Column("a", "A"),), (Row(("-5",)), Row(("+66,67",))))
    save_report(Report(table), tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text(encoding="utf-8-sig").split() == ["a", "-5", '"+66,67"']


def test_excel_gets_numbers_as_numbers_and_text_as_text(hostile: Report, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    save_report(hostile, path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("=title", "s")
    for number, word in enumerate(HOSTILE):
        cell = sheet.cell(4 + number, 1)
        assert cell.data_type == "s"
        # A text that no cell can hold is cut where one sees it.
        assert unescape(str(cell.value)) == (word if len(word) <= 32_767 else word[:32_766] + "…")
    assert sheet["C6"].value == pytest.approx(2 / 3)
    assert sheet["D6"].value is None
    assert sheet.freeze_panes == "A4"


def test_markdown_holds_no_markup_of_others(hostile: Report) -> None:
    lines = as_markdown(hostile.table).splitlines()
    assert lines[0] == "# =title"
    assert "\\<script\\>" in lines[12]
    assert all(line.count(" | ") == 3 for line in lines[2:3])


def test_json_is_the_document(hostile: Report, tmp_path: Path) -> None:
    save_report(hostile, tmp_path / "deep" / "x.json")
    assert json.loads((tmp_path / "deep" / "x.json").read_text(encoding="utf-8")) == hostile.document


def test_other_endings_are_refused(hostile: Report, tmp_path: Path) -> None:
    for name in ("x.txt", "x"):
        with pytest.raises(RbtrackError) as error:
            save_report(hostile, tmp_path / name)
        assert error.value.problems[0].code == "output-suffix-unknown"
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_an_error_and_leaves_nothing(hostile: Report, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(RbtrackError) as error:
        save_report(hostile, tmp_path / "file" / "x.csv")
    assert error.value.problems[0].code == "output-not-writable"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_provisional_grade_stands_in_brackets_with_the_word(rb2014: Rubric) -> None:
    answers = sample_answers(2015)
    del answers["A.I.1.a"]
    scored = score(rb2014, answers)
    assert "grade (BB) provisional" in grade_line(scored)
    assert coverage_line(scored.coverage).startswith("150 of 151 items answered;")
    text.set_language("id")
    assert "predikat (BB) sementara" in grade_line(scored)


def test_nothing_answered_is_said_and_has_no_figure(rb2014: Rubric) -> None:
    report = score_report(OfficeScore(KEY, score(rb2014, {}), BPS), items=True)
    assert report.document["index"]["points"] is None
    assert report.document["index"]["grade"] is None
    assert {node["points"] for node in report.document["nodes"]} == {None}
    assert grade_line(score(rb2014, {})) == "No index: nothing is answered yet."


def test_items_show_their_answers_when_asked(rb2014: Rubric) -> None:
    scored = score(rb2014, {"A.I.1.a": Answer("A", note="n")})
    with_items = score_report(OfficeScore(KEY, scored, BPS), items=True)
    without = score_report(OfficeScore(KEY, scored, BPS), items=False)
    assert len(with_items.table.rows) - len(without.table.rows) == 151
    item = next(node for node in with_items.document["nodes"] if node["code"] == "A.I.1.a")
    assert (item["answer"], item["note"], item["points"], item["items"], item["answered"]) == ("A", "n", "1.00", 1, 1)


def test_several_tables_share_a_file(tmp_path: Path) -> None:
    """CSV has one heading and says of each row which table it is of; Excel has a sheet each."""
    one = Table(
        "One", (Column("a", "A"), Column("b", "B", "change")), (Row(("x", 2)), Row(("y", -1))), key="k1", tab="T1"
    )
    two = Table(
        "Two", (Column("a", "A"), Column("c", "C", "precise")), (Row(("=z", Fraction(2, 3))),), key="k2", tab="T2"
    )
    report = Report(one, {"schema": "x"}, (two,))
    for suffix in ("csv", "xlsx", "md"):
        save_report(report, tmp_path / f"x.{suffix}")
    rows = list(csv.reader((tmp_path / "x.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows == [
        ["table", "a", "b", "c"], ["k1", "x", "2", ""], ["k1", "y", "-1", ""], ["k2", "'=z", "", "0.666667"],
    ]  # fmt: skip
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["T1", "T2"]
    assert (book["T2"]["A4"].value, book["T2"]["A4"].data_type) == ("=z", "s")
    assert book["T2"]["B4"].value == pytest.approx(2 / 3)
    text = (tmp_path / "x.md").read_text(encoding="utf-8")
    assert "| x | +2 |" in text
    assert "# Two" in text


def test_comparison_names_years_and_their_grades(rb2014: Rubric) -> None:
    scores = tuple(
        OfficeScore(EvaluationKey("bps", year, "rb-2014", "evaluator", "Tim"), score(rb2014, sample_answers(year)), BPS)
        for year in (2014, 2015)
    )
    report = compare_report(ComparedYears(scores, None))
    assert report.document["difference"] == "10.55"
    assert report.table.notes[0].startswith("2014 (evaluator (Tim)): Index 60.86, grade B")
    assert [column.key for column in report.table.columns][-1] == "difference"


def calculated(formula: str) -> Fraction:
    """What a printed formula comes to, every number in it taken as it is printed."""
    assert re.fullmatch(r"[\d.()+×/ -]+", formula), formula
    exact = re.sub(r"\d+(\.\d+)?", lambda number: f'Fraction("{number[0]}")', formula.replace("×", "*"))
    return Fraction(eval(exact, {"Fraction": Fraction}))


@pytest.mark.parametrize("name", catalog.shipped_ids())
@given(seed=st.integers(0, 10_000))
@settings(max_examples=3, deadline=None)
def test_what_an_explanation_prints_can_be_recomputed_by_hand(name: str, seed: int) -> None:
    rubric = catalog.shipped_rubric(name)
    scored = score(rubric, random_answers(rubric, seed))
    lines = explain(scored)
    found = OfficeScore(EvaluationKey("bps", 2015, name, "self"), scored, BPS)
    report = explain_report(OfficeExplained(found, None, lines))
    checked = set()
    for line, row in zip(lines, report.table.rows, strict=True):
        if line.rule in ("mean", "sum", "gate", "weight", "rescale", "rounding"):
            text, value = str(row.cells[1]), Fraction(shown(row.cells[2], "precise"))
            places = Fraction(1, 200) if line.rule == "rounding" else 0
            allowed = (len(line.operands) + 2) * max(line.weight or Fraction(1), Fraction(1)) / 10**6 + places
            assert abs(calculated(text.rpartition(": ")[2]) - value) <= allowed, text
            checked.add(line.rule)
    assert {"sum", "rounding"} <= checked


def test_json_shows_nothing_that_a_terminal_would_obey_and_loses_nothing() -> None:
    document = {"note": "a\x1b[31m\u202eb\x9bc\u2066d\x7f é 字"}
    written = as_json(document)
    assert written.replace("\n", "").isprintable()
    assert "é 字" in written
    assert json.loads(written) == document
