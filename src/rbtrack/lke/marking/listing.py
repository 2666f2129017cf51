"""The first sheet of a marked workbook: every problem in a row, with a link to its cell, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

from lxml import etree

from rbtrack.errors import Problem
from rbtrack.lke.marking.colouring import FILLS
from rbtrack.lke.marking.marks import MarkedProblem, severity_word
from rbtrack.messages import hint, message, where
from rbtrack.text import MISSING, _, listed, shorten
from rbtrack.xlsx.addresses import a1, quoted_sheet
from rbtrack.xlsx.patching.package_parts import Element, serialized, tag
from rbtrack.xlsx.patching.safe_texts import safe_text
from rbtrack.xlsx.patching.styles import CellLook, Styles

HEADING_ROW = 5
_WIDTHS = (6, 12, 16, 12, 14, 26, 52, 46)
_LINK_COLUMN = 4
_HIGHEST_ROW = 409
_VALUE_SHOWN = 200
_CELLS_SHOWN = 80
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_TITLE = CellLook(bold=True, size=14)
_PLAIN = CellLook()
_HEADING = CellLook(bold=True, colour="FFFFFFFF", fill="FF1F4E79", bordered=True, wrapped=True)
_TEXT = CellLook(bordered=True, wrapped=True)
_NUMBER = replace(_TEXT, centred=True)
_LINK = replace(_TEXT, colour="FF0563C1", underlined=True)

_FRAME = """<worksheet xmlns="{namespace}"><sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>\
<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"><pane ySplit="{heading}" \
topLeftCell="A{below}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A{below}" \
sqref="A{below}"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData/>\
<hyperlinks/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>\
<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>\
<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"""


@dataclass(frozen=True, slots=True)
class Listing:
    """What the sheet tells: the problems in order, how many there are in all, and what became of the marks."""

    file: str
    found: Sequence[MarkedProblem]
    errors: int
    warnings: int
    notes: Sequence[Problem]
    linked: frozenset[str]
    """The sheets that have cells to be led to."""


def write_listing(listing: Listing, namespace: str, styles: Styles | None) -> bytes:
    """The sheet's XML, in the vocabulary of `namespace`; `styles` gets the looks that it needs."""
    page = _Page(namespace, styles)
    page.row(1, [(_("Problems in {file}").format(file=shorten(listing.file, 200)), _TITLE)])
    page.row(2, [(_introduction(listing), _PLAIN)])
    page.row(3, [(_advice(listing), _PLAIN)])
    page.row(HEADING_ROW, [(heading, _HEADING) for heading in _headings()])
    for number, found in enumerate(listing.found, start=1):
        sheet = found.problem.place.sheet
        is_linked = bool(found.cells) and sheet in listing.linked
        page.row(HEADING_ROW + number, _cells(number, found, _LINK if is_linked else _TEXT))
        if is_linked and sheet is not None:
            page.link(HEADING_ROW + number, sheet, a1(*found.cells[0]))
    for row, note in enumerate(listing.notes, start=HEADING_ROW + len(listing.found) + 2):
        page.row(row, [(_note(note), _PLAIN)])
    return page.content()


class _Page:
    """The sheet being written."""

    def __init__(self, namespace: str, styles: Styles | None) -> None:
        columns = "".join(
            f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
            for number, width in enumerate(_WIDTHS, start=1)
        )
        values = {"namespace": namespace, "heading": HEADING_ROW, "below": HEADING_ROW + 1, "columns": columns}
        self._root = etree.fromstring(_FRAME.format(**values))
        self._styles = styles
        self._names = {etree.QName(child).localname: child for child in self._root}

    def row(self, number: int, texts: Sequence[tuple[str, CellLook]]) -> None:
        """Write texts from the first column on."""
        row = self._child(
            self._names["sheetData"], "row", {"r": str(number), "ht": _height(texts), "customHeight": "1"}
        )
        for column, (text, look) in enumerate(texts, start=1):
            style = {"s": str(self._styles.look(look))} if self._styles else {}
            cell = self._child(row, "c", {"r": a1(number, column), **style, "t": "inlineStr"})
            written = self._child(self._child(cell, "is"), "t", {_SPACE: "preserve"})
            written.text = safe_text(text)

    def link(self, row: int, sheet: str, cell: str) -> None:
        """Lead from a row to a cell of another sheet."""
        attributes = {"ref": a1(row, _LINK_COLUMN), "location": f"{quoted_sheet(sheet)}!{cell}", "display": cell}
        self._child(self._names["hyperlinks"], "hyperlink", attributes)

    def content(self) -> bytes:
        if not len(self._names["hyperlinks"]):
            self._root.remove(self._names["hyperlinks"])
        return serialized(self._root)

    def _child(self, parent: Element, name: str, attributes: dict[str, str] | None = None) -> Element:
        return etree.SubElement(parent, tag(self._root, name), attributes or {})


def _height(texts: Sequence[tuple[str, CellLook]]) -> str:
    """Points that a row needs: not every program makes rows as high as their wrapped text."""
    lines = [
        len(wrap(text, width - 1)) if look.wrapped else 1 for (text, look), width in zip(texts, _WIDTHS, strict=False)
    ]
    size = max(look.size for _text, look in texts)
    return f"{min(max([1, *lines]) * size * 1.35 + 4, _HIGHEST_ROW):.2f}"


def _introduction(listing: Listing) -> str:
    if not listing.found:
        return _("Nothing wrong was found.")
    counts = _("Errors: {errors}. Warnings: {warnings}.").format(errors=listing.errors, warnings=listing.warnings)
    meaning = _(
        "Errors are red and must be corrected; warnings are yellow and want a look. Every bad cell has a comment."
    )
    return f"{counts} {meaning}"


def _advice(listing: Listing) -> str:
    if not listing.found:
        return _("This is a copy of your workbook with this sheet added; all else is as it was.")
    return _("This is a copy. Correct your own workbook and check it again: what is marked here stays marked.")


def _headings() -> tuple[str, ...]:
    return (
        _("No."),
        _("Severity"),
        _("Sheet"),
        _("Cell"),
        _("Item"),
        _("Cell content"),
        _("Problem"),
        _("What to do"),
    )


def _note(note: Problem) -> str:
    """What became of the marks, in one line."""
    place = where(replace(note.place, file=None))
    words = severity_word(note) + (f" ({place})" if place else "")
    return " ".join(filter(None, (f"{words}:", message(note), hint(note))))


def _cells(number: int, found: MarkedProblem, cell_look: CellLook) -> list[tuple[str, CellLook]]:
    problem = found.problem
    place = problem.place
    cell = listed([a1(*cell) for cell in found.cells]) or place.cell
    return [
        (str(number), _NUMBER),
        (severity_word(problem), replace(_TEXT, bold=True, fill=FILLS[problem.severity])),
        (_shown(place.sheet), _TEXT),
        (_shown(cell, _CELLS_SHOWN), cell_look),
        (_shown(problem.item), _TEXT),
        (_shown(problem.value), _TEXT),
        (message(problem), _TEXT),
        (hint(problem), _TEXT),
    ]


def _shown(text: str | None, most: int = _VALUE_SHOWN) -> str:
    return MISSING if text is None else shorten(text, most)
