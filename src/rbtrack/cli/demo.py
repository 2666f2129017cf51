"""`rbtrack demo`: the whole journey on sample data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any

import typer

from rbtrack.cli.view import say
from rbtrack.files import make_folder, remove, write_bytes
from rbtrack.text import N_, _
from rbtrack.usecases.workspace import Workspace

if TYPE_CHECKING:
    from rbtrack.views.issuing import IssuedWorksheet

HELP = N_("The whole journey on sample data, in data/demo.db and reports/.")


def demo(context: typer.Context) -> None:
    from rbtrack.usecases.demo import (
        MISTAKEN,
        add_sample_offices,
        archived_worksheets,
        corrected_worksheet,
        returned_worksheets,
    )

    folder = DemoFolder(Path("data", "demo.db"), Path("reports"))
    reports = folder.reports
    _prepare(folder)
    workspace = replace(context.obj, database=str(folder.database))
    run = _Runner(context, workspace)
    with workspace:
        add_sample_offices(workspace)
    say(_("Offices of the demo: KPU NTT with its 22 offices, and BPS. Names ending in (contoh) have invented figures."))
    with workspace:
        archived = _write(archived_worksheets(workspace), folder.archive)
    say(_("Worksheets of the years before: {count}").format(count=archived))
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
    with workspace:
        _write(returned_worksheets(workspace), folder.returned)
        _write([corrected_worksheet(workspace)], folder.corrected)
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


@dataclass(frozen=True, slots=True)
class DemoFolder:
    """Where the demo keeps what it makes: the database, and below `reports` the worksheets of each step."""

    database: Path
    reports: Path

    @property
    def worksheets(self) -> Path:
        return self.reports / "lke"

    @property
    def archive(self) -> Path:
        return self.worksheets / "arsip"

    @property
    def sent(self) -> Path:
        return self.worksheets / "kirim"

    @property
    def returned(self) -> Path:
        return self.worksheets / "terkirim"

    @property
    def marked(self) -> Path:
        return self.worksheets / "diperiksa"

    @property
    def corrected(self) -> Path:
        return self.worksheets / "perbaikan"


def _prepare(folder: DemoFolder) -> None:
    """An empty database and no worksheets, in place of those of an earlier demo."""
    from rbtrack.store.schema import create

    for suffix in ("", "-wal", "-shm"):
        remove(Path(f"{folder.database}{suffix}"))
    rmtree(folder.worksheets, ignore_errors=True)
    make_folder(folder.reports)
    create(str(folder.database))


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
