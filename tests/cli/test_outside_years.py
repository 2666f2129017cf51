"""A rubric that may be used only for its own years, since nobody knows the rules of others."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run

RUBRIC = "rb-2024-provinsi"
SET = ("answer", "set", "bps", "2025", "zona-integritas", "2", "--rubric", RUBRIC, "--tier", "self")
NEW = ("lke", "new", "bps", "--rubric", RUBRIC, "--year")


def test_another_year_wants_a_flag_in_every_way_in(bps: Run) -> None:
    reason = f"{RUBRIC} is made for 2024. Whether its rules hold for 2025 is not known."
    for command in (SET, (*NEW, "2025")):
        ran = bps(*command)
        assert (ran.code, reason in ran.err) == (1, True)
    assert not Path("reports").exists()
    ran = bps(*NEW, "2025", "--outside-years", "-o", "kirim")
    assert (ran.code, "was in force 2024, not for 2025" in ran.err) == (0, True)
    for verb in ("check", "import"):
        ran = bps("lke", verb, "kirim")
        assert (ran.code, reason in ran.err) == (1, True)
        assert reason not in bps("lke", verb, "kirim", "--outside-years").err
    assert bps("lke", "import", "kirim", "--outside-years", "--allow-blank").code == 0


def test_its_figures_are_compared_with_no_other_year(bps: Run) -> None:
    assert bps(*SET, "--outside-years").code == 0
    assert bps(*(word.replace("2025", "2024") for word in SET)).code == 0
    years = json.loads(bps("score", "trend", "bps", "--json").out)["series"][0]["years"]
    assert [(year["year"], year["comparable_with_previous"]) for year in years] == [(2024, False), (2025, False)]
    ran = bps("score", "compare", "bps", "--years", "2024,2025")
    assert ran.code == 1
    assert f"{RUBRIC} is not made for 2025: its figures of that year can be compared with no other year." in ran.err
    assert bps("score", "compare", "bps", "--years", "2025").code == 0


def test_other_rubrics_only_warn(bps: Run) -> None:
    assert bps("answer", "set", "bps", "2025", "A.I.1.a", "A", "--rubric", "rb-2014", "--tier", "self").code == 0
