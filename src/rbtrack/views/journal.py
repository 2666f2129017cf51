"""The journal: its entries, and whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass

from rbtrack.errors import Problem


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """Who did what to which thing, and when (`at`: UTC, ISO 8601).

    `old` and `new` are what was there before and after, as JSON, and `changes` is the digest of the changed
    answers; each is empty where there is none. `hash` covers all the other fields, and with `previous` the
    hash of the entry before.
    """

    number: int
    at: str
    actor: str
    action: str
    object: str
    old: str
    new: str
    reason: str
    changes: str
    previous: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class VerifiedJournal:
    """The number of entries, and a problem for each place where one of them was altered, added or dropped."""

    entries: int
    problems: tuple[Problem, ...]
