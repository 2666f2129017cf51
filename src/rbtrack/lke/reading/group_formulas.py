"""Whether the formulas of groups say no more than a rubric can: a mean or a sum of what stands below.

The formula of a group is calculated with every item below it at its best, and again for each answer that one of them
can have. Whatever it is written with, it must change as the mean or the sum changes, a factor apart (some worksheets show
a share of the weight where others show points).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain

from rbtrack.domain.rubric import Node
from rbtrack.lke.reading.item_formulas import CellKey, ItemFormulas, cell_name
from rbtrack.xlsx.addresses import Position
from rbtrack.xlsx.calculating import Value
from rbtrack.xlsx.cells import Sheet
from rbtrack.xlsx.formula_trees import Call, Signed, Tree, UnknownFormulaError

MOST_ROUNDED = Fraction(1, 100)
"""So much of a group's points may be lost by rounding, which many a worksheet does on the way."""

_COMPARED = frozenset(("=", "<>", "<", ">", "<=", ">="))
_CHOOSING = frozenset(("IF", "IFS", "SWITCH", "CHOOSE", "MIN", "MAX", "SUMIF", "SUMIFS", "COUNTIF", "COUNTIFS"))


@dataclass(frozen=True)
class _Answered:
    """An answer to an item, and the figure that its formula gives for it."""

    answer: Value
    figure: Fraction


@dataclass(frozen=True)
class GroupFormulas:
    """The formulas of the groups of a worksheet."""

    formulas: ItemFormulas

    def conditions(self, group: Node, sheet: Sheet, figure: Position) -> tuple[str, ...]:
        """The cells of items on which the figure of a group depends in another way than its mean or sum does. Raises
        UnknownFormulaError where it asks for something that is not known; a formula that asks for nothing may be
        unknown."""
        if (best := self._at_best(group)) is None:
            return ()
        try:
            return tuple(dict.fromkeys(self._odd_cells(group, sheet, figure, best)))
        except UnknownFormulaError:
            formula = sheet.formulas.formula(figure) if sheet.formulas else ""
            if _asks(self.formulas.tree(formula)):
                raise
            return ()

    def _odd_cells(self, group: Node, sheet: Sheet, figure: Position, best: Mapping[str, _Answered]) -> Iterator[str]:
        whole, seen = self.formulas.of_group(sheet, figure, self._everywhere(best))
        items = [item.code for item in group.walk() if item.is_item]
        odd: list[str] = []
        for codes in (*([code] for code in items), items):
            for changed in self._changes(codes, best):
                found, seen_then = self.formulas.of_group(sheet, figure, self._everywhere(changed))
                seen |= seen_then
                share = _points(group, changed, best) / _points(group, best, best)
                if not _same(_ratio(found, whole), share) and (len(codes) == 1 or not odd):
                    odd.append(codes[0])
        for code in odd:
            answer, own = self.formulas.cells_of(code)
            asked = answer if answer in seen else own
            assert asked is not None
            yield cell_name(sheet, asked)
        below = set(chain.from_iterable(map(self.formulas.cells_of, items)))
        yield from sorted(cell_name(sheet, cell) for cell in seen - below)

    def _changes(self, codes: Sequence[str], best: Mapping[str, _Answered]) -> Iterator[Mapping[str, _Answered]]:
        """The second best answers to these items, the third best and so on to the worst."""
        for place in range(1, max(len(self._answered[code]) for code in codes)):
            yield {**best, **{code: self._answered[code][min(place, len(self._answered[code]) - 1)] for code in codes}}

    def _at_best(self, group: Node) -> dict[str, _Answered] | None:
        """Every item at its best answer; None where that of one below the group is not known."""
        items = [item for item in group.walk() if item.is_item]
        if any(node.weight is None for node in group.walk() if not node.is_item) or not items:
            return None
        best = {code: answered[0] for code, answered in self._answered.items() if answered}
        return best if all(item.code in best and best[item.code].figure for item in items) else None

    def _everywhere(self, answered: Mapping[str, _Answered]) -> dict[CellKey, Value]:
        found: dict[CellKey, Value] = {}
        for code in self.formulas.items:
            answer, figure = self.formulas.cells_of(code)
            given = answered.get(code, _Answered(None, Fraction(0)))
            found.update({cell: value for cell, value in ((answer, given.answer), (figure, given.figure)) if cell})
        return found

    @cached_property
    def _answered(self) -> dict[str, list[_Answered]]:
        """What can be answered to each item, with what its formula gives for it, the best first."""
        found = {}
        for code, item in self.formulas.items.items():
            try:
                figures = self.formulas.meaning(code).figures if item.formula else {}
            except UnknownFormulaError:
                figures = {}
            pairs = [_Answered(answer, figure) for answer, figure in figures.items() if isinstance(figure, Fraction)]
            found[code] = sorted(pairs, key=lambda each: each.figure, reverse=True)
        return found


def _ratio(figure: Value, whole: Value) -> Fraction | None:
    return figure / whole if isinstance(figure, Fraction) and isinstance(whole, Fraction) and whole else None


def _same(one: Fraction | None, other: Fraction) -> bool:
    return one is not None and abs(one - other) <= MOST_ROUNDED


def _points(node: Node, answered: Mapping[str, _Answered], best: Mapping[str, _Answered]) -> Fraction:
    """What a rubric gives for a node where the figures of its items are these."""
    if node.is_item:
        reached = answered[node.code].figure
        return reached if node.weight is None else reached / best[node.code].figure * node.weight
    together = sum((_points(child, answered, best) for child in node.children), Fraction(0))
    return together / len(node.children) * (node.weight or 1) if node.takes_mean else together


def _asks(tree: Tree) -> bool:
    """Whether something in a formula depends on a comparison."""
    parts: list[Tree | None] = [tree]
    while parts:
        part = parts.pop()
        if isinstance(part, Call):
            if part.name in _CHOOSING:
                return True
            parts += part.arguments
        elif isinstance(part, Signed):
            if part.sign in _COMPARED:
                return True
            parts += part.operands
    return False
