"""New answers over stored ones: nothing is overwritten unasked, nothing lost unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rbtrack.domain.evaluation import Answer
from rbtrack.domain.merging import Change, LaterChange, Merge, merge, overtaken, said

STORED = {"a": Answer("A", note="old note"), "b": Answer("B", evidence="SK 1")}


def test_first_answers_are_added() -> None:
    merged = merge({}, {"a": Answer("A"), "b": Answer(), "c": Answer(note="only a note")}, replace_stored=False)
    assert [change.item for change in merged.added] == ["a", "c"]
    assert (merged.changed, merged.same, merged.blank) == ((), 0, 1)


def test_the_same_again_changes_nothing() -> None:
    merged = merge(STORED, STORED, replace_stored=False)
    assert (merged.changes, merged.same, merged.blank, merged.kept) == ((), 2, 0, ())
    assert merged.answers == STORED


def test_another_value_is_a_change() -> None:
    merged = merge(STORED, {"a": Answer("C", note="old note")}, replace_stored=False)
    assert merged.changed == (Change("a", STORED["a"], Answer("C", note="old note")),)
    assert merged.answers["b"] == STORED["b"]


def test_a_blank_keeps_what_is_stored_and_is_named() -> None:
    merged = merge(STORED, {"a": Answer(), "b": Answer("B")}, replace_stored=False)
    assert (merged.changes, merged.kept, merged.answers) == ((), ("a", "b"), STORED)


def test_with_replace_a_blank_erases_and_shows_it() -> None:
    merged = merge(STORED, {"a": Answer(), "b": Answer("B")}, replace_stored=True)
    assert [change.item for change in merged.changed] == ["a", "b"]
    assert merged.answers["a"].is_empty


def test_not_applicable_over_a_value_is_a_change_and_not_a_blank() -> None:
    merged = merge({"a": Answer("A")}, {"a": Answer(not_applicable=True)}, replace_stored=False)
    assert merged.answers["a"] == Answer(not_applicable=True)
    assert merge(merged.answers, merged.answers, replace_stored=False).same == 1


def test_what_an_answer_says_leaves_out_what_did_not_change() -> None:
    old, new = Answer("A", note="same"), Answer("B", note="same", evidence="SK")
    assert (said(old, new), said(new, old)) == (("A",), ("B", "SK"))
    assert said(Answer(not_applicable=True)) == ("N/A",)
    assert said(Answer()) == ()


A, B, NA, BLANK = Answer("A"), Answer("B"), Answer(not_applicable=True), Answer()
NOTED = Answer("A", note="old", evidence="SK 1")


@pytest.mark.parametrize(
    ("old", "new", "kept", "replaced"),
    [
        (A, B, B, B),
        (A, BLANK, A, BLANK),
        (A, NA, NA, NA),
        (NA, A, A, A),
        (NA, BLANK, NA, BLANK),
        (NOTED, Answer(note="new"), Answer("A", note="new", evidence="SK 1"), Answer(note="new")),
        (NOTED, Answer(evidence="SK 2"), Answer("A", note="old", evidence="SK 2"), Answer(evidence="SK 2")),
        (NOTED, NA, Answer(not_applicable=True, note="old", evidence="SK 1"), NA),
        (NOTED, B, Answer("B", note="old", evidence="SK 1"), B),
        (
            NOTED,
            Answer("B", False, "new", "SK 2"),
            Answer("B", False, "new", "SK 2"),
            Answer("B", False, "new", "SK 2"),
        ),
    ],
)
def test_value_note_and_evidence_are_each_kept_where_the_new_one_is_blank(
    old: Answer, new: Answer, kept: Answer, replaced: Answer
) -> None:
    """Unless the new answers are all there is. What was kept is named, what became otherwise is a change."""
    for replacing, outcome in ((False, kept), (True, replaced)):
        changed = (Change("a", old, outcome),) if outcome != old else ()
        named = ("a",) if outcome != new else ()
        blank = 0 if changed else 1
        assert merge({"a": old}, {"a": new}, replacing) == Merge({"a": outcome}, (), changed, 0, blank, named)


def test_every_item_is_counted_once() -> None:
    """Added, changed, the same or blank; what is stored and not named now stays and is not counted."""
    stored = {"stays": A, "same": A, "same-away": NA, "changed": A, "kept": A, "blank": BLANK}
    new = {
        "changed": B, "same": A, "same-away": NA, "kept": BLANK, "blank": BLANK, "unknown": BLANK, "first": A, "away": NA,
    }  # fmt: skip
    assert merge(stored, new, replace_stored=False) == Merge(
        answers={**stored, "changed": B, "unknown": BLANK, "first": A, "away": NA},
        added=(Change("first", BLANK, A), Change("away", BLANK, NA)),
        changed=(Change("changed", A, B),),
        same=2,
        blank=3,
        kept=("kept",),
    )
    assert stored["changed"] == A
    assert merge(stored, new, replace_stored=False).changes == (
        Change("first", BLANK, A), Change("away", BLANK, NA), Change("changed", A, B),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "other", "words"),
    [
        (NOTED, BLANK, ("A", "old", "SK 1")),
        (NOTED, A, ("A", "old", "SK 1")),
        (NOTED, Answer("B", note="old", evidence="SK 1"), ("A",)),
        (NOTED, Answer("A", note="else", evidence="SK 1"), ("A", "old")),
        (NOTED, Answer("A", note="old", evidence="else"), ("A", "SK 1")),
        (Answer(note="only"), A, ("only",)),
        (NA, A, ("N/A",)),
    ],
)
def test_a_change_is_told_by_the_value_and_by_what_is_noted_otherwise(
    answer: Answer, other: Answer, words: tuple[str, ...]
) -> None:
    assert said(answer, other) == words


ANSWERS = st.builds(
    Answer,
    st.sampled_from([None, "A", "B"]),
    note=st.sampled_from(["", "one", "two"]),
    evidence=st.sampled_from(["", "SK"]),
) | st.builds(Answer, not_applicable=st.just(True), note=st.sampled_from(["", "one"]))
SETS = st.dictionaries(st.sampled_from("abcd"), ANSWERS)


@given(SETS, SETS, st.booleans())
def test_laid_over_a_second_time_nothing_changes_any_more(
    stored: dict[str, Answer], new: dict[str, Answer], replace: bool
) -> None:
    """Every new answer is counted once, items that are not named stay, and only a replacement can erase."""
    merged = merge(stored, new, replace)
    assert len(merged.changes) + merged.same + merged.blank == len(new)
    assert merged.answers == {**stored, **{item: merged.answers[item] for item in new}}
    assert merge(merged.answers, new, replace).changes == ()
    if replace:
        assert merged.answers == {**stored, **new}
    else:
        lost = [item for item, answer in stored.items() if not answer.is_empty and merged.answers[item].is_empty]
        assert not lost


WAITING = replace(A, unreviewed=True)


@pytest.mark.parametrize("replacing", [False, True])
@pytest.mark.parametrize(
    ("old", "new", "outcome", "kind"),
    [
        (BLANK, WAITING, WAITING, "added"),
        (WAITING, WAITING, WAITING, "same"),
        (WAITING, A, A, "reviewed"),
        (A, WAITING, A, "same"),
        (B, WAITING, WAITING, "changed"),
        (WAITING, B, B, "changed"),
    ],
)
def test_what_was_reviewed_stays_so_and_a_review_is_no_change(
    replacing: bool, old: Answer, new: Answer, outcome: Answer, kind: str
) -> None:
    merged = merge({"a": old}, {"a": new}, replacing)
    assert merged.answers == {"a": outcome}
    kinds = {"added": merged.added, "changed": merged.changed, "reviewed": merged.reviewed}
    change = (Change("a", old, outcome),)
    assert kinds == {name: change if name == kind else () for name in kinds}
    assert merged.same == int(kind in ("same", "reviewed"))


def test_every_answer_that_was_looked_at_is_counted() -> None:
    merged = merge({"a": WAITING, "b": WAITING, "c": WAITING}, {"a": A, "b": A, "c": WAITING}, replace_stored=False)
    assert (len(merged.reviewed), merged.same, merged.blank) == (2, 3, 0)


def later(revision: int, old: Answer, new: Answer, *, is_own: bool = False, item: str = "a") -> LaterChange:
    return LaterChange(Change(item, old, new), revision, "x", is_own)


C = Answer("C")
OTHERS, OWN = later(2, A, B), later(2, A, B, is_own=True)


@pytest.mark.parametrize(
    ("change", "since", "last"),
    [
        (Change("a", B, A), [], None),
        (Change("a", B, C), [later(2, A, B, item="b")], None),
        (Change("a", B, A), [OTHERS], OTHERS),
        (Change("a", B, C), [OTHERS], OTHERS),
        (Change("a", B, C), [later(1, A, B)], later(1, A, B)),
        (Change("a", B, C), [OWN], None),
        (Change("a", B, A), [OWN], OWN),
        (Change("a", B, replace(A, unreviewed=True)), [OWN], OWN),
        (Change("a", C, NA), [later(2, A, C), later(3, A, A, is_own=True, item="b")], None),
        (Change("a", C, NA), [later(2, A, B, is_own=True), later(3, B, C)], later(3, B, C)),
        (Change("a", C, NA), [later(3, A, C), later(3, A, A, is_own=True, item="b")], None),
    ],
)
def test_what_others_stored_later_is_overtaken(
    change: Change, since: list[LaterChange], last: LaterChange | None
) -> None:
    assert list(overtaken([change], since)) == ([(change, last)] if last else [])


def test_of_several_changes_each_that_is_overtaken_is_told() -> None:
    alone, one, other = Change("b", B, C), Change("a", B, A), Change("c", B, A)
    last = later(3, A, B, item="c")
    assert list(overtaken([alone, one, other], [OTHERS, last])) == [(one, OTHERS), (other, last)]
