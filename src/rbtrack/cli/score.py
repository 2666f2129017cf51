"""`rbtrack score`: what answers come to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from rbtrack.cli.view import Json, Output, say, show
from rbtrack.cli.words import (
    Instrument,
    InstrumentWord,
    Judge,
    OfficeCode,
    ResultTier,
    RubricId,
    Tier,
    TierWord,
    Year,
    Years,
)
from rbtrack.text import N_, _

if TYPE_CHECKING:
    from rbtrack.domain.evaluation import EvaluationKey
    from rbtrack.usecases.scores import Which

app = typer.Typer(
    no_args_is_help=True, help=N_("Scores: one year, or years side by side."), epilog="rbtrack score show bps 2015"
)


@app.command(
    "show",
    help=N_("One evaluation as a tree: weights, points, percent, coverage; index and grade."),
    epilog="rbtrack score show bps 2015 --items",
)
def show_(
    context: typer.Context,
    office: OfficeCode,
    year: Year,
    rubric: RubricId = None,
    tier: Tier = None,
    judge: Judge = None,
    instrument: Instrument = None,
    items: Annotated[bool, typer.Option("--items", help=N_("Show every item with its answer too."))] = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.scores import published_report, score_report
    from rbtrack.usecases.scores import Published, show_score

    found = show_score(context.obj.database, office, year, which(rubric, tier, judge, instrument))
    if isinstance(found, Published):
        report = published_report(found.office, found.year, found.results)
    else:
        say_choice(found.key, found.others)
        report = score_report(found.office, found.key, found.scored, items, found.results)
    show(report, as_document=as_json, output=output)


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
    from rbtrack.reports.comparisons import across_report, compare_report
    from rbtrack.usecases.scores import compare_years

    compared = compare_years(context.obj.database, office, parse_years(years), which(rubric, tier, judge))
    for found in compared.scores:
        say_choice(found.key, found.others)
    named, graded = compared.scores[0].office, [(found.key, found.scored) for found in compared.scores]
    report = across_report(named, graded, compared.across) if compared.across else compare_report(named, graded)
    show(report, as_document=as_json, output=output)


@app.command(
    help=N_("Offices over the years, computed and reported figures together, with the breaks between them."),
    epilog="rbtrack score trend bps",
)
def trend(
    context: typer.Context,
    offices: Annotated[list[str], typer.Argument(help=N_("The codes of the offices."), show_default=False)],
    instrument: Instrument = None,
    tier: ResultTier = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.trends import trend_report
    from rbtrack.usecases.trends import score_trend

    named = instrument.value if instrument else "rb"
    found = score_trend(context.obj.database, offices, named, tier.value if tier else None)
    show(trend_report(found, named), as_document=as_json, output=output)


def which(
    rubric: str | None, tier: TierWord | None, judge: str | None, instrument: InstrumentWord | None = None
) -> Which:
    """The flags that narrow the choice of an evaluation."""
    from rbtrack.usecases.scores import Which

    return Which(rubric, tier.value if tier else None, judge, instrument.value if instrument else None)


def say_choice(key: EvaluationKey, others: Sequence[str]) -> None:
    """Name the tier that was taken where others were there too."""
    if others:
        text = _("{year}: the tier {tier} was taken; there are also: {others}. Choose with --tier.")
        say(text.format(year=key.year, tier=key.tier, others=", ".join(others)))


def parse_years(text: str) -> list[int]:
    """Years out of `2014,2015`; wrong use of the flag otherwise."""
    words = [word.strip() for word in text.split(",")]
    if not all(len(word) == 4 and word.isascii() and word.isdecimal() for word in words):
        raise typer.BadParameter(_("Years are written with four digits and commas between them, such as 2014,2015."))
    return list(dict.fromkeys(int(word) for word in words))
