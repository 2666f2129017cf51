"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from rbtrack.domain import tiers
from rbtrack.domain.years import FIRST_YEAR, LAST_YEAR
from rbtrack.text import N_

# As they are typed; the options of that name are below.
TierWord = tiers.Tier
ResultTierWord = tiers.FigureTier
AgainstWord = tiers.EvaluatedTier

if TYPE_CHECKING:
    EachTierWord = TierWord
else:
    # For an option that may be given several times: Typer takes no list of literals.
    EachTierWord = StrEnum("EachTierWord", [(tier.upper(), tier) for tier in get_args(TierWord)])


def known_instrument(context: typer.Context, code: str | None) -> str | None:
    """The same code. Raises CatalogError where no instrument has it."""
    return None if code is None else context.obj.catalogue.instrument(code).code


OfficeCode = Annotated[str, typer.Argument(help=N_("The code of the office."), show_default=False)]

Year = Annotated[
    int, typer.Argument(min=FIRST_YEAR, max=LAST_YEAR, help=N_("The year that was judged."), show_default=False)
]
Evaluated = Annotated[
    int | None,
    typer.Option(
        "--evaluated",
        metavar="YEAR",
        min=FIRST_YEAR,
        max=LAST_YEAR,
        help=N_("The year in which it was evaluated, where that is another than the year judged."),
    ),
]
RubricId = Annotated[
    str | None, typer.Option("--rubric", metavar="ID", help=N_("The rubric, where there is more than one."))
]
Tier = Annotated[
    TierWord | None, typer.Option("--tier", help=N_("Whose answers; else the most authoritative there are."))
]
ResultTier = Annotated[
    ResultTierWord | None, typer.Option("--tier", help=N_("Whose figures; else the most authoritative of each year."))
]
Judge = Annotated[
    str | None,
    typer.Option("--judge", metavar="NAME", help=N_("Whose evaluation, where several judged; - for the unnamed one.")),
]
Years = Annotated[
    str, typer.Option("--years", metavar="YEAR,YEAR", help=N_("The years, such as 2014,2015."), show_default=False)
]
Instrument = Annotated[
    str | None,
    typer.Option(
        "--instrument",
        metavar="NAME",
        callback=known_instrument,
        help=N_("rb (unless told), sakip, or another that has a file."),
    ),
]
OfficeCodes = Annotated[list[str], typer.Argument(help=N_("The codes of the offices."), show_default=False)]
Codes = Annotated[list[str] | None, typer.Argument(help=N_("The codes of the offices."), show_default=False)]
Below = Annotated[str | None, typer.Option("--below", metavar="CODE", help=N_("The offices directly below this one."))]
Everyone = Annotated[bool, typer.Option("--all", help=N_("Every office."))]
Scale = Annotated[str | None, typer.Option("--scale", metavar="ID", help=N_("The grade scale; else that of the year."))]
Source = Annotated[str, typer.Option("--source", metavar="TEXT", help=N_("Where it was published."))]
NoteText = Annotated[str, typer.Option("--note", metavar="TEXT", help=N_("A note."))]
ReportedTier = Annotated[ResultTierWord, typer.Option("--tier", help=N_("Whose figure it is."))]
ReportedJudge = Annotated[str, typer.Option("--judge", metavar="NAME", help=N_("Who judged."))]
Against = Annotated[
    AgainstWord | None,
    typer.Option("--against", help=N_("Against whose answers; else the most authoritative there are.")),
]
OutsideYears = Annotated[
    bool,
    typer.Option(
        "--outside-years", help=N_("Use a rubric for a year whose rules are not known: comparable with nothing.")
    ),
]
