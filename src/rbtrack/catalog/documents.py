"""YAML as plain values with the line of each, and a reader that collects every complaint about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import yaml

from rbtrack.domain.rubric import Years
from rbtrack.errors import CatalogError, Place, Problem

DocumentPath = tuple[str | int, ...]
"""The keys and positions that lead to a value in a document."""

MOST_BYTES = 4 * 1024 * 1024
MOST_DEPTH = 100
"""Lists and mappings inside each other. A rubric of twenty levels has about fifty."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"[+-]?[0-9]{1,100}(?:\.[0-9]{1,100}|/[0-9]{1,100})?")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SHOWN = 40
"""So much of a wrong value is shown."""

_NULL = "tag:yaml.org,2002:null"


def load(text: str, file: str) -> tuple[Any, dict[DocumentPath, int]]:
    """The document as mappings, lists and texts, and the line of each value in it.

    Scalars stay as written, so that 2.5 is exact. Raises CatalogError, with lines, for what is no YAML, and for what a
    short file can do harm with: anchors, which unfold into gigabytes, and depth, which ends the process.
    """
    if len(text) > MOST_BYTES:
        raise CatalogError("rubric-file-too-large", place=Place(file=file), limit=MOST_BYTES // 1024 // 1024)
    if found := _CONTROL.search(text):
        place = Place(file=file, line=text.count("\n", 0, found.start()) + 1)
        raise CatalogError("rubric-file-control", place=place, sign=f"U+{ord(found[0]):04X}")
    try:
        _check_events(text, file)
        root = yaml.compose(text, _LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise CatalogError("rubric-file-not-yaml", place=Place(file=file, line=line)) from error
    found_lines = _Lines(file)
    document = found_lines.plain(root, ())
    if found_lines.problems:
        raise CatalogError(problems=tuple(found_lines.problems))
    return document, found_lines.lines


def _check_events(text: str, file: str) -> None:
    """Raises CatalogError for anchors and for depth, before anything is built of the document."""
    depth = 0
    for event in yaml.parse(text, _LOADER):
        line = event.start_mark.line + 1 if event.start_mark else None
        if getattr(event, "anchor", None) is not None:
            raise CatalogError("rubric-file-anchor", place=Place(file=file, line=line))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            raise CatalogError("rubric-file-too-deep", place=Place(file=file, line=line), limit=MOST_DEPTH)


@dataclass
class _Lines:
    """Takes down the line of each value while a document becomes plain values, and every key that stands twice."""

    file: str
    lines: dict[DocumentPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def plain(self, node: yaml.Node | None, path: DocumentPath) -> Any:
        if node is None:
            return None
        self.lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(value, (*path, position)) for position, value in enumerate(node.value)]
        return None if node.tag == _NULL else str(node.value)

    def _mapping(self, node: yaml.MappingNode, path: DocumentPath) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._complain("rubric-text-expected", key, path=dotted((*path, "?")))
                continue
            name = str(key.value)
            if name in found:
                self._complain("rubric-key-double", key, key=name, first=self.lines[*path, name])
            found[name] = self.plain(value, (*path, name))
            self.lines[*path, name] = key.start_mark.line + 1
        return found

    def _complain(self, code: str, node: yaml.Node, **parameters: object) -> None:
        place = Place(file=self.file, line=node.start_mark.line + 1)
        self.problems.append(Problem(code, place=place, parameters=parameters))


class DocumentReader:
    """Takes values out of a document by path and type, and collects every complaint."""

    def __init__(self, file: str, lines: Mapping[DocumentPath, int]) -> None:
        self.file = file
        self.lines = dict(lines)
        self.problems: list[Problem] = []

    def complain(self, path: DocumentPath, code: str, /, **parameters: object) -> None:
        line = next((self.lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self.lines), None)
        self.problems.append(Problem(code, place=Place(file=self.file, line=line), parameters=parameters))

    def move(self, old: DocumentPath, new: DocumentPath) -> None:
        """Remember the lines of what stood at `old`, and below it, for `new`, where it stands now."""
        moved = {new + way[len(old) :]: line for way, line in self.lines.items() if way[: len(old)] == old}
        self.lines |= moved

    def mapping(self, value: Any, path: DocumentPath, known: set[str], required: set[str]) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.complain(path, "rubric-mapping-expected", path=dotted(path))
            return {}
        for key in value.keys() - known:
            self.complain((*path, key), "rubric-key-unknown", key=key, known=tuple(sorted(known)))
        for key in sorted(required - value.keys()):
            self.complain(path, "rubric-key-missing", key=key)
        return value

    def named(self, value: Any, path: DocumentPath) -> dict[str, Any]:
        """A mapping whose names are the user's own."""
        return self.mapping(value, path, set(value) if isinstance(value, dict) else set(), set())

    def sequence(self, value: Any, path: DocumentPath) -> list[Any]:
        if value is None:
            return []
        if not isinstance(value, list):
            self.complain(path, "rubric-list-expected", path=dotted(path))
            return []
        return value

    def text(self, value: Any, path: DocumentPath) -> str:
        if value is None:
            return ""
        if not isinstance(value, str):
            self.complain(path, "rubric-text-expected", path=dotted(path))
            return ""
        return value

    def word(self, value: Any, path: DocumentPath, allowed: tuple[str, ...]) -> Any:
        """One of `allowed`; after a complaint the first of them, so that reading can go on."""
        if value not in allowed:
            self.complain(path, "rubric-word-unknown", value=self.text(value, path), allowed=allowed)
            return allowed[0]
        return value

    def number(self, value: Any, path: DocumentPath) -> Fraction:
        """A number as people write it: no exponent, which makes a short text an endless number."""
        with suppress(ZeroDivisionError):
            if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
                return Fraction(value.strip())
        self.complain(path, "rubric-number-expected", value=str(value)[:_SHOWN])
        return Fraction(1)

    def years(self, value: Any, path: DocumentPath) -> Years:
        ends = self.sequence(value, path)
        if len(ends) != 2 or not all(end is None or _is_year(end) for end in ends):
            self.complain(path, "rubric-years-wrong")
            return Years(None, None)
        return Years(*(None if end is None else int(end) for end in ends))

    def flag(self, value: Any, path: DocumentPath) -> bool:
        return value is not None and self.word(value, path, ("false", "true")) == "true"


def _is_year(end: Any) -> bool:
    return isinstance(end, str) and end.isascii() and end.isdecimal() and len(end) <= len("2015")


def dotted(path: DocumentPath) -> str:
    return ".".join(str(part) for part in path)
