"""Every problem that a worksheet can have has a file that causes it, and is named with its cell, its cause and its cure."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from rbtrack.messages import WORDINGS
from rbtrack.messages.files import FILES
from rbtrack.messages.issued import ISSUED
from rbtrack.messages.marking import MARKING
from rbtrack.messages.worksheets import WORKSHEETS
from rbtrack.text import _, set_language
from tests.conftest import Run
from tests.gallery import CASES
from tests.gallery.case import Case
from tests.gallery.files import ENDLESS
from tests.gallery.showing import Shown, line_pattern, show
from tools.problems import PAGE, lines_of

ON_PAGE = lines_of(PAGE.read_text(encoding="utf-8"))


def test_every_rule_has_one_case_and_every_case_a_rule() -> None:
    assert Counter(case.code for case in CASES) == Counter([*FILES, *WORKSHEETS, *ISSUED, *MARKING])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_the_file_shows_its_problem_and_no_other(case: Case, run: Run, tmp_path: Path) -> None:
    if case.code == "file-unreadable" and not ENDLESS.exists():
        pytest.skip("needs a file that the superuser cannot read either")
    shown = show(case, tmp_path, run)
    check_problem(case, shown)
    check_outcome(case, shown)
    check_line(case, shown)
    assert shown.lines == ON_PAGE[case.code], "run: make docs"


def check_problem(case: Case, shown: Shown) -> None:
    """The code, with its file and cell, is what programs get. What marking could not do stands beside the data."""
    problems = list(shown.problems)
    assert {problem["code"] for problem in problems} - {case.code} == case.also
    if case.code.startswith("mark-"):
        return
    found = next(problem for problem in problems if problem["code"] == case.code)
    assert (found["severity"], found["sheet"], found["cell"]) == (case.severity, case.sheet, case.cell)
    assert found["file"] in {Path(word).name for word in shown.command}
    for sentence in (found["message"], found["hint"]):
        assert sentence.endswith(".")
        assert not set("{}") & set(sentence)


def check_outcome(case: Case, shown: Shown) -> None:
    """Errors end with 1, and store nothing."""
    is_refused = case.severity == "error" or any(problem["severity"] == "error" for problem in shown.problems)
    assert shown.ran.code == int(is_refused)
    if is_refused:
        assert not shown.has_stored
        assert {entry["status"] for entry in shown.document.get("files", ())} <= {"refused", "checked"}


def check_line(case: Case, shown: Shown) -> None:
    """The screen names the problem in both languages, with the place."""
    for spoken in ("en", "id"):
        assert shown.lines[spoken], (spoken, line_pattern(case, spoken).pattern, shown.ran.err)
        assert case.cell is None or f"{case.sheet}!{case.cell}: " in shown.lines[spoken]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_cause_and_cure_are_said_in_whole_sentences_of_both_languages(case: Case) -> None:
    wording = WORDINGS[case.code]
    set_language("id")
    for text in (wording.message, wording.hint):
        assert text.endswith(".")
        assert _(text).endswith(".")
        assert _(text) != text
    assert case.cause.endswith(".")
