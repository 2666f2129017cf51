"""Which columns of a table a screen can hold: those that can be spared go, the others are set below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from rbtrack.reports.table import NUMERIC, Column, Table

EASY_TEXT = 16
"""A wider column of text is wrapped to this width before other columns are made smaller."""

TIGHT_TEXT = 10
"""A column of text is wrapped to this width before a code is broken."""

LONG_CODE = 24
LONG_WORD = 14
"""A code and a word of a heading that are longer may be broken."""

BESIDE = 2
"""The space and the line beside every column."""

Positions = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ColumnBlock:
    """Columns side by side, by position, with the width of each.

    Where codes cannot be kept whole for lack of room, a width is only the least one, and that of texts and codes
    is 0: they become as small as they must.
    """

    positions: Positions
    widths: tuple[int, ...]
    has_room: bool


@dataclass(frozen=True, slots=True)
class Fitted:
    """The blocks in which a table is shown, and the positions of the columns that were left out."""

    blocks: tuple[ColumnBlock, ...]
    left_out: Positions = ()


def fit(table: Table, rows: Sequence[Sequence[str]], width: int) -> Fitted:
    """How to set `table`, whose cells are shown as `rows`, into `width`.

    Spare columns are left out from the right, only as many as it takes, but all figures together. What is still too
    wide is broken into blocks, each with the columns that name a row, where the table has such columns (`stub`).
    """
    easy = _widths(table, rows, EASY_TEXT)
    kept = list(range(len(table.columns)))
    spare = [position for position in kept if table.columns[position].spare]
    while spare and _total(kept, easy) > width:
        last = spare[-1]
        # Figures belong together: they are left out together.
        gone = [each for each in spare if each == last or _are_figures(table, each, last)]
        kept, spare = ([each for each in some if each not in gone] for some in (kept, spare))
    left_out = tuple(position for position in range(len(table.columns)) if position not in kept)
    blocks = (_block(block, table, rows, width) for block in _broken(kept, easy, table.stub, width))
    return Fitted(tuple(blocks), left_out)


def _are_figures(table: Table, *positions: int) -> bool:
    return all(table.columns[position].kind in NUMERIC for position in positions)


def indent(column: Column, depth: int) -> str:
    """The spaces before a text, by its depth in a tree."""
    return "  " * depth if column.kind == "text" else ""


def _widths(table: Table, rows: Sequence[Sequence[str]], text: int) -> list[int]:
    """The width of each column in which no figure, code or word of a heading is broken, and text wraps at `text`."""
    widths = []
    for position, column in enumerate(table.columns):
        longest = _longest(table, rows, position)
        if column.kind not in NUMERIC:
            longest = min(longest, LONG_CODE if column.kind in ("code", "answer") else text)
        heading = max(map(cell_len, column.title.split()), default=0)
        widths.append(max(longest, min(heading, LONG_WORD)))
    return widths


def _longest(table: Table, rows: Sequence[Sequence[str]], position: int) -> int:
    column = table.columns[position]
    cells = (indent(column, row.depth) + shown[position] for row, shown in zip(table.rows, rows, strict=True))
    return max(map(cell_len, cells), default=0)


def _block(positions: Positions, table: Table, rows: Sequence[Sequence[str]], width: int) -> ColumnBlock:
    for text in (EASY_TEXT, TIGHT_TEXT):
        least = _widths(table, rows, text)
        if _total(positions, least) <= width:
            wished = [max(_longest(table, rows, each), cell_len(table.columns[each].title)) for each in positions]
            return ColumnBlock(positions, _widened([least[each] for each in positions], wished, width), True)
    figures = tuple(least[each] if table.columns[each].kind in NUMERIC else 0 for each in positions)
    return ColumnBlock(positions, figures, False)


def _widened(least: Sequence[int], wished: Sequence[int], width: int) -> tuple[int, ...]:
    """The widths with the room that is left given to the columns that need more, those that need little first."""
    widths = list(least)
    room = width - sum(each + BESIDE for each in least)
    order = sorted(range(len(least)), key=lambda position: wished[position] - least[position])
    for count, position in enumerate(order):
        more = min(max(wished[position] - least[position], 0), room // (len(order) - count))
        widths[position] += more
        room -= more
    return tuple(widths)


def _broken(kept: Sequence[int], widths: Sequence[int], stub: int, width: int) -> list[Positions]:
    if not stub or _total(kept, widths) <= width:
        return [tuple(kept)]
    blocks, block = [], list(kept[:stub])
    for position in kept[stub:]:
        if len(block) > stub and _total([*block, position], widths) > width:
            blocks.append(tuple(block))
            block = list(kept[:stub])
        block.append(position)
    return [*blocks, tuple(block)]


def _total(positions: Sequence[int], widths: Sequence[int]) -> int:
    """The width of columns side by side, each with what the terminal's table draws beside it."""
    return sum(widths[position] + BESIDE for position in positions)
