"""Chart pictures for a page whose content policy allows no style but its own."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from markupsafe import Markup

_SVG = "http://www.w3.org/2000/svg"
_LINK = "http://www.w3.org/1999/xlink"
_FONT = "font-family"
FAMILY = "'DejaVu Sans', Verdana, Geneva, sans-serif"
"""Widths of Verdana are those of DejaVu Sans, which charts are measured with and few office computers have."""


def without_style(svg: str) -> Markup:
    """The picture with every style as an attribute of its own, and without its style sheet.

    The page's own style sheet says what the one left out says: how lines join and end. The picture is
    ours, and parsed anew: nothing but elements and attributes comes out.
    """
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _LINK)
    root = ET.fromstring(svg)  # noqa: S314 (drawn by our own program)
    for parent in root.iter():
        for child in [child for child in parent if child.tag in (f"{{{_SVG}}}style", f"{{{_SVG}}}metadata")]:
            parent.remove(child)
        for declaration in parent.attrib.pop("style", "").split(";"):
            name, mark, value = declaration.partition(":")
            if mark:
                parent.set(name.strip(), FAMILY if name.strip() == _FONT else value.strip())
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 (serialized, so escaped)
