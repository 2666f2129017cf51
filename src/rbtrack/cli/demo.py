"""`rbtrack demo`: the whole journey on sample data."""

from __future__ import annotations

from pathlib import Path

import typer

from rbtrack.cli.view import say
from rbtrack.text import N_, _
from rbtrack.usecases.workspace import Workspace

HELP = N_("The whole journey on sample data, in data/demo.db and reports/.")


def demo(context: typer.Context) -> None:
    from rbtrack.usecases.demo import MISTAKEN, fill_archive, fill_returned, prepare

    folder = prepare(Path("data"), Path("reports"), context.obj.actor)
    run = _Runner(Workspace(str(folder.database), context.obj.actor, context.obj.language))
    reports = folder.reports
    say(_("Offices of the demo: KPU NTT with its 22 offices, and BPS. Names ending in (contoh) have invented figures."))
    say(_("Worksheets of the years before: {count}").format(count=fill_archive(folder)))
    run("lke", "import", str(folder.archive), "-o", str(reports / "arsip.csv"))
    run("result", "set", "53", "2021", "rb", "86,5", "--tier", "self", "--judge", "pleno KPU Provinsi NTT",
        "--source", "kickoff RB, 10 Februari 2022")  # fmt: skip
    run("sakip", "set", "53", "2020", "CC/65", "--tier", "self", "--source", "kickoff RB, 10 Februari 2022")
    for year, figure in (("2019", "CC (58,40)"), ("2021", "B (62,15)"), ("2022", "B (66,80)")):
        run("sakip", "set", "53", year, figure, "--judge", "contoh", "--source", "angka contoh")
    sheets = ["53", "--children-of", "53", "--year", "2022", "--rubric", "rb-2020", "--from-year", "2021"]
    run("lke", "new", *sheets, "-o", str(folder.sent))
    say("")
    say(
        _("The offices fill them in and send them back; one of them, {office}, makes mistakes.").format(office=MISTAKEN)
    )
    fill_returned(folder)
    run(
        "lke", "import", str(folder.returned), "--mark", str(folder.marked), "-o", str(reports / "terkirim.csv"), code=1
    )
    say("")
    say(_("What is wrong stands above, cell by cell, and in the marked copy. The corrected worksheet comes in:"))
    run("lke", "import", str(folder.corrected))
    run("score", "show", "bps", "2015")
    run("score", "rank", "2022", "--below", "53")
    run("score", "trend", "53")
    run("score", "gap", "53", "2022", "--top", "5")
    run("score", "priorities", "53.07", "2022", "--top", "5")
    run("score", "explain", "bps", "2015", "A.I.1.b")
    below, years = ["--below", "53"], ["--years", "2021,2022"]
    run("chart", "trend", "53", *below, "-o", str(reports / "trend.png"))
    run("chart", "areas", "bps", "--years", "2014,2015", "-o", str(reports / "areas.png"))
    run("chart", "radar", "bps", "--years", "2014,2015", "-o", str(reports / "radar.png"))
    run("chart", "heatmap", "2022", *below, "-o", str(reports / "heatmap.png"))
    run("chart", "rank", *years, *below, "-o", str(reports / "rank.png"))
    run("chart", "gap", "53", "2022", "-o", str(reports / "gap.png"))
    run("chart", "sakip", "53", "-o", str(reports / "sakip.png"))
    run("report", "summary", "2022", *below, "-o", str(reports / "rekap.xlsx"))
    run("report", "trend", "53", "-o", str(reports / "laporan.html"))
    say("")
    say(_("Look at {page}, {workbook} and the charts in {folder}.").format(
        page=reports / "laporan.html", workbook=reports / "rekap.xlsx", folder=reports
    ))  # fmt: skip
    say(_("Go on with: rbtrack score explain 53.01 2022 --db {database}").format(database=folder.database))


class _Runner:
    """Runs commands as a user types them, each shown before what it prints."""

    def __init__(self, workspace: Workspace) -> None:
        from rbtrack.cli.app import build

        self._workspace = workspace
        self._commands = build()

    def __call__(self, *words: str, code: int = 0) -> None:
        say("")
        say("$ rbtrack " + " ".join(f'"{word}"' if " " in word else word for word in words))
        with self._workspace as workspace:
            ended = self._commands(args=list(words), prog_name="rbtrack", standalone_mode=False, obj=workspace) or 0
        if ended != code:
            raise typer.Exit(ended or 1)
