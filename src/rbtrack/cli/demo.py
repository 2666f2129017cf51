"""`rbtrack demo`: the whole journey on sample data."""

from __future__ import annotations

from pathlib import Path

import typer

from rbtrack.cli.common import Common
from rbtrack.cli.view import say
from rbtrack.text import N_, _

HELP = N_("The whole journey on sample data, in data/demo.db and reports/.")


def demo(context: typer.Context) -> None:
    from rbtrack.cli.app import build
    from rbtrack.usecases.demo import BPS, prepare

    folder = prepare(Path("data"), Path("reports"))
    sheet = str(folder.worksheet)
    tiers = ["--rubric", "rb-2014", "--tier", "evaluator"]
    steps = [
        ["office", "add", BPS.code, BPS.name, "--kind", BPS.kind],
        ["lke", "import", sheet, "--office", BPS.code, *tiers, "--year", "2015"],
        ["lke", "import", sheet, "--office", BPS.code, *tiers, "--year", "2014"],
        ["score", "show", BPS.code, "2015"],
        ["score", "compare", BPS.code, "--years", "2014,2015"],
        ["chart", "areas", BPS.code, "--years", "2014,2015", "-o", str(folder.chart)],
    ]
    common = Common(str(folder.database), context.obj.actor, None, ())
    commands = build()
    for step in steps:
        say("")
        say("$ rbtrack " + " ".join(f'"{word}"' if " " in word else word for word in step))
        code = commands(args=step, prog_name="rbtrack", standalone_mode=False, obj=common)
        if code:
            raise typer.Exit(code)
    say("")
    say(_("Look at {chart} and {sheet}.").format(chart=folder.chart, sheet=folder.worksheet))
    say(_("Go on with: rbtrack score show bps 2015 --items --db {database}").format(database=folder.database))
