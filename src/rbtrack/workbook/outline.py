"""Turns the numbering of an LKE into item codes: `A.` / `I.` / `1` / `a.`, each depth in a column of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rbtrack.domain.evaluation import RawValue, as_text
from rbtrack.workbook.layout import Band

_NUMBER = re.compile(r"([A-Z]|[IVXLC]+|\d{1,3}|[a-z]{1,2})\s*[.)]?")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with a label. `code` joins the numbering from the top (`A.V.4.c`); it is empty for a
    row without a number of its own, whose place in the tree is then below `parent`."""

    number: int
    code: str
    parent: str
    label: str
    label_column: int


def outline(band: Band) -> Iterator[Row]:
    """Every labelled row below the headings, from top to bottom."""
    # The numbered rows this one may stand below: column of the number, the number, column of the label.
    above: list[tuple[int, str, int]] = []
    for number in range(band.heading_row + 1, len(band.sheet.rows) + 1):
        cells = [
            (column, value)
            for column in range(band.first, band.last_label + 1)
            if (value := band.sheet.value(number, column)) is not None and as_text(value).strip()
        ]
        labels = [(column, value.strip()) for column, value in cells if isinstance(value, str)]
        token = _token(cells[0][1]) if cells else None
        if token is not None and (label := next((cell for cell in labels if cell[0] > cells[0][0]), None)):
            above = [step for step in above if step[0] < cells[0][0]]
            parent = ".".join(step[1] for step in above)
            above.append((cells[0][0], token, label[0]))
            yield Row(number, ".".join(step[1] for step in above), parent, label[1], label[0])
        elif labels:
            parent = ".".join(step[1] for step in above if step[2] < labels[0][0])
            yield Row(number, "", parent, labels[0][1], labels[0][0])


def _token(value: RawValue) -> str | None:
    """The number of a row without its full stop; None for anything that is no number of a row."""
    match = _NUMBER.fullmatch(as_text(value).strip())
    return match[1] if match else None
