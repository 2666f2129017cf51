"""What is read of the rows of a worksheet, and every doubt that is told about them: whole problems, as they are told."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.lke.reading.sheets import (
    Node,
    NumberScale,
    Place,
    Problem,
    RawValue,
    Sheet,
    StatedFigure,
    WorksheetReading,
    answers,
    at,
    book_of,
    error,
    find_tables,
    read,
    read_worktable,
    rubric_of,
    settle,
    sheet_of,
    warning,
)

RUBRIC = rubric_of("""
A     | Perencanaan      | 60
A.1   | Keberadaan       | 60
A.1.a | Rencana tersedia |    | abc
A.1.b | Rencana disahkan |    | ya
B     | Hasil            | 40
B.1   | Survei pengguna  | 30 | 100
B.2   | Tindak lanjut    | 10 | ratio
""")

HEAD = "No | Uraian | Bobot | Penjelasan | Pilihan | Jawaban | Nilai | Catatan | Bukti\n"
ROWS = {
    "A": "A | Perencanaan | =60",
    "A.1": "1 | Keberadaan (60)",
    "A.1.a": "a | Rencana tersedia | | | A/B/C | B",
    "A.1.b": "b | Rencana disahkan | | | Ya/Tidak | Ya",
    "B": "B | Hasil | =40",
    "B.1": "1 | Survei pengguna | =30 | | 0-100 | =66.5",
    "B.2": "2 | Tindak lanjut | =10 | | jumlah | 3/4",
}
GIVEN: dict[str, RawValue] = {"A.1.a": "B", "A.1.b": "Ya", "B.1": 66.5, "B.2": "3/4"}


def lke(after: str = "", /, **rows: str) -> Sheet:
    """The worksheet with some rows replaced (`A_1_a=...`); the heading is row 1, A row 2, A.1.a row 4, B.1 row 7."""
    lines = {**ROWS, **{code.replace("_", "."): line for code, line in rows.items()}}
    return sheet_of(HEAD + "\n".join(lines.values()) + (f"\n{after}" if after else ""))


def with_scan(sheet: Sheet, **scan: object) -> Sheet:
    return sheet_of(sheet.rows, **scan)  # type: ignore[arg-type]


def problems(sheet: Sheet) -> list[Problem]:
    return list(read(RUBRIC, sheet).problems)


def test_a_sheet_like_the_rubric() -> None:
    reading = read(RUBRIC, lke())
    assert answers(reading) == GIVEN
    assert (reading.problems, reading.figures, reading.total) == ((), {}, None)
    assert (reading.place, reading.year, reading.tier) == (Place("lke.xlsx", "LKE"), 2021, None)
    assert reading.has_evidence
    assert reading.raw["B.1"].place == at("F7")
    assert not read(RUBRIC, sheet_of("No | Uraian | Jawaban\nA | Perencanaan")).has_evidence


def test_year_and_tier_are_those_of_the_table() -> None:
    (table,) = find_tables(book_of(sheet_of("TAHUN 2020\nNo | Uraian | Jawaban APIP\nA | Perencanaan")))
    reading = read_worktable(table, RUBRIC)
    assert (reading.year, reading.tier) == (2020, "evaluator")


# Notes, evidence


def test_notes_and_evidence_are_kept_as_they_are() -> None:
    rows = sheet_of(
        [*lke().rows[:3], ["a", "Rencana tersedia", None, None, "A/B/C", "B", None, " dua\nbaris ", " \n "]]
    )
    raw = read(RUBRIC, rows).raw["A.1.a"]
    assert (raw.value, raw.note, raw.evidence) == ("B", " dua\nbaris ", "")
    raw = read(RUBRIC, lke(A_1_a="a | Rencana tersedia | | | A/B/C | B | | =2021 | tautan")).raw["A.1.a"]
    assert (raw.note, raw.evidence) == ("2021", "tautan")


def bare(rows: str) -> WorksheetReading:
    """Columns without a heading behind the last one: `No | Uraian | Jawaban | Nilai`."""
    return read(RUBRIC, sheet_of("No | Uraian | Jawaban | Nilai | | |\n" + rows))


def test_one_column_without_a_heading_that_holds_text_is_taken_for_the_notes() -> None:
    reading = bare("A | Perencanaan | | | | x\n1 | Keberadaan\na | Rencana tersedia | A | | | lihat lampiran")
    assert reading.raw["A.1.a"].note == "lihat lampiran"
    assert reading.problems == (
        warning("notes-without-heading", "F4", columns=("F",)),
        warning("cell-not-used", "F2", None, "x", node="A"),
    )
    reading = bare(
        "A | Perencanaan\n1 | Keberadaan\na | Rencana tersedia | A | | satu\nb | Rencana disahkan | Ya | | dua"
    )
    assert (reading.raw["A.1.a"].note, reading.raw["A.1.b"].note) == ("satu", "dua")


def test_beside_headed_notes_a_column_without_a_heading_is_named() -> None:
    rows = "No | Uraian | Jawaban | Catatan |\nA | Perencanaan\n1 | Keberadaan\na | Rencana tersedia | A | SK | coretan"
    reading = read(RUBRIC, sheet_of(rows))
    assert reading.raw["A.1.a"].note == "SK"
    assert reading.problems == (warning("columns-not-used", "E1", columns=("E",)),)


@pytest.mark.parametrize(
    ("heading", "text", "is_named"),
    [
        ("Jawaban Revisi", "C", True),
        ("", "C", False),
        ("Bagian", "=30", False),
        ("Bagian", "", False),
        ("Kriteria", "C", False),
    ],
)
def test_a_column_among_the_labels_under_a_heading_of_its_own_is_named(heading: str, text: str, is_named: bool) -> None:
    """Between labels and answers labels may stand in any column, but not behind the label of their row."""
    rows = f"No | Uraian | {heading} | Jawaban\nA | Perencanaan\n1 | Keberadaan\na | Rencana tersedia | {text} | A"
    named = [problem for problem in read(RUBRIC, sheet_of(rows)).problems if problem.code == "columns-not-used"]
    assert named == ([warning("columns-not-used", "C1", columns=("C (Jawaban Revisi)",))] if is_named else [])


def test_a_heading_of_its_own_may_stand_over_labels() -> None:
    rows = "No | Uraian | Rincian | Jawaban\nA | Perencanaan\n1 | Keberadaan\n | a | Rencana tersedia | A"
    reading = read(RUBRIC, sheet_of(rows))
    assert answers(reading)["A.1.a"] == "A"
    assert reading.problems == ()


def test_several_columns_without_a_heading_are_not_read() -> None:
    reading = bare(
        "A | Perencanaan\n1 | Keberadaan\na | Rencana tersedia | A | | | dua | tiga\nb | Rencana disahkan | | | satu"
    )
    assert reading.raw["A.1.a"].note == reading.raw["A.1.b"].note == ""
    assert reading.problems == (warning("columns-without-heading", "E5", columns=("E", "F", "G")),)


def test_a_column_of_notes_far_to_the_right() -> None:
    reading = bare("A | Perencanaan\n1 | Keberadaan\na | Rencana tersedia | A" + " | " * 21 + "catatan")
    assert reading.problems == (warning("notes-without-heading", "X4", columns=("X",)),)


def test_text_that_stands_beside_no_item_makes_no_column_of_notes() -> None:
    reading = bare("A | Perencanaan | | | catatan\n1 | Keberadaan\na | Rencana tersedia | A | | | ")
    assert reading.problems == ()


def test_columns_between_headings_and_of_other_tables_are_no_notes() -> None:
    rows = "TAHUN 2021 | | | | | TAHUN 2020\nNo | Uraian | Jawaban | | Nilai | No | Uraian | Jawaban\nA | Perencanaan | | x | | A\n"
    rows += "1 | Keberadaan | | | | 1\na | Rencana tersedia | A | x | | a | Rencana tersedia | B"
    (table, _other) = find_tables(book_of(sheet_of(rows)))
    reading = read_worktable(table, RUBRIC)
    assert reading.raw["A.1.a"].note == ""
    assert reading.problems == (warning("columns-not-used", "D2", columns=("D",)),)


# What is told about single rows


def test_what_stands_beside_a_heading_is_told() -> None:
    assert problems(lke(A="A | Perencanaan | =60 | | | 50 | =30 | catatan | bukti")) == [
        warning("cell-not-used", "F2", None, "50", node="A"),
        warning("cell-not-used", "H2", None, "catatan", node="A"),
        warning("cell-not-used", "I2", None, "bukti", node="A"),
    ]


def test_weights_are_held_against_the_rubrics() -> None:
    assert problems(lke(A="A | Perencanaan (50) | =61")) == [
        warning("weight-differs", "B2", node="A", sheet_weight=Fraction(50), rubric_weight=Fraction(60)),
        warning("weight-differs", "C2", node="A", sheet_weight=Fraction(61), rubric_weight=Fraction(60)),
    ]
    assert problems(lke(A="A | Perencanaan (60,0) | 60")) == []
    assert problems(lke(B_1="1 | Survei pengguna | 30,5 | | 0-100 | =10")) == [
        warning("weight-differs", "C7", node="B.1", sheet_weight=Fraction("30.5"), rubric_weight=Fraction(30))
    ]
    long = f"30,5{'0' * 16}"
    assert problems(lke(B_1=f"1 | Survei pengguna | {long} | | 0-100 | =10")) == problems(
        lke(B_1="1 | Survei pengguna | 30,5 | | 0-100 | =10")
    )
    for unsure in ("1.234", "tiga puluh", "30 %", f"{long}0"):
        assert problems(lke(B_1=f"1 | Survei pengguna | {unsure} | | 0-100 | =10")) == []
    # An item that the rubric gives no weight of its own has none to differ.
    assert problems(lke(A_1_a="a | Rencana tersedia (5) | =5 | | A/B/C | B")) == []
    assert problems(lke(A="A | Perencanaan (lama) | =60")) == []


def test_brackets_around_more_than_twenty_digits_are_no_weight() -> None:
    (found,) = problems(lke(A=f"A | Perencanaan (50{'0' * 18}) | =60"))
    assert found.parameters["sheet_weight"] == Fraction(50 * 10**18)
    assert problems(lke(A=f"A | Perencanaan (50{'0' * 19}) | =60")) == []


def test_a_weight_in_a_column_of_labels() -> None:
    rows = "Penilaian | | | | Jawaban\nA | Perencanaan | =50 | |\n | 1 | Keberadaan | 60 |"
    assert problems(sheet_of(rows)) == [
        warning("weight-differs", "C2", node="A", sheet_weight=Fraction(50), rubric_weight=Fraction(60))
    ]


def test_a_weight_in_a_row_that_an_item_shares_is_the_items() -> None:
    rubric = rubric_of("A | Perencanaan | 60\nA.1 | Visi | 60 | abc")
    rows = "Penilaian | | | | Bobot | Jawaban | Nilai\nA | Perencanaan (60) | 1 | Visi | =50 | B | =30"
    reading = read(rubric, sheet_of(rows))
    assert reading.problems == (
        warning("weight-differs", "E2", node="A.1", sheet_weight=Fraction(50), rubric_weight=Fraction(60)),
    )
    assert reading.figures == {"A.1": StatedFigure(Fraction(30), at("G2"))}
    assert answers(reading) == {"A.1": "B"}


@pytest.mark.parametrize(
    ("code", "row", "seen", "offered"),
    [
        ("A.1.a", "a | Rencana tersedia | | | A/B | B", "A/B", ("A", "B", "C")),
        ("A.1.a", "a | Rencana tersedia | | | A/B/C/D | B", "A/B/C/D", ("A", "B", "C")),
        ("A.1.a", "a | Rencana tersedia | | | C/B/A | B", "C/B/A", ("A", "B", "C")),
        ("A.1.b", "b | Rencana disahkan | | | 0-100 | Ya", "0-100", ("Ya", "Tidak")),
        ("B.1", "1 | Survei pengguna | =30 | | 0-4 | =10", "0-4", (Fraction(0), Fraction(100))),
        ("B.1", "1 | Survei pengguna | =30 | | A/B/C | =10", "A/B/C", (Fraction(0), Fraction(100))),
    ],
)
def test_choices_that_are_not_the_rubrics_are_told(code: str, row: str, seen: str, offered: tuple[object, ...]) -> None:
    line = {"A.1.a": 4, "A.1.b": 5, "B.1": 7}[code]
    sheet = lke(**{code.replace(".", "_"): row})
    assert problems(sheet) == [warning("options-differ", f"E{line}", code, seen, item=code, options=offered)]


def test_choices_in_other_words_of_the_rubric_are_its_own() -> None:
    for printed in ("ya/tidak", "Y/T", "", "=5"):
        assert problems(lke(A_1_b=f"b | Rencana disahkan | | | {printed} | Ya")) == []


# Formulas and errors


def test_an_answer_that_is_an_error_or_a_formula() -> None:
    assert problems(with_scan(lke(), errors={"F4": "#REF!"})) == [
        error("cell-error", "F4", "A.1.a", "#REF!", item="A.1.a")
    ]
    assert problems(with_scan(lke(), uncomputed=["F4"], formulas=["F4"])) == [
        error("formula-without-value", "F4", "A.1.a", item="A.1.a")
    ]
    assert problems(with_scan(lke(), formulas=["F7", "F2", "G4"])) == [
        warning("answer-from-formula", "F7", "B.1", "66.5", item="B.1")
    ]


def test_notes_and_evidence_without_a_value() -> None:
    sheet = with_scan(lke(), errors={"H4": "#REF!"}, uncomputed=["I5", "H2"])
    assert problems(sheet) == [
        warning("text-without-value", "H4", "A.1.a", item="A.1.a"),
        warning("text-without-value", "I5", "A.1.b", item="A.1.b"),
    ]


def test_figures_of_the_sheet() -> None:
    sheet = lke(
        "| NILAI EVALUASI | | | | | =71.4", A="A | Perencanaan | =60 | | | | =48.5",
        A_1_a="a | Rencana tersedia | | | A/B/C | B | =0.5",
    )  # fmt: skip
    reading = read(RUBRIC, sheet)
    assert reading.figures == {
        "A": StatedFigure(Fraction("48.5"), at("G2")),
        "A.1.a": StatedFigure(Fraction(1, 2), at("G4")),
    }
    assert reading.total == StatedFigure(Fraction("71.4"), at("G9"))


def test_figures_that_cannot_be_read_are_told_once() -> None:
    sheet = lke(A="A | Perencanaan | =60 | | | | lima", A_1_a="a | Rencana tersedia | | | A/B/C | B | ")
    assert problems(sheet) == [warning("figures-unreadable", "G2", count=1)]
    assert problems(with_scan(lke(), errors={"G4": "#REF!"}, uncomputed=["G7", "G9"])) == [
        warning("figures-unreadable", "G4", count=2)
    ]


# Rows that are no node of the rubric


def test_a_row_too_many_is_an_error() -> None:
    for row, value in (("c | Rencana baru | | | A/B/C | ", "Rencana baru"), ("c | Rencana baru", "Rencana baru")):
        sheet = lke(A_1_b=f"{ROWS['A.1.b']}\n{row}")
        assert problems(sheet) == [error("row-unknown", "B6", None, value, code="A.1.c", rubric="made-up")]
    # A number with no words and no answer asks nothing, and words without a number neither.
    for row in ("c | ", "| Catatan penilai", "c. Rencana baru", "| c. Rencana baru"):
        assert problems(lke(A_1_b=f"{ROWS['A.1.b']}\n{row}")) == []
    sheet = lke(A_1_b=f"{ROWS['A.1.b']}\n | Rencana baru | | | | B")
    assert problems(sheet) == [error("row-unknown", "B6", None, "Rencana baru", code="", rubric="made-up")]


def test_words_below_the_table_are_told_and_no_error() -> None:
    assert problems(lke("\n| Kupang, 2 Januari | | | | Ketua\n | | | | | Nama")) == [
        warning("text-below-table", "F10", None, "Ketua"),
        warning("text-below-table", "F11", None, "Nama"),
    ]
    assert problems(lke("3 | Bukan bagiannya | | | | B")) == [
        error("row-unknown", "B9", None, "Bukan bagiannya", code="B.3", rubric="made-up")
    ]


def test_an_answer_without_a_label_is_an_error_above_the_last_row() -> None:
    sheet = lke(A_1_a="| | | | | C\n" + ROWS["A.1.a"])
    assert problems(sheet) == [error("row-without-label", "F4", None, "C")]
    assert answers(read(RUBRIC, sheet)) == GIVEN
    assert problems(lke(A_1_a="| | | | | Jawaban\n" + ROWS["A.1.a"])) == []  # the headings again


def test_an_answer_without_a_label_right_below_the_headings() -> None:
    assert problems(lke(A="| | | | | C\n" + ROWS["A"])) == [error("row-without-label", "F2", None, "C")]


def test_what_stands_over_the_headings_in_the_column_of_answers_is_no_answer() -> None:
    assert problems(sheet_of("LKE | | KPU\nx | | KPU\nNo | Uraian | Jawaban\nA | Perencanaan")) == []


def test_a_table_of_which_no_row_is_known() -> None:
    sheet = sheet_of("No | Uraian | Jawaban\n | Kupang | Ketua\n | | Nama")
    assert problems(sheet) == [
        warning("text-below-table", "C2", None, "Ketua"), warning("text-below-table", "C3", None, "Nama"),
    ]  # fmt: skip


def test_words_in_the_row_of_the_last_item_are_no_signature() -> None:
    rubric = rubric_of("A | Perencanaan | 60\nA.1 | Visi | 60 | abc")
    reading = read(rubric, sheet_of("Penilaian | | | Jawaban\nA | Perencanaan\nLanjutan | 1 | Visi | B"))
    assert (answers(reading), reading.problems) == ({"A.1": "B"}, ())


def test_a_number_without_a_label_is_no_weight() -> None:
    assert problems(lke(A_1="=1 | ")) == []


TOTALS = """
| TOTAL PERENCANAAN | | | | | =48
| Jumlah hasil | | | | | =20
| Sub Total Hasil | | | | | =21
| Total lain | | | | | =68
| Jumlah | | | | | =69
| NILAI AKHIR | | | | | =70
| Rata-rata | | | | | =71
"""


def test_totals_at_the_foot() -> None:
    reading = read(RUBRIC, lke(TOTALS.strip("\n")))
    assert reading.problems == ()
    assert reading.figures == {"A": StatedFigure(Fraction(48), at("G9")), "B": StatedFigure(Fraction(20), at("G10"))}
    assert reading.total == StatedFigure(Fraction(70), at("G14"))


@pytest.mark.parametrize(
    ("label", "is_total"),
    [
        ("NILAI EVALUASI REFORMASI BIROKRASI", True),
        ("Nilai  Akhir", True),
        ("nilai total", True),
        ("Nilai Keseluruhan", True),
        ("INDEKS RB", True),
        ("Indeks", True),
        ("TOTAL", True),
        ("Jumlah", True),
        ("Nilai", False),
        ("Jumlahnya", False),
        ("Subtotal", False),
        ("Predikat", False),
    ],
)
def test_how_the_index_of_a_sheet_is_called(label: str, is_total: bool) -> None:
    reading = read(RUBRIC, lke(f"| {label} | | | | | =70"))
    assert (reading.total is not None) == is_total


@pytest.mark.parametrize(
    "label", ["Total Perencanaan", "JUMLAH PERENCANAAN", "sub total perencanaan", "SUBJUMLAH Perencanaan"]
)
def test_how_the_total_of_a_component_is_called(label: str) -> None:
    reading = read(RUBRIC, lke(f"| {label} | | | | | =50"))
    assert {code: figure.value for code, figure in reading.figures.items()} == {"A": 50}


def test_a_figure_in_the_components_own_row_goes_before_one_at_the_foot() -> None:
    reading = read(RUBRIC, lke("| Total Perencanaan | | | | | =50", A="A | Perencanaan | =60 | | | | =48.5"))
    assert reading.figures["A"].value == Fraction("48.5")


def test_a_total_over_the_table_is_none() -> None:
    reading = read(RUBRIC, lke(A="| NILAI AKHIR | | | | | =70\n" + ROWS["A"]))
    assert reading.total is None


# Columns and cells that could be read in two ways


def test_two_columns_of_one_meaning() -> None:
    sheet = sheet_of(
        "No | Uraian | Jawaban | Catatan | Jawaban | Keterangan | Bukti | Eviden | Nilai | Skor\nA | Perencanaan"
    )
    assert problems(sheet) == [
        error("column-double", "E1", None, "Jawaban", first="C1"),
        warning("column-double", "F1", None, "Keterangan", first="D1"),
        warning("column-double", "H1", None, "Eviden", first="G1"),
    ]


@pytest.mark.parametrize(
    ("merged", "is_error"),
    [
        ("F4:F5", True), ("E4:F5", True), ("F4:G5", True), ("F3:F8", True), ("F4:F4", False), ("G4:G5", False),
        ("A4:E5", False), ("F3:F4", False), ("F2:F3", False), ("F5:F6", False),
    ],
)  # fmt: skip
def test_one_answer_over_several_items(merged: str, is_error: bool) -> None:
    expected = [error("answer-merged", merged.partition(":")[0], cells=merged)] if is_error else []
    assert problems(with_scan(lke(), merged=[merged])) == expected


# Answers in other words


EXPLAINED = "a. Seluruh rencana disusun; b. Sebagian rencana disusun; c. Belum"


@pytest.mark.parametrize(
    ("said", "letter"),
    [
        ("Seluruh rencana disusun", "A"),
        ("SEBAGIAN  rencana disusun.", "B"),
        ("B. Sebagian rencana disusun", "B"),
        ("b) sebagian", "B"),
        ("B: Sebagian", "B"),
        ("B - Sebagian", "B"),
        ("B – Sebagian rencana disusun dan lain-lain", "B"),
        ("C, belum", "C"),
        ("B. Sebagian\nrencana disusun", "B"),
        ("b) sebagi", None),  # seven letters are too few
        ("c) bel", None),
        ("A. Sebagian rencana disusun", None),
        ("D. Sebagian", None),
        ("Sebagian", None),
        ("B.", "given"),
        ("B", "given"),
        ("A dan B", None),
        ("", "given"),
    ],
)
def test_an_option_in_its_own_words(said: str, letter: str | None) -> None:
    item = RUBRIC.items["A.1.a"]
    if letter is None or letter == "given":
        assert settle(item, said, EXPLAINED) == (said, None)
    else:
        told = Problem(
            "answer-from-wording", "warning", item="A.1.a", value=said, parameters={"item": "A.1.a", "letter": letter}
        )
        assert settle(item, said, EXPLAINED) == (letter, told)


@pytest.mark.parametrize(
    ("said", "explanation", "letter"),
    [
        ("A. Sudah dilakukan", "", "A"),
        ("A. B", "", None),
        ("A. !", "", None),
        ("A. Sudah", "a. Sudah\nb. Sudah\nc. Belum", None),  # B says the same
        ("Sudah", "a. Sudah\nb. Sudah\nc. Belum", None),
        ("C. Sudah dilakukan", "a. Sudah\nb. Sebagian", None),  # C has no text to hold it against
        ("D. Sudah dilakukan", "a. Sudah\nb. Sebagian\nc. Belum\nd. Lain", None),
        ("Lain", "a. Sudah\nb. Sebagian\nc. Belum\nd. Lain", None),
    ],
)
def test_a_letter_with_words(said: str, explanation: str, letter: str | None) -> None:
    assert settle(RUBRIC.items["A.1.a"], said, explanation)[0] == (said if letter is None else letter)


def test_other_words_for_a_letter_count_as_the_letter() -> None:
    item = RUBRIC.items["A.1.b"]
    assert settle(item, "Y. Sudah ada", "")[0] == "Ya"
    assert settle(item, "Tidak, belum ada", "")[0] == "Tidak"


@pytest.mark.parametrize(
    ("item", "said", "number"),
    [
        ("B.1", "85%", "85"),
        ("B.1", " 85,5 % ", "85,5"),
        ("B.1", "1 000 %", "1 000"),
        ("B.1", "%", None),
        ("B.1", "85 persen", None),
        ("B.1", "85%%", None),
        ("B.1", "85", None),
        ("B.1", "A. 85%", None),
        ("B.2", "85%", None),
        ("A.1.a", "85%", None),
    ],
)
def test_a_percent_sign(item: str, said: str, number: str | None) -> None:
    told = None
    if number is not None:
        told = Problem(
            "answer-percent-sign", "warning", item=item, value=said, parameters={"item": item, "number": number}
        )
    assert settle(RUBRIC.items[item], said, "") == (said if number is None else number, told)


@pytest.mark.parametrize("node", ["0-4", "1-100"])
def test_a_percent_sign_means_nothing_on_another_scale(node: str) -> None:
    low, high = (Fraction(end) for end in node.split("-"))
    item = Node("A", "x", Fraction(1), answer=NumberScale(low, high))
    assert settle(item, "85%", "") == ("85%", None)


def test_numbers_in_cells_are_left_alone() -> None:
    assert settle(RUBRIC.items["A.1.a"], 5.0, EXPLAINED) == (5.0, None)
    assert settle(RUBRIC.items["A.1.a"], None, EXPLAINED) == (None, None)


def test_an_answer_in_words_is_told_at_its_cell() -> None:
    sheet = lke(A_1_a=f"a | Rencana tersedia | | {EXPLAINED} | A/B/C | Seluruh rencana disusun")
    reading = read(RUBRIC, sheet)
    assert answers(reading)["A.1.a"] == "A"
    assert reading.problems == (
        warning("answer-from-wording", "F4", "A.1.a", "Seluruh rencana disusun", item="A.1.a", letter="A"),
    )


def test_several_sheets_are_checked_each_by_itself() -> None:
    one = sheet_of(
        "No | Uraian | Jawaban | Nilai\nA | Perencanaan | | x\n1 | Keberadaan\na | Rencana tersedia | A", name="1"
    )
    other = sheet_of(
        "No | Uraian | Jawaban | Nilai\nB | Hasil | | y\n1 | Survei pengguna | =50\n\n | | Ketua", name="2"
    )
    reading = read(RUBRIC, one, other)
    assert answers(reading) == {"A.1.a": "A", "B.1": 50.0}
    assert list(reading.problems) == [
        warning("figures-unreadable", "1!D2", count=1),
        warning("text-below-table", "2!C5", None, "Ketua"),
        warning("figures-unreadable", "2!D2", count=1),
    ]
