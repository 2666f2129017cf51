"""The levels of a rubric as they stand in its file and in the canonical text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import combinations
from typing import Any

from rbtrack.catalog.documents import DocumentPath, DocumentReader
from rbtrack.domain.instrument import Instrument
from rbtrack.domain.level_rules import ANY_KIND, Eligibility, PassLevel, PassLine

_KEYS = {"code", "name", "lines", "eligibility", "confidence", "note"}
_CONFIDENCE = ("primary", "secondary", "unverified")
_YEARS = re.compile(r"[0-9]", re.ASCII)


def level_document(level: PassLevel) -> dict[str, Any]:
    """A level as plain values, as a rubric file states them."""
    found: dict[str, Any] = {
        "code": level.code,
        "name": level.name,
        "confidence": level.confidence,
        "note": level.note or None,
        "lines": [
            {"of": line.of, "percent" if line.in_percent else "points": str(line.minimum)} for line in level.lines
        ],
        "eligibility": [_eligibility_document(each) for each in level.eligibility] or None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _eligibility_document(each: Eligibility) -> dict[str, Any]:
    by_kind = each.by_kind
    years = {"years_before": str(each.years_before)} if each.years_before else {}
    return {"instrument": each.instrument, "grade": by_kind.get(ANY_KIND) or dict(by_kind), **years}


def read_levels(reader: DocumentReader, value: Any, places: dict[str, DocumentPath]) -> tuple[PassLevel, ...]:
    """The levels of a rubric, the lowest first; `places` takes down where each level and line stands."""
    return tuple(
        _level(reader, entry, ("levels", position), places)
        for position, entry in enumerate(reader.sequence(value, ("levels",)))
    )


def _level(reader: DocumentReader, value: Any, path: DocumentPath, places: dict[str, DocumentPath]) -> PassLevel:
    entry = reader.mapping(value, path, _KEYS, {"code", "name"})
    lines = (*path, "lines")
    for here in (path, *((*lines, position) for position in range(len(reader.sequence(entry.get("lines"), lines))))):
        places[".".join(map(str, here))] = here
    wanted = (*path, "eligibility")
    confidence = entry.get("confidence")
    return PassLevel(
        code=reader.text(entry.get("code"), (*path, "code")),
        name=reader.text(entry.get("name"), (*path, "name")),
        lines=tuple(
            _line(reader, each, (*lines, position))
            for position, each in enumerate(reader.sequence(entry.get("lines"), lines))
        ),
        eligibility=tuple(
            _eligibility(reader, each, (*wanted, position))
            for position, each in enumerate(reader.sequence(entry.get("eligibility"), wanted))
        ),
        confidence=None if confidence is None else reader.word(confidence, (*path, "confidence"), _CONFIDENCE),
        note=reader.text(entry.get("note"), (*path, "note")),
    )


def _line(reader: DocumentReader, value: Any, path: DocumentPath) -> PassLine:
    """`{of: A, points: 40}` or `{of: every area, percent: 60}`."""
    entry = reader.mapping(value, path, {"of", "points", "percent"}, {"of"})
    units = [unit for unit in ("points", "percent") if unit in entry]
    if len(units) != 1:
        reader.complain(path, "level-line-form")
    unit = units[0] if units else "points"
    minimum = reader.number(entry.get(unit, "1"), (*path, unit))
    return PassLine(reader.text(entry.get("of"), (*path, "of")), minimum, unit == "percent")


def _eligibility(reader: DocumentReader, value: Any, path: DocumentPath) -> Eligibility:
    """`{instrument: sakip, grade: B}`, or with a grade for each kind of agency: `grade: {kementerian: B, kota: CC}`."""
    entry = reader.mapping(value, path, {"instrument", "grade", "years_before"}, {"instrument", "grade"})
    grade, here = entry.get("grade"), (*path, "grade")
    by_kind = reader.named(grade, here) if isinstance(grade, dict) else {ANY_KIND: grade}
    years = reader.text(entry.get("years_before", "0"), (*path, "years_before"))
    if not _YEARS.fullmatch(years):
        reader.complain((*path, "years_before"), "level-years-wrong", value=years)
        years = "0"
    grades = sorted((kind.casefold(), reader.text(each, (*here, kind))) for kind, each in by_kind.items())
    if not grades or (isinstance(grade, dict) and ANY_KIND in by_kind):
        reader.complain(here, "level-grade-form")
    return Eligibility(reader.text(entry.get("instrument"), (*path, "instrument")), tuple(grades), int(years))


def check_eligibility(
    reader: DocumentReader, levels: tuple[PassLevel, ...], instruments: Mapping[str, Instrument]
) -> None:
    """Complain of instruments and grades that are not known, and of a level that asks less than one before it.

    Of a stored rubric nothing is asked: its instruments may have had files that are no longer there.
    """
    if not instruments:
        return
    for number, level in enumerate(levels):
        for position, each in enumerate(level.eligibility):
            here = ("levels", number, "eligibility", position)
            if each.instrument not in instruments:
                known = _near(each.instrument, tuple(instruments))
                reader.complain((*here, "instrument"), "level-instrument-unknown", value=each.instrument, near=known)
                continue
            grades = instruments[each.instrument].grades
            for kind, grade in each.grades:
                if grade not in grades:
                    named = {"value": grade, "instrument": each.instrument, "near": _near(grade, grades)}
                    reader.complain((*here, "grade", kind), "level-grade-unknown", **named)
    for (lower, below), (higher, level) in combinations(enumerate(levels), 2):
        for position in _asking_less(levels[lower], level, instruments):
            named = {"part": level.eligibility[position].instrument, "level": level.code, "lower": below.code}
            reader.complain(("levels", higher, "eligibility", position), "level-order-wrong", **named)


def _asking_less(lower: PassLevel, higher: PassLevel, instruments: Mapping[str, Instrument]) -> Iterator[int]:
    """Where the higher level is content with a lower grade, on any scale that has both."""
    least = {(each.instrument, kind): grade for each in lower.eligibility for kind, grade in each.grades}
    for position, each in enumerate(higher.eligibility):
        scales = (
            [scale.grades for scale in instruments[each.instrument].scales] if each.instrument in instruments else []
        )
        pairs = [
            (least[each.instrument, kind], grade) for kind, grade in each.grades if (each.instrument, kind) in least
        ]
        if any(
            {before, after} <= set(grades) and grades.index(after) > grades.index(before)
            for before, after in pairs
            for grades in scales
        ):
            yield position


def _near(value: str, known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(get_close_matches(value, known)) or known
