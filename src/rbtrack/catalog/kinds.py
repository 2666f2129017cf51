"""Kinds of answers as they stand in rubric files and in the canonical text."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, assert_never, get_args

from rbtrack.catalog.documents import DocumentPath, DocumentReader, dotted
from rbtrack.domain.kinds import AnswerScale, ChoiceScale, NumberScale, Option, RatioScale
from rbtrack.domain.kinds.ratio import RatioRule

_KEYS = {"range", "words", "ratio", "counts", "shares", "points", "aliases", "options"}


def shared_name(scale: AnswerScale) -> str | None:
    """The name under which several items of a rubric share a scale; None where each item spells it out."""
    match scale:
        case ChoiceScale():
            return scale.id
        case NumberScale() | RatioScale():
            return None
        case _:
            assert_never(scale)


def answer_document(scale: AnswerScale) -> dict[str, Any]:
    """A scale as plain values. Options are lists: the keys of an object are sorted, and the order of letters matters."""
    match scale:
        case ChoiceScale():
            return {"options": _listed(scale.options)}
        case NumberScale():
            found: dict[str, Any] = {"range": [str(scale.minimum), str(scale.maximum)]}
            return {**found, "words": _listed(scale.words)} if scale.words else found
        case RatioScale():
            return {"ratio": scale.rule, "counts": list(scale.counts)}
        case _:
            assert_never(scale)


def read_answer(
    reader: DocumentReader, value: Any, path: DocumentPath, weight: Fraction | None, name: str | None = None
) -> AnswerScale:
    """One of `range: [0, 5]`, `shares: {A: 1, ...}`, `points: {WTP: 3, ...}` (points of the item's own weight),
    `ratio: part` with the names of its two `counts`, and `options`, the form that the canonical text uses."""
    entry = reader.mapping(value, path, _KEYS, set())
    if "range" in entry:
        return _read_number(reader, entry, path)
    if "ratio" in entry:
        return _read_ratio(reader, entry, path)
    return _read_choice(reader, entry, path, weight, name)


def _listed(options: tuple[Option, ...]) -> list[list[str]]:
    return [[option.letter, str(option.share), *option.aliases] for option in options]


def _read_listed(reader: DocumentReader, value: Any, path: DocumentPath) -> tuple[Option, ...]:
    """Options as the canonical text writes them: `[[letter, share, alias...], ...]`."""
    rows = [[reader.text(each, path) for each in reader.sequence(row, path)] for row in reader.sequence(value, path)]
    if any(len(row) < len(("letter", "share")) for row in rows):
        reader.complain(path, "rubric-options-missing")
        return ()
    return tuple(Option(row[0], reader.number(row[1], path), tuple(row[2:])) for row in rows)


def _read_choice(
    reader: DocumentReader, entry: dict[str, Any], path: DocumentPath, weight: Fraction | None, name: str | None
) -> ChoiceScale:
    if "options" in entry:
        options = _read_listed(reader, entry["options"], (*path, "options"))
    else:
        options = tuple(_read_options(reader, entry, path, weight))
    return ChoiceScale(name or "/".join(option.letter for option in options), options)


def _read_options(
    reader: DocumentReader, entry: dict[str, Any], path: DocumentPath, weight: Fraction | None
) -> Iterator[Option]:
    key = "points" if "points" in entry else "shares"
    whole = weight if key == "points" and weight else Fraction(1)
    values = entry.get(key)
    if not isinstance(values, dict):
        reader.complain(path, "rubric-options-missing")
        return
    aliases = reader.mapping(entry.get("aliases") or {}, (*path, "aliases"), set(values), set())
    for letter, share in values.items():
        others = reader.sequence(aliases.get(letter), (*path, "aliases", letter))
        yield Option(
            letter,
            reader.number(share, (*path, key, letter)) / whole,
            tuple(reader.text(other, (*path, "aliases", letter)) for other in others),
        )


def _read_number(reader: DocumentReader, entry: dict[str, Any], path: DocumentPath) -> NumberScale:
    ends = [reader.number(end, (*path, "range")) for end in reader.sequence(entry["range"], (*path, "range"))]
    if len(ends) != 2:
        reader.complain((*path, "range"), "rubric-range-wrong", node=dotted(path))
        return NumberScale(Fraction(0), Fraction(1))
    words = entry.get("words")
    if isinstance(words, dict):
        options = tuple(Option(word, reader.number(share, (*path, "words", word))) for word, share in words.items())
    else:
        options = _read_listed(reader, words, (*path, "words"))
    return NumberScale(ends[0], ends[1], options)


def _read_ratio(reader: DocumentReader, entry: dict[str, Any], path: DocumentPath) -> RatioScale:
    names = [reader.text(each, (*path, "counts")) for each in reader.sequence(entry.get("counts"), path)]
    if len(names) != 2:
        reader.complain(path, "rubric-counts-wrong")
    rule = reader.word(entry["ratio"], (*path, "ratio"), get_args(RatioRule))
    return RatioScale(rule, (names[0], names[1]) if len(names) == 2 else ("", ""))
