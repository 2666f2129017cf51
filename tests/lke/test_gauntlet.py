"""A fixed part of the gauntlet (see benchmarks/README.md): what a person sees in an edited worksheet is what is stored,
or it is said. And the judge himself is tried: he must notice what is stored otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.gauntlet.edit import Edit, Scene
from benchmarks.gauntlet.judging import Difference, Verdict, judge, names
from benchmarks.gauntlet.person import agrees, same_words
from benchmarks.gauntlet.run import all_edits
from benchmarks.gauntlet.seeing import Seen, see
from benchmarks.gauntlet.targets import Target, issued, sample
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.rubric import Rubric
from rbtrack.errors import Place, Problem

ISSUED = "sakip-2021-filled"
FIXED = {
    "sample": {
        "another option": "same",
        "0.8 shown as 80%": "said",
        "hidden by ;;;": "said",
        "two decimals": "same",
        "number as text with a comma": "same",
        "3/4 typed, kept as a date": "said",
        "years of two tables swapped": "same",
        "row deleted": "said",
        "row doubled with another answer": "said",
        "column of answers hidden": "said",
        "answer merged with the cell before it": "said",
    },
    ISSUED: {
        "another option": "same",
        "cell emptied": "said",
        "Cyrillic letter": "said",
        "fullwidth letter": "said",
        "boolean for an answer": "said",
        "formula with a stale result": "said",
        "shared rich text with a reading aid": "same",
        "all cells of two rows swapped": "same",
        "row doubled with another answer": "said",
        "row deleted": "said",
        "answers of two rows merged, the lower one under it": "said",
        "answer typed into an empty row": "said",
        "columns of answers and notes swapped": "same",
        "text replaced by the format": "said",
        "row hidden": "said",
        "answer in a foreign namespace under mc:Ignorable": "said",
    },
}
"""The verdict on each edit of two worksheets. What is not listed is tried by `python -m benchmarks.gauntlet`."""

CASES = [(target, edit) for target, edits in FIXED.items() for edit in edits]
BY_NAME = all_edits()


@dataclass(frozen=True)
class Edited:
    """A worksheet that was edited, and what LibreOffice shows of it."""

    target: Target
    edit: Edit
    path: Path
    seen: Seen | None

    def verdict(self) -> Verdict:
        return judge(self.target, self.edit, self.path, self.seen)


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Edited]:
    """Every case, shown by one run of LibreOffice."""
    folder = tmp_path_factory.mktemp("gauntlet")
    targets = {"sample": sample(folder), ISSUED: issued("sakip-2021", "filled")(folder)}
    paths = [_make(targets[name], edit, folder / f"{place}.xlsx") for place, (name, edit) in enumerate(CASES)]
    return {
        (name, edit): Edited(targets[name], BY_NAME[edit], path, seen)
        for (name, edit), path, seen in zip(CASES, paths, see(paths, folder), strict=True)
    }


def _make(target: Target, edit: str, path: Path) -> Path:
    scene = Scene(target, 0)
    BY_NAME[edit].change(scene)
    return scene.save(path)


@pytest.mark.libreoffice
@pytest.mark.parametrize(("name", "edit"), CASES)
def test_what_is_seen_is_stored_or_it_is_said(edited: dict[tuple[str, str], Edited], name: str, edit: str) -> None:
    verdict = edited[name, edit].verdict()
    assert (verdict.word, verdict.reasons) == (FIXED[name][edit], ())


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("name", "edit"),
    [
        ("sample", "another option"),
        ("sample", "years of two tables swapped"),
        (ISSUED, "another option"),
        (ISSUED, "cell emptied"),
        (ISSUED, "row deleted"),
    ],
)
def test_the_judge_notices_what_is_stored_otherwise(
    edited: dict[tuple[str, str], Edited], name: str, edit: str
) -> None:
    """The worksheet as it was before is brought in, the edited one is shown."""
    case = edited[name, edit]
    assert judge(case.target, case.edit, case.target.path, case.seen).word == "silent"


def _agreeing(rubric: Rubric, code: str, stored: Answer, *shown: str) -> Iterator[bool]:
    return (agrees(rubric.items[code], text, stored) for text in shown)


def test_a_text_is_read_as_a_person_reads_it(rb2014: Rubric) -> None:
    yes, number = Answer("B"), Answer("3.117")
    assert all(_agreeing(rb2014, "A.I.1.b", yes, "B", " b. ", "В", "Ｂ"))
    assert not any(_agreeing(rb2014, "A.I.1.b", yes, "A", "", "-", "B/C", "N/A"))
    assert all(_agreeing(rb2014, "B.III.1", number, "3.117", "3,117", "3.12", "3.1", "3 1/9"))
    assert not any(_agreeing(rb2014, "B.III.1", number, "3", "3.118", "312%", "3.117%", "31.17", "", "3.2"))
    assert all(_agreeing(rb2014, "A.I.1.b", Answer(), "", "-", "Belum diisi", " "))
    assert not any(_agreeing(rb2014, "A.I.1.b", Answer(), "B", "?", "N/A", "0"))
    assert all(_agreeing(rb2014, "A.I.1.b", Answer(not_applicable=True), "N/A", "tidak berlaku"))
    assert not any(_agreeing(rb2014, "A.I.1.b", Answer(not_applicable=True), "", "B"))


def test_a_note_is_the_same_in_other_spaces_and_another_order_of_a_date() -> None:
    same = [("a  b\n", "a b"), ("03/04/2024", "2024-04-03"), ("1.23456789012346E+15", "1234567890123456"), ("", "")]
    other = [("80%", "0.8"), ("04/04/2024", "2024-04-03"), ("a b", "ab"), ("", "a"), ("1.2E+15", "1234567890123456")]
    assert all(same_words(*pair) for pair in same)
    assert not any(same_words(*pair) for pair in other)


def test_a_problem_names_a_difference_by_item_cell_range_or_as_a_whole() -> None:
    difference = Difference("", "A.1", frozenset({("LKE", 9, 7)}))

    def at(cell: str | None, sheet: str | None = "LKE", item: str | None = None, **parameters: object) -> bool:
        return names(Problem("x", "error", Place("f", sheet, cell), item, None, parameters), difference)

    assert at("B2", item="A.1")
    assert all(at(cell) for cell in ("G9", "B9", "A8:B9", "9:12", "E:G", None))
    assert at("G2", cells=("G2", "G9"))
    assert not any(at(cell) for cell in ("G8", "G10:G12", "10:12", "H:I", "A1:Z8"))
    assert not at("G9", sheet="Lain")
    assert not at(None, item="A.2")
    assert names(Problem("x"), Difference("of the whole sheet"))
