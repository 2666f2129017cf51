"""`rbtrack rubric`: what is asked, how it is weighed, and how sure that is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rbtrack.cli.view import DryRun, Json, Output, say, say_problems, say_written, show
from rbtrack.domain.years import FIRST_YEAR, LAST_YEAR
from rbtrack.errors import RbtrackError
from rbtrack.files import check_target, write_text
from rbtrack.text import N_, _, harmless, number

app = typer.Typer(
    no_args_is_help=True, help=N_("Rubrics: what is asked and how it is weighed."), epilog="rbtrack rubric list"
)


@app.command("list", help=N_("The rubrics there are, and how sure each is."), epilog="rbtrack rubric list")
def list_(context: typer.Context, as_json: Json = False, output: Output = None) -> None:
    from rbtrack.reports.rubrics import rubric_list_report
    from rbtrack.usecases.rubrics import list_rubrics

    found = list_rubrics(context.obj)
    say_problems(found.problems)
    show(rubric_list_report(found.rubrics), as_document=as_json, output=output)
    if any(problem.is_error for problem in found.problems):
        raise typer.Exit(1)


@app.command(
    "show", help=N_("A rubric as a tree: weights, answers, gates, provenance."), epilog="rbtrack rubric show rb-2014"
)
def show_(
    context: typer.Context,
    rubric: Annotated[str, typer.Argument(help=N_("Its id, such as rb-2014."), show_default=False)],
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.rubrics import rubric_report
    from rbtrack.usecases.rubrics import show_rubric

    show(rubric_report(show_rubric(context.obj, rubric)), as_document=as_json, output=output)


@app.command(
    help=N_("Check a rubric file: every mistake with its line, all at once."),
    epilog="rbtrack rubric check data/rubrics/annex.yaml",
)
def check(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(readable=False, help=N_("The rubric file (.yaml)."), show_default=False)],
) -> None:
    from rbtrack.usecases.rubrics import check_file

    rubric = check_file(context.obj, file)
    text = _("{rubric}, version {version}: {items} items, the weights add up.")
    say(text.format(rubric=rubric.id, version=rubric.version, items=len(rubric.items)))


@app.command(
    "import",
    help=N_("Build a rubric from an official worksheet, gates and fixed points from its formulas."),
    epilog="rbtrack rubric import lke.xlsx -o data/rubrics/lke-2015.yaml --year 2015",
)
def import_(
    context: typer.Context,
    workbook: Annotated[Path, typer.Argument(readable=False, help=N_("The worksheet (.xlsx)."), show_default=False)],
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            readable=False,
            show_default=False,
            help=N_("The rubric file; its name without .yaml is the rubric's id."),
        ),
    ],
    year: Annotated[
        int | None,
        typer.Option(
            min=FIRST_YEAR,
            max=LAST_YEAR,
            help=N_("The year to read, where several stand side by side; else the newest."),
        ),
    ] = None,
    accept_unread_formulas: Annotated[
        bool,
        typer.Option(
            "--accept-unread-formulas",
            help=N_("Make the rubric without what formulas say beyond it; each is named."),
        ),
    ] = False,
    accept_differences: Annotated[
        bool,
        typer.Option(
            "--accept-differences",
            help=N_("Make the rubric although the sheet's answers give other figures on it than the sheet states."),
        ),
    ] = False,
    dry_run: DryRun = False,
) -> None:
    from rbtrack.reports.rubrics import rubric_report
    from rbtrack.usecases.rubrics import Acceptance, import_rubric

    if output.suffix != ".yaml":
        raise RbtrackError("output-suffix-unknown", suffix=output.suffix or output.name, known=(".yaml",))
    check_target(output, [workbook])
    accepted = Acceptance(differences=accept_differences, unread_formulas=accept_unread_formulas)
    found = import_rubric(context.obj, workbook, output.stem, year, accepted)
    kept = None if found.file is None or dry_run else write_text(output, found.file.text)
    say_problems(found.problems)
    for other in found.other_years:
        text = _("{year} reads the same.")
        if other.differing:
            text = _("{year} reads otherwise, {chosen} counts: {codes}.")
        codes = ", ".join(other.differing)
        say(text.format(year=other.year or "?", chosen=found.year or "?", codes=codes))
    if found.file is None:
        raise typer.Exit(1)
    if dry_run:
        say(_("Could be written: {file}").format(file=harmless(str(output))))
    else:
        say_written(output, kept)
    show(rubric_report(found.file.rubric), as_document=False, output=None)
    totals = {"computed": number(found.file.computed_total), "stated": number(found.file.sheet_total)}
    say(_("Index of the answers in the sheet: {computed}; the sheet states {stated}.").format(**totals))


@app.command(
    help=N_("Move evaluations to the newest version of their rubric, and show what changes."),
    epilog="rbtrack rubric upgrade annex",
)
def upgrade(
    context: typer.Context,
    rubric: Annotated[str, typer.Argument(help=N_("Its id, such as rb-2014."), show_default=False)],
    drop: Annotated[
        bool, typer.Option("--drop", help=N_("Drop answers that the new version has no place for."))
    ] = False,
    dry_run: DryRun = False,
) -> None:
    from rbtrack.usecases.rubrics import upgrade_rubric

    found = upgrade_rubric(context.obj, rubric, drop=drop, dry_run=dry_run)
    for each in found:
        named = {"office": each.key.office, "year": each.key.year, "tier": each.key.tier}
        named |= {"old": each.old_version, "new": each.new_version}
        figures = {"before": number(each.before.points), "after": number(each.after.points)}
        text = _("{office}, {year}, {tier}: version {old} -> {new}, index {before} -> {after}.")
        say(text.format(**named, **figures))
        if each.dropped:
            items = ", ".join(change.item for change in each.dropped)
            text = (
                _("Dropped: {items}.")
                if each.is_moved
                else _("Not moved, it would lose: {items}. To move it, use --drop.")
            )
            say("  " + text.format(items=items))
    if not found:
        say(_("No evaluation stands on an older version of {rubric}.").format(rubric=rubric))
    elif dry_run:
        say(_("(dry run: nothing was stored)"))
    if not all(each.is_moved for each in found):
        raise typer.Exit(1)
