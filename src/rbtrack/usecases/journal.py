"""The journal: read it, and prove that nobody changed it."""

from __future__ import annotations

from rbtrack.usecases.workspace import Workspace
from rbtrack.views.journal import JournalEntry, VerifiedJournal


def show_journal(workspace: Workspace, last: int | None) -> tuple[JournalEntry, ...]:
    """The newest `last` entries (all without it), oldest first."""
    with workspace.store.reading() as reader:
        return reader.journal(last)


def verify_journal(workspace: Workspace) -> VerifiedJournal:
    """Whether the chain of hashes holds from the first entry to the last."""
    with workspace.store.reading() as reader:
        return reader.verify_journal()
