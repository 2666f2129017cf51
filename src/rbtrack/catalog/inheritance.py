"""A rubric that states only what differs from another one, such as an office's own copy of an annex.

`changes` names nodes by code and gives the values that differ; `add` puts nodes `below` others;
`drop` leaves nodes out. All else is as in the rubric named by `based_on`. Its `sources` are those of what it changes and adds.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from rbtrack.catalog.documents import DocumentPath, DocumentReader
from rbtrack.catalog.sources import merged_sources, of_own, said_of
from rbtrack.domain.sources import FIGURE_KINDS

_OWN_KEYS = ("changes", "add", "drop")
_BELOW = ("nodes", "items")


def inherit(base: Mapping[str, Any], own: Mapping[str, Any], reader: DocumentReader) -> dict[str, Any]:
    """The whole document. Codes that the base lacks are reported to `reader`, whose line numbers stay right."""
    said = own.get("sources")
    whole = {**deepcopy(dict(base)), **{key: value for key, value in own.items() if key not in _OWN_KEYS}}
    own_figures = {kind: said_of(said, kind) for kind in ("levels", "combined") if kind in own}
    whole["sources"] = merged_sources(base.get("sources"), own_figures, FIGURE_KINDS)
    for position, change in enumerate(reader.sequence(own.get("changes"), ("changes",))):
        at = ("changes", position)
        if found := _find(whole, change, "code", at, reader):
            _change(*found, of_own(change, said), at, reader)
    for position, addition in enumerate(reader.sequence(own.get("add"), ("add",))):
        at = ("add", position)
        if found := _find(whole, addition, "below", at, reader):
            _add(*found, of_own(addition, said), at, reader)
    for position, code in enumerate(reader.sequence(own.get("drop"), ("drop",))):
        if found := _find(whole, {"code": code}, "code", ("drop", position), reader):
            _drop(whole, found[1])
    return whole


FoundNode = tuple[dict[str, Any], DocumentPath]


def _find(whole: Mapping[str, Any], entry: Any, key: str, at: DocumentPath, reader: DocumentReader) -> FoundNode | None:
    code = entry.get(key) if isinstance(entry, dict) else None
    for node, path in _walk(whole, ()):
        if node.get("code") == code:
            return node, path
    reader.complain(at, "rubric-change-unknown", value=str(code))
    return None


def _walk(entry: Mapping[str, Any], path: DocumentPath) -> list[FoundNode]:
    found: list[FoundNode] = []
    for key in _BELOW:
        for position, node in enumerate(entry.get(key) or []):
            if isinstance(node, dict):
                here = (*path, key, position)
                found += [(node, here), *_walk(node, here)]
    return found


def _change(
    node: dict[str, Any], path: DocumentPath, change: dict[str, Any], at: DocumentPath, reader: DocumentReader
) -> None:
    if {"weight", "share"} & change.keys():
        node.pop("weight", None)
        node.pop("share", None)
    if set(_BELOW) & change.keys():
        for key in _BELOW:
            node.pop(key, None)
    node |= {**change, "sources": merged_sources(node.get("sources"), change["sources"])}
    reader.move(at, path)


def _add(
    node: dict[str, Any], path: DocumentPath, addition: dict[str, Any], at: DocumentPath, reader: DocumentReader
) -> None:
    key = "items" if "answer" in addition else "nodes"
    below = node.setdefault(key, [])
    if not isinstance(below, list):
        return  # which is said where the tree is read
    reader.move(at, (*path, key, len(below)))
    below.append({name: value for name, value in addition.items() if name != "below"})


def _drop(whole: dict[str, Any], path: DocumentPath) -> None:
    parent: Any = whole
    for step in path[:-1]:
        parent = parent[step]
    # Emptied and not removed: the nodes after it are found by their positions.
    parent[path[-1]] = None
