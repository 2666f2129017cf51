"""The real official worksheet of BPS, where this machine has it (it may not be copied into the repository)."""

from __future__ import annotations

import json
import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from rbtrack import catalog
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import score
from rbtrack.domain.validating import validate
from rbtrack.errors import Place
from rbtrack.lke.reading.collecting import WorksheetReading
from rbtrack.lke.reading.foreign import read_worktable
from rbtrack.lke.reading.layout import find_tables
from rbtrack.xlsx.cells import open_workbook
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
    reading = _reading(rb2014, int(year))
    answers, _problems = validate(rb2014, reading.raw, reading.place, catalog.answer_words())
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


def test_the_rubric_read_from_it_is_rb_2014(bps: Run, rb2014: Rubric) -> None:
    """Same tree, weights, gates and shares; 2014 lacks the gates, and it is said where."""
    command = ("rubric", "import", str(OFFICIAL), "-o", "data/rubrics/official.yaml", "--year", "2015")
    refused = bps(*command)
    assert (refused.code, refused.err.count("error: ")) == (1, 2)
    assert "LKE!K14: The formula of A.I.2.a does not look at its own answer." in refused.err
    assert "LKE!K17: What A.I.2.d earns also depends on J14," in refused.err
    ran = bps(*command, "--accept-unread-formulas")
    assert (ran.code, ran.err.count("error: ")) == (0, 0), ran.err
    assert "2014 reads otherwise, 2015 counts: A.V.4.c, A.V.4.d, A.V.4.e, A.VIII.4.c." in ran.err
    assert "Index of the answers in the sheet: 71.41; the sheet states 71.41." in ran.err
    found = catalog.Catalogue().rubric("official")
    assert list(found.nodes) == list(rb2014.nodes)
    for code, node in rb2014.nodes.items():
        own = found.nodes[code]
        assert (own.weight, own.multiplied_by, own.area) == (node.weight, node.multiplied_by, node.area), code
    answers = validate(rb2014, _reading(rb2014, 2015).raw, Place(), catalog.answer_words())[0]
    same = validate(found, _reading(found, 2015).raw, Place(), catalog.answer_words())[0]
    assert score(found, same).points == score(rb2014, answers).points


def _reading(rubric: Rubric, year: int) -> WorksheetReading:
    tables = find_tables(open_workbook(OFFICIAL))
    return read_worktable(next(table for table in tables if table.year == year), rubric)


def test_every_condition_on_another_item_in_the_older_year_is_named(bps: Run) -> None:
    ran = bps("rubric", "import", str(OFFICIAL), "-o", "data/rubrics/official.yaml", "--year", "2014")
    assert (ran.code, ran.err.count(" also depends on ")) == (1, 36)
    assert ran.err.count("error: ") == 36
