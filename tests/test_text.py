"""What a reader sees: figures in the reader's way, foreign text without power."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rbtrack import text


def test_figures_are_written_as_the_language_writes_them() -> None:
    assert text.number(Fraction("71.406")) == "71.41"
    assert text.signed(Fraction("0.004")) == "0.00"
    assert text.signed(Fraction("1.05")) == "+1.05"
    assert text.signed(Fraction(-1)) == "-1.00"
    text.set_language("id")
    assert text.number(Decimal("71.405")) == "71,41"
    assert text.unrounded(Fraction(5, 2)) == "2,5"
    assert text.unrounded(Decimal("1.2340")) == "1,2340"
    assert text.unrounded(Fraction(1, 3)) == "1/3"
    assert text.unrounded(Fraction(60)) == "60"


def test_a_figure_that_is_not_there_is_a_dash_and_never_zero() -> None:
    assert text.number(None) == text.signed(None) == "–"
    assert text.number(0) == "0.00"


@given(st.text())
def test_foreign_text_cannot_command_a_terminal(foreign: str) -> None:
    shown = text.harmless(foreign)
    assert len(shown) == len(foreign)
    assert all(character.isprintable() or character == "\ufffd" or ord(character) > 127 for character in shown)
    assert "\x1b" not in shown
    assert "\n" not in shown


def test_known_tricks_are_taken_apart() -> None:
    assert text.harmless("\x1b[31mred\x07\x9b2J") == "\ufffd[31mred\ufffd\ufffd2J"
    assert text.harmless("a\u202eb\nc\td") == "a\ufffdb c d"


def test_long_text_is_cut_and_says_so() -> None:
    assert text.shorten("x" * 100) == "x" * 79 + "…"
    assert text.shorten("short") == "short"


def test_a_number_of_thousands_of_digits_is_shown_in_short() -> None:
    assert text.unrounded(Fraction(10**5000 + 1, 3)) == "3.333333E+4999"


def test_answers_are_written_as_the_reader_writes_numbers() -> None:
    """Letters, counts and codes stay as they are."""
    text.set_language("id")
    assert [text.as_written(answer) for answer in ("70.05", "A", "3/4", "85", "1.2.3")] == [
        "70,05", "A", "3/4", "85", "1.2.3",
    ]  # fmt: skip
    text.set_language("en")
    assert text.as_written("70.05") == "70.05"
