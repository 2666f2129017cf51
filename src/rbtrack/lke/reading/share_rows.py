"""Finds the shares of a table that others laid out: rows whose answer is a formula over counts in the rows below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from rbtrack.domain.evaluation import as_text
from rbtrack.lke.reading.bands import TableBand
from rbtrack.lke.reading.outline import OutlineRow, outline
from rbtrack.lke.reading.shares import MOST_COUNTS, ShareRow, is_same
from rbtrack.xlsx.formula_trees import Call, CellRange, Signed, Tree, UnknownFormulaError, tree_of

MOST_BELOW = 20
"""The rows of counts below one share."""

MOST_SIGNS = 300
"""The characters of the formula of a share; those of official worksheets have about thirty."""

_TYPED = re.compile(r"\s*\d{1,9}\s*/\s*\d{1,9}\s*", re.ASCII)


def with_shares(band: TableBand) -> TableBand:
    """The table with its shares, whose counts are no rows of their own; none where its formulas were not read."""
    if band.sheet.formulas is None:
        return band
    found: dict[int, ShareRow] = {}
    rows = outline(band)
    last = 0
    for place, row in enumerate(rows):
        if row.number > last and (share := _share(band, row, rows[place + 1 : place + 1 + MOST_BELOW])) is not None:
            found[row.number] = share
            last = share.below[-1]
    return replace(band, shares=found)


def _share(band: TableBand, row: OutlineRow, following: Sequence[OutlineRow]) -> ShareRow | None:
    """The share in a row: a formula that reads counts below, or two counts that were typed over it."""
    below = [each.number for each in takewhile(_may_be_count, following)]
    tree, read = _formula(band, row.number, below)
    if not 2 <= len(read) <= MOST_COUNTS and not (below and _is_typed(row)):
        return None
    used = _all_used(band, read, below)
    # A row that is not made use of, and whose formula reads other rows below it, begins another share.
    below = list(takewhile(lambda each: used.issuperset(_formula(band, each, below)[1]), below))
    return (
        ShareRow(band.sheet, row.number, band.columns["answer"], tree, tuple(read), used, tuple(below))
        if below
        else None
    )


def _is_typed(row: OutlineRow) -> bool:
    value = row.value("answer")
    return isinstance(value, str) and _TYPED.fullmatch(value) is not None


def _may_be_count(row: OutlineRow) -> bool:
    """A row without a number that asks for no choice, and holds a number, or nothing."""
    value, choices = row.value("answer"), as_text(row.value("choices"))
    is_number = value is None or isinstance(value, float) or as_text(value).strip().isdecimal()
    return not row.code and is_number and "/" not in choices


def _all_used(band: TableBand, read: Sequence[int], below: Sequence[int]) -> frozenset[int]:
    """The rows that are read, and those that the formulas in them read."""
    used: set[int] = set()
    waiting = list(read)
    while waiting:
        row = waiting.pop()
        if row not in used:
            used.add(row)
            waiting += _formula(band, row, below)[1]
    return frozenset(used)


def _formula(band: TableBand, row: int, below: Sequence[int]) -> tuple[Tree | None, list[int]]:
    """The formula of a row's answer, None where it has none or one that is not known, and what it reads of `below`."""
    position, formulas = (row, band.columns["answer"]), band.sheet.formulas
    if formulas is None or not below or not 0 < formulas.signs(position) <= MOST_SIGNS:
        return None, []
    tree = _tree(formulas.formula(position))
    if tree is None:
        return None, []
    ranges = [each for each in _ranges(tree) if is_same(each.sheet, band.sheet)]
    return tree, [each for each in below if any(_holds(cells, each, position[1]) for cells in ranges)]


@lru_cache(maxsize=4096)
def _tree(formula: str) -> Tree | None:
    """A formula taken apart, once: it is asked for every share that may stand above it."""
    try:
        return tree_of(formula)
    except UnknownFormulaError:
        return None


def _holds(cells: CellRange, row: int, column: int) -> bool:
    return cells.first[0] <= row <= cells.last[0] and cells.first[1] <= column <= cells.last[1]


def _ranges(tree: Tree) -> Iterator[CellRange]:
    waiting: list[Tree | None] = [tree]
    while waiting:
        each = waiting.pop()
        if isinstance(each, CellRange):
            yield each
        elif isinstance(each, Signed):
            waiting += each.operands
        elif isinstance(each, Call):
            waiting += each.arguments
