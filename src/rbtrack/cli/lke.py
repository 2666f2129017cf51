"""`rbtrack lke`: worksheets, in and out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rbtrack.cli.view import DryRun, Json, Output, check_output, say_problems, show, show_table
from rbtrack.cli.words import TierWord
from rbtrack.domain.years import FIRST_YEAR, LAST_YEAR
from rbtrack.text import N_

if TYPE_CHECKING:
    from rbtrack.domain.importing import Imported

app = typer.Typer(
    no_args_is_help=True,
    help=N_("Worksheets (LKE) in Excel."),
    epilog="rbtrack lke import lke.xlsx --office bps --rubric rb-2014 --tier self",
)


@app.command(
    "import",
    help=N_("Bring in filled worksheets: all of a workbook, or nothing of it."),
    epilog="rbtrack lke import lke.xlsx --office bps --rubric rb-2014 --tier evaluator --year 2015",
)
def import_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(readable=False, help=N_("The workbooks (.xlsx)."), show_default=False)],
    office: Annotated[str, typer.Option(metavar="CODE", help=N_("Whose worksheet it is."), show_default=False)],
    rubric: Annotated[
        str, typer.Option(metavar="ID", help=N_("The rubric it follows, such as rb-2014."), show_default=False)
    ],
    tier: Annotated[TierWord, typer.Option(help=N_("Whose answers they are."), show_default=False)],
    year: Annotated[
        int | None,
        typer.Option(min=FIRST_YEAR, max=LAST_YEAR, help=N_("The year to take; else every year in the worksheet.")),
    ] = None,
    judge: Annotated[str, typer.Option(metavar="NAME", help=N_("Who judged, where several do."))] = "",
    replace: Annotated[bool, typer.Option("--replace", help=N_("Let it change stored answers."))] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.imports import changes_table, import_report
    from rbtrack.usecases.worksheets import ImportRequest, import_worksheets

    request = ImportRequest(office, rubric, tier.value, context.obj.actor, year, judge, replace, dry_run)
    check_output(output)
    outcomes: list[Imported] = []
    try:
        for outcome in import_worksheets(context.obj.database, files, request):
            outcomes.append(outcome)
            say_problems(outcome.problems)
            if outcome.merge and outcome.merge.changed and outcome.status != "refused" and not as_json:
                show_table(changes_table(outcome))
    finally:
        # What was stored before something went wrong is stored: it is shown in any case.
        if outcomes:
            show(import_report(outcomes), as_document=as_json, output=output)
    if any(outcome.status == "refused" for outcome in outcomes):
        raise typer.Exit(1)
