"""What the formula beside an item makes of its answer: tried with every answer, and with other rows standing otherwise.

A formula is not read for what it looks like. It is calculated: for each letter of its own item, and for every value
of the other items that it looks at. So whatever it is written with, its points are those that the sheet would show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

from rbtrack.domain.evaluation import plain_words
from rbtrack.domain.numbers import from_cell
from rbtrack.xlsx.addresses import Position, a1, quoted_sheet
from rbtrack.xlsx.calculating import MOST_STEPS, Calculator, Probe, Value
from rbtrack.xlsx.cells import Sheet
from rbtrack.xlsx.formula_trees import ExcelError, Tree, UnknownFormulaError, tree_of

MOST_OTHERS = 6
"""A formula that looks at more cells of other items is not known: it would have to be tried too often."""

MOST_STEPS_TOGETHER = 2_000_000
"""Parts of formulas that are calculated for one worksheet; an official one of 151 items takes 50,000."""

MOST_CELLS_DEEP = 8
"""A formula may look at a cell with a formula, and that at another, so many times."""

MOST_SIGNS_TOGETHER = 500_000
"""Characters of formulas that are taken apart for one worksheet; an official one has 60,000."""

MOST_ZEROS = 20
"""What makes one item zero, the conditions of those items included that it looks at; official worksheets have four."""

_MOST_ROWS_DEEP = 20
_THIRD = Fraction(1, 3)

CellKey = tuple[str, Position]
"""A sheet, by its name in small letters, and a cell on it."""


@dataclass(frozen=True)
class AskedItem:
    """An item as formulas see it: where its answer and its figure stand, and what may be answered (`answers`, the
    best or highest one first)."""

    code: str
    sheet: Sheet
    answer: Position | None
    figure: Position | None
    answers: tuple[str | Fraction, ...]

    @cached_property
    def formula(self) -> str:
        return _formula(self.sheet, self.figure) if self.figure else ""


@dataclass(frozen=True)
class ZeroCondition:
    """That an item earns nothing, answered or not, where another one (`code`) is answered by one of `answers`. `known`
    are the words, as they are compared, that the formula of the other one asks for; `cell` is what the formula looks at."""

    code: str
    cell: str
    answers: tuple[str | Fraction, ...]
    known: frozenset[str]


@dataclass(frozen=True)
class FormulaMeaning:
    """What the formula of an item gives.

    `figures`: by answer, where all other items stand at their best. `compared`: the texts that it compares the answer
    with, in its order. `gates`: the items whose figure multiplies it. `zeros`: what makes it zero. `conditions`: the
    cells of other items on which it depends in any other way.
    """

    figures: Mapping[str | Fraction, Value]
    compared: tuple[str, ...]
    gates: tuple[str, ...]
    zeros: tuple[ZeroCondition, ...]
    conditions: tuple[str, ...]

    @property
    def uses_answer(self) -> bool:
        return len(set(self.figures.values())) > 1


class _OpenedError(Exception):
    """A formula looked at a cell of another item for which nothing is assumed yet."""

    def __init__(self, key: CellKey) -> None:
        self.key = key


@dataclass(frozen=True)
class _OtherCell:
    code: str
    kind: Literal["answer", "figure"]


Assumed = Mapping[CellKey, Value]


@dataclass
class ItemFormulas:
    """The formulas of all items of a worksheet. `sheets` are all that its formulas may look at."""

    sheets: Sequence[Sheet]
    items: Mapping[str, AskedItem]
    _others: dict[CellKey, _OtherCell] = field(default_factory=dict)
    _figures: dict[str, tuple[Fraction, ...]] = field(default_factory=dict)
    _steps: int = MOST_STEPS_TOGETHER
    _signs: int = MOST_SIGNS_TOGETHER
    _trees: dict[str, Tree] = field(default_factory=dict)
    _meanings: dict[str, FormulaMeaning | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for code, item in self.items.items():
            name = item.sheet.name.casefold()
            if item.answer:
                self._others[name, item.answer] = _OtherCell(code, "answer")
            if item.figure:
                self._others[name, item.figure] = _OtherCell(code, "figure")

    def meaning(self, code: str) -> FormulaMeaning:
        """What the formula of an item gives. Raises UnknownFormulaError where it holds something that is not known."""
        if code not in self._meanings:
            self._meanings[code] = None  # for a formula that looks at itself, by way of others
            self._meanings[code] = self._meaning(self.items[code])
        if (found := self._meanings[code]) is None:
            raise UnknownFormulaError("…")
        return found

    def _meaning(self, item: AskedItem) -> FormulaMeaning:
        compared = self._compared(item)
        answers = tuple(dict.fromkeys((*item.answers, *compared)))
        tried = [(answer, assumed, figure) for answer in answers for assumed, figure in self._tries(item, answer)]
        opened = list(dict.fromkeys(key for _answer, assumed, _figure in tried for key in assumed))
        best = {key: self._samples(key)[0] for key in opened}
        figures = {answer: self._calculated(item, answer, best) for answer in answers}
        zeros = {key: found for key in opened if (found := self._zero_samples(item, key, best, figures))}
        gates = [
            key
            for key in opened
            if self._others[key].kind == "figure"
            and key not in zeros
            and any(self._calculated(item, answer, {**best, key: Fraction(0)}) != figures[answer] for answer in answers)
        ]

        def is_explained(answer: str | Fraction, assumed: Assumed, figure: Value) -> bool:
            if any(assumed.get(key, best[key]) in found for key, found in zeros.items()):
                return _is_zero(figure)
            expected = figures[answer]
            for gate in gates:
                part, whole = assumed.get(gate, best[gate]), best[gate]
                if isinstance(expected, Fraction) and isinstance(part, Fraction) and isinstance(whole, Fraction):
                    expected = expected * part / whole
            return figure == expected

        odd = [(answer, assumed) for answer, assumed, figure in tried if not is_explained(answer, assumed, figure)]
        conditions = {key for _answer, assumed in odd for key, value in assumed.items() if value != best[key]} or {
            key for _answer, assumed in odd for key in assumed
        }
        understood: list[ZeroCondition] = []
        for key, zero in zeros.items():
            if key not in conditions:
                try:
                    understood += self._zero_conditions(key, zero, cell_name(item.sheet, key))
                except UnknownFormulaError:
                    conditions.add(key)
        if len(understood) > MOST_ZEROS:
            raise UnknownFormulaError("…")
        return FormulaMeaning(
            figures,
            compared,
            tuple(self._others[key].code for key in gates if key not in conditions),
            tuple(understood),
            tuple(cell_name(item.sheet, key) for key in opened if key in conditions),
        )

    def counts_blank(self, code: str) -> bool:
        """Whether the formula of an item gives a number although nothing is answered, so that a mean counts it."""
        item = self.items[code]
        with suppress(UnknownFormulaError):
            return bool(item.formula) and isinstance(
                self._at_best(item, None, lambda other: self._reached(other)[0]), Fraction
            )
        return False

    def of_group(
        self, sheet: Sheet, figure: Position, assumed: Mapping[CellKey, Value]
    ) -> tuple[Value, frozenset[CellKey]]:
        """What the formula of a group gives, where the cells of items hold what is assumed, and which of them it looks
        at. Raises UnknownFormulaError where it holds something that is not known."""
        trial = _Trial(self, AskedItem("", sheet, None, figure, ()), None, assumed)
        try:
            return trial.figure(), frozenset(trial.seen)
        finally:
            self._steps -= MOST_STEPS - trial.calculator.steps

    def cells_of(self, code: str) -> tuple[CellKey | None, CellKey | None]:
        """The cells of an item's answer and of its figure."""
        item = self.items[code]
        name = item.sheet.name.casefold()
        answer, figure = (None if position is None else (name, position) for position in (item.answer, item.figure))
        return answer, figure

    # What makes an item zero

    def _zero_samples(
        self, item: AskedItem, key: CellKey, best: Assumed, figures: Mapping[str | Fraction, Value]
    ) -> tuple[Value, ...]:
        """What another cell must hold for the item to be zero, answered or not; nothing where it changes the figure in
        any other way, or where a blank cell or anything but 0 in a figure makes it zero."""
        zero: list[Value] = []
        for sample in self._samples(key):
            assumed = {**best, key: sample}
            found = {answer: self._calculated(item, answer, assumed) for answer in figures}
            if all(map(_is_zero, (self._calculated(item, None, assumed), *found.values()))):
                zero.append(sample)
            elif found != figures:
                return ()
        is_known = zero == [0] if self._others[key].kind == "figure" else None not in zero
        return tuple(zero) if is_known and best[key] not in zero else ()

    def _zero_conditions(self, key: CellKey, zero: Sequence[Value], cell: str) -> Iterator[ZeroCondition]:
        """The answers with which another cell holds what makes an item zero. Raises UnknownFormulaError where they are
        not known."""
        other = self._others[key]
        if other.kind == "figure":
            yield from self._answers_for_nothing(other.code, cell)
            return
        yield ZeroCondition(other.code, cell, _as_answers(zero), self._known(other.code))

    def _answers_for_nothing(self, code: str, cell: str) -> Iterator[ZeroCondition]:
        """What makes the figure of an item zero: its own answers, what makes it zero, and what multiplies it by zero."""
        if not self.items[code].formula:
            raise UnknownFormulaError(cell)
        meaning = self.meaning(code)
        if meaning.conditions:
            raise UnknownFormulaError(cell)
        nothing = tuple(answer for answer, figure in meaning.figures.items() if _is_zero(figure))
        yield ZeroCondition(code, cell, nothing, self._known(code))
        for zero in meaning.zeros:
            yield replace(zero, cell=cell)
        for gate in meaning.gates:
            yield from self._answers_for_nothing(gate, cell)

    def _known(self, code: str) -> frozenset[str]:
        return frozenset(map(plain_words, self._compared(self.items[code])))

    # Trying

    def _tries(self, item: AskedItem, answer: str | Fraction) -> Iterator[tuple[Assumed, Value]]:
        """The figure for an answer, for everything that the other items looked at can stand at."""
        open_ones: list[Assumed] = [{}]
        while open_ones:
            assumed = open_ones.pop()
            try:
                figure = self._calculated(item, answer, assumed)
            except _OpenedError as opened:
                open_ones += [{**assumed, opened.key: sample} for sample in self._samples(opened.key)]
            else:
                yield assumed, figure

    def _calculated(self, item: AskedItem, answer: Value, assumed: Assumed) -> Value:
        if len(assumed) > MOST_OTHERS or self._steps < 0:
            raise UnknownFormulaError("…")
        trial = _Trial(self, item, answer, assumed)
        try:
            return trial.figure()
        finally:
            self._steps -= MOST_STEPS - trial.calculator.steps

    def _samples(self, key: CellKey) -> tuple[Value, ...]:
        """What a cell of another item can hold, its best first: every figure that its answers give; a third of the best
        tells multiplying from asking where they are only two."""
        other = self._others[key]
        item = self.items[other.code]
        if other.kind == "answer":
            return (*item.answers, *self._compared_safely(item), None)
        best, *lower = self._reached(other.code)
        return tuple(dict.fromkeys((best, best * _THIRD, *lower, Fraction(0))))

    def _reached(self, code: str, depth: int = 0) -> tuple[Fraction, ...]:
        """The figures above 0 that an item can reach, the highest first; one, where no formula says."""
        if code not in self._figures:
            item = self.items[code]
            self._figures[code] = (Fraction(1),)  # for a formula that looks at itself, by way of others
            if item.formula and depth < _MOST_ROWS_DEEP:
                self._figures[code] = tuple(sorted(self._calculated_of(item, depth), reverse=True)) or (Fraction(1),)
        return self._figures[code]

    def _calculated_of(self, item: AskedItem, depth: int) -> Iterator[Fraction]:
        """The figures above 0 that the answers of an item give, with the others at their best."""
        for answer in (*item.answers, *self._compared_safely(item)):
            with suppress(UnknownFormulaError):
                figure = self._at_best(item, answer, lambda code: self._reached(code, depth + 1)[0])
                if isinstance(figure, Fraction) and figure > 0:
                    yield figure

    def _compared(self, item: AskedItem) -> tuple[str, ...]:
        """The texts that a formula compares its own answer with."""
        if not item.formula or any(isinstance(answer, Fraction) for answer in item.answers):
            return ()
        seen: list[str] = []
        self._at_best(item, Probe(seen), lambda _code: Fraction(1))
        found: dict[str, str] = {}
        for text in seen:
            found.setdefault(plain_words(text), text)
        return tuple(found.values())

    def _at_best(self, item: AskedItem, answer: Value, best: Callable[[str], Fraction]) -> Value:
        """The figure for an answer, where the other items that its formula looks at stand at their best."""
        assumed: dict[CellKey, Value] = {}
        while True:
            try:
                return self._calculated(item, answer, assumed)
            except _OpenedError as opened:
                other = self._others[opened.key]
                answers = self.items[other.code].answers
                first = answers[0] if answers else None
                assumed[opened.key] = best(other.code) if other.kind == "figure" else first

    def _compared_safely(self, item: AskedItem) -> tuple[str, ...]:
        known = {plain_words(answer) for answer in item.answers if isinstance(answer, str)}
        try:
            return tuple(text for text in self._compared(item) if plain_words(text) not in known)
        except UnknownFormulaError:
            return ()

    def tree(self, formula: str) -> Tree:
        """A formula taken apart, within what is taken apart for one worksheet."""
        if formula not in self._trees:
            self._signs -= len(formula)
            if self._signs < 0:
                raise UnknownFormulaError("…")
            self._trees[formula] = tree_of(formula)
        return self._trees[formula]

    def other_cell(self, key: CellKey) -> _OtherCell | None:
        return self._others.get(key)

    def sheet(self, name: str) -> Sheet:
        for sheet in self.sheets:
            if sheet.name.casefold() == name.casefold():
                return sheet
        raise UnknownFormulaError(name)


@dataclass
class _Trial:
    """One calculation of the figure of an item, for an answer and assumed values of other items."""

    formulas: ItemFormulas
    item: AskedItem
    answer: Value
    assumed: Assumed
    depth: int = 0
    seen: set[CellKey] = field(default_factory=set)
    calculator: Calculator = field(init=False)
    here: Sheet = field(init=False)

    def __post_init__(self) -> None:
        self.here = self.item.sheet
        self.calculator = Calculator(self._cell)

    def figure(self) -> Value:
        try:
            return self.calculator.value(self.formulas.tree(self.item.formula))
        except RecursionError as error:
            raise UnknownFormulaError("…") from error

    def _cell(self, sheet_name: str, row: int, column: int) -> Value:
        sheet = self.formulas.sheet(sheet_name) if sheet_name else self.here
        position = row, column
        key = sheet.name.casefold(), position
        if sheet.name == self.item.sheet.name and position == self.item.answer:
            return self.answer
        if sheet.name == self.item.sheet.name and position == self.item.figure:
            raise UnknownFormulaError(a1(row, column))
        if self.formulas.other_cell(key) is not None:
            if key not in self.assumed:
                raise _OpenedError(key)
            self.seen.add(key)
            return self.assumed[key]
        formula = _formula(sheet, position)
        return self._of_formula(sheet, formula) if formula else _stored(sheet, position)

    def _of_formula(self, sheet: Sheet, formula: str) -> Value:
        """The value of a cell that is no item's but has a formula, such as a weight or a table of points."""
        if self.depth == MOST_CELLS_DEEP:
            raise UnknownFormulaError("…")
        before, self.here = self.here, sheet
        self.depth += 1
        value = self.calculator.value(self.formulas.tree(formula))
        self.here = before
        self.depth -= 1
        return Fraction(0) if value is None else value  # `=A1` gives 0 where A1 is blank


def _formula(sheet: Sheet, position: Position) -> str:
    return sheet.formulas.formula(position) if sheet.formulas else ""


def _stored(sheet: Sheet, position: Position) -> Value:
    """What stands in a cell without a formula."""
    if position in sheet.scan.errors:
        return ExcelError(sheet.scan.errors[position])
    value = sheet.value(*position)
    if isinstance(value, date):
        raise UnknownFormulaError(a1(*position))
    if isinstance(value, (str, bool)) or value is None:
        return value
    return Fraction(from_cell(float(value)))


def _is_zero(figure: Value) -> bool:
    """Whether a figure is the number 0: FALSE, which is equal to it, is left out of sums and counts."""
    return isinstance(figure, Fraction) and figure == 0


def _as_answers(samples: Iterable[Value]) -> tuple[str | Fraction, ...]:
    return tuple(sample for sample in samples if isinstance(sample, (str, Fraction)))


def cell_name(sheet: Sheet, key: CellKey) -> str:
    name, position = key
    return a1(*position) if name == sheet.name.casefold() else f"{quoted_sheet(name)}!{a1(*position)}"
