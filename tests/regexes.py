"""Which regular expressions take more than linear time on some text: read from their structure, with no clock.

`re` tries every way in which a text can be divided among the repeats of a pattern. That is much work where there are
many ways: one repeat inside another, two that can take the same characters side by side, or one that every
character of a long run begins anew. Possessive repeats and atomic groups give nothing back and are free of the first.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

_parser: Any = importlib.import_module("re._parser")
_codes: Any = importlib.import_module("re._constants")

_SAMPLES = [chr(code) for code in (*range(128), 0xA0, 0xE9, 0x661, 0x2013, 0x2028, 0x200E, 0xD800, 0xFFFE)]
_ENDLESS = _codes.MAXREPEAT

Signs = frozenset[str]
Part = tuple[Any, Any]


def slow_parts(pattern: str | bytes, flags: int = 0, *, is_searched: bool = True) -> list[str]:
    """What in a pattern can take more than linear time; empty where nothing can. `is_searched`: whether it is looked
    for at every place of a text, and not only held against the whole of it."""
    tree = _parser.parse(pattern, flags & ~re.DEBUG)
    look = _Look(tree.state.flags, isinstance(pattern, bytes))
    found = list(look.nested(tree, inside=False))
    found += look.side_by_side(list(tree), [])
    if is_searched:
        found += look.begun_anew(list(tree))
    return found


class _Look:
    def __init__(self, flags: int, of_bytes: bool) -> None:
        self.flags = flags
        self.of_bytes = of_bytes

    # What a part can take

    def signs(self, part: Part) -> Signs:
        """Every character that stands somewhere in what a part matches, among the sampled ones and its literals."""
        op, _value = part
        if op in (_codes.LITERAL, _codes.NOT_LITERAL, _codes.ANY, _codes.IN):
            return self._one(part)
        return frozenset().union(*(self.signs(each) for below in _below(part) for each in below))

    def _one(self, part: Part) -> Signs:
        op, value = part
        if op is _codes.LITERAL:
            own = chr(value)
            cases = {own, own.lower(), own.upper()} if self.flags & re.IGNORECASE else {own}
            return frozenset(cases)
        if op is _codes.NOT_LITERAL:
            return frozenset(_SAMPLES) - {chr(value)}
        if op is _codes.ANY:
            return frozenset(_SAMPLES) - (frozenset() if self.flags & re.DOTALL else {"\n"})
        found: set[str] = set()
        negated = False
        for kind, content in value:
            if kind is _codes.NEGATE:
                negated = True
            elif kind is _codes.LITERAL:
                found |= self._one((kind, content))
            elif kind is _codes.RANGE:
                found |= {sign for sign in _SAMPLES if content[0] <= ord(sign) <= content[1]}
                found |= {chr(content[0]), chr(content[1])}
            else:
                found |= {sign for sign in _SAMPLES if self._is_of(content, sign)}
        if self.flags & re.IGNORECASE:
            found |= {other for sign in found for other in (sign.lower(), sign.upper())}
        return frozenset(_SAMPLES) - found if negated else frozenset(found)

    def _is_of(self, category: Any, sign: str) -> bool:
        letter = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[str(category).rsplit("_", 1)[1]]
        if "_NOT_" in str(category):
            letter = letter.upper()
        flags = re.ASCII if self.of_bytes or self.flags & re.ASCII else 0
        return re.fullmatch(letter, sign, flags) is not None

    def first(self, parts: Sequence[Part]) -> Signs:
        """Every character that a match of these parts can begin with."""
        found: Signs = frozenset()
        for part in parts:
            op, _value = part
            if op in (_codes.LITERAL, _codes.NOT_LITERAL, _codes.ANY, _codes.IN):
                return found | self._one(part)
            for below in _below(part):
                found |= self.first(below)
            if not self.may_be_empty(part):
                return found
        return found

    def may_be_empty(self, part: Part) -> bool:
        op, value = part
        if op in (_codes.AT, _codes.ASSERT, _codes.ASSERT_NOT):
            return True
        if op in _REPEATS:
            return value[0] == 0 or all(self.may_be_empty(each) for each in value[2])
        below = _below(part)
        return bool(below) and any(all(self.may_be_empty(each) for each in parts) for parts in below)

    # What is slow

    def nested(self, parts: Sequence[Part], *, inside: bool) -> Iterator[str]:
        """A repeat, or a choice that can be made in two ways, inside a repeat without end: exponential time."""
        for place, part in enumerate(parts):
            op, value = part
            if inside and _gives_back(part):
                yield f"a repeat inside a repeat: {value}"
            if inside and op is _codes.BRANCH:
                firsts = [self.first(each) for each in value[1]]
                if any(one & other for number, one in enumerate(firsts) for other in firsts[:number]):
                    yield f"a choice inside a repeat that can be made in two ways: {value}"
            if inside and op in _GIVING_BACK and value[0] != value[1]:
                following = self.first([*parts[place + 1 :], *parts])
                if following & frozenset().union(*(self.signs(each) for each in value[2])):
                    yield f"a repeat inside a repeat that ends in two ways: {value}"
            is_closed = op in (_codes.ATOMIC_GROUP, _codes.POSSESSIVE_REPEAT)
            for below in _below(part):
                yield from self.nested(below, inside=_gives_back(part) or (inside and not is_closed))

    def side_by_side(self, parts: Sequence[Part], after: Sequence[Sequence[Part]]) -> Iterator[str]:
        """Two repeats without end that can take the same characters with nothing else between them: quadratic time."""
        for place, part in enumerate(parts):
            rest = parts[place + 1 :]
            if _gives_back(part):
                signs = self.signs(part)
                for ahead in (rest, *after):
                    met, is_past = self._meets(signs, ahead)
                    if met:
                        yield f"side by side: {part[1]} and {met}"
                    if not is_past:
                        break
            is_group = part[0] in (_codes.SUBPATTERN, _codes.BRANCH, *_REPEATS)
            for below in _below(part):
                yield from self.side_by_side(list(below), [rest, *after] if is_group else [])

    def _meets(self, signs: Signs, parts: Sequence[Part]) -> tuple[object, bool]:
        """The first repeat without end ahead that can take some of the signs, and whether they can get past all parts."""
        for part in parts:
            op, value = part
            if op in _REPEATS and value[1] is _ENDLESS and self.first(value[2]) & signs:
                return value, True
            for below in _below(part) if op not in _LOOKING else ():
                met, _is_past = self._meets(signs, list(below))
                if met:
                    return met, True
            if not self._can_pass(part, signs):
                return None, False
        return None, True

    def _can_pass(self, part: Part, signs: Signs) -> bool:
        """Whether the part can be matched by characters among the signs alone, or by none."""
        op, _value = part
        if op in (_codes.LITERAL, _codes.NOT_LITERAL, _codes.ANY, _codes.IN):
            return bool(self._one(part) & signs)
        if self.may_be_empty(part):
            return True
        return any(all(self._can_pass(each, signs) for each in below) for below in _below(part))

    def begun_anew(self, parts: Sequence[Part]) -> Iterator[str]:
        """A long repeat that may fail behind it and that can begin at each of its own characters: quadratic time."""
        begins = self.first(parts)
        for place, part in enumerate(parts):
            rest = parts[place + 1 :]
            is_endless = part[0] in _REPEATS and part[1][1] is _ENDLESS
            may_fail = any(not self.may_be_empty(each) or each[0] is _codes.AT for each in rest)
            if is_endless and may_fail and begins & self.signs(part) and not self._begins_once(parts, part):
                yield f"begun anew at each character: {part[1]}"
            if part[0] in (_codes.SUBPATTERN, _codes.BRANCH):
                for below in _below(part):
                    yield from self.begun_anew([*parts[:place], *below, *rest])
                return

    def _begins_once(self, parts: Sequence[Part], run: Part) -> bool:
        """Whether a match begins at the begin of the text, or of a word where the run is of letters."""
        if parts[0] == (_codes.AT, _codes.AT_BEGINNING):
            return True
        return parts[0] == (_codes.AT, _codes.AT_BOUNDARY) and all(self._is_word(sign) for sign in self.signs(run))

    @staticmethod
    def _is_word(sign: str) -> bool:
        return re.match(r"\w", sign) is not None


_GIVING_BACK = (_codes.MAX_REPEAT, _codes.MIN_REPEAT)
_REPEATS = (*_GIVING_BACK, _codes.POSSESSIVE_REPEAT)
_LOOKING = (_codes.ASSERT, _codes.ASSERT_NOT)


def _gives_back(part: Part) -> bool:
    return part[0] in _GIVING_BACK and part[1][1] is _ENDLESS


def _below(part: Part) -> list[list[Part]]:
    """The parts inside one, for each way through it."""
    op, value = part
    if op is _codes.BRANCH:
        return [list(each) for each in value[1]]
    if op is _codes.SUBPATTERN:
        return [list(value[3])]
    if op in _REPEATS:
        return [list(value[2])]
    if op is _codes.ATOMIC_GROUP:
        return [list(value)]
    if op in _LOOKING:
        return [list(value[1])]
    return []
