"""The content of a rubric as text that never varies: what the store keeps, and what a rubric's hash is taken of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from rbtrack.catalog.reading import Shared, build
from rbtrack.domain.rubric import AnswerScale, ChoiceScale, GradeScale, Node, NumberScale, Rubric


def canonical(rubric: Rubric) -> str:
    """The content of a rubric as one line of JSON: equal rubrics give equal text, whatever their files look like."""
    return json.dumps(_document(rubric), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(rubric: Rubric) -> str:
    """SHA-256 (hexadecimal) of the canonical text."""
    return hashlib.sha256(canonical(rubric).encode()).hexdigest()


def from_canonical(text: str) -> Rubric:
    """The rubric that `canonical` wrote down."""
    return build(json.loads(text, parse_int=str, parse_float=str), {}, "", Shared())


def _document(rubric: Rubric) -> dict[str, Any]:
    types: dict[str, ChoiceScale] = {}
    for item in rubric.items.values():
        if isinstance(item.answer, ChoiceScale):
            types.setdefault(item.answer.id, item.answer)
    return {
        "id": rubric.id,
        "version": rubric.version,
        "name": rubric.name,
        "instrument": rubric.instrument,
        "regulation": rubric.regulation,
        "years": [rubric.years.first, rubric.years.last],
        "level": rubric.level,
        "blank_items": rubric.blank_items,
        "confidence": rubric.confidence,
        "provenance": rubric.provenance,
        "grade_scale": _scale(rubric.grade_scale) if rubric.grade_scale else None,
        "answer_types": {name: _answer(scale) for name, scale in types.items()},
        "areas": {area.id: area.name for area in rubric.areas},
        "nodes": [_node(root, types) for root in rubric.roots],
    }


def _node(node: Node, types: Mapping[str, ChoiceScale]) -> dict[str, Any]:
    found: dict[str, Any] = {"code": node.code, "name": node.name}
    if node.weight is not None:
        found["weight"] = str(node.weight)
    if node.area is not None:
        found["area"] = node.area
    if node.multiplied_by is not None:
        found["multiplied_by"] = node.multiplied_by
    if node.may_not_apply:
        found["may_not_apply"] = "true"
    if node.rescales:
        found["rescales"] = "true"
    if node.answer is not None:
        found["answer"] = _answer(node.answer)
        # By name where the name says it all: two scales of the same letters may earn different shares.
        if isinstance(node.answer, ChoiceScale) and types[node.answer.id] == node.answer:
            found["answer"] = node.answer.id
    if node.children:
        found["nodes"] = [_node(child, types) for child in node.children]
    return found


def _answer(scale: AnswerScale) -> dict[str, Any]:
    if isinstance(scale, NumberScale):
        return {"range": [str(scale.minimum), str(scale.maximum)]}
    return {
        # A list keeps the order of the options; the keys of an object are sorted.
        "options": [[option.letter, str(option.share), *option.aliases] for option in scale.options],
    }


def _scale(scale: GradeScale) -> dict[str, Any]:
    return {
        "id": scale.id,
        "instrument": scale.instrument,
        "regulation": scale.regulation,
        "years": [scale.years.first, scale.years.last],
        "bands": [
            [band.grade, str(band.above), str(band.up_to), band.predicate, *([band.targets] if band.targets else [])]
            for band in scale.bands
        ],
    }
