"""Marks a user's own workbook: bad cells coloured and commented, and a first sheet that lists the problems.

The package itself is patched. Every part that need not change is copied as it is; to the ones that
change, only the marks are added. What cannot be marked or kept becomes a warning, and the rest is still marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rbtrack.errors import NOWHERE, Place, Problem
from rbtrack.lke.marking.colouring import colour, shown_at
from rbtrack.lke.marking.comments import AUTHOR, comment_on
from rbtrack.lke.marking.listing import HEADING_ROW, Listing, write_listing
from rbtrack.lke.marking.marks import MarkedProblem, Marks, by_sheet, in_order
from rbtrack.text import _
from rbtrack.xlsx.addresses import a1
from rbtrack.xlsx.guard import Package
from rbtrack.xlsx.patching.book import BOOK, Tab, free_name, insert_first, tabs
from rbtrack.xlsx.patching.cell_comments import add_comments, threaded_cells
from rbtrack.xlsx.patching.package_parts import Element, PackageParts, main_namespace, relation_namespace, tag
from rbtrack.xlsx.patching.signatures import remove_signatures
from rbtrack.xlsx.patching.styles import Styles

MOST_PROBLEMS = 2_000
"""More than these are counted, but neither marked nor listed: nobody works through so many."""

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SELECTED = re.compile(
    rb"""(<(?:\w+:)?sheetView\b[^<>]{0,2000}?)\s{1,9}tabSelected\s*=\s*(?:"(?:1|true)"|'(?:1|true)')"""
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked workbook, and what could not be kept or marked in it."""

    content: bytes
    problems: tuple[Problem, ...]


def mark_workbook(package: Package, problems: Sequence[Problem]) -> Marked:
    """The workbook with `problems` marked where they are and listed on a new first sheet.

    A problem concerns the cell of its place and those named by its parameter `cells` (a tuple), all of
    one sheet. Never raises for a package that passed the guard: what cannot be done is a warning.
    """
    parts = PackageParts(package)
    found_tabs = tabs(parts) if parts.is_sound() and parts.can_relate(BOOK) else None
    if found_tabs is None:
        return Marked(package.content, (Problem("mark-impossible", "warning", Place(file=package.file)),))
    return _Marking(package, parts, found_tabs, problems).run()


class _Marking:
    """One workbook being marked."""

    def __init__(
        self, package: Package, parts: PackageParts, found_tabs: Sequence[Tab], problems: Sequence[Problem]
    ) -> None:
        self.package = package
        self.parts = parts
        self.tabs = found_tabs
        self.problems = problems
        self.said: list[Problem] = []

    def run(self) -> Marked:
        ordered = in_order(self.problems, [tab.name for tab in self.tabs])
        found = ordered[:MOST_PROBLEMS]
        if len(ordered) > len(found):
            self._say("mark-cut", shown=len(found), count=len(ordered))
        if remove_signatures(self.parts):
            self._say("mark-signature-removed")
        path = next((relation.target for relation in self.parts.relations(BOOK) if relation.kind == "styles"), "")
        styles = self._styles(path)
        for sheet, marks in by_sheet(found).items():
            self._mark_sheets(sheet, marks, styles)
        self._unselect()
        self._list(found, styles)
        if styles is not None:
            self.parts.write(path, styles.root)
        return Marked(self.parts.content(), tuple(self.said))

    def _styles(self, path: str) -> Styles | None:
        root = self.parts.tree(path)
        styles = None if root is None else Styles(root)
        if styles is None or not styles.is_sound:
            self._say("mark-colours-missing")
            return None
        return styles

    def _mark_sheets(self, name: str, marks: Marks, styles: Styles | None) -> None:
        for part in [tab.part for tab in self.tabs if tab.name == name and tab.has_cells]:
            root = self.parts.tree(part)
            if root is None or root.find(tag(root, "sheetData")) is None:
                self._say("mark-sheet-damaged", Place(sheet=name), value=name)
            else:
                self._mark_sheet(name, part, root, shown_at(root, marks), styles)

    def _mark_sheet(self, name: str, part: str, root: Element, marks: Marks, styles: Styles | None) -> None:
        if styles is not None:
            colour(root, marks, styles)
        threaded = threaded_cells(self.parts, part)
        for cell in marks:
            if cell in threaded:
                self._say("mark-comment-kept", Place(sheet=name, cell=a1(*cell)))
        said = {cell: comment_on(problems) for cell, problems in marks.items() if cell not in threaded}
        if said and not add_comments(self.parts, part, root, said, AUTHOR):
            self._say("mark-comments-damaged", Place(sheet=name), value=name)
        self.parts.write(part, root)

    def _unselect(self) -> None:
        """Deselect all sheets: together with the new first one they would be a group, and be changed together."""
        for tab in self.tabs:
            data = self.parts.read(tab.part) or b""
            changed = _SELECTED.sub(rb"\1", data)
            if changed != data:
                self.parts.write(tab.part, changed)

    def _list(self, found: Sequence[MarkedProblem], styles: Styles | None) -> None:
        book = self.parts.tree(BOOK)
        assert book is not None, "its tabs were read"
        errors = sum(problem.is_error for problem in self.problems)
        linked = frozenset(tab.name for tab in self.tabs if tab.has_cells)
        listing = Listing(self.package.file, found, errors, len(self.problems) - errors, tuple(self.said), linked)
        part = self.parts.free_name("xl/worksheets/sheet{}.xml")
        self.parts.write(part, write_listing(listing, main_namespace(book), styles))
        self.parts.declare(part, _SHEET_TYPE)
        relation = self.parts.relate(BOOK, f"{relation_namespace(book)}/worksheet", part)
        name = free_name(_("Problems"), [tab.name for tab in self.tabs])
        insert_first(self.parts, name, relation, HEADING_ROW)

    def _say(self, code: str, place: Place = NOWHERE, value: str | None = None, **parameters: object) -> None:
        """Add a warning about what could not be marked or kept."""
        self.said.append(Problem(code, "warning", replace(place, file=self.package.file), None, value, parameters))
