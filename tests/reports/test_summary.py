"""The auditors' workbook: it calculates to our figures, names what is missing, and holds foreign text as text."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from sqlalchemy import Engine, event

from rbtrack import catalog, text
from rbtrack.domain.evaluation import EMPTY, Answer, EvaluationKey, Office, Result
from rbtrack.domain.kinds import NumberScale
from rbtrack.domain.merging import Change
from rbtrack.domain.rubric import Node, Rubric, ZeroGate
from rbtrack.domain.scoring import score
from rbtrack.domain.tiers import Tier
from rbtrack.errors import RbtrackError
from rbtrack.reports.summary import save_summary
from rbtrack.reports.summary.answers import write_answers
from rbtrack.reports.summary.findings import findings
from rbtrack.reports.summary.look import Look
from rbtrack.reports.summary.trace_wording import gates_words
from rbtrack.sample import BPS
from rbtrack.store import Store
from rbtrack.usecases.panel import OfficeChoice
from rbtrack.usecases.summary import report_summary
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.summary import Summary
from rbtrack.xlsx.cells import open_workbook
from tests.answers import absent_gates, best_answers, random_answers
from tests.conftest import Run
from tests.libreoffice import Grid, calculated
from tests.lke.breaking import edit
from tests.lke.official import sample_answers

YEAR = 2022
HOSTILE = '=HYPERLINK("http://x.example")\x07\u202e [red]'

OWN = """\
id: own
version: 1
name: What no shipped rubric has together
instrument: rb
regulation: none
years: [2020, null]
level: unit
grade_scale: rb-2023
blank_items: zero
confidence: primary
provenance: made for a test
answer_types:
  signs: {shares: {"A*": 1, "A?": 0.7, "A~": 0.4, "A": 0.1, "=1+1": 0}}
nodes:
- code: A
  name: Branch
  weight: 100
  rescales: true
  nodes:
  - code: A.1
    name: Mean
    weight: 60
    nodes:
    - {code: A.1.a, name: Signs, answer: signs, may_not_apply: true}
    - {code: A.1.b, name: Signs, answer: signs, may_not_apply: true, multiplied_by: A.1.a}
    - {code: A.1.c, name: Signs, answer: signs, may_not_apply: true, multiplied_by: A.1.b}
  - {code: A.2, name: Target, weight: 40, answer: {range: [0, 7]}, may_not_apply: true, multiplied_by: A.1.a, target: 3.5}
"""


def write_workbook(address: str, year: int, path: Path, years: Sequence[int] = ()) -> Summary:
    """The workbook of all offices, in the language in use; return what it shows."""
    with Workspace(address, "tester", text.language()) as workspace:
        summary = report_summary(workspace, year, OfficeChoice(everyone=True), years)
        save_summary(summary, path)
        return summary


@pytest.fixture
def own_rubric() -> Rubric:
    return catalog.Catalogue().parse_rubric(OWN, "own.yaml")


def add_offices(address: str, *offices: Office) -> None:
    with Store.open(address) as store, store.writing("tester") as writer:
        for office in offices:
            writer.add_office(office)


def save(address: str, key: EvaluationKey, rubric: Rubric, answers: Mapping[str, Answer]) -> None:
    with Store.open(address) as store, store.writing("tester") as writer:
        kept = writer.use_rubric(rubric, catalog.canonical(rubric), catalog.digest(rubric))
        changes = tuple(Change(code, EMPTY, answer) for code, answer in answers.items() if answer != EMPTY)
        writer.save_answers(key, kept, changes, action="test", details={})


def publish(address: str, *results: Result) -> None:
    with Store.open(address) as store, store.writing("tester") as writer:
        for result in results:
            writer.set_result(result)


def corrected(rubric: Rubric) -> dict[str, Answer]:
    """Random answers, with every correction as well."""
    corrections = {code: Answer("1.5") for code, item in rubric.items.items() if item.corrects}
    return {**random_answers(rubric, 3), **corrections}


def apart(rubric: Rubric) -> dict[str, Answer]:
    """Whatever may not apply does not, all else at its best."""
    return {
        code: Answer(not_applicable=True) if rubric.items[code].may_not_apply else answer
        for code, answer in best_answers(rubric).items()
    }


def without_thematic(rubric: Rubric, **changed: str) -> dict[str, Answer]:
    thematic = {node.code for node in rubric.nodes["T"].walk()}
    return {
        code: Answer(not_applicable=True)
        if code in thematic
        else Answer(changed.get(code, str(float(item.answer.maximum))))
        for code, item in rubric.items.items()
        if isinstance(item.answer, NumberScale) and not item.corrects
    }


def signs(*letters: str | None) -> dict[str, Answer]:
    """Answers to the rubric of our own; None does not apply, an empty letter is a blank."""
    codes = ("A.1.a", "A.1.b", "A.1.c", "A.2")
    return {
        code: Answer(letter or None, not_applicable=letter is None) for code, letter in zip(codes, letters, strict=True)
    }


@pytest.mark.libreoffice
def test_libreoffice_calculates_the_stored_figures_for_every_rubric(
    address: str, tmp_path: Path, own_rubric: Rubric
) -> None:
    """Blanks, not applicable, corrections, gates, targets, the best answers, and nothing at all."""
    rubrics = [catalog.shipped_rubric(name) for name in catalog.shipped_ids()]
    makers: tuple[Callable[[Rubric], dict[str, Answer]], ...] = (
        lambda each: random_answers(each, 1),
        corrected,
        best_answers,
        apart,
        lambda _each: {},
        lambda each: {**best_answers(each), **absent_gates(each)},
        lambda each: {**random_answers(each, 2), **absent_gates(each)},
    )
    for number, make in enumerate(makers):
        add_offices(address, Office(f"o{number}", f"Kantor {number}", "lembaga"))
        for rubric in rubrics:
            save(address, EvaluationKey(f"o{number}", YEAR, rubric.id, "self"), rubric, make(rubric))
    targets = catalog.shipped_rubric("rb-2024-kl")
    for judge, answers in (
        ("met", without_thematic(targets)),
        ("missed", without_thematic(targets, lapor="3.9")),
    ):
        save(address, EvaluationKey("o0", YEAR, targets.id, "evaluator", judge), targets, answers)
    for number, letters in enumerate(
        [("A*", "A?", "A~", "7"), ("A?", "A", "=1+1", "3.49"), ("A*", None, "", "3.5"), (None, "A*", "A*", "7"),
         ("", "A*", "A", "5"), ("A*", "", "A*", None), (None, None, None, None), (None, None, None, "2"),
         ("A~", "A~", "A~", ""), ("A?", None, "A~", "7"), (None, None, "A?", "1"), ("", None, "A?", "1")]
    ):  # fmt: skip
        save(address, EvaluationKey("o1", YEAR, "own", "evaluator", f"j{number}"), own_rubric, signs(*letters))
    path = tmp_path / "rekap.xlsx"
    write_workbook(address, YEAR, path)
    (found,) = calculated([path], tmp_path)
    traced = 0
    shown: set[object] = set()
    for sheet in open_workbook(path).sheets:
        for row, column in sheet.scan.formulas:
            ours, theirs = sheet.value(row, column), cell(found[sheet.name], row, column)
            if isinstance(ours, (int, float)):
                assert theirs == pytest.approx(ours, abs=1e-9), sheet.place(row, column)
            else:
                assert theirs == (ours or ""), sheet.place(row, column)
            traced += sheet.name.startswith("Trace")
            shown.add(theirs)
    assert traced > 5 * sum(len(rubric.nodes) for rubric in rubrics)
    assert {"A", "A-", "AA", "BB", "C"} <= shown
    # A ministry keeps every point by a gate that does not apply.
    ministries = found["Trace rb-2023-kl"]
    offices = {cell(ministries, 4, column): column for column in range(6, len(ministries[3]) + 1)}
    index = next(row for row in range(1, len(ministries) + 1) if cell(ministries, row, 2) == "Index")
    assert cell(ministries, index, offices["o2"]) == cell(ministries, index, offices["o5"]) == 110


def cell(grid: Grid, row: int, column: int) -> str | float:
    return grid[row - 1][column - 1] if row <= len(grid) and column <= len(grid[row - 1]) else ""


@pytest.mark.libreoffice
def test_a_changed_answer_changes_the_index_when_calculated(address: str, tmp_path: Path, rb2014: Rubric) -> None:
    """The formulas live: what they give comes from the answers, not from what was stored beside them."""
    add_offices(address, BPS)
    save(address, EvaluationKey("bps", 2015, "rb-2014", "evaluator"), rb2014, sample_answers(2015))
    path = tmp_path / "rekap.xlsx"
    write_workbook(address, 2015, path)
    book = openpyxl.load_workbook(path)
    trace = book["Trace rb-2014"]
    row = next(row for row in range(7, 200) if trace.cell(row, 1).value == "A.I.1.a")
    assert trace.cell(row, 6).value == sample_answers(2015)["A.I.1.a"].value
    trace.cell(row, 6).value = "C"
    changed = tmp_path / "changed.xlsx"
    book.save(changed)
    found = calculated([changed], tmp_path)[0]["Trace rb-2014"]
    expected = score(rb2014, {**sample_answers(2015), "A.I.1.a": Answer("C")})
    index = next(row for row in range(200, len(found) + 1) if cell(found, row, 2) == "Index")
    assert cell(found, index, 6) == pytest.approx(float(expected.points or 0), abs=1e-9)
    assert cell(found, 3, 3) == pytest.approx(
        float((score(rb2014, sample_answers(2015)).points or 0) - (expected.points or 0)), abs=1e-9
    )


@pytest.fixture
def region(address: str, rb2014: Rubric) -> str:
    """A province with two regencies: a break of tier, a gap of a year, both sides, figures known only from letters."""
    add_offices(
        address,
        Office("53", "KPU Provinsi Contoh", "provinsi"),
        Office("53.01", HOSTILE, "kabupaten", "53"),
        Office("53.02", "Kabupaten Dua", "kabupaten", "53"),
        Office("53.03", "Kabupaten Tiga", "kabupaten", "53"),
    )
    answers = sample_answers(2015)
    own = {**answers, "A.I.1.a": Answer("A", note=HOSTILE, evidence="http://x.example/")}
    judged = {**own, "A.I.1.a": Answer("C"), "A.I.1.b": EMPTY}
    evaluations: tuple[tuple[int, Tier, Mapping[str, Answer]], ...] = (
        (2019, "self", sample_answers(2014)), (2022, "self", own), (2022, "evaluator", judged),
    )  # fmt: skip
    for year, tier, given in evaluations:
        save(address, EvaluationKey("53.01", year, "rb-2014", tier), rb2014, given)
    save(address, EvaluationKey("53.02", 2022, "rb-2014", "self"), rb2014, {"A.I.1.a": Answer("A")})
    publish(
        address,
        Result("53", 2022, "rb", "self", score=Decimal("86.5"), source="pleno"),
        Result("53.01", 2022, "rb", "evaluator", score=Decimal("70.00")),
        Result("53", 2020, "sakip", "external", score=Decimal(65), grade="CC"),
        Result("53", 2022, "sakip", "external", score=Decimal("65.50"), grade="B"),
    )
    return address


def rows(path: Path, sheet: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows()]


def named(path: Path, sheet: str) -> Iterator[dict[str, Any]]:
    """The rows of a table by their headings."""
    found = rows(path, sheet)
    return (dict(zip(map(str, found[3]), row, strict=True)) for row in found[4:])


def test_the_summary_ranks_offices_and_names_what_is_missing(region: str, tmp_path: Path) -> None:
    path = tmp_path / "rekap.xlsx"
    write_workbook(region, YEAR, path)
    found = list(named(path, "Summary"))
    assert [(row["Rank"], row["Code"], row["Tier"], row["Origin"]) for row in found[:4]] == [
        (1, "53", "self-assessment", "reported"),
        (2, "53.01", "evaluator", "computed"),
        (3, "53.02", "self-assessment", "computed"),
        ("–", "53.03", None, None),
    ]
    assert found[0]["Index"] == 86.5
    assert (found[0]["Manajemen Perubahan, %"], found[0]["Answers of"], found[3]["Index"]) == ("–", None, "–")
    assert (found[1]["Items"], found[1]["Answered"], found[1]["Grade"]) == (151, 150, "(BB) provisional")
    sheet = openpyxl.load_workbook(path)["Summary"]
    assert (sheet["D5"].number_format, sheet["D6"].number_format) == ('0.00"*"', '"("0.00")"')
    assert (sheet.freeze_panes, sheet.auto_filter.ref is not None) == ("D5", True)
    assert [row["Office"] for row in found[4:6]] == ["Mean", "Median"]
    foot = " ".join(str(row[0]) for row in rows(path, "Summary")[9:])
    with Store.open(region) as store, store.reading() as reader:
        head = reader.journal(last=1)[0]
    rubric = catalog.shipped_rubric("rb-2014")
    assert f"journal entry {head.number}, {head.hash}" in foot
    assert f"Rubric rb-2014, version {rubric.version}, SHA-256 {catalog.digest(rubric)}" in foot


def test_years_show_differences_and_name_breaks_and_gaps(region: str, tmp_path: Path) -> None:
    path = tmp_path / "rekap.xlsx"
    write_workbook(region, YEAR, path, years=(2019, 2020, 2021))
    found = {(row["Code"], row["Part"]): row for row in named(path, "Year to year")}
    index = found["53.01", "Index"]
    assert (index["2019"], index["2020"], index["2022 − 2021"]) == (pytest.approx(60.8602, abs=1e-4), "–", "–")
    write_workbook(region, YEAR, path, years=(2019,))
    found = {(row["Code"], row["Part"]): row for row in named(path, "Year to year")}
    assert found["53.01", "Index"]["2022 − 2019"] == "break: tier"
    assert found["53.01", "Manajemen Perubahan"]["2022 − 2019"] == "break: tier"
    assert ("53.03", "Index") not in found


def test_sakip_says_which_grade_does_not_fit_its_scale(region: str, tmp_path: Path) -> None:
    path = tmp_path / "rekap.xlsx"
    write_workbook(region, YEAR, path)
    found = {row["Year"]: row for row in named(path, "SAKIP")}
    assert (found[2020]["Grade"], found[2020]["Fits its scale"], found[2020]["Scale"]) == ("CC*", "no", "sakip-2015")
    assert (found[2022]["Fits its scale"], found[2022]["Remark"]) == ("yes", None)
    assert "CC" in found[2020]["Remark"]


def test_both_sides_are_compared_and_every_disagreement_named(region: str, tmp_path: Path) -> None:
    path = tmp_path / "rekap.xlsx"
    write_workbook(region, YEAR, path)
    sides = {(row["Code"], row["Part"]): row for row in named(path, "Self and evaluator")}
    assert sides["53.01", "Index"]["Items that differ"] == 2
    assert sides["53.01", "Manajemen Perubahan"]["Evaluator − self"] < 0
    assert (sides["53.02", "Index"]["Evaluator"], sides["53.02", "Index"]["Evaluator − self"]) == ("–", "–")
    items = {row["Item"]: row for row in named(path, "Disagreements")}
    assert set(items) == {"A.I.1.a", "A.I.1.b"}
    assert items["A.I.1.b"]["Answer, evaluator"] == "blank"
    assert items["A.I.1.b"]["Points, evaluator"] == "–"


def test_findings_name_every_kind(region: str, tmp_path: Path) -> None:
    summary = write_workbook(region, YEAR, tmp_path / "rekap.xlsx")
    found = list(findings(summary))
    kinds = {each.kind for each in found}
    assert kinds >= {
        "Incomplete", "Answered without evidence", "Grade does not fit its scale", "Reported against computed", "No answers",
    }  # fmt: skip
    incomplete = next(each for each in found if each.kind == "Incomplete" and each.whose == "evaluator")
    assert (incomplete.where, incomplete.what) == ("Manajemen Perubahan", "Not answered (1): A.I.1.b")
    differing = next(each for each in found if each.kind == "Reported against computed")
    assert "Reported is 70.00, the answers come to" in differing.what
    assert all(each.to_do for each in found)


def test_unverified_weights_and_rubrics_out_of_their_years_are_findings(address: str, tmp_path: Path) -> None:
    rubric = catalog.shipped_rubric("rb-2020")
    add_offices(address, BPS)
    save(address, EvaluationKey("bps", 2024, "rb-2020", "self"), rubric, best_answers(rubric))
    kinds = [each.kind for each in findings(write_workbook(address, 2024, tmp_path / "rekap.xlsx"))]
    assert kinds[:2] == ["Unverified weights", "Rubric outside its years"]


def test_foreign_text_is_never_a_formula_nor_a_link(region: str, tmp_path: Path) -> None:
    path = tmp_path / "rekap.xlsx"
    write_workbook(region, YEAR, path)
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    foreign = [cell for cell in cells if "HYPERLINK" in str(cell.value)]
    assert len(foreign) > 20
    assert {cell.data_type for cell in foreign} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert not any("\u202e" in str(cell.value) or "\x07" in str(cell.value) for cell in cells)


def test_answers_are_one_flat_table_that_says_what_a_blank_is(region: str, tmp_path: Path) -> None:
    path = tmp_path / "rekap.xlsx"
    write_workbook(region, YEAR, path)
    found = list(named(path, "Answers"))
    assert len(found) == 3 * 151
    blank = next(row for row in found if row["Tier"] == "evaluator" and row["Item"] == "A.I.1.b")
    assert (blank["Answer"], blank["Status"], blank["Points"]) == (None, "not answered", None)
    assert sum(row["Points"] for row in found if row["Code"] == "53.01" and row["Tier"] == "self-assessment") == (
        pytest.approx(next(row["Self"] for row in named(path, "Self and evaluator") if row["Code"] == "53.01"))
    )


def test_more_answers_than_a_sheet_holds_go_onto_the_next(region: str, tmp_path: Path) -> None:
    summary = write_workbook(region, YEAR, tmp_path / "rekap.xlsx")
    path = tmp_path / "answers.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        write_answers(Look(book), summary, rows_most=200)
    found = openpyxl.load_workbook(path)
    assert found.sheetnames == ["Answers", "Answers 2", "Answers 3"]
    assert [sheet.max_row - 4 for sheet in found.worksheets] == [200, 200, 53]
    assert "Sheet 2 of 3" in str(found["Answers 2"]["A2"].value)


def test_one_office_and_year_without_evaluator_or_sakip(address: str, tmp_path: Path, rb2014: Rubric) -> None:
    add_offices(address, BPS)
    save(address, EvaluationKey("bps", 2015, "rb-2014", "self"), rb2014, sample_answers(2015))
    path = tmp_path / "rekap.xlsx"
    summary = write_workbook(address, 2015, path)
    assert summary.years == (2015,)
    assert rows(path, "SAKIP")[4][0] == "No SAKIP figure of these offices and years is known."
    assert "no office has both sides" in rows(path, "Disagreements")[4][0]
    assert next(named(path, "Year to year"))["2015"] == pytest.approx(71.40628571)


def test_offices_on_different_rubrics_stand_on_sheets_of_their_own(
    address: str, tmp_path: Path, rb2014: Rubric
) -> None:
    other = catalog.shipped_rubric("rb-2020")
    add_offices(address, BPS, Office("x", "Lain", "lembaga"), Office("y", "Tanpa", "lembaga"))
    save(address, EvaluationKey("bps", 2022, "rb-2014", "self"), rb2014, sample_answers(2015))
    save(address, EvaluationKey("x", 2022, "rb-2020", "self"), other, best_answers(other))
    path = tmp_path / "rekap.xlsx"
    write_workbook(address, YEAR, path)
    names = openpyxl.load_workbook(path).sheetnames
    assert names[0].startswith("Summary rb-2014")
    assert names[1].startswith("Summary rb-2020")
    assert [row["Code"] for row in named(path, names[0])][:2] == ["bps", "y"]
    assert {"Trace rb-2014", "Trace rb-2020", "Scales"} <= set(names)


def test_the_workbook_speaks_the_readers_language(region: str, tmp_path: Path) -> None:
    text.set_language("id")
    path = tmp_path / "rekap.xlsx"
    write_workbook(region, YEAR, path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    headings = {cell.value for cell in sheet[4]}
    assert {"Kode", "Instansi", "Indeks", "Predikat", "Tahap", "Asal"} <= headings
    assert sheet["D5"].value == 86.5


def test_the_same_database_gives_the_same_workbook_but_for_the_time(region: str, tmp_path: Path) -> None:
    def members(path: Path) -> dict[str, bytes]:
        write_workbook(region, YEAR, path)
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    one, other = members(tmp_path / "one.xlsx"), members(tmp_path / "other.xlsx")
    differing = {name for name in one if one[name] != other[name]}
    assert differing <= {"docProps/core.xml", "xl/worksheets/sheet1.xml"}
    lines = zip(
        one["xl/worksheets/sheet1.xml"].split(b"<row "), other["xl/worksheets/sheet1.xml"].split(b"<row "), strict=True
    )
    assert all(b" UTC " in first for first, second in lines if first != second)
    assert sum(name.startswith("xl/charts/chart") for name in one) == 4


def test_the_number_of_questions_does_not_grow_with_the_offices(address: str, tmp_path: Path, rb2014: Rubric) -> None:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    counts = []
    for number in range(1, 31):
        add_offices(address, Office(f"o{number}", f"Kantor {number}", "lembaga"))
        save(address, EvaluationKey(f"o{number}", YEAR, "rb-2014", "self"), rb2014, {"A.I.1.a": Answer("A")})
        if number in (1, 30):
            asked.clear()
            event.listen(Engine, "before_cursor_execute", note)
            write_workbook(address, YEAR, tmp_path / "rekap.xlsx")
            event.remove(Engine, "before_cursor_execute", note)
            counts.append(len(asked))
    assert counts[0] == counts[1] > 0


def test_requests_that_cannot_be_met_say_why(region: str, run: Run, tmp_path: Path) -> None:
    for year, offices, code in (
        (1999, OfficeChoice(everyone=True), "summary-nothing-known"),
        (YEAR, OfficeChoice(("99",)), "office-unknown"),
    ):
        with Workspace(region, "tester", "en") as workspace, pytest.raises(RbtrackError) as error:
            report_summary(workspace, year, offices)
        assert error.value.problems[0].code == code
    ran = run("report", "summary", str(YEAR), "-o", "x.csv", "--db", "none.db")
    assert (ran.code, "Choose one of: .xlsx." in ran.err) == (1, True)
    assert not list(tmp_path.glob("x.*"))


def test_the_command_writes_it_for_all_for_some_and_for_those_below(region: str, run: Run, tmp_path: Path) -> None:
    for flags, offices in (
        (("--all",), 4),
        ((), 4),
        (("--below", "53"), 3),
        (("53", "--below", "53"), 4),
        (("53.01",), 1),
    ):
        ran = run("report", "summary", str(YEAR), *flags, "-o", "rekap.xlsx", "--db", region)
        assert (ran.code, f"Offices: {offices}, evaluations: " in ran.err, ran.out) == (0, True, ""), ran.err
    assert run("report", "summary", str(YEAR), "--all", "53", "-o", "x.xlsx", "--db", region).code == 2
    ran = run("report", "summary", str(YEAR), "--years", "2019,2020", "-o", "rekap.xlsx", "--db", region)
    assert "2019" in [str(cell) for cell in rows(tmp_path / "rekap.xlsx", "Year to year")[3]]


def test_a_worksheet_that_states_another_index_than_its_answers_give_is_a_finding(bps: Run, worksheet: Path) -> None:
    """As it was when the worksheet came in, whatever is changed afterwards; one that agrees is no finding."""

    def falsify(sheet: Any) -> None:
        for row in sheet.iter_rows(max_col=10):
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("NILAI EVALUASI"):
                    sheet.cell(cell.row, 10).value = 75

    flags = ("--office", "bps", "--rubric", "rb-2014", "--tier", "evaluator")
    assert bps("lke", "import", str(worksheet), *flags, "--year", "2014").code == 0
    assert bps("lke", "import", str(edit(worksheet, falsify)), *flags, "--year", "2015").code == 0
    assert bps("answer", "set", "bps", "2015", "A.I.1.b", "A").code == 0
    found = {}
    for year in (2014, 2015):
        summary = write_workbook("data/rbtrack.db", year, Path("rekap.xlsx"))
        found[year] = [each for each in findings(summary) if each.kind == "Sheet against computed"]
    assert found[2014] == []
    (finding,) = found[2015]
    assert (finding.office, finding.year) == (("bps", "Badan Pusat Statistik"), 2015)
    assert finding.what == "The worksheet lke-bps.xlsx states 75; its answers gave 71.406286."


def test_the_trace_says_which_items_decide_what_is_left_of_a_share() -> None:
    zero = ZeroGate("a", ("C", "D")), ZeroGate("b", ("Tidak",))
    plain = Node("x", "", None, answer=NumberScale(Fraction(0), Fraction(5)))
    with text.speaking("en"):
        assert gates_words(plain) == "answer / 5"
        assert gates_words(replace(plain, multiplied_by="a")) == "× share of a"
        both = replace(plain, multiplied_by="c", zero_where=zero)
        assert gates_words(both) == "0 where a is C/D; 0 where b is Tidak; × share of c"
