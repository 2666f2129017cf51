"""The table that every report is: bare values, told apart by their column's kind. Each format adds its own look."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

Kind = Literal["text", "code", "count", "figure", "difference", "entered"]
NUMERIC: frozenset[Kind] = frozenset({"count", "figure", "difference", "entered"})
"""Columns of figures: set to the right."""

Cell = str | int | Decimal | Fraction | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in CSV, its title for readers, and what its cells are.

    `text` wraps, `code` does not; `count` is a whole number; `figure` is shown with two decimals,
    `difference` with its sign besides, `entered` with the digits that were entered. An empty cell is None, never 0.
    """

    key: str
    title: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `depth` is its level in a tree; `strong` rows are totals."""

    cells: tuple[Cell, ...]
    depth: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns, with a title above and notes below."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A table for people, and the same as a document for programs."""

    table: Table
    document: dict[str, Any] = field(default_factory=dict)
