"""`rbtrack init`: make the database here."""

from __future__ import annotations

from pathlib import Path

import typer

from rbtrack.cli.view import say
from rbtrack.text import N_, _

HELP = N_("Make the database (data/rbtrack.db) and the folder for reports here.")
REPORTS = Path("reports")


def init(context: typer.Context) -> None:
    from rbtrack.files import make_folder
    from rbtrack.store.schema import create

    address = context.obj.database
    make_folder(REPORTS)
    if create(address):
        say(_("Made: {file}").format(file=address))
        say(_('Next: rbtrack office add CODE "NAME"'))
    else:
        say(_("{file} is there already, and good. Nothing was changed.").format(file=address))
