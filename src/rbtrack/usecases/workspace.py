"""A folder to work in: the database, and the place for what the program makes."""

from __future__ import annotations

from pathlib import Path

from rbtrack.files import make_folder


def init(address: str, reports: Path) -> bool:
    """Make the database and the folder for reports. False where the database was there already, and good."""
    from rbtrack.store.schema import create

    make_folder(reports)
    return create(address)
