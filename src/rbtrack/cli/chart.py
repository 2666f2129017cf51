"""`rbtrack chart`: scores as pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rbtrack.cli.score import Chosen, TwoYears, office_choice, parse_years, say_choice, selection, two_years
from rbtrack.cli.view import say_written
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
from rbtrack.files import check_suffix, check_target
from rbtrack.text import N_, _

if TYPE_CHECKING:
    from rbtrack.charts.canvas import Drawing

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
    highlight: Annotated[
        list[str] | None,
        typer.Option(
            "--highlight",
            metavar="OFFICE",
            help=N_("This office stands out over the others, in grey; may be given several times."),
        ),
    ] = None,
    years: SomeYears = None,
    instrument: Instrument = None,
    tier: ResultTier = None,
) -> None:
    from rbtrack.charts.trends import draw_trend
    from rbtrack.usecases.charts import chart_trend

    wanted = _years(years)
    _check(output)
    narrowed = selection(None, tier, None, instrument)
    asked = office_choice([*(offices or ()), *(highlight or ())], below, everyone)
    standing_out = highlight or (offices if below or everyone else None)
    view = chart_trend(context.obj, asked, wanted, narrowed, tuple(standing_out or ()))
    _save([draw_trend(view)], output)


@app.command(
    help=N_("Who rose and who fell most between two years, each office with itself, sorted, with the points."),
    epilog="rbtrack chart change 2021,2022 --below 53 -o change.png",
)
def change(
    context: typer.Context,
    years: TwoYears,
    output: Picture,
    offices: SomeOffices = None,
    below: Below = None,
    everyone: Everyone = False,
    instrument: Instrument = None,
    tier: ResultTier = None,
    rubric: RubricId = None,
    judge: Judge = None,
) -> None:
    from rbtrack.charts.changes import draw_changes
    from rbtrack.usecases.charts import chart_changes

    before, after = two_years(years)
    _check(output)
    asked = office_choice(offices, below, everyone)
    found = chart_changes(context.obj, before, after, asked, selection(rubric, tier, judge, instrument))
    _save([draw_changes(found, tier)], output)


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
    instrument: Instrument = None,
) -> None:
    from rbtrack.charts.areas import check_number, draw_areas
    from rbtrack.usecases.charts import chart_areas

    wanted = parse_years(years)
    _check(output)
    check_number(len(offices) * len(wanted))
    compared = chart_areas(context.obj, offices, wanted, selection(rubric, tier, judge, instrument))
    _save([draw_areas(compared)], output, compared.scores)


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
    instrument: Instrument = None,
) -> None:
    from rbtrack.charts.areas import check_number
    from rbtrack.charts.radar import draw_radar
    from rbtrack.usecases.charts import chart_areas

    wanted = parse_years(years)
    _check(output)
    check_number(len(wanted))
    compared = chart_areas(context.obj, [office], wanted, selection(rubric, tier, judge, instrument))
    _save([draw_radar(compared)], output, compared.scores)


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
    instrument: Instrument = None,
) -> None:
    from rbtrack.charts.heatmap import draw_heatmap, draw_heatmap_pages
    from rbtrack.usecases.charts import chart_heatmap

    _check(output)
    view = chart_heatmap(context.obj, year, office_choice(None, below), selection(rubric, tier, judge, instrument))
    _save(draw_heatmap_pages(view) if _has_pages(output) else [draw_heatmap(view)], output)


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
    instrument: Instrument = None,
) -> None:
    from rbtrack.charts.ranking import draw_rank
    from rbtrack.usecases.charts import chart_rank
    from rbtrack.usecases.ranking import RankRequest

    two = sorted(parse_years(years))
    if len(two) != 2:
        raise typer.BadParameter(_("Name two years, such as 2021,2022."))
    _check(output)
    narrowed = selection(None, tier, None, instrument)
    request = RankRequest(two[1], office_choice(None, below), narrowed, against=two[0], area=area)
    _save([draw_rank(chart_rank(context.obj, request))], output)


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
    instrument: Instrument = None,
) -> None:
    from rbtrack.charts.gaps import draw_gap
    from rbtrack.usecases.gaps import score_gap

    _check(output)
    found = score_gap(context.obj, office, year, selection(rubric, against, judge, instrument))
    _save([draw_gap(found)], output, [found], "--against")


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
    from rbtrack.charts.sakip import draw_sakip, draw_sakip_pages
    from rbtrack.usecases.charts import chart_trend
    from rbtrack.usecases.results import SAKIP

    wanted = _years(years)
    _check(output)
    narrowed = selection(None, tier, None, SAKIP)
    view = chart_trend(context.obj, office_choice(offices, below, everyone), wanted, narrowed)
    _save(draw_sakip_pages(view) if _has_pages(output) else [draw_sakip(view)], output)


def _years(text: str | None) -> list[int]:
    return parse_years(text) if text else []


def _has_pages(output: Path) -> bool:
    return output.suffix.lower() == ".pdf"


def _check(output: Path) -> None:
    """Raises RbtrackError, before anything is fetched, for a picture that cannot be made."""
    from rbtrack.charts.canvas import SUFFIXES

    check_suffix(output, SUFFIXES)
    check_target(output)


def _save(drawings: Sequence[Drawing], output: Path, chosen: Iterable[Chosen] = (), option: str = "--tier") -> None:
    """Write the picture, and say which tier was taken where there was a choice (`option` chooses another)."""
    from rbtrack.charts.canvas import save_pages

    save_pages(drawings, output)
    say_choice(chosen, option)
    say_written(output)
