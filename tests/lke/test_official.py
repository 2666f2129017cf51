"""Worksheets that we write calculate to our own figures, and hold foreign text as text."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer, Office
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import score
from rbtrack.lke.reading.foreign import read_worktable
from rbtrack.lke.reading.layout import find_tables
from rbtrack.xlsx.cells import open_workbook
from tests.conftest import require_tool
from tests.lke.flipping import flips
from tests.lke.official import YearTable, sample_answers, write_worksheet

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://x.example/", "[red]", "a\nb", "'kutip", " spasi "]


def recalculate(path: Path) -> Path:
    """The same workbook, calculated and saved by LibreOffice."""
    office = require_tool("soffice", "libreoffice")
    bare = path.with_name("bare.xlsx")
    # Saved by openpyxl no formula has a stored result: LibreOffice must calculate every one.
    openpyxl.load_workbook(path).save(bare)
    target = path.parent / "calculated"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target), str(bare)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return Path(shutil.move(target / bare.name, path.with_name("calculated.xlsx")))


@pytest.mark.libreoffice
@pytest.mark.parametrize("year", [2015, 2014])
def test_libreoffice_calculates_the_figures_that_we_compute(tmp_path: Path, rb2014: Rubric, year: int) -> None:
    """All answered; and with a blank, a blank gate and a whole group blank."""
    answers = sample_answers(year)
    gaps = {
        code: answer for code, answer in answers.items() if code not in ("A.I.1.b", "A.V.4.b") and code[:6] != "A.VI.1"
    }
    for name, given in (("all.xlsx", answers), ("gaps.xlsx", gaps)):
        scored = score(rb2014, given)
        path = tmp_path / name
        write_worksheet(path, rb2014, Office("bps", "BPS", "lembaga"), [YearTable(year, scored)])
        reading = read_worktable(find_tables(open_workbook(recalculate(path)))[0], rb2014)
        computed = {node.node.code: node.stated for node in scored.walk()}
        stated = {code: figure.value for code, figure in reading.figures.items()}
        assert {code for code, figure in computed.items() if figure is not None} == set(stated)
        for code, figure in stated.items():
            assert float(figure) == pytest.approx(float(computed[code] or 0), abs=1e-9), code
        assert reading.total is not None
        assert float(reading.total.value) == pytest.approx(float(scored.points or 0), abs=1e-9)


def test_stored_figures_are_ours_without_any_calculating(worksheet: Path, rb2014: Rubric) -> None:
    reading = read_worktable(find_tables(open_workbook(worksheet))[0], rb2014)
    computed = {node.node.code: node.stated for node in score(rb2014, sample_answers(2015)).walk()}
    for code, figure in reading.figures.items():
        assert float(figure.value) == pytest.approx(float(computed[code] or 0), abs=1e-12)


@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_text_stays_text(tmp_path: Path, rb2014: Rubric, text: str) -> None:
    path = tmp_path / "x.xlsx"
    scored = score(rb2014, {"A.I.1.a": Answer("A", note=text)})
    write_worksheet(path, rb2014, Office("x", text, "lembaga"), [YearTable(2015, scored)])
    reading = read_worktable(find_tables(open_workbook(path))[0], rb2014)
    assert reading.raw["A.I.1.a"].note == text
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert (sheet["F2"].value, sheet["F2"].data_type) == (text, "s")
    assert sheet["F2"].hyperlink is None


@pytest.mark.libreoffice
def test_every_gate_and_what_it_decides_over_are_what_libreoffice_calculates(worksheet: Path, tmp_path: Path) -> None:
    """From the best answers, where every gate is open: each answer that a gate asks for or decides over, to each of its
    letters and to a blank, in the formulas of both years."""
    rubrics = {2015: catalog.shipped_rubric("rb-2014"), 2014: catalog.shipped_rubric("rb-2014-awal")}
    found = list(flips(worksheet, rubrics, tmp_path, "best", only_gates=True, blanks=True))
    assert len(found) > 200
    assert [(flip.scored.rubric.id, flip.item, flip.answer, flip.apart()) for flip in found if flip.apart()] == []
