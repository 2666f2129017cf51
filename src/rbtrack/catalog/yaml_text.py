"""A rubric as the text of a file that people can read and change."""

from __future__ import annotations

from typing import Any

import yaml

from rbtrack.catalog.canonical import answer_types, as_document
from rbtrack.catalog.reading import Shared
from rbtrack.domain.rubric import Rubric


def as_yaml(rubric: Rubric, names: Shared, comment: str) -> str:
    """The text of a rubric file. Shared scales are named, areas are stated on the topmost node that has them."""
    document = as_document(rubric)
    if rubric.grade_scale and names.grade_scales.get(rubric.grade_scale.id) == rubric.grade_scale:
        document["grade_scale"] = rubric.grade_scale.id
    own = {name for name, scale in answer_types(rubric).items() if names.answer_types.get(name) != scale}
    document["answer_types"] = {name: value for name, value in document["answer_types"].items() if name in own}
    document["nodes"] = [_node(node, None) for node in document["nodes"]]
    document = {key: value for key, value in document.items() if value not in (None, {}, [])} | {
        "regulation": rubric.regulation,
        "level": rubric.level,
        "provenance": rubric.provenance,
        "years": document["years"],
        "nodes": document.pop("nodes"),
    }
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110)
    return "".join(f"# {line}\n" for line in comment.splitlines()) + "\n" + text


def _node(node: dict[str, Any], area: str | None) -> dict[str, Any]:
    """Children go last, and are `items` where they are answered."""
    own = node.get("area")
    found = {key: value for key, value in node.items() if key != "nodes" and not (key == "area" and value == area)}
    below = [_node(child, own) for child in node.get("nodes", [])]
    if below:
        found["items" if all("answer" in child for child in below) else "nodes"] = below
    return found
