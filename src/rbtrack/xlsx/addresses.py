"""Names of cells and ranges, and the positions that they stand for: (row, column), counted from 1."""

from __future__ import annotations

import re
from functools import cache

Position = tuple[int, int]
"""Row and column of a cell, counted from 1."""

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")


def a1(row: int, column: int) -> str:
    """The name of a cell as Excel shows it: (10, 28) is AB10."""
    return f"{column_letters(column)}{row}"


@cache
def column_letters(column: int) -> str:
    """The letters of a column: 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """The number of a column: AB is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def position_of(reference: str) -> Position | None:
    """The position that a name like `AB10` stands for; None where a sheet has no such cell."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1].upper())
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


def quoted_sheet(name: str) -> str:
    """The name of a sheet as references write it."""
    return "'{}'".format(name.replace("'", "''"))


def corners_of(reference: str) -> tuple[Position, Position] | None:
    """The corners of a range such as A1:B3, or of a single cell; None where a sheet has no such range."""
    first, _colon, last = reference.partition(":")
    start, end = position_of(first), position_of(last or first)
    return (start, end) if start and end else None
