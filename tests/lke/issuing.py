"""Issued worksheets for tests: of any rubric, with any answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer, Office
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.domain.validating import validate
from rbtrack.errors import Problem
from rbtrack.lke.count_rows import counts_of
from rbtrack.lke.identity import FORMAT, Identity, find_identity
from rbtrack.lke.issuing import IssuedSheet, write_issued
from rbtrack.lke.reading.collecting import WorksheetReading
from rbtrack.lke.reading.issued import read_issued
from rbtrack.xlsx.cells import open_workbook

OFFICE = Office("53", "KPU Provinsi Nusa Tenggara Timur", "provinsi")


def identity(rubric: Rubric, office: Office = OFFICE, year: int = 2022) -> Identity:
    return Identity(
        FORMAT,
        rubric.id,
        rubric.version,
        catalog.digest(rubric),
        office.code,
        office.name,
        year,
        "self",
        "",
        "rbtrack test",
    )


def issue(
    path: Path,
    rubric: Rubric,
    answers: Mapping[str, Answer] | None = None,
    *,
    office: Office = OFFICE,
    earlier: tuple[str, Mapping[str, Answer]] | None = None,
    prefilled: frozenset[str] = frozenset(),
) -> Path:
    words = catalog.answer_words().not_applicable
    given = answers or {}
    sheet = IssuedSheet(identity(rubric, office), office, rubric, given, earlier, prefilled, not_applicable=words)
    write_issued(path, sheet)
    return path


def read(path: Path, rubric: Rubric) -> WorksheetReading:
    workbook = open_workbook(path)
    found = find_identity(workbook)
    assert found is not None
    return read_issued(workbook, found, rubric)


def answers_in(path: Path, rubric: Rubric) -> tuple[dict[str, Answer], list[Problem]]:
    """The answers that a worksheet holds, and every problem."""
    reading = read(path, rubric)
    answers, problems = validate(rubric, reading.raw, reading.place, catalog.answer_words())
    return answers, [*reading.problems, *problems]


def filled(rubric: Rubric, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The same answers, with a blank for every item that they leave out."""
    return {code: answers.get(code, Answer()) for code in rubric.items}


def with_notes(answers: Mapping[str, Answer], note: str, evidence: str) -> dict[str, Answer]:
    return {code: replace(answer, note=note, evidence=evidence) for code, answer in answers.items()}


def marks(sheet: Worksheet) -> dict[str, int]:
    """The columns by role, from the hidden row of marks."""
    return {
        str(cell.value).removeprefix("rbtrack:"): column for column, cell in enumerate(sheet[1], start=1) if cell.value
    }


def row_of(sheet: Worksheet, code: str) -> int:
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == code)


def entry_rows(sheet: Worksheet, item: Node) -> list[int]:
    """The rows in which an item is answered: its own, or those of its counts."""
    codes = [count.code for count in counts_of(item)] or [item.code]
    return [row_of(sheet, code) for code in codes]


def put(sheet: Worksheet, code: str, role: str, value: object) -> None:
    sheet.cell(row_of(sheet, code), marks(sheet)[role]).value = value  # type: ignore[assignment]


def named(book: Workbook, name: str) -> object:
    """What stands in the cell of a defined name."""
    ((sheet, cell),) = book.defined_names[name].destinations
    return book[sheet][cell.replace("$", "")].value
