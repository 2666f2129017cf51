"""`rbtrack lke`: worksheets, out and in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rbtrack.cli.score import say_choice, selection
from rbtrack.cli.view import (
    DryRun,
    Json,
    Output,
    check_output,
    say,
    say_problems,
    show,
    show_table,
    tracked,
)
from rbtrack.cli.words import EachTierWord, Judge, OfficeCode, RubricId, Tier, TierWord, Year
from rbtrack.domain.tiers import OWN, TIERS
from rbtrack.domain.years import FIRST_YEAR, LAST_YEAR
from rbtrack.text import N_, _, harmless

if TYPE_CHECKING:
    from rbtrack.domain.importing import Imported
    from rbtrack.usecases.intake import Wanted
    from rbtrack.usecases.worksheets import FileOutcome, ImportRequest

app = typer.Typer(
    no_args_is_help=True,
    help=N_("Worksheets (LKE) in Excel."),
    epilog="rbtrack lke new 53.01 --year 2022 --rubric rb-2020 -o kirim",
)

Files = Annotated[
    list[Path],
    typer.Argument(
        readable=False,
        help=N_("Workbooks (.xlsx), folders with all that is below them, or patterns."),
        show_default=False,
    ),
]
Folder = Annotated[
    Path, typer.Option("-o", "--output", metavar="FOLDER", help=N_("The folder to write to; made if it is missing."))
]
WantedOffice = Annotated[
    str | None, typer.Option("--office", metavar="CODE", help=N_("Whose worksheet it is; else the sheet says it."))
]
WantedRubric = Annotated[
    str | None,
    typer.Option("--rubric", metavar="ID", help=N_("The rubric it follows, where rbtrack did not issue it.")),
]
WantedTiers = Annotated[
    list[EachTierWord] | None,
    typer.Option(
        "--tier", help=N_("Whose answers; twice for both columns of a sheet. Needed where rbtrack did not issue it.")
    ),
]
WantedYear = Annotated[
    int | None,
    typer.Option(
        "--year", min=FIRST_YEAR, max=LAST_YEAR, help=N_("The year to take; else every year in the worksheet.")
    ),
]
WantedJudge = Annotated[str | None, typer.Option("--judge", metavar="NAME", help=N_("Who judged, where several do."))]
OfficeMapFile = Annotated[
    Path | None,
    typer.Option("--map", metavar="FILE", readable=False, help=N_("A table (CSV or .xlsx) with columns file, office.")),
]
Mark = Annotated[
    Path | None,
    typer.Option(
        "--mark",
        metavar="FOLDER",
        readable=False,
        help=N_("Write a copy of each workbook with problems there, with its bad cells marked."),
    ),
]


@app.command(
    "new",
    help=N_("Issue worksheets to be filled in: a workbook for each office."),
    epilog="rbtrack lke new --children-of 53 --year 2022 --rubric rb-2020 --from-year 2021 -o kirim",
)
def new(
    context: typer.Context,
    rubric: Annotated[
        str, typer.Option("--rubric", metavar="ID", help=N_("The rubric, such as rb-2020."), show_default=False)
    ],
    year: Annotated[
        int,
        typer.Option("--year", min=FIRST_YEAR, max=LAST_YEAR, help=N_("The year that is judged."), show_default=False),
    ],
    offices: Annotated[
        list[str] | None, typer.Argument(help=N_("The codes of the offices."), show_default=False)
    ] = None,
    children_of: Annotated[
        str | None, typer.Option("--children-of", metavar="CODE", help=N_("For every office directly below this one."))
    ] = None,
    everyone: Annotated[bool, typer.Option("--all", help=N_("For every office."))] = False,
    tier: Annotated[TierWord, typer.Option("--tier", help=N_("Who answers."))] = OWN,
    judge: Annotated[str, typer.Option("--judge", metavar="NAME", help=N_("Who judged, where several do."))] = "",
    from_year: Annotated[
        int | None,
        typer.Option(
            "--from-year",
            min=FIRST_YEAR,
            max=LAST_YEAR,
            help=N_("Show the answers of an earlier year beside the new ones."),
        ),
    ] = None,
    prefill: Annotated[
        bool, typer.Option("--prefill", help=N_("Fill in those answers, marked as not yet reviewed."))
    ] = False,
    folder: Folder = Path("reports"),
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    from rbtrack.reports.worksheets import issued_report
    from rbtrack.usecases.issuing import IssueRequest, issue_worksheets

    if not (offices or children_of or everyone):
        raise typer.BadParameter(_("Name offices, or give --children-of or --all."))
    if prefill and from_year is None:
        raise typer.BadParameter(_("--prefill wants --from-year: the year to fill in from."))
    request = IssueRequest(year, rubric, tuple(offices or ()), children_of, everyone, tier, judge, from_year, prefill)
    issued = []
    for each in tracked(issue_worksheets(context.obj.database, request, folder, dry_run), None):
        say_problems(each.problems)
        issued.append((each.office, each.key, str(each.path), str(each.kept) if each.kept else None))
    show(issued_report(issued), as_document=as_json, output=None)
    if not dry_run:
        say(_("Worksheets written: {count}, in {folder}.").format(count=len(issued), folder=harmless(str(folder))))


@app.command(
    "check",
    help=N_("Check filled worksheets cell by cell, and store nothing; also without a database."),
    epilog="rbtrack lke check terkirim --mark diperiksa",
)
def check(
    context: typer.Context,
    files: Files,
    office: WantedOffice = None,
    office_map: OfficeMapFile = None,
    rubric: WantedRubric = None,
    tiers: WantedTiers = None,
    year: WantedYear = None,
    judge: WantedJudge = None,
    mark: Mark = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.usecases.worksheets import ImportRequest, check_worksheets

    request = ImportRequest(context.obj.actor, _wanted(office, rubric, tiers, year, judge), office_map, dry_run=True)
    _bring_in(context, check_worksheets, files, request, mark, as_json, output)


@app.command(
    "import",
    help=N_("Bring in filled worksheets: all of a workbook, or nothing of it."),
    epilog="rbtrack lke import terkirim/*.xlsx --mark diperiksa",
)
def import_(
    context: typer.Context,
    files: Files,
    office: WantedOffice = None,
    office_map: OfficeMapFile = None,
    rubric: WantedRubric = None,
    tiers: WantedTiers = None,
    year: WantedYear = None,
    judge: WantedJudge = None,
    replace_stored: Annotated[bool, typer.Option("--replace", help=N_("Let it change stored answers."))] = False,
    mark: Mark = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.usecases.worksheets import ImportRequest, import_worksheets

    wanted = _wanted(office, rubric, tiers, year, judge)
    request = ImportRequest(context.obj.actor, wanted, office_map, replace_stored, dry_run)
    _bring_in(context, import_worksheets, files, request, mark, as_json, output)


@app.command(
    "export",
    help=N_("Write a stored evaluation as a filled worksheet, which can be brought in again."),
    epilog="rbtrack lke export bps 2015 -o arsip",
)
def export(
    context: typer.Context,
    office: OfficeCode,
    year: Year,
    rubric: RubricId = None,
    tier: Tier = None,
    judge: Judge = None,
    folder: Folder = Path("reports"),
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    from rbtrack.reports.worksheets import issued_report
    from rbtrack.usecases.issuing import export_worksheet

    chosen = selection(rubric, tier, judge)
    issued = export_worksheet(context.obj.database, office, year, chosen, folder, dry_run)
    say_choice([issued])
    kept = str(issued.kept) if issued.kept else None
    show(issued_report([(issued.office, issued.key, str(issued.path), kept)]), as_document=as_json, output=None)


@app.command(
    "diff",
    help=N_("Compare two worksheets item by item, or one with what is stored."),
    epilog="rbtrack lke diff lama.xlsx baru.xlsx",
)
def diff(
    context: typer.Context,
    left: Annotated[Path, typer.Argument(metavar="A", readable=False, help=N_("A workbook."), show_default=False)],
    right: Annotated[
        Path | None,
        typer.Argument(
            metavar="B",
            readable=False,
            help=N_("Another workbook; else the stored evaluation that A is of."),
            show_default=False,
        ),
    ] = None,
    office: WantedOffice = None,
    rubric: WantedRubric = None,
    tiers: WantedTiers = None,
    year: WantedYear = None,
    judge: WantedJudge = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.worksheets import diff_report
    from rbtrack.usecases.differences import compare_worksheets

    check_output(output)
    wanted = _wanted(office, rubric, tiers, year, judge)
    found = compare_worksheets(context.obj.database, left, right, wanted)
    say_problems(found.problems)
    sides = [(each.file, each.key, each.places) for each in (found.left, found.right)]
    show(diff_report(sides[0], sides[1], found.differences), as_document=as_json, output=output)


def _wanted(
    office: str | None, rubric: str | None, tiers: Sequence[EachTierWord] | None, year: int | None, judge: str | None
) -> Wanted:
    from rbtrack.usecases.intake import Wanted

    asked = tuple(known for each in dict.fromkeys(tiers or ()) for known in TIERS if known == each)
    return Wanted(office, rubric, asked, year, judge)


def _bring_in(
    context: typer.Context,
    run: Callable[[str, Sequence[Path], ImportRequest], Iterator[FileOutcome]],
    files: Sequence[Path],
    request: ImportRequest,
    mark: Path | None,
    as_json: bool,
    output: Path | None,
) -> None:
    """Bring every file in, or only check it: its problems as they come, a table of all of them at the end."""
    from rbtrack.files import make_folder
    from rbtrack.reports.imports import changes_table, import_report, status_counts
    from rbtrack.usecases.finding import find_workbooks
    from rbtrack.usecases.marking import write_marked

    check_output(output)
    if mark is not None:
        make_folder(mark)
    found = find_workbooks(files)
    if found.others:
        say(_("Files that are no workbooks, passed over: {count}.").format(count=found.others))
    outcomes: list[Imported] = []
    copies: set[Path] = set()
    try:
        for outcome in tracked(run(context.obj.database, found.files, request), len(found.files)):
            say_problems(outcome.problems)
            marked = None
            if mark is not None and outcome.problems:
                copy = write_marked(mark, outcome, found.files, copies)
                say_problems(copy.problems)
                marked = str(copy.path) if copy.path else None
            outcomes += [replace(each, path=str(outcome.path), marked=marked) for each in outcome.outcomes]
            for each in outcome.outcomes:
                if each.merge and each.merge.changed and each.status != "refused" and not as_json:
                    show_table(changes_table(each))
    finally:
        # What was stored before something went wrong is stored: it is shown in any case.
        if outcomes:
            show(import_report(outcomes), as_document=as_json, output=output)
            if len(outcomes) > 1:
                say(status_counts(outcomes))
    if copies:
        say(_("Marked copies written: {count}, in {folder}.").format(count=len(copies), folder=harmless(str(mark))))
    if any(outcome.status == "refused" for outcome in outcomes):
        raise typer.Exit(1)
