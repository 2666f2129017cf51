"""The year judged and the year of evaluation, where they differ: the scale and the rules are those of the second."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rbtrack.cli.common import DEFAULT_DATABASE
from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.store import Store
from tests.cli.test_result_tables import bring_in, write_csv
from tests.conftest import Run, raw_database
from tests.gallery.making import ANSWERS, OFFICE, write_rubric
from tests.gallery.making import good as good_page
from tests.lke import variants

ISSUED = "kirim/LKE_2013_bps_Badan-Pusat-Statistik_sakip-2015.xlsx"


def document(run: Run, *arguments: str) -> Any:
    ran = run(*arguments, "--json")
    assert ran.out, ran.err
    return json.loads(ran.out)


def sakip(run: Run) -> list[tuple[Any, ...]]:
    found = document(run, "result", "list", "--instrument", "sakip")["results"]
    return [(each["year"], each["evaluated"], each["score"], each["grade"]) for each in found]


def test_the_grade_of_a_figure_is_looked_up_on_the_scale_of_its_evaluation(bps: Run) -> None:
    plain = bps("sakip", "set", "bps", "2014", "B/65")
    assert "65 earns CC on the scale sakip-2010" in plain.err
    other = bps("sakip", "set", "bps", "2014", "B/65", "--evaluated", "2015", "--replace")
    assert other.err == "Stored: bps, 2014, sakip: B/65, evaluated in 2015, in place of B/65\n"
    assert sakip(bps) == [(2014, 2015, "65", "B")]
    assert bps("sakip", "set", "bps", "2014", "B/65", "--evaluated", "2015").err.startswith("Unchanged: ")


def test_a_score_beyond_the_scale_names_the_year_whose_scale_it_is(bps: Run) -> None:
    refused = bps("sakip", "set", "bps", "2014", "101", "--evaluated", "2015")
    assert "the highest score of sakip in 2015 is 100" in refused.err


def test_the_year_judged_is_the_year_of_evaluation_unless_another_is_named(bps: Run) -> None:
    assert bps("sakip", "set", "bps", "2014", "B/65", "--evaluated", "2014").code == 0
    assert bps("sakip", "set", "bps", "2014", "B/65").err.startswith("Unchanged: ") is False
    assert sakip(bps) == [(2014, 2014, "65", "B")]
    assert "Evaluated" not in bps("result", "list").out


@pytest.mark.parametrize(("stored", "given"), [((), ("--evaluated", "2014")), (("--evaluated", "2014"), ())])
def test_another_year_of_evaluation_is_another_figure(
    bps: Run, stored: tuple[str, ...], given: tuple[str, ...]
) -> None:
    assert bps("result", "set", "bps", "2013", "sakip", "CC/65", *stored).code == 0
    refused = bps("result", "set", "bps", "2013", "sakip", "CC/65", *given)
    assert refused.code == 1
    assert "evaluated in 2013; yours" in refused.err if not stored else "evaluated in 2014; yours" in refused.err
    assert bps("result", "set", "bps", "2013", "sakip", "CC/65", *given, "--replace").code == 0
    assert sakip(bps) == [(2013, 2014 if given else 2013, "65", "CC")]


@pytest.mark.parametrize(("evaluated", "said"), [("2012", "is before the year judged"), ("2017", "too long after")])
def test_a_year_that_cannot_be_is_refused_everywhere(bps: Run, evaluated: str, said: str) -> None:
    for command in (
        ("sakip", "set", "bps", "2013", "CC/65"),
        ("result", "set", "bps", "2013", "sakip", "CC/65"),
        ("lke", "new", "bps", "--year", "2013", "--rubric", "sakip-2015"),
        ("answer", "set", "bps", "2013", "A.I.a.1", "Ya", "--rubric", "sakip-2015", "--tier", "self"),
    ):
        refused = bps(*command, "--evaluated", evaluated)
        assert (refused.code, said in refused.err) == (1, True), refused.err
    assert sakip(bps) == []
    statuses, codes, _said = bring_in(
        bps, write_csv("kode,tahun,instrumen,nilai", "bps,2013,sakip,65"), "--evaluated", evaluated
    )
    assert (statuses, len(codes[0])) == (["refused"], 1)


def test_a_table_says_it_in_a_column_or_the_command_for_every_row(bps: Run) -> None:
    for heading in ("Tahun Evaluasi", "Evaluated"):
        path = write_csv(
            f"kode,tahun,{heading},instrumen,nilai,predikat",
            "bps,2013,2014,sakip,65,CC", "bps,2015,,sakip,65,B", "bps,2016,2015,sakip,65,B", "bps,2017,soon,sakip,65,B",
        )  # fmt: skip
        statuses, codes, said = bring_in(bps, path, "--replace", "-n")
        assert statuses == ["stored", "stored", "refused", "refused"]
        assert codes == [(), (), ("evaluated-before-year",), ("year-wrong",)]
        assert f'"soon" is not a year (column "{heading}")' in said
    told = write_csv("kode,tahun,tahun evaluasi,instrumen,nilai", "bps,2013,2014,sakip,65", "bps,2014,2015,sakip,65")
    statuses, codes, said = bring_in(bps, told, "--evaluated", "2014")
    assert (statuses, codes) == (["stored", "refused"], [(), ("row-says-otherwise",)])
    assert "--evaluated 2014" in said
    assert sakip(bps) == [(2013, 2014, "65", None)]
    assert bring_in(bps, write_csv("kode,tahun,instrumen,nilai", "bps,2013,sakip,65"))[1] == [("result-stored",)]
    assert bring_in(bps, write_csv("kode,tahun,instrumen,nilai", "bps,2013,sakip,65"), "--evaluated", "2014")[0] == [
        "unchanged"
    ]


def test_a_trend_keeps_the_years_judged_and_breaks_where_the_scale_does(bps: Run) -> None:
    for year, evaluated in (("2012", "2013"), ("2013", "2014"), ("2014", "2015"), ("2015", "2015")):
        assert bps("sakip", "set", "bps", year, "65", "--evaluated", evaluated).code == 0
    (series,) = document(bps, "score", "trend", "bps", "--instrument", "sakip")["series"]
    assert [
        (each["year"], each["evaluated"], each["scale"], each["comparable_with_previous"]) for each in series["years"]
    ] == [
        (2012, 2013, "sakip-2010", False), (2013, 2014, "sakip-2010", True),
        (2014, 2015, "sakip-2015", False), (2015, 2015, "sakip-2015", True),
    ]  # fmt: skip
    long = bps("score", "trend", "bps", "--instrument", "sakip").out
    assert "Evaluated later than the year judged: 2012 in 2013, 2013 in 2014, 2014 in 2015." in long
    assert re.findall(r"(20\d\d) +(20\d\d) +65", long)[2:] == [("2014", "2015"), ("2015", "2015")]
    assert "| 65 * (2015)" in bps("score", "trend", "bps", "--instrument", "sakip", "--wide").out
    assert "65 (2013)" in bps("sakip", "list").out
    shown = bps("score", "show", "bps", "2013", "--instrument", "sakip").out
    assert "Evaluated later than the year judged: 2013 in 2014." in shown


def test_page_and_workbook_say_it(bps: Run) -> None:
    assert bps("sakip", "set", "bps", "2013", "CC/65", "--evaluated", "2014").code == 0
    for instrument, words in (("sakip", 2), ("rb", 1)):
        assert bps("result", "set", "bps", "2013", "rb", "60", "--replace").code == 0
        assert bps("report", "trend", "bps", "--instrument", instrument, "-o", "page.html").code == 0
        page = Path("page.html").read_text(encoding="utf-8")
        assert page.count("evaluated in 2014") == words
        assert "2013 in 2014" in page
    assert bps("report", "summary", "2013", "--all", "-o", "ringkas.xlsx").code == 0
    sheet = openpyxl.load_workbook("ringkas.xlsx")["SAKIP"]
    found = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "bps")
    assert found[2:4] == (2013, 2014)


def test_the_journal_carries_it_and_stays_whole(bps: Run) -> None:
    bps("sakip", "set", "bps", "2013", "CC/65", "--evaluated", "2014")
    bps("sakip", "set", "bps", "2013", "CC/65", "--replace")
    with raw_database(DEFAULT_DATABASE) as raw:
        rows = raw.execute("SELECT old, new FROM journal WHERE action = 'result.set'").fetchall()
    found = [[json.loads(each).get("evaluated") if each else None for each in row] for row in rows]
    assert found == [[None, 2014], [2014, None]]
    assert bps("journal", "verify").code == 0


# Worksheets


def issue(run: Run, *more: str) -> None:
    assert run("lke", "new", "bps", "--year", "2013", "--rubric", "sakip-2015", "-o", "kirim", *more).code == 0


def stored_key(run: Run) -> EvaluationKey:
    with Store.open(str(DEFAULT_DATABASE)) as store, store.reading() as reader:
        (key,) = reader.keys("bps")
        return key


def bring_back(run: Run, *more: str) -> tuple[str, set[str]]:
    """What became of the issued worksheet, and the codes of its problems."""
    (entry,) = document(run, "lke", "import", ISSUED, "--allow-blank", *more)["files"]
    return entry["status"], {problem["code"] for problem in entry["problems"]} - {"answers-blank"}


def test_an_issued_worksheet_says_when_the_year_is_evaluated_and_is_judged_by_that(bps: Run) -> None:
    assert "was in force" in bps("lke", "new", "bps", "--year", "2013", "--rubric", "sakip-2015", "-n").err
    assert bps(
        "lke", "new", "bps", "--year", "2013", "--rubric", "sakip-2015", "--evaluated", "2015", "-o", "kirim"
    ).err == ("Worksheets written: 1, in kirim.\n")
    book = openpyxl.load_workbook(ISSUED)
    for sheet in [each for each in book if each.sheet_state == "visible"]:
        cells = [str(cell) for row in sheet.iter_rows(max_row=9, values_only=True) for cell in row if cell is not None]
        label = next(cell for cell in cells if cell.upper().startswith("EVALUATED IN"))
        assert "2015" in (label[-4:], cells[cells.index(label) + 1])
    assert bring_back(bps) == ("stored", set())
    assert (stored_key(bps).year, stored_key(bps).evaluated) == (2013, 2015)
    assert bring_back(bps) == ("unchanged", set())
    assert document(bps, "lke", "export", "bps", "2013", "-o", "arsip")["files"][0]["evaluated"] == "2015"
    assert bring_back(bps, "--evaluated", "2014")[1] == {"issued-evaluated-differs"}


def test_a_head_without_that_year_or_with_another_one_is_noticed(bps: Run) -> None:
    issue(bps, "--evaluated", "2015")
    for value, code in (("EVALUATED IN : 2014", "issued-head-differs"), (None, "issued-head-emptied")):
        book = openpyxl.load_workbook(ISSUED)
        sheet = book["LKE"]
        cell = next(cell for row in sheet.iter_rows(max_row=7) for cell in row if cell.value == "EVALUATED IN : 2015")
        cell.value = value
        book.save("changed.xlsx")
        (entry,) = document(bps, "lke", "import", "changed.xlsx", "--allow-blank", "-n")["files"]
        assert code in {problem["code"] for problem in entry["problems"]}
    book = openpyxl.load_workbook(ISSUED)
    hidden = book["_rbtrack"]
    row = next(row for row in range(1, 30) if hidden.cell(row, 1).value == "evaluated")
    hidden.cell(row, 2).value = "2014"
    book.save("changed.xlsx")
    (entry,) = document(bps, "lke", "import", "changed.xlsx", "--allow-blank", "-n")["files"]
    wrong = {problem["code"]: problem["cell"] for problem in entry["problems"]}
    assert wrong["issued-register-differs"] == f"B{row}"


def test_another_year_of_evaluation_over_a_stored_one_needs_replace(bps: Run) -> None:
    issue(bps, "--evaluated", "2015")
    assert bring_back(bps) == ("stored", set())
    assert "stored as evaluated in 2015; yours says 2016" in bps(
        "lke", "new", "bps", "--year", "2013", "--rubric", "sakip-2015", "--evaluated", "2016", "-o", "kirim"
    ).err  # fmt: skip
    assert bring_back(bps) == ("refused", {"evaluated-differs"})
    assert stored_key(bps).evaluated == 2015
    assert bring_back(bps, "--replace") == ("stored", {"evaluated-replaced"})
    assert stored_key(bps).evaluated == 2016
    issue(bps)
    head = next(openpyxl.load_workbook(ISSUED)["LKE"].iter_rows(min_row=7, values_only=True))
    assert [cell for cell in head if cell] == ["EVALUATED IN : 2016"], "the stored one is meant where none is named"


def test_a_worksheet_of_an_earlier_form_says_nothing_of_it(bps: Run) -> None:
    issue(bps)
    assert bring_back(bps)[0] == "stored"
    assert bps("answer", "set", "bps", "2013", "A.I.a.1", "--evaluated", "2015").code == 0
    assert bring_back(bps) == ("refused", {"evaluated-differs", "rubric-outside-years"})
    book = openpyxl.load_workbook(ISSUED)
    hidden = book["_rbtrack"]
    rows = {hidden.cell(row, 1).value: row for row in range(1, 30)}
    hidden.cell(rows["rbtrack:worksheet"], 2).value = "2"
    hidden.delete_rows(rows["evaluated"])
    book.save(ISSUED)
    assert bring_back(bps) == ("unchanged", {"figures-unreadable"})
    assert stored_key(bps).evaluated == 2015


def test_an_answer_is_set_in_it_and_can_change_it(bps: Run) -> None:
    new = ("--rubric", "sakip-2021", "--tier", "self")
    assert bps("answer", "set", "bps", "2021", "1.a", "A", *new, "--evaluated", "2022").code == 0
    assert stored_key(bps).evaluated == 2022
    assert bps("answer", "set", "bps", "2021", "1.b", "A").code == 0
    assert stored_key(bps).evaluated == 2022
    assert bps("answer", "set", "bps", "2021", "1.a", "--evaluated", "2022").err == "1.a: unchanged.\n"
    tried = bps("answer", "set", "bps", "2021", "1.a", "--evaluated", "2021", "-n")
    assert "(dry run: nothing was stored)" in tried.err
    assert stored_key(bps).evaluated == 2022
    moved = bps("answer", "set", "bps", "2021", "1.a", "--evaluated", "2021")
    assert moved.err.startswith("2021: evaluated in 2021, in place of 2022.\n")
    assert stored_key(bps).evaluated is None
    with raw_database(DEFAULT_DATABASE) as raw:
        old, noted = raw.execute("SELECT old, new FROM journal ORDER BY number DESC").fetchone()
    assert (json.loads(old), json.loads(noted)["evaluated"]) == ({"evaluated": 2022}, 2021)
    assert document(bps, "score", "show", "bps", "2021")["evaluated"] == 2021


def test_a_worksheet_of_others_is_evaluated_when_the_command_says(run: Run, tmp_path: Path) -> None:
    write_rubric(tmp_path)
    variants.save(Path("LKE.xlsx"), [good_page()])
    assert len(ANSWERS) == 7
    for command in (("init",), ("office", "add", OFFICE.code, OFFICE.name, "--kind", "kabupaten")):
        assert run(*command).code == 0
    flags = ("LKE.xlsx", "--rubric", "lke-contoh", "--tier", "self")
    (entry,) = document(run, "lke", "import", *flags, "--evaluated", "2023")["files"]
    assert (entry["status"], entry["year"], entry["evaluated"]) == ("stored", 2022, 2023)
    (entry,) = document(run, "lke", "import", *flags)["files"]
    assert (entry["status"], entry["evaluated"]) == ("unchanged", 2023), "the stored one holds where none is named"
    refused = run("lke", "import", *flags, "--evaluated", "2022")
    assert "2022 is stored as evaluated in 2023; yours says 2022" in refused.err
    assert "Evaluated later than the year judged: 2022 in 2023." in run("score", "show", OFFICE.code, "2022").out


def test_rules_are_those_of_the_year_of_evaluation(run: Run, tmp_path: Path) -> None:
    write_rubric(tmp_path)
    path = tmp_path / "data" / "rubrics" / "lke-contoh.yaml"
    path.write_text(path.read_text().replace("[2020, null]", "[2023, 2023]\nonly_in_years: true"), encoding="utf-8")
    for command in (("init",), ("office", "add", OFFICE.code, OFFICE.name, "--kind", "kabupaten")):
        assert run(*command).code == 0
    new = ("answer", "set", OFFICE.code, "2022", "A.1.a", "A", "--rubric", "lke-contoh", "--tier", "self")
    assert "Whether its rules hold for 2022 is not known" in run(*new).err
    assert run(*new, "--evaluated", "2023").code == 0
    issue_it = ("lke", "new", OFFICE.code, "--year", "2022", "--rubric", "lke-contoh", "-n")
    assert "in force" not in run(*issue_it).err
    assert run(*issue_it, "--evaluated", "2022").code == 1
