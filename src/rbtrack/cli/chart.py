"""`rbtrack chart`: scores drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rbtrack.cli.score import parse_years, say_choice, which
from rbtrack.cli.view import say
from rbtrack.cli.words import Judge, OfficeCode, RubricId, Tier, Years
from rbtrack.text import N_, _, harmless

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


@app.callback()
def _group() -> None:
    """A group even while it has one command."""


@app.command(
    help=N_("The change areas, years side by side, in percent of their weight."),
    epilog="rbtrack chart areas bps --years 2014,2015 -o areas.png",
)
def areas(
    context: typer.Context,
    office: OfficeCode,
    years: Years,
    output: Picture,
    rubric: RubricId = None,
    tier: Tier = None,
    judge: Judge = None,
) -> None:
    from rbtrack.usecases.charts import chart_areas

    scores = chart_areas(context.obj.database, office, parse_years(years), which(rubric, tier, judge), output)
    say_choice(scores)
    say(_("Written: {file}").format(file=harmless(str(output))))
