"""Levels on the command line, with the unit of the official form: WBK and WBBM line by line, and the agency above it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rbtrack.domain.evaluation import Answer, EvaluationKey, Office
from tests.conftest import Run
from tests.panels import fill
from tests.zona_integritas import RUBRIC, answers_of_the_form

ZI = ("--instrument", "zi")
AGENCY = {"opini-bpk": "WTP", "sakip": "BB/71,5", "rb": "B/66"}


@pytest.fixture
def unit(run: Run) -> Run:
    """A unit below a service of a city, judged in 2024 with the answers of the form, and in 2023 with worse ones."""
    assert run("init").code == 0
    offices = (
        Office("53", "Kota Kupang", "Kota"),
        Office("53.1", "Dinas Kesehatan", "dinas", "53"),
        Office("53.1.1", "Balai <x>", "unit", "53.1"),
    )
    worse = {"B.II.a": Answer("3.59"), "B.I.b": Answer("C"), "A.II.1.ii.a": Answer()}
    years = ((2024, answers_of_the_form()), (2023, answers_of_the_form() | worse))
    fill(
        "data/rbtrack.db",
        offices,
        [(EvaluationKey("53.1.1", year, RUBRIC, "self"), answers) for year, answers in years],
    )
    return run


def publish(run: Run, year: int, office: str = "53", **figures: str) -> None:
    for instrument, figure in (figures or AGENCY).items():
        ran = run("result", "set", office, str(year), instrument.replace("_", "-"), figure, "--source", "LHP")
        assert ran.code == 0, ran.err


def document(run: Run, *arguments: str) -> dict[str, Any]:
    ran = run(*arguments, "--json")
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def shown(run: Run, year: int) -> dict[str, dict[str, Any]]:
    return {each["code"]: each for each in document(run, "score", "show", "53.1.1", str(year), *ZI)["levels"]}


def plain(out: str) -> str:
    """What the screen shows, without its line breaks."""
    return " ".join(out.split())


def states(level: dict[str, Any]) -> dict[str, str]:
    """Every line that does not simply hold."""
    parts = [(each["part"], each) for each in level["lines"]]
    parts += [(each["instrument"], each) for each in level["eligibility"]]
    return {
        part: f"{each['state']}{' for now' if each['provisional'] else ''}"
        for part, each in parts
        if each["state"] != "holds" or each["provisional"]
    }


def test_every_line_of_the_form_holds_and_the_agency_is_not_known(unit: Run) -> None:
    found = document(unit, "score", "show", "53.1.1", "2024", *ZI)
    assert found["level_reached"] is None
    for level in found["levels"]:
        assert level["state"] == "not_known"
        assert states(level) == dict.fromkeys(AGENCY, "not_known")
        assert {each["reason"] for each in level["eligibility"]} == {"figure_missing"}
        assert {each["agency"]["code"] for each in level["eligibility"]} == {"53"}
    wbk, wbbm = found["levels"]
    assert [(each["part"], each["minimum"], each["value"]) for each in wbbm["lines"]] == [
        ("total", "85", "95.71"),
        ("A", "48", "58.88"),
        ("area:1", "75", "100.00"),
        ("area:2", "75", "98.21"),
        ("area:3", "75", "100.00"),
        ("area:4", "75", "100.00"),
        ("area:5", "75", "93.40"),
        ("area:6", "75", "100.00"),
        ("B.I", "19.5", "20.20"),
        ("B.I.a", "15.75", "16.45"),
        ("B.I.b", "3.75", "3.75"),
        ("B.II", "15.75", "16.63"),
    ]
    assert [each["minimum"] for each in wbk["lines"]] == [
        "75", "40", "60", "60", "60", "60", "60", "60", "18.25", "15.75", "2.5", "14",
    ]  # fmt: skip


def test_with_the_agencys_figures_of_the_year_before_a_level_holds_or_fails(unit: Run) -> None:
    publish(unit, 2023)
    assert {code: level["state"] for code, level in shown(unit, 2024).items()} == {"WBK": "holds", "WBBM": "holds"}
    figure = shown(unit, 2024)["WBBM"]["eligibility"][1]["figure"]
    assert (figure["year"], figure["grade"], figure["source"], figure["tier"]) == (2023, "BB", "LHP", "external")
    publish(unit, 2024, sakip="B/65", opini_bpk="WTP")
    found = document(unit, "score", "show", "53.1.1", "2024", *ZI)
    assert found["level_reached"] == "WBK"
    assert {each["code"]: (each["state"], states(each)) for each in found["levels"]} == {
        "WBK": ("holds", {}),
        "WBBM": ("fails", {"sakip": "fails"}),
    }
    publish(unit, 2024, rb="C/45")
    assert document(unit, "score", "show", "53.1.1", "2024", *ZI)["level_reached"] is None


def test_figures_of_a_service_between_unit_and_city_or_too_old_ones_do_not_count(unit: Run) -> None:
    publish(unit, 2022)
    publish(unit, 2024, "53.1", sakip="AA/95")
    assert states(shown(unit, 2024)["WBK"]) == dict.fromkeys(AGENCY, "not_known")


def test_lines_that_fail_say_by_how_much_and_provisional_ones_what_is_missing(unit: Run) -> None:
    publish(unit, 2023)
    levels = shown(unit, 2023)
    provisional = dict.fromkeys(("total", "A", "area:1"), "holds for now")
    assert (levels["WBK"]["state"], states(levels["WBK"])) == ("not_known", provisional)
    assert states(levels["WBBM"]) == {**provisional, "B.I": "fails", "B.I.b": "fails", "B.II": "fails"}
    assert levels["WBBM"]["state"] == "fails"
    lines = {each["part"]: each for each in levels["WBBM"]["lines"]}
    assert {part: lines[part]["short"] for part in ("B.I", "B.I.b", "B.II", "total")} == {
        "B.I": "0.55",
        "B.I.b": "1.25",
        "B.II": "0.04",
        "total": None,
    }
    assert lines["total"]["missing"] == lines["A"]["missing"] == ["A.II.1.ii.a"]
    ran = unit("score", "show", "53.1.1", "2023", *ZI)
    for words in (
        "WBBM (Wilayah Birokrasi Bersih dan Melayani) fails. Of 15 lines 3 fail, 3 are provisional, 0 not known.",
        "WBK (Wilayah Bebas dari Korupsi) is not known yet. Of 15 lines 3 are provisional, 0 not known.",
        "No level holds for certain.",
        "holds for now",
        "What WBK, WBBM ask is not from the regulation's own text: see rbtrack rubric show zi-2021.",
        "Answers missing: 1 (A.II.1.ii.a).",
    ):
        assert words in plain(ran.out), words


def test_the_agencys_own_answers_count_and_a_provisional_figure_holds_nothing(unit: Run) -> None:
    publish(unit, 2024, opini_bpk="WTP", rb="B/66")
    ran = unit("answer", "set", "53", "2024", "1.a", "A", "--rubric", "sakip-2021", "--tier", "final")
    assert ran.code == 0, ran.err
    level = shown(unit, 2024)["WBK"]
    (sakip,) = (each for each in level["eligibility"] if each["instrument"] == "sakip")
    assert (sakip["figure"]["origin"], sakip["figure"]["rubric"], sakip["provisional"]) == (
        "computed",
        "sakip-2021",
        True,
    )
    assert level["state"] == "not_known"


def test_an_office_of_another_kind_above_is_said(unit: Run) -> None:
    assert unit("office", "add", "60", "Instansi").code == 0
    assert unit("office", "add", "60.1", "Balai", "--kind", "unit", "--parent", "60").code == 0
    ran = unit("answer", "set", "60.1", "2024", "B.I.a", "4", "--rubric", RUBRIC, "--tier", "self")
    assert ran.code == 0, ran.err
    (wbk, _wbbm) = document(unit, "score", "show", "60.1", "2024", *ZI)["levels"]
    assert {each["reason"] for each in wbk["eligibility"]} == {"kind_unknown"}
    lines = {each["part"]: (each["state"], each["reason"]) for each in wbk["lines"]}
    assert lines["B.II"] == ("not_known", "blank")
    ran = unit("score", "show", "60.1", "2024", *ZI)
    assert "No office above is of one of these kinds:" in plain(ran.out)


def test_tables_of_levels_go_into_every_file(unit: Run) -> None:
    for name in ("x.md", "x.csv", "x.xlsx", "x.json"):
        ran = unit("score", "show", "53.1.1", "2023", *ZI, "-o", name)
        assert ran.code == 0, ran.err
    text = Path("x.csv").read_text(encoding="utf-8-sig")
    assert "levels,B.II,Pelayanan Publik yang Prima," in text
    assert "| WBBM | B.II |" in Path("x.md").read_text(encoding="utf-8")


def test_a_rubric_without_levels_has_none(unit: Run) -> None:
    ran = unit("answer", "set", "53", "2024", "1.a", "A", "--rubric", "sakip-2021", "--tier", "final")
    assert ran.code == 0, ran.err
    found = document(unit, "score", "show", "53", "2024", "--instrument", "sakip")
    assert (found["levels"], found["level_reached"]) == ([], None)
    assert "Level" not in unit("score", "show", "53", "2024", "--instrument", "sakip").out
    publish(unit, 2020, rb="B/66")
    found = document(unit, "score", "show", "53", "2020")
    assert (found["levels"], found["level_reached"]) == ([], None)


def test_a_rubric_shows_what_its_levels_ask(unit: Run) -> None:
    (wbk, wbbm) = document(unit, "rubric", "show", RUBRIC)["levels"]
    assert (wbk["code"], wbbm["code"], wbk["confidence"]) == ("WBK", "WBBM", "secondary")
    assert wbk["lines"][2] == {"of": "every area", "unit": "percent", "minimum": "60"}
    assert wbbm["eligibility"][2]["grades"]["kementerian"] == "BB"
    assert unit("rubric", "show", RUBRIC, "-o", "x.md").code == 0
    text = Path("x.md").read_text(encoding="utf-8")
    for words in ("60.00 %", "CC: kabupaten, kota, provinsi; B: kementerian, lembaga", "WBBM: As of WBK;"):
        assert words in text


def way(run: Run, level: str, year: int = 2023) -> dict[str, Any]:
    return dict(document(run, "score", "priorities", "53.1.1", str(year), *ZI, "--level", level)["level"])


def test_the_way_to_a_level_names_items_and_what_no_answer_changes(unit: Run) -> None:
    publish(unit, 2023, opini_bpk="WDP", sakip="BB/71,5")
    found = way(unit, "wbbm")
    assert [(each["item"], each["answer"], each["better"], each["for"]) for each in found["steps"]] == [
        ("B.I.b", "C", "B", ["B.I", "B.I.b"]),
        ("B.II.a", "3.59", "3.6", ["B.II"]),
    ]
    assert (found["code"], found["state"], found["reachable"], found["unreachable"]) == ("WBBM", "fails", False, [])
    assert found["agency"] == [
        {"instrument": "opini-bpk", "reason": "grade_too_low"},
        {"instrument": "rb", "reason": "figure_missing"},
    ]
    assert found["unanswered"] == ["A.II.1.ii.a"]
    out = plain(unit("score", "priorities", "53.1.1", "2023", *ZI, "--level", "WBBM").out)
    for words in (
        "Balai <x>, 2023: what leads to WBBM (zi-2021, self-assessment)",
        "- B.I.b Capaian kinerja lebih baik dari sebelumnya: 2.50 of 3.75, fails by 1.25",
        "No answer changes opini-bpk: Kota Kupang (2023, external, LHP), WDP where WTP is asked for: fails",
        "No rb figure of Kota Kupang is known for 2022–2023.",
        "To hold for certain the level also wants every answer. Answers missing: 1 (A.II.1.ii.a).",
    ):
        assert words in out, out


def test_where_every_line_holds_the_way_is_empty(unit: Run) -> None:
    publish(unit, 2023)
    found = way(unit, "WBK", 2024)
    assert (found["steps"], found["reachable"], found["agency"], found["unanswered"]) == ([], True, [], [])
    out = plain(unit("score", "priorities", "53.1.1", "2024", *ZI, "--level", "WBK").out)
    assert "Every line over its own answers holds; nothing need be improved for this level." in out


def test_a_provisional_figure_of_the_agency_stands_in_the_way_too(unit: Run) -> None:
    assert unit("answer", "set", "53", "2024", "1.a", "AA", "--rubric", "sakip-2021", "--tier", "final").code == 0
    reasons = {each["instrument"]: each["reason"] for each in way(unit, "WBK", 2024)["agency"]}
    assert reasons["sakip"] == "provisional"


def test_an_unknown_level_is_refused_with_those_that_there_are(unit: Run) -> None:
    ran = unit("score", "priorities", "53.1.1", "2024", *ZI, "--level", "wbx")
    assert (ran.code, ran.out) == (1, "")
    assert 'zi-2021 has no level "wbx". It has: WBK, WBBM.' in ran.err
    assert unit("answer", "set", "53", "2024", "1.a", "AA", "--rubric", "sakip-2021", "--tier", "final").code == 0
    ran = unit("score", "priorities", "53", "2024", "--instrument", "sakip", "--level", "wbk")
    assert (ran.code, "sakip-2021 has no levels." in ran.err) == (1, True)


def test_without_a_level_the_priorities_say_which_can_be_asked_for(unit: Run) -> None:
    found = document(unit, "score", "priorities", "53.1.1", "2023", *ZI)
    assert "level" not in found
    assert "What leads to a level: --level WBK, WBBM." in plain(unit("score", "priorities", "53.1.1", "2023", *ZI).out)
    ran = unit("score", "priorities", "53.1.1", "2023", *ZI, "--level", "WBBM", "--top", "1")
    assert "1 of 2 items; --top 2 shows all." in plain(ran.out)


def test_an_office_below_no_other_is_its_own_agency(unit: Run) -> None:
    publish(unit, 2024)
    ran = unit("answer", "set", "53", "2024", "B.I.a", "4", "--rubric", RUBRIC, "--tier", "self")
    assert ran.code == 0, ran.err
    (wbk, _wbbm) = document(unit, "score", "show", "53", "2024", *ZI)["levels"]
    assert [(each["agency"]["code"], each["state"]) for each in wbk["eligibility"]] == [("53", "holds")] * 3
