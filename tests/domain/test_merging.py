"""New answers over stored ones: nothing is overwritten unasked, nothing lost unseen."""

from __future__ import annotations

from rbtrack.domain.evaluation import Answer
from rbtrack.domain.merging import Change, merge, said

STORED = {"a": Answer("A", note="old note"), "b": Answer("B", evidence="SK 1")}


def test_first_answers_are_added() -> None:
    merged = merge({}, {"a": Answer("A"), "b": Answer(), "c": Answer(note="only a note")}, replace=False)
    assert [change.item for change in merged.added] == ["a", "c"]
    assert (merged.changed, merged.same, merged.blank) == ((), 0, 1)


def test_the_same_again_changes_nothing() -> None:
    merged = merge(STORED, STORED, replace=False)
    assert (merged.changes, merged.same, merged.blank, merged.kept) == ((), 2, 0, ())
    assert merged.answers == STORED


def test_another_value_is_a_change() -> None:
    merged = merge(STORED, {"a": Answer("C", note="old note")}, replace=False)
    assert merged.changed == (Change("a", STORED["a"], Answer("C", note="old note")),)
    assert merged.answers["b"] == STORED["b"]


def test_a_blank_keeps_what_is_stored_and_is_named() -> None:
    merged = merge(STORED, {"a": Answer(), "b": Answer("B")}, replace=False)
    assert (merged.changes, merged.kept, merged.answers) == ((), ("a", "b"), STORED)


def test_with_replace_a_blank_erases_and_shows_it() -> None:
    merged = merge(STORED, {"a": Answer(), "b": Answer("B")}, replace=True)
    assert [change.item for change in merged.changed] == ["a", "b"]
    assert merged.answers["a"].is_empty


def test_not_applicable_over_a_value_is_a_change_and_not_a_blank() -> None:
    merged = merge({"a": Answer("A")}, {"a": Answer(not_applicable=True)}, replace=False)
    assert merged.answers["a"] == Answer(not_applicable=True)
    assert merge(merged.answers, merged.answers, replace=False).same == 1


def test_what_an_answer_says_leaves_out_what_did_not_change() -> None:
    old, new = Answer("A", note="same"), Answer("B", note="same", evidence="SK")
    assert (said(old, new), said(new, old)) == (("A",), ("B", "SK"))
    assert said(Answer(not_applicable=True)) == ("N/A",)
    assert said(Answer()) == ()
