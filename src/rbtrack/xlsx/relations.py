"""Finds the parts of a workbook by the relations between them, never by their file names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rbtrack.errors import Place, WorkbookError
from rbtrack.xlsx.guard import MOST_MEMBERS, WORKBOOK, Package
from rbtrack.xlsx.markup import walk

_RELATIONS = "xl/_rels/workbook.xml.rels"
_OTHER_SHEETS = ("chartsheet", "dialogsheet")
"""Kinds of sheets without cells."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet as the workbook lists it, with its XML."""

    name: str
    markup: bytes
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class BookParts:
    """What is to be read: every worksheet in the order of the tabs, the shared texts, the styles (both empty where
    there are none), and whether days are counted from 1904."""

    sheets: tuple[SheetPart, ...]
    texts: bytes
    styles: bytes
    from_1904: bool


@dataclass(frozen=True, slots=True)
class _Relation:
    """`kind` is the last word of its type: ordinary and strict files differ in what stands before it."""

    kind: str
    target: str


def find_parts(package: Package) -> BookParts:
    """The parts of `package`. Raises WorkbookError where one is named that is not there, or named twice."""
    place = Place(file=package.file)
    main = {relation.target for relation in _relations(package, "_rels/.rels", "/").values() if _is_main(relation)}
    if main != {WORKBOOK}:
        raise WorkbookError("file-broken", place=place)
    relations = _relations(package, _RELATIONS, "/xl")
    sheets, from_1904 = _read_book(package.members[WORKBOOK], place)
    return BookParts(
        tuple(_worksheets(package, sheets, relations)),
        _only_member(package, relations, "sharedStrings"),
        _only_member(package, relations, "styles"),
        from_1904,
    )


def _is_main(relation: _Relation) -> bool:
    return relation.kind == "officeDocument"


def _relations(package: Package, member: str, folder: str) -> Mapping[str, _Relation]:
    """The relations that stand in `member`, by their identifiers. Those that lead out of the package are left out."""
    place = Place(file=package.file)
    found: dict[str, _Relation] = {}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        identifier = attributes.get("Id", "")
        if identifier in found or len(found) > MOST_MEMBERS:
            raise WorkbookError("file-broken", place=place)
        target = posixpath.normpath(posixpath.join(folder, attributes.get("Target", ""))).lstrip("/")
        found[identifier] = _Relation(attributes.get("Type", "").rpartition("/")[2], target)

    if member not in package.members:
        raise WorkbookError("file-broken", place=place)
    walk(package.members[member], place, start)
    return found


def _read_book(markup: bytes, place: Place) -> tuple[list[tuple[str, str, bool]], bool]:
    """The name and the relation of every sheet and whether it is hidden, and whether days are counted from 1904."""
    sheets: list[tuple[str, str, bool]] = []
    path: list[str] = []
    from_1904 = False

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal from_1904
        if not path and name != "workbook":
            raise WorkbookError("file-not-workbook", place=place)
        path.append(name)
        if path == ["workbook", "workbookPr"]:
            from_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif path == ["workbook", "sheets", "sheet"]:
            identifier = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            is_hidden = attributes.get("state", "visible") != "visible"
            sheets.append((attributes.get("name", ""), identifier, is_hidden))
            if len(sheets) > MOST_MEMBERS:
                raise WorkbookError("file-broken", place=place)

    walk(markup, place, start, lambda _name: path.pop())
    names = {name.casefold() for name, _identifier, _is_hidden in sheets}
    if not sheets or "" in names or len(names) < len(sheets):
        raise WorkbookError("file-broken", place=place)
    return sheets, from_1904


def _worksheets(
    package: Package, sheets: list[tuple[str, str, bool]], relations: Mapping[str, _Relation]
) -> Iterator[SheetPart]:
    seen: set[str] = set()
    for name, identifier, is_hidden in sheets:
        place = Place(package.file, name)
        relation = relations.get(identifier)
        if relation is None or relation.target not in package.members or relation.target in seen:
            raise WorkbookError("file-broken", place=place)
        if relation.kind == "worksheet":
            seen.add(relation.target)
            yield SheetPart(name, package.members[relation.target], is_hidden)
        elif relation.kind not in _OTHER_SHEETS:
            raise WorkbookError("file-macros" if "acrosheet" in relation.kind else "file-broken", place=place)


def _only_member(package: Package, relations: Mapping[str, _Relation], kind: str) -> bytes:
    """The one part of this kind; empty where the workbook has none."""
    targets = {relation.target for relation in relations.values() if relation.kind == kind}
    if len(targets) > 1 or not targets <= package.members.keys():
        raise WorkbookError("file-broken", place=Place(file=package.file))
    return package.members[targets.pop()] if targets else b""
