"""What stands in the cells of numbers and labels: how a number is written, what it counts, what is a label's own."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.lke.reading.sheets import (
    Kind,
    RawValue,
    leading_number,
    listed_options,
    name_alone,
    number_of,
    place,
    plain_label,
    plain_text,
    printed_range,
    values_of,
    written,
)


@pytest.mark.parametrize(
    ("cell", "steps"),
    [
        ("A", ("A",)),
        ("A.", ("A",)),
        ("A:", ("A",)),
        ("A.)", ("A",)),
        ("A...", ()),
        (" A. ", ("A",)),
        ("(A)", ("A",)),
        ("( A )", ("A",)),
        ("((A)", ()),
        ("A . 1", ("A", "1")),
        ("A.1", ("A", "1")),
        ("A  .1", ()),
        ("A..1", ()),
        ("XLVIII", ("XLVIII",)),
        ("xlviii.", ("xlviii",)),
        ("AB", ()),
        ("ab", ("ab",)),
        ("abc", ()),
        ("123", ("123",)),
        ("1234", ()),
        (12.0, ("12",)),
        (1.5, ("1", "5")),
        (1234.0, ()),
        (True, ()),
        ("1" + " " * 60, ()),
        ("a" + ".1" * 19, ("a", *["1"] * 19)),
        ("a." + ".1" * 19, ()),
        ("aa" + ".1" * 19, ("aa", *["1"] * 19)),
        ("aa" + ".1" * 19 + ".", ()),
        ("1) 2)", ()),
        ("1.a)", ("1", "a")),
    ],
)
def test_numbers_of_rows_as_they_are_written(cell: RawValue, steps: tuple[str, ...]) -> None:
    assert number_of(cell) == steps


@pytest.mark.parametrize(
    ("cell", "steps", "label"),
    [
        ("A. Proses", ("A",), "Proses"),
        ("A) Proses", ("A",), "Proses"),
        ("(A) Proses", ("A",), "Proses"),
        ("A.\n  Proses\nlagi ", ("A",), "Proses\nlagi"),
        ("  1.  Proses", ("1",), "Proses"),
        ("A Proses", (), "A Proses"),
        ("1 Proses", (), "1 Proses"),
        ("1.1 Proses", ("1", "1"), "Proses"),
        ("1.1. Proses", ("1", "1"), "Proses"),
        ("A.Proses", (), "A.Proses"),
        ("A.", (), "A."),
        ("  Proses ", (), "Proses"),
        ("iv. Proses", ("iv",), "Proses"),
        ("100. Proses", ("100",), "Proses"),
        ("1000. Proses", (), "1000. Proses"),
        ("S.K. Kepala", (), "S.K. Kepala"),
        ("A.N. Kepala", (), "A.N. Kepala"),
        ("A.I. Manajemen", ("A", "I"), "Manajemen"),
        ("A.C. Manajemen", ("A", "C"), "Manajemen"),
        ("A.V Manajemen", ("A", "V"), "Manajemen"),
        ("a.n. Kepala", ("a", "n"), "Kepala"),
    ],
)
def test_a_number_before_a_label(cell: str, steps: tuple[str, ...], label: str) -> None:
    assert leading_number(cell) == (steps, label)


@pytest.mark.parametrize(
    ("step", "values"),
    [
        ("7", {"1": 7}),
        ("12", {"1": 12}),
        ("B", {"A": 2}),
        ("I", {"A": 9, "I": 1}),
        ("i", {"a": 9, "i": 1}),
        ("V", {"A": 22, "I": 5}),
        ("II", {"I": 2}),
        ("IV", {"I": 4}),
        ("ii", {"a": 243, "i": 2}),
        ("ab", {"a": 28}),
        ("IIX", {}),
        ("XLIX", {"I": 49}),
        ("xc", {"a": 627, "i": 90}),
        ("C", {"A": 3, "I": 100}),
        ("L", {"A": 12, "I": 50}),
        ("CIX", {"I": 109}),
        ("IC", {}),
        ("CLXVI", {"I": 166}),
    ],
)
def test_what_a_number_counts(step: str, values: dict[Kind, int]) -> None:
    assert values_of(step) == values


@pytest.mark.parametrize(
    ("kind", "number", "text"),
    [
        ("1", 12, "12"),
        ("A", 1, "A"),
        ("A", 26, "Z"),
        ("A", 27, "AA"),
        ("A", 53, "AAA"),
        ("a", 28, "bb"),
        ("I", 1, "I"),
        ("I", 4, "IV"),
        ("I", 9, "IX"),
        ("I", 44, "XLIV"),
        ("I", 99, "XCIX"),
        ("I", 128, "CXXVIII"),
        ("I", 56, "LVI"),
        ("i", 14, "xiv"),
    ],
)
def test_a_number_in_the_writing_of_its_kind(kind: Kind, number: int, text: str) -> None:
    assert written(kind, number) == text


@pytest.mark.parametrize(
    ("levels", "step", "below", "chosen"),
    [
        ([("A", 1)], "B", None, (0, "A", 2)),
        ([("A", 1)], "1", None, (1, "1", 1)),
        ([("A", 1)], "1", "1", (1, "1", 1)),
        ([("A", 1)], "I", None, (1, "I", 1)),  # the first below, rather than the ninth
        ([("A", 8)], "I", None, (0, "A", 9)),  # the next, rather than the first below
        ([("A", 8)], "I", "I", (1, "I", 1)),  # but where Roman numerals stand below, the first of them
        ([("A", 2), ("I", 2)], "C", None, (0, "A", 3)),
        ([("A", 1), ("I", 99)], "C", None, (1, "I", 100)),
        ([("A", 1), ("1", 3)], "1", None, (1, "1", 1)),  # begun anew
        ([("A", 1), ("1", 3)], "5", None, (1, "1", 5)),  # one is missing
        ([("A", 1), ("1", 3)], "2", None, (1, "1", 2)),
        ([("1", 1)], "a", None, (1, "a", 1)),
        ([("1", 1)], "d", None, (1, "a", 4)),
        ([("1", 1)], "d", "a", (1, "a", 4)),
        ([("1", 1), ("a", 8)], "i", None, (1, "a", 9)),
        ([("1", 1), ("a", 2)], "i", None, (2, "i", 1)),
        ([("1", 1), ("a", 4)], "i", "i", (2, "i", 1)),
        ([("A", 1), ("1", 1), ("A", 1)], "B", None, (2, "A", 2)),  # of two that fit as well, the deeper
        ([("a", 4)], "v", "i", (1, "i", 5)),  # a list whose first four were left out
        ([("a", 4)], "v", None, (0, "a", 22)),
        ([("A", 5)], "C", "I", (1, "I", 100)),
        ([("I", 3)], "C", None, (0, "I", 100)),
        ([], "A", None, (0, "A", 1)),
        ([], "i", None, (0, "i", 1)),
        ([("A", 1)], "V", "I", (1, "I", 5)),
        ([("1", 5)], "5", None, (0, "1", 5)),
        ([("a", 21)], "v", "i", (0, "a", 22)),
        ([("a", 18)], "v", "i", (0, "a", 22)),  # three are missing, rather than four
        ([("a", 15)], "v", "i", (1, "i", 5)),  # of two that are as dear, the deeper
        ([("a", 22)], "v", "i", (1, "i", 5)),
        ([("A", 1)], "C", "I", (0, "A", 3)),
        ([("A", 1), ("I", 3)], "I", None, (1, "I", 1)),
    ],
)
def test_where_a_number_goes_on(
    levels: list[tuple[Kind, int]], step: str, below: Kind | None, chosen: tuple[int, Kind, int]
) -> None:
    assert place(levels, step, below) == chosen


# Labels


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Harmonisasi (2,5)", "Harmonisasi"),
        ("Harmonisasi (2.5) ", "Harmonisasi"),
        ("Harmonisasi(10)", "Harmonisasi"),
        (" Harmonisasi ", "Harmonisasi"),
        ("Harmonisasi (2,5) lagi", "Harmonisasi (2,5) lagi"),
        ("Harmonisasi (lama)", "Harmonisasi (lama)"),
    ],
)
def test_a_label_without_its_weight(label: str, name: str) -> None:
    assert name_alone(label) == name


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  RENCANA\n Kerja! ", "rencana kerja"),
        ("a_b-c/d", "a b c d"),
        ("Straße", "strasse"),
        ("ren\u00adcana\u200b", "rencana"),
        ("ﬁnal", "final"),
        ("re\u0301sume\u0301", "résumé"),
        ("…", ""),
        ("(2,5)", "2 5"),
    ],
)
def test_how_wordings_are_compared(text: str, plain: str) -> None:
    assert plain_text(text) == plain


def test_labels_are_compared_without_their_weights() -> None:
    assert plain_label("Rencana Kerja (2,5)") == plain_label("RENCANA KERJA") == "rencana kerja"
    assert plain_label("(2,5)") == ""


@pytest.mark.parametrize(
    ("choices", "ends"),
    [
        ("0-100", (0, 100)),
        (" 0 – 4 ", (0, 4)),
        ("0,5-3.5", (Fraction(1, 2), Fraction(7, 2))),
        ("1-2-3", None),
        ("0-100 %", None),
        ("A/B/C", None),
        ("", None),
        ("-100", None),
    ],
)
def test_a_printed_range(choices: str, ends: tuple[Fraction, Fraction] | None) -> None:
    assert printed_range(choices) == ends


@pytest.mark.parametrize(
    ("explanation", "options"),
    [
        ("a. Seluruhnya; b. Sebagian", {"A": "Seluruhnya", "B": "Sebagian"}),
        ("A) Seluruhnya\nB) Sebagian\nC) Belum\n", {"A": "Seluruhnya", "B": "Sebagian", "C": "Belum"}),
        ("Pilih:\na. Ya;\nb. Tidak;", {"A": "Ya", "B": "Tidak"}),
        ("a. Satu\nb. Dua\nc. Tiga\nd. Empat\ne. Lima", dict(zip("ABCDE", ("Satu", "Dua", "Tiga", "Empat", "Lima"), strict=True))),
        ("a. XX; b. X", {"A": "XX", "B": "X"}),
        ("a. Satu\nc. Tiga", {}),
        ("b. Dua\na. Satu", {}),
        ("a. Satu\na. Satu lagi", {}),
        ("a.Satu\nb.Dua", {}),
        ("Satu a. dua b. tiga", {}),
        ("a. Satu\nf. Enam", {"A": "Satu\nf. Enam"}),
        ("Tidak ada", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_the_options_that_an_explanation_lists(explanation: str, options: dict[str, str]) -> None:
    assert listed_options(explanation) == options
