"""`rbtrack report`: documents for those who judge and those who decide."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rbtrack.cli.score import office_choice, parse_years
from rbtrack.cli.view import say, say_problems, say_written
from rbtrack.cli.words import Instrument, OfficeCode, ResultTier, Year
from rbtrack.files import check_suffix, write_text
from rbtrack.text import N_, _

app = typer.Typer(
    no_args_is_help=True,
    help=N_("Reports: a workbook for auditors, and a page for leadership."),
    epilog="rbtrack report trend 53 -o laporan.html",
)


@app.command(
    help=N_(
        "A workbook for auditors: summary, year to year, other instruments, self against evaluator, findings, answers, trace."
    ),
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
    instrument: Instrument = None,
) -> None:
    from rbtrack.reports.summary import SUFFIXES, save_summary
    from rbtrack.usecases.summary import report_summary

    if everyone and (offices or below):
        raise typer.BadParameter(_("--all stands alone: name offices, use --below, or take all of them."))
    beside = parse_years(years) if years else ()
    check_suffix(output, SUFFIXES)
    found = report_summary(context.obj, year, office_choice(offices, below, everyone), beside, instrument)
    say_written(output, save_summary(found, output))
    say_problems(found.problems)
    counts = _("Offices: {offices}, evaluations: {evaluations}.").format(
        offices=len(found.offices), evaluations=len(found.judged)
    )
    say(counts)


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
    instrument: Instrument = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help=N_("Print it to a PDF beside it too, through Chromium, Chrome or Edge."))
    ] = False,
) -> None:
    from rbtrack.charts.leadership import parts_pictures, trend_picture
    from rbtrack.reports.page.printing import find_browser, print_pdf
    from rbtrack.reports.page.rendering import SUFFIXES, leadership_page
    from rbtrack.usecases.leadership import leadership

    shown = parse_years(years) if years else None
    check_suffix(output, SUFFIXES)
    browser = find_browser() if pdf else None
    page = leadership(context.obj, office, shown, tier, instrument)
    write_text(output, leadership_page(page, trend_picture(page), parts_pictures(page)))
    written = [output]
    if browser is not None:
        written.append(output.with_suffix(".pdf"))
        print_pdf(browser, *written)
    for path in written:
        say_written(path)
    say_problems(page.problems)
