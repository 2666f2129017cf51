"""Formulas that many cells share: written out in one cell, they read a little differently in each of the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rbtrack.xlsx.addresses import LAST_COLUMN, LAST_ROW, column_letters, column_number

_PIECE = re.compile(
    r"""
      "(?:[^"]|"")*"?                                                 # a text
    | '(?:[^']|'')*'?                                                 # the name of a sheet
    | \[[^\]]*\]?                                                     # another workbook, or a column of a table
    | (?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w.$\\(!])    # whole columns: A:C
    | (?P<rows>\$?[1-9][0-9]{0,6}:\$?[1-9][0-9]{0,6})(?![\w.$\\(!])   # whole rows: 1:3
    | (?P<cell>\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6})(?![\w.$\\(!])      # a cell
    | [\w.$\\]+                                                       # a function, a name, a number
    """,
    re.VERBOSE,
)
_PART = re.compile(r"(\$?)(?:([A-Za-z]+)|([0-9]+))")
_OUTSIDE = "#REF!"
"""What Excel writes for a reference that would lead out of the sheet."""


@dataclass(frozen=True, slots=True)
class _Reference:
    """A cell, whole rows or whole columns, as they stand in a formula: which of their parts stay where they are (`$`),
    and the column or row that each part names."""

    parts: tuple[tuple[bool, str, int], ...]
    joint: str

    def moved(self, rows: int, columns: int) -> str:
        shifted = [_shifted(part, rows, columns) for part in self.parts]
        return self.joint.join(shifted) if all(shifted) else _OUTSIDE


def moved(formula: str, rows: int, columns: int) -> str:
    """`formula` as it reads so many rows further down and columns further right: references without `$` go along."""
    pieces = _pieces(formula)
    return "".join(piece if isinstance(piece, str) else piece.moved(rows, columns) for piece in pieces)


@lru_cache(maxsize=64)
def _pieces(formula: str) -> tuple[str | _Reference, ...]:
    """What the formula consists of. Cells that share one mostly follow each other, and so it is taken apart once."""
    pieces: list[str | _Reference] = []
    done = 0
    for match in _PIECE.finditer(formula):
        if match.lastgroup is not None:
            pieces += [formula[done : match.start()], _reference(match[0], match.lastgroup)]
            done = match.end()
    return (*pieces, formula[done:])


def _reference(text: str, kind: str) -> _Reference:
    parts = tuple(
        (bool(fixed), letters, column_number(letters.upper()) if letters else int(digits))
        for fixed, letters, digits in _PART.findall(text)
    )
    return _Reference(parts, "" if kind == "cell" else ":")


def _shifted(part: tuple[bool, str, int], rows: int, columns: int) -> str:
    """The column or row of a reference in its new place; empty where a sheet has no such column or row."""
    is_fixed, letters, number = part
    if is_fixed:
        return f"${letters or number}"
    if letters:
        number += columns
        return column_letters(number) if 1 <= number <= LAST_COLUMN else ""
    number += rows
    return str(number) if 1 <= number <= LAST_ROW else ""
