"""Two sets of answers, item by item."""

from __future__ import annotations

from rbtrack.domain.differences import Difference, differences
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.rubric import Rubric
from tests.domain.trees import group, item, rubric


def test_what_differs_is_named_in_the_order_of_the_regulation(rb2014: Rubric) -> None:
    """A blank, not applicable and a value are three things; what both say alike is left out."""
    left = {"A.I.1.b": Answer("A", note="sama"), "A.I.1.a": Answer("B", evidence="SK 1"), "A.I.1.c": Answer("C")}
    right = {
        "A.I.1.b": Answer(not_applicable=True, note="sama"),
        "A.I.1.a": Answer(evidence="SK 2"),
        "A.I.1.c": Answer("C"),
    }
    found = [(each.item, each.aspect, each.left, each.right) for each in differences(rb2014, left, right)]
    assert found == [
        ("A.I.1.a", "answer", "B", ""),
        ("A.I.1.a", "evidence", "SK 1", "SK 2"),
        ("A.I.1.b", "answer", "A", "N/A"),
    ]


def test_an_item_of_which_one_side_says_nothing_is_a_difference(rb2014: Rubric) -> None:
    (found,) = differences(rb2014, {}, {"B.I.1": Answer("70.05")})
    assert (found.item, found.name, found.left, found.right) == ("B.I.1", rb2014.items["B.I.1"].name, "", "70.05")
    assert differences(rb2014, {}, {}) == ()


def test_value_note_and_evidence_are_compared_each_by_itself() -> None:
    """In the order of the rubric, "" where a side says nothing; "N/A" is a value of its own."""
    three = rubric(group("g", 6, item("c"), item("b"), item("a")))
    left = {"a": Answer("A", False, "one", "SK 1"), "b": Answer(not_applicable=True, note="same"), "c": Answer("B")}
    right = {"a": Answer("B", False, "two", "SK 2"), "b": Answer(note="same", evidence="SK 3"), "x": Answer("A")}
    assert differences(three, left, right) == (
        Difference("c", "Item c", "answer", "B", ""),
        Difference("b", "Item b", "answer", "N/A", ""),
        Difference("b", "Item b", "evidence", "", "SK 3"),
        Difference("a", "Item a", "answer", "A", "B"),
        Difference("a", "Item a", "note", "one", "two"),
        Difference("a", "Item a", "evidence", "SK 1", "SK 2"),
    )
    assert differences(three, left, left) == ()
