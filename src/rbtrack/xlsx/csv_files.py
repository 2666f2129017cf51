"""CSV in the ways office programs write it: with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rbtrack.domain.evaluation import RawValue
from rbtrack.errors import Place, Problem, WorkbookError
from rbtrack.text import as_entered
from rbtrack.xlsx.guard import read_file
from rbtrack.xlsx.limits import MOST_COLUMNS, MOST_ROWS

SEPARATORS = (",", ";", "\t")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 12
"""So many letters on each side show a letter that may have been misread."""


@dataclass(frozen=True)
class CsvGrid:
    """A text read with one separator: its cells, and the line on which each row begins."""

    file: str
    rows: Sequence[Sequence[RawValue]]
    lines: Sequence[int]

    def value(self, row: int, column: int) -> RawValue:
        cells = self.rows[row - 1]
        return cells[column - 1] if column <= len(cells) else None

    def place(self, row: int, column: int) -> Place:  # noqa: ARG002 (an editor of texts knows lines alone)
        return Place(self.file, line=self.lines[row - 1])


@dataclass(frozen=True, slots=True)
class CsvText:
    """A text in every way in which it can be read, the likeliest first, and a warning where its encoding was not sure.

    `refusal` says why it cannot be read in a likelier way than those.
    """

    place: Place
    grids: tuple[CsvGrid, ...]
    problems: tuple[Problem, ...]
    refusal: WorkbookError | None


def open_csv(path: Path) -> CsvText:
    """Read the file at `path`. Raises WorkbookError where there is none, it is too large or no text."""
    place = Place(file=path.name.encode("utf-8", "replace").decode())
    text, problems = _decoded(read_file(path, place), place)
    if "\0" in text:  # UTF-16 or UTF-32 without a mark
        raise WorkbookError("table-not-text", place=place)
    grids: list[CsvGrid] = []
    refusal = None
    for separator in sorted(SEPARATORS, key=text.count, reverse=True):
        try:
            grids.append(_read(text, separator, place))
        except WorkbookError as error:
            refusal = refusal or error
    return CsvText(place, tuple(grids), problems, refusal)


def _decoded(content: bytes, place: Place) -> tuple[str, tuple[Problem, ...]]:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding), ()
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise WorkbookError("table-not-text", place=place) from error
        return _as_windows(content, error.start, place)


def _as_windows(content: bytes, start: int, place: Place) -> tuple[str, tuple[Problem, ...]]:
    """The text as Excel on Windows writes plain CSV: nothing in it says so, hence the warning."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise WorkbookError("table-not-text", place=place) from error
    if any(character < " " and character not in "\t\r\n" for character in text):
        raise WorkbookError("table-not-text", place=place)
    here = Place(place.file, line=text.count("\n", 0, start) + 1)
    sample = text[max(start - _SAMPLE, 0) : start + _SAMPLE]
    return text, (Problem("table-encoding-assumed", "warning", here, value=sample),)


def _read(text: str, separator: str, place: Place) -> CsvGrid:
    """The cells of each row. Raises WorkbookError for an unclosed quotation mark, and for more than a sheet may hold."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[RawValue]] = []
    lines = []
    line = 1
    try:
        for cells in reader:
            if len(rows) == MOST_ROWS or len(cells) > MOST_COLUMNS:
                here = Place(place.file, line=line)
                raise WorkbookError("table-too-large", place=here, rows=MOST_ROWS, columns=MOST_COLUMNS)
            rows.append([as_entered(cell) or None for cell in cells])
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise WorkbookError("table-not-csv", place=Place(place.file, line=line)) from error
    return CsvGrid(place.file or "", rows, lines)
