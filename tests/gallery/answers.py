"""Answers, notes and evidence."""

from __future__ import annotations

from pathlib import Path

from tests.gallery.case import Build, Case, Command, error, warning
from tests.gallery.making import (
    ANSWERS,
    DATABASE,
    NOTE,
    OFFICE,
    SHEET,
    answer,
    bring_in,
    changed,
    check,
    edited,
    formatted,
    formula,
    good,
    issued_here,
    rubric,
    write,
)
from tests.lke.breaking import edit
from tests.lke.variants import ANSWER, Page, option_text


def merged(page: Page) -> None:
    page.merged.append((9, ANSWER, 10, ANSWER))


def uncalculated(folder: Path) -> tuple[Command, ...]:
    """Saved by a program that does not calculate."""
    name = "LKE tanpa hasil rumus.xlsx"
    edit(write(folder, name, good()), lambda sheet: sheet.__setitem__("G9", '=IF(1=1,"A","B")'))
    return (check(name),)


def brought_in_again(name: str, value: object) -> Build:
    """The good worksheet is stored; then it comes again with another answer to A.1.a."""

    def build(folder: Path) -> tuple[Command, ...]:
        write(folder, "LKE Ende.xlsx", good())
        write(folder, name, good({**ANSWERS, "A.1.a": value}))
        return (*DATABASE, bring_in("LKE Ende.xlsx"), bring_in(name))

    return build


def without_evidence(folder: Path) -> tuple[Command, ...]:
    page = good(ANSWERS, "Bukti Dukung")
    for code in rubric().items:
        if code != "B.1.c":
            page.put(page.rows[code], NOTE + 1, f"Dokumen {code}")
    write(folder, "LKE bukti kurang.xlsx", page)
    return (check("LKE bukti kurang.xlsx"),)


CASES: tuple[Case, ...] = (
    error("answer-not-offered", "The answer is none of the choices of this item.",
          changed("LKE jawaban D.xlsx", answer("A.1.a", "D")), SHEET, "G9"),
    error("answer-not-a-number", "The item wants a number, and words stand there.",
          changed("LKE angka dieja.xlsx", answer("B.1.a", "delapan puluh")), SHEET, "G16"),
    error("answer-not-a-ratio", "The item wants two counts, the first out of the second, and something else stands there.",
          changed("LKE rasio dieja.xlsx", answer("B.1.b", "tiga dari empat")), SHEET, "G17"),
    error("answer-impossible-ratio", "The first count is more than the second, of which it is a part.",
          changed("LKE rasio mustahil.xlsx", answer("B.1.b", "5/4")), SHEET, "G17"),
    warning("answer-divided-by-zero", "There was nothing to count. The official worksheet cannot divide by it; nothing is wrong with it.",
            changed("LKE tanpa pengaduan.xlsx", answer("B.1.b", "0/0")), SHEET, "G17"),
    error("answer-outside-range", "The number is smaller or larger than the scale of the item.",
          changed("LKE nilai 101.xlsx", answer("B.1.a", 101.0)), SHEET, "G16"),
    error(
        "answer-ambiguous",
        "The number stands there as text, and its point or comma can be the decimal mark or one between thousands.",
        changed("LKE titik ribuan.xlsx", answer("B.1.c", "1.234")), SHEET, "G18",
    ),
    error("cell-error", "The answer is a formula that fails, mostly because what it refers to was deleted.",
          changed("LKE rumus galat.xlsx", formula("A.1.a", ANSWER, "=1/0", "#DIV/0!")), SHEET, "G9"),
    error("formula-without-value", "The answer is a formula, and the program that saved the file did not calculate it.",
          uncalculated, SHEET, "G9"),
    warning("answer-from-formula", "The answer is calculated by a formula. What it last gave is taken.",
            changed("LKE jawaban rumus.xlsx", formula("A.1.a", ANSWER, '=UPPER("b")', "B")), SHEET, "G9"),
    warning(
        "answer-from-wording", "The text of a choice was entered (or its letter with the text) in place of the letter.",
        changed("LKE jawaban kalimat.xlsx", answer("A.1.a", option_text(rubric().items["A.1.a"], "B"))), SHEET, "G9",
    ),
    warning("answer-percent-sign", "The number has a percent sign behind it, in a cell of text.",
            changed("LKE persen.xlsx", answer("B.1.a", "80%")), SHEET, "G16"),
    warning(
        "answer-shown-as-percent", "The answer was typed as 80%: so the cell holds 0.8, and shows it as a percentage.",
        edited("LKE sel persen.xlsx", formatted("G16", 0.8, "0%")), SHEET, "G16",
    ),
    warning(
        "answer-shown-with-words", "The number format of the cell adds a unit to the number.",
        edited("LKE dengan satuan.xlsx", formatted("G18", 120, '0" jam"')), SHEET, "G18",
    ),
    error(
        "answer-shown-otherwise",
        "The number format of the cell shows another answer than it holds: thousands left out, a fixed text, a date.",
        edited("LKE ribuan.xlsx", formatted("G18", 2500, "0,")), SHEET, "G18",
    ),
    error(
        "answer-not-shown", "The number format of the cell hides what it holds: the sheet looks unanswered there.",
        edited("LKE jawaban tak tampak.xlsx", formatted("G16", 80, ";;;")), SHEET, "G16",
    ),
    warning(
        "answers-shown-rounded", "The cell shows fewer digits than it holds.",
        edited("LKE dibulatkan.xlsx", formatted("G16", 66.666, "0")), SHEET, "G16",
    ),
    warning(
        "answers-like-levels", "An index level, such as 2.61 of 5, was entered where a number up to 100 is wanted.",
        changed("LKE indeks level.xlsx", answer("B.1.a", 2.61)), SHEET, "G16",
    ),
    error(
        "answer-covered", "The answer's cell was merged with another one by a program that keeps what lies below it.",
        edited("LKE jawaban tertutup.xlsx", lambda sheet: sheet.merged_cells.add("F9:G9")), SHEET, "G9",
    ),
    error("not-applicable-not-allowed", "The worksheet says that the item does not apply; by the rubric it always does.",
          changed("LKE tidak berlaku.xlsx", answer("A.1.a", "N/A")), SHEET, "G9"),
    warning("answer-says-blank", "Words such as \"Blm Diisi\" stand where the answer should be.",
            changed("LKE belum diisi.xlsx", answer("A.1.a", "Blm Diisi")), SHEET, "G9", "answers-blank"),
    error(
        "answer-merged", "Cells of several items were merged into one, so that it is not known to which the answer belongs.",
        changed("LKE sel digabung.xlsx", answer("A.1.b", None), merged), SHEET, "G9", "answers-blank",
    ),
    warning("text-without-value", "A note or evidence is looked up by a formula that fails or was never calculated.",
            changed("LKE catatan rumus.xlsx", formula("A.1.a", NOTE, "=VLOOKUP(B9,A1:A5,1)", "#N/A")), SHEET, "H9"),
    warning("answers-blank", "Items have no answer yet. That is allowed; the score is provisional until they have.",
            changed("LKE belum lengkap.xlsx", answer("A.1.a", None), answer("B.1.a", None)), SHEET, "G9"),
    warning("evidence-missing", "The worksheet has a column for evidence, and beside some answers it is empty.",
            without_evidence, SHEET, "G18"),
    error(
        "answer-changed", "The evaluation is stored already, and the worksheet says something else. Nothing is replaced "
        "unasked.",
        brought_in_again("LKE Ende revisi.xlsx", "A"), SHEET, "G9",
    ),
    warning(
        "answers-kept", "Answers are stored, and in the worksheet their cells are blank. A blank erases nothing unasked.",
        brought_in_again("LKE Ende kosong.xlsx", None), SHEET, "G9", "answers-blank",
    ),
    error(
        "answer-newer", "The answer was changed in the database after the worksheet was made from it. To bring it in would "
        "take that back.",
        issued_here(
            "LKE Ende lama.xlsx", more=[("answer", "set", OFFICE.code, "2022", "A.1.a", "A", "--as", "penilai")], last=["--replace"]
        ),
        SHEET, "H11", "figures-unreadable",
    ),
    error("worksheet-blank", "The worksheet came back as it was sent: not a single item is answered.",
          changed("LKE kosong.xlsx", *(answer(code, None) for code in ANSWERS)), SHEET),
)  # fmt: skip
