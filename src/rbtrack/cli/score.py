"""`rbtrack score`: what answers come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from rbtrack.cli.view import Json, Output, say, show
from rbtrack.cli.words import (
    Against,
    Below,
    Codes,
    Everyone,
    Instrument,
    Judge,
    OfficeCode,
    OfficeCodes,
    ResultTier,
    ResultTierWord,
    RubricId,
    Tier,
    Year,
    Years,
)
from rbtrack.domain.numbers import readings
from rbtrack.domain.years import FIRST_YEAR, LAST_YEAR
from rbtrack.text import N_, _

if TYPE_CHECKING:
    from rbtrack.domain.evaluation import EvaluationKey
    from rbtrack.usecases.panel import OfficeChoice
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


TwoYears = Annotated[
    str, typer.Argument(metavar="YEAR,YEAR", help=N_("The two years, such as 2021,2022."), show_default=False)
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
    from rbtrack.usecases.showing import show_score
    from rbtrack.views.scores import PublishedYear

    found = show_score(context.obj, office, year, selection(rubric, tier, judge, instrument))
    if isinstance(found, PublishedYear):
        report = published_report(found)
    else:
        say_choice([found])
        report = score_report(found, items)
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
    from rbtrack.reports.comparing import compare_report
    from rbtrack.usecases.comparing import compare_offices

    narrowed = selection(rubric, tier, judge, instrument)
    compared = compare_offices(context.obj, offices, parse_years(years), narrowed)
    say_choice(compared.scores)
    show(compare_report(compared), as_document=as_json, output=output)


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
    from rbtrack.usecases.panel import OfficeChoice
    from rbtrack.usecases.trends import score_trend

    if not (offices or below or everyone):
        raise typer.BadParameter(_("Name offices, or ask for those below one (--below) or for all (--all)."))
    asked = OfficeChoice(tuple(offices or ()), below, everyone)
    found = score_trend(context.obj, asked, selection(rubric, tier, judge, instrument))
    show(trend_report(found, wide), as_document=as_json, output=output)


@app.command(
    help=N_("Who rose and who fell between two years, each office with itself: on one tier, judge, rubric and scale."),
    epilog="rbtrack score change 2021,2022 --below 53",
)
def change(
    context: typer.Context,
    years: TwoYears,
    offices: Codes = None,
    below: Below = None,
    everyone: Everyone = False,
    instrument: Instrument = None,
    tier: ResultTier = None,
    rubric: RubricId = None,
    judge: Judge = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.changes import changes_report
    from rbtrack.usecases.changes import score_changes

    before, after = two_years(years)
    asked = office_choice(offices, below, everyone)
    found = score_changes(context.obj, before, after, asked, selection(rubric, tier, judge, instrument))
    show(changes_report(found), as_document=as_json, output=output)


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
    from rbtrack.usecases.ranking import RankRequest, rank_offices

    narrowed = selection(rubric, tier, judge, instrument)
    request = RankRequest(year, office_choice(offices, below, everyone), narrowed, against, area)
    show(rank_report(rank_offices(context.obj, request)), as_document=as_json, output=output)


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

    found = score_gap(context.obj, office, year, selection(rubric, against, judge, instrument))
    say_choice([found], "--against")
    show(gap_report(found, top), as_document=as_json, output=output)


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
    level: Annotated[
        str | None,
        typer.Option("--level", metavar="CODE", help=N_("What leads to this level of the rubric, such as wbbm.")),
    ] = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.priorities import priorities_report
    from rbtrack.usecases.priorities import score_priorities

    found = score_priorities(context.obj, office, year, selection(rubric, tier, judge, instrument), level)
    say_choice([found.score])
    show(priorities_report(found, top), as_document=as_json, output=output)


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

    found = explain_score(context.obj, office, year, node, selection(rubric, tier, judge, instrument))
    say_choice([found.score])
    show(explain_report(found), as_document=as_json, output=output)


@app.command(
    help=N_("An agency and the offices directly below it: its own figure, theirs, and what both come to."),
    epilog="rbtrack score combined 53 2023 --rubric sakip-2021 --own-share 60",
)
def combined(
    context: typer.Context,
    office: OfficeCode,
    year: Year,
    own_share: Annotated[
        str | None,
        typer.Option(
            "--own-share",
            metavar="PERCENT",
            help=N_("How much the agency's own figure counts, in percent; else as the rubric says."),
        ),
    ] = None,
    rubric: RubricId = None,
    tier: Tier = None,
    judge: Judge = None,
    instrument: Instrument = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from rbtrack.reports.combined import combined_report
    from rbtrack.usecases.combined import combine_scores

    share = None if own_share is None else parse_share(own_share)
    found = combine_scores(context.obj, office, year, selection(rubric, tier, judge, instrument), share)
    say_choice([found.own])
    show(combined_report(found), as_document=as_json, output=output)


def selection(
    rubric: str | None,
    tier: ResultTierWord | None,
    judge: str | None,
    instrument: str | None = None,
) -> Selection:
    """The flags that narrow the choice of evaluations and published figures."""
    from rbtrack.usecases.scores import Selection

    return Selection(rubric, tier, judge, instrument)


def office_choice(codes: Sequence[str] | None, below: str | None, everyone: bool = False) -> OfficeChoice:
    """The offices that are named, directly below one, or all; all too where none is asked for."""
    from rbtrack.usecases.panel import OfficeChoice

    return OfficeChoice(tuple(codes or ()), below, everyone or not (codes or below))


class Chosen(Protocol):
    """An evaluation that was chosen, and the tiers that were there besides."""

    @property
    def key(self) -> EvaluationKey: ...

    @property
    def others(self) -> tuple[str, ...]: ...


def say_choice(scores: Iterable[Chosen], option: str = "--tier") -> None:
    """Name the tier that was taken where others were there too, once for all offices of a year; `option` is the
    flag that chooses another."""
    choices = dict.fromkeys((found.key.year, found.key.tier, found.others) for found in scores if found.others)
    for year, tier, others in choices:
        text = _("{year}: the tier {tier} was taken; there are also: {others}. Choose with {option}.")
        say(text.format(year=year, tier=tier, others=", ".join(others), option=option))


def parse_share(text: str) -> Fraction:
    """The share that a percentage stands for, such as 60 or 66,67. Raises BadParameter for one that is none."""
    found = [number for number in readings(text) if 0 <= number <= _WHOLE]
    if len(found) != 1:
        raise typer.BadParameter(_("A share is written in percent, from 0 to 100, such as 60 or 66.67."))
    return Fraction(found[0]) / _WHOLE


_WHOLE = 100


def two_years(text: str) -> tuple[int, int]:
    """The two years in `2021,2022`, the earlier one first. Raises BadParameter for another number of them."""
    years = sorted(parse_years(text))
    if len(years) != 2:
        raise typer.BadParameter(_("Name two years, such as 2021,2022."))
    return years[0], years[1]


def parse_years(text: str) -> list[int]:
    """The years in `2014,2015`, each once. Raises BadParameter for what cannot be read."""
    words = [word.strip() for word in text.split(",")]
    if not all(len(word) == 4 and word.isascii() and word.isdecimal() for word in words):
        raise typer.BadParameter(_("Years are written with four digits and commas between them, such as 2014,2015."))
    return list(dict.fromkeys(int(word) for word in words))
