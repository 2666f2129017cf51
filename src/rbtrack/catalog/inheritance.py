"""A rubric that states only what differs from another one: an office's own copy of an annex, say.

`changes` names nodes by code and gives the values that differ; `add` puts nodes `below` others;
`drop` leaves nodes out. All else is as in the rubric named by `based_on`.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from rbtrack.catalog.documents import Reader, Way

_OWN_KEYS = ("changes", "add", "drop")
_BELOW = ("nodes", "items")


def inherit(base: Mapping[str, Any], own: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
    """The whole document. Complains to `reader` about codes that the base has not; its lines are kept up."""
    whole = {**deepcopy(dict(base)), **{key: value for key, value in own.items() if key not in _OWN_KEYS}}
    for position, change in enumerate(reader.sequence(own.get("changes"), ("changes",))):
        way = ("changes", position)
        if found := _find(whole, change, "code", way, reader):
            _change(*found, change, way, reader)
    for position, addition in enumerate(reader.sequence(own.get("add"), ("add",))):
        way = ("add", position)
        if found := _find(whole, addition, "below", way, reader):
            _add(*found, addition, way, reader)
    for position, code in enumerate(reader.sequence(own.get("drop"), ("drop",))):
        if found := _find(whole, {"code": code}, "code", ("drop", position), reader):
            _drop(whole, found[1])
    return whole


Found = tuple[dict[str, Any], Way]


def _find(whole: Mapping[str, Any], entry: Any, key: str, way: Way, reader: Reader) -> Found | None:
    code = entry.get(key) if isinstance(entry, dict) else None
    for node, path in _walk(whole, ()):
        if node.get("code") == code:
            return node, path
    reader.complain(way, "rubric-change-unknown", value=str(code))
    return None


def _walk(entry: Mapping[str, Any], path: Way) -> list[Found]:
    found: list[Found] = []
    for key in _BELOW:
        for position, node in enumerate(entry.get(key) or []):
            if isinstance(node, dict):
                here = (*path, key, position)
                found += [(node, here), *_walk(node, here)]
    return found


def _change(node: dict[str, Any], path: Way, change: dict[str, Any], way: Way, reader: Reader) -> None:
    if {"weight", "share"} & change.keys():
        node.pop("weight", None)
        node.pop("share", None)
    if set(_BELOW) & change.keys():
        for key in _BELOW:
            node.pop(key, None)
    node |= change
    reader.move(way, path)


def _add(node: dict[str, Any], path: Way, addition: dict[str, Any], way: Way, reader: Reader) -> None:
    key = "items" if "answer" in addition else "nodes"
    below = node.setdefault(key, [])
    reader.move(way, (*path, key, len(below)))
    below.append({name: value for name, value in addition.items() if name != "below"})


def _drop(whole: dict[str, Any], path: Way) -> None:
    parent: Any = whole
    for step in path[:-1]:
        parent = parent[step]
    # Marked and not removed: the positions of those after it stand for their lines.
    parent[path[-1]] = None
