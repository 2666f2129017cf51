"""How much a workbook may hold: counted while it is read, over all of its sheets, so that memory stays bounded."""

from __future__ import annotations

from dataclasses import dataclass

from rbtrack.errors import Place, WorkbookError

MOST_ROWS = 20_000
MOST_COLUMNS = 200
"""Rows and columns of a sheet that hold something; rows that are only styled do not count."""

MOST_CELLS = 500_000
"""Filled cells, merged ranges, and ranges with a drop-down list."""

MOST_AREA = MOST_ROWS * MOST_COLUMNS
"""From A1 to the farthest cell: one stray cell far out would have every reader go there."""

MOST_TEXT = 16_000_000
"""Characters in all cells together: a text or a formula that many cells share counts for each of them."""

MOST_CELL_TEXT = 32_767
"""Characters of one cell: more than Excel lets anybody type."""

MOST_TEXTS = 500_000
"""Texts that cells share."""

MOST_FORMULA = 16_384
"""Characters of one formula. Excel stops at 8,192; in a file some names are a little longer than on the screen."""


@dataclass
class CellBudget:
    """What is left of the limits that the sheets of a workbook share."""

    cells: int = MOST_CELLS
    area: int = MOST_AREA
    text: int = MOST_TEXT

    def take_cell(self) -> bool:
        """Count one more cell or range; False where it is one too many."""
        self.cells -= 1
        return self.cells >= 0

    def take_text(self, length: int) -> bool:
        """Count so many more characters; False where they are too many."""
        self.text -= length
        return self.text >= 0


def too_many_cells(place: Place) -> WorkbookError:
    return WorkbookError("sheet-too-many-cells", place=place, limit=MOST_CELLS)


def too_much_text(place: Place) -> WorkbookError:
    return WorkbookError("sheet-too-much-text", place=place, limit=MOST_TEXT // 1_000_000)
