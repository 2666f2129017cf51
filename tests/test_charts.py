"""Charts are checked by the data that they draw."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from rbtrack.charts.areas import YearOfAreas, draw_areas
from rbtrack.charts.canvas import save_figure
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import score
from rbtrack.errors import RbtrackError
from rbtrack.usecases.demo import sample_answers


def figure(rb2014: Rubric, *years: int, title: str = "BPS", without: str = "-") -> Figure:
    drawn = []
    for year in years:
        answers = {code: answer for code, answer in sample_answers(year).items() if not code.startswith(without)}
        drawn.append(YearOfAreas(str(year), score(rb2014, answers).areas))
    return draw_areas(title, drawn)


def test_every_area_and_year_is_drawn_with_its_figure(rb2014: Rubric) -> None:
    axes = figure(rb2014, 2014, 2015).axes[0]
    widths = [bar.get_width() for bar in axes.patches]  # type: ignore[attr-defined]
    assert len(widths) == 16
    assert widths[:2] == pytest.approx([66.5124, 62.5], abs=1e-3)
    printed = [label.get_text() for label in axes.texts]
    assert printed[0] == "66.51"
    assert "76.64" in printed
    assert [label.get_text().replace("\n", " ") for label in axes.get_yticklabels()][
        4
    ] == "5. Penataan Sistem Manajemen SDM (15)"


def test_years_differ_without_colour(rb2014: Rubric) -> None:
    axes = figure(rb2014, 2014, 2015).axes[0]
    assert {bar.get_hatch() for bar in axes.patches} == {"", "//"}


def test_missing_is_drawn_as_missing_and_incomplete_is_marked(rb2014: Rubric) -> None:
    blank = figure(rb2014, 2015, without="A.VII.").axes[0]
    assert [label.get_text() for label in blank.texts][6] == "not filled in"
    partly = figure(rb2014, 2015, without="A.VII.1").axes[0]
    assert [label.get_text() for label in partly.texts][6].endswith(" *")


def test_foreign_names_are_drawn_as_they_are(rb2014: Rubric, tmp_path: Path) -> None:
    """Dollar signs would be mathematics, and a broken formula an error."""
    save_figure(figure(rb2014, 2015, title="$\\frac{ KPU $x & <b> \x1b[31m"), tmp_path / "x.svg")
    assert "$\\frac{ KPU $x" in (tmp_path / "x.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(("suffix", "start"), [(".png", b"\x89PNG"), (".svg", b"<?xml"), (".pdf", b"%PDF")])
def test_the_ending_says_the_kind_and_the_same_input_gives_the_same_bytes(
    rb2014: Rubric, tmp_path: Path, suffix: str, start: bytes
) -> None:
    one, two = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"
    save_figure(figure(rb2014, 2014, 2015), one)
    save_figure(figure(rb2014, 2014, 2015), two)
    assert one.read_bytes().startswith(start)
    assert one.read_bytes() == two.read_bytes()


def test_other_endings_are_refused(rb2014: Rubric, tmp_path: Path) -> None:
    with pytest.raises(RbtrackError):
        save_figure(figure(rb2014, 2015), tmp_path / "x.jpeg")


def test_pyplot_with_its_global_state_is_not_loaded() -> None:
    code = "import rbtrack.charts.areas, sys; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
