"""What the field has beyond one worksheet: rubrics, published figures, SAKIP, single answers, trends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rbtrack import catalog
from tests.conftest import Run
from tests.test_catalog import GOOD

FLAGS = ("--office", "bps", "--rubric", "rb-2014", "--tier", "evaluator")


@pytest.fixture
def filled(bps: Run, worksheet: Path) -> Run:
    for year in ("2015", "2014"):
        assert bps("lke", "import", str(worksheet), *FLAGS, "--year", year).code == 0
    return bps


def document(run: Run, *arguments: str) -> dict[str, Any]:
    ran = run(*arguments, "--json")
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def test_rubrics_are_listed_with_how_sure_they_are(run: Run) -> None:
    found = {entry["id"]: entry for entry in document(run, "rubric", "list")["rubrics"]}
    assert set(found) == set(catalog.shipped_ids())
    assert (found["rb-2020"]["confidence"], found["rb-2014"]["least_confidence"]) == ("unverified", "primary")
    assert "unverified" in run("rubric", "show", "rb-2020").out
    tree = document(run, "rubric", "show", "sakip-2021")
    assert (tree["maximum"], tree["criteria"], tree["items"]) == ("100", 80, 12)
    assert "not known" in run("rubric", "show", "rb-2020").out


def test_a_rubric_of_ones_own_states_only_what_differs(filled: Run, tmp_path: Path) -> None:
    """A user's copy of the annex: based on rb-2020, with other weights; crosswalks are inherited."""
    folder = tmp_path / "data" / "rubrics"
    folder.mkdir(parents=True)
    own = """\
id: annex
version: 1
based_on: rb-2020
provenance: our own copy of the annex
confidence: primary
changes:
- {code: A.III.1, weight: 2}
- {code: A.III.2, weight: 4}
- {code: A.III.2.i, items: [{code: A.III.2.i.a, name: Peran, answer: abc}, {code: A.III.2.i.b, name: Lagi, answer: abc}]}
add:
- {below: A.III.2.ii, code: A.III.2.ii.b, name: Tambahan, answer: abcd}
drop: [A.I.1.iv.c]
"""
    (folder / "annex.yaml").write_text(own, encoding="utf-8")
    assert "annex, version 1: 200 items" in filled("rubric", "check", "data/rubrics/annex.yaml").err
    nodes = {node["code"]: node for node in document(filled, "rubric", "show", "annex")["nodes"]}
    assert (nodes["A.III.1"]["weight"], nodes["A.III.1.ii"]["weight"]) == ("2", "0.5")
    assert "A.I.1.iv.c" not in nodes
    ran = filled("answer", "set", "bps", "2020", "A.III.2.i.b", "B", "--rubric", "annex", "--tier", "evaluator")
    assert ran.code == 0, ran.err
    assert document(filled, "score", "compare", "bps", "--years", "2015,2020")["parts"][0]["codes"] == ["area:1"]
    (folder / "annex.yaml").write_text(
        own.replace("weight: 4", "weight: 5").replace("A.I.1.iv.c", "Z"), encoding="utf-8"
    )
    broken = filled("rubric", "check", "data/rubrics/annex.yaml")
    assert broken.code == 1
    assert 'annex.yaml:12: The rubric that this one is based on has no part "Z".' in broken.err


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("other", GOOD, 'The file holds the rubric "mini"; by its name it should be "other".'),
        (
            "rb-2014",
            GOOD.replace("id: mini", "id: rb-2014"),
            '"rb-2014" is the id of a rubric that comes with the program.',
        ),
        (
            "mini",
            GOOD.replace("level: unit", "level: unit\nbased_on: rb-1999"),
            'There is no rubric "rb-1999" to be based on.',
        ),
        ("mini", GOOD.replace("1/3", "1/2"), "mini.yaml:15: The weights below A add up to 7/6; it weighs 1."),
    ],
)
def test_rubric_files_that_do_not_hold(run: Run, tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    ran = run("rubric", "check", str(path))
    assert ran.code == 1
    assert message in ran.err


def test_a_newer_version_takes_evaluations_along_and_loses_nothing_unasked(bps: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "rubrics"
    folder.mkdir(parents=True)
    path = folder / "mini.yaml"
    path.write_text(GOOD, encoding="utf-8")
    for item, value in (("A.1", "B"), ("A.2", "5")):
        ran = bps("answer", "set", "bps", "2021", item, value, "--rubric", "mini", "--tier", "self")
        assert ran.code == 0, ran.err
    path.write_text(GOOD.replace("name: Third", "name: Changed"), encoding="utf-8")
    ran = bps("answer", "set", "bps", "2022", "A.1", "B", "--rubric", "mini", "--tier", "self")
    assert (ran.code, "give a correction a new version" in ran.err) == (1, True)
    newer = GOOD.replace("version: 1", "version: 2").replace("1/3", "1/2").replace("2/3", "1/2")
    path.write_text(newer.replace("range: [0, 5]", "range: [0, 4]"), encoding="utf-8")
    refused = bps("rubric", "upgrade", "mini")
    assert (refused.code, "Not moved, it would lose: A.2" in refused.err) == (1, True)
    path.write_text(newer, encoding="utf-8")
    assert bps("rubric", "upgrade", "mini", "-n").code == 0
    moved = bps("rubric", "upgrade", "mini")
    assert "version 1 -> 2, index 0.83 -> 0.75." in moved.err
    assert document(bps, "score", "show", "bps", "2021")["index"]["points"] == "0.75"
    assert "No evaluation" in bps("rubric", "upgrade", "mini").err
    assert bps("journal", "verify").code == 0


def test_who_acts_is_named_in_one_line(filled: Run, tmp_path: Path) -> None:
    path = tmp_path / "sakip.csv"
    path.write_text("code,year,instrument,grade\nbps,2020,sakip,B\n")
    for command in (("result", "import", str(path)), ("office", "add", "x", "X", "--kind", "y")):
        ran = filled("--as", "a\nb", *command)
        assert (ran.code, "cannot be used as a name here" in ran.err) == (1, True)


def test_the_unnamed_judge_is_chosen_with_a_hyphen(filled: Run) -> None:
    where = ("bps", "2016", "A.I.1.a")
    for judge in ("Budi", "-"):
        assert filled("answer", "set", *where, "A", "--rubric", "rb-2014", "--tier", "self", "--judge", judge).code == 0
    assert filled("answer", "set", *where, "B").code == 1
    assert filled("answer", "set", *where, "B", "--judge", "-").code == 0
    assert [
        document(filled, "answer", "show", *where, "--judge", judge)["items"][0]["answer"] for judge in ("-", "Budi")
    ] == ["B", "A"]


def test_a_crosswalk_that_is_no_text_is_named(filled: Run) -> None:
    Path("data/rubrics/crosswalks").mkdir(parents=True)
    Path("data/rubrics/crosswalks/rb-2014--own.yaml").write_bytes(b"# \xe9")
    own = catalog.as_yaml(catalog.shipped_rubric("rb-2014"), catalog.shared(), "").replace("id: rb-2014", "id: own", 1)
    Path("data/rubrics/own.yaml").write_text(own, encoding="utf-8")
    for year, rubric in (("2016", "rb-2014"), ("2017", "own")):
        assert filled("answer", "set", "bps", year, "A.I.1.a", "A", "--rubric", rubric, "--tier", "self").code == 0
    ran = filled("score", "compare", "bps", "--years", "2016,2017")
    assert (ran.code, "rb-2014--own.yaml:1: The file is not text in UTF-8" in ran.err) == (1, True)


def test_sakip_is_kept_as_reported_and_doubted(filled: Run) -> None:
    ran = filled("sakip", "set", "bps", "2020", "CC/65")
    assert ran.code == 0
    assert "warning: bps, 2020: 65 earns B on the scale sakip-2015" in ran.err
    assert "Stored: bps, 2020, sakip: CC/65" in ran.err
    assert "Unchanged" in filled("sakip", "set", "bps", "2020", "CC / 65").err
    assert "in place of CC/65" in filled("sakip", "set", "bps", "2020", "B 64,53", "--replace").err
    assert filled("sakip", "set", "bps", "2019", "CC/65", "--scale", "sakip-2010").err.count("warning") == 0
    table = filled("sakip", "list").out
    assert "CC/65" in table
    assert "B/64.53" in table
    assert filled("sakip", "set", "bps", "2020", "BB Plus").code == 1
    assert filled("sakip", "set", "bps", "2020", "B", "--scale", "x").code == 1
    assert filled("journal", "verify").code == 0


def test_a_total_without_items_shows_as_reported(filled: Run) -> None:
    assert filled("result", "set", "bps", "2021", "rb", "86,5", "--tier", "self", "--source", "pleno").code == 0
    shown = document(filled, "score", "show", "bps", "2021")
    assert (shown["origin"], shown["index"]["points"], shown["tier"], shown["nodes"]) == (
        "reported",
        "86.5",
        "self",
        [],
    )
    assert "As reported" in filled("score", "show", "bps", "2021").out
    found = document(filled, "score", "trend", "bps")["series"]
    assert [
        [(year["year"], year["points"], year["origin"], year["comparable_with_previous"]) for year in series["years"]]
        for series in found
    ] == [
        [(2021, "86.5", "reported", False)],
        [(2014, "60.86", "computed", False), (2015, "71.41", "computed", True)],
    ]
    assert "86.5 *" in filled("score", "trend", "bps").out


def test_a_published_figure_stands_beside_the_computed_one(filled: Run) -> None:
    filled("result", "set", "bps", "2015", "rb", "71,41", "--tier", "evaluator", "--judge", "APIP")
    assert (
        "Reported (evaluator, APIP): 71.41. It agrees with the computed index."
        in filled("score", "show", "bps", "2015").out
    )
    filled("result", "set", "bps", "2015", "rb", "BB/70", "--tier", "evaluator", "--judge", "APIP", "--replace")
    assert "It differs from the computed index by -1.41." in filled("score", "show", "bps", "2015").out


def test_single_answers_are_set_checked_and_noted(filled: Run) -> None:
    ran = filled("answer", "set", "bps", "2015", "A.I.1.b", "a", "--note", "SK", "--evidence", "https://x.go.id")
    assert "A.I.1.b: B -> A, SK, https://x.go.id. Index 71.41 -> 71.52." in ran.err
    (item,) = document(filled, "answer", "show", "bps", "2015", "A.I.1.b")["items"]
    assert (item["answer"], item["note"], item["evidence"]) == ("A", "SK", "https://x.go.id")
    assert "unchanged" in filled("answer", "set", "bps", "2015", "A.I.1.b", "A").err
    assert "blank" in filled("answer", "set", "bps", "2015", "A.I.1.b", "--erase").err
    for arguments, message in (
        (("A.I.1.b", "E"), 'does not offer the answer "E"'),
        (("Z.1", "A"), "rb-2014 has no item Z.1."),
        (("A.I.1.b", "--not-applicable"), "applies to every office"),
        (("A.I.1.b", "--from-sakip"), "is not an item that takes a SAKIP value"),
        (("B.I.1", "--from-sakip"), "No SAKIP score of bps for 2015 is known."),
    ):
        ran = filled("answer", "set", "bps", "2015", *arguments)
        assert (ran.code, message in ran.err) == (1, True), ran.err
    assert filled("answer", "set", "bps", "2015", "A.I.1.b").code == 2
    assert filled("answer", "set", "bps", "2021", "A.I.1.b", "A").code == 1
    assert filled("answer", "show", "bps", "2015", "Z").code == 1


def test_sakip_feeds_its_item_with_the_regulations_factor(filled: Run) -> None:
    """A SAKIP evaluation of BB throughout is 80,00; 14 of 100 points: 11,20."""
    for item in catalog.shipped_rubric("sakip-2021").items:
        ran = filled("answer", "set", "bps", "2015", item, "BB", "--rubric", "sakip-2021", "--tier", "evaluator")
        assert ran.code == 0, ran.err
    assert document(filled, "score", "show", "bps", "2015", "--instrument", "sakip")["index"]["grade"] == "BB"
    assert filled("answer", "set", "bps", "2015", "B.I.1", "--from-sakip", "--rubric", "rb-2014").code == 0
    (item,) = document(filled, "answer", "show", "bps", "2015", "B.I.1")["items"]
    assert (item["answer"], item["points"], item["note"]) == ("80", "11.20", "SAKIP 2015 sakip-2021 evaluator")


def test_years_on_two_rubrics_are_compared_where_they_continue(filled: Run, tmp_path: Path) -> None:
    assert (
        filled("answer", "set", "bps", "2020", "A.I.1.i.a", "A", "--rubric", "rb-2020", "--tier", "evaluator").code == 0
    )
    ran = filled("score", "compare", "bps", "--years", "2015,2020")
    assert "Not comparable, of rb-2014: B Hasil." in ran.out
    assert "Weights of rb-2020 are unverified" in ran.out
    assert filled("chart", "areas", "bps", "--years", "2015,2020", "-o", "x.png").code == 0
    assert (
        filled("answer", "set", "bps", "2023", "sakip", "70", "--rubric", "rb-2023-kl", "--tier", "evaluator").code == 0
    )
    refused = filled("score", "compare", "bps", "--years", "2020,2023")
    assert (refused.code, "No crosswalk leads from one to the other" in refused.err) == (1, True)


def test_a_rubric_read_from_a_worksheet_gives_the_same_index_and_matches_it(filled: Run, worksheet: Path) -> None:
    ran = filled("rubric", "import", str(worksheet), "-o", "data/rubrics/lke-2015.yaml", "--year", "2015")
    assert ran.code == 0, ran.err
    assert "2014 reads otherwise, 2015 counts: A.I.1.b, A.I.1.c, A.I.2.b, A.I.2.c, A.I.2.e, A.IV.1.b" in ran.err
    assert "Index of the answers in the sheet: 71.41; the sheet states 71.41." in ran.err
    assert "A.V.4.c" in ran.out
    assert filled("rubric", "check", "data/rubrics/lke-2015.yaml").code == 0
    flags = ("--office", "bps", "--rubric", "lke-2015", "--tier", "final", "--year", "2015", "--json")
    imported = filled("lke", "import", str(worksheet), *flags)
    (entry,) = json.loads(imported.out)["files"]
    assert (entry["status"], entry["problems"], entry["answers"]["new"]) == ("stored", [], 151)
    own = document(filled, "score", "show", "bps", "2015", "--rubric", "lke-2015")["index"]
    shipped = document(filled, "score", "show", "bps", "2015", "--rubric", "rb-2014")["index"]
    assert own["exact"] == shipped["exact"] == "71.40628571428571428571428571"


@pytest.mark.parametrize(
    ("output", "year", "message"),
    [
        ("x.txt", "2015", "Choose one of: .yaml."),
        ("rb-2014.yaml", "2015", '"rb-2014" is the id of a rubric that comes with the program.'),
        ("x.yaml", "2013", "no table for 2013. It has: 2015, 2014."),
    ],
)
def test_rubrics_that_cannot_be_imported(run: Run, worksheet: Path, output: str, year: str, message: str) -> None:
    ran = run("rubric", "import", str(worksheet), "-o", output, "--year", year)
    assert (ran.code, message in ran.err, Path(output).exists()) == (1, True, False)


def test_a_worksheet_that_leaves_something_open_gives_no_rubric(run: Run, worksheet: Path) -> None:
    from tests.lke.breaking import edit
    from tests.lke.test_rubric_reader import both, put, without_lists

    edit(worksheet, both(without_lists, put("H10", None)))
    ran = run("rubric", "import", str(worksheet), "-o", "x.yaml")
    assert (ran.code, Path("x.yaml").exists()) == (1, False)
    assert "error: lke-bps.xlsx, LKE!I10: Nothing says which answers A.I.1.a offers" in ran.err


def test_a_file_under_the_id_of_a_shipped_rubric_is_not_used_and_that_is_said(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "rubrics"
    folder.mkdir(parents=True)
    (folder / "rb-2014.yaml").write_text(GOOD, encoding="utf-8")
    ran = run("rubric", "list", "--json")
    assert 'warning: rb-2014.yaml: "rb-2014" is the id of a rubric that comes with the program.' in ran.err
    assert {entry["id"]: entry["items"] for entry in json.loads(ran.out)["rubrics"]}["rb-2014"] == 151


def test_a_rubric_file_with_mistakes_stops_no_other(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "rubrics"
    folder.mkdir(parents=True)
    (folder / "rusak.yaml").write_text("id: rusak\n", encoding="utf-8")
    (folder / "contoh.yaml").write_text(GOOD.replace("id: mini", "id: contoh", 1), encoding="utf-8")
    ran = run("rubric", "list", "--json")
    listed = {entry["id"]: entry["own"] for entry in json.loads(ran.out)["rubrics"]}
    assert (ran.code, "rusak" in listed, listed["contoh"], listed["rb-2014"]) == (1, False, True, False)
    assert 'error: rusak.yaml:1: "nodes" is missing.' in ran.err


def test_a_trend_on_an_unverified_rubric_carries_the_mark(filled: Run) -> None:
    filled("answer", "set", "bps", "2020", "A.I.1.i.a", "A", "--rubric", "rb-2020", "--tier", "evaluator")
    assert "Weights of rb-2020 are unverified" in filled("score", "trend", "bps").out
    years = document(filled, "score", "trend", "bps")["series"][0]["years"]
    assert [year["confidence"] for year in years] == ["primary", "primary", "unverified"]


def test_every_mistake_of_a_rubric_file_comes_at_once_with_its_line(run: Run, tmp_path: Path) -> None:
    text = (
        GOOD.replace("1/3", "1/2")
        .replace("code: A.2", "code: A.1")
        .replace(
            "grade_scale: rb-2014",
            "grade_scale: {id: s, instrument: rb, years: [2020, null], bands: [[B, 0, 50, x], [A, 60, 100, y]]}",
        )
        .replace("answer: abc", "answer: abc, multiplied_by: A.1")
    )
    (tmp_path / "mini.yaml").write_text(text, encoding="utf-8")
    ran = run("rubric", "check", "mini.yaml")
    assert ran.code == 1
    for message in (
        "mini.yaml:15: The weights below A add up to 7/6; it weighs 1.",
        "mini.yaml:20: The code A.1 is used twice.",
        "mini.yaml:1: The bands of s leave a gap or overlap.",
    ):
        assert message in ran.err, ran.err


def test_what_a_rubric_breaks_is_named_at_the_cell_it_was_read_from(run: Run, worksheet: Path) -> None:
    from tests.lke.breaking import edit
    from tests.lke.test_rubric_reader import put

    edit(worksheet, put("G9", 3))
    ran = run("rubric", "import", str(worksheet), "-o", "x.yaml")
    assert (ran.code, Path("x.yaml").exists()) == (1, False)
    assert "error: lke-bps.xlsx, LKE!D8: The weights below A.I add up to 7; it weighs 5." in ran.err


def test_a_rubric_file_that_somebody_worked_on_is_kept(run: Run, worksheet: Path) -> None:
    for _twice in range(2):
        assert "is kept as" not in run("rubric", "import", str(worksheet), "-o", "x.yaml").err
    for number in (1, 2):
        Path("x.yaml").write_text(f"# mine {number}", encoding="utf-8")
        ran = run("rubric", "import", str(worksheet), "-o", "x.yaml")
        assert f"The file that was there is kept as x.yaml.bak{number}." in ran.err
        assert Path(f"x.yaml.bak{number}").read_text(encoding="utf-8") == f"# mine {number}"


def test_long_notes_are_notes_and_no_file_names(filled: Run) -> None:
    note = "panjang " * 200
    ran = filled("answer", "set", "bps", "2015", "A.I.1.b", "A", "--note", note)
    assert ran.code == 0, ran.err
    assert document(filled, "answer", "show", "bps", "2015", "A.I.1.b")["items"][0]["note"] == note
