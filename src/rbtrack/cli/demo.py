"""`rbtrack demo`: the whole journey on sample data."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rbtrack.cli.common import DEFAULT_DATABASE
from rbtrack.cli.view import say
from rbtrack.files import write_bytes
from rbtrack.text import N_, _, harmless
from rbtrack.usecases.workspace import Workspace

if TYPE_CHECKING:
    from rbtrack.views.issuing import IssuedWorksheet

HELP = N_("The whole journey on sample data, in a folder of its own.")

Folder = Annotated[
    Path,
    typer.Option(
        "-o", "--output", metavar="FOLDER", help=N_("The folder for it: a new one, or that of a demo before.")
    ),
]
REPORTS = Path("reports")
WORKSHEETS = REPORTS / "lke"
ARCHIVE, SENT, RETURNED = WORKSHEETS / "arsip", WORKSHEETS / "kirim", WORKSHEETS / "terkirim"
MARKED, CORRECTED = WORKSHEETS / "diperiksa", WORKSHEETS / "perbaikan"


def demo(context: typer.Context, folder: Folder = Path("rbtrack-demo")) -> None:
    from rbtrack.cli.demo_folder import finish, make_demo_folder

    kept = make_demo_folder(folder)
    if kept is not None:
        text = _("The demo of before was worked in: it is kept as {folder}.")
        say(text.format(folder=harmless(str(kept))))
    say(f"$ cd {harmless(str(folder))}")
    with chdir(folder):
        _go(context)
    finish(folder)
    say("")
    say(_("Look at {page}, {workbook} and the charts in {folder}.").format(
        page=folder / REPORTS / "laporan.html", workbook=folder / REPORTS / "rekap.xlsx", folder=folder / REPORTS
    ))  # fmt: skip
    say(_("Go on with: cd {folder}, then rbtrack score explain 53.01 2022").format(folder=harmless(str(folder))))


def _go(context: typer.Context) -> None:
    from rbtrack.store.schema import create
    from rbtrack.usecases.demo import (
        MISTAKEN,
        add_sample_offices,
        archived_worksheets,
        corrected_worksheet,
        returned_worksheets,
    )

    create(DEFAULT_DATABASE)
    workspace = replace(context.obj, database=DEFAULT_DATABASE)
    run = _Runner(context, workspace)
    with workspace:
        add_sample_offices(workspace)
    say(_("Offices of the demo: KPU NTT with its 22 offices, and BPS. Names ending in (contoh) have invented figures."))
    with workspace:
        archived = _write(archived_worksheets(workspace), ARCHIVE)
    say(_("Worksheets of the years before: {count}").format(count=archived))
    run("lke", "import", str(ARCHIVE), "-o", str(REPORTS / "arsip.csv"))
    run("result", "set", "53", "2021", "rb", "86,5", "--tier", "self", "--judge", "pleno KPU Provinsi NTT",
        "--source", "kickoff RB, 10 Februari 2022")  # fmt: skip
    run("sakip", "set", "53", "2020", "CC/65", "--tier", "self", "--source", "kickoff RB, 10 Februari 2022")
    for year, figure in (("2019", "CC (58,40)"), ("2021", "B (62,15)"), ("2022", "B (66,80)")):
        run("sakip", "set", "53", year, figure, "--judge", "contoh", "--source", "angka contoh")
    sheets = ["53", "--children-of", "53", "--year", "2022", "--rubric", "rb-2020", "--from-year", "2021"]
    run("lke", "new", *sheets, "-o", str(SENT))
    say("")
    say(
        _("The offices fill them in and send them back; one of them, {office}, makes mistakes.").format(office=MISTAKEN)
    )
    with workspace:
        _write(returned_worksheets(workspace), RETURNED)
        _write([corrected_worksheet(workspace)], CORRECTED)
    run("lke", "import", str(RETURNED), "--mark", str(MARKED), "-o", str(REPORTS / "terkirim.csv"), code=1)
    say("")
    say(_("What is wrong stands above, cell by cell, and in the marked copy. The corrected worksheet comes in:"))
    run("lke", "import", str(CORRECTED))
    run("score", "show", "bps", "2015")
    run("score", "rank", "2022", "--below", "53")
    run("score", "trend", "53")
    run("score", "gap", "53", "2022", "--top", "5")
    run("score", "priorities", "53.07", "2022", "--top", "5")
    run("score", "explain", "bps", "2015", "A.I.1.b")
    below, years = ["--below", "53"], ["--years", "2021,2022"]
    run("chart", "trend", "53", *below, "-o", str(REPORTS / "trend.png"))
    run("chart", "areas", "bps", "--years", "2014,2015", "-o", str(REPORTS / "areas.png"))
    run("chart", "radar", "bps", "--years", "2014,2015", "-o", str(REPORTS / "radar.png"))
    run("chart", "heatmap", "2022", *below, "-o", str(REPORTS / "heatmap.png"))
    run("chart", "rank", *years, *below, "-o", str(REPORTS / "rank.png"))
    run("chart", "gap", "53", "2022", "-o", str(REPORTS / "gap.png"))
    run("chart", "sakip", "53", "-o", str(REPORTS / "sakip.png"))
    run("report", "summary", "2022", *below, "-o", str(REPORTS / "rekap.xlsx"))
    run("report", "trend", "53", "-o", str(REPORTS / "laporan.html"))


def _write(sheets: Iterable[IssuedWorksheet], folder: Path) -> int:
    """Write worksheets, one after the other; return how many they are."""
    count = 0
    for sheet in sheets:
        assert sheet.content is not None
        write_bytes(folder / sheet.name, sheet.content)
        count += 1
    return count


class _Runner:
    """Runs commands as a user types them, each shown before what it prints."""

    def __init__(self, context: typer.Context, workspace: Workspace) -> None:
        self._workspace = workspace
        self._commands: Any = context.find_root().command

    def __call__(self, *words: str, code: int = 0) -> None:
        say("")
        say("$ rbtrack " + " ".join(f'"{word}"' if " " in word else word for word in words))
        with self._workspace as workspace:
            ended = self._commands(args=list(words), prog_name="rbtrack", standalone_mode=False, obj=workspace) or 0
        if ended != code:
            raise typer.Exit(ended or 1)
