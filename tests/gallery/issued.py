"""Worksheets that rbtrack issued, and what became of them."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from rbtrack.domain.evaluation import Answer
from tests.gallery.case import Case, Command, error, warning
from tests.gallery.making import (
    ANSWERS,
    DATABASE,
    OFFICE,
    RUBRIC,
    SHEET,
    Edit,
    hidden_value,
    issued,
    issued_here,
    rubric,
    write_rubric,
)
from tests.lke import issuing

LABEL = 5
"""The column of the items' names."""
HEADINGS = 8
"""The row of headings."""

CAPPED = RUBRIC.replace("ratio: part", "ratio: capped")

UNCALCULATED = "figures-unreadable"

EVALUATED_LATER: Command = ("answer", "set", OFFICE.code, "2022", "A.1.a", "--evaluated", "2023")
"""What every change by a program that does not calculate brings with it."""


def without_codes(book: Workbook) -> None:
    book[SHEET].delete_cols(1)


def without_evidence(book: Workbook) -> None:
    book[SHEET].delete_cols(issuing.marks(book[SHEET])["evidence"])


def with_copied_answers(book: Workbook) -> None:
    sheet = book[SHEET]
    column = issuing.marks(sheet)["answer"]
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, sheet.max_column if row > 1 else sheet.max_column + 1).value = sheet.cell(row, column).value


def with_labels_swapped(book: Workbook) -> None:
    sheet = book[SHEET]
    first, second = (sheet.cell(issuing.row_of(sheet, code), LABEL) for code in ("A.2.a", "A.2.b"))
    first.value, second.value = second.value, first.value


def with_heading(role: str, text: str | None) -> Edit:
    """Another heading over a column."""
    return lambda book: setattr(book[SHEET].cell(HEADINGS, issuing.marks(book[SHEET])[role]), "value", text)


def with_headings_swapped(book: Workbook) -> None:
    with_heading("answer", "Catatan")(book)
    with_heading("note", "Jawaban")(book)


def more_than_all(book: Workbook) -> None:
    with_value("rbtrack:count:1:B.1.b", "answer", 5)(book)


def without_names(book: Workbook) -> None:
    for code in ("A.2.a", "A.2.b"):
        book[SHEET].cell(issuing.row_of(book[SHEET], code), LABEL).value = None


def with_value(code: str, role: str, value: object) -> Edit:
    return lambda book: issuing.put(book[SHEET], code, role, value)


def with_copied_row(book: Workbook) -> None:
    sheet = book[SHEET]
    for column in range(1, sheet.max_column + 1):
        sheet.cell(30, column).value = sheet.cell(issuing.row_of(sheet, "A.1.a"), column).value


def with_row_inserted(book: Workbook) -> None:
    sheet = book[SHEET]
    row = issuing.row_of(sheet, "A.1.b")
    sheet.insert_rows(row)
    sheet.cell(row, LABEL).value = "Tim bekerja"
    sheet.cell(row, issuing.marks(sheet)["answer"]).value = "A"


def prefilled(folder: Path) -> tuple[Command, ...]:
    """Issued with last year's answers filled in, and sent back as it was."""
    write_rubric(folder)
    answers = {code: Answer(str(value).removesuffix(".0"), evidence="SK") for code, value in ANSWERS.items()}
    path = folder / "LKE terisi tahun lalu.xlsx"
    earlier = ("Jawaban 2021", answers)
    issuing.issue(path, rubric(), answers, office=OFFICE, earlier=earlier, prefilled=frozenset(answers))
    return (("lke", "check", path.name),)


def head(cell: str, text: str | None, sheet: str = SHEET) -> Edit:
    return lambda book: book[sheet].__setitem__(cell, text)


def other_heads(tier: str) -> tuple[Edit, ...]:
    """The same tier in the heads of the guide and the summary."""
    return head("C6", tier, "Petunjuk"), head("C6", tier, "Ringkasan")


def issued_elsewhere(folder: Path) -> tuple[Command, ...]:
    write_rubric(folder)
    answers = {code: Answer(str(value).removesuffix(".0"), evidence="SK") for code, value in ANSWERS.items()}
    issuing.issue(folder / "LKE kiriman.xlsx", rubric(), answers, office=OFFICE)
    return (*DATABASE, ("lke", "check", "LKE kiriman.xlsx"))


CASES: tuple[Case, ...] = (
    error(
        "issued-identity-broken",
        "Somebody unhid the sheet _rbtrack and wrote into it, or removed a part of it.",
        issued("LKE lembar tersembunyi diubah.xlsx", hidden_value("year", '"dua ribu"')), "_rbtrack",
    ),
    error(
        "issued-format-newer", "Whoever issued the worksheet has a newer version of rbtrack than you.",
        issued("LKE dari provinsi.xlsx", hidden_value("rbtrack:worksheet", "4")), "_rbtrack",
    ),
    error(
        "issued-table-missing", "The sheet with the table, its hidden first column, or its column of answers was removed.",
        issued("LKE tanpa kode.xlsx", without_codes),
    ),
    error(
        "issued-table-double", "The sheet with the table was copied within the workbook. Which one counts is not guessed.",
        issued("LKE lembar disalin.xlsx", lambda book: book.copy_worksheet(book[SHEET])),
    ),
    warning(
        "issued-column-missing", "The column of notes or of evidence was deleted.",
        issued("LKE tanpa kolom bukti.xlsx", without_evidence), SHEET, None, UNCALCULATED,
    ),
    error(
        "issued-column-double", "The column of answers was copied within the sheet. Which one counts is not guessed.",
        issued("LKE kolom disalin.xlsx", with_copied_answers), SHEET, "N8", UNCALCULATED, "columns-not-used",
    ),
    error(
        "issued-heading-differs", "The headings of two columns were changed for each other, or another year or tier was "
        "written over the answers. What is meant is not guessed.",
        issued("LKE judul kolom ditukar.xlsx", with_headings_swapped),
        SHEET, "H8", UNCALCULATED,
    ),
    warning(
        "issued-heading-changed", "The heading over the notes says something else than it did.",
        issued("LKE judul kolom lain.xlsx", with_heading("note", "Hasil rapat")), SHEET, "K8", UNCALCULATED,
    ),
    warning(
        "issued-heading-emptied", "The heading over the answers was deleted.",
        issued("LKE tanpa judul kolom.xlsx", with_heading("answer", None)), SHEET, "H8", UNCALCULATED,
    ),
    warning(
        "issued-labels-emptied", "The names of some rows were deleted. Their hidden codes are still there.",
        issued("LKE tanpa nama butir.xlsx", without_names), SHEET, "D14", UNCALCULATED,
    ),
    error(
        "issued-row-differs",
        "Cells were moved from row to row, or a label was changed, and the hidden code of the row stayed.",
        issued("LKE baris tertukar.xlsx", with_labels_swapped), SHEET, "E14", UNCALCULATED,
    ),
    error(
        "issued-weight-differs", "The weight of a row was overwritten.",
        issued("LKE bobot ditimpa.xlsx", with_value("A.1", "weight", 30.0)), SHEET, "F10", UNCALCULATED,
    ),
    warning(
        "issued-choices-changed", "Somebody wrote over the explanation or the choices of an item.",
        issued("LKE pilihan ditimpa.xlsx", with_value("A.1.a", "choices", "A/B/C/D")), SHEET, "G11", UNCALCULATED,
    ),
    error(
        "issued-row-double", "A row was copied, and its hidden code with it.",
        issued("LKE baris disalin.xlsx", with_copied_row), SHEET, "H30", UNCALCULATED,
    ),
    error(
        "issued-row-unknown", "The hidden code of a row was overwritten, or the row comes from another worksheet.",
        issued("LKE kode ditimpa.xlsx", with_value("A.1.a", "code", "A.1.z")), SHEET, "H11", UNCALCULATED, "item-missing",
    ),
    error(
        "issued-row-added", "A row was inserted between the others and answered. It has no code, and is no item.",
        issued("LKE baris disisipkan.xlsx", with_row_inserted), SHEET, "H12", UNCALCULATED,
    ),
    error(
        "counts-differ", "An answer was typed over the cell that shows what the two counts below it make.",
        issued("LKE hitungan ditimpa.xlsx", with_value("B.1.b", "answer", "4/4")), SHEET, "H19", UNCALCULATED,
    ),
    warning(
        "answer-more-than-all", "More was counted in the one row than there is in the other. Some worksheets take that as all.",
        issued("LKE lebih dari semua.xlsx", more_than_all, later=CAPPED, text=CAPPED), SHEET, "H20", UNCALCULATED,
    ),
    warning(
        "answers-not-reviewed",
        "The worksheet was issued with last year's answers filled in (--prefill), and nobody said that they still hold.",
        prefilled, SHEET, "I11",
    ),
    error(
        "issued-head-differs", "Somebody typed another office, year or tier over the table, and the hidden sheet still says "
        "for whom the worksheet was issued.",
        issued("LKE Sikka.xlsx", head("C4", "KPU Kabupaten Sikka")), SHEET, "C4",
    ),
    warning(
        "issued-head-similar", "The office over the table is written otherwise than it was issued, and could be another one.",
        issued("LKE Ende Utara.xlsx", head("C4", "KPU Kabupaten Ende Utara")), SHEET, "C4", UNCALCULATED,
    ),
    warning(
        "issued-head-emptied", "The office, the year or the tier was deleted from the head of the table.",
        issued("LKE kepala kosong.xlsx", head("E5", None)), SHEET, None, UNCALCULATED,
    ),
    error(
        "issued-register-differs", "Somebody unhid the sheet _rbtrack, and made another evaluation of the worksheet. The "
        "database knows for whom it was issued.",
        issued_here("LKE Ende final.xlsx", hidden_value("tier", '"final"'), head("C6", "final"), *other_heads("final")),
        "_rbtrack", "B8",
    ),
    warning(
        "issued-not-registered", "The worksheet was issued from another database, or by an rbtrack that kept no register.",
        issued_elsewhere,
    ),
    error("issued-office-differs", "The worksheet was issued for one office, and the command names another.",
          issued("LKE Ende.xlsx", flags=("--office", "53.07"))),
    error("issued-rubric-differs", "The worksheet was issued on one rubric, and the command names another.",
          issued("LKE Ende.xlsx", flags=("--rubric", "rb-2014"))),
    error("issued-year-differs", "The worksheet was issued for one year, and the command names another.",
          issued("LKE Ende.xlsx", flags=("--year", "2021"))),
    error("issued-evaluated-differs", "The worksheet was issued for an evaluation in one year, and the command names another.",
          issued("LKE Ende.xlsx", flags=("--evaluated", "2023"))),
    error("evaluated-differs", "The year of evaluation was changed in the database after the worksheet was issued.",
          issued_here("LKE Ende 2022.xlsx", more=(EVALUATED_LATER,)), SHEET, None, UNCALCULATED),
    warning("evaluated-replaced", "The same, and the worksheet was brought in with --replace.",
            issued_here("LKE Ende 2022.xlsx", more=(EVALUATED_LATER,), last=("--replace", "-n")), SHEET, None, UNCALCULATED),
    error("issued-tier-differs", "The worksheet was issued for the office's own answers, and the command wants an "
          "evaluator's (or the reverse).",
          issued("LKE Ende.xlsx", flags=("--tier", "evaluator"))),
    error("issued-judge-differs", "The worksheet was issued for one evaluator, and the command names another.",
          issued("LKE Ende.xlsx", flags=("--judge", "Inspektorat"))),
    warning(
        "issued-version-differs", "The rubric was corrected after the worksheet was issued.",
        issued("LKE versi lama.xlsx", later=RUBRIC.replace("version: 1", "version: 2")),
    ),
    error(
        "issued-rubric-changed", "Somebody changed the file of the rubric after the worksheet was issued, and left its "
        "version as it was.",
        issued("LKE rubrik diubah.xlsx", later=RUBRIC.replace("Agen perubahan ditunjuk", "Agen perubahan bekerja")),
    ),
)  # fmt: skip
