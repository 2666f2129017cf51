"""Rows: what they are numbered and called, and what is written beside them."""

from __future__ import annotations

from tests.gallery.case import Case, error, warning
from tests.gallery.making import SHEET, answer, at, beside, changed, without_row
from tests.lke.variants import LABEL, NO

CASES: tuple[Case, ...] = (
    error(
        "item-missing", "The row of an item was deleted, or its number was changed so that it is not found any more.",
        changed("LKE baris terhapus.xlsx", without_row("B.1.c")), SHEET,
    ),
    error(
        "row-unknown", "Somebody added a row, or the worksheet follows another rubric than the one named.",
        changed("LKE baris tambahan.xlsx", at(19, NO, "d", "Kriteria tambahan", None, None, "A/B/C", "A")), SHEET, "C19",
    ),
    error(
        "row-double", "Two rows have the same number, mostly because one was copied. Whose answer counts is not guessed.",
        changed("LKE baris ganda.xlsx", at(19, NO, "c", "Jam pelatihan pegawai", None, None, "0-5000", 90.0)),
        SHEET, "C19",
    ),
    warning(
        "row-matched-by-wording", "The number of the row is gone or wrong, and its label is nearly the name of one item.",
        changed("LKE salah ketik.xlsx", beside("A.1.b", NO, None), beside("A.1.b", LABEL, "Agen perubahan ditunjk")),
        SHEET, "C10",
    ),
    warning(
        "row-matched-by-place",
        "A heading has no number and is worded in its own way; only its place among the other rows tells which one it is.",
        changed("LKE judul diubah.xlsx", beside("A.2", NO, None), beside("A.2", LABEL, "Mutu pertanggungjawaban (40)")),
        SHEET, "C11",
    ),
    error(
        "row-ambiguous", "The number of the row is gone, and its label fits more than one item equally well.",
        changed(
            "LKE tanpa nomor.xlsx", beside("A.2.a", NO, None), beside("A.2.a", LABEL, "Laporan kinerja semester disusun")
        ),
        SHEET, "C12", "item-missing",
    ),
    error(
        "row-number-and-wording-differ",
        "By its number the row is one item, by its label another: numbers or labels were exchanged. Which of them is right "
        "is not guessed.",
        changed("LKE tertukar.xlsx", beside("A.2.a", LABEL, "Laporan kinerja semester 2 disusun")), SHEET, "C12",
    ),
    error(
        "row-without-label", "Number and label of the row are empty, yet it is answered.",
        changed("LKE baris kosong.xlsx", beside("A.1.a", NO, None), beside("A.1.a", LABEL, None)), SHEET, "G9",
        "item-missing",
    ),
    warning(
        "cell-not-used", "An answer, note or evidence stands in the row of a heading, mostly one row too high.",
        changed("LKE salah baris.xlsx", answer("A.1", "A")), SHEET, "G8",
    ),
)  # fmt: skip
