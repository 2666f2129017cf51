"""The styles part: cells that are coloured keep all of their look but the fill; new cells get a look of their own."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from rbtrack.xlsx.patching.package_parts import Element, tag

MOST_FORMATS = 21_000
"""Each may be needed twice more, in two colours; Excel opens no workbook with more than 65,490."""


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a new cell looks; colours are ARGB."""

    bold: bool = False
    size: int = 10
    colour: str = "FF000000"
    underlined: bool = False
    fill: str | None = None
    bordered: bool = False
    wrapped: bool = False
    centred: bool = False


class Styles:
    """The styles part of a workbook, to which cell formats are added; each one once."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._lists = {name: root.find(tag(root, name)) for name in ("fonts", "fills", "borders", "cellXfs")}
        self._entries = {name: [] if found is None else found.findall("*") for name, found in self._lists.items()}
        self._added: dict[tuple[str, bytes], int] = {}
        self._filled: dict[tuple[int, str], int] = {}
        self._looks: dict[CellLook, int] = {}

    @property
    def is_sound(self) -> bool:
        """Whether every list that is added to is there, with something in it and room for more."""
        return all(self._entries.values()) and len(self._entries["cellXfs"]) <= MOST_FORMATS

    def filled(self, base: int, colour: str) -> int:
        """The format `base` with a fill of this colour."""
        if (base, colour) not in self._filled:
            formats = self._entries["cellXfs"]
            clone = deepcopy(formats[base if base < len(formats) else 0])
            clone.tail = None
            clone.set("fillId", str(self._fill(colour)))
            clone.set("applyFill", "1")
            self._filled[base, colour] = self._add("cellXfs", clone)
        return self._filled[base, colour]

    def look(self, look: CellLook) -> int:
        """The format of a new cell."""
        if look not in self._looks:
            attributes = {"numFmtId": "0", "fontId": str(self._font(look))}
            attributes["fillId"] = str(self._fill(look.fill)) if look.fill else "0"
            attributes["borderId"] = str(self._border()) if look.bordered else "0"
            if self.root.find(tag(self.root, "cellStyleXfs")) is not None:
                attributes["xfId"] = "0"
            # quotePrefix: text that begins with = stays text when someone edits the cell.
            flags = ("quotePrefix", "applyFont", "applyFill", "applyBorder", "applyAlignment")
            made = self._make("xf", attributes | dict.fromkeys(flags, "1"))
            alignment = {"horizontal": "center" if look.centred else "left", "vertical": "top"}
            self._child(made, "alignment", alignment | ({"wrapText": "1"} if look.wrapped else {}))
            self._looks[look] = self._add("cellXfs", made)
        return self._looks[look]

    def _fill(self, colour: str) -> int:
        fill = self._make("fill")
        pattern = self._child(fill, "patternFill", {"patternType": "solid"})
        self._child(pattern, "fgColor", {"rgb": colour})
        self._child(pattern, "bgColor", {"indexed": "64"})
        return self._add("fills", fill)

    def _font(self, look: CellLook) -> int:
        font = self._make("font")
        if look.bold:
            self._child(font, "b")
        if look.underlined:
            self._child(font, "u")
        self._child(font, "sz", {"val": str(look.size)})
        self._child(font, "color", {"rgb": look.colour})
        self._child(font, "name", {"val": "Calibri"})
        self._child(font, "family", {"val": "2"})
        return self._add("fonts", font)

    def _border(self) -> int:
        border = self._make("border")
        for side in ("left", "right", "top", "bottom"):
            self._child(self._child(border, side, {"style": "thin"}), "color", {"rgb": "FFC8D0D9"})
        self._child(border, "diagonal")
        return self._add("borders", border)

    def _add(self, name: str, element: Element) -> int:
        """The number of `element` in a list, where it is put unless we put the same there before."""
        key = name, etree.tostring(element)
        if key not in self._added:
            found, entries = self._lists[name], self._entries[name]
            assert found is not None, "is_sound was asked"
            found.append(element)
            entries.append(element)
            found.set("count", str(len(entries)))
            self._added[key] = len(entries) - 1
        return self._added[key]

    def _make(self, name: str, attributes: Mapping[str, str] | None = None) -> Element:
        return self.root.makeelement(tag(self.root, name), dict(attributes or {}))

    def _child(self, parent: Element, name: str, attributes: Mapping[str, str] | None = None) -> Element:
        return etree.SubElement(parent, tag(self.root, name), dict(attributes or {}))
