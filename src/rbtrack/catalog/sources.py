"""Where figures come from, as rubric files say it: `sources: ministry`, or by kind `sources: {weights: ministry}`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rbtrack.catalog.documents import DocumentPath, DocumentReader
from rbtrack.domain.sources import FIGURE_KINDS, NODE_KINDS, SOURCES, FigureKind, Source, Sources

NOTHING_SAID = Sources()

_KIND_OF_KEY: Mapping[str, FigureKind] = {
    "weight": "weights", "share": "weights", "answer": "answers", "target": "targets", "multiplied_by": "rules",
    "zero_where": "rules", "may_not_apply": "rules", "rescales": "rules", "plain_sum": "rules", "corrects": "rules",
}  # fmt: skip


def read_sources(
    reader: DocumentReader,
    value: Any,
    path: DocumentPath,
    otherwise: Sources = NOTHING_SAID,
    kinds: tuple[FigureKind, ...] = FIGURE_KINDS,
) -> Sources:
    """What is said of kinds of figures; `otherwise` of those of which nothing is."""
    if value is None:
        return otherwise
    if isinstance(value, str):
        return replace(otherwise, **dict.fromkeys(kinds, read_source(reader, value, path)))
    entry = reader.mapping(value, path, set(kinds), set())
    return replace(
        otherwise, **{kind: read_source(reader, said, (*path, kind)) for kind, said in entry.items() if kind in kinds}
    )


def read_source(reader: DocumentReader, value: Any, path: DocumentPath) -> Source:
    """One of the four; not known where nothing is said."""
    found: Source = "unknown" if value is None else reader.word(value, path, SOURCES)
    return found


def of_own(entry: dict[str, Any], own: Any) -> dict[str, Any]:
    """A node that a rubric changes or adds itself: of its figures the rubric's own `sources` count (not known where it
    has none), and not those of the rubric that it is based on."""
    touched = dict.fromkeys(_KIND_OF_KEY[key] for key in entry if key in _KIND_OF_KEY)
    said = merged_sources({kind: said_of(own, kind) for kind in touched}, entry.get("sources"))
    below = {
        key: [of_own(child, own) if isinstance(child, dict) else child for child in entry[key]]
        for key in ("nodes", "items")
        if isinstance(entry.get(key), list)
    }
    return {**entry, **below, "sources": said}


def merged_sources(first: Any, then: Any, kinds: tuple[FigureKind, ...] = NODE_KINDS) -> Any:
    """What is said by kind, where `then` says more than `first`. What is no such statement is left to be complained of."""
    if not isinstance(then, dict):
        return first if then is None else then
    by_kind = dict.fromkeys(kinds, first) if isinstance(first, str) else first
    return {**(by_kind if isinstance(by_kind, dict) else {}), **then}


def said_of(sources: Any, kind: str) -> Any:
    """What `sources` says of one kind of figures, in either of its forms."""
    return sources.get(kind, "unknown") if isinstance(sources, dict) else sources or "unknown"
