"""An agency with its units: whose evaluations count, what is not known, and the way to the figure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from rbtrack import catalog
from rbtrack.cli.common import DEFAULT_DATABASE
from rbtrack.domain.evaluation import Answer, EvaluationKey, Office
from tests.conftest import Run
from tests.panels import fill

OFFICES = (
    Office("kpu", "KPU RI", "lembaga"),
    *(Office(f"kpu-{number}", f"KPU Provinsi {number}", "provinsi", "kpu") for number in (1, 2, 3)),
    Office("kpu-1.1", "KPU Kota", "kota", "kpu-1"),
)
SAKIP = catalog.shipped_rubric("sakip-2021")
ALL = ("score", "combined", "kpu", "2023")


def key(office: str, tier: str = "evaluator", judge: str = "", year: int = 2023) -> EvaluationKey:
    return EvaluationKey(office, year, "sakip-2021", tier, judge)  # type: ignore[arg-type]


def answers(letter: str, **others: str) -> dict[str, Answer]:
    changed = {code.replace("_", ".").removeprefix("i"): each for code, each in others.items()}
    return {code: Answer(changed.get(code, letter)) for code in SAKIP.items}


def store(run: Run, *evaluations: tuple[EvaluationKey, Mapping[str, Answer]]) -> None:
    assert run("init").code == 0
    fill(str(DEFAULT_DATABASE), OFFICES, evaluations)


def document(run: Run, *more: str) -> Any:
    ran = run(*ALL, "--json", *more)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def said(run: Run, *more: str) -> str:
    """What the screen says, however wide it is."""
    return " ".join(run(*ALL, *more).out.split())


def test_a_share_is_never_invented(run: Run) -> None:
    """Of PermenPANRB 88/2021 it is not known how it weighs them: the figure lies between both, and the grade may be sure."""
    store(run, (key("kpu"), answers("BB")), *((key(f"kpu-{unit}"), answers("B", i1_a="A")) for unit in (1, 2, 3)))
    found = document(run)
    assert found["share"] == {"own": None, "units": None, "said_by": None}
    index = found["index"]
    assert (index["points"], index["least"], index["most"], index["grades"]) == (None, "71.20", "80.00", ["BB"])
    assert not index["provisional"]
    shown = said(run)
    assert "Combined index: not known; it lies between 71.20 and 80.00. Its grade is BB whatever that share is" in shown
    assert "sakip-2021 does not say what share the agency has, and what its units: that is not known." in shown
    assert "3 of the 3 offices directly below are in the mean; each counts alike" in shown


def test_a_share_that_the_command_names_gives_the_figure_and_the_way(run: Run) -> None:
    store(run, (key("kpu"), answers("BB")), *((key(f"kpu-{unit}"), answers("B", i1_a="A")) for unit in (1, 2, 3)))
    found = document(run, "--own-share", "60")
    assert (found["index"]["points"], found["index"]["exact"], found["index"]["grades"]) == ("76.48", "76.48", ["BB"])
    assert found["share"] == {"own": "0.6", "units": "0.4", "said_by": "command"}
    part = next(each for each in found["parts"] if each["code"] == "1.a")
    assert (part["own"], part["units"], part["units_mean"], part["exact"]) == ("4.8", ["5.4"] * 3, "5.4", "5.04")
    shown = said(run, "--own-share", "60")
    for line in (
        "Combined index 76.48, grade BB (scale sakip-2021).",
        "The agency counts 60 %, its units 40 %: as the command says, not the rubric.",
        "1.a Keberadaan, units: (5.4 + 5.4 + 5.4) / 3",
        "1.a Keberadaan, with the agency: 4.8 × 60 % + 5.4 × 40 %",
        "Index, with the agency: 80 × 60 % + 71.2 × 40 %",
    ):
        assert line in shown
    assert document(run, "--own-share", "66,67")["share"]["own"] == "0.6667"
    assert document(run, "--own-share", "100")["index"]["points"] == "80.00"


@pytest.mark.parametrize("share", ["101", "-1", "sixty", ""])
def test_a_share_that_is_none_is_refused(run: Run, share: str) -> None:
    store(run, (key("kpu"), answers("BB")), (key("kpu-1"), answers("B")))
    assert run(*ALL, f"--own-share={share}").code == 2


def test_units_are_those_of_the_same_rubric_year_tier_and_judge_and_others_are_named(run: Run) -> None:
    store(
        run,
        (key("kpu", judge="KemenPANRB"), answers("BB")),
        (key("kpu-1", judge="KemenPANRB"), answers("B")),
        (key("kpu-1", judge="Inspektorat"), answers("AA")),
        (key("kpu-2", judge="Inspektorat"), answers("CC")),
        (key("kpu-3", tier="self"), answers("AA")),
        (key("kpu-3", year=2022), answers("AA")),
        (key("kpu-1.1", judge="KemenPANRB"), answers("AA")),
    )
    found = document(run)
    assert [(each["office"]["code"], each["judge"], each["index"]["points"]) for each in found["units"]] == [
        ("kpu-1", "KemenPANRB", "70.00"), ("kpu-2", "Inspektorat", "60.00"),
    ]  # fmt: skip
    assert [(each["office"]["code"], each["because"]) for each in found["left_out"]] == [("kpu-3", "missing")]
    assert found["index"]["provisional"]
    shown = said(run)
    assert "Without an evaluation that fits: kpu-3 (KPU Provinsi 3)." in shown
    assert "Provisional: an evaluation is missing" in shown


def test_of_several_judges_none_is_guessed(run: Run) -> None:
    store(
        run,
        (key("kpu"), answers("BB")), (key("kpu-1"), answers("B")),
        (key("kpu-2", judge="one"), answers("A")), (key("kpu-2", judge="two"), answers("A")),
    )  # fmt: skip
    found = document(run)
    assert [(each["office"]["code"], each["because"]) for each in found["left_out"]] == [
        ("kpu-2", "judges"), ("kpu-3", "missing"),
    ]  # fmt: skip
    assert "Several judged, none of them as the agency was: kpu-2 (KPU Provinsi 2)." in said(run)


def test_a_blank_answer_makes_it_provisional(run: Run) -> None:
    given = answers("BB")
    del given["4.c"]
    store(run, (key("kpu"), answers("BB")), *((key(f"kpu-{unit}"), given) for unit in (1, 2, 3)))
    shown = said(run, "--own-share", "50")
    assert "Combined index 75.00, grade (BB) provisional (scale sakip-2021)." in shown


def test_without_units_there_is_nothing_to_combine(run: Run) -> None:
    store(run, (key("kpu"), answers("BB")), (key("kpu-1", tier="self"), answers("B")))
    refused = run(*ALL)
    assert (refused.code, "No office directly below KPU RI has an evaluation for 2023" in refused.err) == (1, True)
    assert "No office stands directly below KPU Kota." in run("score", "combined", "kpu-1.1", "2023").err
    assert "There is no evaluation of KPU Provinsi 2" not in refused.err


def test_a_rubric_of_ones_own_can_say_it_and_how_sure_it_is(run: Run) -> None:
    path = Path("data/rubrics/sakip-kpu.yaml")
    path.parent.mkdir(parents=True)
    path.write_text(
        "id: sakip-kpu\nversion: 1\nname: SAKIP KPU\nbased_on: sakip-2021\n"
        "combined: {own: 60, units: 40, confidence: unverified, note: Heard in a meeting.}\n",
        encoding="utf-8",
    )
    assert run("init").code == 0
    for office, parent in (("kpu", ()), ("kpu-1", ("--parent", "kpu"))):
        assert run("office", "add", office, office, "--kind", "lembaga", *parent).code == 0
    for office, letter in (("kpu", "A"), ("kpu-1", "B")):
        assert run("answer", "set", office, "2023", "1.a", letter, "--rubric", "sakip-kpu", "--tier", "self").code == 0
    shown = said(run)
    assert "The agency counts 60 %, its units 40 %: as sakip-kpu says." in shown
    assert "These shares were not read in the regulation itself. Heard in a meeting." in shown
    found = document(run)
    assert (found["index"]["exact"], found["share"]["said_by"]) == ("4.92", "rubric")
    assert document(run, "--own-share", "50")["share"]["said_by"] == "command"
    assert "The agency counts 60 %, its units 40 %" in run("rubric", "show", "sakip-kpu").out
    assert json.loads(run("rubric", "show", "sakip-kpu", "--json").out)["combined"] == {
        "own": "60", "units": "40", "confidence": "unverified", "note": "Heard in a meeting.",
    }  # fmt: skip
    assert json.loads(run("rubric", "show", "sakip-2021", "--json").out)["combined"] is None
    path.write_text(path.read_text().replace("units: 40", "units: 30").replace("version: 1", "version: 2"))
    refused = run("rubric", "check", str(path))
    assert (
        refused.code,
        "sakip-kpu.yaml:5: The shares of an agency and its units come to 90, and not to 100." in refused.err,
    ) == (1, True)
