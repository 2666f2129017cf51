"""From a crosswalk file to its links: every part that is not there named with its line."""

from __future__ import annotations

from typing import Any

from rbtrack.catalog.documents import DocumentPath, DocumentReader, load
from rbtrack.domain.crosswalk import Crosswalk, Link, check_crosswalk
from rbtrack.domain.rubric import Rubric
from rbtrack.errors import CatalogError

_KINDS = ("same", "rescaled", "merged", "split", "new", "dropped")


def parse_crosswalk(text: str, file: str, old: Rubric, new: Rubric) -> Crosswalk:
    """The crosswalk written in YAML in `text`. Raises CatalogError with every complaint and its line."""
    document, lines = load(text, file)
    reader = DocumentReader(file, lines)
    top = reader.mapping(document, (), {"from", "to", "confidence", "links"}, {"from", "to", "confidence", "links"})
    entries = reader.sequence(top.get("links"), ("links",))
    crosswalk = Crosswalk(
        old=reader.text(top.get("from"), ("from",)),
        new=reader.text(top.get("to"), ("to",)),
        links=tuple(_link(reader, entry, ("links", position)) for position, entry in enumerate(entries)),
        confidence=reader.word(top.get("confidence"), ("confidence",), ("primary", "secondary", "unverified")),
    )
    for position, part in check_crosswalk(crosswalk, old, new):
        reader.complain(("links", position), "crosswalk-part-unknown", value=part)
    if reader.problems:
        raise CatalogError(problems=tuple(reader.problems))
    return crosswalk


def _link(reader: DocumentReader, entry: Any, path: DocumentPath) -> Link:
    link = reader.mapping(entry, path, {"kind", "from", "to"}, {"kind"})
    kind = reader.word(link.get("kind"), (*path, "kind"), _KINDS)
    old, new = (
        tuple(reader.text(part, (*path, key)) for part in reader.sequence(link.get(key), (*path, key)))
        for key in ("from", "to")
    )
    if bool(old) != (kind != "new") or bool(new) != (kind != "dropped"):
        reader.complain(path, "crosswalk-link-wrong", kind=kind)
    return Link(kind, old, new)
