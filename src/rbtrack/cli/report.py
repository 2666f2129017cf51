"""`rbtrack report`: documents for those who read no tables of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rbtrack.cli.score import parse_years
from rbtrack.cli.view import say
from rbtrack.cli.words import OfficeCode, ResultTier
from rbtrack.text import N_, _, harmless

app = typer.Typer(
    no_args_is_help=True,
    help=N_("Reports: the page for leadership."),
    epilog="rbtrack report trend 53 -o laporan.html",
)


@app.callback()
def _group() -> None:
    """A group even while it has one command."""


@app.command(
    help=N_(
        "One office for its leaders: a page that opens in any browser, offline, and prints to a document to be signed."
    ),
    epilog="rbtrack report trend 53 --years 2019,2020,2021,2022 -o laporan.html --pdf",
)
def trend(
    context: typer.Context,
    office: OfficeCode,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", readable=False, help=N_("The page: .html."), show_default=False),
    ],
    years: Annotated[
        str | None, typer.Option("--years", metavar="YEAR,YEAR", help=N_("The years; else all that are known."))
    ] = None,
    tier: ResultTier = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help=N_("Print it to a PDF beside it too, through Chromium, Chrome or Edge."))
    ] = False,
) -> None:
    from rbtrack.usecases.leadership import report_trend

    chosen = parse_years(years) if years else None
    written = report_trend(context.obj.database, office, output, chosen, tier.value if tier else None, as_pdf=pdf)
    for path in written:
        say(_("Written: {file}").format(file=harmless(str(path))))
