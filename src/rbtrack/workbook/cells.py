"""The values of a sheet as they are stored, and what the fast reader hides: formulas without a value, errors.

python-calamine shows both as blank, the same as an empty cell; so the sheet's own XML is looked
through for them. Positions are (row, column), counted from 1.
"""

from __future__ import annotations

import io
import math
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import get_args

import python_calamine
from defusedxml import ElementTree

from rbtrack.domain.evaluation import RawValue
from rbtrack.errors import Place, WorkbookError
from rbtrack.workbook.guard import MEBIBYTE, MOST_UNPACKED, Package, open_package

Position = tuple[int, int]

MOST_CELLS = 2_000_000
"""The reader fills the whole rectangle up to the farthest cell: one stray cell far out would cost gigabytes."""

# The body of a cell holds no other cell: without that, a broken file could be scanned to its end from every cell.
_CELL = re.compile(
    rb"<(?:\w+:)?c(?=[\s>])([^>]*)(?<!/)>((?:[^<]++|<(?!/?(?:\w+:)?c[\s/>]))*+)</(?:\w+:)?c\s*>",
)
_REFERENCE = re.compile(rb"""(?:^|\s)r=["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_SHARED = re.compile(rb"""(?:^|\s)t=["']s["']""")
_SHARED_START = re.compile(rb"<(?:\w+:)?si[\s/>]")
_ERROR = re.compile(rb"""(?:^|\s)t=["']e["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_TEXT = re.compile(rb"""(?:^|\s)t=["']str["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?(?<!/)>([^<]+)<")
"""A stored value; an empty one is a value only where it is said to be a text."""
_UNREADABLE = (
    python_calamine.CalamineError,
    python_calamine.XmlError,
    python_calamine.ZipError,
    python_calamine.WorksheetNotFound,
    OSError,
    ValueError,
)
_NAMESPACE = "{*}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Scan:
    """What a sheet's XML says of its cells beyond their values."""

    formulas: frozenset[Position]
    uncomputed: frozenset[Position]
    errors: dict[Position, str]
    farthest: Position
    unplaced: bool
    shared: Counter[int]


@dataclass(frozen=True)
class Sheet:
    """A sheet's values by position; `rows[r - 1][c - 1]`. A blank is None, a number a float."""

    file: str
    name: str
    rows: list[list[RawValue]]
    merged: tuple[tuple[Position, Position], ...]
    scan: Scan

    def value(self, row: int, column: int) -> RawValue:
        if 1 <= row <= len(self.rows) and 1 <= column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None

    def text(self, row: int, column: int) -> str:
        """The cell's text without white space around it; empty where there is no text."""
        value = self.value(row, column)
        return value.strip() if isinstance(value, str) else ""

    def place(self, row: int, column: int) -> Place:
        return Place(file=self.file, sheet=self.name, cell=a1(row, column))

    @cached_property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True)
class Workbook:
    """A workbook that passed the guard, with the values of its sheets."""

    package: Package
    sheets: tuple[Sheet, ...]


def open_workbook(path: Path) -> Workbook:
    """Guard and read the file at `path`. Raises WorkbookError where it is refused or cannot be read."""
    package = open_package(path)
    place = Place(file=package.file)
    scans = {name: _scan(package.members[part]) for name, part in _sheet_parts(package)}
    _check_size(package, scans)
    try:
        book = python_calamine.load_workbook(io.BytesIO(package.content))
        sheets = tuple(_sheet(book.get_sheet_by_name(name), package.file, scan) for name, scan in scans.items())
    except _UNREADABLE as error:
        raise WorkbookError("file-broken", place=place) from error
    return Workbook(package, sheets)


def _check_size(package: Package, scans: Mapping[str, Scan]) -> None:
    """What the reader would fill in memory, for all sheets together: cells, and texts that many cells share."""
    texts = package.members.get("xl/sharedStrings.xml", b"")
    starts = [match.start() for match in _SHARED_START.finditer(texts)]
    lengths = [end - start for start, end in pairwise([*starts, len(texts)])]
    cells = text = 0
    for name, scan in scans.items():
        rows, columns = scan.farthest
        cells += rows * columns
        if cells > MOST_CELLS:
            raise WorkbookError("sheet-too-large", place=Place(package.file, name, a1(rows, columns)))
        if scan.unplaced:
            raise WorkbookError("cells-without-place", place=Place(package.file, name))
        text += sum(lengths[index] * times for index, times in scan.shared.items() if index < len(lengths))
        if text > MOST_UNPACKED:
            raise WorkbookError("file-bomb", place=Place(file=package.file), limit=MOST_UNPACKED // MEBIBYTE)


def a1(row: int, column: int) -> str:
    """The name of a cell as Excel shows it: (10, 28) is AB10."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def column_number(letters: str) -> int:
    """The reverse: AB is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _sheet(source: python_calamine.CalamineSheet, file: str, scan: Scan) -> Sheet:
    rows = source.to_python(skip_empty_area=False)
    values = [[None if value == "" else _value(value) for value in row] for row in rows]
    merged = tuple(
        ((top + 1, left + 1), (bottom + 1, right + 1))
        for (top, left), (bottom, right) in source.merged_cell_ranges or ()
    )
    return Sheet(file, source.name, values, merged, scan)


def _value(value: object) -> RawValue:
    """A value of the kinds that answers are read from; what is no number after all (NaN) is its text."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if isinstance(value, _RAW_TYPES) else str(value)


_RAW_TYPES = get_args(RawValue)


def _sheet_parts(package: Package) -> Iterator[tuple[str, str]]:
    """The name of every worksheet, in the order of the tabs, and the member of the package that holds it."""
    try:
        relations = ElementTree.fromstring(package.members.get("xl/_rels/workbook.xml.rels", b"<none/>"))
        book = ElementTree.fromstring(package.members["xl/workbook.xml"])
    except ElementTree.ParseError as error:
        raise WorkbookError("file-broken", place=Place(file=package.file)) from error
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in relations.iterfind(f"{_NAMESPACE}Relationship")
        if relation.get("Type", "").endswith("/worksheet")
    }
    for sheet in book.iterfind(f"{_NAMESPACE}sheets/{_NAMESPACE}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if target and part in package.members:
            yield sheet.get("name", ""), part


def _scan(markup: bytes) -> Scan:
    formulas: set[Position] = set()
    uncomputed: set[Position] = set()
    errors: dict[Position, str] = {}
    shared: Counter[int] = Counter()
    unplaced = False
    far_row = far_column = 1
    for match in _CELL.finditer(markup):
        attributes, body = match.groups()
        reference = _REFERENCE.search(attributes)
        if not body:
            continue
        if reference is None:
            unplaced = True
            continue
        position = int(reference[2]), column_number(reference[1].decode().upper())
        far_row, far_column = max(far_row, position[0]), max(far_column, position[1])
        has_formula = _FORMULA.search(body) is not None
        value = _VALUE.search(body) if has_formula or b"t=" in attributes else None
        if has_formula:
            formulas.add(position)
            if value is None and not _TEXT.search(attributes):
                uncomputed.add(position)
        if value is not None and value[1].isdigit() and _SHARED.search(attributes):
            shared[int(value[1])] += 1
        if value is not None and _ERROR.search(attributes):
            errors[position] = value[1].decode("utf-8", "replace")
    return Scan(frozenset(formulas), frozenset(uncomputed), errors, (far_row, far_column), unplaced, shared)
