"""The content of a rubric as text that never varies: what the store keeps, and what a rubric's hash is taken of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from rbtrack.catalog.combined import combined_document
from rbtrack.catalog.documents import DocumentReader
from rbtrack.catalog.kinds import answer_document, shared_name
from rbtrack.catalog.levels import level_document
from rbtrack.catalog.reading import Shared, build
from rbtrack.domain.kinds import AnswerScale
from rbtrack.domain.rubric import GradeScale, Node, Rubric


@lru_cache(maxsize=64)
def canonical(rubric: Rubric) -> str:
    """The content of a rubric as one line of JSON: equal rubrics give equal text, whatever their files look like.

    Kept, since the same rubric is written down and hashed for every worksheet that follows it.
    """
    return json.dumps(as_document(rubric), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(rubric: Rubric) -> str:
    """SHA-256 (hexadecimal) of the canonical text."""
    return hashlib.sha256(canonical(rubric).encode()).hexdigest()


@lru_cache(maxsize=64)
def from_canonical(text: str) -> Rubric:
    """The rubric that `canonical` wrote down."""
    return build(json.loads(text, parse_int=str, parse_float=str), DocumentReader("", {}), Shared())


def as_document(rubric: Rubric) -> dict[str, Any]:
    """A rubric as plain values, with every name that it uses spelled out."""
    types = answer_types(rubric)
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
        "answer_types": {name: answer_document(scale) for name, scale in types.items()},
        "areas": {area.id: area.name for area in rubric.areas},
        **({"based_on": rubric.based_on} if rubric.based_on else {}),
        **({"only_in_years": "true"} if rubric.only_in_years else {}),
        **({"levels": [level_document(level) for level in rubric.levels]} if rubric.levels else {}),
        **({"combined": combined_document(rubric.combined)} if rubric.combined else {}),
        "nodes": [_node(root, types) for root in rubric.roots],
    }


def answer_types(rubric: Rubric) -> dict[str, AnswerScale]:
    """The scales that are referred to by name: of two under one name, the first."""
    types: dict[str, AnswerScale] = {}
    for item in rubric.items.values():
        if item.answer is not None and (name := shared_name(item.answer)) is not None:
            types.setdefault(name, item.answer)
    return types


def _node(node: Node, types: Mapping[str, AnswerScale]) -> dict[str, Any]:
    """Only what is said of a node, so that a field which later versions add changes no hash."""
    found: dict[str, Any] = {
        "code": node.code,
        "name": node.name,
        "weight": None if node.weight is None else str(node.weight),
        "area": node.area,
        "multiplied_by": node.multiplied_by,
        "zero_where": {zero.item: list(zero.answers) for zero in node.zero_where} or None,
        "may_not_apply": "true" if node.may_not_apply else None,
        "rescales": "true" if node.rescales else None,
        "plain_sum": "true" if node.plain_sum else None,
        "corrects": "true" if node.corrects else None,
        "target": None if node.target is None else str(node.target),
        "criteria": list(node.criteria) or None,
        "confidence": node.confidence,
        "note": node.note or None,
        "answer": None if node.answer is None else _answer(node.answer, types),
        "nodes": [_node(child, types) for child in node.children] or None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _answer(scale: AnswerScale, types: Mapping[str, AnswerScale]) -> str | dict[str, Any]:
    """By name where the name says it all: two scales of the same letters may earn different shares."""
    name = shared_name(scale)
    return name if name is not None and types[name] == scale else answer_document(scale)


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
        # Only where they are said, as of a node: what later versions add changes no hash. Limits are not kept, since
        # they are of figures that others report.
        **({"closed": scale.closed} if scale.closed != "upper" else {}),
        **({} if scale.holds_end else {"holds_end": "false"}),
    }
