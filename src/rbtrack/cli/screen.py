"""Which columns of a table a screen can hold: those that can be spared go, the others are set below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from rbtrack.reports.table import NUMERIC, Column, Table

TEXT_WIDTH = 24
"""A column of text is wrapped to as little before a screen is too narrow for the table."""

HEADING_WIDTH = 14
"""A longer word of a heading may be broken."""

CODE_WIDTH = 24
"""A code is not wrapped until it is longer."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Positions of columns, block by block, those that were left out, and the least width of each column.

    Texts may shrink (None); codes only where there is no room for them: figures are never broken.
    """

    blocks: tuple[tuple[int, ...], ...]
    widths: tuple[int | None, ...]
    left_out: tuple[int, ...] = ()


def fit(table: Table, rows: Sequence[Sequence[str]], width: int) -> Fitted:
    """How to set `table`, whose cells are shown as `rows`, into `width`.

    Spared columns go from the right, only as many as it takes. What is still too wide is broken into blocks, each
    with the columns that name a row, where the table has such columns (`stub`).
    """
    widths = [_narrowest(column, [row[position] for row in rows]) for position, column in enumerate(table.columns)]
    kept = list(range(len(widths)))
    spare = [position for position in kept if table.columns[position].spare]
    while spare and _total(kept, widths) > width:
        kept.remove(spare.pop())
    left_out = tuple(position for position in range(len(widths)) if position not in kept)
    blocks = _blocks(kept, widths, table.stub, width)
    has_room = all(_total(block, widths) <= width for block in blocks)
    kinds = NUMERIC | ({"code"} if has_room else set())
    least = (each if column.kind in kinds else None for each, column in zip(widths, table.columns, strict=True))
    return Fitted(blocks, tuple(least), left_out)


def _narrowest(column: Column, cells: Sequence[str]) -> int:
    """The least width that breaks no figure, no code and no word of the heading."""
    longest = max((cell_len(cell) for cell in cells), default=0)
    heading = max((cell_len(word) for word in column.title.split()), default=0)
    if column.kind in NUMERIC:
        return max(longest, min(heading, HEADING_WIDTH))
    return max(min(longest, CODE_WIDTH if column.kind == "code" else TEXT_WIDTH), min(heading, HEADING_WIDTH))


def _blocks(kept: Sequence[int], widths: Sequence[int], stub: int, width: int) -> tuple[tuple[int, ...], ...]:
    if not stub or _total(kept, widths) <= width:
        return (tuple(kept),)
    head, blocks, block = list(kept[:stub]), [], list(kept[:stub])
    for position in kept[stub:]:
        if len(block) > stub and _total([*block, position], widths) > width:
            blocks.append(tuple(block))
            block = list(head)
        block.append(position)
    return (*blocks, tuple(block))


def _total(positions: Sequence[int], widths: Sequence[int]) -> int:
    """The width of columns side by side, with a space between them."""
    return sum(widths[position] + 1 for position in positions)
