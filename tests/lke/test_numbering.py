"""The numbers of rows: how they are written, and what they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rbtrack.lke.reading.numbering import Kind, leading_number, number_of, place, values_of, written


@pytest.mark.parametrize(
    ("cell", "steps"),
    [
        ("A.", ("A",)),
        (" iv ", ("iv",)),
        ("a)", ("a",)),
        ("(a)", ("a",)),
        ("1)", ("1",)),
        (1.0, ("1",)),
        (1.2, ("1", "2")),
        ("1.a.", ("1", "a")),
        ("A.III.8.ii.a", ("A", "III", "8", "ii", "a")),
        ("", ()),
        (None, ()),
        ("Uraian", ()),
        ("1.234.567", ("1", "234", "567")),
        ("2015", ()),
        (-1.0, ()),
        (True, ()),
    ],
)
def test_a_cell_is_a_number_of_a_row_or_none(cell: str | float | None, steps: tuple[str, ...]) -> None:
    assert number_of(cell) == steps


@pytest.mark.parametrize(
    ("cell", "steps", "label"),
    [
        ("A. PROSES (60)", ("A",), "PROSES (60)"),
        ("1.a Rencana", ("1", "a"), "Rencana"),
        ("A.I Manajemen", ("A", "I"), "Manajemen"),
        ("(b) Data", ("b",), "Data"),
        ("Ya, apabila", (), "Ya, apabila"),
        ("I KPU", (), "I KPU"),
        ("S.K. Kepala", (), "S.K. Kepala"),
    ],
)
def test_a_label_may_begin_with_its_number(cell: str, steps: tuple[str, ...], label: str) -> None:
    assert leading_number(cell) == (steps, label)


@given(number=st.integers(1, 26), kind=st.sampled_from(["A", "I", "1", "a", "i"]))
def test_every_number_is_read_as_it_is_written(number: int, kind: Kind) -> None:
    assert values_of(written(kind, number))[kind] == number


@pytest.mark.parametrize(
    ("levels", "step", "below", "depth"),
    [
        ([("A", 1)], "I", None, 1),  # the first Roman numeral below A, not the ninth letter
        ([("A", 8)], "I", "I", 1),
        ([("A", 8)], "I", None, 0),  # the ninth letter, where nothing stands below letters
        ([("A", 8), ("1", 4)], "I", None, 0),  # the ninth letter, where letters have digits below them
        ([("A", 1), ("I", 4)], "V", "1", 1),
        ([("A", 1)], "V", "I", 1),  # a sheet that begins with the fifth area
        ([("A", 2), ("I", 2)], "C", "1", 0),
        ([("A", 1), ("I", 1), ("1", 3), ("i", 1), ("a", 8)], "i", None, 4),
        ([("A", 1), ("I", 1), ("1", 3), ("i", 1), ("a", 8)], "ii", None, 3),
        ([("1", 1), ("a", 2)], "d", None, 1),  # c is missing
        ([("1", 1), ("a", 2)], "1", None, 0),  # begun anew
    ],
)
def test_letters_that_could_be_two_kinds_are_told_by_what_went_before(
    levels: list[tuple[Kind, int]], step: str, below: Kind | None, depth: int
) -> None:
    assert place(levels, step, below)[0] == depth
