"""Rows whose number is missing, wrong, or said otherwise: found by place and wording, never silently by less than certain."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rbtrack import catalog
from rbtrack.domain.evaluation import RawValue
from rbtrack.domain.rubric import Rubric
from rbtrack.lke.reading.bands import find_bands
from rbtrack.lke.reading.foreign import read_worktable
from rbtrack.lke.reading.labels import plain_label
from rbtrack.lke.reading.layout import WorkTable
from rbtrack.lke.reading.outline import outline
from rbtrack.xlsx.cells import Sheet
from rbtrack.xlsx.scanning import Scan
from tests.lke import variants
from tests.lke.made_up import (
    MADE_UP,
    answers_of,
    assert_reads,
    assert_round_trip,
    table_of,
)
from tests.lke.variants import Answers, Page, save

# Rows without a number, or with one that leads nowhere


def changed(path: Path, rubric: Rubric, change: Callable[[Page], object], answers: Answers = MADE_UP) -> Path:
    (page,) = variants.one_column(rubric, answers)
    change(page)
    return save(path / "lke.xlsx", [page])


def say(code: str, *, number: str | None = "", label: str | None = "") -> Callable[[Page], None]:
    """Give a row another number or label; None empties the cell, an empty text leaves it."""

    def change(page: Page) -> None:
        for column, text in ((variants.NO, number), (variants.LABEL, label)):
            if text is None:
                del page.cells[page.rows[code], column]
            elif text:
                page.cells[page.rows[code], column] = text

    return change


def test_groups_without_a_number_are_found_by_their_names(tmp_path: Path, made_up: Rubric) -> None:
    for build in (variants.one_column, variants.depth_columns):
        pages = variants.blank_numbers(made_up, MADE_UP, ["A.1", "A.2", "B.2"], build(made_up, MADE_UP))
        path = save(tmp_path / "lke.xlsx", pages)
        assert_reads(path, made_up, MADE_UP)
        assert_round_trip(path, MADE_UP)


def test_a_group_known_only_by_its_place_is_a_warning(tmp_path: Path, made_up: Rubric) -> None:
    path = changed(tmp_path, made_up, say("A.2", number=None, label="Mutu rencana kerja (40)"))
    assert_reads(path, made_up, MADE_UP, row_matched_by_place=1)


@pytest.mark.parametrize("number", [None, "z"])
def test_the_exact_name_among_its_neighbours_is_certain(tmp_path: Path, made_up: Rubric, number: str | None) -> None:
    path = changed(tmp_path, made_up, say("A.2.b", number=number, label="  RENCANA  selaras! "))
    assert_reads(path, made_up, MADE_UP)


@pytest.mark.parametrize("number", [None, "z"])
def test_a_name_with_a_typing_mistake_is_taken_with_a_warning(
    tmp_path: Path, made_up: Rubric, number: str | None
) -> None:
    path = changed(tmp_path, made_up, say("A.2.b", number=number, label="Rencana selars"))
    assert_reads(path, made_up, MADE_UP, row_matched_by_wording=1)
    _answers, problems = answers_of(read_worktable(table_of(path), made_up), made_up)
    assert (problems[0].place.cell, problems[0].item, problems[0].value) == ("C13", "A.2.b", "Rencana selars")
    assert problems[0].parameters["name"] == "Rencana selaras"


def test_a_name_from_another_branch_is_taken_with_a_warning(tmp_path: Path, made_up: Rubric) -> None:
    def move(page: Page) -> None:
        say("A.2.b", number=None)(page)
        page.cells[page.rows["A.2.b"], variants.LABEL] = "Data andal"
        page.cells[page.rows["B.2.b"], variants.LABEL] = "Rencana selaras"
        say("B.2.b", number=None)(page)
        for column in (variants.CHOICES, variants.ANSWER, variants.EXPLANATION):
            one, two = (page.rows["A.2.b"], column), (page.rows["B.2.b"], column)
            page.cells[one], page.cells[two] = page.cells.get(two), page.cells.get(one)

    assert_reads(changed(tmp_path, made_up, move), made_up, MADE_UP, row_matched_by_wording=2)


def test_a_name_like_several_is_an_error(tmp_path: Path, made_up: Rubric) -> None:
    text = catalog.canonical(made_up)
    names = {"Rencana tersedia": "Rencana 1 tersedia ya", "Rencana disahkan": "Rencana 2 tersedia ya"}
    for old, new in names.items():
        text = text.replace(old, new)
    twins = catalog.from_canonical(text)
    path = changed(tmp_path, made_up, say("A.1.a", number=None, label="Rencana tersedia ya"))
    _answers, problems = answers_of(read_worktable(table_of(path), twins), twins)
    (ambiguous,) = (problem for problem in problems if problem.code == "row-ambiguous")
    assert (ambiguous.is_error, ambiguous.place.cell) == (True, "C9")
    assert ambiguous.parameters["candidates"] == tuple(
        f"A.1.{step} {name}" for step, name in zip("ab", names.values(), strict=True)
    )


def test_a_number_of_another_depth_is_a_doubt(tmp_path: Path, made_up: Rubric) -> None:
    """As a group's number it leads nowhere; the wording stands below another group than the number says."""
    path = changed(tmp_path, made_up, say("A.2.b", number="9"))
    assert_reads(path, made_up, MADE_UP, row_matched_by_wording=1)


def test_number_and_name_that_say_two_things_are_an_error(tmp_path: Path, made_up: Rubric) -> None:
    """Two labels exchanged: nobody knows which of number and label is right."""

    def exchange(page: Page) -> None:
        say("A.2.a", label="Rencana selaras")(page)
        say("A.2.b", label="Rencana terukur")(page)

    _answers, problems = answers_of(read_worktable(table_of(changed(tmp_path, made_up, exchange)), made_up), made_up)
    assert [(problem.code, problem.is_error, problem.place.cell) for problem in problems] == [
        ("row-number-and-wording-differ", True, "C12"),
        ("row-number-and-wording-differ", True, "C13"),
    ]


def test_other_words_beside_a_number_that_fits_are_no_doubt(tmp_path: Path, made_up: Rubric) -> None:
    """Official sheets say more than the rubric's short names."""
    path = changed(
        tmp_path, made_up, say("A.2.b", label="Apakah rencana kerja telah selaras dengan rencana strategis?")
    )
    assert_reads(path, made_up, MADE_UP)


# Nothing silent


RB2014 = catalog.shipped_rubric("rb-2014")
LONG_NAMES = [
    child.code
    for branch in RB2014.walk()
    for child in branch.children
    # The only item of a branch needs neither number nor name: nothing else can be meant.
    if child.is_item and len(branch.children) > 1 and len(child.name) > 20
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    code=st.sampled_from(LONG_NAMES),
    mistakes=st.lists(
        st.tuples(st.integers(0, 200), st.sampled_from("abcdefghijklmnopqrstuvwxyz ")), min_size=1, max_size=6
    ),
)
def test_typing_mistakes_never_match_a_wrong_item_silently(
    tmp_path: Path, code: str, mistakes: list[tuple[int, str]]
) -> None:
    """An item without a number, some letters of its label mistaken: itself, or another with a warning, or an error."""
    letters = list(RB2014.items[code].name)
    for position, letter in mistakes:
        letters[position % len(letters)] = letter
    label = "".join(letters)
    (page,) = variants.one_column(RB2014, {})
    say(code, number=None, label=label)(page)
    reading = read_worktable(table_of(save(tmp_path / "typos.xlsx", [page])), RB2014)
    row = page.rows[code]
    taken = [item for item, raw in reading.raw.items() if raw.place.cell == f"G{row}"]
    doubts = [problem for problem in reading.problems if problem.place.cell == f"C{row}"]
    if taken == [code]:
        assert doubts or plain_label(label) == plain_label(RB2014.items[code].name)
    else:
        assert doubts


CELLS = st.one_of(
    st.none(), st.sampled_from(["A.", "I", "1", "a", "1.a", "(b)", "ii", "i", "V.", "Uraian", "Jawaban", "C. Label", "x"]),
    st.text(max_size=12), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.integers(-5, 2000).map(float),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=25), merged=st.booleans())
def test_the_outline_never_raises(rows: list[list[RawValue]], merged: bool) -> None:
    """Whatever stands in the cells, every row is named or passed over; codes have no empty step."""
    ranges = (((2, 1), (3, 2)),) if merged else ()
    scan = Scan(frozenset(), frozenset(), {})
    table = [["No", "Uraian", "Bobot", "Pilihan Jawaban", "Jawaban", "Nilai"], *rows]
    (band, *_others) = find_bands(Sheet("x.xlsx", "LKE", cast("list[list[RawValue]]", table), ranges, scan))
    for row in outline(band):
        assert all(row.code.split(".")) or not row.code
        assert row.code.rpartition(".")[0] == row.parent or not row.code
    read_worktable(WorkTable((band,), 2015, None), RB2014)


def test_a_number_below_the_same_number_is_told_by_its_name(tmp_path: Path) -> None:
    """`1` stands below `1` in one column: where the wording says which is meant, nothing is in doubt."""
    rubric = catalog.shipped_rubric("rb-2020")
    (page,) = variants.one_column(rubric, {"B.1.1": "WTP", "B.1.2": 70, "B.2.1": 3.5})
    for code in rubric.nodes:  # thirds are not printed in full
        page.cells.pop((page.rows[code], variants.WEIGHT), None)
        page.cells[page.rows[code], variants.LABEL] = rubric.nodes[code].name
    reading = read_worktable(table_of(save(tmp_path / "lke.xlsx", [page])), rubric)
    assert reading.problems == ()
    assert {code: raw.value for code, raw in reading.raw.items() if raw.value is not None} == {
        "B.1.1": "WTP", "B.1.2": 70, "B.2.1": 3.5,
    }  # fmt: skip
    assert set(reading.raw) == set(rubric.items)
