"""`rbtrack lke`: worksheets, out and in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rbtrack.cli.score import say_choice, selection
from rbtrack.cli.view import (
    DryRun,
    Json,
    Output,
    after,
    check_output,
    say,
    say_problems,
    show,
    show_table,
    tracked,
)
from rbtrack.cli.words import EachTierWord, Evaluated, Judge, OfficeCode, OutsideYears, RubricId, Tier, TierWord, Year
from rbtrack.domain.tiers import OWN, TIERS
from rbtrack.domain.years import FIRST_YEAR, LAST_YEAR
from rbtrack.errors import Place, Problem
from rbtrack.text import N_, _, harmless, listed

if TYPE_CHECKING:
    from rbtrack.usecases.intake import ImportOptions
    from rbtrack.usecases.reading_ahead import Watch
    from rbtrack.usecases.worksheets import ImportRequest
    from rbtrack.usecases.workspace import Workspace
    from rbtrack.views.importing import ImportedEvaluation, ImportedFile

app = typer.Typer(
    no_args_is_help=True,
    help=N_("Worksheets (LKE) in Excel."),
    epilog="rbtrack lke new 53.01 --year 2022 --rubric rb-2020 -o kirim",
)


def _named_file(text: str) -> Path:
    """A file or folder that somebody named; an empty name is none, and not the folder that one stands in."""
    if not text.strip():
        raise typer.BadParameter(_("The name of a file or folder is empty."))
    return Path(text)


Files = Annotated[
    list[Path],
    typer.Argument(
        parser=_named_file,
        help=N_("Workbooks (.xlsx), folders with all that is below them, or patterns."),
        show_default=False,
    ),
]
Folder = Annotated[
    Path, typer.Option("-o", "--output", metavar="FOLDER", help=N_("The folder to write to; made if it is missing."))
]
ForOffice = Annotated[
    str | None, typer.Option("--office", metavar="CODE", help=N_("Whose worksheet it is; else the sheet says it."))
]
ForRubric = Annotated[
    str | None,
    typer.Option("--rubric", metavar="ID", help=N_("The rubric it follows, where rbtrack did not issue it.")),
]
ForTiers = Annotated[
    list[EachTierWord] | None,
    typer.Option(
        "--tier", help=N_("Whose answers; twice for both columns of a sheet. Needed where rbtrack did not issue it.")
    ),
]
ForYear = Annotated[
    int | None,
    typer.Option(
        "--year", min=FIRST_YEAR, max=LAST_YEAR, help=N_("The year to take; else every year in the worksheet.")
    ),
]
ForJudge = Annotated[str | None, typer.Option("--judge", metavar="NAME", help=N_("Who judged, where several do."))]
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
    outside_years: OutsideYears = False,
    evaluated: Evaluated = None,
    folder: Folder = Path("reports"),
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    from rbtrack.cli.worksheet_files import write_worksheet
    from rbtrack.reports.worksheets import issued_report
    from rbtrack.usecases.issuing import IssueRequest, issue_worksheets

    if not (offices or children_of or everyone):
        raise typer.BadParameter(_("Name offices, or give --children-of or --all."))
    if prefill and from_year is None:
        raise typer.BadParameter(_("--prefill wants --from-year: the year to fill in from."))
    request = IssueRequest(
        year,
        rubric,
        tuple(offices or ()),
        children_of,
        everyone,
        tier,
        judge,
        from_year,
        prefill,
        outside_years,
        dry_run,
        evaluated,
    )
    written = []
    for sheet in tracked(issue_worksheets(context.obj, request), None):
        written.append(write_worksheet(sheet, folder))
        say_problems(sheet.problems)
    if not dry_run:
        say(_("Worksheets written: {count}, in {folder}.").format(count=len(written), folder=harmless(str(folder))))
    show(issued_report(written), as_document=as_json, output=None)


@app.command(
    "check",
    help=N_("Check filled worksheets cell by cell, and store nothing; also without a database."),
    epilog="rbtrack lke check terkirim --mark diperiksa",
)
def check(
    context: typer.Context,
    files: Files,
    office: ForOffice = None,
    office_map: OfficeMapFile = None,
    rubric: ForRubric = None,
    tiers: ForTiers = None,
    year: ForYear = None,
    judge: ForJudge = None,
    outside_years: OutsideYears = False,
    evaluated: Evaluated = None,
    mark: Mark = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.usecases.worksheets import ImportRequest, check_worksheets

    options = _options(office, rubric, tiers, year, judge, evaluated, outside_years=outside_years)
    request = ImportRequest(options, office_map, marked_copies=mark is not None)
    _bring_in(context.obj, check_worksheets, files, request, mark, as_json, output)


@app.command(
    "import",
    help=N_("Bring in filled worksheets: all of a workbook, or nothing of it."),
    epilog="rbtrack lke import terkirim/*.xlsx --mark diperiksa",
)
def import_(
    context: typer.Context,
    files: Files,
    office: ForOffice = None,
    office_map: OfficeMapFile = None,
    rubric: ForRubric = None,
    tiers: ForTiers = None,
    year: ForYear = None,
    judge: ForJudge = None,
    replace_stored: Annotated[bool, typer.Option("--replace", help=N_("Let it change stored answers."))] = False,
    overwrite_newer: Annotated[
        bool,
        typer.Option(
            "--overwrite-newer", help=N_("With --replace: also answers that changed since the worksheet was made.")
        ),
    ] = False,
    allow_blank: Annotated[
        bool, typer.Option("--allow-blank", help=N_("Store worksheets without a single answer, too."))
    ] = False,
    outside_years: OutsideYears = False,
    evaluated: Evaluated = None,
    mark: Mark = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.usecases.worksheets import ImportRequest, import_worksheets

    options = _options(office, rubric, tiers, year, judge, evaluated, outside_years=outside_years)
    if overwrite_newer and not replace_stored:
        raise typer.BadParameter(_("--overwrite-newer wants --replace."))
    marked = mark is not None
    request = ImportRequest(options, office_map, replace_stored, marked, dry_run, overwrite_newer, allow_blank)
    _bring_in(context.obj, import_worksheets, files, request, mark, as_json, output)


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
    from rbtrack.cli.worksheet_files import write_worksheet
    from rbtrack.reports.worksheets import issued_report
    from rbtrack.usecases.issuing import export_worksheet

    sheet = export_worksheet(context.obj, office, year, selection(rubric, tier, judge), dry_run)
    written = write_worksheet(sheet, folder)
    say_choice([sheet])
    show(issued_report([written]), as_document=as_json, output=None)


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
    office: ForOffice = None,
    rubric: ForRubric = None,
    tiers: ForTiers = None,
    year: ForYear = None,
    judge: ForJudge = None,
    evaluated: Evaluated = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.worksheets import diff_report
    from rbtrack.usecases.differences import compare_worksheets

    check_output(output, *(each for each in (left, right) if each is not None))
    options = _options(office, rubric, tiers, year, judge, evaluated, outside_years=True)
    found = compare_worksheets(context.obj, left, right, options)
    say_problems(found.problems)
    show(diff_report(found), as_document=as_json, output=output)


def _options(
    office: str | None,
    rubric: str | None,
    tiers: Sequence[EachTierWord] | None,
    year: int | None,
    judge: str | None,
    evaluated: int | None,
    *,
    outside_years: bool,
) -> ImportOptions:
    from rbtrack.usecases.intake import ImportOptions

    asked = tuple(known for each in dict.fromkeys(tiers or ()) for known in TIERS if known == each)
    return ImportOptions(office, rubric, asked, year, judge, outside_years, evaluated)


def _bring_in(
    workspace: Workspace,
    run: Callable[[Workspace, Sequence[Path], ImportRequest, Watch], Iterator[ImportedFile]],
    files: Sequence[Path],
    request: ImportRequest,
    mark: Path | None,
    as_json: bool,
    output: Path | None,
) -> None:
    """Bring every file in, or only check it: its problems as they come, a table of all of them at the end."""
    from rbtrack.cli.workbooks import find_workbooks
    from rbtrack.cli.worksheet_files import MarkedCopies

    workbooks = find_workbooks(files)
    inputs = [*workbooks.files, *([request.office_map] if request.office_map else [])]
    check_output(output, *inputs)
    copies = None if mark is None else MarkedCopies(mark, inputs)
    if workbooks.others:
        say(_("Files that are not workbooks, passed over: {count}.").format(count=workbooks.others))
    for folder in workbooks.unreadable:
        say_problems([Problem("folder-unreadable", place=Place(file=str(folder)))])
    evaluations: list[ImportedEvaluation] = []
    bare: list[Problem] = []
    try:
        for found in run(workspace, workbooks.files, request, lambda paths: tracked(paths, len(paths))):
            bare += [problem for problem in found.problems if problem.code == _BARE]
            say_problems(problem for problem in found.problems if problem.code != _BARE)
            evaluations += found.evaluations
            if copies is not None and found.copy is not None:
                say_problems(found.copy.problems)
                if found.copy.content is not None:
                    copies.write(found.path, found.copy.content)
    finally:
        _say_bare(bare)
        # What was stored before something went wrong is stored: it is shown in any case.
        if evaluations:
            _show_arrived(evaluations, copies.written if copies else {}, as_json, output)
    if copies is not None and copies.written:
        named = {"count": len(copies.written), "folder": harmless(str(mark))}
        say(_("Marked copies written: {count}, in {folder}.").format(**named))
    is_copy_lost = copies is not None and copies.is_one_lost
    if is_copy_lost or workbooks.unreadable or any(each.is_refused for each in evaluations):
        raise typer.Exit(1)


def _show_arrived(
    evaluations: Sequence[ImportedEvaluation], copies: Mapping[Path, Path], as_json: bool, output: Path | None
) -> None:
    from rbtrack.reports.imports import changes_table, import_report, status_counts

    with after(status_counts(evaluations)):
        for each in () if as_json else evaluations:
            if each.merge and each.merge.changed and not each.is_refused:
                show_table(changes_table(each))
        show(import_report(evaluations, copies), as_document=as_json, output=output)
    if len(evaluations) > 1:
        say(status_counts(evaluations))


_BARE = "evidence-missing"
MOST_LISTED = 30
"""Of more worksheets only the first are named on the screen."""


def _say_bare(problems: Sequence[Problem]) -> None:
    """Answers without evidence: of one worksheet where they are, of many only how many each has."""
    if len(problems) <= 1:
        say_problems(problems)
        return
    counts = [f"{problem.place.file} {problem.parameters['count']}" for problem in problems]
    shown = listed([*counts[:MOST_LISTED], "…"] if len(counts) > MOST_LISTED else counts)
    words = _("Answered without evidence, by worksheet: {counts}. Where they are stands in --json and -o FILE.json.")
    say(_("warning:") + " " + words.format(counts=shown))
