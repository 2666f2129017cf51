"""`rbtrack init`: make the database here."""

from __future__ import annotations

from pathlib import Path

import typer

from rbtrack.cli.view import say
from rbtrack.text import N_, _

HELP = N_("Make the database (data/rbtrack.db) and the folder for reports here.")
REPORTS = Path("reports")


def init(context: typer.Context) -> None:
    from rbtrack.usecases.workspace import init as make

    address = context.obj.database
    if make(address, REPORTS):
        say(_("Made: {file}").format(file=address))
        say(_('Next: rbtrack office add CODE "NAME"'))
    else:
        say(_("{file} is there already, and good. Nothing was changed.").format(file=address))
