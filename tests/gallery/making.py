"""The good worksheet of the gallery, which every case breaks in its own way, on a small rubric of an office's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from rbtrack import catalog
from rbtrack.catalog.reading import parse
from rbtrack.domain import merging
from rbtrack.domain.evaluation import EMPTY, Answer, EvaluationKey, Office
from rbtrack.domain.rubric import Rubric
from rbtrack.store.schema import create
from rbtrack.usecases.issuing import export_worksheet
from rbtrack.usecases.scores import Selection
from rbtrack.usecases.workspace import Workspace
from tests.gallery.case import Build, Command
from tests.lke import issuing, variants
from tests.lke.breaking import Edit as SheetEdit
from tests.lke.breaking import edit, patch
from tests.lke.variants import ANSWER, Page

OFFICE = Office("53.08", "KPU Kabupaten Ende", "kabupaten")
SHEET = "LKE"
NOTE, EVIDENCE = ANSWER + 1, ANSWER + 2
FIGURE = EVIDENCE
"""The column of the sheet's own figures, where a case has one."""

ANSWERS: Mapping[str, object] = {
    "A.1.a": "B", "A.1.b": "Ya", "A.2.a": "A", "A.2.b": "B", "B.1.a": 80.0, "B.1.b": "3/4", "B.1.c": 120.0,
}  # fmt: skip

RUBRIC = """\
id: lke-contoh
version: 1
name: LKE contoh
instrument: rb
regulation: "-"
years: [2020, null]
level: kabupaten
blank_items: skip
confidence: unverified
provenance: made for the gallery of broken worksheets
nodes:
- code: A
  name: Pengungkit
  weight: 60
  nodes:
  - {code: A.1, name: Manajemen Perubahan, weight: 20, nodes: [
      {code: A.1.a, name: Tim Reformasi Birokrasi dibentuk, weight: null, answer: abc},
      {code: A.1.b, name: Agen perubahan ditunjuk, weight: null, answer: ya_tidak}]}
  - {code: A.2, name: Penguatan Akuntabilitas, weight: 40, nodes: [
      {code: A.2.a, name: Laporan kinerja semester 1 disusun, weight: null, answer: abc},
      {code: A.2.b, name: Laporan kinerja semester 2 disusun, weight: null, answer: abc}]}
- code: B
  name: Hasil
  weight: 40
  nodes:
  - {code: B.1, name: Kualitas Pelayanan, weight: 40, nodes: [
      {code: B.1.a, name: Survei kepuasan masyarakat, weight: null, answer: {range: [0, 100]}},
      {code: B.1.b, name: Pengaduan ditindaklanjuti, weight: null, answer: {ratio: part, counts: [selesai, semua]}},
      {code: B.1.c, name: Jam pelatihan pegawai, weight: null, answer: {range: [0, 5000]}}]}
"""

Change = Callable[[Page], object]
Edit = Callable[[Workbook], object]


@cache
def rubric(text: str = RUBRIC) -> Rubric:
    return parse(text, "lke-contoh.yaml", catalog.shared())


def write_rubric(folder: Path, text: str = RUBRIC) -> None:
    """Put the rubric where the program looks for an office's own ones."""
    path = folder / "data" / "rubrics" / "lke-contoh.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


# Commands


def check(file: str, *more: str) -> Command:
    return ("lke", "check", file, "--rubric", "lke-contoh", "--tier", "self", *more)


def bring_in(file: str, *more: str) -> Command:
    return ("lke", "import", file, "--rubric", "lke-contoh", "--tier", "self", *more)


DATABASE: tuple[Command, ...] = (("init",), ("office", "add", OFFICE.code, OFFICE.name, "--kind", "kabupaten"))


# Worksheets of others


def good(answers: Mapping[str, object] = ANSWERS, *headings: str) -> Page:
    """A worksheet with every item answered and nothing wrong; `headings` stand right of its notes."""
    page = variants.headed((*variants.HEADINGS[:7], *headings), office=OFFICE.name, year=2022)
    return variants.fill(page, rubric().walk(), answers)


def write(folder: Path, name: str, *pages: Page) -> Path:
    write_rubric(folder)
    return variants.save(folder / name, pages)


def changed(name: str, *changes: Change, headings: Iterable[str] = (), flags: Iterable[str] = ()) -> Build:
    """The good worksheet with some changes, checked."""

    def build(folder: Path) -> tuple[Command, ...]:
        page = good(ANSWERS, *headings)
        for change in changes:
            change(page)
        write(folder, name, page)
        return (check(name, *flags),)

    return build


def edited(name: str, *edits: SheetEdit) -> Build:
    """The good worksheet as it is after somebody edited its sheet, checked."""

    def build(folder: Path) -> tuple[Command, ...]:
        path = write(folder, name, good())
        for each in edits:
            edit(path, each)
        return (check(name),)

    return build


def formatted(cell: str, value: object, number_format: str) -> SheetEdit:
    """A value in a cell with a number format."""

    def change(sheet: Worksheet) -> None:
        sheet[cell].value = value
        sheet[cell].number_format = number_format

    return change


def at(row: int, column: int, *values: object) -> Change:
    """Write values from a cell on to the right; None leaves a cell as it is."""
    return lambda page: page.put(row, column, *values)


def beside(code: str, column: int, value: object) -> Change:
    """Write a value into a column of an item's row; None empties the cell."""

    def change(page: Page) -> None:
        if value is None:
            page.cells.pop((page.rows[code], column), None)
        else:
            page.cells[page.rows[code], column] = value

    return change


def answer(code: str, value: object) -> Change:
    return beside(code, ANSWER, value)


def formula(code: str, column: int, text: str, result: object) -> Change:
    """A formula with its stored result."""

    def change(page: Page) -> None:
        page.cells.pop((page.rows[code], column), None)
        page.formulas[page.rows[code], column] = (text, result)

    return change


def without_row(code: str) -> Change:
    def change(page: Page) -> None:
        for position in [position for position in page.cells if position[0] == page.rows[code]]:
            del page.cells[position]

    return change


def without(row: int, *columns: int) -> Change:
    def change(page: Page) -> None:
        for column in columns:
            page.cells.pop((row, column), None)

    return change


def patched(name: str, members: Mapping[str, bytes | None], *flags: str) -> Build:
    """The good worksheet with some members of its package replaced, added, or (None) left out."""

    def build(folder: Path) -> tuple[Command, ...]:
        patch(write(folder, name, good()), members)
        return (check(name, *flags),)

    return build


# Worksheets of ours


def issued(
    name: str, change: Edit | None = None, flags: Iterable[str] = (), later: str = RUBRIC, text: str = RUBRIC
) -> Build:
    """A worksheet that rbtrack issued on the rubric of this `text` and that was filled in, changed by somebody; then
    checked, with the rubric as it is `later`."""

    def build(folder: Path) -> tuple[Command, ...]:
        given = {code: Answer(str(value).removesuffix(".0"), evidence="SK") for code, value in ANSWERS.items()}
        path = issuing.issue(folder / name, rubric(text), given, office=OFFICE)
        if change is not None:
            book = openpyxl.load_workbook(path)
            change(book)
            book.save(path)
        write_rubric(folder, later)
        return (("lke", "check", name, *flags),)

    return build


def issued_here(name: str, *edits: Edit, more: Sequence[Command] = (), last: Iterable[str] = ()) -> Build:
    """A worksheet that was issued from the database here with last year's answers in it, then changed by somebody and
    brought in: `more` comes before that, `last` are the flags that it is brought in with."""

    def build(folder: Path) -> tuple[Command, ...]:
        write_rubric(folder)
        address = str(folder / "data" / "rbtrack.db")
        create(address)
        with Workspace(address, "tester", "id", own_rubrics=folder / "data" / "rubrics") as workspace:
            with workspace.store.writing("tester") as writer:
                writer.add_office(OFFICE)
                kept = writer.use_rubric(rubric(), catalog.canonical(rubric()), catalog.digest(rubric()))
                given = {code: Answer(str(value).removesuffix(".0"), evidence="SK") for code, value in ANSWERS.items()}
                changes = tuple(merging.Change(code, EMPTY, answer) for code, answer in given.items())
                key = EvaluationKey(OFFICE.code, 2022, "lke-contoh", "self")
                writer.save_answers(key, kept, changes, action="lke.import", details={})
            sheet = export_worksheet(workspace, OFFICE.code, 2022, Selection())
        assert sheet.content is not None
        (folder / name).write_bytes(sheet.content)
        book = openpyxl.load_workbook(folder / name)
        for change in edits:
            change(book)
        book.save(folder / name)
        return (*more, ("lke", "import", name, *last))

    return build


def hidden_value(key: str, value: str) -> Edit:
    """Another value for a key of the hidden sheet."""

    def change(book: Workbook) -> None:
        sheet = book["_rbtrack"]
        row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == key)
        sheet.cell(row, 2).value = value

    return change
