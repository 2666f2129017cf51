"""The real official worksheet of BPS, where this machine has it (it may not be copied into the repository)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Run

OFFICIAL = Path(__file__).parents[2] / "shared" / "lke" / "bps-lke-rb-2015.xlsx"
FLAGS = ("--office", "bps", "--rubric", "rb-2014", "--tier", "evaluator")

pytestmark = pytest.mark.skipif(not OFFICIAL.is_file(), reason="the official worksheet is not on this machine")


@pytest.mark.parametrize(
    ("year", "exact", "notes"),
    [("2015", "71.40628571428571428571428571", 6), ("2014", "60.86020238095238095238095238", 0)],
)
def test_both_years_come_in_and_every_figure_agrees(
    bps: Run, tmp_path: Path, year: str, exact: str, notes: int
) -> None:
    """The import compares all 197 figures of the sheet to a millionth; the exact index is compared here."""
    path = str(shutil.copy(OFFICIAL, tmp_path / OFFICIAL.name))
    ran = bps("lke", "import", path, *FLAGS, "--year", year, "--json")
    (entry,) = json.loads(ran.out)["files"]
    assert (ran.code, entry["status"], entry["answers"]["new"]) == (0, "stored", 151)
    assert entry["sheet_total"] == entry["computed_total"]
    assert {problem["code"] for problem in entry["problems"]} <= {"notes-without-heading"}
    document = json.loads(bps("score", "show", "bps", year, "--items", "--json").out)
    assert document["index"]["exact"] == exact
    assert sum(1 for node in document["nodes"] if node.get("note")) == notes
