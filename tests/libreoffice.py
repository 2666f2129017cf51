"""Workbooks as LibreOffice calculates and saves them: one start for many files."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.conftest import require_tool
from tests.lke.breaking import patch

Grid = Sequence[Sequence[str | float]]
"""The cells of a sheet, row by row from A1; an empty text where nothing is."""

_RESULT = re.compile(rb"(</f>)<v>[^<]*</v>")
_CSV = "csv:Text - txt - csv (StarCalc):1,34,76,1,,0,false,false,false,false,false,-1"
"""Every sheet of a workbook as a text file, cells apart by the character 1, figures in all their digits."""

_FIELD = re.compile('("(?:[^"]|"")*"|[^\x01\n]*)(\x01|\n|$)')
_NUMBER = re.compile(r'"(-?[0-9.]+(?:E[+-]?[0-9]+)?)(%?)"')


def saved(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Each workbook as LibreOffice saves it."""
    _convert("xlsx", paths, folder / "saved")
    return [folder / "saved" / path.name for path in paths]


def calculated(paths: Sequence[Path], folder: Path) -> list[Mapping[str, Grid]]:
    """The sheets of each workbook by name. No stored result is left that could help."""
    place = Path(tempfile.mkdtemp(prefix="calculated-", dir=folder))
    bare = [without_results(path, place / f"{number}.xlsx") for number, path in enumerate(paths)]
    target = place / "sheets"
    _convert(_CSV, bare, target)
    return [
        {sheet.stem.removeprefix(f"{number}-"): _grid(sheet) for sheet in target.glob(f"{number}-*.csv")}
        for number in range(len(paths))
    ]


def without_results(path: Path, bare: Path) -> Path:
    """The same workbook at `bare` without a single stored result: what shows a figure afterwards has calculated it."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")}
    shutil.copy(path, bare)
    return patch(bare, {name: _RESULT.sub(rb"\1", xml) for name, xml in members.items()})


def _convert(wanted: str, paths: Sequence[Path], target: Path) -> None:
    program = require_tool("soffice", "libreoffice")
    profile = f"-env:UserInstallation={(target.parent / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", wanted, "--outdir", str(target), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def _grid(sheet: Path) -> Grid:
    return list(_rows(sheet.read_text("utf-8")))


def _rows(text: str) -> Iterator[list[str | float]]:
    row: list[str | float] = []
    place = 0
    while place < len(text):
        match = _FIELD.match(text, place)
        assert match is not None, text[place : place + 80]
        row.append(_value(match[1]))
        if match[2] != "\x01":
            yield row
            row = []
        place = match.end()


def _value(field: str) -> str | float:
    """Asked for all digits, LibreOffice puts numbers between quotes, and of texts only those that hold one."""
    if number := _NUMBER.fullmatch(field):
        return float(number[1]) / (100 if number[2] else 1)
    return field[1:-1].replace('""', '"') if field.startswith('"') else field
