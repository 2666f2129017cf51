"""The real official worksheet of BPS, where this machine has it (it may not be copied into the repository)."""

from __future__ import annotations

import json
import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from rbtrack.domain.evaluation import validate
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import score
from rbtrack.workbook.cells import open_workbook
from rbtrack.workbook.layout import find_bands
from rbtrack.workbook.reader import read_band
from tests.conftest import Run

OFFICIAL = Path(__file__).parents[2] / "shared" / "lke" / "bps-lke-rb-2015.xlsx"
FLAGS = ("--office", "bps", "--rubric", "rb-2014", "--tier", "evaluator")

pytestmark = pytest.mark.skipif(not OFFICIAL.is_file(), reason="the official worksheet is not on this machine")


@pytest.mark.parametrize(
    ("year", "exact", "notes"),
    [("2015", "71.40628571428571428571428571", 6), ("2014", "60.86020238095238095238095238", 0)],
)
def test_both_years_come_in_and_every_figure_agrees(
    bps: Run, rb2014: Rubric, tmp_path: Path, year: str, exact: str, notes: int
) -> None:
    """Every one of the sheet's 197 figures, its index, 151 answers and the notes."""
    band = next(found for found in find_bands(open_workbook(OFFICIAL)) if found.year == int(year))
    reading = read_band(band, rb2014)
    answers, _problems = validate(rb2014, reading.raw, reading.place)
    computed = {node.node.code: node.stated for node in score(rb2014, answers).walk()}
    assert len(reading.figures) == 197
    for code, figure in reading.figures.items():
        assert abs(figure.value - (computed[code] or 0)) < Fraction(1, 10**9), code
    path = str(shutil.copy(OFFICIAL, tmp_path / OFFICIAL.name))
    ran = bps("lke", "import", path, *FLAGS, "--year", year, "--json")
    (entry,) = json.loads(ran.out)["files"]
    assert (ran.code, entry["status"], entry["answers"]["new"]) == (0, "stored", 151)
    assert entry["sheet_total"] == entry["computed_total"]
    assert {problem["code"] for problem in entry["problems"]} <= {"notes-without-heading"}
    document = json.loads(bps("score", "show", "bps", year, "--items", "--json").out)
    assert document["index"]["exact"] == exact
    assert sum(1 for node in document["nodes"] if node.get("note")) == notes
