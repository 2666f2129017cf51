"""Pictures as files, and as elements of a page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure

from rbtrack.charts.canvas import save_figure, save_pages, svg_text
from rbtrack.charts.gaps import draw_gap
from rbtrack.charts.heatmap import draw_heatmap, draw_heatmap_pages
from rbtrack.charts.ranking import draw_rank
from rbtrack.charts.sakip import draw_sakip
from rbtrack.charts.trends import draw_trend
from rbtrack.domain.gaps import Gap, PartGap
from rbtrack.errors import RbtrackError
from rbtrack.views.charts import HeatmapChart, OfficeAreas
from rbtrack.views.trends import OfficeTrend
from tests.charts.test_areas import both
from tests.charts.values import HOSTILE, computed, office, over_years, ranked, years


def chart_of(name: str) -> Figure:
    return draw_trend(over_years([OfficeTrend(office(1, name), years(computed(2021, "70"), computed(2022, "71")))]))


FIGURES = {"53.001": computed(2022, "70")}
DRAWN = {
    "trend": lambda: chart_of(HOSTILE),
    "sakip": lambda: draw_sakip(over_years([OfficeTrend(office(1, HOSTILE), years(computed(2021, "70")))])),
    "heatmap": lambda: draw_heatmap(HeatmapChart(2022, (OfficeAreas(office(1, HOSTILE), FIGURES["53.001"], ()),))),
    "rank": lambda: draw_rank(ranked([office(1, HOSTILE)], FIGURES, FIGURES)),
    "gap": lambda: draw_gap(both(Gap(*_gap(), ()), HOSTILE)),
}


def _gap() -> tuple[PartGap, tuple[PartGap, ...]]:
    from fractions import Fraction

    whole = PartGap("x", HOSTILE, Fraction(100), Fraction(70), None)
    return whole, (whole,)


@pytest.mark.parametrize("kind", DRAWN)
@pytest.mark.parametrize(("suffix", "start"), [(".png", b"\x89PNG"), (".svg", b"<?xml"), (".PDF", b"%PDF")])
def test_the_ending_says_the_kind_and_the_same_input_gives_the_same_bytes(
    tmp_path: Path, kind: str, suffix: str, start: bytes
) -> None:
    one, two = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"
    save_figure(DRAWN[kind](), one)
    save_figure(DRAWN[kind](), two)
    assert one.read_bytes().startswith(start)
    assert one.read_bytes() == two.read_bytes()


def test_two_processes_write_the_same_picture(tmp_path: Path) -> None:
    """Whatever order the hashes of a process give."""
    code = "import sys; from pathlib import Path; from tests.charts.test_files import DRAWN, save_figure; save_figure(DRAWN['trend'](), Path(sys.argv[1]))"
    for name, seed in (("one.svg", "1"), ("two.svg", "2")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / name)], check=True, env=environment)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


@pytest.mark.parametrize("kind", DRAWN)
def test_an_element_for_a_page_is_sound_and_needs_nothing_else(kind: str) -> None:
    text = svg_text(DRAWN[kind](), "first", "A <title>", HOSTILE)
    root = ElementTree.fromstring(text)
    assert text.startswith("<svg ")
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "first-title first-description")
    title, description = root[0], root[1]
    assert (title.text, title.get("id"), description.get("id")) == ("A <title>", "first-title", "first-description")
    assert not re.search(r"<(style|script|metadata|image)| style=|https?://(?!www\.w3\.org/2000/svg\")", text)
    ids = {each.get("id") for each in root.iter() if each.get("id")}
    assert all(name and name.startswith("first-") for name in ids)
    used = set(re.findall(r"url\(#([^)]+)\)", text)) | {
        each.get("href", "#")[1:] for each in root.iter() if each.get("href")
    }
    assert used <= ids
    words = "".join(each.text or "" for each in root.iter() if each.tag.endswith("text"))
    assert "$\\frac{ KPU $x & <b>" in words


def test_two_elements_in_a_page_share_no_id() -> None:
    one, two = (
        set(re.findall(r' id="([^"]+)"', svg_text(DRAWN["trend"](), prefix, "t", "d"))) for prefix in ("a", "b")
    )
    assert len(one) == len(two) > 10
    assert not one & two


def test_an_svg_file_names_itself(tmp_path: Path) -> None:
    save_figure(chart_of("KPU & NTT"), tmp_path / "x.svg")
    assert '<title id="rbtrack-title">KPU &amp; NTT: 71.00 BB, up 1.00 since 2021</title>' in (
        tmp_path / "x.svg"
    ).read_text(encoding="utf-8")


def test_several_pages_go_into_one_pdf(tmp_path: Path) -> None:
    rows = tuple(OfficeAreas(office(number), None, ()) for number in range(90))
    pages = draw_heatmap_pages(HeatmapChart(2022, rows))
    save_pages(pages, tmp_path / "x.pdf")
    assert (tmp_path / "x.pdf").read_bytes().count(b"/Type /Page ") == len(pages) == 3


def test_a_letter_that_the_font_lacks_is_drawn_as_a_box_without_a_warning(tmp_path: Path) -> None:
    for suffix in (".png", ".svg", ".pdf"):
        save_figure(chart_of("KPU \U0001f5f3 选举"), tmp_path / f"x{suffix}")


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RbtrackError):
        save_figure(DRAWN["trend"](), tmp_path / "x.jpeg")


def test_pyplot_with_its_global_state_is_not_loaded() -> None:
    code = "import rbtrack.charts.trends, rbtrack.charts.sakip, rbtrack.charts.ranking, sys; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
