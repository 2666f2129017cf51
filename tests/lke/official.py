"""Writes an LKE as the ministry lays it out: one table a year side by side, live formulas, figures stored with them.

Text is written as text, whatever it begins with, so that no foreign word becomes a formula.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import xlsxwriter

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer, Office
from rbtrack.domain.kinds import ChoiceScale, NumberScale, Option
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.domain.scoring import Scored, ScoredNode, score
from rbtrack.sample import BPS, published_answers
from rbtrack.xlsx.addresses import a1

SHEET = "LKE"
HEADING_ROW = 6
FIRST_COLUMN = 2
_RIGHT_OF_LABELS = ("Bobot", "Pilihan Jawaban", "Jawaban", "Nilai", "%", "Catatan")


@dataclass(frozen=True, slots=True)
class YearTable:
    """One year of a worksheet, with the scores whose answers it shows."""

    year: int
    scored: Scored


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where one table stands: labels by depth from `first`, the text of the deepest at `text`."""

    first: int
    text: int

    @property
    def weight(self) -> int:
        return self.text + 1

    @property
    def choices(self) -> int:
        return self.text + 2

    @property
    def answer(self) -> int:
        return self.text + 3

    @property
    def value(self) -> int:
        return self.text + 4

    @property
    def percent(self) -> int:
        return self.text + 5

    @property
    def note(self) -> int:
        return self.text + 6


def write_worksheet(path: Path, rubric: Rubric, office: Office, tables: Sequence[YearTable]) -> None:
    """Write the worksheet of `office`, filled with the answers of every table, to `path`."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": f"LKE {rubric.name}", "subject": office.name})
        _Writer(book, rubric, office).write(tables)


class _Writer:
    def __init__(self, book: Any, rubric: Rubric, office: Office) -> None:
        self.rubric = rubric
        self.office = office
        self.sheet = book.add_worksheet(SHEET)
        self.depth = max(_depth(root) for root in rubric.roots)
        self.rows = dict(_rows(rubric))
        base = {"font_name": "Calibri", "font_size": 10, "valign": "top", "text_wrap": True}
        edge = {**base, "border": 1, "border_color": "#9AA5B1"}
        self.formats = {
            "title": book.add_format({**base, "text_wrap": False, "bold": True, "font_size": 13}),
            "plain": book.add_format({**base, "text_wrap": False}),
            "heading": book.add_format({**edge, "bold": True, "bg_color": "#1F4E79", "font_color": "white"}),
            "item": book.add_format(edge),
            "number": book.add_format({**edge, "num_format": "0.00", "align": "right"}),
            "percent": book.add_format({**edge, "num_format": "0.00%", "align": "right"}),
            "answer": book.add_format({**edge, "bg_color": "#FFF8DC", "align": "center"}),
        }
        for level, colour in enumerate(("#9DC3E6", "#C5DCF0", "#E4EFF8")):
            shade = {**edge, "bold": True, "bg_color": colour}
            self.formats[f"level{level}"] = book.add_format(shade)
            self.formats[f"level{level}number"] = book.add_format({**shade, "num_format": "0.00", "align": "right"})
            self.formats[f"level{level}percent"] = book.add_format({**shade, "num_format": "0.00%", "align": "right"})

    def write(self, tables: Sequence[YearTable]) -> None:
        self._text(1, FIRST_COLUMN, "LEMBAR KERJA EVALUASI REFORMASI BIROKRASI", "title")
        for row, label, value in ((2, "INSTANSI :", self.office.name), (3, "TAHUN :", str(tables[0].year))):
            self._text(row, FIRST_COLUMN, label, "plain")
            self._text(row, FIRST_COLUMN + self.depth, value, "plain")
        first = FIRST_COLUMN
        for table in tables:
            columns = _Columns(first, first + self.depth)
            self._write_table(table, columns)
            first = columns.note + 2
        self.sheet.freeze_panes(HEADING_ROW, 0)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(HEADING_ROW - 1)
        self.sheet.set_column(0, 0, 2)

    def _write_table(self, table: YearTable, columns: _Columns) -> None:
        self._text(HEADING_ROW - 1, columns.first, f"PENILAIAN TAHUN {table.year}", "title")
        for column in range(columns.first, columns.note + 1):
            self.sheet.write_blank(HEADING_ROW - 1, column - 1, None, self.formats["heading"])
        ends = (HEADING_ROW - 1, columns.first - 1, HEADING_ROW - 1, columns.text - 1)
        self.sheet.merge_range(*ends, "PENILAIAN", self.formats["heading"])
        for offset, heading in enumerate(_RIGHT_OF_LABELS):
            self._text(HEADING_ROW, columns.weight + offset, heading, "heading")
        for node in table.scored.walk():
            self._write_node(node, columns)
        self._write_total(table.scored, columns)
        self.sheet.set_column(columns.first - 1, columns.text - 2, 3.5)
        for column, width in zip(range(columns.text, columns.note + 1), (46, 8, 17, 14, 9, 10, 34), strict=True):
            self.sheet.set_column(column - 1, column - 1, width)

    def _write_node(self, scored: ScoredNode, columns: _Columns) -> None:
        node, row = scored.node, self.rows[scored.node.code]
        level = node.code.count(".")
        shade = "item" if node.is_item else f"level{min(level, 2)}"
        for column in range(columns.first, columns.note + 1):
            self.sheet.write_blank(row - 1, column - 1, None, self.formats[shade])
        self._text(row, columns.first + level, node.code.rsplit(".", 1)[-1] + ".", shade)
        label_column = columns.text if node.is_item and node.weight is None else columns.first + level + 1
        if label_column < columns.text:
            self.sheet.merge_range(
                row - 1, label_column - 1, row - 1, columns.text - 1, _label(node), self.formats[shade]
            )
        else:
            self._text(row, label_column, _label(node), shade)
        if node.weight is not None:
            number = "number" if node.is_item else f"{shade}number"
            self.sheet.write_number(row - 1, columns.weight - 1, float(node.weight), self.formats[number])
        self._formula(
            row,
            columns.value,
            self._value_formula(node, columns),
            scored.stated,
            "number" if node.is_item else f"{shade}number",
        )
        if node.weight is not None:
            value, weight = a1(row, columns.value), a1(row, columns.weight)
            share = None if scored.percent is None else scored.percent / 100
            self._formula(
                row,
                columns.percent,
                f'=IF({value}="","",{value}/{weight})',
                share,
                "percent" if node.is_item else f"{shade}percent",
            )
        if node.is_item:
            self._write_item(scored, row, columns)

    def _write_item(self, scored: ScoredNode, row: int, columns: _Columns) -> None:
        scale = scored.node.answer
        self._text(row, columns.choices, _printed_options(scored.node), "item")
        if isinstance(scale, NumberScale) and scored.answer.value is not None:
            self.sheet.write_number(row - 1, columns.answer - 1, float(scored.answer.value), self.formats["answer"])
        else:
            self._text(row, columns.answer, scored.answer.value or "", "answer")
        if isinstance(scale, ChoiceScale):
            letters = [option.letter for option in scale.options]
            self.sheet.data_validation(
                row - 1, columns.answer - 1, row - 1, columns.answer - 1, {"validate": "list", "source": letters}
            )
        self._text(row, columns.note, scored.answer.note, "item")

    def _write_total(self, scored: Scored, columns: _Columns) -> None:
        row = max(self.rows.values()) + 2
        roots = ",".join(a1(self.rows[root.code], columns.value) for root in self.rubric.roots)
        self._text(row, columns.first, "NILAI EVALUASI REFORMASI BIROKRASI", "title")
        self._formula(row, columns.value, f'=IF(COUNT({roots})=0,"",SUM({roots}))', scored.points, "level0number")

    def _value_formula(self, node: Node, columns: _Columns) -> str:
        if node.is_item:
            return self._item_formula(node, columns)
        below = [a1(self.rows[child.code], columns.value) for child in node.children]
        cells = f"{below[0]}:{below[-1]}" if node.takes_mean else ",".join(below)
        if not node.takes_mean:
            return f'=IF(COUNT({cells})=0,"",SUM({cells}))'
        weight = a1(self.rows[node.code], columns.weight)
        return f'=IF(COUNT({cells})=0,"",SUM({cells})/COUNT({cells})*{weight})'

    def _item_formula(self, node: Node, columns: _Columns) -> str:
        row = self.rows[node.code]
        answer, weight = a1(row, columns.answer), a1(row, columns.weight)
        gate = a1(self.rows[node.multiplied_by], columns.value) if node.multiplied_by else None
        zero = [
            f'{a1(self.rows[each.item], columns.answer)}="{letter}"'
            for each in node.zero_where
            for letter in each.answers
        ]
        if isinstance(node.answer, ChoiceScale):
            share = _choice_formula(answer, node.answer.options)
        else:
            assert isinstance(node.answer, NumberScale), node.code
            share = f"{answer}/{_exact(node.answer.maximum)}"
        value = share if node.weight is None else f"{share}*{weight}"
        left = f'IF({answer}="","",{value})' if gate is None else f'IF(OR({answer}="",{gate}=""),"",{value}*{gate})'
        return f"=IF(OR({','.join(zero)}),0,{left})" if zero else f"={left}"

    def _text(self, row: int, column: int, text: str, style: str) -> None:
        self.sheet.write_string(row - 1, column - 1, text, self.formats[style])

    def _formula(self, row: int, column: int, formula: str, value: Fraction | None, style: str) -> None:
        stored = "" if value is None else float(value)
        self.sheet.write_formula(row - 1, column - 1, formula, self.formats[style], stored)


def _depth(node: Node) -> int:
    return 1 + max((_depth(child) for child in node.children), default=0)


def _rows(rubric: Rubric) -> Iterator[tuple[str, int]]:
    """The row of every node, one after the other below the headings."""
    for row, node in enumerate(rubric.walk(), start=HEADING_ROW + 1):
        yield node.code, row


def _label(node: Node) -> str:
    if node.weight is None:
        return node.name
    weight = f"{float(node.weight):g}".replace(".", ",")
    return f"{node.name} ({weight})"


def _printed_options(node: Node) -> str:
    if isinstance(node.answer, ChoiceScale):
        return "/".join(option.letter for option in node.answer.options)
    assert isinstance(node.answer, NumberScale), node.code
    return f"{float(node.answer.minimum):g}-{float(node.answer.maximum):g}"


def _choice_formula(answer: str, options: tuple[Option, ...]) -> str:
    formula = '""'
    for option in reversed(options):
        letter = option.letter.replace('"', '""')
        formula = f'IF({answer}="{letter}",{_exact(option.share)},{formula})'
    return formula


def _exact(number: Fraction) -> str:
    return f"({number})" if number.denominator > 1 else str(number)


def write_sample_worksheet(path: Path) -> None:
    """The worksheet of BPS with 2015 and 2014 side by side, as the ministry lays it out, each with its own formulas."""
    rubrics = {2015: catalog.shipped_rubric("rb-2014"), 2014: catalog.shipped_rubric("rb-2014-awal")}
    tables = [YearTable(year, score(rubric, sample_answers(year))) for year, rubric in rubrics.items()]
    write_worksheet(path, rubrics[2015], BPS, tables)


def sample_answers(year: int) -> dict[str, Answer]:
    """The published answers of BPS for 2014 or 2015, and one note."""
    answers = published_answers(year)
    note = "Contoh catatan: SK tim terlampir (sample note)"
    return {**answers, "A.I.1.a": Answer(answers["A.I.1.a"].value, note=note)}
