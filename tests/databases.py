"""A database to begin with: it knows one office, and nothing of it."""

from __future__ import annotations

from pathlib import Path

from rbtrack.domain.evaluation import Office
from rbtrack.store.schema import create
from rbtrack.usecases.offices import add_office
from rbtrack.usecases.workspace import Workspace


def make_database(path: Path) -> Path:
    """Make it as `rbtrack init` and `rbtrack office add` do."""
    create(str(path))
    with Workspace(str(path), "tester", "en") as workspace:
        add_office(workspace, Office("bps", "Badan Pusat Statistik", "lembaga"))
    return path
