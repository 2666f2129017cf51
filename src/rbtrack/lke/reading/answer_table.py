"""A table of answers, whoever laid it out: which of its columns holds what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.evaluation import RawValue, as_text
from rbtrack.domain.numbers import from_cell
from rbtrack.errors import Place
from rbtrack.xlsx.cells import Sheet


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure that the sheet itself states, and its cell."""

    value: Fraction
    place: Place


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """A table of one sheet, with its columns by role: `answer` always, `note`, `evidence`, `value` and others where
    the table has them."""

    sheet: Sheet
    columns: Mapping[str, int]

    def value(self, row: int, role: str) -> RawValue:
        """What stands in the column of `role`; None where there is no such column."""
        column = self.columns.get(role)
        return None if column is None else self.sheet.value(row, column)

    def text(self, row: int, role: str) -> str:
        """The same as text, empty where nothing stands there."""
        return text_of(self.value(row, role))

    def figure(self, row: int) -> StatedFigure | None:
        """The sheet's own figure of a row, where it is a number."""
        value = self.value(row, "value")
        return StatedFigure(Fraction(from_cell(value)), self.place(row, "value")) if isinstance(value, float) else None

    def place(self, row: int, role: str) -> Place:
        """The cell in the column of `role`, which must be there."""
        return self.sheet.place(row, self.columns[role])

    def has_no_result(self, row: int, role: str) -> bool:
        """Whether the cell is an error, or a formula whose result was never stored: both read as blank."""
        if role not in self.columns:
            return False
        position = row, self.columns[role]
        return position in self.sheet.scan.errors or position in self.sheet.scan.uncomputed


def text_of(value: RawValue) -> str:
    """A value as text, with its line breaks and spaces; empty where it is only white space."""
    text = as_text(value)
    return text if text.strip() else ""
