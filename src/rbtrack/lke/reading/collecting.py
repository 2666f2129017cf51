"""What has been read of a worksheet so far: shared by the reader and the checks of what it reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from rbtrack.domain.evaluation import RawAnswer, RawValue, as_text
from rbtrack.domain.numbers import from_cell
from rbtrack.domain.rubric import Rubric
from rbtrack.errors import Place, Problem
from rbtrack.lke.reading.headings import Role
from rbtrack.lke.reading.outline import Row


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that the sheet itself states, and its cell."""

    value: Fraction
    place: Place


@dataclass
class Collected:
    """A worksheet while it is being read: answers and figures by code, the row of each node, every doubt."""

    rubric: Rubric
    raw: dict[str, RawAnswer] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    total: Figure | None = None
    rows: dict[str, Row] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def complain(
        self, code: str, place: Place, /, *, warning: bool = False, value: object = None, **parameters: object
    ) -> None:
        item = str(parameters["item"]) if "item" in parameters else None
        seen = None if value is None else str(value)
        self.problems.append(Problem(code, "warning" if warning else "error", place, item, seen, parameters))


def value_of(row: Row, role: Role) -> RawValue:
    """What stands in the column of `role`, beside this row alone; None where there is no such column."""
    column = row.band.columns.get(role)
    return None if column is None or row.is_beside else row.band.sheet.value(row.number, column)


def place_of(row: Row, role: Role | None = None) -> Place:
    """The cell of the row in the column of `role`; of its label where none is named."""
    return row.band.sheet.place(row.number, row.label_column if role is None else row.band.columns[role])


def figure_of(row: Row) -> Figure | None:
    """The row's own figure, where it is a number."""
    value = value_of(row, "value")
    return Figure(Fraction(from_cell(value)), place_of(row, "value")) if isinstance(value, float) else None


def kept(value: RawValue) -> str:
    """Text as it stands, line breaks and spaces included; nothing where it is only white space."""
    text = as_text(value)
    return text if text.strip() else ""
