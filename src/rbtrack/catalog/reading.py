"""From a document to a rubric: every name resolved, every rule checked, every complaint with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from rbtrack.catalog.documents import Reader, Way, dotted, load
from rbtrack.domain.rubric import (
    AnswerScale,
    Area,
    Band,
    ChoiceScale,
    GradeScale,
    Node,
    NumberScale,
    Option,
    Rubric,
    check_rubric,
)
from rbtrack.errors import CatalogError


@dataclass(frozen=True)
class Shared:
    """What rubrics may refer to by name."""

    grade_scales: Mapping[str, GradeScale] = field(default_factory=dict)
    answer_types: Mapping[str, AnswerScale] = field(default_factory=dict)


def parse(text: str, file: str, names: Shared) -> Rubric:
    """The rubric written in YAML in `text`. Raises CatalogError with every complaint and its line."""
    document, lines = load(text, file)
    return build(document, lines, file, names)


_RUBRIC_KEYS = {
    "id", "version", "name", "instrument", "regulation", "years", "level", "grade_scale",
    "blank_items", "confidence", "provenance", "areas", "answer_types", "nodes",
}  # fmt: skip
_NODE_KEYS = {
    "code", "name", "weight", "area", "multiplied_by", "may_not_apply", "rescales", "answer", "nodes", "items",
}  # fmt: skip
_SCALE_KEYS = {"id", "instrument", "regulation", "years", "confidence", "provenance", "note", "bands"}


def parse_shared(text: str, file: str) -> Shared:
    document, lines = load(text, file)
    reader = Reader(file, lines)
    top = reader.mapping(document, (), {"grade_scales", "answer_types"}, set())
    scales = [
        _read_scale(reader, value, ("grade_scales", position))
        for position, value in enumerate(reader.sequence(top.get("grade_scales"), ("grade_scales",)))
    ]
    found = Shared({scale.id: scale for scale in scales}, _read_answer_types(reader, top.get("answer_types")))
    if reader.problems:
        raise CatalogError(problems=tuple(reader.problems))
    return found


def build(document: Any, lines: dict[Way, int], file: str, names: Shared) -> Rubric:
    reader = Reader(file, lines)
    top = reader.mapping(document, (), _RUBRIC_KEYS, _RUBRIC_KEYS - {"areas", "answer_types", "grade_scale"})
    answer_types = {**names.answer_types, **_read_answer_types(reader, top.get("answer_types"))}
    places: dict[str, Way] = {}
    rubric = Rubric(
        id=reader.text(top.get("id"), ("id",)),
        version=reader.text(top.get("version"), ("version",)),
        name=reader.text(top.get("name"), ("name",)),
        instrument=reader.word(top.get("instrument"), ("instrument",), ("rb", "sakip")),
        regulation=reader.text(top.get("regulation"), ("regulation",)),
        years=reader.years(top.get("years"), ("years",)),
        level=reader.text(top.get("level"), ("level",)),
        blank_items=reader.word(top.get("blank_items"), ("blank_items",), ("skip", "zero")),
        confidence=reader.word(top.get("confidence"), ("confidence",), ("primary", "secondary", "unverified")),
        provenance=reader.text(top.get("provenance"), ("provenance",)),
        roots=tuple(_read_nodes(reader, top.get("nodes"), ("nodes",), None, answer_types, places)),
        areas=tuple(
            Area(key, reader.text(value, ("areas", key)))
            for key, value in (
                reader.mapping(top["areas"], ("areas",), set(top["areas"]), set()) if top.get("areas") else {}
            ).items()
        ),
        grade_scale=_find_scale(reader, top.get("grade_scale"), names),
    )
    if not reader.problems:
        for fault in check_rubric(rubric):
            reader.complain(places.get(fault.node, ()), fault.code, node=fault.node, **fault.parameters)
    if reader.problems:
        raise CatalogError(problems=tuple(reader.problems))
    return rubric


def _read_nodes(
    reader: Reader,
    value: Any,
    path: Way,
    area: str | None,
    answer_types: Mapping[str, AnswerScale],
    places: dict[str, Way],
) -> Iterator[Node]:
    for position, entry in enumerate(reader.sequence(value, path)):
        here = (*path, position)
        node = reader.mapping(entry, here, _NODE_KEYS, {"code", "name"})
        code = reader.text(node.get("code"), (*here, "code"))
        places.setdefault(code, here)
        weight = reader.number(node["weight"], (*here, "weight")) if node.get("weight") is not None else None
        own_area = reader.text(node["area"], (*here, "area")) if node.get("area") is not None else area
        below = [
            child
            for key in ("nodes", "items")
            for child in _read_nodes(reader, node.get(key), (*here, key), own_area, answer_types, places)
        ]
        yield Node(
            code=code,
            name=reader.text(node.get("name"), (*here, "name")),
            weight=weight,
            children=tuple(below),
            answer=_find_answer(reader, node["answer"], (*here, "answer"), weight, answer_types)
            if "answer" in node
            else None,
            area=own_area,
            multiplied_by=reader.text(node["multiplied_by"], here) if "multiplied_by" in node else None,
            may_not_apply=reader.flag(node.get("may_not_apply"), (*here, "may_not_apply")),
            rescales=reader.flag(node.get("rescales"), (*here, "rescales")),
        )


def _find_answer(
    reader: Reader, value: Any, path: Way, weight: Fraction | None, answer_types: Mapping[str, AnswerScale]
) -> AnswerScale | None:
    if isinstance(value, dict):
        return _read_answer(reader, value, path, weight)
    if value not in answer_types:
        reader.complain(path, "rubric-answer-type-unknown", value=str(value), known=tuple(sorted(answer_types)))
        return None
    return answer_types[value]


def _read_answer_types(reader: Reader, value: Any) -> dict[str, AnswerScale]:
    if value is None:
        return {}
    path: Way = ("answer_types",)
    return {
        key: _read_answer(reader, entry, (*path, key), None, key)
        for key, entry in reader.mapping(value, path, set(value), set()).items()
    }


def _read_answer(
    reader: Reader, value: Any, path: Way, weight: Fraction | None, name: str | None = None
) -> AnswerScale:
    """One of `range: [0, 5]`, `shares: {A: 1, ...}`, `points: {WTP: 3, ...}` (points of the item's own weight),
    and `options: [[A, 1, alias...], ...]`, the form that the canonical text uses."""
    entry = reader.mapping(value, path, {"range", "shares", "points", "aliases", "options"}, set())
    if "range" in entry:
        ends = [reader.number(end, (*path, "range")) for end in reader.sequence(entry["range"], (*path, "range"))]
        if len(ends) != 2:
            reader.complain((*path, "range"), "rubric-range-wrong", node=dotted(path))
            return NumberScale(Fraction(0), Fraction(1))
        return NumberScale(*ends)
    if "options" in entry:
        rows = [reader.sequence(row, path) for row in reader.sequence(entry["options"], (*path, "options"))]
        options = [Option(row[0], reader.number(row[1], path), tuple(row[2:])) for row in rows if len(row) >= 2]
    else:
        options = list(_read_options(reader, entry, path, weight))
    return ChoiceScale(name or "/".join(option.letter for option in options), tuple(options))


def _read_options(reader: Reader, entry: dict[str, Any], path: Way, weight: Fraction | None) -> Iterator[Option]:
    key = "points" if "points" in entry else "shares"
    whole = weight if key == "points" and weight else Fraction(1)
    values = entry.get(key)
    if not isinstance(values, dict):
        reader.complain(path, "rubric-options-missing")
        return
    aliases = reader.mapping(entry.get("aliases") or {}, (*path, "aliases"), set(values), set())
    for letter, share in values.items():
        others = reader.sequence(aliases.get(letter), (*path, "aliases", letter))
        yield Option(letter, reader.number(share, (*path, key, letter)) / whole, tuple(str(other) for other in others))


def _find_scale(reader: Reader, value: Any, names: Shared) -> GradeScale | None:
    if value is None:
        return None
    if isinstance(value, dict):
        return _read_scale(reader, value, ("grade_scale",))
    if value not in names.grade_scales:
        known = tuple(sorted(names.grade_scales))
        reader.complain(("grade_scale",), "rubric-scale-unknown", value=str(value), known=known)
        return None
    return names.grade_scales[value]


def _read_scale(reader: Reader, value: Any, path: Way) -> GradeScale:
    entry = reader.mapping(value, path, _SCALE_KEYS, {"id", "instrument", "years", "bands"})
    found = []
    for position, row in enumerate(reader.sequence(entry.get("bands"), (*path, "bands"))):
        here = (*path, "bands", position)
        words = reader.sequence(row, here)
        if len(words) not in (4, 5):
            reader.complain(here, "scale-band-wrong", node=dotted(here))
            continue
        targets = reader.word(words[4], here, ("met", "missed")) if len(words) == 5 else None
        found.append(Band(words[0], reader.number(words[1], here), reader.number(words[2], here), words[3], targets))
    return GradeScale(
        id=reader.text(entry.get("id"), (*path, "id")),
        instrument=reader.text(entry.get("instrument"), (*path, "instrument")),
        regulation=reader.text(entry.get("regulation"), (*path, "regulation")),
        years=reader.years(entry.get("years"), (*path, "years")),
        bands=tuple(found),
    )
