"""`rbtrack result` and `rbtrack sakip`: figures that others published, kept as reported."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rbtrack.cli.view import DryRun, Json, Output, after, check_output, say, say_problems, show
from rbtrack.cli.words import (
    Evaluated,
    Instrument,
    NoteText,
    OfficeCode,
    ReportedJudge,
    ReportedTier,
    Scale,
    Source,
    Year,
    known_instrument,
)
from rbtrack.domain.tiers import PUBLISHED
from rbtrack.domain.years import FIRST_YEAR, LAST_YEAR
from rbtrack.text import N_, _

if TYPE_CHECKING:
    from rbtrack.domain.evaluation import Result

app = typer.Typer(
    no_args_is_help=True, help=N_("Figures that others published, kept as reported."), epilog="rbtrack result list"
)
sakip_app = typer.Typer(
    no_args_is_help=True, help=N_("SAKIP grades and scores, as reported."), epilog='rbtrack sakip set 53 2020 "CC/65"'
)

Figure = Annotated[
    str, typer.Argument(help=N_("Grade, score or both, as printed: CC/65, B, 86,5."), show_default=False)
]

ReplaceStored = Annotated[
    bool, typer.Option("--replace", help=N_("Let it take the place of another figure that is stored."))
]


@app.command("set", help=N_("Store a published figure."), epilog="rbtrack result set 53 2021 rb 86,5 --tier self")
def set_(
    context: typer.Context,
    office: OfficeCode,
    year: Year,
    instrument: Annotated[
        str,
        typer.Argument(
            callback=known_instrument, help=N_("rb, sakip, or another that has a file."), show_default=False
        ),
    ],
    figure: Figure,
    tier: ReportedTier = PUBLISHED,
    judge: ReportedJudge = "",
    scale: Scale = None,
    evaluated: Evaluated = None,
    source: Source = "",
    note: NoteText = "",
    replace_stored: ReplaceStored = False,
    dry_run: DryRun = False,
) -> None:
    from rbtrack.usecases.results import reported

    _store(
        context,
        replace(
            reported(context.obj, instrument, figure),
            office=office,
            year=year,
            tier=tier,
            judge=judge,
            scale=scale,
            evaluated=evaluated,
            source=source,
            note=note,
        ),
        dry_run,
        replacing=replace_stored,
    )


@sakip_app.command("set", help=N_("Store a SAKIP grade, score or both."), epilog='rbtrack sakip set 53 2020 "CC/65"')
def sakip_set(
    context: typer.Context,
    office: OfficeCode,
    year: Year,
    figure: Figure,
    tier: ReportedTier = PUBLISHED,
    judge: ReportedJudge = "",
    scale: Scale = None,
    evaluated: Evaluated = None,
    source: Source = "",
    note: NoteText = "",
    replace_stored: ReplaceStored = False,
    dry_run: DryRun = False,
) -> None:
    from rbtrack.usecases.results import SAKIP

    set_(context, office, year, SAKIP, figure, tier, judge, scale, evaluated, source, note, replace_stored, dry_run)


@app.command(
    "import",
    help=N_("Take in a table of published figures (.csv, .xlsx): every row is stored, or named with its reason."),
    epilog="rbtrack result import hasil.csv --create-offices",
)
def import_(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            readable=False, help=N_("The table: code, year, instrument, score, grade ..."), show_default=False
        ),
    ],
    year: Annotated[
        int | None,
        typer.Option("--year", min=FIRST_YEAR, max=LAST_YEAR, help=N_("The year of every row; else a column says it.")),
    ] = None,
    instrument: Annotated[
        str | None,
        typer.Option(
            "--instrument",
            metavar="NAME",
            callback=known_instrument,
            help=N_("The instrument of every row; else a column says it."),
        ),
    ] = None,
    evaluated: Annotated[
        int | None,
        typer.Option(
            "--evaluated",
            metavar="YEAR",
            min=FIRST_YEAR,
            max=LAST_YEAR,
            help=N_("The year in which every row was evaluated; else a column says it, or it is the year judged."),
        ),
    ] = None,
    create_offices: Annotated[
        bool,
        typer.Option(
            "--create-offices", help=N_("Add offices that are not known, from the columns code, name, kind and parent.")
        ),
    ] = False,
    replace_stored: Annotated[
        bool, typer.Option("--replace", help=N_("Let it put other figures in the place of stored ones."))
    ] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.results import outcome_counts, result_outcomes_report
    from rbtrack.usecases.result_tables import ResultImport, import_results

    check_output(output, file)
    request = ResultImport(file, year, instrument, create_offices, replace_stored, dry_run, evaluated)
    found = import_results(context.obj, request)
    say_problems(found.problems)
    for outcome in found.outcomes:
        say_problems(outcome.problems)
    with after(outcome_counts(found)):
        show(result_outcomes_report(found), as_document=as_json, output=output)
    if any(outcome.status == "refused" for outcome in found.outcomes):
        raise typer.Exit(1)


@app.command("list", help=N_("List published figures."), epilog="rbtrack result list --instrument sakip -o sakip.xlsx")
def list_(
    context: typer.Context,
    office: Annotated[str | None, typer.Option("--office", metavar="CODE", help=N_("Of one office."))] = None,
    instrument: Instrument = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.results import result_list_report
    from rbtrack.usecases.results import list_results

    found = list_results(context.obj, office, instrument)
    show(result_list_report(found), as_document=as_json, output=output)


@sakip_app.command("list", help=N_("Offices by years, as reported."), epilog="rbtrack sakip list")
def sakip_list(context: typer.Context, as_json: Json = False, output: Output = None) -> None:
    from rbtrack.reports.results import sakip_report
    from rbtrack.usecases.results import list_sakip

    show(sakip_report(list_sakip(context.obj)), as_document=as_json, output=output)


def _store(context: typer.Context, result: Result, dry_run: bool, *, replacing: bool) -> None:
    from rbtrack.reports.results import dated_text
    from rbtrack.usecases.results import set_result

    outcome = set_result(context.obj, result, dry_run, replacing=replacing)
    say_problems(outcome.problems)
    named = {"office": result.office, "year": result.year, "instrument": result.instrument}
    named |= {"figure": dated_text(result), "old": dated_text(outcome.old) if outcome.old else ""}
    wording = {
        "stored": _("Stored: {office}, {year}, {instrument}: {figure}"),
        "replaced": _("Stored: {office}, {year}, {instrument}: {figure}, in place of {old}"),
        "unchanged": _("Unchanged: {office}, {year}, {instrument}: {figure}"),
    }[outcome.status]
    say(wording.format(**named) + (" " + _("(dry run: nothing was stored)") if dry_run else ""))
