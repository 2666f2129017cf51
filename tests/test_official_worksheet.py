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
from tests.lke.flipping import INDEX, flips

OFFICIAL = Path(__file__).parents[2] / "shared" / "lke" / "bps-lke-rb-2015.xlsx"
RUBRICS = {2015: catalog.shipped_rubric("rb-2014"), 2014: catalog.shipped_rubric("rb-2014-awal")}
FLAGS = ("--office", "bps", "--tier", "evaluator")

pytestmark = pytest.mark.skipif(not OFFICIAL.is_file(), reason="the official worksheet is not on this machine")


@pytest.mark.parametrize(
    ("year", "exact", "notes"),
    [("2015", "71.40628571428571428571428571", 6), ("2014", "60.86020238095238095238095238", 0)],
)
def test_both_years_come_in_and_every_figure_agrees(
    bps: Run, tmp_path: Path, year: str, exact: str, notes: int
) -> None:
    """Every one of the sheet's 197 figures, its index, 151 answers and the notes."""
    rubric = RUBRICS[int(year)]
    reading = _reading(rubric, int(year))
    answers, _problems = validate(rubric, reading.raw, reading.place, catalog.answer_words())
    computed = {node.node.code: node.stated for node in score(rubric, answers).walk()}
    assert len(reading.figures) == 197
    for code, figure in reading.figures.items():
        assert abs(figure.value - (computed[code] or 0)) < Fraction(1, 10**9), code
    path = str(shutil.copy(OFFICIAL, tmp_path / OFFICIAL.name))
    ran = bps("lke", "import", path, *FLAGS, "--rubric", rubric.id, "--year", year, "--json")
    (entry,) = json.loads(ran.out)["files"]
    assert (ran.code, entry["status"], entry["answers"]["new"]) == (0, "stored", 151)
    assert entry["sheet_total"] == entry["computed_total"]
    assert (entry["rubric"], entry["sheet_total"]) == (rubric.id, entry["computed_total"])
    assert {problem["code"] for problem in entry["problems"]} <= {"notes-without-heading"}
    document = json.loads(bps("score", "show", "bps", year, "--items", "--json").out)
    assert document["index"]["exact"] == exact
    assert sum(1 for node in document["nodes"] if node.get("note")) == notes


@pytest.mark.parametrize("year", RUBRICS)
def test_the_rubric_read_from_it_is_that_of_its_year(bps: Run, year: int) -> None:
    """Same tree, weights, shares, and every multiplier and zero-gate. In 2015 one formula looks at the row of another
    item, and is refused until that is accepted."""
    expected = RUBRICS[year]
    command = ("rubric", "import", str(OFFICIAL), "-o", "data/rubrics/official.yaml", "--year", str(year))
    refused = bps(*command)
    slip = "LKE!K14: The formula of A.I.2.a does not look at its own answer."
    assert (refused.code, refused.err.count("error: "), slip in refused.err) == (
        (1, 1, True) if year == 2015 else (0, 0, False)
    )
    ran = bps(*command, "--accept-unread-formulas")
    assert (ran.code, ran.err.count("error: "), ran.err.count("warning: ")) == (0, 0, 2 if year == 2015 else 1), ran.err
    stated = {2015: "71.41", 2014: "60.86"}[year]
    assert f"Index of the answers in the sheet: {stated}; the sheet states {stated}." in ran.err
    found = catalog.Catalogue().rubric("official")
    assert list(found.nodes) == list(expected.nodes)
    for code, node in expected.nodes.items():
        own = found.nodes[code]
        assert (own.weight, own.area, own.multiplied_by, own.zero_where) == (
            node.weight, node.area, node.multiplied_by, node.zero_where,
        ), code  # fmt: skip
        if code != "B.II.2":  # where the words of the opinions differ
            assert own.answer == node.answer, code
    answers = validate(expected, _reading(expected, year).raw, Place(), catalog.answer_words())[0]
    same = validate(found, _reading(found, year).raw, Place(), catalog.answer_words())[0]
    assert score(found, same).points == score(expected, answers).points


@pytest.mark.libreoffice
@pytest.mark.slow
def test_every_answer_changed_gives_the_figures_of_libreoffice(tmp_path: Path) -> None:
    """Each answer of both years to each of its letters. One formula of 2015 is a slip: A.I.2.a stands at what A.I.1.a
    earns."""
    found = list(flips(OFFICIAL, RUBRICS, tmp_path, "filled in"))
    assert len(found) == 970
    apart = [flip for flip in found if flip.apart()]
    assert {flip.scored.rubric.id for flip in apart} == {"rb-2014"}
    assert [(flip.item, flip.answer) for flip in apart] == [("A.I.1.a", "B"), ("A.I.1.a", "C"), ("A.I.2.a", "Tidak")]
    for flip in apart:
        shares = {node.node.code: node.share or 0 for node in flip.scored.walk()}
        slip = float(shares["A.I.1.a"] - shares["A.I.2.a"])
        above = dict.fromkeys(("A.I.2", "A.I", "A", INDEX), slip / 5)
        assert flip.apart() == pytest.approx({"A.I.2.a": slip, **above}, abs=1e-9)


def _reading(rubric: Rubric, year: int) -> WorksheetReading:
    tables = find_tables(open_workbook(OFFICIAL))
    return read_worktable(next(table for table in tables if table.year == year), rubric)
