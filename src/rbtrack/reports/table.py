"""The table that every report is made of: bare values, whose column says what they are. Each format adds its look."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

Kind = Literal["text", "code", "answer", "count", "change", "figure", "difference", "precise", "entered"]
NUMERIC: frozenset[Kind] = frozenset({"count", "change", "figure", "difference", "precise", "entered"})
"""Columns of figures: set to the right."""

Cell = str | int | Decimal | Fraction | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in CSV, its title for readers, and what its cells are.

    `text` wraps, `code` and `answer` do not; numbers among answers get the reader's decimal mark. `count` is a
    whole number, `change` one with its sign; `figure` is shown with two decimals, `difference` also with its sign,
    `precise` with up to six decimals, `entered` with the digits that were entered. An empty cell is None, never 0.
    A `spare` column is left out where the screen is too narrow for it; a note then says so.
    """

    key: str
    title: str
    kind: Kind = "text"
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `depth` is its level in a tree; `strong` rows are totals."""

    cells: tuple[Cell, ...]
    depth: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns, with a title above and notes below.

    `key` names it in CSV and `tab` is the name of its sheet, where a report has several. The first `stub` columns
    name a row: they are repeated where a narrow screen cannot hold all columns side by side (with 0, texts are
    wrapped instead).
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    key: str = "rbtrack"
    tab: str = "rbtrack"
    stub: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """A table for people (or several: `more` follow the first), and the same as a document for programs."""

    table: Table
    document: dict[str, Any] = field(default_factory=dict)
    more: tuple[Table, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        return (self.table, *self.more)
