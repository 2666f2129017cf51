"""The words over the columns of an LKE, as offices write them: what a column holds, and whose values they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from rbtrack.domain.tiers import Tier
from rbtrack.lke.vocabulary import any_of, vocabulary

Role = Literal["number", "label", "explanation", "choices", "answer", "value", "percent", "weight", "note", "evidence"]

_WORDS = vocabulary()
_ROLES: Mapping[str, Role] = {word: role for role in get_args(Role) for word in _WORDS.headings[role]}
_TIER_WORDS: Mapping[Tier, re.Pattern[str]] = {
    tier: re.compile(rf"(?:\b{any_of(_WORDS.of_a_tier)}\s+)?\b{any_of(_WORDS.tiers[tier])}\b")
    for tier in get_args(Tier)
    if tier in _WORDS.tiers
}
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_YES_OR_NO = r"\s?/\s?".join(_WORDS.yes_and_no)
_LISTED_CHOICES = re.compile(rf"\b(?:{_YES_OR_NO}|[a-z](?:\s?/\s?[a-z]){{1,25}})\s?$")
_PARTS = re.compile(rf"/|&|\b{any_of(_WORDS.joined)}\b")
_LONGEST = 60
"""A text of more characters is a sentence and no heading."""

YEAR = re.compile(rf"\b{any_of(_WORDS.year)}\b\.?\s*(?::\s*)?((?:19|20)\d\d)\b", re.IGNORECASE)
"""A year in the title of a table: `PENILAIAN TAHUN 2015`."""

REGULATION = re.compile(rf"\b{any_of(_WORDS.regulation)}\b", re.IGNORECASE)
"""A title that names a regulation: its year is not the year judged."""

YEAR_LABEL = re.compile(rf"{any_of(_WORDS.year_label)}\s*:?", re.IGNORECASE)
OFFICE_LABEL = re.compile(
    rf"(?:{any_of(_WORDS.office_prefix)}\s+)?{any_of(_WORDS.office)}\s*(?:(?P<colon>:)\s*+(?P<name>.*))?", re.IGNORECASE
)
"""What stands before the office's name or code: `INSTANSI : ...`, or with the name in the next cell."""

TOTAL = re.compile(rf"{any_of(_WORDS.totals)}\b.*", re.IGNORECASE)
"""The foot of the whole table: `NILAI EVALUASI REFORMASI BIROKRASI`."""

SUBTOTAL = re.compile(rf"{any_of(_WORDS.subtotals)}\s++(?P<what>.+)", re.IGNORECASE)
"""The foot of a component: `TOTAL HASIL`."""


@dataclass(frozen=True, slots=True)
class ColumnHeading:
    """What a heading says: the role of its column, and whose values stand there. Either may be missing."""

    role: Role | None = None
    tier: Tier | None = None


NO_HEADING = ColumnHeading()


@lru_cache(maxsize=4096)
def heading_of(text: str) -> ColumnHeading:
    """What `text` says over a column, whatever its case, line breaks, and words in brackets."""
    if not text or len(text) > _LONGEST:
        return NO_HEADING
    words = text.strip().casefold()
    bare = _tidy(_BRACKETS.sub(" ", words)) or _tidy(words.strip("()[]"))
    if role := _role(bare):
        return ColumnHeading(role)
    for rest, tier in _without_tier(bare):
        if not rest:
            return ColumnHeading(None, tier)
        if role := _role(rest):
            return ColumnHeading(role, tier)
    return NO_HEADING


def _tidy(words: str) -> str:
    return re.sub(r"\s+", " ", words.replace("-", " ")).strip(" .:*")


def _role(words: str) -> Role | None:
    """The role of a heading of one or several words for one thing, `Catatan/Keterangan`, and of one that lists the
    choices: `Jawaban A/B/C`."""
    named = _tidy(_LISTED_CHOICES.sub("", words))
    if named in _ROLES:
        return _ROLES[named]
    found = {_ROLES.get(part.strip(" .:")) for part in _PARTS.split(named)}
    return found.pop() if len(found) == 1 else None


def _without_tier(words: str) -> Iterator[tuple[str, Tier]]:
    """What is left of a heading without the words that say whose values stand there, for each tier that it names."""
    for tier, pattern in _TIER_WORDS.items():
        rest, times = pattern.subn(" ", words)
        if times:
            yield _tidy(rest), tier
