"""Makes docs/samples/ anew: one of each thing that the program makes, from the demo, and pictures for the README.

Needs Chromium (the page), LibreOffice and pdftoppm (the workbooks as pictures).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "docs" / "samples"
CHARTS = ("trend", "areas", "radar", "heatmap", "rank", "gap", "sakip")
WORKSHEET = "lke/terkirim/LKE_2022_53.01_KPU-Kabupaten-Kupang-contoh_rb-2020.xlsx"
MARKED = "lke/diperiksa/LKE_2022_53.07_KPU-Kabupaten-Sikka-contoh_rb-2020.xlsx"


def main() -> None:
    SAMPLES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "rbtrack", "--lang", "id", "demo", folder=folder)
        reports = folder / "rbtrack-demo" / "reports"
        for chart in CHARTS:
            shutil.copy(reports / f"{chart}.png", SAMPLES / f"{chart}.png")
        shutil.copy(reports / "laporan.html", SAMPLES / "laporan.html")
        picture_page(reports / "laporan.html", SAMPLES / "laporan.png")
        for made, target, page in (("rekap.xlsx", "rekap", 1), (WORKSHEET, "lke", 2), (MARKED, "diperiksa", 1)):
            shutil.copy(reports / made, SAMPLES / f"{target}.xlsx")
            picture_workbook(SAMPLES / f"{target}.xlsx", page, folder)


def picture_page(page: Path, target: Path) -> None:
    """The top of the page, as a screen shows it."""
    browser = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    flags = ["--headless", "--disable-gpu", "--hide-scrollbars", "--window-size=1100,1400"]
    run(browser, *flags, *(["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []),
        f"--screenshot={target}", page.resolve().as_uri(), folder=target.parent)  # fmt: skip


def picture_workbook(workbook: Path, page: int, folder: Path) -> None:
    """One page of a workbook, as it is printed."""
    run("soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", "pdf",
        "--outdir", str(folder), str(workbook), folder=folder)  # fmt: skip
    target = workbook.with_suffix("")
    run("pdftoppm", "-r", "80", "-png", "-singlefile", "-f", str(page), "-l", str(page),
        str(folder / f"{target.name}.pdf"), str(target), folder=folder)  # fmt: skip


def run(*command: str, folder: Path) -> None:
    # What the programs say on the way is of no use here; a failure raises.
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 (commands of our own)


if __name__ == "__main__":
    main()
