"""`rbtrack init`: make the database here."""

from __future__ import annotations

from pathlib import Path

import typer

from rbtrack.cli.view import say
from rbtrack.text import N_, _

HELP = N_("Make the database (data/rbtrack.db) and the folder for reports here; bring an older database up to date.")
REPORTS = Path("reports")


def init(context: typer.Context) -> None:
    from rbtrack.files import make_folder
    from rbtrack.store.schema import create, upgrade

    address = context.obj.database
    make_folder(REPORTS)
    copy = upgrade(address)
    if copy is not None:
        say(_("Brought up to date: {file}. As it was before, it is kept in {copy}.").format(file=address, copy=copy))
    elif create(address):
        say(_("Made: {file}").format(file=address))
        say(_('Next: rbtrack office add CODE "NAME"'))
    else:
        say(_("{file} is there already, and good. Nothing was changed.").format(file=address))
