"""`rbtrack score`: what answers come to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from rbtrack.cli.view import Json, Output, say, show
from rbtrack.cli.words import (
    Against,
    Below,
    Codes,
    Everyone,
    Instrument,
    InstrumentWord,
    Judge,
    OfficeCode,
    OfficeCodes,
    ResultTier,
    RubricId,
    Tier,
    TierWord,
    Year,
    Years,
)
from rbtrack.domain.years import FIRST_YEAR, LAST_YEAR
from rbtrack.text import N_, _

if TYPE_CHECKING:
    from rbtrack.domain.evaluation import EvaluationKey
    from rbtrack.usecases.scores import Selection

app = typer.Typer(
    no_args_is_help=True,
    help=N_("Scores: one year, years and offices side by side, ranks, gaps, priorities, and how they came about."),
    epilog="rbtrack score show bps 2015",
)

Top = Annotated[
    int,
    typer.Option(
        "--top", metavar="N", min=1, max=10_000, help=N_("How many items the table lists; JSON always holds all.")
    ),
]


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

    found = show_score(context.obj.database, office, year, selection(rubric, tier, judge, instrument))
    if isinstance(found, Published):
        report = published_report(found.office, found.year, found.results)
    else:
        say_choice([found])
        report = score_report(found.office, found.key, found.scored, items, found.results)
    show(report, as_document=as_json, output=output)


@app.command(
    help=N_("Years and offices side by side, with the difference of the last to the first."),
    epilog="rbtrack score compare bps --years 2014,2015",
)
def compare(
    context: typer.Context,
    offices: OfficeCodes,
    years: Years,
    rubric: RubricId = None,
    tier: Tier = None,
    judge: Judge = None,
    instrument: Instrument = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.comparisons import across_report, compare_report
    from rbtrack.usecases.comparing import compare_offices

    narrowed = selection(rubric, tier, judge, instrument)
    compared = compare_offices(context.obj.database, offices, parse_years(years), narrowed)
    say_choice(compared.scores)
    graded = [(found.office, found.key, found.scored) for found in compared.scores]
    report = across_report(graded, compared.across) if compared.across else compare_report(graded)
    show(report, as_document=as_json, output=output)


@app.command(
    help=N_("Offices over the years, computed and reported figures together, with the breaks between them."),
    epilog="rbtrack score trend bps",
)
def trend(
    context: typer.Context,
    offices: Codes = None,
    below: Below = None,
    everyone: Everyone = False,
    instrument: Instrument = None,
    tier: ResultTier = None,
    rubric: RubricId = None,
    judge: Judge = None,
    wide: Annotated[
        bool | None,
        typer.Option("--wide/--long", help=N_("A row for each office (from four on, unless told), or for each year.")),
    ] = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.trends import trend_report
    from rbtrack.usecases.panel import Offices
    from rbtrack.usecases.trends import score_trend

    if not (offices or below or everyone):
        raise typer.BadParameter(_("Name offices, or ask for those below one (--below) or for all (--all)."))
    asked = Offices(tuple(offices or ()), below, everyone)
    narrowed = selection(rubric, None, judge, instrument)
    found = score_trend(context.obj.database, asked, narrowed, tier)
    report = trend_report(found, narrowed.instrument or "rb", wide)
    show(report, as_document=as_json, output=output)


@app.command(
    help=N_("Offices by place in a year, with the change of place: by index, or by an area."),
    epilog="rbtrack score rank 2015 --below 53",
)
def rank(
    context: typer.Context,
    year: Year,
    offices: Codes = None,
    below: Below = None,
    everyone: Everyone = False,
    area: Annotated[
        str | None, typer.Option("--area", metavar="ID", help=N_("By the points of this area, such as 6."))
    ] = None,
    against: Annotated[
        int | None,
        typer.Option(
            "--against",
            metavar="YEAR",
            min=FIRST_YEAR,
            max=LAST_YEAR,
            help=N_("The year to which places are compared; else the year before."),
        ),
    ] = None,
    instrument: Instrument = None,
    tier: ResultTier = None,
    rubric: RubricId = None,
    judge: Judge = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.ranking import rank_report
    from rbtrack.usecases.panel import Offices
    from rbtrack.usecases.ranking import rank_offices

    # Where no office is named, all of them are ranked.
    asked = Offices(tuple(offices or ()), below, everyone or not (offices or below))
    narrowed, named = selection(rubric, None, judge, instrument), tier
    found = rank_offices(context.obj.database, year, asked, narrowed, named, against=against, area=area)
    show(rank_report(found), as_document=as_json, output=output)


@app.command(
    help=N_("The self-assessment of a year against its evaluation, by area and by item, the largest gap first."),
    epilog="rbtrack score gap bps 2015",
)
def gap(
    context: typer.Context,
    office: OfficeCode,
    year: Year,
    against: Against = None,
    top: Top = 20,
    rubric: RubricId = None,
    judge: Judge = None,
    instrument: Instrument = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.gaps import gap_report
    from rbtrack.usecases.gaps import score_gap

    narrowed = selection(rubric, against, judge, instrument)
    found = score_gap(context.obj.database, office, year, narrowed)
    say_choice([found], "--against")
    own, evaluated = ((side.key, side.scored) for side in (found.own, found.evaluated))
    show(gap_report(found.office, own, evaluated, found.gap, top), as_document=as_json, output=output)


@app.command(
    help=N_("Which items would earn most, and the fewest that lead to the next grade."),
    epilog="rbtrack score priorities bps 2015 --top 10",
)
def priorities(
    context: typer.Context,
    office: OfficeCode,
    year: Year,
    top: Top = 20,
    rubric: RubricId = None,
    tier: Tier = None,
    judge: Judge = None,
    instrument: Instrument = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.priorities import priorities_report
    from rbtrack.usecases.priorities import score_priorities

    found = score_priorities(context.obj.database, office, year, selection(rubric, tier, judge, instrument))
    say_choice([found.score])
    report = priorities_report(found.score.office, found.score.key, found.score.scored, found.found, top)
    show(report, as_document=as_json, output=output)


@app.command(
    help=N_("How an index came about, step by step from the answers: every line can be recomputed by hand."),
    epilog="rbtrack score explain bps 2015 A.I.1",
)
def explain(
    context: typer.Context,
    office: OfficeCode,
    year: Year,
    node: Annotated[
        str | None, typer.Argument(help=N_("A part or an item: it, all below it, and its way to the index."))
    ] = None,
    rubric: RubricId = None,
    tier: Tier = None,
    judge: Judge = None,
    instrument: Instrument = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.explaining import explain_report
    from rbtrack.usecases.explaining import explain_score

    found = explain_score(context.obj.database, office, year, node, selection(rubric, tier, judge, instrument))
    say_choice([found.score])
    report = explain_report(found.score.office, found.score.key, found.score.scored, found.lines, node)
    show(report, as_document=as_json, output=output)


def selection(
    rubric: str | None, tier: TierWord | None, judge: str | None, instrument: InstrumentWord | None = None
) -> Selection:
    """The flags that narrow the choice of an evaluation."""
    from rbtrack.usecases.scores import Selection

    return Selection(rubric, tier, judge, instrument.value if instrument else None)


class Chosen(Protocol):
    """What was chosen where several tiers may have been there."""

    @property
    def key(self) -> EvaluationKey: ...

    @property
    def others(self) -> tuple[str, ...]: ...


def say_choice(scores: Iterable[Chosen], option: str = "--tier") -> None:
    """Name the tier that was taken where others were there too, once for all offices of a year."""
    choices = dict.fromkeys((found.key.year, found.key.tier, found.others) for found in scores if found.others)
    for year, tier, others in choices:
        text = _("{year}: the tier {tier} was taken; there are also: {others}. Choose with {option}.")
        say(text.format(year=year, tier=tier, others=", ".join(others), option=option))


def parse_years(text: str) -> list[int]:
    """Years out of `2014,2015`; wrong use of the flag otherwise."""
    words = [word.strip() for word in text.split(",")]
    if not all(len(word) == 4 and word.isascii() and word.isdecimal() for word in words):
        raise typer.BadParameter(_("Years are written with four digits and commas between them, such as 2014,2015."))
    return list(dict.fromkeys(int(word) for word in words))
