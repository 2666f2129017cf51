"""Every answer of a filled worksheet changed to every other one, as LibreOffice calculates it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Literal

import openpyxl

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import Scored, score
from rbtrack.domain.validating import validate
from rbtrack.lke.reading.collecting import WorksheetReading
from rbtrack.lke.reading.foreign import read_worktable
from rbtrack.lke.reading.layout import find_tables
from rbtrack.xlsx.addresses import Position, position_of
from rbtrack.xlsx.cells import open_workbook
from tests.answers import best_answers
from tests.libreoffice import Change, recalculated

INDEX = "index"


@dataclass(frozen=True)
class Flip:
    """One answer changed, the others as they were: what LibreOffice shows for each node and for the index, and what the
    rubric gives."""

    item: str
    answer: str | None
    shown: Mapping[str, str | float]
    scored: Scored

    def apart(self) -> Mapping[str, float]:
        """By how much each figure is another one in LibreOffice; nothing where all agree to a thousand-millionth."""
        found = {}
        for code, own in {
            **{node.node.code: node.stated for node in self.scored.walk()},
            INDEX: self.scored.points,
        }.items():
            shown = self.shown[code]
            difference = shown - float(own) if isinstance(shown, float) and own is not None else math.nan
            if not (abs(difference) < 1e-9 or (shown == "" and own is None)):
                found[code] = difference
        return found


@dataclass(frozen=True)
class _Block:
    """The table of one year, with its cells by node code."""

    rubric: Rubric
    reading: WorksheetReading
    answers: Mapping[str, Answer]
    formulas: Mapping[str, str]

    def cell(self, code: str) -> str:
        return self.reading.raw[code].place.cell or ""

    @cached_property
    def figures(self) -> Mapping[str, str]:
        """The cells of the figures, which stand in one column."""
        assert self.reading.total is not None
        found = {**self.reading.figures, INDEX: self.reading.total}
        return {code: figure.place.cell or "" for code, figure in found.items()}

    @cached_property
    def shown(self) -> str:
        ordered = sorted(self.figures.values(), key=_at)
        return f"{ordered[0]}:{ordered[-1]}"

    def words(self, code: str) -> Iterator[tuple[str | float, str]]:
        """What may be answered to an item, as its own formula knows it, each with the answer that it is."""
        scale = self.rubric.items[code].answer
        assert scale is not None
        if scale.ends is not None:
            low, high = scale.ends
            for number in (low, low + (high - low) / 3, high):
                yield round(float(number), 9), str(round(float(number), 9))
        for option in scale.offered:
            known = [name for name in option.names if f'"{name}"' in self.formulas[code]]
            assert known, (code, option.letter)
            yield from ((name, option.letter) for name in known)

    def by_node(self, cells: list[str | float]) -> Mapping[str, str | float]:
        first, _column = _at(self.shown.partition(":")[0])
        return {code: cells[_at(cell)[0] - first] for code, cell in self.figures.items()}


Start = Literal["filled in", "best"]
"""The answers from which each one is flipped: those that stand in the worksheet, or the best ones."""


def flips(
    path: Path,
    rubrics: Mapping[int, Rubric],
    folder: Path,
    start: Start,
    *,
    only_gates: bool = False,
    blanks: bool = False,
) -> Iterator[Flip]:
    """Every answer in the tables of these years flipped to each that it can be, and with `blanks` left blank; with
    `only_gates` those of items that decide over others or that others decide over."""
    changes: list[Change] = []
    expected = []
    for year, rubric in rubrics.items():
        block = _block(path, year, rubric)
        answers = block.answers if start == "filled in" else best_answers(rubric)
        changes += [Change(block.cell(code), _written(block, code, answer)) for code, answer in answers.items()]
        for code in _gates_and_gated(rubric) if only_gates else rubric.items:
            for written, answer in (*block.words(code), *([("", None)] if blanks else [])):
                changes.append(Change(block.cell(code), written, block.shown))
                expected.append((block, code, answer, {**answers, code: Answer(answer)}))
    found = recalculated(path, changes, folder)
    for cells, (block, code, answer, given) in zip(found, expected, strict=True):
        yield Flip(code, answer, block.by_node(cells), score(block.rubric, given))


def _gates_and_gated(rubric: Rubric) -> list[str]:
    gated = [item for item in rubric.items.values() if item.is_gated]
    by = {code for item in gated for code in (item.multiplied_by, *(zero.item for zero in item.zero_where))}
    return [code for code, item in rubric.items.items() if item.is_gated or code in by]


def _written(block: _Block, code: str, answer: Answer) -> str | float:
    """An answer as the formula of its item knows it."""
    if block.rubric.items[code].takes_number:
        return float(Fraction(answer.value or 0))
    return next(written for written, letter in block.words(code) if letter == answer.value)


def _block(path: Path, year: int, rubric: Rubric) -> _Block:
    table = next(table for table in find_tables(open_workbook(path)) if table.year == year)
    reading = read_worktable(table, rubric)
    answers, _problems = validate(rubric, reading.raw, reading.place, catalog.answer_words())
    assert set(reading.figures) == set(rubric.nodes)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    formulas = {code: str(sheet[figure.place.cell or ""].value) for code, figure in reading.figures.items()}
    return _Block(rubric, reading, answers, formulas)


def _at(cell: str) -> Position:
    found = position_of(cell)
    assert found is not None, cell
    return found
