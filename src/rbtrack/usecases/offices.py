"""Offices: add and list them."""

from __future__ import annotations

import re

from rbtrack.domain.evaluation import Office
from rbtrack.domain.names import check_names
from rbtrack.errors import RbtrackError
from rbtrack.store import Store

_CODE = re.compile(r"[\w][\w.-]{0,39}")


def add_office(address: str, office: Office, actor: str, dry_run: bool = False) -> None:
    """Add an office. Raises RbtrackError for a code that is taken or cannot be one, and an unknown parent."""
    check_office(office)
    with Store.open(address) as store, store.writing(actor, dry_run) as writer:
        writer.add_office(office)


def check_office(office: Office) -> None:
    """Raises RbtrackError for a code that cannot be one, and for a missing name."""
    if not _CODE.fullmatch(office.code):
        raise RbtrackError("office-code-wrong", code=office.code)
    if not office.name.strip() or not office.kind.strip():
        raise RbtrackError("office-name-wrong")
    check_names(office.name, office.kind)


def list_offices(address: str) -> tuple[Office, ...]:
    """Every office, by code."""
    with Store.open(address) as store, store.reading() as reader:
        return reader.offices()
