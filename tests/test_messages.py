"""Every problem has its words, in a form that its parameters fill."""

from __future__ import annotations

import ast
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import rbtrack
from rbtrack import messages
from rbtrack.errors import Place, Problem

SOURCE = Path(rbtrack.__file__).parent
RAISERS = {"Problem", "RbtrackError", "CatalogError", "StoreError", "WorkbookError", "Fault"}


def codes_in_use() -> set[str]:
    """The codes that the program can name: literals where problems are made, and constants that hold one."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        if path.parent.name == "messages":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in messages.WORDINGS:
                found.add(node.value)
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) in RAISERS and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
                    found.add(first.value)
    return found


def test_every_code_has_words_and_every_word_a_code() -> None:
    assert codes_in_use() == set(messages.WORDINGS)


def test_values_are_shown_as_the_reader_writes_them() -> None:
    parameters = {"item": "B.I.1", "readings": (Decimal("1.234"), Decimal(1234))}
    problem = Problem("answer-ambiguous", value="1.234", parameters=parameters)
    assert messages.message(problem) == '"1.234" can be read as 1.234, 1234, and both fit B.I.1.'
    problem = Problem(
        "answer-outside-range", value="9", parameters={"item": "B.I.2", "minimum": Fraction(0), "maximum": Fraction(5)}
    )
    assert messages.hint(problem) == "Enter a number from 0 to 5."


def test_foreign_values_cannot_break_a_message() -> None:
    parameters = {"item": "A", "options": ("A", "B")}
    problem = Problem("answer-not-offered", value="{item}\n\x1b[2J" + "x" * 500, parameters=parameters)
    shown = messages.message(problem)
    assert "\x1b" not in shown
    assert len(shown) < 300
    assert "{item} " in shown


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("lke.xlsx", "LKE ", "J10"), "lke.xlsx, LKE!J10"),
        (Place("lke.xlsx"), "lke.xlsx"),
        (Place("x.yaml", line=12), "x.yaml:12"),
        (Place(), ""),
    ],
)
def test_places_are_written_as_people_look_for_them(place: Place, shown: str) -> None:
    assert messages.where(place) == shown


def test_a_list_of_nothing_says_so() -> None:
    assert "none" in messages.hint(Problem("office-unknown", parameters={"office": "x", "known": ()}))
