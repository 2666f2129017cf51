"""From a document to a rubric: every name resolved, every rule checked, every complaint with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from rbtrack.catalog.combined import read_combined
from rbtrack.catalog.documents import DocumentPath, DocumentReader, dotted, load
from rbtrack.catalog.inheritance import inherit
from rbtrack.catalog.kinds import read_answer
from rbtrack.catalog.levels import check_eligibility, read_levels
from rbtrack.catalog.sources import read_source, read_sources
from rbtrack.domain.combined import combined_faults
from rbtrack.domain.evaluation import plain_words
from rbtrack.domain.instrument import Instrument
from rbtrack.domain.kinds import AnswerScale
from rbtrack.domain.levels import level_faults
from rbtrack.domain.rubric import Area, Band, GradeScale, Node, Rubric, ZeroGate, check_rubric
from rbtrack.domain.sources import NODE_KINDS, Sources
from rbtrack.domain.validating import AnswerWords
from rbtrack.errors import CatalogError


@dataclass(frozen=True)
class Shared:
    """What rubrics may refer to by name."""

    answer_types: Mapping[str, AnswerScale] = field(default_factory=dict)
    instruments: Mapping[str, Instrument] = field(default_factory=dict)

    @property
    def grade_scales(self) -> Mapping[str, GradeScale]:
        """The scales of every instrument, by id."""
        return {scale.id: scale for instrument in self.instruments.values() for scale in instrument.scales}


FindDocument = Callable[[str], Mapping[str, Any]]
"""Gives the document of another rubric, for one that is based on it. Raises CatalogError where there is none."""


def parse(text: str, file: str, names: Shared, find: FindDocument | None = None) -> Rubric:
    """The rubric written in YAML in `text`. Raises CatalogError with every complaint and its line."""
    document, lines = load(text, file)
    return build(document, DocumentReader(file, lines), names, find)


_RUBRIC_KEYS = {
    "id", "version", "name", "instrument", "regulation", "years", "level", "grade_scale",
    "blank_items", "confidence", "provenance", "areas", "answer_types", "nodes", "based_on", "only_in_years", "levels", "combined", "sources",
}  # fmt: skip
_OPTIONAL_KEYS = {"areas", "answer_types", "grade_scale", "based_on", "only_in_years", "levels", "combined", "sources"}
_NODE_KEYS = {
    "code", "name", "weight", "share", "area", "multiplied_by", "zero_where", "may_not_apply", "rescales", "plain_sum", "corrects",
    "target", "answer", "criteria", "confidence", "note", "nodes", "items", "sources",
}  # fmt: skip
_CONFIDENCE = ("primary", "secondary", "unverified")
_SCALE_KEYS = {
    "id",
    "regulation",
    "years",
    "confidence",
    "provenance",
    "note",
    "bands",
    "closed",
    "holds_end",
    "limits",
    "grades",
    "source",
}


def _base(rubric_id: Any, reader: DocumentReader, find: FindDocument) -> Mapping[str, Any]:
    try:
        return find(str(rubric_id))
    except CatalogError as error:
        reader.problems += error.problems
        raise CatalogError(problems=tuple(reader.problems)) from error


def parse_answer_types(text: str, file: str) -> Mapping[str, AnswerScale]:
    """The answer types that rubrics share, by name. Raises CatalogError with every complaint and its line."""
    document, lines = load(text, file)
    reader = DocumentReader(file, lines)
    top = reader.mapping(document, (), {"answer_types"}, {"answer_types"})
    found = _read_answer_types(reader, top.get("answer_types"))
    if reader.problems:
        raise CatalogError(problems=tuple(reader.problems))
    return found


def parse_words(text: str, file: str) -> AnswerWords:
    """The words for an answer that is not there. Raises CatalogError with every complaint and its line."""
    document, lines = load(text, file)
    reader = DocumentReader(file, lines)
    keys = ("not_applicable", "blank")
    top = reader.mapping(document, (), set(keys), set(keys))
    found = (
        frozenset(plain_words(reader.text(word, (key,))) for word in reader.sequence(top.get(key), (key,)))
        for key in keys
    )
    words = AnswerWords(*found)
    if reader.problems:
        raise CatalogError(problems=tuple(reader.problems))
    return words


def build(document: Any, reader: DocumentReader, names: Shared, find: FindDocument | None = None) -> Rubric:
    """The rubric that `document` describes. Raises CatalogError with everything that `reader` was told."""
    if find is not None and isinstance(document, dict) and document.get("based_on"):
        read_sources(reader, document.get("sources"), ("sources",))  # those of its own figures
        document = inherit(_base(document["based_on"], reader, find), document, reader)
    top = reader.mapping(document, (), _RUBRIC_KEYS, _RUBRIC_KEYS - _OPTIONAL_KEYS)
    answer_types = {**names.answer_types, **_read_answer_types(reader, top.get("answer_types"))}
    places: dict[str, DocumentPath] = {}
    sources = read_sources(reader, top.get("sources"), ("sources",))
    rubric = Rubric(
        id=reader.text(top.get("id"), ("id",)),
        version=reader.text(top.get("version"), ("version",)),
        name=reader.text(top.get("name"), ("name",)),
        instrument=_find_instrument(reader, top.get("instrument"), names),
        regulation=reader.text(top.get("regulation"), ("regulation",)),
        years=reader.years(top.get("years"), ("years",)),
        level=reader.text(top.get("level"), ("level",)),
        blank_items=reader.word(top.get("blank_items"), ("blank_items",), ("skip", "zero")),
        confidence=reader.word(top.get("confidence"), ("confidence",), _CONFIDENCE),
        provenance=reader.text(top.get("provenance"), ("provenance",)),
        roots=tuple(_Nodes(reader, answer_types, places, sources).read(top.get("nodes"), ("nodes",), None, None)),
        areas=tuple(
            Area(key, reader.text(value, ("areas", key)))
            for key, value in (reader.named(top["areas"], ("areas",)) if top.get("areas") else {}).items()
        ),
        grade_scale=_find_scale(reader, top.get("grade_scale"), names),
        based_on=reader.text(top["based_on"], ("based_on",)) if top.get("based_on") else None,
        only_in_years=reader.flag(top.get("only_in_years"), ("only_in_years",)),
        levels=read_levels(reader, top.get("levels"), places),
        combined=read_combined(reader, top.get("combined")),
        sources=sources,
    )
    if not reader.problems:
        check_eligibility(reader, rubric.levels, names.instruments)
        places["combined"] = ("combined",)
        for fault in (*check_rubric(rubric), *level_faults(rubric), *combined_faults(rubric)):
            reader.complain(places.get(fault.node, ()), fault.code, node=fault.node, **fault.parameters)
    if reader.problems:
        raise CatalogError(problems=tuple(reader.problems))
    return rubric


@dataclass(frozen=True)
class _Nodes:
    """Reads the tree; `places` takes down where each code stands."""

    reader: DocumentReader
    answer_types: Mapping[str, AnswerScale]
    places: dict[str, DocumentPath]
    sources: Sources

    def read(self, value: Any, path: DocumentPath, area: str | None, whole: Fraction | None) -> Iterator[Node]:
        """The nodes of a list below a node of the tag `area` and the weight `whole`."""
        for position, entry in enumerate(self.reader.sequence(value, path)):
            if entry is None:
                continue  # dropped from the rubric that this one is based on
            yield self._node(entry, (*path, position), area, whole)

    def _node(self, entry: Any, here: DocumentPath, area: str | None, whole: Fraction | None) -> Node:
        reader = self.reader
        node = reader.mapping(entry, here, _NODE_KEYS, {"code", "name"})
        code = reader.text(node.get("code"), (*here, "code"))
        self.places.setdefault(code, here)
        weight = self._weight(node, here, whole)
        area = self._optional_text(node, here, "area") or area
        below = [child for key in ("nodes", "items") for child in self.read(node.get(key), (*here, key), area, weight)]
        criteria = reader.sequence(node.get("criteria"), (*here, "criteria"))
        return Node(
            code=code,
            name=reader.text(node.get("name"), (*here, "name")),
            weight=weight,
            children=tuple(below),
            answer=self._answer(node["answer"], (*here, "answer"), weight) if "answer" in node else None,
            area=area,
            multiplied_by=self._optional_text(node, here, "multiplied_by"),
            zero_where=self._zero_gates(node.get("zero_where"), (*here, "zero_where")),
            may_not_apply=reader.flag(node.get("may_not_apply"), (*here, "may_not_apply")),
            rescales=reader.flag(node.get("rescales"), (*here, "rescales")),
            plain_sum=reader.flag(node.get("plain_sum"), (*here, "plain_sum")),
            corrects=reader.flag(node.get("corrects"), (*here, "corrects")),
            target=reader.number(node["target"], (*here, "target")) if "target" in node else None,
            criteria=tuple(reader.text(each, (*here, "criteria")) for each in criteria),
            confidence=reader.word(node["confidence"], (*here, "confidence"), _CONFIDENCE)
            if "confidence" in node
            else None,
            note=reader.text(node.get("note"), (*here, "note")),
            sources=read_sources(reader, node.get("sources"), (*here, "sources"), self.sources, NODE_KINDS),
        )

    def _weight(self, node: dict[str, Any], here: DocumentPath, whole: Fraction | None) -> Fraction | None:
        """Stated in points, or as a share of the weight of the node above."""
        if node.get("weight") is not None:
            return self.reader.number(node["weight"], (*here, "weight"))
        if node.get("share") is None:
            return None
        return self.reader.number(node["share"], (*here, "share")) * (1 if whole is None else whole)

    def _optional_text(self, node: dict[str, Any], here: DocumentPath, key: str) -> str | None:
        return self.reader.text(node[key], (*here, key)) if node.get(key) is not None else None

    def _zero_gates(self, value: Any, path: DocumentPath) -> tuple[ZeroGate, ...]:
        """By the item that decides, its answers: `{A.I.1.a: [C]}`. Always in one order, as in the canonical text."""
        reader = self.reader
        gates = reader.mapping(value, path, set(value), set()) if isinstance(value, dict) else {}
        if value is not None and not gates:
            reader.complain(path, "rubric-zero-gate-form")
        return tuple(
            ZeroGate(item, tuple(reader.text(word, (*path, item)) for word in reader.sequence(words, (*path, item))))
            for item, words in sorted(gates.items())
        )

    def _answer(self, value: Any, path: DocumentPath, weight: Fraction | None) -> AnswerScale | None:
        if isinstance(value, dict):
            return read_answer(self.reader, value, path, weight)
        if not isinstance(value, str) or value not in self.answer_types:
            known = tuple(sorted(self.answer_types))
            self.reader.complain(path, "rubric-answer-type-unknown", value=str(value), known=known)
            return None
        return self.answer_types[value]


def _read_answer_types(reader: DocumentReader, value: Any) -> dict[str, AnswerScale]:
    if value is None:
        return {}
    path: DocumentPath = ("answer_types",)
    return {
        key: read_answer(reader, entry, (*path, key), None, key) for key, entry in reader.named(value, path).items()
    }


def _find_instrument(reader: DocumentReader, value: Any, names: Shared) -> str:
    """One that is known; of a stored rubric any, since its instrument may have had a file that is no longer there."""
    path: DocumentPath = ("instrument",)
    return str(reader.word(value, path, tuple(names.instruments))) if names.instruments else reader.text(value, path)


def _find_scale(reader: DocumentReader, value: Any, names: Shared) -> GradeScale | None:
    if value is None:
        return None
    if isinstance(value, dict):
        return read_scale(reader, value, ("grade_scale",))
    if not isinstance(value, str) or value not in names.grade_scales:
        known = tuple(sorted(names.grade_scales))
        reader.complain(("grade_scale",), "rubric-scale-unknown", value=str(value), known=known)
        return None
    return names.grade_scales[value]


def read_scale(reader: DocumentReader, value: Any, path: DocumentPath, instrument: str | None = None) -> GradeScale:
    """A scale, which says its instrument where that is not told."""
    more = {"instrument"} if instrument is None else set()
    graded = "grades" if isinstance(value, dict) and "grades" in value else "bands"
    entry = reader.mapping(value, path, _SCALE_KEYS | more, {"id", "years", graded} | (more or {"regulation"}))
    found = []
    for position, row in enumerate(reader.sequence(entry.get("bands"), (*path, "bands"))):
        here = (*path, "bands", position)
        words = reader.sequence(row, here)
        if len(words) not in (4, 5) or not all(isinstance(word, str) for word in words):
            reader.complain(here, "scale-band-wrong", node=dotted(here))
            continue
        targets = reader.word(words[4], here, ("met", "missed")) if len(words) == 5 else None
        found.append(Band(words[0], reader.number(words[1], here), reader.number(words[2], here), words[3], targets))
    return GradeScale(
        id=reader.text(entry.get("id"), (*path, "id")),
        instrument=reader.text(entry.get("instrument"), (*path, "instrument")) if instrument is None else instrument,
        regulation=reader.text(entry.get("regulation"), (*path, "regulation")),
        years=reader.years(entry.get("years"), (*path, "years")),
        bands=tuple(found),
        closed=reader.word(entry["closed"], (*path, "closed"), ("upper", "lower")) if "closed" in entry else "upper",
        holds_end=reader.flag(entry.get("holds_end", "true"), (*path, "holds_end")),
        limits=tuple(
            (kind.casefold(), reader.number(limit, (*path, "limits", kind)))
            for kind, limit in (reader.named(entry["limits"], (*path, "limits")) if entry.get("limits") else {}).items()
        ),
        ranks=tuple(
            reader.text(each, (*path, "grades")) for each in reader.sequence(entry.get("grades"), (*path, "grades"))
        ),
        source=read_source(reader, entry.get("source"), (*path, "source")),
    )
