"""The workbook part: its sheets, and what must change when a new one becomes the first."""

from __future__ import annotations

from dataclasses import dataclass

from rbtrack.xlsx.addresses import quoted_sheet
from rbtrack.xlsx.patching.package_parts import (
    Element,
    PackageParts,
    insert_before,
    relation_id,
    relation_namespace,
    tag,
    whole_number,
)

BOOK = "xl/workbook.xml"

_MOST_NAME = 31
_MOST_ID = 65_534
_AFTER_NAMES = (
    "calcPr",
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
)
"""What a workbook says after its names."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet of the workbook: its name, its part (empty where it is lost), and whether it has cells."""

    name: str
    part: str
    has_cells: bool


def tabs(parts: PackageParts) -> list[Tab] | None:
    """The sheets in the order of their tabs; None where the workbook does not list them."""
    root = parts.tree(BOOK)
    sheets = None if root is None else root.find(tag(root, "sheets"))
    if root is None or sheets is None:
        return None
    relations = {relation.id: relation for relation in parts.relations(BOOK)}
    found = []
    for sheet in sheets.findall(tag(root, "sheet")):
        relation = relations.get(relation_id(sheet))
        part, kind = (relation.target, relation.kind) if relation else ("", "")
        found.append(Tab(sheet.get("name", ""), part, kind == "worksheet"))
    return found


def insert_first(parts: PackageParts, name: str, relation: str, heading_row: int) -> None:
    """Make the sheet behind `relation` the first one, shown on opening, with `heading_row` printed on every page."""
    root = parts.tree(BOOK)
    sheets = None if root is None else root.find(tag(root, "sheets"))
    assert root is not None, "tabs was asked"
    assert sheets is not None, "tabs was asked"
    attributes = {"name": name, "sheetId": str(_free_id(sheets)), f"{{{relation_namespace(root)}}}id": relation}
    sheets.insert(0, root.makeelement(tag(root, "sheet"), attributes, {"r": relation_namespace(root)}))
    for view in root.iterfind(f"{tag(root, 'bookViews')}/{tag(root, 'workbookView')}"):
        view.attrib.pop("activeTab", "")
        view.attrib.pop("firstSheet", "")
    for defined in root.iterfind(".//*[@localSheetId]"):
        defined.set("localSheetId", str(whole_number(defined.get("localSheetId")) + 1))
    titles = root.makeelement(tag(root, "definedName"), {"name": "_xlnm.Print_Titles", "localSheetId": "0"})
    titles.text = f"{quoted_sheet(name)}!${heading_row}:${heading_row}"
    _defined_names(root).insert(0, titles)
    parts.write(BOOK, root)


def free_name(wanted: str, taken: list[str]) -> str:
    """`wanted`, or with a number where a sheet has that name; upper and lower case are the same to Excel."""
    known = {name.casefold() for name in taken}
    name, number = wanted[:_MOST_NAME], 1
    while name.casefold() in known:
        number += 1
        ending = f" ({number})"
        name = wanted[: _MOST_NAME - len(ending)] + ending
    return name


def _free_id(sheets: Element) -> int:
    taken = {whole_number(sheet.get("sheetId")) for sheet in sheets}
    above = max(taken, default=0) + 1
    return above if above <= _MOST_ID else next(number for number in range(1, _MOST_ID) if number not in taken)


def _defined_names(root: Element) -> Element:
    found = root.find(tag(root, "definedNames"))
    if found is None:
        found = root.makeelement(tag(root, "definedNames"))
        insert_before(root, found, _AFTER_NAMES)
    return found
