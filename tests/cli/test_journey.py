"""The first journey, as a user goes it: a worksheet in, scores, a table and a chart out."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rbtrack.cli.demo_folder import make_demo_folder
from tests.conftest import Run, raw_database, run_apart
from tests.lke.breaking import ANSWER, edit, row_of

FLAGS = ("--office", "bps", "--rubric", "rb-2014", "--tier", "evaluator")


@pytest.fixture
def filled(bps: Run, worksheet: Path) -> Run:
    """BPS with both years stored."""
    for year in ("2015", "2014"):
        assert bps("lke", "import", str(worksheet), *FLAGS, "--year", year).code == 0
    return bps


def entry(out: str) -> dict[str, Any]:
    (found,) = json.loads(out)["files"]
    return dict(found)


def change(path: Path, label: str, value: str | None) -> Path:
    def set_answer(sheet: Any) -> None:
        sheet.cell(row_of(sheet, label), ANSWER).value = value

    return edit(path, set_answer)


def test_a_worksheet_is_stored_and_says_what_it_stored(bps: Run, worksheet: Path) -> None:
    ran = bps("lke", "import", str(worksheet), *FLAGS, "--year", "2015", "--json")
    assert (ran.code, ran.err) == (0, "")
    found = entry(ran.out)
    assert json.loads(ran.out)["schema"] == "rbtrack.import/1"
    assert (found["status"], found["office"], found["year"], found["rubric"], found["tier"]) == (
        "stored", "bps", 2015, "rb-2014", "evaluator",
    )  # fmt: skip
    assert found["answers"] == {"new": 151, "changed": 0, "same": 0, "blank": 0}
    assert (found["sheet_total"], found["computed_total"], found["problems"]) == ("71.41", "71.41", [])
    assert len(found["sha256"]) == 64


def test_without_a_year_every_year_of_the_worksheet_comes_in(bps: Run, worksheet: Path) -> None:
    ran = bps("lke", "import", str(worksheet), *FLAGS, "--json")
    assert [(found["year"], found["status"]) for found in json.loads(ran.out)["files"]] == [
        (2015, "stored"), (2014, "stored"),
    ]  # fmt: skip


def test_the_index_is_exact_and_graded(filled: Run) -> None:
    document = json.loads(filled("score", "show", "bps", "2015", "--json").out)
    index = document["index"]
    assert document["schema"] == "rbtrack.score/1"
    assert Decimal(index["exact"]) == Decimal("71.40628571428571428571428571")
    assert (index["points"], index["max"], index["grade"], index["predicate"], index["scale"]) == (
        "71.41", "100", "BB", "Sangat Baik", "rb-2014",
    )  # fmt: skip
    counts = {"items": 151, "answered": 151, "not_applicable": 0, "without_evidence": 151, "unreviewed": 0}
    assert document["coverage"] == counts
    promotion = next(node for node in document["nodes"] if node["code"] == "A.V.4")
    assert (promotion["points"], promotion["weight"], promotion["area"], promotion["items"]) == ("1.99", "6", "5", 5)
    assert json.loads(filled("score", "show", "bps", "2014", "--json").out)["index"]["points"] == "60.86"


def test_the_tree_is_shown_with_its_index_and_grade(filled: Run) -> None:
    ran = filled("score", "show", "bps", "2015")
    assert "A.VIII.5" in ran.out
    assert "A.I.1.a" not in ran.out
    assert "Index 71.41, grade BB: Sangat Baik (scale rb-2014)" in ran.out
    assert "151 of 151 items answered" in ran.out
    assert "A.V.4.c" in filled("score", "show", "bps", "2015", "--items").out


def test_years_stand_side_by_side_with_their_difference(filled: Run) -> None:
    ran = filled("score", "compare", "bps", "--years", "2014,2015")
    last = next(line for line in ran.out.splitlines() if line.strip().startswith("Index"))
    assert last.split() == ["Index", "100.00", "60.86", "71.41", "60.86", "71.41", "+10.55"]
    document = json.loads(filled("score", "compare", "bps", "--years", "2015,2014", "--json").out)
    assert document["difference"] == "-10.55"


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx", "md"])
def test_what_is_shown_can_be_written_to_a_file(filled: Run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "out" / f"x.{suffix}"
    ran = filled("score", "show", "bps", "2015", "-o", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert path.stat().st_size > 1000
    if suffix == "xlsx":
        assert openpyxl.load_workbook(path).worksheets[0]["D4"].value == pytest.approx(40.454, abs=1e-3)
    if suffix == "csv":
        assert "A,Pengungkit (Proses),60.00,40.45,67.42,146,146" in path.read_text(encoding="utf-8-sig")


def test_the_chart_is_drawn(filled: Run, tmp_path: Path) -> None:
    ran = filled("chart", "areas", "bps", "--years", "2014,2015", "-o", "areas.png")
    assert ran.code == 0
    assert (tmp_path / "areas.png").read_bytes().startswith(b"\x89PNG")


def test_the_same_file_again_changes_nothing_and_says_so(filled: Run, worksheet: Path) -> None:
    before = journal_length()
    ran = filled("lke", "import", str(worksheet), *FLAGS, "--year", "2015", "--json")
    found = entry(ran.out)
    assert (ran.code, found["status"], found["answers"]["same"]) == (0, "unchanged", 151)
    assert journal_length() == before
    assert "unchanged" in filled("lke", "import", str(worksheet), *FLAGS, "--year", "2015").out


def journal_length() -> int:
    with raw_database("data/rbtrack.db") as raw:
        return int(raw.execute("SELECT COUNT(*) FROM journal").fetchone()[0])


def test_a_changed_file_is_refused_and_shows_old_and_new(filled: Run, worksheet: Path) -> None:
    change(worksheet, "Pembentukan tim RB", "C")
    ran = filled("lke", "import", str(worksheet), *FLAGS, "--year", "2015", "--json")
    found = entry(ran.out)
    assert (ran.code, found["status"]) == (1, "refused")
    (problem,) = [problem for problem in found["problems"] if problem["severity"] == "error"]
    assert (problem["code"], problem["sheet"], problem["cell"], problem["item"]) == (
        "answer-changed",
        "LKE",
        "I10",
        "A.I.1.a",
    )
    assert "stored is A, the worksheet says C" in problem["message"]
    assert "--replace" in problem["hint"]
    assert "error: lke-bps.xlsx, LKE!I10: A.I.1.a: stored is A" in ran.err
    assert '"71.41"' in filled("score", "show", "bps", "2015", "--json").out


def test_replace_stores_it_and_lists_old_and_new(filled: Run, worksheet: Path) -> None:
    change(worksheet, "Pembentukan tim RB", "C")
    ran = filled("lke", "import", str(worksheet), *FLAGS, "--year", "2015", "--replace")
    assert ran.code == 0
    line = next(line for line in ran.out.splitlines() if "A.I.1.a" in line)
    assert line.split() == ["A.I.1.a", "I10", "A", "C"]
    assert filled("journal", "verify").code == 0


def test_a_blank_over_an_answer_keeps_it_unless_replace_erases_it(filled: Run, worksheet: Path) -> None:
    change(worksheet, "Pelaksanaan rencana kerja tim", None)
    kept = filled("lke", "import", str(worksheet), *FLAGS, "--year", "2015")
    assert kept.code == 0
    assert "warning: lke-bps.xlsx, LKE!I11: Blank in the worksheet, but stored: 1 (I11)." in kept.err
    erased = filled("lke", "import", str(worksheet), *FLAGS, "--year", "2015", "--replace", "--json")
    assert entry(erased.out)["changes"] == [{"item": "A.I.1.b", "cell": "I11", "old": "B", "new": None}]
    index = json.loads(filled("score", "show", "bps", "2015", "--json").out)["index"]
    assert index["provisional"] is True
    assert "grade (BB) provisional" in filled("score", "show", "bps", "2015").out


def test_a_dry_run_checks_and_stores_nothing(bps: Run, worksheet: Path) -> None:
    ran = bps("lke", "import", str(worksheet), *FLAGS, "--year", "2015", "-n", "--json")
    assert (ran.code, entry(ran.out)["status"], entry(ran.out)["answers"]["new"]) == (0, "checked", 151)
    assert bps("score", "show", "bps", "2015").code == 1
    assert journal_length() == 1


def test_a_figure_that_the_answers_do_not_give_is_named_with_its_cell(bps: Run, worksheet: Path) -> None:
    from tests.lke.breaking import patch, sheet_xml

    markup = sheet_xml(worksheet)
    start = markup.index(b"<v>", markup.index(b'<c r="J9"')) + 3
    end = markup.index(b"</v>", start)
    patch(worksheet, {"xl/worksheets/sheet1.xml": markup[:start] + b"0.5" + markup[end:]})
    ran = bps("lke", "import", str(worksheet), *FLAGS, "--year", "2015")
    assert ran.code == 0
    assert "warning: lke-bps.xlsx, LKE!J9: The worksheet states 0.5 for A.I.1; its answers give 0.78" in ran.err


def test_every_writing_command_leaves_its_entry(filled: Run) -> None:
    entries = json.loads(filled("journal", "show", "--json").out)["entries"]
    assert [entry["action"] for entry in entries] == ["office.add", "rubric.use", "lke.import", "lke.import"]
    assert {entry["actor"] for entry in entries} == {"tester"}
    head = filled("journal", "head").out.split()
    assert head == ["4", entries[-1]["hash"]]
    assert "4 entries" in filled("journal", "verify").err


def test_the_most_authoritative_tier_is_taken_and_named(filled: Run, worksheet: Path) -> None:
    filled(
        "lke", "import", str(worksheet), "--office", "bps", "--rubric", "rb-2014", "--tier", "self", "--year", "2015"
    )
    ran = filled("score", "show", "bps", "2015", "--json")
    assert json.loads(ran.out)["tier"] == "evaluator"
    assert "2015: the tier evaluator was taken; there are also: self." in ran.err
    assert json.loads(filled("score", "show", "bps", "2015", "--tier", "self", "--json").out)["tier"] == "self"


def test_two_judges_are_asked_for(filled: Run, worksheet: Path) -> None:
    assert filled("lke", "import", str(worksheet), *FLAGS, "--year", "2015", "--judge", "Inspektorat").code == 0
    ran = filled("score", "show", "bps", "2015")
    assert ran.code == 1
    assert "more than one judge: -, Inspektorat" in ran.err
    assert filled("score", "show", "bps", "2015", "--judge", "Inspektorat").code == 0
    assert filled("score", "show", "bps", "2015", "--judge", "-").code == 0


def test_common_options_stand_before_and_after_the_verb(run: Run, tmp_path: Path) -> None:
    assert run("--db", "one.db", "init").code == 0
    assert run("init", "--db=two.db").code == 0
    assert run("office", "add", "x", "X", "--as", "siti", "--db", "one.db").code == 0
    assert "siti" in run("journal", "show", "--db", "one.db").out
    assert run("office", "list", "--db", "two.db", "--json").out.count("code") == 0
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["one.db", "two.db"]


def test_the_environment_names_database_actor_and_language(tmp_path: Path) -> None:
    environment = {"RBTRACK_DB": "env.db", "RBTRACK_ACTOR": "budi", "RBTRACK_LANG": "en"}
    assert run_apart("init", folder=tmp_path, **environment).code == 0
    assert run_apart("office", "add", "x", "X", folder=tmp_path, **environment).code == 0
    assert "budi" in run_apart("journal", "show", folder=tmp_path, **environment).out
    assert (tmp_path / "env.db").is_file()


def test_init_twice_changes_nothing(run: Run) -> None:
    assert "Made: data" in run("init").err
    again = run("init")
    assert (again.code, "Nothing was changed" in again.err) == (0, True)


@pytest.mark.slow
def test_the_demo_goes_the_whole_way(tmp_path: Path) -> None:
    for name in ("data", "reports"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.db").write_bytes(b"mine")
    ran = run_apart("demo", folder=tmp_path, RBTRACK_LANG="en")
    assert ran.code == 0, ran.err
    assert "Index 71.41, grade BB" in ran.out
    folder = tmp_path / "rbtrack-demo"
    made = {path.name for path in (folder / "reports").iterdir()}
    charts = {f"{name}.png" for name in ("trend", "areas", "radar", "heatmap", "rank", "gap", "sakip")}
    assert made == charts | {"rekap.xlsx", "laporan.html", "lke", "arsip.csv", "terkirim.csv"}
    assert "(contoh)" in ran.out
    assert "86.5 *" in ran.out
    assert "error: LKE_2022_53.07_KPU-Kabupaten-Sikka-contoh_rb-2020.xlsx, LKE!" in ran.err
    assert [path.name for name in ("data", "reports") for path in (tmp_path / name).iterdir()] == ["mine.db", "mine.db"]
    assert run_apart("score", "explain", "53.01", "2022", folder=folder).code == 0
    assert make_demo_folder(folder) is None, "nobody worked in it"
