"""Ranks, gaps, priorities, explanations, and trends and comparisons of many offices, from the command line."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Engine, event

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer, EvaluationKey, Office
from rbtrack.store.schema import create
from rbtrack.text import set_language
from rbtrack.usecases.comparing import compare_offices
from rbtrack.usecases.panel import OfficeChoice
from rbtrack.usecases.ranking import RankRequest, rank_offices
from rbtrack.usecases.scores import Selection
from rbtrack.usecases.trends import score_trend
from rbtrack.usecases.workspace import Workspace
from tests.answers import best_answers, random_answers
from tests.conftest import Run
from tests.panels import fill

HOSTILE = "=1+1 [bold]Kantor[/] |`x`"
OFFICES = [
    Office("53", "Provinsi", "provinsi"),
    Office("53.01", "Kupang", "kabupaten", "53"),
    Office("53.02", HOSTILE, "kabupaten", "53"),
    Office("53.03", "Belu", "kabupaten", "53"),
    Office("35", "Lain", "provinsi"),
]


def with_worse(answers: Mapping[str, Answer], *items: str) -> dict[str, Answer]:
    return {**answers, **{item: Answer("C") for item in items}}


@pytest.fixture
def field(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A province and its offices: 2014 and 2015 on rb-2014, one office missing in 2015, one only self-assessed."""
    rubric = catalog.shipped_rubric("rb-2014")
    best = best_answers(rubric)
    evaluations = [
        (EvaluationKey("53.01", 2014, "rb-2014", "evaluator"), with_worse(best, "A.I.1.b")),
        (EvaluationKey("53.02", 2014, "rb-2014", "evaluator"), with_worse(best, "A.I.1.b", "A.I.2.b")),
        (EvaluationKey("53.01", 2015, "rb-2014", "evaluator"), with_worse(best, "A.I.1.b", "A.I.2.b", "A.I.2.c")),
        (EvaluationKey("53.02", 2015, "rb-2014", "evaluator"), with_worse(best, "A.I.1.b")),
        (EvaluationKey("53", 2015, "rb-2014", "self"), best),
        (EvaluationKey("53", 2015, "rb-2014", "evaluator"), random_answers(rubric, 7)),
        (EvaluationKey("53", 2015, "rb-2014", "final"), random_answers(rubric, 8)),
        (EvaluationKey("35", 2015, "rb-2014", "self"), random_answers(rubric, 9)),
    ]
    monkeypatch.setenv("COLUMNS", "200")
    assert run("init").code == 0
    fill(str(tmp_path / "data" / "rbtrack.db"), OFFICES, evaluations)
    return run


def document(run: Run, *arguments: str) -> dict[str, Any]:
    ran = run(*arguments, "--json")
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def test_offices_are_ranked_with_their_change_and_those_without_a_figure_come_last(field: Run) -> None:
    found = document(field, "score", "rank", "2015", "--below", "53")
    assert found["schema"] == "rbtrack.rank/1"
    assert [(each["office"]["code"], each["place"], each["change"]) for each in found["offices"]] == [
        ("53.02", 1, 1), ("53.01", 2, -1), ("53.03", None, None),
    ]  # fmt: skip
    assert (found["ranked"], found["without_figure"], found["against"]) == (2, 1, 2014)
    last = found["offices"][2]
    assert (last["points"], last["percent"], last["headline"], last["before"]) == (None, None, None, None)
    out = field("score", "rank", "2015", "--below", "53").out
    assert "Without a figure for 2015: 1 of 3 offices. They have no place." in out
    assert re.search(r"^ +– +– +53\.03 +Belu +– ", out, re.MULTILINE)


def test_a_rank_over_tiers_says_who_cannot_be_compared(field: Run) -> None:
    out = field("score", "rank", "2015").out
    assert "Not all places can be compared" in out
    assert "evaluator, rb-2014: 2 (53.02, 53.01); final, rb-2014: 1 (53); self, rb-2014: 1 (35)." in out
    alone = field("score", "rank", "2015", "53.01", "53.02").out
    assert "Not all places can be compared" not in alone
    of_tier = document(field, "score", "rank", "2015", "--all", "--tier", "self")
    assert {each["office"]["code"] for each in of_tier["offices"] if each["place"]} == {"53", "35"}


def test_a_reported_figure_ranks_with_its_star(field: Run) -> None:
    field("result", "set", "53.03", "2015", "rb", "86,5", "--tier", "external")
    found = document(field, "score", "rank", "2015", "--below", "53")["offices"][2]
    assert (found["place"], found["points"], found["headline"]["origin"]) == (3, "86.50", "reported")
    out = field("score", "rank", "2015", "--below", "53").out
    assert re.search(r"Belu +86\.50 +\* +– +external ", out)
    assert "* as reported, not computed from answers" in out
    on_rubric = document(field, "score", "rank", "2015", "--below", "53", "--rubric", "rb-2014")
    assert on_rubric["without_figure"] == 1


def test_an_area_ranks_by_its_points_in_percent(field: Run) -> None:
    found = document(field, "score", "rank", "2015", "--below", "53", "--area", "1")
    assert found["area"] == {"id": "1", "name": "Manajemen Perubahan"}
    assert (found["offices"][0]["weight"], found["offices"][0]["items"]) == ("5", 18)
    first = found["offices"][0]
    assert Decimal(first["percent"]) == pytest.approx(Decimal(first["points"]) * 20, abs=Decimal("0.1"))
    refused = field("score", "rank", "2015", "--area", "9")
    assert (refused.code, 'has an area "9"' in refused.err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("rank", "2015", "--below", "99"), 1),
        (("rank", "2015", "--below", "53.01"), 1),
        (("rank", "2015", "x", "y"), 1),
        (("rank", "20x5"), 2),
        (("rank", "2015", "--against", "1"), 2),
        (("trend",), 2),
        (("trend", "nope"), 1),
        (("compare", "53.01"), 2),
        (("compare", "53.01", "53.03", "--years", "2014,2016"), 1),
        (("gap", "53.01", "2015"), 1),
        (("gap", "53", "2015", "--against", "self"), 2),
        (("gap", "53", "2015", "--top", "0"), 2),
        (("priorities", "53.03", "2015"), 1),
        (("explain", "53", "2015", "Z.9"), 1),
        (("rank", "2015", "-o", "x.pdf"), 1),
    ],
)
def test_what_cannot_be_asked_ends_with_its_code_and_a_reason(
    field: Run, arguments: tuple[str, ...], code: int
) -> None:
    ran = field("score", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("error: ")


def test_every_missing_year_of_a_comparison_is_named(field: Run) -> None:
    ran = field("score", "compare", "53.01", "53.03", "--years", "2014,2016")
    assert [line.split(" that fits")[0] for line in ran.err.splitlines()] == [
        "error: There is no evaluation of Kupang for 2016",
        "error: There is no evaluation of Belu for 2014",
        "error: There is no evaluation of Belu for 2016",
    ]


def test_offices_and_years_are_compared_side_by_side(field: Run) -> None:
    found = document(field, "score", "compare", "53.01", "53.02", "--years", "2014,2015")
    assert found["office"] is None
    assert [each["code"] for each in found["offices"]] == ["53.01", "53.02"]
    assert [(each["office"], each["year"]) for each in found["years"]] == [
        ("53.01", 2014), ("53.01", 2015), ("53.02", 2014), ("53.02", 2015),
    ]  # fmt: skip
    first, last = (Decimal(found["years"][position]["index"]["exact"]) for position in (0, -1))
    assert Decimal(found["difference"]) == round(last - first, 2)
    out = field("score", "compare", "53.01", "53.02", "--years", "2014,2015").out
    assert "Difference: 53.02 2015 less 53.01 2014." in out
    alone = document(field, "score", "compare", "53.01", "--years", "2014,2015")
    assert alone["office"] == {"code": "53.01", "name": "Kupang"}


def test_a_comparison_too_wide_for_the_screen_is_set_in_blocks(field: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    out = field("score", "compare", "53.01", "53.02", "53", "35", "--years", "2015").out
    assert all(len(line) <= 70 for line in out.splitlines())
    assert len(re.findall(r"Code +Name", out)) == 2
    assert re.search(r"Code +Name.* Difference", out)
    assert "Left out here, for lack of width: % 53.01 2015" in out


def test_few_offices_have_rows_for_years_and_many_have_columns(field: Run) -> None:
    long = field("score", "trend", "53.01", "53.02").out
    assert "Comparable" in long
    wide = field("score", "trend", "--all").out
    assert re.search(r"Code +Office +Tier +2014 +2015 +Change", wide)
    assert re.search(r"53\.01 +Kupang +evaluator +\d+\.\d\d AA? +\d", wide)
    assert re.search(r"53\.03 +Belu +– +– +–", wide)
    assert field("score", "trend", "--all", "--long").out.count("Kupang") == 2
    one = document(field, "score", "trend", "53.01", "--wide")
    assert one == document(field, "score", "trend", "53.01")
    assert one["schema"] == "rbtrack.trend/2"


def test_a_break_is_marked_in_the_wide_trend(field: Run) -> None:
    field("result", "set", "53.01", "2016", "rb", "86,5", "--tier", "evaluator")
    out = field("score", "trend", "53.01", "--wide").out
    assert "| 86.5 *" in out
    assert "| not comparable with the figure before it" in out
    assert "| not comparable" not in field("score", "trend", "53.02", "--wide").out


def test_changes_are_like_with_like_the_largest_rise_first_and_the_rest_has_its_reason(field: Run) -> None:
    found = document(field, "score", "change", "2015,2014", "--below", "53")
    assert (found["schema"], found["years"], found["instrument"]) == ("rbtrack.change/1", [2014, 2015], "rb")
    assert [each["office"] for each in found["offices"]] == ["53.02", "53.01", "53.03"]
    one = found["offices"][0]
    assert Decimal(one["change"]) == Decimal(one["after"]["points"]) - Decimal(one["before"]["points"]) > 0
    assert found["offices"][2]["change"] is None
    out = field("score", "change", "2014,2015", "53.01", "53", "53.03").out
    assert re.search(r"53\.01 +Kupang +evaluator .* -\d\.\d\d", out)
    assert re.search(r"53 +Provinsi +.* nothing known of the earlier year", out)
    assert re.search(r"53\.03 +Belu +.* nothing known of both years", out)
    field("result", "set", "53", "2014", "rb", "60,5", "--tier", "final")
    assert "another rubric" in field("score", "change", "2014,2015", "53").out
    assert "Name two years" in field("score", "change", "2014", "53").err


def test_a_gap_is_held_against_the_most_authoritative_tier_and_says_so(field: Run) -> None:
    ran = field("score", "gap", "53", "2015", "--json")
    found = json.loads(ran.out)
    assert "2015: the tier final was taken; there are also: evaluator. Choose with --against." in ran.err
    assert (found["schema"], found["own"]["tier"], found["evaluated"]["tier"]) == ("rbtrack.gap/1", "self", "final")
    sizes = [abs(Decimal(each["difference"])) for each in found["items"] if each["difference"] is not None]
    assert sizes == sorted(sizes, reverse=True)
    blank = [each for each in found["items"] if each["evaluated_answer"]["value"] is None]
    assert blank
    assert {each["difference"] for each in blank} == {None}
    named = document(field, "score", "gap", "53", "2015", "--against", "evaluator")
    assert named["evaluated"]["tier"] == "evaluator"
    assert sorted(part["code"] for part in named["parts"]) == [*"12345678", "B"]


def test_a_gap_is_two_tables_in_every_kind_of_file(field: Run) -> None:
    out = field("score", "gap", "53", "2015", "--top", "3").out
    assert "Items with different answers: " in out
    assert re.search(r"3 of (\d+) items; --top \1 shows all\.", out)
    assert field("score", "gap", "53", "2015", "--top", "3", "-o", "x.csv").code == 0
    with Path("x.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["table"] for row in rows] == ["parts"] * 10 + ["items"] * 3
    assert rows[0]["own_answer"] == ""
    assert rows[-1]["weight"] == ""
    assert field("score", "gap", "53", "2015", "-o", "x.xlsx").code == 0
    assert openpyxl.load_workbook("x.xlsx").sheetnames == ["Parts", "Items"]
    assert field("score", "gap", "53", "2015", "-o", "x.md").code == 0
    assert Path("x.md").read_text(encoding="utf-8").count("\n# ") == 1


def test_two_judges_are_told_apart(field: Run) -> None:
    for judge in ("APIP", "TPN"):
        flags = ("--rubric", "rb-2014", "--tier", "final", "--judge", judge)
        assert field("answer", "set", "35", "2015", "A.I.1.a", "A", *flags).code == 0
    ran = field("score", "gap", "35", "2015")
    assert (ran.code, "more than one judge: APIP, TPN" in ran.err) == (1, True)
    assert document(field, "score", "gap", "35", "2015", "--judge", "TPN")["evaluated"]["judge"] == "TPN"


def test_priorities_name_the_way_to_the_next_grade(field: Run) -> None:
    found = document(field, "score", "priorities", "35", "2015")
    way = found["next_grade"]
    assert (found["schema"], way["reachable"]) == ("rbtrack.priorities/1", True)
    assert Decimal(way["index"]) > Decimal(way["above"])
    gains = [Decimal(each["best"]["gain"]) for each in found["items"]]
    assert gains == sorted(gains, reverse=True)
    out = field("score", "priorities", "35", "2015", "--top", "2").out
    assert f"Grade {way['grade']} begins above {way['above']}.00: more than {way['missing']} points are missing." in out
    assert f": {len(way['steps'])}, namely" in out
    assert all(f"- {step}: " in out for step in way["steps"])
    assert f"2 of {len(found['items'])} items; --top {len(found['items'])} shows all." in out


def test_at_the_best_grade_no_way_leads_further(field: Run) -> None:
    ran = field("score", "priorities", "53", "2015", "--tier", "self")
    assert "(nothing)" in ran.out
    assert "There is no better grade on this scale." in ran.out


def test_an_explanation_leads_from_the_answer_to_the_grade_with_the_regulations(field: Run) -> None:
    out = field("score", "explain", "53.01", "2015", "A.I.1.b").out
    lines = [line for line in out.splitlines() if line.startswith((" A", " ─"))]
    assert re.search(r"A\.I\.1\.b +answer C earns", lines[1])
    assert re.search(r"A\.I\.1 +.*: \(1 \+ 0.* \+ 1\) / 3 × 1 ", lines[2])
    assert "rounded once, half up:" in out
    assert "grade AA" in out
    assert "Rubric rb-2014, version 2: PermenPANRB 14/2014." in out
    assert "Scale rb-2014: " in out
    found = document(field, "score", "explain", "53.01", "2015", "A.I.1.b")
    assert (found["schema"], found["node"]) == ("rbtrack.explain/1", "A.I.1.b")
    assert [line["rule"] for line in found["lines"]][-2:] == ["rounding", "grade"]
    assert {line["code"] for line in found["lines"]} == {"A.I.1.b", "A.I.1", "A.I", "A", ""}


def test_the_tables_speak_indonesian_in_the_same_form(field: Run) -> None:
    """Structure, marks and figures stay; decimal marks and words change."""
    for arguments in (
        ("rank", "2015"),
        ("trend", "--all"),
        ("gap", "53", "2015"),
        ("priorities", "35", "2015"),
        ("explain", "53.01", "2015"),
        ("compare", "53.01", "53.02", "--years", "2014,2015"),
    ):
        english = field("score", *arguments)
        indonesian = field("score", *arguments, "--lang", "id")
        set_language("en")
        assert (english.code, indonesian.code) == (0, 0)
        assert re.findall(r"\d+,\d\d\b", indonesian.out)
        assert not re.findall(r"\b\d\d\.\d\d\b(?<!53\.0\d)", indonesian.out), arguments
        assert indonesian.out != english.out


def test_foreign_names_are_text_and_nothing_else(field: Run) -> None:
    for arguments in (("rank", "2015"), ("trend", "--all"), ("trend", "53.02"), ("explain", "53.02", "2015")):
        assert HOSTILE in field("score", *arguments).out
    field("score", "rank", "2015", "-o", "x.xlsx")
    cells = [cell for row in openpyxl.load_workbook("x.xlsx").worksheets[0] for cell in row]
    assert {cell.data_type for cell in cells if cell.value == HOSTILE} == {"s"}
    field("score", "rank", "2015", "-o", "x.csv")
    assert f"'{HOSTILE}" in Path("x.csv").read_text(encoding="utf-8-sig")


@contextmanager
def counted() -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield statements
    event.remove(Engine, "before_cursor_execute", note)


def many(path: Path, number: int) -> str:
    """A province with so many offices, each with two years."""
    address = str(path / f"{number}.db")
    create(address)
    rubric = catalog.shipped_rubric("sakip-2021")
    answers = [random_answers(rubric, seed) for seed in range(10)]
    offices = [Office("00", "Pusat", "pusat")]
    offices += [Office(f"x{position}", f"Kantor {position}", "kabupaten", "00") for position in range(number - 1)]
    fill(
        address,
        offices,
        (
            (EvaluationKey(office.code, year, rubric.id, "evaluator"), answers[(position + year) % 10])
            for position, office in enumerate(offices)
            for year in (2021, 2022)
        ),
    )
    return address


def test_549_offices_take_as_many_statements_as_three(tmp_path: Path) -> None:
    sakip = Selection(instrument="sakip")
    needed = []
    for number in (3, 549):
        address = many(tmp_path, number)
        with counted() as statements, Workspace(address, "tester", "en") as workspace:
            ranking = rank_offices(workspace, RankRequest(2022, OfficeChoice(everyone=True), sakip))
            trends = score_trend(workspace, OfficeChoice(below="00"), sakip)
            compared = compare_offices(workspace, ["00", "x0", "x1"][: min(number, 3)], [2021, 2022], sakip)
        assert (len(ranking.rows), len(trends.offices), len(compared.scores)) == (number, number - 1, 6)
        assert all(row.standing and row.before for row in ranking.rows)
        needed.append(len(statements))
    assert needed[0] == needed[1]
