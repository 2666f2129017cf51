"""Whose worksheet it is, and for which year, rubric and tier."""

from __future__ import annotations

from pathlib import Path

from tests.gallery.case import Build, Case, Command, error, warning
from tests.gallery.making import (
    ANSWERS,
    DATABASE,
    OFFICE,
    RUBRIC,
    SHEET,
    at,
    changed,
    check,
    good,
    without,
    write,
    write_rubric,
)
from tests.lke.variants import ANSWER, HEADING_ROW, HEADINGS, LABEL, NO, Page


def asked(name: str, *flags: str) -> Build:
    """The good worksheet, checked with other flags than usual."""

    def build(folder: Path) -> tuple[Command, ...]:
        write(folder, name, good())
        return (("lke", "check", name, *flags),)

    return build


def with_offices(name: str, office: str, *flags: str) -> Build:
    """A worksheet that names an office, checked where the database knows one."""

    def build(folder: Path) -> tuple[Command, ...]:
        page = good()
        page.put(2, LABEL, office)
        write(folder, name, page)
        return (*DATABASE, check(name, *flags))

    return build


def with_two_offices(name: str, office: str, *flags: str) -> Build:
    """The same where the database knows a second one."""
    add = ("office", "add", "53.07", "KPU Kabupaten Sikka", "--kind", "kabupaten")

    def build(folder: Path) -> tuple[Command, ...]:
        *before, last = with_offices(name, office, *flags)(folder)
        return (*before, add, last)

    return build


def two_sheets(folder: Path) -> tuple[Command, ...]:
    one, other = good(), good()
    other.put(2, LABEL, "KPU Kabupaten Sikka")
    other.name = "LKE 2"
    for page, part in ((one, "A"), (other, "B")):
        for code, row in page.rows.items():
            if not code.startswith(part):
                for position in [position for position in page.cells if position[0] == row]:
                    del page.cells[position]
    write(folder, "LKE dua instansi.xlsx", one, other)
    return (check("LKE dua instansi.xlsx"),)


def side_by_side(page: Page) -> None:
    """The same table again to the right, with the same year over it."""
    right = ANSWER + 3
    for (row, column), value in list(page.cells.items()):
        if row >= HEADING_ROW:
            page.cells[row, column + right - NO] = value
    page.put(HEADING_ROW - 1, NO, "PENILAIAN TAHUN 2022")
    page.put(HEADING_ROW - 1, right, "PENILAIAN TAHUN 2022")


def of_two_years(page: Page) -> None:
    side_by_side(page)
    page.put(HEADING_ROW - 1, ANSWER + 3, "PENILAIAN TAHUN 2021")
    page.put(3, LABEL, 2019)


def with_evaluators_column(folder: Path) -> tuple[Command, ...]:
    write(folder, "LKE jawaban siapa.xlsx", good(ANSWERS, "Jawaban Evaluator"))
    return (("lke", "check", "LKE jawaban siapa.xlsx", "--rubric", "lke-contoh", "--tier", "evaluator"),)


def with_plenary(folder: Path) -> tuple[Command, ...]:
    write(folder, "LKE dengan pleno.xlsx", good(ANSWERS, "Hasil Pleno"))
    return (check("LKE dengan pleno.xlsx"),)


def of_unknown_rules(folder: Path) -> tuple[Command, ...]:
    page = good()
    page.put(3, LABEL, 2025)
    write(folder, "LKE 2025.xlsx", page)
    write_rubric(folder, RUBRIC.replace("years: [2020, null]", "years: [2020, 2024]\nonly_in_years: true"))
    return (check("LKE 2025.xlsx"),)


def twice(folder: Path) -> tuple[Command, ...]:
    masuk = folder / "masuk"
    masuk.mkdir()
    write(folder, "masuk/LKE Ende 1.xlsx", good())
    write(folder, "masuk/LKE Ende 2.xlsx", good({**ANSWERS, "A.1.a": "A"}))
    return (check("masuk/LKE Ende 1.xlsx", "masuk/LKE Ende 2.xlsx"),)


CASES: tuple[Case, ...] = (
    error("office-unstated", "No cell over the table names the office, as INSTANSI or Nama Satker does.",
          changed("LKE tanpa nama.xlsx", without(2, NO, LABEL)), SHEET),
    error(
        "office-not-recognised",
        "The office is written otherwise than it is stored, or is none of those that are stored. What is only near is not "
        "taken.",
        with_offices("LKE kab ende.xlsx", "KPU Kab. Ende"), SHEET, "C2",
    ),
    warning("office-differs", "The worksheet names another office than the one that was asked for.",
            with_offices("LKE Sikka.xlsx", "KPU Kabupaten Sikka", "--office", OFFICE.code), SHEET, "C2"),
    error("office-contradicts", "The worksheet names one office of the database, and is brought in for another one.",
          with_two_offices("LKE Sikka 2022.xlsx", "KPU Kabupaten Sikka", "--office", OFFICE.code), SHEET, "C2"),
    error(
        "offices-several", "The sheets of a workbook are of one year, and each names another office.",
        two_sheets, "LKE 2", "C2",
    ),
    error("rubric-needed", "Worksheets of others do not say on which rubric they stand, and none was named.",
          asked("LKE kiriman.xlsx", "--tier", "self"), SHEET),
    error(
        "tier-needed", "Neither the headings nor the command say whether the answers are the office's own or an "
        "evaluator's.",
        asked("LKE tanpa tingkat.xlsx", "--rubric", "lke-contoh"), SHEET,
    ),
    error("tier-columns-missing", "Two kinds of answers were asked for, and the worksheet has one column without a name.",
          changed("LKE satu kolom.xlsx", flags=("--tier", "evaluator")), SHEET),
    warning("tier-left-out", "One column of answers names nobody, and was taken; beside it stand those of the plenary.",
            with_plenary, SHEET, "I6"),
    error("tier-unknown", "Beside the evaluator's answers stands a second column of answers, whose heading names nobody.",
          with_evaluators_column, SHEET, "G6"),
    error("year-unstated", "Neither the worksheet nor the command names a year.",
          changed("LKE tanpa tahun.xlsx", without(3, NO, LABEL)), SHEET),
    error("year-not-found", "A year was asked for that the worksheet does not hold.",
          changed("LKE tahun 2022.xlsx", flags=("--year", "2021")), SHEET),
    error("year-ambiguous", "Over the table stand two years, as when last year's worksheet is used again.",
          changed("LKE dua tahun.xlsx", at(5, NO, "PENILAIAN TAHUN 2021")), SHEET),
    warning("year-of-no-table", "Over two tables side by side stands a third year.",
            changed("LKE tiga tahun.xlsx", of_two_years), SHEET),
    error("year-double", "Two tables side by side are headed with the same year, where two years are meant.",
          changed("LKE tahun kembar.xlsx", side_by_side), SHEET),
    error("evaluated-before-year", "The command names a year of evaluation before the year that the worksheet is for.",
          changed("LKE dievaluasi 2021.xlsx", flags=("--evaluated", "2021")), SHEET),
    error("evaluated-too-late", "The command names a year of evaluation many years after the one that the worksheet is for.",
          changed("LKE dievaluasi 2032.xlsx", flags=("--evaluated", "2032")), SHEET),
    error("rubric-not-for-year", "The rules of that year are not known, and the rubric says that its own may not be taken.",
          of_unknown_rules, SHEET),
    warning("rubric-outside-years", "The rubric was not yet or no longer in force in that year.",
            changed("LKE 2019.xlsx", at(3, LABEL, 2019)), SHEET),
    error(
        "evaluation-twice",
        "Two files in one run are of the same office, year, rubric and tier, mostly an old and a new version. None of them "
        "is taken.",
        twice, SHEET,
    ),
)  # fmt: skip

assert HEADINGS[5] == "Jawaban", "a heading that names no tier"
