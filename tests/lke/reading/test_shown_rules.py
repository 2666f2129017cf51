"""What is said where a cell shows something else than it holds: exactly which cell, value and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rbtrack.xlsx.addresses import Position
from tests.lke.reading.sheets import (
    Place,
    Problem,
    book_of,
    find_tables,
    read_worktable,
    rubric_of,
    sheet_of,
)

RUBRIC = rubric_of("""
A     | Perencanaan      | 100
A.1   | Survei pengguna  | 50 | 100
A.2   | Survei pegawai   | 50 | 100
""")
ROWS = "No | Uraian | Jawaban | Catatan\nA | Perencanaan | |\n1 | Survei pengguna | =80 | rapat\n2 | Survei pegawai | =90 |"
FIRST, SECOND = (3, 3), (4, 3)


def problems(
    rows: str = ROWS, formats: Mapping[Position, str] | None = None, covered: tuple[Position, ...] = ()
) -> list[Problem]:
    sheet = sheet_of(rows)
    scan = replace(sheet.scan, formats=formats or {}, covered=covered)
    (table,) = find_tables(book_of(replace(sheet, scan=scan)))
    return [each for each in read_worktable(table, RUBRIC).problems if each.code != "evidence-missing"]


def at(cell: str) -> Place:
    return Place("lke.xlsx", "LKE", cell)


def test_nothing_is_said_of_a_plain_sheet() -> None:
    assert problems() == []


def test_an_answer_that_is_shown_otherwise_is_refused_with_both() -> None:
    assert problems(formats={FIRST: '"tujuh"'}) == [
        Problem("answer-shown-otherwise", "error", at("C3"), "A.1", "80", {"item": "A.1", "shown": "tujuh"})
    ]
    assert problems(formats={SECOND: ";;;"}) == [
        Problem("answer-not-shown", "error", at("C4"), "A.2", "90", {"item": "A.2", "shown": ""})
    ]


def test_a_percentage_is_taken_and_said_with_both() -> None:
    assert problems(ROWS.replace("=80", "=0.8"), {FIRST: "0%"}) == [
        Problem(
            "answer-shown-as-percent",
            "warning",
            at("C3"),
            "A.1",
            "0.8",
            {"item": "A.1", "shown": "80%", "number": 80.0},
        )
    ]


def test_words_of_the_format_are_said() -> None:
    assert problems(formats={FIRST: '0" poin"'}) == [
        Problem("answer-shown-with-words", "warning", at("C3"), "A.1", "80", {"item": "A.1", "shown": "80 poin"})
    ]


def test_levels_are_one_warning_with_the_first_of_them() -> None:
    (found,) = problems(ROWS.replace("=80", "=2.61").replace("=90", "=3"))
    assert (found.code, found.severity, found.place, found.value) == (
        "answers-like-levels",
        "warning",
        at("C3"),
        "2.61",
    )
    assert found.parameters == {"count": 2, "ranges": ("C3:C4",), "cells": ("C3", "C4"), "most": 5}


def test_an_answer_below_a_merged_cell_is_missed_and_anything_else_there_is_named() -> None:
    assert problems(covered=(SECOND, (3, 4))) == [
        Problem("answer-covered", "error", at("C4"), "A.2", None, {"item": "A.2"}),
        Problem("cells-covered", "warning", at("D3"), None, None, {"count": 1, "ranges": ("D3",), "cells": ("D3",)}),
    ]
    assert [each.code for each in problems(covered=(SECOND,))] == ["answer-covered"]
