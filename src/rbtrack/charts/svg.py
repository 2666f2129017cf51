"""Figures as SVG that may stand in a page of others: own ids, no style sheet, words for a screen reader."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

from matplotlib.figure import Figure

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_FONTS = "'DejaVu Sans', Verdana, sans-serif"
"""Verdana has nearly the widths of DejaVu Sans, where that is missing."""


def as_element(figure: Figure, prefix: str, title: str, description: str) -> str:
    """`figure` as an `<svg>` element without declaration; see `rbtrack.charts.canvas.svg_text`."""
    written = io.BytesIO()
    figure.savefig(written, format="svg", metadata={"Date": None})
    root = ElementTree.fromstring(written.getvalue())  # noqa: S314 (what matplotlib wrote, not a stranger)
    _drop(root, "metadata")
    _drop(root, "defs/style")
    for element in root.iter():
        _rewrite(element, prefix)
    root.attrib = {
        "xmlns": _SVG,
        **root.attrib,
        "role": "img",
        "aria-labelledby": f"{prefix}-title {prefix}-description",
        # What the style sheet of the original said of everything.
        "stroke-linejoin": "round",
        "stroke-linecap": "butt",
    }
    for position, (name, words) in enumerate((("title", title), ("desc", description))):
        spoken = ElementTree.Element(name, {"id": f"{prefix}-{'title' if name == 'title' else 'description'}"})
        spoken.text, spoken.tail = words, "\n"
        root.insert(position, spoken)
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)


def _drop(root: ElementTree.Element, path: str) -> None:
    *above, name = path.split("/")
    parent = root.find("/".join(f"{{{_SVG}}}{part}" for part in above)) if above else root
    found = None if parent is None else parent.find(f"{{{_SVG}}}{name}")
    if parent is not None and found is not None:
        parent.remove(found)


def _rewrite(element: ElementTree.Element, prefix: str) -> None:
    """Plain names, ids of our own, and declarations of style as attributes, which no content policy refuses."""
    element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
    attributes = dict(element.attrib)
    target = attributes.pop(_XLINK, None)
    if target is not None:
        attributes["href"] = target
    style = attributes.pop("style", "")
    for declaration in style.split(";"):
        name, _colon, value = declaration.partition(":")
        if name.strip():
            attributes[name.strip()] = value.strip()
    if "font-family" in attributes:
        attributes["font-family"] = _FONTS
    element.attrib = {name: _own(name, value, prefix) for name, value in attributes.items()}


def _own(name: str, value: str, prefix: str) -> str:
    if name == "id":
        return f"{prefix}-{value}"
    if name == "href":
        return value.replace("#", f"#{prefix}-", 1)
    return re.sub(r"url\(#", f"url(#{prefix}-", value)
