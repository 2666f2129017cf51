"""Levels in the auditors' workbook, where they follow the trace, and on the page for leadership."""

from __future__ import annotations

import html
import re
from pathlib import Path

import openpyxl
import pytest

from rbtrack.domain.evaluation import Answer, EvaluationKey, Office, Result
from rbtrack.reports.page.rendering import leadership_page
from rbtrack.reports.summary import save_summary
from rbtrack.store.schema import create
from rbtrack.text import speaking
from rbtrack.usecases.leadership import leadership
from rbtrack.usecases.panel import OfficeChoice
from rbtrack.usecases.summary import report_summary
from rbtrack.usecases.workspace import Workspace
from tests.libreoffice import Grid, calculated
from tests.panels import fill, set_result
from tests.zona_integritas import RUBRIC, answers_of_the_form


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A and B are units of one city: A with the answers of the form, B with a line short and a blank."""
    address = str(tmp_path_factory.mktemp("levels") / "zi.db")
    create(address)
    offices = (
        Office("53", "Kota <Kupang>", "kota"),
        *(Office(f"53.{number}", f"Balai {letter} <x>", "unit", "53") for number, letter in ((1, "A"), (2, "B"))),
    )
    worse = {"B.II.a": Answer("3.59"), "A.II.1.ii.a": Answer()}
    fill(
        address,
        offices,
        [
            (EvaluationKey("53.1", 2024, RUBRIC, "self"), answers_of_the_form()),
            (EvaluationKey("53.2", 2024, RUBRIC, "self"), answers_of_the_form() | worse),
            (EvaluationKey("53", 2022, "sakip-2021", "self"), {"1.a": Answer("AA")}),
        ],
    )
    for instrument, grade in (("opini-bpk", "WTP"), ("sakip", "B"), ("rb", "BB")):
        set_result(address, Result("53", 2023, instrument, "external", grade=grade, source="=LHP"), "tester")
    return address


def write_workbook(address: str, year: int, path: Path, instrument: str) -> None:
    with Workspace(address, "tester", "en") as workspace:
        save_summary(report_summary(workspace, year, OfficeChoice(everyone=True), (), instrument), path)


@pytest.fixture(scope="module")
def workbook(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "zi.xlsx"
    with speaking("en"):
        write_workbook(address, 2024, path, "zi")
    return path


def cells(path: Path) -> Grid:
    sheet = openpyxl.load_workbook(path, data_only=True)["Levels"]
    return [
        [value if isinstance(value, (str, float, int)) else "" for value in row]
        for row in sheet.iter_rows(values_only=True)
    ]


def found(grid: Grid, office: str, level: str) -> dict[object, tuple[object, ...]]:
    """Minimum, value, margin and result by line."""
    return {row[4] or "total": tuple(row[7:11]) for row in grid[4:] if (row[0], row[3]) == (office, level)}


def test_every_line_of_every_level_has_a_row(workbook: Path) -> None:
    grid = cells(workbook)
    assert len(grid) == 4 + 2 * 2 * 15
    lines = found(grid, "53.2", "WBBM")
    assert lines["B.II"] == (15.75, 15.70625, -0.04, "fails")
    assert lines["B.I.b"] == (3.75, 3.75, 0, "holds")
    assert lines["total"][3] == "holds for now"
    assert lines["1"][3] == "holds for now"
    assert lines["sakip"] == ("BB", "B", "–", "fails")
    assert lines["opini-bpk"] == ("WTP", "WTP", "–", "holds")
    assert {line[3] for line in found(grid, "53.1", "WBK").values()} == {"holds"}


def test_values_follow_the_trace_when_calculated(workbook: Path, tmp_path: Path) -> None:
    (sheets,) = calculated([workbook], tmp_path)
    stored, anew = cells(workbook), sheets["Levels"]
    assert len(stored) == len(anew)
    for before, after in zip(stored, anew, strict=True):
        for one, other in zip(before, after, strict=True):
            assert one == (pytest.approx(other, abs=1e-9) if isinstance(one, float | int) else other)
    formulas = openpyxl.load_workbook(workbook)["Levels"]
    live = [cell.coordinate for row in formulas.iter_rows(min_row=5) for cell in row if cell.data_type == "f"]
    assert len(live) == 3 * 2 * 2 * 12


def test_a_report_without_levels_has_no_such_sheet(address: str, tmp_path: Path) -> None:
    with speaking("en"):
        write_workbook(address, 2023, tmp_path / "x.xlsx", "rb")
    assert "Levels" not in openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames


def page(address: str, office: str, instrument: str = "zi") -> str:
    """The block of levels, as it is read; empty where there is none."""
    with Workspace(address, "tester", "en") as workspace:
        text = leadership_page(leadership(workspace, office, instrument=instrument), None, [None])
    block = re.search(r'<section aria-labelledby="h-levels">(.*?)</section>', text, re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "|", block[1])) if block else ""


def test_the_page_says_which_level_is_reached_and_what_stands_in_the_way(address: str) -> None:
    reached, in_the_way = page(address, "53.1"), page(address, "53.2")
    for words in (
        "Level reached: WBK (Wilayah Bebas dari Korupsi).",
        "WBK (Wilayah Bebas dari Korupsi) holds: every line does.",
        "sakip: Kota <Kupang> (2023, external, =LHP), B where BB is asked for: fails",
    ):
        assert words in reached, reached
    assert "Total" not in reached, "lines that hold are not listed"
    for words in (
        "No level holds for certain.",
        "B.II Pelayanan Publik yang Prima: 15.71 of 15.75, fails by 0.04",
        "Total: 93.79 of 85.00, holds for now.",
        "Answers missing: 1 (A.II.1.ii.a).",
    ):
        assert words in in_the_way, in_the_way


def test_a_page_without_levels_has_no_such_block(address: str) -> None:
    assert page(address, "53", "sakip") == ""
