"""The words of worksheets, read from vocabulary.yaml: what a regulation fixes or an office writes is data, not code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

FILE = files("rbtrack.lke") / "vocabulary.yaml"
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads every scalar as text: `no` is a word here, and no boolean."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words, by what they are for; what each list means is said in vocabulary.yaml."""

    headings: Mapping[str, Words]
    tiers: Mapping[str, Words]
    of_a_tier: Words
    joined: Words
    yes_and_no: Words
    denials: Words
    small_words: Words
    reviewed: Words
    totals: Words
    subtotals: Words
    year: Words
    year_label: Words
    regulation: Words
    office: Words
    office_prefix: Words
    change_areas: int
    tables: Mapping[str, Mapping[str, Words]]
    """By table: our name for each of its columns, and the words that stand over it."""


@cache
def vocabulary() -> Vocabulary:
    """The words that come with the program."""
    document = yaml.load(FILE.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - makes texts, no objects
    return Vocabulary(
        headings={role: _words(words) for role, words in document.pop("headings").items()},
        tiers={tier: _words(words) for tier, words in document.pop("tiers").items()},
        change_areas=int(document.pop("change_areas")),
        tables={
            table: {column: _words(words) for column, words in columns.items()}
            for table, columns in document.pop("tables").items()
        },
        **{purpose: _words(words) for purpose, words in document.items()},
    )


def _words(languages: Mapping[str, list[str]]) -> Words:
    """The words of every language together."""
    return tuple(word for words in languages.values() for word in words)


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of these words, the longest first."""
    patterns = (re.escape(word).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for word in words)
    return f"(?:{'|'.join(sorted(patterns, key=len, reverse=True))})"
