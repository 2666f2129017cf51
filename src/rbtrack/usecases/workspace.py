"""A folder to work in: the database, and the place for what the program makes."""

from __future__ import annotations

from pathlib import Path


def init(address: str, reports: Path) -> bool:
    """Make the database and the folder for reports. False where the database was there already, and good."""
    from rbtrack.store.schema import create

    made = create(address)
    reports.mkdir(parents=True, exist_ok=True)
    return made
