"""A worksheet of ours that comes back: columns by their marks, rows by their codes, and every doubt about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from rbtrack.lke.identity import FORMAT
from rbtrack.lke.row_prints import print_of
from tests.lke.reading.sheets import (
    Hidden,
    Identity,
    Place,
    Problem,
    RawValue,
    Sheet,
    StatedFigure,
    WorkbookError,
    WorksheetReading,
    answers,
    at,
    book_of,
    error,
    hidden_rows,
    read_issued,
    rubric_of,
    sheet_of,
    warning,
)

RUBRIC = rubric_of("""
A     | Perencanaan      | 60
A.1   | Keberadaan       | 60
A.1.a | Rencana tersedia |    | abc
A.1.b | Rencana disahkan |    | ya
B     | Hasil            | 40
B.1   | Survei pengguna  | 40 | 100
""")

IDENTITY = Identity(1, "made-up", "1", "0" * 64, "53", "KPU", 2021, "evaluator", "APIP", "rbtrack")
HEADINGS = {"code": "Kode", "answer": "Isian", "value": "Capaian", "note": "Uraian catatan", "evidence": "Berkas"}

MARKS = "rbtrack:code | | rbtrack:answer | rbtrack:value | rbtrack:note | rbtrack:evidence | rbtrack:reviewed"
HEAD = "Kode | Uraian | Isian | Capaian | Uraian catatan | Berkas | Ditinjau"
ROWS = {
    "A": "A | Perencanaan | | =50",
    "A.1": "A.1 | Keberadaan | | =50",
    "A.1.a": "A.1.a | Rencana tersedia | B | =0.5 | catatan | tautan",
    "A.1.b": "A.1.b | Rencana disahkan | Ya | =1",
    "B": "B | Hasil | | =20",
    "B.1": "B.1 | Survei pengguna | =66.5 | =0.665",
}
TOTAL = "rbtrack:total | NILAI | | =70.5"
GIVEN: dict[str, RawValue] = {"A.1.a": "B", "A.1.b": "Ya", "B.1": 66.5}


def lke(after: str = "", /, top: str = f"{MARKS}\n{HEAD}", name: str = "LKE", **rows: str) -> Sheet:
    """The marks in row 1, the headings in row 2, A in row 3, A.1.a in row 5, B.1 in row 8, the total in row 9."""
    lines = {**ROWS, **{code.replace("_", "."): line for code, line in rows.items()}}
    body = "\n".join([*lines.values(), TOTAL]) + (f"\n{after}" if after else "")
    return sheet_of(f"{top}\n{body}", name=name)


def with_scan(sheet: Sheet, **scan: object) -> Sheet:
    return sheet_of(sheet.rows, name=sheet.name, **scan)  # type: ignore[arg-type]


def read(*sheets: Sheet, hidden: Hidden | None = None) -> WorksheetReading:
    kept = hidden or Hidden(IDENTITY, HEADINGS)
    keeping = sheet_of([list(row) for row in hidden_rows(kept)], name="_rbtrack")
    return read_issued(book_of(*sheets, keeping), IDENTITY, RUBRIC)


def problems(sheet: Sheet) -> list[Problem]:
    return list(read(sheet).problems)


def test_a_sheet_as_it_was_issued() -> None:
    reading = read(lke())
    assert answers(reading) == GIVEN
    assert (reading.place, reading.year, reading.tier) == (Place("lke.xlsx", "LKE"), 2021, "evaluator")
    assert reading.problems == ()
    assert reading.figures == {
        "A": StatedFigure(Fraction(50), at("D3")), "A.1": StatedFigure(Fraction(50), at("D4")),
        "A.1.a": StatedFigure(Fraction(1, 2), at("D5")), "A.1.b": StatedFigure(Fraction(1), at("D6")),
        "B": StatedFigure(Fraction(20), at("D7")), "B.1": StatedFigure(Fraction("0.665"), at("D8")),
    }  # fmt: skip
    assert reading.total == StatedFigure(Fraction("70.5"), at("D9"))
    assert reading.has_evidence
    raw = reading.raw["A.1.a"]
    assert (raw.value, raw.note, raw.evidence, raw.place) == ("B", "catatan", "tautan", at("C5"))


def test_rows_and_columns_may_have_been_moved() -> None:
    rows = "\n".join(
        " | ".join(line.split("|")[place].strip() if place < len(line.split("|")) else "" for place in (3, 2, 1, 0))
        for line in [MARKS, HEAD, ROWS["B.1"], ROWS["A.1.b"], "", ROWS["A.1.a"], TOTAL]
    )
    reading = read(sheet_of("Judul\n\n" + rows))
    assert answers(reading) == {"B.1": 66.5, "A.1.b": "Ya", "A.1.a": "B"}
    assert reading.raw["A.1.b"].place == at("B6")
    assert reading.total == StatedFigure(Fraction("70.5"), at("A9"))


def test_a_row_may_have_been_moved_over_the_marks() -> None:
    sheet = sheet_of(f"{ROWS['A.1.a']}\n{MARKS}\n{ROWS['B.1']}")
    assert answers(read(sheet)) == {"A.1.a": "B", "B.1": 66.5}


def test_marks_for_codes_and_answers_are_enough() -> None:
    assert answers(read(lke(top="rbtrack:code | | rbtrack:answer\n | x"))) == GIVEN


def test_of_two_columns_with_one_mark_the_first_counts() -> None:
    reading = read(lke(top=f"{MARKS} | rbtrack:answer\n{HEAD}", B_1="B.1 | Survei | =66.5 | | | | | =7"))
    assert answers(reading) == GIVEN


# Where the marks are gone


def test_without_marks_the_columns_are_known_by_their_headings() -> None:
    reading = read(lke(top=f" | LEMBAR KERJA\n{HEAD}"))
    assert answers(reading) == GIVEN
    assert reading.raw["A.1.a"].note == "catatan"
    assert reading.problems == ()
    reading = read(lke(top="\n kode | uraian | ISIAN: | Capaian. | x | x"))
    assert answers(reading) == GIVEN


def test_without_marks_headings_as_offices_write_them_are_known_too() -> None:
    reading = read(lke(top="x\nKode | x | Jawaban | Nilai | Catatan | Bukti | Jawaban"), hidden=Hidden(IDENTITY))
    assert answers(reading) == GIVEN
    assert (reading.raw["A.1.a"].note, reading.raw["A.1.a"].evidence) == ("catatan", "tautan")


def test_without_marks_the_column_of_codes_has_at_least_half_of_them() -> None:
    few = sheet_of(f"x\n{HEAD}\n{ROWS['A.1.a']}\n{ROWS['A.1.b']}\n{ROWS['B']}")
    assert answers(read(few)) == {"A.1.a": "B", "A.1.b": "Ya"}
    with pytest.raises(WorkbookError):
        read(sheet_of(f"x\n{HEAD}\n{ROWS['A.1.a']}\n{ROWS['A.1.b']}"))
    with pytest.raises(WorkbookError):  # three rows, but two codes
        read(sheet_of(f"x\n{HEAD}\n{ROWS['A.1.a']}\n{ROWS['A.1.b']}\n{ROWS['A.1.b']}"))


def test_of_several_columns_with_codes_the_one_with_most_is_meant() -> None:
    top = "x\nx | Kode | x | Isian | Capaian"
    rows = [f"B | {line}" for line in ROWS.values()]
    assert answers(read(sheet_of("\n".join([top, *rows])))) == GIVEN


def test_without_marks_codes_may_stand_in_the_last_column() -> None:
    rows = [f"{line.split('|')[1]} | {(line + '| ').split('|')[2]} | =1 | {code}" for code, line in ROWS.items()]
    assert answers(read(sheet_of("\n".join(["Uraian | Isian | Capaian | x", *rows])))) == GIVEN


def test_a_sheet_without_a_cell_is_passed_over() -> None:
    assert answers(read(sheet_of([], name="Kosong"), lke())) == GIVEN


@pytest.mark.parametrize(
    "top",
    [
        "x\nKode | Uraian | Isian",
        "x\nKode | Uraian | x | Capaian",
        "rbtrack:code | | x | rbtrack:value\nx | x | x",
        "x | | rbtrack:answer\nx",
    ],
)
def test_a_table_without_its_columns_is_refused(top: str) -> None:
    with pytest.raises(WorkbookError) as refused:
        read(lke(top=top), sheet_of("x", name="Lain"), sheet_of("x", name="_rbtrack_lists"))
    (problem,) = refused.value.problems
    assert (problem.code, problem.place) == ("issued-table-missing", Place("lke.xlsx"))
    assert problem.parameters == {"sheets": ("LKE", "Lain")}


def test_a_table_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(WorkbookError) as refused:
        read(lke(), sheet_of("x", name="Lain"), lke(name="LKE (2)"))
    (problem,) = refused.value.problems
    assert (problem.code, problem.place) == ("issued-table-double", Place("lke.xlsx"))
    assert problem.parameters == {"sheets": ("LKE", "LKE (2)")}


def test_a_sheet_with_marks_is_read_by_them_even_where_the_headings_say_otherwise() -> None:
    reading = read(lke(top=f"{MARKS}\nKode | Isian | Capaian"))
    assert answers(reading) == GIVEN


# Rows


def test_a_row_that_was_copied_is_an_error_and_the_first_one_counts() -> None:
    again = "A.1.a | Rencana tersedia sekali lagi | C"
    sheet = lke(A_1_b=f"{ROWS['A.1.b']}\n{again}")
    reading = read(sheet)
    assert answers(reading) == GIVEN
    assert reading.problems == (
        error("issued-row-double", "C7", "A.1.a", "Rencana tersedia sekali lagi", item="A.1.a", first="C5"),
    )


def test_a_row_with_a_code_of_no_node_is_an_error() -> None:
    assert problems(lke(A_1_b=f"{ROWS['A.1.b']}\nA.1.c | Rencana baru | C")) == [
        error("issued-row-unknown", "C7", None, "Rencana baru", code="A.1.c", rubric="made-up")
    ]
    assert problems(lke(A_1_b=f"{ROWS['A.1.b']}\n=7 | | C")) == [
        error("issued-row-unknown", "C7", None, "", code="7", rubric="made-up")
    ]
    assert problems(lke(A_1_b=f"{ROWS['A.1.b']}\n KODE. | Uraian")) == []  # the heading again


def test_a_row_that_lost_its_code_but_not_its_answer() -> None:
    sheet = lke("| | Ketua", A_1_b="| Rencana disahkan | Ya")
    reading = read(sheet)
    assert answers(reading) == {"A.1.a": "B", "B.1": 66.5}
    assert reading.problems == (
        error("issued-row-added", "C6", None, "Ya", label="Rencana disahkan"),
        warning("text-below-table", "C10", None, "Ketua"),
    )
    assert problems(lke(A="| Perencanaan | Ya", A_1="A.1 | Keberadaan")) == []  # above the first row that has a code
    assert problems(lke(A_1="A.1 | Keberadaan\n| | ")) == []


def test_what_stands_beside_a_heading_is_told() -> None:
    assert problems(lke(A="A | Perencanaan | 50 | =1 | catatan | bukti")) == [
        warning("cell-not-used", "C3", None, "50", node="A"),
        warning("cell-not-used", "E3", None, "catatan", node="A"),
        warning("cell-not-used", "F3", None, "bukti", node="A"),
    ]


def test_the_words_of_a_row_are_the_longest_text_before_its_answer() -> None:
    again = "B.1 | Ada survei?"
    problem, *_more = problems(lke(B_1=f"{ROWS['B.1']}\n{again}"))
    assert (problem.code, problem.value) == ("issued-row-double", "Ada survei?")
    problem, *_more = problems(
        sheet_of("rbtrack:note | rbtrack:code | rbtrack:answer | rbtrack:evidence\nRencana baru | Z.9 | A")
    )
    assert (problem.code, problem.value) == ("issued-row-unknown", "Rencana baru")
    problem, *_more = problems(sheet_of("rbtrack:answer | rbtrack:code | rbtrack:note | rbtrack:evidence\nA | Z.9"))
    assert (problem.code, problem.value) == ("issued-row-unknown", "")


def test_a_sheet_whose_rows_all_lost_their_codes() -> None:
    sheet = sheet_of(f"{MARKS}\n\n| | Ketua")
    assert warning("text-below-table", "C3", None, "Ketua") in problems(sheet)


# Values


def test_an_option_that_was_made_a_number_is_its_text() -> None:
    sheet = sheet_of([*lke().rows[:4], ["A.1.a", "x", True], ["B.1", "x", True]])
    assert answers(read(sheet)) == {"A.1.a": "TRUE", "B.1": True}
    assert read(lke(A_1_a="A.1.a | x | =2")).raw["A.1.a"].value == "2"
    assert read(lke(B_1="B.1 | x | =2")).raw["B.1"].value == 2.0


def test_an_answer_that_is_an_error_or_a_formula() -> None:
    assert problems(with_scan(lke(), errors={"C5": "#REF!"})) == [
        error("cell-error", "C5", "A.1.a", "#REF!", item="A.1.a")
    ]
    assert problems(with_scan(lke(), uncomputed=["C5"], formulas=["C5"])) == [
        error("formula-without-value", "C5", "A.1.a", item="A.1.a")
    ]
    assert problems(with_scan(lke(), formulas=["C8", "C3", "D5"])) == [
        warning("answer-from-formula", "C8", "B.1", "66.5", item="B.1")
    ]


def test_notes_and_evidence_without_a_value() -> None:
    sheet = with_scan(lke(), errors={"E5": "#REF!"}, uncomputed=["F6", "E3"])
    assert problems(sheet) == [
        warning("text-without-value", "E5", "A.1.a", item="A.1.a"),
        warning("text-without-value", "F6", "A.1.b", item="A.1.b"),
    ]


def test_figures_that_cannot_be_read_are_told_once() -> None:
    assert problems(lke(A="A | Perencanaan | | lima", B="B | Hasil | | ")) == [
        warning("figures-unreadable", "D3", count=1)
    ]
    sheet = with_scan(lke(A_1_a="A.1.a | | B", B="B | Hasil"), errors={"D5": "#REF!"}, uncomputed=["D7", "D20"])
    assert problems(sheet) == [warning("figures-unreadable", "D5", count=2)]
    reading = read(lke(top=MARKS.replace("rbtrack:value", "") + f"\n{HEAD}"))
    assert (reading.figures, reading.total) == ({}, None)
    assert reading.problems == (warning("columns-not-used", "D2", columns=("D (Capaian)",)),)


@pytest.mark.parametrize(
    ("merged", "is_error"),
    [("C5:C6", True), ("B5:C6", True), ("C5:D6", True), ("C4:C5", True), ("C5:C5", False), ("D5:D6", False), ("A5:B6", False),
     ("C1:C2", False), ("C8:C9", False), ("C2:C3", False)],
)  # fmt: skip
def test_one_answer_over_several_rows(merged: str, is_error: bool) -> None:
    expected = [error("answer-merged", merged.partition(":")[0], cells=merged)] if is_error else []
    assert problems(with_scan(lke(), merged=[merged])) == expected


def test_a_column_put_in_behind_the_labels_is_told() -> None:
    """It stands where labels may stand, and yet it was never issued: answers may be in it."""
    sheet = sheet_of("""
rbtrack:code | rbtrack:label | | | rbtrack:answer | rbtrack:value
Kode | Uraian | | Jawaban | Isian | Capaian
A | A. | Perencanaan
A.1 | 1. | Keberadaan
A.1.a | a. | Rencana tersedia | C | B | =0.5
A.1.b | b. | Rencana disahkan | | Ya | =1
B | B. | Hasil
B.1 | 1. | Survei pengguna | | =66.5 | =0.665
""")
    reading = read(sheet, hidden=Hidden(IDENTITY, {"answer": "Isian"}))
    assert answers(reading) == GIVEN
    assert warning("columns-not-used", "D2", columns=("D (Jawaban)",)) in reading.problems


def test_a_second_row_of_marks_may_have_one_that_the_first_has_lost() -> None:
    top = f"{MARKS.replace('rbtrack:note', '')}\n{HEAD}\n{MARKS}"
    assert "issued-column-double" not in {problem.code for problem in read(lke(top=top)).problems}


def test_columns_of_notes_and_evidence_that_are_gone_are_told() -> None:
    reading = read(lke(top="rbtrack:code | | rbtrack:answer | rbtrack:value\n | x"))
    assert reading.problems == (
        Problem("issued-column-missing", "warning", at(None), parameters={"column": "Uraian catatan"}),
        Problem("issued-column-missing", "warning", at(None), parameters={"column": "Berkas"}),
        Problem("issued-heading-emptied", "warning", at("C2"), value="", parameters={"column": "Isian"}),
        warning("columns-not-used", "E2", columns=("E", "F")),
    )
    assert (reading.raw["A.1.a"].note, reading.raw["A.1.a"].evidence, reading.has_evidence) == ("", "", False)
    reading = read(lke(top="rbtrack:code | | rbtrack:answer | rbtrack:value\n | x"), hidden=Hidden(IDENTITY))
    assert [problem.parameters.get("column") for problem in reading.problems] == ["note", "evidence", None]


@pytest.mark.parametrize(
    ("cell", "heading", "code"),
    [
        ("C2", "Capaian", "issued-heading-differs"),
        ("C2", "Uraian catatan", "issued-heading-differs"),
        ("C2", "Catatan", "issued-heading-differs"),
        ("C2", "Jawaban Mandiri", "issued-heading-differs"),
        ("C2", "Isian 2020", "issued-heading-differs"),
        ("C2", "Hasil rapat", "issued-heading-changed"),
        ("C2", "", "issued-heading-emptied"),
        ("E2", "Berkas", "issued-heading-differs"),
        ("E2", "Tindak lanjut", "issued-heading-changed"),
        ("F2", "Uraian catatan", "issued-heading-differs"),
        ("G2", "Isian", "issued-heading-differs"),
    ],
)
def test_another_heading_over_what_is_stored(cell: str, heading: str, code: str) -> None:
    column = "ABCDEFG".index(cell[0])
    words = HEAD.split(" | ")
    issued = words[column]
    words[column] = heading
    top = f"{MARKS}\n{' | '.join(words)}"
    headings = {**HEADINGS, "reviewed": "Ditinjau"} if column == 6 else HEADINGS
    reading = read(lke(top=top), hidden=Hidden(IDENTITY, headings))
    (problem,) = reading.problems
    assert (problem.code, problem.place, problem.value) == (code, at(cell), heading)
    assert problem.is_error == (code == "issued-heading-differs")
    assert problem.parameters == {"column": issued}


@pytest.mark.parametrize(
    "heading", ["ISIAN.", "Jawaban", "Jawaban (2021)", "Jawaban evaluator", "Isian 2021", "Hasil Penilaian 2021"]
)
def test_the_same_heading_in_other_words(heading: str) -> None:
    codes = [problem.code for problem in read(lke(top=f"{MARKS}\n{HEAD.replace('Isian', heading)}")).problems]
    assert codes == (["issued-heading-changed"] if heading in ("Isian 2021", "Hasil Penilaian 2021") else [])


@pytest.mark.parametrize(
    "title", ["TAHUN 2019", "Penilaian Mandiri", "PENILAIAN TAHUN 2021", "Isian kantor", "evaluator"]
)
def test_a_title_over_a_heading_names_no_other_year_or_tier(title: str) -> None:
    found = read(lke(top=f"{MARKS}\n | | {title}\n{HEAD}")).problems
    is_other = title in ("TAHUN 2019", "Penilaian Mandiri")
    assert [(each.code, each.place, each.value) for each in found] == (
        [("issued-heading-differs", at("C2"), title)] if is_other else []
    )


def test_without_a_row_of_headings_the_marks_are_none() -> None:
    found = read(lke(top=MARKS)).problems
    assert [(each.code, each.place, each.value) for each in found] == [
        ("issued-heading-emptied", at(cell), "") for cell in ("C1", "E1", "F1")
    ]


def test_headings_are_looked_for_in_the_row_with_most_of_them() -> None:
    """Not in one that stands above or below them."""
    assert read(lke(top=f"{MARKS}\n | | Capaian\n{HEAD}\n | | (5) | (6)")).problems == ()


def test_texts_that_a_cell_cannot_hold_are_taken_back_where_it_was_left_alone() -> None:
    kept = Hidden(
        IDENTITY, HEADINGS, texts={"A.1.a": {"note": "a\rb"}, "A.1.b": {"evidence": "  "}, "B.1": {"note": "c\rd"}}
    )
    sheet = sheet_of([*lke().rows[:4], ["A.1.a", "x", "B", 1.0, "a\nb", " "], ["A.1.b", "x", "Ya"],
                      ["B.1", "x", 5.0, 1.0, "anew"]])  # fmt: skip
    raw = read(sheet, hidden=kept).raw
    assert (raw["A.1.a"].note, raw["A.1.a"].evidence) == ("a\rb", "")
    assert (raw["A.1.b"].note, raw["A.1.b"].evidence) == ("", "  ")
    assert raw["B.1"].note == "anew"
    assert read(lke(B_1="B.1 | x | =5 | | =2021")).raw["B.1"].note == "2021"


# Answers from an earlier year


@pytest.mark.parametrize("mark", ["ya", "Y", "YES", "Sudah.", "v", "X", "✓", "✔"])
def test_answers_that_somebody_marked_as_reviewed(mark: str) -> None:
    hidden = Hidden(IDENTITY, HEADINGS, prefilled=("A.1.a",))
    assert read(lke(A_1_a=f"A.1.a | x | B | | | | {mark}"), hidden=hidden).problems == ()


@pytest.mark.parametrize("mark", ["", "belum", "tidak", "=1", "z"])
def test_answers_that_nobody_reviewed_are_told(mark: str) -> None:
    hidden = Hidden(IDENTITY, HEADINGS, prefilled=("B.1", "A.1.a", "A.1.b", "Z"))
    sheet = lke(A_1_a=f"A.1.a | x | B | | | | {mark}", A_1_b="A.1.b | x | ")
    assert read(sheet, hidden=hidden).problems == (warning("answers-not-reviewed", "C5", count=2, cells=("C5", "C8")),)


def test_without_a_hidden_sheet_the_marks_are_enough() -> None:
    reading = read_issued(book_of(lke(top=f"{MARKS}\n | x")), IDENTITY, RUBRIC)
    assert (answers(reading), reading.problems) == (GIVEN, ())


# What a row shows of its item

SHOWN_TOP = """
rbtrack:code | rbtrack:label | | rbtrack:weight | rbtrack:explanation | rbtrack:choices | rbtrack:answer | rbtrack:note | rbtrack:evidence
Kode | Uraian | | Bobot | Penjelasan | Pilihan | Isian | Uraian catatan | Berkas
"""
SHOWN = {
    "A": "A | I. | Perencanaan | =60",
    "A.1": "A.1 | 1. | Keberadaan | =60",
    "A.1.a": "A.1.a | a. | Rencana tersedia | | Rencana kerja ada | A/B/C | B",
    "A.1.b": "A.1.b | b. | Rencana disahkan | | Ada tanda tangan | Ya/Tidak | Ya",
    "B": "B | II. | Hasil | =40",
    "B.1": "B.1 | 1. | Survei pengguna | =40 | Nilai survei | | =66.5",
}


def prints(lines: Mapping[str, str]) -> dict[str, str]:
    """What the rows showed when they were issued."""
    found = {}
    for code, line in lines.items():
        number, label, weight, explanation, choices = ([each.strip() for each in line.split("|")][1:] + [""] * 5)[:5]
        found[code] = str(print_of(number, label, weight.removeprefix("="), explanation, choices))
    return found


def shown(top: str = SHOWN_TOP, issued: Mapping[str, str] = SHOWN, /, **rows: str) -> list[Problem]:
    """A in row 3, A.1.a in row 5, B.1 in row 8."""
    lines = {**SHOWN, **{code.replace("_", "."): line for code, line in rows.items()}}
    sheet = sheet_of("\n".join([top.strip("\n"), *lines.values()]))
    hidden = Hidden(replace(IDENTITY, format=FORMAT), {**HEADINGS, "value": ""}, rows=prints(issued), sheets=("LKE",))
    return list(read(sheet, hidden=hidden).problems)


@pytest.mark.parametrize(
    "line",
    [
        SHOWN["A.1.a"],
        "A.1.a | A | RENCANA  tersedia. | | Rencana kerja ada. | A/B/C | B",
        "A.1.a | Rencana tersedia | | | Rencana kerja ada | A/B/C | B",
        "A.1.a | a. | Rencana tersedia | | | | B",
        "A.1.a | a. | Rencan tersedia | | Rencana kerja ada | A/B/C | B",
    ],
)
def test_a_row_shows_its_item_however_it_is_spelt(line: str) -> None:
    assert shown(A_1_a=line) == []


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("A.1.a | a. | Survei pengguna | | Rencana kerja ada | A/B/C | B", "a. Survei pengguna"),
        ("A.1.a | b. | Rencana tersedia | | Rencana kerja ada | A/B/C | B", "b. Rencana tersedia"),
        ("A.1.a | Rencana kerja | | | Rencana kerja ada | A/B/C | B", "Rencana kerja"),
    ],
)
def test_a_row_that_shows_another_item_is_an_error(line: str, value: str) -> None:
    cell = "C5" if value[1] == "." else "B5"
    named = {"item": "A.1.a", "name": "Rencana tersedia"}
    assert shown(A_1_a=line) == [error("issued-row-differs", cell, "A.1.a", value, **named)]


@pytest.mark.parametrize(("weight", "is_same"), [("40", True), ("40,009", True), ("40,01", False), ("41", False)])
def test_a_weight_in_a_label_is_the_same_to_a_hundredth(weight: str, is_same: bool) -> None:
    problem = error(
        "issued-row-differs", "C8", "B.1", f"1. Survei pengguna ({weight})", item="B.1", name="Survei pengguna"
    )
    found = shown(B_1=f"B.1 | 1. | Survei pengguna ({weight}) | | Nilai survei | | =66.5")
    assert found == ([] if is_same else [problem])


def test_another_weight_beside_a_label_is_an_error() -> None:
    assert shown(B_1="B.1 | 1. | Survei pengguna | =30 | Nilai survei | | =66.5") == [
        error("issued-weight-differs", "D8", "B.1", "30", item="B.1", name="Survei pengguna")
    ]


def test_labels_that_were_emptied_are_told_once() -> None:
    """By the cell of the number, or of the code where that is gone too; not where none was issued."""
    emptied = "B.1 | | | =40 | Nilai survei | | =66.5"
    assert shown(A_1_a="A.1.a | a. | | | Rencana kerja ada | A/B/C | B", B_1=emptied) == [
        warning("issued-labels-emptied", "B5", count=2, ranges=("A8", "B5"), cells=("B5", "A8"))
    ]
    assert shown(SHOWN_TOP, {**SHOWN, "B.1": emptied}, B_1=emptied) == []


def test_choices_that_were_changed_are_told_once() -> None:
    """An explanation alone counts as one too, and stands for the choices where they have no column."""
    stamped = "A.1.b | b. | Rencana disahkan | | Cap basah | Ya/Tidak | Ya"
    assert shown(A_1_a="A.1.a | a. | Rencana tersedia | | Rencana kerja ada | A/B | B", A_1_b=stamped) == [
        warning("issued-choices-changed", "F5", count=2, ranges=("F5:F6",), cells=("F5", "F6"))
    ]
    assert shown(SHOWN_TOP.replace("rbtrack:choices", ""), A_1_b=stamped) == [
        warning("issued-choices-changed", "E6", count=1, ranges=("E6",), cells=("E6",)),
        warning("columns-not-used", "F2", columns=("F (Pilihan)",)),
    ]


def test_the_explanation_of_another_item_is_an_error() -> None:
    assert shown(A_1_a="A.1.a | a. | Rencana tersedia | | Ada tanda tangan | A/B/C | B") == [
        error(
            "explanation-of-another", "E5", "A.1.a",
            item="A.1.a", name="Rencana tersedia", other="A.1.b", other_name="Rencana disahkan",
        )
    ]  # fmt: skip
