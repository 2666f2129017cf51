"""Many cells in few words: `J10:J14`, `J20`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

MOST_RANGES = 12
"""More ranges of cells are not named in one sentence; a marked copy shows all of them."""

_CELL = re.compile(r"([A-Z]+)([0-9]+)")


def ranges(cells: Iterable[str]) -> tuple[str, ...]:
    """The names of the cells, by column and row; cells that follow each other downwards become one range."""
    columns: dict[str, list[int]] = {}
    for cell in cells:
        if match := _CELL.fullmatch(cell):
            columns.setdefault(match[1], []).append(int(match[2]))
    words: list[str] = []
    for column in sorted(columns, key=lambda letters: (len(letters), letters)):
        for _offset, group in groupby(enumerate(sorted(set(columns[column]))), key=lambda pair: pair[1] - pair[0]):
            rows = [row for _position, row in group]
            first, last = f"{column}{rows[0]}", f"{column}{rows[-1]}"
            words.append(first if first == last else f"{first}:{last}")
    return tuple(words)


def first_ranges(cells: Iterable[str]) -> tuple[str, ...]:
    """The same as far as one sentence can name them; "…" stands for the others."""
    found = ranges(cells)
    return (*found[:MOST_RANGES], "…") if len(found) > MOST_RANGES else found
