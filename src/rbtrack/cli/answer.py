"""`rbtrack answer`: single answers of an evaluation."""

from __future__ import annotations

from typing import Annotated

import typer

from rbtrack.cli.score import say_choice, selection
from rbtrack.cli.view import DryRun, Json, Output, say, show
from rbtrack.cli.words import Evaluated, Judge, OfficeCode, OutsideYears, RubricId, Tier, Year
from rbtrack.text import N_, _, number

app = typer.Typer(
    no_args_is_help=True, help=N_("Single answers of an evaluation."), epilog="rbtrack answer show bps 2015"
)


@app.command(
    "set",
    help=N_("Set one answer, checked as a worksheet's is, with an entry in the journal."),
    epilog='rbtrack answer set bps 2015 A.I.1.b A --note "SK terlampir"',
)
def set_(
    context: typer.Context,
    office: OfficeCode,
    year: Year,
    item: Annotated[str, typer.Argument(help=N_("The code of the item, such as A.I.1.a."), show_default=False)],
    value: Annotated[
        str | None, typer.Argument(help=N_("A letter, a number, or counts such as 3/4."), show_default=False)
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help=N_("A note."))] = None,
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="TEXT", help=N_("Evidence: a document or a link."))
    ] = None,
    rubric: RubricId = None,
    tier: Tier = None,
    judge: Judge = None,
    not_applicable: Annotated[
        bool, typer.Option("--not-applicable", help=N_("The item does not apply to this office."))
    ] = False,
    erase: Annotated[bool, typer.Option("--erase", help=N_("Erase the answer, with note and evidence."))] = False,
    from_sakip: Annotated[
        bool, typer.Option("--from-sakip", help=N_("Take the office's SAKIP figure of the year."))
    ] = False,
    outside_years: OutsideYears = False,
    evaluated: Evaluated = None,
    dry_run: DryRun = False,
) -> None:
    from rbtrack.domain.merging import said
    from rbtrack.usecases.answers import AnswerRequest, NewAnswer, set_answer

    ways = [value is not None, not_applicable, erase, from_sakip]
    if sum(ways) > 1 or not (any(ways) or note is not None or evidence is not None or evaluated is not None):
        raise typer.BadParameter(
            _("Give one of: a value, --not-applicable, --erase, --from-sakip; or a note, evidence or --evaluated.")
        )
    new = NewAnswer(value, note, evidence, not_applicable, erase, from_sakip)
    request = AnswerRequest(office, year, item, new, selection(rubric, tier, judge), dry_run, outside_years, evaluated)
    found = set_answer(context.obj, request)
    if found.is_moved:
        moved = _("{year}: evaluated in {new}, in place of {old}.")
        say(moved.format(year=year, new=found.key.year_evaluated, old=found.moved_from))
        if dry_run:
            say(_("(dry run: nothing was stored)"))
    if found.change is None:
        say(_("{item}: unchanged.").format(item=item))
        return
    if found.change.new == found.change.old.reviewed:
        say(_("{item}: unchanged, and reviewed.").format(item=item))
        return
    old, now = said(found.change.old, found.change.new), said(found.change.new, found.change.old)
    text = _("{item}: {old} -> {new}. Index {before} -> {after}.")
    blank = _("blank")
    figures = {"before": number(found.before.points), "after": number(found.after.points)}
    say(text.format(item=item, old=", ".join(old) or blank, new=", ".join(now) or blank, **figures))
    if dry_run and not found.is_moved:
        say(_("(dry run: nothing was stored)"))


@app.command(
    "show", help=N_("The answers of an evaluation, with notes and evidence."), epilog="rbtrack answer show bps 2015"
)
def show_(
    context: typer.Context,
    office: OfficeCode,
    year: Year,
    item: Annotated[str | None, typer.Argument(help=N_("One item, or all below a node."), show_default=False)] = None,
    rubric: RubricId = None,
    tier: Tier = None,
    judge: Judge = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.answers import answer_report
    from rbtrack.usecases.answers import show_answers

    found = show_answers(context.obj, office, year, item, selection(rubric, tier, judge))
    say_choice([found.score])
    show(answer_report(found), as_document=as_json, output=output)
