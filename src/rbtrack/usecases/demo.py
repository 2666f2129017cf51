"""The demo: a worksheet made from published letters, then the journey of every user."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer, Office
from rbtrack.domain.scoring import score
from rbtrack.files import make_folder, remove
from rbtrack.workbook.writer import YearTable, write_worksheet

BPS = Office("bps", "Badan Pusat Statistik", "lembaga")
BPS_YEARS = (2015, 2014)
_NOTE = "Contoh catatan: SK tim terlampir (sample note)"


@dataclass(frozen=True, slots=True)
class DemoFolder:
    """Where the demo keeps what it makes."""

    database: Path
    worksheet: Path
    chart: Path


def prepare(data: Path, reports: Path) -> DemoFolder:
    """Make the sample worksheet and an empty demo database, in place of those of an earlier demo."""
    from rbtrack.store.schema import create

    folder = DemoFolder(data / "demo.db", reports / "demo-lke-bps-2015.xlsx", reports / "demo-areas.png")
    for suffix in ("", "-wal", "-shm"):
        remove(Path(f"{folder.database}{suffix}"))
    make_folder(reports)
    create(str(folder.database))
    write_sample_worksheet(folder.worksheet)
    return folder


def write_sample_worksheet(path: Path) -> None:
    """The worksheet of BPS with 2015 and 2014 side by side, as the ministry lays it out."""
    rubric = catalog.find_rubric("rb-2014")
    tables = [YearTable(year, score(rubric, sample_answers(year))) for year in BPS_YEARS]
    write_worksheet(path, rubric, BPS, tables)


def sample_answers(year: int) -> dict[str, Answer]:
    """The published answers of BPS for 2014 or 2015, by item."""
    text = files("rbtrack.sample").joinpath("bps.csv").read_text(encoding="utf-8")
    answers = {row["item"]: Answer(row[str(year)]) for row in csv.DictReader(text.splitlines())}
    answers["A.I.1.a"] = Answer(answers["A.I.1.a"].value, note=_NOTE)
    return answers
