"""YAML as plain values with the line of each, and a reader that collects every complaint about them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import yaml

from rbtrack.domain.rubric import Years
from rbtrack.errors import CatalogError, Place, Problem

DocumentPath = tuple[str | int, ...]
"""The keys and positions that lead to a value in a document."""

MOST_BYTES = 4 * 1024 * 1024
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"


def load(text: str, file: str) -> tuple[Any, dict[DocumentPath, int]]:
    """The document as mappings, lists and texts, and the line of each value in it.

    Scalars stay as written, so that 2.5 is exact. Anchors are refused, since a short file can unfold
    into gigabytes with them.
    """
    try:
        if len(text) > MOST_BYTES or any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, _LOADER)):
            raise CatalogError("rubric-file-refused", place=Place(file=file))
        root = yaml.compose(text, _LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise CatalogError("rubric-file-not-yaml", place=Place(file=file, line=line)) from error
    lines: dict[DocumentPath, int] = {}
    return _plain(root, (), lines), lines


def _plain(node: yaml.Node | None, path: DocumentPath, lines: dict[DocumentPath, int]) -> Any:
    if node is None:
        return None
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value, (*path, str(key.value)), lines) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value, (*path, position), lines) for position, value in enumerate(node.value)]
    return None if node.tag == _NULL else str(node.value)


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
        try:
            return Fraction(value)
        except (TypeError, ValueError, ZeroDivisionError):
            self.complain(path, "rubric-number-expected", value=str(value))
            return Fraction(1)

    def years(self, value: Any, path: DocumentPath) -> Years:
        ends = self.sequence(value, path)
        if len(ends) != 2 or not all(end is None or str(end).isdecimal() for end in ends):
            self.complain(path, "rubric-years-wrong")
            return Years(None, None)
        return Years(*(None if end is None else int(end) for end in ends))

    def flag(self, value: Any, path: DocumentPath) -> bool:
        return value is not None and self.word(value, path, ("false", "true")) == "true"


def dotted(path: DocumentPath) -> str:
    return ".".join(str(part) for part in path)
