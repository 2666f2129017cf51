"""Small sheets written out in tests, in memory, and what is read of them. All that these tests import of the reading
of worksheets is imported here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from rbtrack.domain.evaluation import RawValue
from rbtrack.domain.kinds import AnswerScale, ChoiceScale, NumberScale, Option, RatioScale
from rbtrack.domain.rubric import Node, Rubric, Years
from rbtrack.domain.tiers import Tier
from rbtrack.errors import Place, Problem, WorkbookError
from rbtrack.lke.identity import Hidden, Identity, hidden_rows
from rbtrack.lke.reading.answer_table import StatedFigure
from rbtrack.lke.reading.bands import TableBand, find_bands
from rbtrack.lke.reading.collecting import WorksheetReading
from rbtrack.lke.reading.foreign import read_worktable
from rbtrack.lke.reading.headings import ColumnHeading, heading_of
from rbtrack.lke.reading.issued import read_issued
from rbtrack.lke.reading.labels import listed_options, name_alone, plain_label, plain_text, printed_range
from rbtrack.lke.reading.layout import WorkTable, find_offices, find_tables, year_doubts
from rbtrack.lke.reading.numbering import Kind, leading_number, number_of, place, values_of, written
from rbtrack.lke.reading.outline import OutlineRow, outline
from rbtrack.lke.reading.rubric_draft import Draft, differing, draft_rubric
from rbtrack.lke.reading.titles import instrument_over
from rbtrack.lke.reading.wordings import settle
from rbtrack.xlsx.addresses import Position, position_of
from rbtrack.xlsx.cell_formulas import Formulas
from rbtrack.xlsx.cells import Sheet, Workbook
from rbtrack.xlsx.drop_downs import DropDowns
from rbtrack.xlsx.guard import Package
from rbtrack.xlsx.scanning import Scan

__all__ = [
    "ChoiceScale", "ColumnHeading", "Draft", "Formulas", "Hidden", "Identity", "Kind", "Node", "NumberScale",
    "Option", "OutlineRow", "Place", "Problem", "RatioScale", "RawValue", "Rubric", "Sheet", "StatedFigure",
    "TableBand", "Tier", "WorkTable", "Workbook", "WorkbookError", "WorksheetReading", "differing", "draft_rubric",
    "find_bands", "find_offices", "find_tables", "heading_of", "hidden_rows", "instrument_over", "leading_number",
    "listed_options", "name_alone", "number_of", "outline", "place", "plain_label", "plain_text", "printed_range",
    "read_issued", "read_worktable", "settle", "values_of", "written", "year_doubts",
]  # fmt: skip

FILE = "lke.xlsx"


# Rubrics


def choice(letters: str, *aliases: str) -> ChoiceScale:
    """`A/B/C`: the first earns everything, the last nothing; `aliases` are other words for the letters, in order."""
    words = letters.split("/")
    last = len(words) - 1
    more = [*((alias,) for alias in aliases), *[()] * len(words)]
    options = tuple(Option(word, Fraction(last - place, last), more[place]) for place, word in enumerate(words))
    return ChoiceScale(letters, options)


ANSWERS: Mapping[str, AnswerScale] = {
    "abc": choice("A/B/C"),
    "abcd": choice("A/B/C/D"),
    "ya": choice("Ya/Tidak", "Y", "T"),
    "100": NumberScale(Fraction(0), Fraction(100)),
    "4": NumberScale(Fraction(0), Fraction(4)),
    "ratio": RatioScale("part", ("ditindaklanjuti", "rekomendasi")),
}


def rubric_of(text: str) -> Rubric:
    """A rubric, a node a line: `code | name | weight or nothing | kind of answer, of an item`."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    below: dict[str, list[list[str]]] = {}
    for line in lines:
        below.setdefault(line[0].rpartition(".")[0], []).append(line)

    def node(line: list[str]) -> Node:
        code, name, weight, answer = [*line, "", ""][:4]
        children = tuple(node(child) for child in below.get(code, []))
        return Node(code, name, Fraction(weight) if weight else None, children, ANSWERS[answer] if answer else None)

    roots = tuple(node(line) for line in below[""])
    years = Years(2010, None)
    return Rubric("made-up", "1", "Made up", "rb", "none", years, "unit", "skip", "unverified", "for a test", roots)


# Sheets


def cell_of(text: str) -> RawValue:
    """What `text` writes into a cell: nothing, a number after `=`, else itself."""
    text = text.strip()
    return float(text[1:]) if text.startswith("=") else text or None


def rows_of(text: str) -> list[list[RawValue]]:
    """The rows of a sheet, a line each, cells parted by `|`."""
    return [[cell_of(cell) for cell in line.split("|")] for line in text.strip("\n").splitlines()]


def positions(*references: str) -> frozenset[Position]:
    return frozenset(found for reference in references if (found := position_of(reference)) is not None)


def sheet_of(
    rows: str | Sequence[Sequence[RawValue]],
    *,
    name: str = "LKE",
    merged: Iterable[str] = (),
    formulas: Iterable[str] = (),
    uncomputed: Iterable[str] = (),
    errors: Mapping[str, str] | None = None,
) -> Sheet:
    """A sheet; what is merged, and which cells hold formulas, formulas without a result, and errors, by their names."""
    ranges = []
    for each in merged:
        first, _colon, last = each.partition(":")
        corners = position_of(first), position_of(last)
        assert corners[0] is not None
        assert corners[1] is not None
        ranges.append((corners[0], corners[1]))
    wrong = {found: text for cell, text in (errors or {}).items() if (found := position_of(cell)) is not None}
    scan = Scan(positions(*formulas), positions(*uncomputed), wrong)
    return Sheet(FILE, name, rows_of(rows) if isinstance(rows, str) else rows, tuple(ranges), scan)


def book_of(*sheets: Sheet) -> Workbook:
    return Workbook(Package(FILE, b"", "", {}, ()), sheets)


def bands_of(*sheets: Sheet) -> tuple[TableBand, ...]:
    return tuple(band for sheet in sheets for band in find_bands(sheet))


def table_of(*sheets: Sheet) -> WorkTable:
    """The one table of some sheets, which together are one worksheet."""
    return WorkTable(bands_of(*sheets), 2021, None)


def read(rubric: Rubric, *sheets: Sheet) -> WorksheetReading:
    return read_worktable(table_of(*sheets), rubric)


def answers(reading: WorksheetReading) -> dict[str, RawValue]:
    """The raw answer of each item that has a row; None where its cell is blank."""
    return {code: raw.value for code, raw in reading.raw.items()}


# Problems


def error(code: str, cell: str | None, item: str | None = None, value: str | None = None, /, **more: object) -> Problem:
    """An error at a cell of the sheet LKE (`Sheet!A1` of another)."""
    return Problem(code, "error", at(cell), item, value, more)


def warning(
    code: str, cell: str | None, item: str | None = None, value: str | None = None, /, **more: object
) -> Problem:
    return Problem(code, "warning", at(cell), item, value, more)


def at(cell: str | None) -> Place:
    sheet, _mark, name = (cell or "").rpartition("!")
    return Place(FILE, sheet or "LKE", name or None)


def codes(problems: Iterable[Problem]) -> list[tuple[str, str | None]]:
    """Each problem as its code and cell."""
    return [(problem.code, problem.place.cell) for problem in problems]


# Rubrics out of worksheets


def draft_of(
    known: Sequence[ChoiceScale],
    sheets: Sequence[Sheet],
    formulas: Mapping[str, str],
    offered: Mapping[str, str],
    *,
    accept_unread: bool = False,
) -> Draft:
    """The draft of a worksheet, with its formulas and drop-down lists (`A,B,C`) by the names of their cells: `G4` on
    every sheet, `2!G4` on the sheet 2."""
    with_formulas = [replace(sheet, formulas=_formulas_of(sheet, formulas, offered)) for sheet in sheets]
    (table,) = find_tables(book_of(*with_formulas))
    return draft_rubric(table, known, with_formulas, accept_unread=accept_unread)


def _formulas_of(sheet: Sheet, formulas: Mapping[str, str], offered: Mapping[str, str]) -> Formulas:
    written = {position: formula for cell, formula in formulas.items() if (position := _on(sheet, cell))}
    lists = [(at, at, tuple(words.split(","))) for cell, words in offered.items() if (at := _on(sheet, cell))]
    return Formulas(written, drop_downs=DropDowns(lists))


def _on(sheet: Sheet, cell: str) -> Position | None:
    name, _mark, reference = cell.rpartition("!")
    return position_of(reference) if name in ("", sheet.name) else None
