"""Rows: what they are numbered and called, and what is written beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from rbtrack import catalog
from tests.answers import best
from tests.gallery.case import Build, Case, Command, error, warning
from tests.gallery.making import RUBRIC, SHEET, answer, at, beside, changed, issued, without_row
from tests.lke import issuing, variants, zi_form
from tests.lke.variants import EXPLANATION, LABEL, NO

WITH_CRITERIA = RUBRIC.replace("dibentuk, weight: null", "dibentuk, weight: null, criteria: [SK tim ada]").replace(
    "ditunjuk, weight: null", "ditunjuk, weight: null, criteria: [SK agen ada]"
)


def explanations_swapped(folder: Path) -> Sequence[Command]:
    """On a worksheet that rbtrack issued with explanations."""

    def swap(book: Workbook) -> None:
        sheet = book[SHEET]
        column = issuing.marks(sheet)["explanation"]
        first, second = (sheet.cell(issuing.row_of(sheet, code), column) for code in ("A.1.a", "A.1.b"))
        first.value, second.value = second.value, first.value

    return issued("LKE penjelasan tertukar.xlsx", swap, later=WITH_CRITERIA, text=WITH_CRITERIA)(folder)


def explanation_changed(folder: Path) -> tuple[Command, ...]:
    """On the official rubric of 2014, whose explanations are known by their fingerprints."""
    rubric = catalog.shipped_rubric("rb-2014")
    (page,) = variants.one_column(rubric, {code: best(item) for code, item in rubric.items.items()})
    page.cells[page.rows["A.VII.3.a"], EXPLANATION] = "Ya, apabila telah disusun kebijakan tentang penanganan pengaduan"
    variants.save(folder / "LKE penjelasan diubah.xlsx", [page])
    return (("lke", "check", "LKE penjelasan diubah.xlsx", "--rubric", "rb-2014", "--tier", "self"),)


ZI_SHEET = "LKE ZI"
OF_THE_FORM = ("options-differ", "figures-unreadable", "figure-differs", "answer-more-than-all")
"""What the form of Zona Integritas has by itself: slips of the copy that was found, and the formula that leaves LHKASN out."""


def zona_integritas(
    name: str, formulas: Mapping[tuple[int, int], tuple[str, object]] | None = None, *, is_lettered: bool = False
) -> Build:
    """The filled form of Zona Integritas, with other formulas in some cells."""

    def build(folder: Path) -> tuple[Command, ...]:
        page = zi_form.form(is_lettered=is_lettered)
        page.formulas.update(formulas or {})
        zi_form.write_form(folder / name, page)
        return (("lke", "check", name, "--rubric", "zi-2021", "--tier", "self"),)

    return build


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
        "label-denies", "A label was changed to its opposite: `belum` for `telah`, or `tidak` put in.",
        changed("LKE label dibalik.xlsx", beside("A.1.a", LABEL, "Tim Reformasi Birokrasi belum dibentuk")), SHEET, "C9",
    ),
    warning(
        "labels-missing", "The name of a row was deleted, or its answer was typed into a row without one.",
        changed("LKE tanpa nama butir.xlsx", beside("A.1.a", LABEL, None)), SHEET, "B9",
    ),
    warning(
        "labels-differ",
        "Labels are worded in another way than in the rubric. Their numbers fit, and nothing shows that another item is "
        "meant.",
        changed("LKE label diganti.xlsx", beside("A.1.a", LABEL, "Tim Reformasi Birokrasi dibubarkan")), SHEET, "C9",
    ),
    error(
        "explanation-of-another",
        "Explanations, choices and answers were moved between rows, and labels were not: the answer stands beside another "
        "item's explanation.",
        explanations_swapped, SHEET, "G11", "figures-unreadable",
    ),
    warning(
        "explanations-differ", "The explanation of an item is nearly that of the regulation, but not quite.",
        explanation_changed, SHEET, "E140", "evidence-missing",
    ),
    warning(
        "rows-in-order",
        "Items stand under dashes, as in the form of Zona Integritas, and are worded otherwise than in the rubric. There are "
        "as many of them as the group has items, and they ask for the same choices.",
        zona_integritas("LKE ZI.xlsx"), ZI_SHEET, "F128", *OF_THE_FORM, "counts-not-used",
    ),
    warning(
        "counts-not-used",
        "The form asks for counts that enter no share, or somebody typed a number over the sum of the counts below it.",
        zona_integritas("LKE ZI hitungan.xlsx", is_lettered=True), ZI_SHEET, "K157", *OF_THE_FORM,
    ),
    warning(
        "share-differs", "The workbook was not calculated after the counts were changed, or the formula hides an error.",
        zona_integritas("LKE ZI belum dihitung.xlsx", {(171, 11): ("=K174/K172", 0.5)}, is_lettered=True),
        ZI_SHEET, "K171", *OF_THE_FORM, "counts-not-used",
    ),
    error(
        "share-formula-unknown", "Somebody wrote another formula into the row of a share than the worksheet came with.",
        zona_integritas("LKE ZI rumus lain.xlsx", {(171, 11): ("=K174*K172", 35)}, is_lettered=True),
        ZI_SHEET, "K171", "options-differ", "figures-unreadable", "counts-not-used", "answer-more-than-all",
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
