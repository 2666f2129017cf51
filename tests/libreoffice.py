"""Workbooks as LibreOffice calculates and saves them: one start for many files."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from tests.conftest import require_tool
from tests.lke.breaking import patch

Grid = Sequence[Sequence[str | float]]
"""The cells of a sheet, row by row from A1; an empty text where nothing is."""

_RESULT = re.compile(rb"(</f>)<v>[^<]*</v>")
_CSV = "csv:Text - txt - csv (StarCalc):1,34,76,1,,0,false,false,false,false,false,-1"
"""Every sheet of a workbook as a text file, cells apart by the character 1, figures in all their digits."""

_FIELD = re.compile('("(?:[^"]|"")*"|[^\x01\n]*)(\x01|\n|$)')
_NUMBER = re.compile(r'"(-?[0-9.]+(?:E[+-]?[0-9]+)?)(%?)"')


_MACRO = """
Sub Try(book, asked, found)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(book, "_blank", 0, hidden())
  document.calculateAll()
  sheet = document.Sheets(0)
  asking = FreeFile
  Open ConvertFromURL(asked) For Input As #asking
  finding = FreeFile
  Open ConvertFromURL(found) For Output As #finding
  Do While Not Eof(asking)
    Line Input #asking, told
    parts = Split(told, Chr(9))
    cell = sheet.getCellRangeByName(parts(0))
    before = cell.getFormula()
    If parts(1) = "number" Then cell.setValue(Val(parts(2))) Else cell.setString(parts(2))
    If parts(3) <> "" Then
      shown = ""
      For Each row In sheet.getCellRangeByName(parts(3)).getDataArray()
        shown = shown & Chr(9)
        If VarType(row(0)) = 5 Then
          shown = shown & Str(row(0))
        ElseIf VarType(row(0)) = 8 Then
          shown = shown & row(0)
        Else
          shown = shown & "#"
        End If
      Next
      Print #finding, Mid(shown, 2)
      cell.setFormula(before)
    End If
  Loop
  Close #finding
  document.close(True)
  StarDesktop.terminate()
End Sub
"""
"""Of a workbook that is opened once: each cell that is asked for gets a value; where cells are to be shown, what they
show is written down, and the cell gets back what it had."""

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{}</script:module>
"""


@dataclass(frozen=True)
class Change:
    """Another value for a cell of the first sheet. Where `shown` names a column of cells, it is taken back after they
    were looked at; else it stays."""

    cell: str
    value: str | float
    shown: str = ""


def recalculated(path: Path, changes: Sequence[Change], folder: Path) -> list[list[str | float]]:
    """What the cells shown after each change hold, for all the changes in one run of LibreOffice."""
    place = Path(tempfile.mkdtemp(prefix="recalculated-", dir=folder))
    bare = without_results(path, place / "book.xlsx")
    asked, found = place / "asked.txt", place / "found.txt"
    kinds = {True: "number", False: "text"}
    lines = (
        "\t".join((each.cell, kinds[isinstance(each.value, float)], str(each.value), each.shown)) for each in changes
    )
    asked.write_text("\n".join(lines), "utf-8")
    program = [
        require_tool("soffice", "libreoffice"),
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        "--headless",
    ]
    # The first start makes the profile, with a library of macros that is empty.
    subprocess.run([*program, "--terminate_after_init"], check=True, capture_output=True, timeout=600)
    library = place / "profile" / "user" / "basic" / "Standard"
    (library / "Module1.xba").write_text(_MODULE.format(escape(_MACRO)), "utf-8")
    called = ",".join(f'"{file.as_uri()}"' for file in (bare, asked, found))
    subprocess.run([*program, f"macro:///Standard.Module1.Try({called})"], check=True, capture_output=True, timeout=600)
    return [[_shown(field) for field in line.split("\t")] for line in found.read_text("utf-8").splitlines()]


def _shown(field: str) -> str | float:
    return float(field) if re.fullmatch(r" ?-?[0-9.]+(E[+-]?[0-9]+)?", field) else field


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
