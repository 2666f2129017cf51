"""The journal: read it, and prove that nobody changed it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rbtrack.errors import Problem
from rbtrack.store import Store


def show_journal(address: str, last: int | None) -> tuple[dict[str, Any], ...]:
    """The newest `last` entries (all without it), oldest first."""
    with Store.open(address) as store, store.reading() as reader:
        return tuple(asdict(entry) for entry in reader.journal(last))


def verify_journal(address: str) -> tuple[int, tuple[Problem, ...]]:
    """The number of entries, and a problem for each place where the chain of hashes does not hold."""
    with Store.open(address) as store, store.reading() as reader:
        count, breaks = reader.verify_journal()
    return count, tuple(Problem(found.what, parameters={"number": found.number}) for found in breaks)
