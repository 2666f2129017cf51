"""Bad cells get a colour, where they can be seen."""

from __future__ import annotations

from collections.abc import Mapping

from rbtrack.errors import Problem, Severity
from rbtrack.lke.marking.marks import Marks, severity
from rbtrack.xlsx.addresses import Position
from rbtrack.xlsx.patching.package_parts import Element, whole_number
from rbtrack.xlsx.patching.sheet_cells import cells_at, extend_dimension, first_of_merged
from rbtrack.xlsx.patching.styles import Styles

FILLS: Mapping[Severity, str] = {"error": "FFFFC7CE", "warning": "FFFFEB9C"}


def shown_at(root: Element, marks: Marks) -> Marks:
    """The marks where they can be seen: those within merged cells stand at the first of them."""
    first = first_of_merged(root, sorted(marks))
    shown: dict[Position, list[Problem]] = {}
    for cell, problems in marks.items():
        shown.setdefault(first.get(cell, cell), []).extend(problems)
    return {cell: tuple(shown[cell]) for cell in sorted(shown)}


def colour(root: Element, marks: Marks, styles: Styles) -> None:
    """Give the bad cells the fill of their severity; all else of their look stays."""
    for cell, element in cells_at(root, marks).items():
        number = styles.filled(whole_number(element.get("s")), FILLS[severity(marks[cell])])
        element.set("s", str(number))
    extend_dimension(root, marks)
