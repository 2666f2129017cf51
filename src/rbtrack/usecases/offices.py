"""Offices: add and list them."""

from __future__ import annotations

import re

from rbtrack.domain.evaluation import Office
from rbtrack.domain.names import check_names
from rbtrack.errors import RbtrackError
from rbtrack.usecases.workspace import Workspace

_CODE = re.compile(r"[\w][\w.-]{0,39}")


def add_office(workspace: Workspace, office: Office, dry_run: bool = False) -> None:
    """Add an office. Raises RbtrackError for a code that is taken or cannot be one, and an unknown parent."""
    check_office(office)
    with workspace.store.writing(workspace.actor, dry_run) as writer:
        writer.add_office(office)


def check_office(office: Office) -> None:
    """Raises RbtrackError for a code that cannot be one, and for a missing name."""
    if not _CODE.fullmatch(office.code):
        raise RbtrackError("office-code-wrong", code=office.code)
    if not office.name.strip() or not office.kind.strip():
        raise RbtrackError("office-name-wrong")
    check_names(office.name, office.kind)


def list_offices(workspace: Workspace) -> tuple[Office, ...]:
    """Every office, by code."""
    with workspace.store.reading() as reader:
        return reader.offices()
