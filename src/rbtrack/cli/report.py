"""`rbtrack report`: documents for those who judge and those who decide."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rbtrack.cli.score import parse_years
from rbtrack.cli.view import say
from rbtrack.cli.words import OfficeCode, ResultTier, Year
from rbtrack.text import N_, _, harmless

app = typer.Typer(
    no_args_is_help=True,
    help=N_("Reports: a workbook for auditors, and a page for leadership."),
    epilog="rbtrack report trend 53 -o laporan.html",
)


@app.command(
    help=N_("A workbook for auditors: summary, year to year, SAKIP, self against evaluator, findings, answers, trace."),
    epilog="rbtrack report summary 2022 --below 53 -o rekap.xlsx",
)
def summary(
    context: typer.Context,
    year: Year,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="FILE", readable=False, help=N_("The workbook (.xlsx)."), show_default=False
        ),
    ],
    offices: Annotated[
        list[str] | None, typer.Argument(help=N_("The codes of the offices; all unless told."), show_default=False)
    ] = None,
    below: Annotated[
        str | None, typer.Option("--below", metavar="CODE", help=N_("The offices directly below this one."))
    ] = None,
    everyone: Annotated[bool, typer.Option("--all", help=N_("All offices."))] = False,
    years: Annotated[
        str,
        typer.Option("--years", metavar="YEAR,YEAR", help=N_("The years to stand beside it; else the four before.")),
    ] = "",
) -> None:
    from rbtrack.usecases.summary import report_summary

    if everyone and (offices or below):
        raise typer.BadParameter(_("--all stands alone: name offices, use --below, or take all of them."))
    made = report_summary(context.obj.database, year, output, offices or (), below, parse_years(years) if years else ())
    say(
        _("Written: {file}").format(file=harmless(str(output)))
        + " "
        + _("({offices} offices, {evaluations} evaluations)").format(
            offices=len(made.offices), evaluations=len(made.judged)
        )
    )


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
    written = report_trend(context.obj.database, office, output, chosen, tier, as_pdf=pdf)
    for path in written:
        say(_("Written: {file}").format(file=harmless(str(path))))
