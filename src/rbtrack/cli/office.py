"""`rbtrack office`: the offices."""

from __future__ import annotations

from typing import Annotated

import typer

from rbtrack.cli.view import DryRun, Json, Output, say, show
from rbtrack.text import N_, _

app = typer.Typer(no_args_is_help=True, help=N_("The offices that are judged."), epilog="rbtrack office list")


@app.command(
    help=N_("Add an office."), epilog='rbtrack office add 53.10 "KPU Kabupaten Manggarai" --kind kabupaten --parent 53'
)
def add(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help=N_("Its code, such as bps or 53.10."), show_default=False)],
    name: Annotated[str, typer.Argument(help=N_("Its full name, in quotation marks."), show_default=False)],
    kind: Annotated[
        str, typer.Option(help=N_("What it is: kementerian, lembaga, provinsi, kabupaten, kota, unit ..."))
    ] = "instansi",
    parent: Annotated[str | None, typer.Option(metavar="CODE", help=N_("The office that it belongs to."))] = None,
    dry_run: DryRun = False,
) -> None:
    from rbtrack.domain.evaluation import Office
    from rbtrack.usecases.offices import add_office

    office = Office(code, name.strip(), kind, parent)
    add_office(context.obj, office, dry_run)
    wording = _("Could be added: {code} {name}") if dry_run else _("Added: {code} {name}")
    say(wording.format(code=code, name=office.name))


@app.command("list", help=N_("List the offices."), epilog="rbtrack office list -o kantor.xlsx")
def list_(context: typer.Context, as_json: Json = False, output: Output = None) -> None:
    from rbtrack.reports.lists import office_report
    from rbtrack.usecases.offices import list_offices

    show(office_report(list_offices(context.obj)), as_document=as_json, output=output)
