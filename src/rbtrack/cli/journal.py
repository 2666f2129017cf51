"""`rbtrack journal`: who did what, and the proof that nobody changed it."""

from __future__ import annotations

from typing import Annotated

import typer

from rbtrack.cli.view import Json, Output, say, say_problems, show, show_text
from rbtrack.text import N_, _

app = typer.Typer(no_args_is_help=True, help=N_("The journal of every change."), epilog="rbtrack journal show")


@app.command("show", help=N_("The newest entries: when, who, what."), epilog="rbtrack journal show --last 20")
def show_(
    context: typer.Context,
    last: Annotated[int, typer.Option(min=1, max=1_000_000, help=N_("How many."))] = 50,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.lists import journal_report
    from rbtrack.usecases.journal import show_journal

    show(journal_report(show_journal(context.obj, last)), as_document=as_json, output=output)


@app.command(
    help=N_("Recompute the chain of hashes from the first entry to the last."), epilog="rbtrack journal verify"
)
def verify(context: typer.Context) -> None:
    from rbtrack.usecases.journal import verify_journal

    found = verify_journal(context.obj)
    say_problems(found.problems)
    if found.problems:
        raise typer.Exit(1)
    say(_("The journal is whole: {count} entries.").format(count=found.entries))


@app.command(help=N_("The number and hash of the newest entry, to be kept elsewhere."), epilog="rbtrack journal head")
def head(context: typer.Context) -> None:
    from rbtrack.usecases.journal import show_journal

    newest = show_journal(context.obj, 1)
    show_text(f"{newest[0].number} {newest[0].hash}\n" if newest else "0\n")
