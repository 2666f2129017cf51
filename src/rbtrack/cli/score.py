"""`rbtrack score`: what answers come to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from rbtrack.cli.lke import TierWord
from rbtrack.cli.view import Json, Output, say, show
from rbtrack.text import N_, _

if TYPE_CHECKING:
    from rbtrack.usecases.scores import OfficeScore, Which

app = typer.Typer(
    no_args_is_help=True, help=N_("Scores: one year, or years side by side."), epilog="rbtrack score show bps 2015"
)

OfficeCode = Annotated[str, typer.Argument(help=N_("The code of the office."), show_default=False)]
RubricId = Annotated[
    str | None, typer.Option("--rubric", metavar="ID", help=N_("The rubric, where there is more than one."))
]
Tier = Annotated[
    TierWord | None, typer.Option("--tier", help=N_("Whose answers; else the most authoritative there are."))
]
Judge = Annotated[
    str | None,
    typer.Option("--judge", metavar="NAME", help=N_("Whose evaluation, where several judged; - for the unnamed one.")),
]
Years = Annotated[
    str, typer.Option("--years", metavar="YEAR,YEAR", help=N_("The years, such as 2014,2015."), show_default=False)
]


@app.command(
    "show",
    help=N_("One evaluation as a tree: weights, points, percent, coverage; index and grade."),
    epilog="rbtrack score show bps 2015 --items",
)
def show_(
    context: typer.Context,
    office: OfficeCode,
    year: Annotated[int, typer.Argument(help=N_("The year that was judged."), show_default=False)],
    rubric: RubricId = None,
    tier: Tier = None,
    judge: Judge = None,
    items: Annotated[bool, typer.Option("--items", help=N_("Show every item with its answer too."))] = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.scores import score_report
    from rbtrack.usecases.scores import score_years

    (found,) = score_years(context.obj.database, office, [year], which(rubric, tier, judge))
    say_choice([found])
    show(score_report(found.office, found.key, found.scored, items), as_document=as_json, output=output)


@app.command(
    help=N_("Years side by side, with the difference of the last to the first."),
    epilog="rbtrack score compare bps --years 2014,2015",
)
def compare(
    context: typer.Context,
    office: OfficeCode,
    years: Years,
    rubric: RubricId = None,
    tier: Tier = None,
    judge: Judge = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.scores import compare_report
    from rbtrack.usecases.scores import compare_years

    scores = compare_years(context.obj.database, office, parse_years(years), which(rubric, tier, judge))
    say_choice(scores)
    report = compare_report(scores[0].office, [(found.key, found.scored) for found in scores])
    show(report, as_document=as_json, output=output)


def which(rubric: str | None, tier: TierWord | None, judge: str | None) -> Which:
    """The flags that narrow the choice of an evaluation."""
    from rbtrack.usecases.scores import Which

    return Which(rubric, tier.value if tier else None, judge)


def say_choice(scores: Iterable[OfficeScore]) -> None:
    """Name the tier that was taken where others were there too."""
    for found in scores:
        if found.others:
            others = ", ".join(found.others)
            text = _("{year}: the tier {tier} was taken; there are also: {others}. Choose with --tier.")
            say(text.format(year=found.key.year, tier=found.key.tier, others=others))


def parse_years(text: str) -> list[int]:
    """Years out of `2014,2015`; wrong use of the flag otherwise."""
    words = [word.strip() for word in text.split(",")]
    if not all(len(word) == 4 and word.isascii() and word.isdecimal() for word in words):
        raise typer.BadParameter(_("Years are written with four digits and commas between them, such as 2014,2015."))
    return list(dict.fromkeys(int(word) for word in words))
