"""Rows that say something else than their item: labels and explanations word by word, and what rows showed once."""

from __future__ import annotations

import pytest

from rbtrack.lke.reading import official_wordings, row_wordings
from rbtrack.lke.reading.likeness import denies, is_spelt_otherwise, likeness, words_of
from rbtrack.lke.reading.official_wordings import OfficialWordings, fingerprint, packed, unpacked
from rbtrack.lke.row_prints import RowPrint, parse_print, print_of
from tests.lke.reading.sheets import (
    Hidden,
    Identity,
    Problem,
    Sheet,
    book_of,
    error,
    hidden_rows,
    read,
    read_issued,
    rubric_of,
    sheet_of,
    warning,
)

# Two spellings of one name, or two names


@pytest.mark.parametrize(
    ("label", "name", "is_same"),
    [
        ("rb tematik", "rb general", False),
        ("rencana aksi pembangunan rb tematik", "rencana aksi pembangunan rb general", False),
        ("penanganan stunting", "penanganan digitalisasi", False),
        ("tim dibentuk", "tim di bentuk", True),
        ("tata laksana", "tatalaksana", True),
        ("peta proses bisnis", "peta dan proses bisnis", True),
        ("bisnis proses peta", "peta proses bisnis", True),
        ("agen perubahan ditunjk", "agen perubahan ditunjuk", True),
        ("rencana tidak disahkan", "rencana disahkan", False),
        ("rencana disahkan", "rencana tidak disahkan", False),
        ("semester 2 disusun", "semester 1 disusun", False),
        ("semester disusun", "semester 1 disusun", False),
        ("rencana rpjmn2021", "rencana rpjmn2022", False),  # near, but numbers
        ("x tanpa", "x tampa", False),  # near, but a denial
        ("rencana kerja lama", "rencana kerja", False),
        ("abcde", "abcdx", True),  # 8 of 10 letters in common: 80 %
        ("abcdef", "abcxyz", False),
        ("abcd", "abcx", False),  # 6 of 8: 75 %
    ],
)
def test_words_that_only_one_has_must_be_spellings_of_each_other(label: str, name: str, *, is_same: bool) -> None:
    assert is_spelt_otherwise(label, name) == is_same


def test_a_word_of_another_name_is_no_misspelling() -> None:
    assert is_spelt_otherwise("unit pengadaan", "unit pengawasan")
    assert not is_spelt_otherwise("unit pengadaan", "unit pengawasan", {"pengadaan"})
    assert is_spelt_otherwise("unit pengadan", "unit pengawasan pengadan", {"pengadan"}) is False
    assert is_spelt_otherwise("abcde abcde", "abcde abcdx", {"abcde"})  # a word of its own name, used twice


def test_likeness_is_the_part_of_all_words_in_common() -> None:
    assert likeness(words_of("a b, C!"), words_of("c b a")) == 1
    assert likeness(("a", "a", "b"), ("a", "b", "c", "d", "e")) == 0.5
    assert likeness((), ()) == 1


@pytest.mark.parametrize(
    ("words", "others", "is_denied"),
    [
        ("a belum b", "a telah b", True),
        ("a b", "a tidak b", True),
        ("a tidak b", "a belum b", False),
        ("a tidak b", "a tidak tidak b", False),
        ("a tidak b belum", "a tidak b", True),
        ("a b", "a c", False),
    ],
)
def test_a_text_denies_another_that_has_fewer_and_other_words_of_denial(
    words: str, others: str, *, is_denied: bool
) -> None:
    assert denies(words.split(), others.split(), {"tidak", "belum"}) == is_denied


# Fingerprints of a regulation's wording


def test_a_fingerprint_is_packed_and_unpacked() -> None:
    found = fingerprint(["telah", "dibentuk", "telah"])
    assert found[0] == found[2] != found[1]
    assert [len(digest) for digest in found] == [3, 3, 3]
    assert unpacked(packed(found)) == found


def test_the_wording_of_2014_is_known_for_every_row() -> None:
    wordings = official_wordings.official_wordings("rb-2014")
    assert (len(wordings.labels), len(wordings.explanations)) == (197, 151)
    assert fingerprint(words_of("Harmonisasi")) in wordings.labels["A.II.1"]
    assert official_wordings.official_wordings("rb-1999") == OfficialWordings()


RUBRIC = rubric_of("""
A   | Perencanaan | 60
A.1 | Rencana     |    | abc
A.2 | Pengesahan  |    | abc
A.3 | Terbuka     |    | abc
""")
LABELS = {
    "A.1": "telah disusun rencana kerja tahunan unit kerja",
    "A.2": "telah disahkan laporan kinerja tahunan pimpinan daerah",
}
EXPLANATIONS = {"A.1": "a. semua unit b. sebagian unit", "A.2": "a. setiap bulan b. setiap tahun"}
PLAIN = "A | Perencanaan | |\n1 | {A1} | a. semua unit b. sebagian unit | A\n2 | {A2} | | B\n3 | {A3} | | C"


@pytest.fixture
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wording of A.1 and A.2 is known, that of A.3 is not."""
    parts = ({code: (fingerprint(words_of(text)),) for code, text in known.items()} for known in (LABELS, EXPLANATIONS))
    found = OfficialWordings(*parts)
    monkeypatch.setattr(row_wordings, "official_wordings", {"made-up": found}.__getitem__)


def lke(first: str = LABELS["A.1"], second: str = LABELS["A.2"], third: str = "Terbuka", text: str = "") -> Sheet:
    rows = [f"1 | {first} | {text or EXPLANATIONS['A.1']} | A", f"2 | {second} | | B", f"3 | {third} | | C"]
    return sheet_of("\n".join(["No | Uraian | Penjelasan | Jawaban", "A | Perencanaan", *rows]))


def problems(sheet: Sheet) -> list[Problem]:
    return list(read(RUBRIC, sheet).problems)


def differ(code: str, *cells: str) -> Problem:
    return warning(code, cells[0], rubric="made-up", count=len(cells), ranges=cells, cells=cells)


@pytest.mark.usefixtures("_known")
def test_labels_in_the_regulations_words_or_the_rubrics_are_read_without_a_word() -> None:
    assert problems(lke()) == []
    assert problems(lke("RENCANA.", "  pengesahn ")) == []
    assert problems(lke(f"{LABELS['A.1'].upper()}! (5)")) == []


@pytest.mark.usefixtures("_known")
def test_a_label_of_another_row_is_an_error() -> None:
    expected = error(
        "row-number-and-wording-differ", "B3", "A.1", LABELS["A.2"], item="A.1", name="Rencana", other="A.2",
        other_name="Pengesahan",
    )  # fmt: skip
    assert problems(lke(LABELS["A.2"])) == [expected]
    nearly = LABELS["A.2"].replace("pimpinan", "ketua")
    assert [found.code for found in problems(lke(nearly))] == ["row-number-and-wording-differ"]
    half = LABELS["A.2"].replace("pimpinan daerah", "unit kerja")  # 5 of 7 of the other's words, and 4 of its own
    assert problems(lke(half)) == [differ("labels-differ", "B3")]
    # Nearly the other's words, but nearly as many of its own; and more the other's than its own, but few of either.
    assert problems(lke(f"{LABELS['A.2']} rencana kerja unit")) == [differ("labels-differ", "B3")]
    assert problems(lke("disahkan laporan kinerja pimpinan daerah x y z")) == [differ("labels-differ", "B3")]


@pytest.mark.usefixtures("_known")
def test_a_label_that_says_the_opposite_is_an_error() -> None:
    denied = LABELS["A.1"].replace("telah", "belum")
    assert problems(lke(denied)) == [error("label-denies", "B3", "A.1", denied, item="A.1", name="Rencana")]
    assert problems(lke(third="Tidak terbuka")) == [
        error("label-denies", "B5", "A.3", "Tidak terbuka", item="A.3", name="Terbuka")
    ]
    assert problems(lke("belum ada apa pun di sini")) == [differ("labels-differ", "B3")]  # too unlike to be a denial


@pytest.mark.usefixtures("_known")
def test_other_words_are_one_warning() -> None:
    assert problems(lke("apa pun", "apa saja")) == [
        warning("labels-differ", "B3", rubric="made-up", count=2, ranges=("B3:B4",), cells=("B3", "B4"))
    ]
    # Where only the name is known, other words are the regulation's own.
    assert problems(lke(third="Tersedia untuk umum")) == []


@pytest.mark.usefixtures("_known")
def test_explanations_are_compared_where_they_are_known() -> None:
    assert problems(lke(text=EXPLANATIONS["A.2"])) == [
        error("explanation-of-another", "C3", "A.1", item="A.1", name="Rencana", other="A.2", other_name="Pengesahan")
    ]
    assert problems(lke(text="a. semua unit b. sebagian kantor")) == [differ("explanations-differ", "C3")]
    assert problems(lke(text="a. sebagian unit b. semua unit")) == [differ("explanations-differ", "C3")]
    assert problems(lke(text="a. semua orang b. sedikit orang")) == []  # 3 of 6 words: not the regulation's text


def test_without_a_known_wording_a_word_of_the_name_that_was_replaced_is_told() -> None:
    rubric = rubric_of("A | Perencanaan | 60\nA.1 | Rencana kerja tahunan | | abc\nA.2 | Lain | | abc")
    head = "No | Uraian | Jawaban\nA | Perencanaan"

    def told(label: str) -> list[str]:
        sheet = sheet_of(f"{head}\n1 | {label} | A\n2 | Lain | B")
        return [problem.code for problem in read(rubric, sheet).problems]

    assert told("Rencana kerja bulanan") == ["labels-differ"]
    assert told("Apakah rencana kerja tahunan ada") == []
    assert told("Rencana lima tahun lagi") == []


def test_from_where_on_a_text_is_another_rows() -> None:
    def words(text: str) -> tuple[bytes, ...]:
        return fingerprint(text.split())

    def found(text: str, own: str, *others: str) -> str | None:
        known = {f"A.{number}": (words(each),) for number, each in enumerate(others, start=1)}
        return row_wordings._another(words(text), (words(own),), {"A.0": (words(own),), **known}, "A.0")

    assert found("a b c d e f g h 1 2", "a 3 4 5", "a b c d e f g h i j") == "A.1"  # 16 of 20 words
    assert found("a b c d e f g 0 1 2", "a 3 4 5", "a b c d e f g h i j") is None
    assert found("a b c d e f g 1", "a b c d e 2 3 4", "a b c d e f g h") == "A.1"  # 14 and 10 of 16: a quarter more
    assert found("a b c d e f g 1", "a b c d e f 3 4", "a b c d e f g h") is None
    assert found("a b c d e f g 1", "x", "a b c d e f g 2", "a b c d e f g 3") == "A.1"
    assert found("a b", "a b", "c d") is None


@pytest.mark.usefixtures("_known")
def test_a_label_with_three_of_five_words_is_near() -> None:
    """Near enough to deny, or to be asked about where only the name is known."""
    label = "rencana kerja x y 1"
    rubric = rubric_of("A | Perencanaan | 60\nA.1 | Rencana kerja tahunan unit 1 | | abc\nA.2 | Lain | | abc")
    sheet = sheet_of(f"No | Uraian | Jawaban\nA | Perencanaan\n1 | {label} | A\n2 | Lain | B")
    assert [problem.code for problem in read(rubric, sheet).problems] == ["labels-differ"]


# What a row of ours showed when it was issued


ISSUED = rubric_of("""
A   | Perencanaan      | 60
A.1 | Rencana tersedia |    | abc
A.2 | Rencana disahkan |    | abc
A.3 | Unit pengawasan  |    | abc
""")
MARKS = "rbtrack:code | rbtrack:label | | rbtrack:weight | rbtrack:explanation | rbtrack:choices | rbtrack:answer | rbtrack:note | rbtrack:evidence"
HEAD = "Kode | Penilaian | | Bobot | Penjelasan | Pilihan | Jawaban | Catatan | Bukti"
ROWS = {
    "A": ("A.", "Perencanaan (60)", "60", "", ""),
    "A.1": ("1.", "Rencana tersedia", "", "1. satu", "A/B/C"),
    "A.2": ("2.", "Rencana disahkan", "", "1. dua", "A/B/C"),
    "A.3": ("3.", "Unit pengawasan", "", "", "A/B/C"),
}
HEADINGS = {"code": "Kode", "answer": "Jawaban"}
IDENTITY = Identity(2, "made-up", "1", "0" * 64, "53", "KPU", 2021, "self", "", "rbtrack")
PRINTS = {
    code: str(print_of(number, label, float(weight) if weight else None, explanation, choices))
    for code, (number, label, weight, explanation, choices) in ROWS.items()
}


def issued(prints: bool = True, version: str = "1", **changes: str) -> list[tuple[str, str | None, str | None]]:
    """Code, cell and value of each problem; a change is a whole row after its code."""
    return [(each.code, each.place.cell, each.value) for each in issued_problems(prints, version, **changes)]


def issued_problems(prints: bool = True, version: str = "1", **changes: str) -> list[Problem]:
    rows = {code: f"{n} | {label} | {'=' if w else ''}{w} | {e} | {c}" for code, (n, label, w, e, c) in ROWS.items()}
    rows |= {code.replace("_", "."): row for code, row in changes.items()}
    lines = [f"{code} | {row} | {'' if code == 'A' else 'A'}" for code, row in rows.items()]
    identity = Identity(2, "made-up", version, "0" * 64, "53", "KPU", 2021, "self", "", "rbtrack")
    hidden = Hidden(identity, HEADINGS, rows=PRINTS if prints else {}, sheets=("LKE",))
    keeping = sheet_of([list(row) for row in hidden_rows(hidden)], name="_rbtrack")
    reading = read_issued(book_of(sheet_of("\n".join([MARKS, HEAD, *lines])), keeping), identity, ISSUED)
    return list(reading.problems)


def test_what_is_said_of_a_row_that_shows_otherwise() -> None:
    assert issued_problems(A_1="1. | Rencana disahkan | | 1. satu | A/B/C") == [
        error("issued-row-differs", "C4", "A.1", "1. Rencana disahkan", item="A.1", name="Rencana tersedia")
    ]
    assert issued_problems(A="A. | Perencanaan (60) | =61") == [
        error("issued-weight-differs", "D3", "A", "61", item="A", name="Perencanaan")
    ]
    named = {"count": 2, "ranges": ("B4:B5",), "cells": ("B4", "B5")}
    assert issued_problems(A_1="1. | | | 1. satu | A/B/C", A_2="2. | | | 1. dua | A/B/C") == [
        warning("issued-labels-emptied", "B4", **named)
    ]
    named = {"count": 2, "ranges": ("F4:F5",), "cells": ("F4", "F5")}
    found = issued_problems(
        A_1="1. | Rencana tersedia | | 1. satu | A/B", A_2="2. | Rencana disahkan | | 1. tiga | A/B/C"
    )
    assert found == [warning("issued-choices-changed", "F4", **named)]


def test_rows_as_they_were_issued() -> None:
    assert issued() == []
    assert issued(prints=False) == []
    assert issued(A_1=" 1 | RENCANA  TERSEDIA. | | 1. satu | a/b/c", A="A | Perencanaan (60) | 60,0") == []
    assert issued(A_1="1. | Rencana tersdia | | 1. satu | A/B/C") == []


def test_rows_without_a_name() -> None:
    assert issued(A_1="| | | |", A="| | |") == [("issued-labels-emptied", "A3", None)]
    assert issued(A_1="1. | | | 1. satu | A/B/C") == [("issued-labels-emptied", "B4", None)]
    assert issued(prints=False, A_1="1. | | | 1. satu | A/B/C") == []  # nobody knows what was there


@pytest.mark.parametrize("prints", [True, False])
@pytest.mark.parametrize(
    "label", ["Rencana disahkan", "Rencana tidak tersedia", "Rencana", "Rencana tersedia lagi", "Laporan tersedia"]
)
def test_a_label_of_another_meaning(label: str, *, prints: bool) -> None:
    found = issued(prints, A_1=f"1. | {label} | | 1. satu | A/B/C")
    assert found == [("issued-row-differs", "C4", f"1. {label}")]


def test_a_misspelling_that_is_a_word_of_another_name() -> None:
    rubric_words = "Unit pengadaan"
    assert issued(A_3=f"3. | {rubric_words} | | | A/B/C") == []
    assert issued(A_3="3. | Rencana pengawasan | | | A/B/C") == [("issued-row-differs", "C6", "3. Rencana pengawasan")]


def test_another_number() -> None:
    assert issued(A_1="2. | Rencana tersedia | | 1. satu | A/B/C") == [
        ("issued-row-differs", "C4", "2. Rencana tersedia")
    ]
    assert issued(prints=False, A_1="2. | Rencana tersedia | | 1. satu | A/B/C") == []  # it is not known what it was


def test_another_weight() -> None:
    assert issued(A="A. | Perencanaan (60) | =61") == [("issued-weight-differs", "D3", "61")]
    assert issued(A="A. | Perencanaan (61) | =60") == [("issued-row-differs", "C3", "A. Perencanaan (61)")]
    assert issued(A="A. | Perencanaan (60,00) | =60") == []


def test_on_another_version_only_the_name_of_another_node_counts() -> None:
    assert issued(prints=False, version="0", A_1="1. | Dokumen | | | ") == []
    assert issued(prints=False, version="0", A_1="1. | Rencana disahkan | | | ") == [
        ("issued-row-differs", "C4", "1. Rencana disahkan")
    ]


def test_explanations_and_choices() -> None:
    assert issued(A_1="1. | Rencana tersedia | | 1. dua | A/B/C") == [("explanation-of-another", "E4", None)]
    assert issued(A_1="1. | Rencana tersedia | | 1. tiga | A/B/C") == [("issued-choices-changed", "F4", None)]
    assert issued(A_1="1. | Rencana tersedia | | 1. satu | A/B") == [("issued-choices-changed", "F4", None)]
    assert issued(A_1="1. | Rencana tersedia | | | ") == []


def test_a_print_is_five_digests() -> None:
    found = print_of("1.", "Satu", 1.5, "", "A/B")
    assert parse_print(str(found)) == found
    assert parse_print("a b c d") is parse_print("") is parse_print("a b c d e f") is None
    assert print_of("1", " satu. ", "1,5", "", "a/b") == found
    assert print_of("1", "satu", 1.5 + 1e-12, "", "a/b") == found
    assert print_of("1", "satu", 1.500001, "", "a/b").weight != found.weight
    assert isinstance(found, RowPrint)
    assert len(found.label) == 8


# Columns and sheets that are not read


def test_columns_that_were_added_to_ours_are_named() -> None:
    top = f"{MARKS} | |\n{HEAD} | Verifikasi |"
    lines = [f"{code} | {n} | {label} | {w} | {e} | {c}" for code, (n, label, w, e, c) in ROWS.items()]
    lines[1] += " | A | | | Sesuai | 5"
    hidden = Hidden(IDENTITY, HEADINGS, rows=PRINTS, sheets=("LKE",))
    keeping = sheet_of([list(row) for row in hidden_rows(hidden)], name="_rbtrack")
    other = sheet_of("\n".join(["a | b | c"] * 6), name="Tambahan")
    small = sheet_of("\n".join(["a | b | c"] * 5 + ["a | b"]), name="Kecil")
    reading = read_issued(book_of(sheet_of("\n".join([top, *lines])), keeping, other, small), IDENTITY, ISSUED)
    assert list(reading.problems) == [
        warning("columns-not-used", "J2", columns=("J (Verifikasi)", "K")),
        Problem(
            "sheets-not-used",
            "warning",
            reading.place.__class__("lke.xlsx", "Tambahan"),
            parameters={"sheets": ("Tambahan",)},
        ),
    ]


UNUSED_HEAD = "Baris | No | Uraian | Jawaban | Catatan | Hasil | "


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("=7 | 1 | Rencana | A | ada | | ", ()),  # numbers of rows, left of the labels
        ("x | 1 | Rencana | A | ada | | ", ("A (Baris)",)),
        ("| 1 | Rencana | A | ada | Sesuai | x", ("F (Hasil)", "G")),
        ("| 1 | Rencana | A | ada | | =5", ("G",)),
    ],
)
def test_columns_of_others_that_hold_something_are_named(row: str, columns: tuple[str, ...]) -> None:
    head = UNUSED_HEAD if "x | 1" in row else UNUSED_HEAD.replace("Baris", "")
    sheet = sheet_of(f"{head}\n| A | Perencanaan\n{row}\n| 2 | Pengesahan\n| 3 | Terbuka")
    found = [problem.parameters["columns"] for problem in problems(sheet)]
    assert found == ([columns] if columns else [])


def test_a_column_of_formulas_without_a_heading_is_no_content() -> None:
    rows = f"{UNUSED_HEAD}\n| A | Perencanaan\n| 1 | Rencana | A | ada | | =5\n| 2 | Pengesahan\n| 3 | Terbuka"
    assert problems(sheet_of(rows, formulas=["G3"])) == []


def test_a_column_under_an_unknown_heading_is_not_taken_for_notes() -> None:
    rows = "No | Uraian | Jawaban | Hasil\nA | Perencanaan\n1 | Rencana | A | Sesuai\n2 | Pengesahan\n3 | Terbuka"
    reading = read(RUBRIC, sheet_of(rows))
    assert list(reading.problems) == [warning("columns-not-used", "D1", columns=("D (Hasil)",))]
    assert reading.raw["A.1"].note == ""


@pytest.mark.parametrize(("role", "is_error"), [("answer", True), ("note", False), ("value", None)])
def test_a_column_that_was_copied_with_its_mark(role: str, *, is_error: bool | None) -> None:
    top = f"{MARKS} | rbtrack:value | rbtrack:{role}\n{HEAD} | Nilai | Salinan"
    lines = [
        f"{code} | {n} | {label} | {w} | {e} | {c} | {'' if code == 'A' else 'A'}"
        for code, (n, label, w, e, c) in ROWS.items()
    ]
    hidden = Hidden(IDENTITY, HEADINGS, rows=PRINTS)
    keeping = sheet_of([list(row) for row in hidden_rows(hidden)], name="_rbtrack")
    reading = read_issued(book_of(sheet_of("\n".join([top, *lines])), keeping), IDENTITY, ISSUED)
    found = [problem for problem in reading.problems if problem.code == "issued-column-double"]
    first = {"answer": "G2", "note": "H2"}.get(role)
    value = "Jawaban" if role == "answer" else role
    say = error if is_error else warning
    assert found == ([] if is_error is None else [say("issued-column-double", "K2", None, value, first=first)])
