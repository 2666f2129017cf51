"""Blank and prefilled worksheets, and those that were made from answers which others have changed since."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rbtrack import catalog
from rbtrack.cli.workbooks import find_workbooks
from tests.cli.test_worksheets import answer, document, entries, ntt  # noqa: F401 (a fixture)
from tests.conftest import Run
from tests.lke.issuing import put

SELF = ("--rubric", "sakip-2021", "--tier", "self")
NEW = ("lke", "new", "53.01", "--year", "2022", "--rubric", "sakip-2021", "-o", "kirim")
SHEET = Path("kirim", "LKE_2022_53.01_KPU-Kabupaten-Kupang_sakip-2021.xlsx")
EXPORT = Path("arsip", SHEET.name)


def codes(entry: dict[str, Any]) -> list[str]:
    small = ("answers-blank", "evidence-missing", "figures-unreadable")
    return [problem["code"] for problem in entry["problems"] if problem["code"] not in small]


def stored(run: Run, item: str, year: str = "2022") -> dict[str, Any]:
    (found,) = document(run, "answer", "show", "53.01", year, item)["items"]
    return dict(found)


# Blank worksheets


def test_a_blank_worksheet_is_no_evaluation(ntt: Run) -> None:  # noqa: F811
    assert ntt(*NEW).code == 0
    (entry,) = entries(ntt, "lke", "import", "kirim", code=1)
    assert (entry["status"], [problem["code"] for problem in entry["problems"]]) == ("refused", ["worksheet-blank"])
    (entry,) = entries(ntt, "lke", "import", "kirim", "--allow-blank")
    assert entry["status"] == "stored"


def test_what_was_stored_blank_counts_nowhere(ntt: Run) -> None:  # noqa: F811
    assert ntt(*NEW, "--tier", "final").code == 0
    assert ntt("lke", "import", "kirim", "--allow-blank").code == 0
    assert ntt("answer", "set", "53.01", "2022", "1.a", "BB", *SELF).code == 0
    sakip = ("--instrument", "sakip")
    assert document(ntt, "score", "show", "53.01", "2022", *sakip)["tier"] == "self", "the blank one leads nothing"
    (series,) = document(ntt, "score", "trend", "53.01", *sakip)["series"]
    assert [(year["year"], year["tier"]) for year in series["years"]] == [(2022, "self")]
    assert ntt("answer", "set", "53.01", "2022", "1.a", "--erase", *SELF).code == 0
    assert ntt("score", "show", "53.01", "2022").code == 1
    assert ntt("score", "trend", "53.01", *sakip).out.count("2022") == 0


def test_that_an_item_does_not_apply_is_an_answer(ntt: Run) -> None:  # noqa: F811
    flags = ("--rubric", "rb-2024-provinsi", "--tier", "self", "--not-applicable")
    rubric = catalog.shipped_rubric("rb-2024-provinsi")
    item = next(code for code, node in rubric.items.items() if node.may_not_apply)
    assert ntt("answer", "set", "53.01", "2024", item, *flags).code == 0
    assert document(ntt, "score", "show", "53.01", "2024")["coverage"]["not_applicable"] == 1


def test_evidence_alone_is_no_answer(ntt: Run) -> None:  # noqa: F811
    assert ntt(*NEW).code == 0
    book = openpyxl.load_workbook(SHEET)
    put(book["LKE"], "1.a", "evidence", "SK 1")
    book.save(SHEET)
    (entry,) = entries(ntt, "lke", "import", "kirim", code=1)
    assert codes(entry) == ["worksheet-blank"]
    (entry,) = entries(ntt, "lke", "import", "kirim", "--allow-blank")
    assert entry["answers"] == {"new": 0, "changed": 0, "same": 0, "blank": 12}
    assert ntt("score", "show", "53.01", "2022").code == 1


def test_blanks_over_stored_answers_are_one_line(ntt: Run) -> None:  # noqa: F811
    for item in ("1.a", "1.b", "1.c"):
        assert ntt("answer", "set", "53.01", "2022", item, "BB", *SELF).code == 0
    assert ntt(*NEW).code == 0
    answer(SHEET, {"1.a": "BB"})
    (entry,) = entries(ntt, "lke", "import", "kirim")
    assert (entry["status"], codes(entry)) == ("unchanged", ["answers-kept"])
    (kept,) = [problem for problem in entry["problems"] if problem["code"] == "answers-kept"]
    assert kept["cells"] == ["H11", "H12"]
    assert "2 (H11:H12)" in kept["message"]


def test_answers_without_evidence_are_one_line_for_many_files(ntt: Run) -> None:  # noqa: F811
    assert ntt("lke", "new", "53.01", "53.71", *NEW[3:]).code == 0
    for path in Path("kirim").iterdir():
        answer(path, {"1.a": "BB", "1.b": "B"})
    ran = ntt("lke", "check", "kirim", "-o", "hasil.json")
    (line,) = [line for line in ran.err.splitlines() if "without evidence" in line]
    assert line.count("LKE_2022") == 2
    assert f"{SHEET.name} 2" in line
    found = json.loads(Path("hasil.json").read_text(encoding="utf-8"))["files"]
    assert [
        problem["cells"] for entry in found for problem in entry["problems"] if problem["code"] == "evidence-missing"
    ] == [["H10", "H11"], ["H10", "H11"]]
    alone = ntt("lke", "check", str(SHEET))
    assert "H10:H11" in alone.err


# Prefilled ones


@pytest.fixture
def prefilled(ntt: Run) -> Run:  # noqa: F811
    for item in ("1.a", "1.b"):
        assert ntt("answer", "set", "53.01", "2021", item, "BB", "--evidence", "SK", *SELF).code == 0
    assert ntt(*NEW, "--from-year", "2021", "--prefill").code == 0
    return ntt


def unreviewed(run: Run) -> tuple[int, bool]:
    """How many answers wait, and whether the score is provisional for that reason, with all else answered."""
    shown = document(run, "score", "show", "53.01", "2022")
    return shown["coverage"]["unreviewed"], shown["index"]["provisional"]


def test_prefilled_answers_are_provisional_until_they_are_reviewed(prefilled: Run) -> None:
    others = ("1.c", "2.a", "2.b", "2.c", "3.a", "3.b", "3.c", "4.a", "4.b", "4.c")
    answer(SHEET, dict.fromkeys(others, "BB"))
    assert codes(entries(prefilled, "lke", "import", "kirim")[0]) == ["answers-not-reviewed"]
    assert unreviewed(prefilled) == (2, True)
    assert "2 taken over from an earlier year and not reviewed" in prefilled("score", "show", "53.01", "2022").out
    assert "unchanged, and reviewed" in prefilled("answer", "set", "53.01", "2022", "1.a", "BB").err
    assert unreviewed(prefilled) == (1, True)
    assert prefilled("answer", "set", "53.01", "2022", "1.b", "--note", "lihat SK").code == 0
    assert unreviewed(prefilled) == (1, True), "a note is no review"
    assert prefilled("answer", "set", "53.01", "2022", "1.b", "A").code == 0
    assert unreviewed(prefilled) == (0, False)
    assert prefilled("journal", "verify").code == 0


def test_a_review_on_the_worksheet_needs_no_replacing(prefilled: Run) -> None:
    assert entries(prefilled, "lke", "import", "kirim")[0]["status"] == "stored"
    book = openpyxl.load_workbook(SHEET)
    put(book["LKE"], "1.a", "reviewed", "Yes")
    book.save(SHEET)
    (entry,) = entries(prefilled, "lke", "import", "kirim")
    assert (entry["status"], entry["answers"]["same"]) == ("stored", 2)
    assert (stored(prefilled, "1.a")["unreviewed"], stored(prefilled, "1.b")["unreviewed"]) == (False, True)
    put(book["LKE"], "1.a", "reviewed", "Not yet")
    book.save(SHEET)
    (entry,) = entries(prefilled, "lke", "import", "kirim", "--replace")
    assert entry["status"] == "unchanged", "what was reviewed stays so"


def test_an_export_says_what_is_not_reviewed(prefilled: Run) -> None:
    assert prefilled("lke", "import", "kirim").code == 0
    assert prefilled("lke", "export", "53.01", "2022", "-o", "arsip").code == 0
    book = openpyxl.load_workbook(EXPORT)
    assert book.defined_names["rbtrack_unreviewed"]
    (entry,) = entries(prefilled, "lke", "import", "arsip")
    assert entry["status"] == "unchanged"
    assert stored(prefilled, "1.a")["unreviewed"]


# Stale ones


@pytest.fixture
def exported(ntt: Run) -> Run:  # noqa: F811
    for item in ("1.a", "1.b"):
        assert ntt("answer", "set", "53.01", "2022", item, "BB", *SELF).code == 0
    assert ntt("lke", "export", "53.01", "2022", "-o", "arsip").code == 0
    return ntt


def test_what_others_changed_since_is_not_overwritten_unasked(exported: Run) -> None:
    assert exported("answer", "set", "53.01", "2022", "1.a", "AA", "--as", "penilai").code == 0
    answer(EXPORT, {"1.b": "C"})
    (entry,) = entries(exported, "lke", "import", "arsip", "--replace", code=1)
    (newer,) = [problem for problem in entry["problems"] if problem["code"] == "answer-newer"]
    assert (entry["status"], newer["item"]) == ("refused", "1.a")
    for said in ("penilai", "BB", "AA"):
        assert said in newer["message"]
    assert (stored(exported, "1.a")["answer"], stored(exported, "1.b")["answer"]) == ("AA", "BB")
    (entry,) = entries(exported, "lke", "import", "arsip", "--replace", "--overwrite-newer")
    assert (entry["status"], stored(exported, "1.a")["answer"]) == ("stored", "BB")


def test_what_nobody_else_changed_may_be_corrected_again_and_again(exported: Run) -> None:
    for letter in ("B", "CC", "C"):
        answer(EXPORT, {"1.a": letter})
        (entry,) = entries(exported, "lke", "import", "arsip", "--replace")
        assert (entry["status"], stored(exported, "1.a")["answer"]) == ("stored", letter)


def test_two_people_with_an_export_of_the_same_revision(exported: Run) -> None:
    assert exported("lke", "export", "53.01", "2022", "-o", "arsip2").code == 0
    answer(EXPORT, {"1.a": "B"})
    assert exported("lke", "import", "arsip", "--replace").code == 0
    answer(Path("arsip2", EXPORT.name), {"1.a": "C"})
    (entry,) = entries(exported, "lke", "import", "arsip2", "--replace", code=1)
    assert codes(entry) == ["answer-newer"]


def test_a_copy_that_has_the_old_answer_still_takes_nothing_back(exported: Run) -> None:
    """The file came in before, under another name, with that answer changed."""
    copy = Path("salinan.xlsx")
    copy.write_bytes(EXPORT.read_bytes())
    answer(EXPORT, {"1.a": "B"})
    assert exported("lke", "import", "arsip", "--replace").code == 0
    answer(copy, {"1.b": "C"})
    (entry,) = entries(exported, "lke", "import", str(copy), "--replace", code=1)
    assert codes(entry) == ["answer-newer"]


def test_overwriting_newer_ones_wants_replacing(exported: Run) -> None:
    ran = exported("lke", "import", "arsip", "--overwrite-newer")
    assert (ran.code, "--replace" in ran.err) == (2, True)


# Published figures


@pytest.mark.parametrize("noun", [("sakip", "set", "53", "2020"), ("result", "set", "53", "2020", "sakip")])
def test_another_figure_is_replaced_only_when_asked(ntt: Run, noun: tuple[str, ...]) -> None:  # noqa: F811
    assert ntt(*noun, "CC/65").code == 0
    same = ntt(*noun, "CC/65", "--source", "surat")
    assert (same.code, "in place of" in same.err) == (0, True), "the source may be added"
    assert "Unchanged" in ntt(*noun, "CC/65", "--source", "surat").err
    refused = ntt(*noun, "B/66")
    assert refused.code == 1
    assert "score 65, grade CC" in refused.err
    assert "score 66, grade B" in refused.err
    assert [result["grade"] for result in document(ntt, "result", "list")["results"]] == ["CC"]
    assert ntt(*noun, "B/66", "--replace").code == 0
    assert [result["grade"] for result in document(ntt, "result", "list")["results"]] == ["B"]


# Folders


@pytest.mark.skipif(os.name == "nt", reason="permissions are of another kind there")
def test_a_folder_that_cannot_be_looked_into_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The superuser may look into every folder, so the system's answer is put in its place."""
    closed = tmp_path / "masuk" / "tertutup"
    closed.mkdir(parents=True)
    (tmp_path / "masuk" / "a.xlsx").write_bytes(b"")
    scan = os.scandir

    def refused(path: str) -> Any:
        if str(path) == str(closed):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refused)
    found = find_workbooks([tmp_path / "masuk"])
    assert (found.files, found.unreadable) == ((tmp_path / "masuk" / "a.xlsx",), (closed,))
    assert find_workbooks([closed]).files == ()
