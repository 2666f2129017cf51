"""A share in a worksheet that others laid out: a formula that makes it of the counts in the rows below.

Which count is which is not taken from their labels or their order: the formula is calculated with counts made up, and
must be the rule of the item for one way alone of telling them apart. Each of the two may be a sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from rbtrack.domain.kinds import RatioScale
from rbtrack.xlsx.addresses import a1
from rbtrack.xlsx.calculating import Calculator, Value
from rbtrack.xlsx.cells import Sheet
from rbtrack.xlsx.formula_trees import Tree, UnknownFormulaError

MOST_COUNTS = 6
"""A share of more counts is not known: it would have to be tried too often."""

_TRIES = (
    (3, 7, 11, 2, 19, 5),
    (13, 4, 6, 17, 9, 23),
    (5, 29, 3, 12, 8, 41),
    (31, 2, 7, 10, 25, 14),
    (1, 1, 2, 3, 5, 8),
)
"""Counts made up, for as many rows as there may be; each of the first two is once the larger one."""


@dataclass(frozen=True)
class ShareRow:
    """A share: its row, what its formula reads in the rows `below` it (`read`), and all rows that the share is made of
    (`used`). Without a formula (`tree`) two counts were typed into it."""

    sheet: Sheet
    row: int
    column: int
    tree: Tree | None
    read: tuple[int, ...]
    used: frozenset[int]
    below: tuple[int, ...]

    def sides(self, scale: RatioScale) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
        """The rows whose sums are the first and the second count of `scale`; None where the formula is not its rule, or
        is it in more than one way."""
        found = []
        tries = [dict(zip(self.read, numbers, strict=False)) for numbers in _TRIES]
        results = [self._calculated(each) for each in tries]
        for parts in product(((False, False), (True, False), (False, True), (True, True)), repeat=len(self.read)):
            first, second = (
                tuple(row for row, part in zip(self.read, parts, strict=True) if part[side]) for side in (0, 1)
            )
            is_rule = (
                first
                and second
                and all(
                    _is_share(scale, result, sum(each[row] for row in first), sum(each[row] for row in second))
                    for each, result in zip(tries, results, strict=True)
                )
            )
            if is_rule:
                found.append((first, second))
        return found[0] if len(found) == 1 else None

    def _calculated(self, counts: Mapping[int, int]) -> Value:
        def cell(sheet: str, row: int, column: int) -> Value:
            if column == self.column and row in counts and is_same(sheet, self.sheet):
                return Fraction(counts[row])
            other = self.sheet.value(row, column) if is_same(sheet, self.sheet) else None
            if not isinstance(other, str):
                raise UnknownFormulaError(a1(row, column))  # a figure that is no count below the share
            return other

        try:
            return Calculator(cell).value(self.tree)
        except UnknownFormulaError:
            return None


def is_same(name: str, sheet: Sheet) -> bool:
    return name.casefold() in ("", sheet.name.casefold())


def _is_share(scale: RatioScale, result: Value, first: int, second: int) -> bool:
    """Whether a formula gives what the rule does, whether or not it keeps to 0 and 1."""
    if not isinstance(result, Fraction):
        return False
    unbounded = Fraction(first - second, first) if scale.rule == "decrease" else Fraction(first, second)
    return result in (unbounded, scale.share(f"{first}/{second}"))
