"""Instrument files: what an instrument is called, its place among the others, and the scales of its grades."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from rbtrack.catalog.documents import DocumentPath, DocumentReader, load
from rbtrack.catalog.reading import read_scale
from rbtrack.domain.instrument import Instrument, TitleWords
from rbtrack.domain.rubric import GradeScale, scale_faults
from rbtrack.errors import CatalogError
from rbtrack.text import LANGUAGES

_KEYS = {"code", "name", "full_name", "order", "titles", "grade_scales"}
_REQUIRED = {"code", "name", "full_name", "order"}
_CODE = re.compile(r"[a-z][a-z0-9-]{0,29}", re.ASCII)
_ORDER = re.compile(r"[0-9]{1,4}", re.ASCII)


def parse_instrument(text: str, file: str) -> Instrument:
    """The instrument written in YAML in `text`. Raises CatalogError with every complaint and its line."""
    document, lines = load(text, file)
    reader = DocumentReader(file, lines)
    top = reader.mapping(document, (), _KEYS, _REQUIRED)
    code = _plain(reader, top, "code", _CODE, "instrument-code-wrong")
    found = Instrument(
        code=code,
        names=_names(reader, top.get("name")),
        full_name=_name(reader, top.get("full_name"), ("full_name",)),
        order=int(_plain(reader, top, "order", _ORDER, "instrument-order-wrong") or 0),
        scales=_scales(reader, top.get("grade_scales"), code),
        titles=_titles(reader, top.get("titles")),
    )
    if reader.problems:
        raise CatalogError(problems=tuple(reader.problems))
    return found


def _plain(reader: DocumentReader, top: Mapping[str, Any], key: str, form: re.Pattern[str], problem: str) -> str:
    """A text of that form; empty after a complaint, and where it is not there, which was complained of before."""
    text = reader.text(top.get(key), (key,))
    if key in top and not form.fullmatch(text):
        reader.complain((key,), problem, value=text)
        return ""
    return text


def _names(reader: DocumentReader, value: Any) -> Mapping[str, str]:
    """By language; a text is the name in all of them."""
    if not isinstance(value, dict):
        value = dict.fromkeys(LANGUAGES, value)
    names = reader.mapping(value, ("name",), set(LANGUAGES), set(LANGUAGES))
    return {language: _name(reader, name, ("name", language)) for language, name in names.items()}


def _name(reader: DocumentReader, value: Any, path: DocumentPath) -> str:
    name = reader.text(value, path).strip()
    if isinstance(value, str) and not name:
        reader.complain(path, "instrument-name-empty")
    return name


def _titles(reader: DocumentReader, value: Any) -> TitleWords:
    if value is None:
        return TitleWords()
    keys = ("with", "without")
    top = reader.mapping(value, ("titles",), set(keys), {"with"})
    return TitleWords(
        *(
            tuple(
                reader.text(word, ("titles", key)).casefold() for word in reader.sequence(top.get(key), ("titles", key))
            )
            for key in keys
        )
    )


def _scales(reader: DocumentReader, value: Any, code: str) -> tuple[GradeScale, ...]:
    """The scales, each whole by itself, under ids and for years of their own."""
    before = len(reader.problems)
    scales = tuple(
        read_scale(reader, entry, ("grade_scales", position), code)
        for position, entry in enumerate(reader.sequence(value, ("grade_scales",)))
    )
    if len(reader.problems) > before:
        return scales
    for position, scale in enumerate(scales):
        for fault in scale_faults(scale):
            reader.complain(("grade_scales", position), fault.code, node=fault.node, **fault.parameters)
    for scale_id, times in Counter(scale.id for scale in scales).items():
        if times > 1:
            reader.complain(("grade_scales",), "scale-id-taken", value=scale_id)
    for one, other in combinations(scales, 2):
        if one.years.meet(other.years):
            reader.complain(("grade_scales",), "scale-years-meet", one=one.id, other=other.id)
    return scales
