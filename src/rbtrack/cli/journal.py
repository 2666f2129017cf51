"""`rbtrack journal`: who did what, and the proof that nobody changed it."""

from __future__ import annotations

from typing import Annotated

import typer

from rbtrack.cli.view import Json, Output, say, say_problems, show
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

    show(journal_report(show_journal(context.obj.database, last)), as_document=as_json, output=output)


@app.command(
    help=N_("Recompute the chain of hashes from the first entry to the last."), epilog="rbtrack journal verify"
)
def verify(context: typer.Context) -> None:
    from rbtrack.usecases.journal import verify_journal

    count, problems = verify_journal(context.obj.database)
    say_problems(problems)
    if problems:
        raise typer.Exit(1)
    say(_("The journal is whole: {count} entries.").format(count=count))


@app.command(help=N_("The number and hash of the newest entry, to be kept elsewhere."), epilog="rbtrack journal head")
def head(context: typer.Context) -> None:
    from rbtrack.usecases.journal import show_journal

    newest = show_journal(context.obj.database, 1)
    typer.echo(f"{newest[0]['number']} {newest[0]['hash']}" if newest else "0")
