"""The parts of a workbook package while it is being changed: their XML, relationships and content types.

Parts that are missing, damaged or too large read as None: whoever asks for one says what cannot be done without it.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree

from rbtrack.xlsx.guard import MEBIBYTE, Package
from rbtrack.xlsx.patching.archive import CONTENT_TYPES, repack

PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRICT_START = "http://purl.oclc.org/"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_TRANSITIONAL_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MOST_MARKUP = 16 * MEBIBYTE
"""A tree takes some 25 times the memory of its text; the sheets of a filled worksheet have a fiftieth of this."""

_NUMBER = re.compile(r"\d{1,9}")

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Relation:
    """How a part refers to another: `kind` is the last word of its type, `target` the part's name."""

    id: str
    kind: str
    target: str


def tag(root: Element, name: str) -> str:
    """The qualified name of an element in the vocabulary of `root`, transitional or strict."""
    namespace = etree.QName(root).namespace
    return f"{{{namespace}}}{name}" if namespace else name


def main_namespace(root: Element) -> str:
    """The vocabulary of a new part beside `root`: strict beside strict."""
    return _STRICT_MAIN if _is_strict(root) else _TRANSITIONAL_MAIN


def relation_namespace(root: Element) -> str:
    """The namespace of references (`r:id`) and of relationship types in the dialect of `root`."""
    return _STRICT if _is_strict(root) else _TRANSITIONAL


def _is_strict(root: Element) -> bool:
    return (etree.QName(root).namespace or "").startswith(_STRICT_START)


def relation_id(element: Element) -> str:
    """The reference (`r:id`) of an element, whatever the dialect; empty where there is none."""
    return element.get(f"{{{_TRANSITIONAL}}}id") or element.get(f"{{{_STRICT}}}id") or ""


def whole_number(text: str | None, otherwise: int = 0) -> int:
    """A whole number as attributes hold it, or `otherwise` where there is none."""
    return int(text) if text is not None and _NUMBER.fullmatch(text) else otherwise


def insert_before(root: Element, element: Element, followers: Collection[str]) -> None:
    """Put `element` before the first child that must follow it, else at the end: the order of children is fixed."""
    for child in root.iterchildren("*"):
        if etree.QName(child).localname in followers:
            child.addprevious(element)
            return
    root.append(element)


def serialized(root: Element) -> bytes:
    """The document of `root`, in UTF-8, with all that stands before and after its root."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


class PackageParts:
    """A package that changes. Nothing of the original is touched; `content()` is the new one."""

    def __init__(self, package: Package) -> None:
        self._package = package
        names = zipfile.ZipFile(io.BytesIO(package.content)).namelist()
        self._names = {name.lower(): name for name in names}
        self._changes: dict[str, bytes | None] = {}

    def read(self, name: str) -> bytes | None:
        """The XML part of this name as it now is."""
        return self._changes[name] if name in self._changes else self._package.members.get(name)

    def tree(self, name: str) -> Element | None:
        """The root of an XML part: a copy, to be changed and given to `write`."""
        data = self.read(name)
        if data is None or len(data) > MOST_MARKUP:
            return None
        # A parser of its own for each document: nothing is looked up outside, sizes are the guard's matter.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, strip_cdata=False)
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            return None

    def write(self, name: str, data: bytes | Element) -> None:
        """Replace or add the part `name`."""
        self._names.setdefault(name.lower(), name)
        self._changes[name] = data if isinstance(data, bytes) else serialized(data)

    def remove(self, name: str) -> None:
        """Leave out the part `name`, and what the content types say of it."""
        self._changes[name] = None
        types = self._types()
        for element in types.findall(f"{{{_TYPES}}}Override"):
            if element.get("PartName", "").lower() == f"/{name}".lower():
                types.remove(element)
        self.write(CONTENT_TYPES, types)

    def names(self) -> tuple[str, ...]:
        """The names of all parts, also of those that are not XML."""
        return tuple(name for name in self._names.values() if self._changes.get(name, b"") is not None)

    def free_name(self, pattern: str) -> str:
        """The first part name of the form `xl/comments{}.xml` that is not taken; upper and lower case are the same in names."""
        number = 1
        while pattern.format(number).lower() in self._names:
            number += 1
        return pattern.format(number)

    def relations(self, name: str) -> Iterator[Relation]:
        """What the part `name` refers to inside the package."""
        for element in _relationships(self.tree(_relations_name(name))):
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), element.get("Target", "")))
                actual = self._names.get(target.lstrip("/").lower(), "")
                yield Relation(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], actual)

    def can_relate(self, name: str) -> bool:
        """Whether a relationship can be added to the part `name`: its list is sound, or not there."""
        path = _relations_name(name)
        return self.read(path) is None or self.tree(path) is not None

    def relate(self, name: str, kind: str, target: str) -> str:
        """Make the part `name` refer to `target`; `kind` is the full type. Returns the reference's id."""
        path = _relations_name(name)
        root = self.tree(path)
        if root is None:
            root = etree.fromstring(f'<Relationships xmlns="{PACKAGE_RELATIONS}"/>'.encode())
        taken = {element.get("Id") for element in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        attributes = {"Id": f"rId{number}", "Type": kind, "Target": f"/{target}"}
        etree.SubElement(root, f"{{{PACKAGE_RELATIONS}}}Relationship", attributes)
        self.write(path, root)
        return f"rId{number}"

    def unrelate(self, name: str, relation: str) -> None:
        """Take away the relationship of `name` with this id."""
        path = _relations_name(name)
        root = self.tree(path)
        for element in _relationships(root):
            if root is not None and element.get("Id") == relation:
                root.remove(element)
                self.write(path, root)

    def declare(self, name: str, content_type: str) -> None:
        """Say in the content types what the new part `name` is."""
        types = self._types()
        etree.SubElement(types, f"{{{_TYPES}}}Override", {"PartName": f"/{name}", "ContentType": content_type})
        self.write(CONTENT_TYPES, types)

    def is_sound(self) -> bool:
        """Whether anything can be changed at all: parts can be declared."""
        return self.tree(CONTENT_TYPES) is not None

    def content(self) -> bytes:
        """The package with all changes."""
        return repack(self._package.content, self._changes)

    def _types(self) -> Element:
        types = self.tree(CONTENT_TYPES)
        assert types is not None, "is_sound was asked"
        return types


def _relations_name(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _relationships(root: Element | None) -> list[Element]:
    return [] if root is None else root.findall(f"{{{PACKAGE_RELATIONS}}}Relationship")
