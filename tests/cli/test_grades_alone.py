"""An instrument of grades without scores, such as the opinion of the audit board: entered, listed, drawn and reported."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Run
from tests.reports.test_summary import named

OPINION = ("--instrument", "opini-bpk")


@pytest.fixture
def known(run: Run) -> Run:
    assert run("init").code == 0
    assert run("office", "add", "53", "Kota X", "--kind", "kota").code == 0
    for year, grade in (("2022", "wdp"), ("2023", "WTP")):
        ran = run("result", "set", "53", year, "opini-bpk", grade, "--source", "LHP")
        assert (ran.code, "warning" in ran.err) == (0, False), ran.err
    return run


def test_a_grade_is_kept_and_a_score_refused(known: Run) -> None:
    found = json.loads(known("result", "list", *OPINION, "--json").out)["results"]
    assert [(each["year"], each["score"], each["grade"], each["source"]) for each in found] == [
        (2022, None, "WDP", "LHP"),
        (2023, None, "WTP", "LHP"),
    ]
    for figure in ("0", "3", "WTP/100"):
        ran = known("result", "set", "53", "2021", "opini-bpk", figure)
        assert ran.code == 1
        assert "opini-bpk has grades and no scores" in ran.err
        assert "Enter one of: WTP, WDP, TW, TMP." in ran.err
    ran = known("result", "set", "53", "2021", "opini-bpk", "A")
    assert (ran.code, 'the scale opini-bpk has no grade "A"' in ran.err) == (0, True)


def test_a_table_brings_grades_alone(known: Run) -> None:
    text = "kode;tahun;instrumen;nilai;predikat\n53;2021;opini-bpk;;TMP\n53;2020;opini-bpk;4;\n"
    Path("hasil.csv").write_text(text, encoding="utf-8")
    ran = known("result", "import", "hasil.csv")
    assert (ran.code, "hasil.csv:3: opini-bpk has grades and no scores, and 4 is a score." in ran.err) == (1, True)
    found = json.loads(known("result", "list", *OPINION, "--json").out)["results"]
    assert [each["grade"] for each in found] == ["TMP", "WDP", "WTP"]


def test_charts_and_reports_show_it(known: Run) -> None:
    for chart in (("trend", "53"), ("heatmap", "2023")):
        ran = known("chart", *chart, *OPINION, "-o", "x.svg")
        assert ran.code == 0, ran.err
        assert "WTP" in Path("x.svg").read_text(encoding="utf-8")
    assert known("report", "trend", "53", *OPINION, "-o", "own.html").code == 0
    assert "WTP" in Path("own.html").read_text(encoding="utf-8")
    assert known("report", "summary", "2023", *OPINION, "-o", "own.xlsx").code == 0
    row = next(iter(named(Path("own.xlsx"), openpyxl.load_workbook("own.xlsx").sheetnames[0])))
    assert (row["Code"], row["Index"], row["Grade"]) == ("53", "–", "WTP*")
    assert known("result", "set", "53", "2023", "rb", "CC/55").code == 0
    assert known("report", "summary", "2023", "-o", "rb.xlsx").code == 0
    assert [(row["Year"], row["Score"], row["Grade"]) for row in named(Path("rb.xlsx"), "BPK opinion")] == [
        (2022, "–", "WDP*"),
        (2023, "–", "WTP*"),
    ]
