"""Sheets: their headings, their size, and the figures that they state."""

from __future__ import annotations

import random
from pathlib import Path

from rbtrack.xlsx.addresses import a1
from rbtrack.xlsx.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from tests.gallery.case import Build, Case, Command, error, warning
from tests.gallery.making import (
    ANSWERS,
    EVIDENCE,
    FIGURE,
    NOTE,
    SHEET,
    at,
    beside,
    changed,
    check,
    edited,
    good,
    without,
    write,
    write_rubric,
)
from tests.lke.breaking import patch, sheet_xml
from tests.lke.building import build as build_by_hand
from tests.lke.building import row_of_cells, sheet_of, texts_of
from tests.lke.variants import ANSWER, HEADING_ROW, LABEL, Page


def more_rows(name: str, rows: bytes) -> Build:
    """The good worksheet with rows of XML added below."""

    def build(folder: Path) -> tuple[Command, ...]:
        path = write(folder, name, good())
        patch(path, {"xl/worksheets/sheet1.xml": sheet_xml(path).replace(b"</sheetData>", rows + b"</sheetData>")})
        return (check(name),)

    return build


def by_hand(name: str, sheet: str, texts: str | None = None) -> Build:
    """A workbook of one sheet, of exactly this XML."""

    def build(folder: Path) -> tuple[Command, ...]:
        write_rubric(folder)
        build_by_hand(folder / name, sheet, {"xl/sharedStrings.xml": texts} if texts else None)
        return (check(name),)

    return build


def column(count: int, cell: str = "<v>1</v>", kind: str = "") -> str:
    return sheet_of("".join(f'<row r="{row}"><c r="A{row}"{kind}>{cell}</c></row>' for row in range(1, count + 1)))


def many_merged() -> str:
    noise = random.Random(1).randbytes(100_000).hex()
    merged = '<mergeCell ref="A1:B2"/>' * (MOST_CELLS + 1)
    return sheet_of("", f"<!-- {noise} --><mergeCells>{merged}</mergeCells>")


def two_alike(folder: Path) -> tuple[Command, ...]:
    old = good()
    old.name = "LKE lama"
    write(folder, "LKE dua lembar.xlsx", good(), old)
    return (check("LKE dua lembar.xlsx"),)


def with_second_table(folder: Path) -> tuple[Command, ...]:
    other = Page("Rekap")
    for row in range(1, 8):
        other.put(row, 1, f"Butir {row}", "B", 0.5)
    write(folder, "LKE dengan rekap.xlsx", good(), other)
    return (check("LKE dengan rekap.xlsx"),)


CASES: tuple[Case, ...] = (
    error(
        "headings-missing", "The row with the headings was deleted or reworded, or the file is no LKE at all.",
        changed("Rekap kegiatan.xlsx", without(HEADING_ROW, *range(2, 10))),
    ),
    error(
        "heading-of-answers-missing",
        "Over the answers stands a heading that is not known, such as the name of who gave them.",
        changed("LKE jawaban kementerian.xlsx", at(HEADING_ROW, ANSWER, "Jawaban Kementerian")),
    ),
    error(
        "heading-of-labels-missing", "The heading over the labels was deleted or reworded.",
        changed("LKE tanpa judul uraian.xlsx", at(HEADING_ROW, LABEL, "Hal")),
    ),
    error(
        "headings-on-several-sheets",
        "The workbook holds two sheets with the same rows, such as last month's copy beside the present one. Which one "
        "counts is not guessed.",
        two_alike,
    ),
    error(
        "column-double", "Two columns have the heading of answers, and nothing tells whose answers each of them holds.",
        changed("LKE dua kolom jawaban.xlsx", at(HEADING_ROW, EVIDENCE, "Jawaban")), SHEET, "I6",
    ),
    warning(
        "notes-without-heading", "Beside the items stands a column of text that nobody gave a heading.",
        changed("LKE catatan tanpa judul.xlsx", without(HEADING_ROW, NOTE), beside("A.1.a", NOTE, "SK terlampir")),
        SHEET, "H9",
    ),
    warning(
        "columns-without-heading",
        "Beside the items stand several columns of text without headings: which are notes and which evidence is not "
        "guessed.",
        changed(
            "LKE kolom tanpa judul.xlsx", without(HEADING_ROW, NOTE), beside("A.1.a", NOTE, "SK terlampir"),
            beside("A.1.b", EVIDENCE, "Surat tugas"),
        ),
        SHEET, "H9",
    ),
    warning(
        "columns-not-used", "Beside the items stands a column that is none of those of an LKE.",
        changed(
            "LKE kolom tambahan.xlsx", beside("A.1.a", EVIDENCE, "Sesuai"), headings=("Hasil Verifikasi",)
        ),
        SHEET, "I6",
    ),
    warning(
        "sheets-not-used", "The workbook holds a second table, which has not the headings of an LKE.",
        with_second_table, "Rekap",
    ),
    warning(
        "text-below-table", "Below the last item something stands in the column of answers, mostly a signature.",
        changed("LKE bertanda tangan.xlsx", at(22, ANSWER, "Ende, 31 Januari 2023")), SHEET, "G22",
    ),
    error(
        "cells-without-place",
        "The program that wrote the file left out where each cell stands. Programs differ in what they make of that.",
        more_rows("LKE dari aplikasi lain.xlsx", b"<row><c><v>1</v></c></row>"), SHEET,
    ),
    error(
        "sheet-too-large", "One cell far out is filled, mostly by mistake (Ctrl+End leads there). Reading everything up to "
        "it would take all memory.",
        more_rows("LKE isian nyasar.xlsx", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        SHEET, "XFD1048576",
    ),
    error(
        "sheet-too-many-rows", "The sheet is a long list, such as an export of data, and no LKE.",
        by_hand("Data pegawai.xlsx", column(MOST_ROWS + 1)), SHEET, "A20001",
    ),
    error(
        "sheet-too-many-columns", "The sheet is a wide table, such as a recapitulation by day, and no LKE.",
        by_hand(
            "Rekap harian.xlsx",
            row_of_cells(*(f'<c r="{a1(1, each)}"><v>1</v></c>' for each in range(1, MOST_COLUMNS + 2))),
        ),
        SHEET, "GS1",
    ),
    error(
        "sheet-too-many-cells", "All sheets together hold more filled or merged cells than any LKE does.",
        by_hand("Data gabungan.xlsx", many_merged()), SHEET,
    ),
    error(
        "sheet-too-much-text", "Whole documents were pasted into cells, or one long text is repeated in very many of them.",
        by_hand("LKE berisi dokumen.xlsx", column(2000, "<v>0</v>", ' t="s"'), texts_of("x" * 32_000)), SHEET, "A501",
    ),
    error(
        "cell-text-too-long", "A whole document was pasted into one cell by a program that lets one do so.",
        by_hand("LKE berisi dokumen.xlsx", column(1, "<v>0</v>", ' t="s"'), texts_of("x" * 32_768)), SHEET, "A1",
    ),
    warning(
        "cells-covered",
        "Cells were merged by a program that keeps what lies below. Nobody sees it, and what nobody sees is not read.",
        edited("LKE sel tertutup.xlsx", lambda sheet: sheet.merged_cells.add("C8:D8")), SHEET, "D8",
    ),
    warning(
        "cells-hidden", "Rows or columns of the table were hidden, mostly by a filter. They count all the same.",
        edited("LKE tersaring.xlsx", lambda sheet: setattr(sheet.row_dimensions[9], "hidden", True)), SHEET, "G9",
    ),
    warning(
        "cells-shown-otherwise",
        "The number format of a label, weight, note, figure or year shows something else than the cell holds.",
        edited("LKE format angka.xlsx", lambda sheet: setattr(sheet["D8"], "number_format", '"15"')), SHEET, "D8",
    ),
    warning(
        "figures-unreadable", "Cells in the column of values hold an error, a word, or a formula that was never calculated.",
        changed("LKE belum dihitung.xlsx", beside("A.1.a", FIGURE, "belum"), headings=("Nilai",)), SHEET, "I9",
    ),
    warning(
        "figure-differs",
        "A formula of the worksheet was changed or overwritten, or it counts by other rules than the rubric. The figure "
        "is not used; points are always computed from the answers.",
        changed("LKE rumus ditimpa.xlsx", beside("A.1.a", FIGURE, 1.0), headings=("Nilai",)), SHEET, "I9",
    ),
    warning(
        "weight-differs", "The worksheet prints another weight than the rubric: it follows another regulation or year, or "
        "somebody changed it.",
        changed("LKE bobot lain.xlsx", beside("A.1", LABEL + 1, 15.0)), SHEET, "D8",
    ),
    warning(
        "options-differ", "The worksheet prints other choices than the rubric offers for this item.",
        changed("LKE pilihan lain.xlsx", beside("A.1.a", ANSWER - 1, "A/B/C/D")), SHEET, "F9",
    ),
)  # fmt: skip

assert ANSWERS["A.1.a"] == "B", "its value is a half: figure-differs states another"
