"""What LibreOffice shows of a workbook: the text in every cell that a person can see."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from tests.conftest import require_tool

_NAMES = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
_MOST_REPEATED = 1000
"""A row or cell that is repeated more often is the empty rest of a sheet."""

TOGETHER = 40
"""How many workbooks LibreOffice is given at a time."""


@dataclass(frozen=True)
class SeenSheet:
    """A visible sheet: the shown text of each visible cell that has one, by row and column."""

    name: str
    cells: Mapping[tuple[int, int], str]

    def rows(self) -> Mapping[int, Mapping[int, str]]:
        """The shown texts of each row, by column."""
        found: dict[int, dict[int, str]] = {}
        for (row, column), text in sorted(self.cells.items()):
            found.setdefault(row, {})[column] = text
        return found


Seen = Sequence[SeenSheet]


def see(paths: Sequence[Path], folder: Path) -> list[Seen | None]:
    """What is seen of each workbook; None of one that LibreOffice does not open. Their names must differ."""
    target = folder / "seen"
    for first in range(0, len(paths), TOGETHER):
        _convert(paths[first : first + TOGETHER], target, folder / "profile")
    found = [target / f"{path.stem}.fods" for path in paths]
    seen = [_sheets(path) if path.is_file() else None for path in found]
    for path in found:
        path.unlink(missing_ok=True)
    return seen


def _convert(paths: Sequence[Path], target: Path, profile: Path) -> None:
    program = require_tool("soffice", "libreoffice")
    where = f"-env:UserInstallation={profile.as_uri()}"
    command = [program, where, "--headless", "--convert-to", "fods", "--outdir", str(target), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=900)  # noqa: S603 - the program that was found


def _sheets(path: Path) -> Seen:
    root = etree.parse(str(path), etree.XMLParser(huge_tree=True)).getroot()
    hidden = {
        style.get(_name("style:name"))
        for style in root.iter(_name("style:style"))
        if any(each.get(_name("table:display")) == "false" for each in style.iter(_name("style:table-properties")))
    }
    return [
        SeenSheet(str(table.get(_name("table:name"))), dict(_cells(table)))
        for table in root.iter(_name("table:table"))
        if table.get(_name("table:style-name")) not in hidden
    ]


def _cells(table: Any) -> Iterator[tuple[tuple[int, int], str]]:
    hidden = _hidden_columns(table)
    number = 0
    for row in table.iter(_name("table:table-row")):
        times = _times(row, "rows")
        if _is_seen(row) and times < _MOST_REPEATED:
            for repeated in range(times):
                for column, text in _texts(row):
                    if column not in hidden:
                        yield (number + repeated + 1, column), text
        number += times


def _texts(row: Any) -> Iterator[tuple[int, str]]:
    column = 0
    for cell in row.iterchildren(_name("table:table-cell"), _name("table:covered-table-cell")):
        times = _times(cell, "columns")
        text = "\n".join(_words(line) for line in cell.iterchildren(_name("text:p")))
        if text.strip() and cell.tag == _name("table:table-cell") and times < _MOST_REPEATED:
            for repeated in range(times):
                yield column + repeated + 1, text
        column += times


def _words(line: Any) -> str:
    """The text of a paragraph; a row of spaces is an element of its own."""
    parts = [line.text or ""]
    for child in line:
        if child.tag == _name("text:s"):
            parts.append(" " * int(child.get(_name("text:c")) or 1))
        else:
            parts.append("\n" if child.tag == _name("text:line-break") else _words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _hidden_columns(table: Any) -> set[int]:
    hidden: set[int] = set()
    number = 0
    for column in table.iter(_name("table:table-column")):
        times = _times(column, "columns")
        if not _is_seen(column) and times < _MOST_REPEATED:
            hidden |= set(range(number + 1, number + times + 1))
        number += times
    return hidden


def _is_seen(element: Any) -> bool:
    folded = any(group.get(_name("table:display")) == "false" for group in element.iterancestors())
    return not folded and element.get(_name("table:visibility")) in (None, "visible")


def _times(element: Any, of: str) -> int:
    return int(element.get(_name(f"table:number-{of}-repeated")) or 1)


def _name(short: str) -> str:
    prefix, _, name = short.partition(":")
    return f"{{{_NAMES[prefix]}}}{name}"
