"""What the formula beside an item makes of its answer: tried with every answer, and with other rows standing otherwise.

A formula is not read for what it looks like. It is calculated: for each letter of its own item, and for every value
of the other items that it looks at. So whatever it is written with, its points are those that the sheet would show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from rbtrack.domain.evaluation import plain_words
from rbtrack.domain.numbers import from_cell
from rbtrack.xlsx.addresses import Position, a1, quoted_sheet
from rbtrack.xlsx.calculating import Calculator, Probe, Value
from rbtrack.xlsx.cells import Sheet
from rbtrack.xlsx.formula_trees import ExcelError, UnknownFormulaError, tree_of

MOST_TRIALS = 2_000
"""So many times the formula of one item is calculated; one that looks at more than a few other items is not known."""

MOST_CELLS_DEEP = 8
"""A formula may look at a cell with a formula, and that at another, so many times."""

_MOST_ROWS_DEEP = 20
_THIRD = Fraction(1, 3)

CellKey = tuple[str, Position]
"""A sheet, by its name in small letters, and a cell on it."""


@dataclass(frozen=True)
class AskedItem:
    """An item as formulas see it: where its answer and its figure stand, and what may be answered (`answers`, the
    best or highest one first)."""

    code: str
    weight: Fraction | None
    sheet: Sheet
    answer: Position | None
    figure: Position | None
    answers: tuple[str | Fraction, ...]

    @property
    def formula(self) -> str:
        return _formula(self.sheet, self.figure) if self.figure else ""


@dataclass(frozen=True)
class FormulaMeaning:
    """What the formula of an item gives.

    `figures`: by answer, where all other items stand at their best. `compared`: the texts that it compares the answer
    with, in its order. `gates`: the items whose figure multiplies it. `conditions`: the cells of other items on which
    it depends in any other way.
    """

    figures: Mapping[str | Fraction, Value]
    compared: tuple[str, ...]
    gates: tuple[str, ...]
    conditions: tuple[str, ...]

    @property
    def uses_answer(self) -> bool:
        return len(set(self.figures.values())) > 1


class _OpenedError(Exception):
    """A formula looked at a cell of another item for which nothing is assumed yet."""

    def __init__(self, key: CellKey) -> None:
        self.key = key
        super().__init__()


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
    _best: dict[str, Fraction] = field(default_factory=dict)
    _trials: int = 0

    def __post_init__(self) -> None:
        for code, item in self.items.items():
            name = item.sheet.name.casefold()
            if item.answer:
                self._others[name, item.answer] = _OtherCell(code, "answer")
            if item.figure:
                self._others[name, item.figure] = _OtherCell(code, "figure")

    def meaning(self, code: str) -> FormulaMeaning:
        """What the formula of an item gives. Raises UnknownFormulaError where it holds something that is not known."""
        item = self.items[code]
        self._trials = MOST_TRIALS
        compared = self._compared(item)
        answers = dict.fromkeys((*item.answers, *compared))
        tried = [(answer, assumed, figure) for answer in answers for assumed, figure in self._tries(item, answer)]
        opened = list(dict.fromkeys(key for _answer, assumed, _figure in tried for key in assumed))
        best = {key: self._samples(key)[0] for key in opened}
        figures = {answer: self._calculated(item, answer, best) for answer in answers}
        gates = [
            key
            for key in opened
            if self._others[key].kind == "figure"
            and any(self._calculated(item, answer, {**best, key: Fraction(0)}) != figures[answer] for answer in answers)
        ]

        def is_explained(answer: str | Fraction, assumed: Assumed, figure: Value) -> bool:
            expected = figures[answer]
            for gate in gates:
                part, whole = assumed.get(gate, best[gate]), best[gate]
                if isinstance(expected, Fraction) and isinstance(part, Fraction) and isinstance(whole, Fraction):
                    expected = expected * part / whole
            return figure == expected

        odd = [(answer, assumed) for answer, assumed, figure in tried if not is_explained(answer, assumed, figure)]
        conditions = {
            key for _answer, assumed in odd for key, value in assumed.items() if value != best[key]
        } or {key for _answer, assumed in odd for key in assumed}
        return FormulaMeaning(
            figures,
            compared,
            tuple(self._others[key].code for key in gates if key not in conditions),
            tuple(_cell_name(item.sheet, key) for key in opened if key in conditions),
        )

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
        self._trials -= 1
        if self._trials < 0:
            raise UnknownFormulaError("…")
        return _Trial(self, item, answer, assumed).figure()

    def _samples(self, key: CellKey) -> tuple[Value, ...]:
        """What a cell of another item can hold, its best first: a third of a figure tells multiplying from asking."""
        other = self._others[key]
        item = self.items[other.code]
        if other.kind == "answer":
            return (*item.answers, *self._compared_safely(item), None)
        best = self.best(other.code)
        return best, best * _THIRD, Fraction(0)

    def best(self, code: str, depth: int = 0) -> Fraction:
        """The highest figure that an item can reach."""
        if code not in self._best:
            item = self.items[code]
            plain = Fraction(1) if item.weight is None else item.weight
            self._best[code] = plain  # for a formula that looks at itself, by way of others
            if item.formula and depth < _MOST_ROWS_DEEP:
                self._best[code] = max(self._figures(item, depth), default=plain)
        return self._best[code]

    def _figures(self, item: AskedItem, depth: int) -> Iterator[Fraction]:
        """The figures above 0 that the answers of an item give, with the others at their best."""
        for answer in (*item.answers, *self._compared_safely(item)):
            assumed: dict[CellKey, Value] = {}
            for _time in range(_MOST_ROWS_DEEP):
                try:
                    figure = _Trial(self, item, answer, assumed).figure()
                except _OpenedError as opened:
                    other = self._others[opened.key]
                    is_figure = other.kind == "figure"
                    first = self.items[other.code].answers[0] if self.items[other.code].answers else None
                    assumed[opened.key] = self.best(other.code, depth + 1) if is_figure else first
                    continue
                except UnknownFormulaError:
                    break
                if isinstance(figure, Fraction) and figure > 0:
                    yield figure
                break

    def _compared(self, item: AskedItem) -> tuple[str, ...]:
        """The texts that a formula compares its own answer with."""
        if not item.formula or any(isinstance(answer, Fraction) for answer in item.answers):
            return ()
        seen: list[str] = []
        for _assumed, _figure in self._tries_of_probe(item, seen):
            pass
        found: dict[str, str] = {}
        for text in seen:
            found.setdefault(plain_words(text), text)
        return tuple(found.values())

    def _tries_of_probe(self, item: AskedItem, seen: list[str]) -> Iterator[tuple[Assumed, Value]]:
        """As `_tries`, for an answer that is none of those known, with the other items at their first sample."""
        assumed: dict[CellKey, Value] = {}
        for _time in range(_MOST_ROWS_DEEP):
            try:
                yield assumed, _Trial(self, item, Probe(seen), assumed).figure()
            except _OpenedError as opened:
                other = self.items[self._others[opened.key].code]
                is_figure = self._others[opened.key].kind == "figure"
                assumed[opened.key] = Fraction(1) if is_figure else next(iter(other.answers), None)
            else:
                return

    def _compared_safely(self, item: AskedItem) -> tuple[str, ...]:
        known = {plain_words(answer) for answer in item.answers if isinstance(answer, str)}
        try:
            return tuple(text for text in self._compared(item) if plain_words(text) not in known)
        except UnknownFormulaError:
            return ()

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
    calculator: Calculator = field(init=False)
    here: Sheet = field(init=False)

    def __post_init__(self) -> None:
        self.here = self.item.sheet
        self.calculator = Calculator(self._cell)

    def figure(self) -> Value:
        return self.calculator.value(tree_of(self.item.formula))

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
            return self.assumed[key]
        formula = _formula(sheet, position)
        return self._of_formula(sheet, formula) if formula else _stored(sheet, position)

    def _of_formula(self, sheet: Sheet, formula: str) -> Value:
        """The value of a cell that is no item's but has a formula, such as a weight or a table of points."""
        if self.depth == MOST_CELLS_DEEP:
            raise UnknownFormulaError("…")
        before, self.here = self.here, sheet
        self.depth += 1
        value = self.calculator.value(tree_of(formula))
        self.here = before
        self.depth -= 1
        return value


def _formula(sheet: Sheet, position: Position) -> str:
    return sheet.formulas.formula(position) if sheet.formulas else ""


def _stored(sheet: Sheet, position: Position) -> Value:
    """What stands in a cell without a formula."""
    if position in sheet.scan.errors:
        return ExcelError(sheet.scan.errors[position])
    value = sheet.value(*position)
    if isinstance(value, date):
        raise UnknownFormulaError(a1(*position))
    if isinstance(value, str) or isinstance(value, bool) or value is None:
        return value
    return Fraction(from_cell(float(value)))


def _cell_name(sheet: Sheet, key: CellKey) -> str:
    name, position = key
    return a1(*position) if name == sheet.name.casefold() else f"{quoted_sheet(name)}!{a1(*position)}"
