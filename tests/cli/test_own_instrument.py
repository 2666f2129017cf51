"""An instrument of one's own, judged from 1 to 5, the whole way on the command line: two files, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rbtrack.usecases.charts import chart_heatmap, chart_trend
from rbtrack.usecases.panel import OfficeChoice
from rbtrack.usecases.scores import Selection
from rbtrack.usecases.workspace import Workspace
from tests.cli.test_worksheets import answer
from tests.conftest import Run
from tests.instruments import add_maturity
from tests.reports.test_summary import named, rows

ANSWERS = {"A.1": 5, "A.2": 2, "A.3": "3,5", "B.1": 4, "B.2": 4.5}
"""(5 + 2 + 3.5) / 3 weighs 2, 4 weighs 1 and 4.5 weighs 2, of 5: 4.0"""

OURS = ("--instrument", "maturity")


@pytest.fixture
def maturity(run: Run, tmp_path: Path) -> Run:
    """Two offices, and the files of the instrument and its rubric."""
    assert run("init").code == 0
    assert run("office", "add", "x", "Dinas X").code == 0
    assert run("office", "add", "x.1", "Balai Y", "--parent", "x").code == 0
    assert run("office", "add", "x.2", "Balai Z", "--parent", "x").code == 0
    add_maturity(tmp_path)
    return run


def document(run: Run, *arguments: str) -> dict[str, Any]:
    ran = run(*arguments, "--json")
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


@pytest.fixture
def filled(maturity: Run) -> Run:
    """Balai Y with a worksheet of 2022 and one answer less in 2021, and published figures of three years."""
    for year in (2022, 2021):
        ran = maturity("lke", "new", "x.1", "--rubric", "maturity-2021", "--year", str(year), "-o", "kirim")
        assert ran.code == 0, ran.err
    for path in Path("kirim").glob("*.xlsx"):
        answer(path, {code: value for code, value in ANSWERS.items() if "2022" in path.name or code != "B.2"})
    ran = maturity("lke", "import", "kirim")
    assert ran.code == 0, ran.err
    assert "as small as" not in ran.err
    assert "scale that ends at 100" not in ran.err, "levels on a scale of levels"
    for judged, figure in (("2020", "matang/3,42"), ("2019", "Matang"), ("2023", "sangat baik (4,19)")):
        ran = maturity("result", "set", "x.1", judged, "maturity", figure)
        assert (ran.code, "warning" in ran.err) == (0, False), ran.err
    return maturity


def test_a_rubric_of_levels_holds_and_is_shown(maturity: Run) -> None:
    assert maturity("rubric", "check", "data/rubrics/maturity-2021.yaml").code == 0
    shown = document(maturity, "rubric", "show", "maturity-2021")
    assert (shown["instrument"], shown["scale"]) == ("maturity", "maturity-2021")
    listed = document(maturity, "rubric", "list")["rubrics"]
    assert [each["id"] for each in listed if each["own"]] == ["maturity-2021"]


def test_the_index_is_the_weighted_mean_on_its_own_scale(filled: Run) -> None:
    for more in (OURS, ()):
        found = document(filled, "score", "show", "x.1", "2022", *more)
        assert found["instrument"] == "maturity"
        assert {key: found["index"][key] for key in ("points", "max", "grade", "predicate", "scale")} == {
            "points": "4.00", "max": "5", "grade": "Sangat Baik", "predicate": "terintegrasi", "scale": "maturity-2021",
        }  # fmt: skip


def test_a_band_holds_its_lower_end_and_the_highest_both(filled: Run) -> None:
    """4.20 and 5.00 are the highest grade, 1.00 the lowest; below all answers at 1 there is nothing."""
    for levels, index, grade in (((4.2,) * 5, "4.20", "Memuaskan"), ((5,) * 5, "5.00", "Memuaskan"), ((1,) * 5, "1.00", "Kurang"), ((2.6,) * 5, "2.60", "Baik"), ((2.599,) * 5, "2.60", "Baik"), ((2.594,) * 5, "2.59", "Cukup")):  # fmt: skip
        for item, level in zip(ANSWERS, levels, strict=True):
            ran = filled(
                "answer", "set", "x.2", "2022", item, str(level), "--rubric", "maturity-2021", "--tier", "self"
            )
            assert ran.code == 0, ran.err
        found = document(filled, "score", "show", "x.2", "2022", *OURS)["index"]
        assert (found["points"], found["grade"]) == (index, grade)
    ran = filled("answer", "set", "x.2", "2022", "A.1", "0,9", "--rubric", "maturity-2021", "--tier", "self")
    assert (ran.code, "Enter a number from 1 to 5." in ran.err) == (1, True)


def test_computed_and_reported_years_stand_in_one_trend(filled: Run) -> None:
    """A series for each tier: the published figures are external."""
    found = document(filled, "score", "trend", "x.1", *OURS)["series"]
    assert {series["instrument"] for series in found} == {"maturity"}
    years = {
        (each["year"], each["points"], each["grade"], each["scale"]) for series in found for each in series["years"]
    }
    assert years == {
        (2019, None, "Matang", "maturity-2018"),
        (2020, "3.42", "Matang", "maturity-2018"),
        (2021, "2.20", "Cukup", "maturity-2021"),
        (2022, "4.00", "Sangat Baik", "maturity-2021"),
        (2023, "4.19", "Sangat Baik", "maturity-2021"),
    }
    ranked = document(filled, "score", "rank", "2022", "--below", "x", *OURS)
    assert [(each["office"]["code"], each["place"]) for each in ranked["offices"]] == [("x.1", 1), ("x.2", None)]


@pytest.mark.parametrize(
    ("arguments", "drawn"),
    [
        (("trend", "x.1"), ("Maturity index, 2019–2023", "Memuaskan", "Belum Matang", "3.42 Matang*")),
        (("heatmap", "2022"), ("4.00 Sangat Baik",)),
        (("rank", "--years", "2021,2022"), ("Rank by Maturity index, 2021–2022",)),
        (("areas", "x.1", "--years", "2021,2022"), ("Kebijakan", "70.00")),
        (("radar", "x.1", "--years", "2022"), ("Layanan",)),
    ],
)
def test_charts_are_drawn_of_it(filled: Run, arguments: tuple[str, ...], drawn: tuple[str, ...]) -> None:
    ran = filled("chart", *arguments, *OURS, "-o", "x.svg")
    assert ran.code == 0, ran.err
    text = Path("x.svg").read_text(encoding="utf-8")
    assert [words for words in drawn if words not in text] == []


def test_its_name_is_in_the_readers_language(filled: Run) -> None:
    for language, name in (("id", "Indeks Kematangan, 2019–2023"), ("en", "Maturity index, 2019–2023")):
        assert filled("chart", "trend", "x.1", *OURS, "-o", "x.svg", "--lang", language).code == 0
        assert name in Path("x.svg").read_text(encoding="utf-8")


def test_charts_know_its_scales_and_those_that_its_rubrics_spell_out(filled: Run) -> None:
    rubric = Path("data/rubrics/maturity-2021.yaml").read_text(encoding="utf-8")
    own = "{id: own, instrument: maturity, years: [2021, null], bands: [[Satu, 0, 5, satu]]}"
    text = rubric.replace("id: maturity-2021", "id: own").replace("grade_scale: maturity-2021", f"grade_scale: {own}")
    Path("data/rubrics/own.yaml").write_text(text, encoding="utf-8")
    assert filled("answer", "set", "x.2", "2022", "A.1", "3", "--rubric", "own", "--tier", "self").code == 0
    with Workspace("data/rbtrack.db", "tester", "en") as workspace:
        selection = Selection(instrument="maturity")
        heatmap = chart_heatmap(workspace, 2022, OfficeChoice(everyone=True), selection)
        trend = chart_trend(workspace, OfficeChoice(("x.2",)), (), selection)
    assert list(heatmap.scales) == list(trend.scales) == ["maturity-2021", "maturity-2018", "own"]


def test_reports_are_of_it_or_show_it_beside_another(filled: Run) -> None:
    assert filled("report", "trend", "x.1", *OURS, "-o", "own.html").code == 0
    own = Path("own.html").read_text(encoding="utf-8")
    for words in ("Kematangan Layanan Digital: report for leadership", "Maturity index 2023", "4.19", "Sangat Baik", ">RB index<", ">SAKIP<"):  # fmt: skip
        assert words in own, words
    assert filled("report", "summary", "2022", *OURS, "-o", "own.xlsx").code == 0
    found = {row["Code"]: row for row in named(Path("own.xlsx"), openpyxl.load_workbook("own.xlsx").sheetnames[0])}
    assert (found["x.1"]["Index"], found["x.1"]["Grade"]) == (4, "Sangat Baik")
    assert filled("result", "set", "x.1", "2022", "rb", "71,5").code == 0
    assert filled("report", "trend", "x.1", "-o", "rb.html").code == 0
    beside = Path("rb.html").read_text(encoding="utf-8")
    assert 'id="h-maturity">Maturity index<' in beside
    assert "4.00" in beside
    assert filled("report", "summary", "2022", "-o", "rb.xlsx").code == 0
    assert [(row["Year"], row["Score"], row["Grade"]) for row in named(Path("rb.xlsx"), "Maturity index")] == [
        (2019, "–", "Matang*"),
        (2020, 3.42, "Matang*"),
        (2021, 2.2, "(Cukup) provisional"),
        (2022, 4, "Sangat Baik"),
    ]
    assert rows(Path("rb.xlsx"), "SAKIP")[4][0] == "No SAKIP figure of these offices and years is known."


def test_a_table_brings_levels_of_it_row_by_row(maturity: Run) -> None:
    Path("hasil.csv").write_text(
        "kode;tahun;instrumen;nilai;predikat\n"
        "x.1;2022;maturity;3,42;baik\n"
        "x.1;2021;MATURITY;;Sangat Baik/3,5\n"
        "x.2;2022;maturity;5,1;\n"
        "x.2;2021;maturity;0,9;\n"
        "x;2022;spbe;3;\n",
        encoding="utf-8",
    )
    ran = maturity("result", "import", "hasil.csv", "--json")
    assert ran.code == 1
    for words in (
        "5,1 is above the scale: the highest score of maturity in 2022 is 5.",
        "0,9 is below the scale: the lowest score of maturity in 2021 is 1.",
        '"spbe" is not known here (column "instrumen"). Choose one of: rb, sakip, zi, maturity, opini-bpk.',
    ):
        assert words in ran.err, ran.err
    stored = document(maturity, "result", "list", *OURS)["results"]
    assert [(each["year"], each["score"], each["grade"]) for each in stored] == [
        (2021, "3.5", "Sangat Baik"),
        (2022, "3.42", "Baik"),
    ]
    assert document(maturity, "result", "list", "--instrument", "sakip")["results"] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("result", "set", "x", "2022", "spbe", "3"),
        ("result", "list", "--instrument", "spbe"),
        ("result", "import", "hasil.csv", "--instrument", "spbe"),
        ("score", "show", "x", "2022", "--instrument", "spbe"),
        ("score", "trend", "x", "--instrument", "spbe"),
        ("chart", "trend", "x", "--instrument", "spbe", "-o", "x.png"),
        ("report", "trend", "x", "--instrument", "spbe", "-o", "x.html"),
    ],
)
def test_an_unknown_one_is_refused_with_those_that_are_known(maturity: Run, arguments: tuple[str, ...]) -> None:
    ran = maturity(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert 'There is no instrument "spbe". Known are: rb, sakip, zi, opini-bpk, maturity.' in ran.err


def test_reports_say_that_figures_of_an_instrument_without_a_file_are_left_out(filled: Run) -> None:
    """Of the page's own office and of the years of a workbook."""
    left = "Figures of maturity are stored, but no instrument file says what they are: they are left out."
    assert filled("result", "set", "x.1", "2022", "rb", "71,5").code == 0
    assert filled("result", "set", "x.2", "2022", "rb", "70").code == 0
    page, book = ("report", "trend", "x.1", "-o", "x.html"), ("report", "summary", "2022", "-o", "x.xlsx")
    assert all("left out" not in filled(*command).err for command in (page, book))
    Path("data/rubrics/instruments/maturity.yaml").unlink()
    Path("data/rubrics/maturity-2021.yaml").unlink()
    for command in (page, book):
        ran = filled(*command)
        assert (ran.code, ran.err.count(f"warning: {left}")) == (0, 1), ran.err
    assert left in Path("x.html").read_text(encoding="utf-8")
    first = openpyxl.load_workbook("x.xlsx").worksheets[0]
    assert [row[0].value for row in first.iter_rows()].count(left) == 1
    others: tuple[tuple[str, ...], ...] = (
        ("report", "trend", "x.2", "-o", "x.html"),
        ("report", "trend", "x.1", "--years", "2022,2018", "--instrument", "rb", "-o", "x.html"),
        ("report", "summary", "2022", "x.2", "-o", "x.xlsx"),
    )
    for each in others:
        ran = filled(*each)
        assert (ran.code, left in ran.err) == (0, "x.1" in each), each
    assert filled("result", "set", "x.1", "2018", "rb", "60").code == 0
    assert "left out" not in filled("report", "trend", "x.1", "--years", "2018", "-o", "x.html").err
