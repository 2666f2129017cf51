"""`rbtrack chart`: scores drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rbtrack.cli.score import parse_years, say_choice, selection
from rbtrack.cli.view import say
from rbtrack.cli.words import (
    Against,
    Instrument,
    Judge,
    OfficeCode,
    ResultTier,
    RubricId,
    Tier,
    Year,
    Years,
)
from rbtrack.text import N_, _, harmless

if TYPE_CHECKING:
    from rbtrack.usecases.panel import Offices

app = typer.Typer(
    no_args_is_help=True,
    help=N_("Charts (.png, .svg, .pdf)."),
    epilog="rbtrack chart areas bps --years 2014,2015 -o areas.png",
)

Picture = Annotated[
    Path,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        readable=False,
        help=N_("The picture: .png, .svg or .pdf."),
        show_default=False,
    ),
]
SomeOffices = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[OFFICE]...", help=N_("The codes of offices; without any, all of them."), show_default=False
    ),
]
SeveralOffices = Annotated[list[str], typer.Argument(help=N_("The codes of the offices."), show_default=False)]
Below = Annotated[
    str | None, typer.Option("--below", metavar="OFFICE", help=N_("The offices directly below this one."))
]
Everyone = Annotated[bool, typer.Option("--all", help=N_("All offices; those named stand out."))]
SomeYears = Annotated[
    str | None, typer.Option("--years", metavar="YEAR,YEAR", help=N_("Only these years, such as 2014,2015."))
]


@app.command(
    help=N_(
        "Offices over the years as lines, with the grades behind; of many, the named or the extreme ones stand out."
    ),
    epilog="rbtrack chart trend 53.01 --below 53 -o trend.png",
)
def trend(
    context: typer.Context,
    output: Picture,
    offices: SomeOffices = None,
    below: Below = None,
    everyone: Everyone = False,
    years: SomeYears = None,
    instrument: Instrument = None,
    tier: ResultTier = None,
) -> None:
    from rbtrack.usecases.charts import chart_trend

    named = instrument.value if instrument else "rb"
    chosen = _offices(offices, below, everyone)
    chart_trend(context.obj.database, chosen, _years(years), output, named, tier)
    _written(output)


@app.command(
    help=N_("The change areas, years side by side, in percent of their weight."),
    epilog="rbtrack chart areas bps --years 2014,2015 -o areas.png",
)
def areas(
    context: typer.Context,
    offices: SeveralOffices,
    years: Years,
    output: Picture,
    rubric: RubricId = None,
    tier: Tier = None,
    judge: Judge = None,
) -> None:
    from rbtrack.usecases.charts import chart_areas

    say_choice(chart_areas(context.obj.database, offices, parse_years(years), selection(rubric, tier, judge), output))
    _written(output)


@app.command(
    help=N_("The change areas of one office as a wheel, a line for each year."),
    epilog="rbtrack chart radar bps --years 2014,2015 -o radar.png",
)
def radar(
    context: typer.Context,
    office: OfficeCode,
    years: Years,
    output: Picture,
    rubric: RubricId = None,
    tier: Tier = None,
    judge: Judge = None,
) -> None:
    from rbtrack.usecases.charts import chart_radar

    say_choice(chart_radar(context.obj.database, office, parse_years(years), selection(rubric, tier, judge), output))
    _written(output)


@app.command(
    help=N_("Offices by change areas, with the index, the highest first; many offices make several pages of a .pdf."),
    epilog="rbtrack chart heatmap 2022 --below 53 -o heatmap.pdf",
)
def heatmap(
    context: typer.Context,
    year: Year,
    output: Picture,
    below: Below = None,
    rubric: RubricId = None,
    tier: Tier = None,
    judge: Judge = None,
) -> None:
    from rbtrack.usecases.charts import chart_heatmap

    chart_heatmap(context.obj.database, year, _offices(None, below, False), output, selection(rubric, tier, judge))
    _written(output)


@app.command(
    help=N_("The places of offices in two years, joined by slopes, by index or by one area."),
    epilog="rbtrack chart rank --years 2021,2022 --below 53 -o rank.png",
)
def rank(
    context: typer.Context,
    years: Years,
    output: Picture,
    below: Below = None,
    area: Annotated[
        str | None, typer.Option("--area", metavar="AREA", help=N_("By a change area (its number) instead."))
    ] = None,
    tier: ResultTier = None,
) -> None:
    from rbtrack.usecases.charts import chart_rank

    two = parse_years(years)
    if len(two) != 2:
        raise typer.BadParameter(_("Name two years, such as 2021,2022."))
    chosen = _offices(None, below, False)
    chart_rank(context.obj.database, (two[0], two[1]), chosen, output, area, tier)
    _written(output)


@app.command(
    help=N_("Self-assessment and evaluation of one year, joined area by area, the largest difference first."),
    epilog="rbtrack chart gap 53 2022 -o gap.png",
)
def gap(
    context: typer.Context,
    office: OfficeCode,
    year: Year,
    output: Picture,
    against: Against = None,
    rubric: RubricId = None,
    judge: Judge = None,
) -> None:
    from rbtrack.usecases.charts import chart_gap

    say_choice([chart_gap(context.obj.database, office, year, selection(rubric, against, judge), output)], "--against")
    _written(output)


@app.command(
    help=N_("SAKIP grades over the years, each on the scale of its year."),
    epilog="rbtrack chart sakip 53 -o sakip.png",
)
def sakip(
    context: typer.Context,
    output: Picture,
    offices: SomeOffices = None,
    below: Below = None,
    everyone: Everyone = False,
    years: SomeYears = None,
    tier: ResultTier = None,
) -> None:
    from rbtrack.usecases.charts import chart_sakip

    chosen = _offices(offices, below, everyone)
    chart_sakip(context.obj.database, chosen, _years(years), output, tier)
    _written(output)


def _offices(codes: list[str] | None, below: str | None, everyone: bool) -> Offices:
    from rbtrack.usecases.panel import Offices

    # Where no office is named, all of them are drawn.
    return Offices(tuple(codes or ()), below, everyone or not (codes or below))


def _years(text: str | None) -> list[int]:
    return parse_years(text) if text else []


def _written(output: Path) -> None:
    say(_("Written: {file}").format(file=harmless(str(output))))
