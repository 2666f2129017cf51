"""A rubric that is judged from 0 to 5, the whole way: worksheet, LibreOffice, score, grades, charts, workbook, page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rbtrack.catalog.instruments import parse_instrument
from rbtrack.charts.value_axis import ValueAxis, percent_of_scale, value_axis
from tests.cli.test_worksheets import answer
from tests.conftest import Run
from tests.instruments import CAPACITY, add_capacity
from tests.libreoffice import saved
from tests.reports.test_summary import named

ANSWERS: dict[str, object] = {"A.1": 0, "A.2": 5, "B.1": 2.5, "B.2": 4}
"""(0 + 5) / 2 weighs 2, 2.5 weighs 1 and 4 weighs 2, of 5: 15.5 / 5 = 3.1"""

OURS = ("--instrument", "capacity")


@pytest.fixture
def capacity(run: Run, tmp_path: Path) -> Run:
    assert run("init").code == 0
    assert run("office", "add", "x", "Inspektorat X").code == 0
    add_capacity(tmp_path)
    return run


def document(run: Run, *arguments: str) -> dict[str, Any]:
    ran = run(*arguments, "--json")
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def filled_in(run: Run, year: int = 2022) -> Path:
    ran = run("lke", "new", "x", "--rubric", "capacity-2022", "--year", str(year), "-o", f"kirim-{year}")
    assert ran.code == 0, ran.err
    (path,) = Path(f"kirim-{year}").glob("*.xlsx")
    answer(path, ANSWERS)
    return path


def first_row(path: Path) -> dict[str, object]:
    """The office's row of a workbook's first sheet."""
    return next(row for row in named(path, openpyxl.load_workbook(path).sheetnames[0]) if row["Code"] == "x")


@pytest.fixture
def known(capacity: Run) -> Run:
    """Answers of 2022, and a published figure of 2021."""
    assert capacity("lke", "import", str(filled_in(capacity)), "--tier", "self").code == 0
    assert capacity("result", "set", "x", "2021", "capacity", "1,5", "--tier", "self").code == 0
    return capacity


def test_a_worksheet_goes_out_and_comes_in_and_its_zero_is_an_answer(known: Run) -> None:
    found = document(known, "score", "show", "x", "2022", "--items")
    assert {key: found["index"][key] for key in ("points", "max", "grade", "scale", "provisional")} == {
        "points": "3.10", "max": "5", "grade": "Cukup", "scale": "capacity-2022", "provisional": False,
    }  # fmt: skip
    assert {node["code"]: node["points"] for node in found["nodes"]} == {
        "A": "1.00", "A.1": "0.00", "A.2": "1.00", "B": "2.10", "B.1": "0.50", "B.2": "1.60",
    }  # fmt: skip


@pytest.mark.libreoffice
def test_what_libreoffice_calculates_and_saves_comes_in_with_the_same_figures(capacity: Run, tmp_path: Path) -> None:
    (path,) = saved([filled_in(capacity)], tmp_path)
    ran = capacity("lke", "import", str(path), "--json")
    (entry,) = json.loads(ran.out)["files"]
    assert (ran.code, entry["status"]) == (0, "stored")
    assert {problem["code"] for problem in entry["problems"]} == {"evidence-missing"}
    assert entry["sheet_total"] == entry["computed_total"] == "3.10"
    assert document(capacity, "score", "show", "x", "2022")["index"]["points"] == "3.10"


@pytest.mark.parametrize(
    ("level", "index", "grade"),
    [
        ("0", "0.00", "Kurang"), ("1.99", "1.99", "Kurang"), ("1.995", "2.00", "Cukup"), ("2", "2.00", "Cukup"),
        ("3.99", "3.99", "Cukup"), ("4", "4.00", "Utama"), ("5", "5.00", "Utama"),
    ],
)  # fmt: skip
def test_bands_closed_below(capacity: Run, level: str, index: str, grade: str) -> None:
    for item in ANSWERS:
        flags = ("--rubric", "capacity-2022", "--tier", "self")
        assert capacity("answer", "set", "x", "2022", item, level, *flags).code == 0
    found = document(capacity, "score", "show", "x", "2022")["index"]
    assert (found["points"], found["grade"]) == (index, grade)


@pytest.mark.parametrize(
    ("score", "grade"),
    [("0", "Kurang"), ("2", "Kurang"), ("2.01", "Cukup"), ("4", "Cukup"), ("4.01", "Utama"), ("5", "Utama")],
)
def test_bands_closed_above_and_the_lowest_at_both_ends(capacity: Run, score: str, grade: str) -> None:
    """Of published figures of 2021; on the scale of 2022 the inner ends belong to the bands above."""
    ran = capacity("result", "set", "x", "2021", "capacity", f"{grade}/{score}")
    assert (ran.code, "warning" in ran.err) == (0, False)
    later = capacity("result", "set", "x", "2022", "capacity", f"{grade}/{score}").err
    assert ("warning" in later) == (score in ("2", "4"))


@pytest.mark.parametrize(("score", "year"), [("5,01", "2021"), ("5,01", "2022"), ("-0,01", "2022")])
def test_what_is_outside_of_the_scale_is_refused(capacity: Run, score: str, year: str) -> None:
    refused = capacity("result", "set", "x", year, "capacity", "--", score)
    assert refused.code == 1, refused.err
    for level in ("5.01", "-0.01"):
        command = ("answer", "set", "x", "2022", "--rubric", "capacity-2022", "--tier", "self", "--", "A.1", level)
        ran = capacity(*command)
        assert (ran.code, "Enter a number from 0 to 5." in ran.err) == (1, True)
    assert document(capacity, "result", "list")["results"] == []


def test_the_axis_is_the_whole_scale_and_a_middle_level_is_half_of_it() -> None:
    scales = parse_instrument(CAPACITY, "capacity.yaml").scales
    assert value_axis([3.1, 1.5], scales) == ValueAxis(0, 5, 1)
    assert {percent_of_scale(scale.bands[1].above, scale) for scale in scales} == {40}


@pytest.mark.parametrize(
    ("arguments", "drawn"),
    [
        (("trend", "x"), ("3.10", "1.5", "Cukup")),
        (("heatmap", "2022"), ("3.10 Cukup",)),
        (("rank", "--years", "2021,2022"), ("Rank by Capacity index, 2021–2022",)),
        (("areas", "x", "--years", "2022"), ("Mandat", "50.00", "70.00")),
        (("radar", "x", "--years", "2022"), ("Hasil",)),
    ],
)
def test_charts_are_drawn_of_it(known: Run, arguments: tuple[str, ...], drawn: tuple[str, ...]) -> None:
    ran = known("chart", *arguments, *OURS, "-o", "x.svg")
    assert ran.code == 0, ran.err
    text = Path("x.svg").read_text(encoding="utf-8")
    assert [words for words in drawn if words not in text] == []
    if arguments[0] == "trend":
        assert ">100<" not in text


def test_workbook_and_page_have_it(known: Run) -> None:
    assert known("report", "summary", "2022", *OURS, "-o", "x.xlsx").code == 0
    found = first_row(Path("x.xlsx"))
    assert (found["Index"], found["Grade"]) == (3.1, "Cukup")
    assert known("report", "trend", "x", *OURS, "-o", "x.html").code == 0
    page = Path("x.html").read_text(encoding="utf-8")
    for words in ("Kapasitas Pengawasan: report for leadership", "Capacity index 2022", "3.10", "Cukup"):
        assert words in page, words


@pytest.mark.libreoffice
def test_the_workbook_recalculated_has_the_same_index(known: Run, tmp_path: Path) -> None:
    assert known("report", "summary", "2022", *OURS, "-o", "x.xlsx").code == 0
    (again,) = saved([Path("x.xlsx")], tmp_path)
    found = first_row(again)
    assert (round(float(str(found["Index"])), 9), found["Grade"]) == (3.1, "Cukup")
