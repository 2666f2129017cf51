"""What the plain scanner passes over: the formulas of cells, and their drop-down lists. Read only where asked for.

Lists that refer to cells are not read, only those that name their words. Lists in Excel's newer extension
(`extLst`) are passed over: Excel puts those there that refer to another sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rbtrack.errors import Place, WorkbookError
from rbtrack.xlsx.addresses import Position, a1, corners_of
from rbtrack.xlsx.drop_downs import DropDowns, Offer, Words
from rbtrack.xlsx.limits import MOST_FORMULA, CellBudget, too_many_cells, too_much_text
from rbtrack.xlsx.markup import walk
from rbtrack.xlsx.scanning import SharedValues, SheetContent, SheetScanner
from rbtrack.xlsx.shared_formulas import moved


@dataclass(frozen=True)
class Formulas:
    """The formulas and drop-down lists of a sheet.

    `written` are the formulas that are written out in their cell. `shared` names, for a cell without one of its own,
    the cell whose formula it shares. Formulas begin with `=`.
    """

    written: Mapping[Position, str] = field(default_factory=dict)
    shared: Mapping[Position, Position] = field(default_factory=dict)
    drop_downs: DropDowns = field(default_factory=DropDowns)

    def formula(self, position: Position) -> str:
        """The formula of a cell; empty where there is none."""
        first = self.shared.get(position)
        if first is None:
            return self.written.get(position, "")
        return moved(self.written[first], position[0] - first[0], position[1] - first[1])

    def signs(self, position: Position) -> int:
        """How many characters the formula of a cell has, before it is looked at; 0 where there is none."""
        return len(self.written.get(self.shared.get(position, position), ""))

    def choices(self, position: Position) -> Words:
        """The words of a cell's drop-down list; empty where it has none."""
        return self.drop_downs.at(position)


def scan_with_formulas(
    markup: bytes, values: SharedValues, budget: CellBudget, place: Place
) -> tuple[SheetContent, Formulas]:
    """Read the sheet at `place`, its formulas and its drop-down lists.

    Raises WorkbookError as `scan_sheet` does, and where formulas and lists go beyond the limits.
    """
    scanner = _FormulaScanner(values, budget, place)
    walk(markup, place, scanner.start, scanner.end, scanner.text)
    return scanner.content(), Formulas(scanner.written, scanner.shared, DropDowns(scanner.offers))


class _FormulaScanner(SheetScanner):
    """A sheet while it is being read, with its formulas and drop-down lists."""

    def __init__(self, values: SharedValues, budget: CellBudget, place: Place) -> None:
        super().__init__(values, budget, place)
        self.written: dict[Position, str] = {}
        self.shared: dict[Position, Position] = {}
        self.offers: list[Offer] = []
        self._groups: dict[str, Position] = {}
        self._attributes: Mapping[str, str] = {}
        """Of the formula or the list that is being read."""
        self._pieces: list[str] | None = None
        """Its text so far; None between texts."""
        self._text = ""
        """The last text that came to its end."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        super().start(name, attributes)
        if name == "f" and self.cell is not None:
            self._attributes, self._pieces = attributes, []
        elif name == "dataValidation":
            self._attributes = attributes
        elif name == "formula1":
            self._pieces = []

    def text(self, data: str) -> None:
        super().text(data)
        if self._pieces is not None:
            self._pieces.append(data)

    def end(self, name: str) -> None:
        is_formula = name == "c" and self.has_formula
        super().end(name)
        if is_formula:
            self._take_formula(self.last)
        elif name in ("f", "formula1") and self._pieces is not None:
            self._text, self._pieces = "".join(self._pieces), None
            if name == "formula1":
                self._take_list()

    def _take_formula(self, position: Position) -> None:
        text, is_shared, group = self._text, self._attributes.get("t") == "shared", self._attributes.get("si", "")
        if len(text) > MOST_FORMULA:
            raise WorkbookError("file-broken", place=self._cell(position))
        formula = f"={text}" if text else ""
        if formula:
            self.written[position] = formula
            if is_shared:
                self._groups[group] = position
        elif is_shared and group in self._groups:
            self.shared[position] = self._groups[group]
            formula = self.written[self._groups[group]]
        if not self.budget.take_text(len(formula)):
            raise too_much_text(self._cell(position))

    def _cell(self, position: Position) -> Place:
        return replace(self.place, cell=a1(*position))

    def _take_list(self) -> None:
        """A list that names its words (`"A,B,C"`), for each of its ranges. References that no sheet has are left out."""
        text = self._text
        if self._attributes.get("type") != "list" or not text.startswith('"'):
            return
        if not self.budget.take_text(len(text)):
            raise too_much_text(self.place)
        words = tuple(word.strip() for word in text.strip('"').split(",") if word.strip())
        for reference in self._attributes.get("sqref", "").split():
            if not self.budget.take_cell():
                raise too_many_cells(self.place)
            if corners := corners_of(reference):
                self.offers.append((*corners, words))
