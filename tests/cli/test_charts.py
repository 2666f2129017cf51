"""`rbtrack chart`: what is fetched, drawn and said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run


def words(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture
def filled(bps: Run, worksheet: Path) -> Run:
    """BPS with two computed years, two published ones and SAKIP; one more office below it, known only by a letter."""
    flags = ("--office", "bps", "--rubric", "rb-2014", "--tier", "evaluator")
    for year in ("2015", "2014"):
        assert bps("lke", "import", str(worksheet), *flags, "--year", year).code == 0
    assert bps("office", "add", "bps.1", "Balai $\\frac{ & <b>", "--kind", "unit", "--parent", "bps").code == 0
    for arguments in (
        ("result", "set", "bps", "2017", "rb", "86,5", "--tier", "self"),
        ("result", "set", "bps.1", "2015", "rb", "70,51", "--tier", "self"),
        ("sakip", "set", "bps", "2020", "CC/65"),
        ("answer", "set", "bps", "2015", "A.I.1.a", "B", "--rubric", "rb-2014", "--tier", "self"),
    ):
        assert bps(*arguments).code == 0
    return bps


@pytest.mark.parametrize(
    ("arguments", "drawn"),
    [
        (("trend", "bps"), ("Badan Pusat Statistik: ", "71.41 BB", "86.5*", "+10.55", "Source: ")),
        (
            ("trend", "bps", "--all", "--years", "2014,2015", "--tier", "evaluator"),
            ("Badan Pusat Statistik: 71.41 BB, up 10.55 since 2014", "not drawn: 1."),
        ),
        (
            ("trend", "--all", "--highlight", "bps", "--years", "2014,2015", "--tier", "evaluator"),
            ("Badan Pusat Statistik: 71.41 BB, up 10.55",),
        ),
        (("trend", "--tier", "self"), ("Only figures of the tier self.", "70.51*")),
        (("trend", "--instrument", "sakip"), ("2 offices: ", "65 CC*")),
        (("change", "2014,2015", "bps"), ("Badan Pusat Statistik: 1 rose", "+10.55", "60.86 B", "71.41 BB")),
        (("areas", "bps", "--years", "2014,2015"), ("Badan Pusat Statistik: change areas, 2014, 2015", "66.51")),
        (("radar", "bps", "--years", "2014"), ("62.50", "2014: 60.86 B")),
        (("heatmap", "2015"), ("1. Badan Pusat Statistik", "2. Balai $\\frac{ &amp; &lt;b&gt;", "71.41 BB", "70.51*")),
        (("heatmap", "2015", "--below", "bps"), ("1. Balai", "Change areas 2015")),
        (("rank", "--years", "2014,2015"), ("Rank by RB index, 2014–2015: 2 offices", "1  =  Badan Pusat Statistik")),
        (("rank", "--years", "2015,2014", "--area", "1"), ("Rank by 1. Manajemen Perubahan, 2014–2015", "66.51")),
        (("gap", "bps", "2015"), ("Badan Pusat Statistik, 2015: evaluator", "the self-assessment", "not filled in")),
        (("sakip", "bps"), ("Badan Pusat Statistik: 65 CC*", "SAKIP, 2020", "earns B")),
    ],
)
def test_every_chart_is_drawn(filled: Run, tmp_path: Path, arguments: tuple[str, ...], drawn: tuple[str, ...]) -> None:
    ran = filled("chart", *arguments, "-o", "folder/x.svg")
    assert (ran.code, ran.out) == (0, ""), ran.err
    assert "Written: folder" in ran.err
    text = words(tmp_path / "folder" / "x.svg").replace("\n", " ")
    assert [each for each in drawn if each not in text] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("change", "2015,2016", "bps"), "None of these offices can be compared between 2015 and 2016."),
        (("trend", "zz"), 'There is no office with the code "zz".'),
        (("trend", "bps", "--years", "2001"), "Nothing is known of these offices"),
        (("trend", "bps", "--tier", "external"), "Nothing is known of these offices"),
        (("heatmap", "2001"), "Nothing is known of these offices"),
        (("heatmap", "2017", "--tier", "final"), "Nothing is known of these offices"),
        (("rank", "--years", "2014,2015", "--tier", "final"), "Nothing is known of these offices"),
        (("rank", "--years", "2014,2015", "--area", "9"), 'No rubric used in 2015 has an area "9". Known are: 1, 2, 3'),
        (
            ("gap", "bps", "2014"),
            "has no self-assessment and evaluation on the same rubric. There are: rb-2014 evaluator",
        ),
        (("gap", "bps", "2014", "--rubric", "x"), "There are: none"),
        (("areas", "bps", "--years", "2009,2010,2011,2012,2013,2014"), "6 series cannot be told apart"),
        (("areas", "bps", "--years", "2016"), "There is no evaluation of Badan Pusat Statistik for 2016"),
        (("sakip", "--below", "bps"), "Nothing is known of these offices"),
        (("sakip", "--below", "bps.1"), "There is no office directly below bps.1."),
    ],
)
def test_what_cannot_be_drawn_is_said(filled: Run, tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    ran = filled("chart", *arguments, "-o", "x.svg")
    assert (ran.code, message in ran.err) == (1, True), ran.err
    assert not (tmp_path / "x.svg").exists()


def test_a_rank_needs_two_years(filled: Run) -> None:
    ran = filled("chart", "rank", "--years", "2014", "-o", "x.svg")
    assert (ran.code, "Name two years" in ran.err) == (2, True)


@pytest.mark.parametrize("kind", ["trend", "sakip", "heatmap 2015", "gap bps 2015", "rank --years 2014,2015"])
def test_an_ending_is_refused_before_anything_is_read(filled: Run, kind: str) -> None:
    ran = filled("--db", "none.db", "chart", *kind.split(), "-o", "x.jpg")
    assert (ran.code, "Choose one of: .png, .svg, .pdf." in ran.err) == (1, True)


def test_years_that_are_not_measured_alike_say_so(filled: Run, tmp_path: Path) -> None:
    assert filled("answer", "set", "bps", "2016", "A.I.1.a", "A", "--rubric", "rb-2014", "--tier", "self").code == 0
    assert filled("chart", "areas", "bps", "--years", "2015,2016", "-o", "x.svg").code == 0
    text = words(tmp_path / "x.svg")
    assert "2015: 71.41 BB, evaluator" in text
    assert "Not measured in the same way" in text


def test_offices_side_by_side_are_named(filled: Run, tmp_path: Path) -> None:
    assert filled("office", "add", "two", "Kedua", "--kind", "x").code == 0
    assert (
        filled("answer", "set", "two", "2015", "A.I.1.a", "A", "--rubric", "rb-2014", "--tier", "evaluator").code == 0
    )
    assert filled("chart", "areas", "bps", "two", "--years", "2015", "-o", "x.svg").code == 0
    assert "Kedua, 2015: (" in words(tmp_path / "x.svg")
    assert "2 offices: change areas, 2015" in words(tmp_path / "x.svg")


def test_charts_speak_indonesian(filled: Run, tmp_path: Path) -> None:
    assert filled("--lang", "id", "chart", "gap", "bps", "2015", "-o", "x.svg").code == 0
    assert "71,41" in words(tmp_path / "x.svg")


def test_many_offices_make_pages(filled: Run, tmp_path: Path) -> None:
    rows = "\n".join(f"k{number},Kantor {number},2020,rb,self,{60 + number % 30}" for number in range(60))
    (tmp_path / "r.csv").write_text("code,office,year,instrument,tier,score\n" + rows + "\n", encoding="utf-8")
    assert filled("result", "import", "r.csv", "--create-offices").code == 0
    assert filled("chart", "heatmap", "2020", "-o", "x.pdf").code == 0
    assert (tmp_path / "x.pdf").read_bytes().count(b"/Type /Page ") == 2
