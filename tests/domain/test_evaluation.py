"""Values that are said of offices, as people write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rbtrack.domain.evaluation import Answer, Evaluation, EvaluationKey, as_text, plain_words


def test_cells_read_as_a_person_reads_them() -> None:
    assert [as_text(raw) for raw in (True, False, 2021.0, None, "x", date(2015, 3, 31))] == [
        "TRUE", "FALSE", "2021", "", "x", "2015-03-31",
    ]  # fmt: skip


def test_words_are_compared_without_case_spaces_and_full_stops() -> None:
    assert [plain_words(text) for text in (" Wajar\n Tanpa.. ", "N/A .", "", ".")] == ["wajar tanpa", "n/a", "", ""]
    assert plain_words(" Ada\nbukti. " * 50) == "ada bukti. " * 49 + "ada bukti"


def test_an_answer_that_says_nothing_is_empty() -> None:
    assert Answer().is_empty
    assert not Answer(note="x").is_empty
    assert not Answer(not_applicable=True).is_empty
    assert not Answer(unreviewed=True).is_empty


def test_an_answer_that_was_looked_at_says_what_it_said() -> None:
    waiting = Answer("A", False, "note", "SK", unreviewed=True)
    assert waiting.reviewed == waiting.reviewed.reviewed == Answer("A", False, "note", "SK")


def test_an_evaluation_says_which_it_is() -> None:
    key = EvaluationKey("bps", 2015, "rb-2014", "self")
    assert (key.label, key.label_in_year) == ("2015 rb-2014 self", "rb-2014 self")
    assert replace(key, judge="Tim A").label == "2015 rb-2014 self Tim A"


def test_an_evaluation_without_a_single_answer_is_blank() -> None:
    """Evidence and notes are no answers; that something does not apply is one."""
    key = EvaluationKey("bps", 2015, "rb-2014", "self")
    assert Evaluation(key, {}).is_blank
    assert Evaluation(key, {"a": Answer(note="x", evidence="SK"), "b": Answer()}).is_blank
    assert not Evaluation(key, {"a": Answer(), "b": Answer("A")}).is_blank
    assert not Evaluation(key, {"a": Answer(not_applicable=True)}).is_blank
