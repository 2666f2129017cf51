"""Dates in cells: a number of days and a number format that shows it as a date."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from rbtrack.errors import Place, WorkbookError
from rbtrack.xlsx.markup import walk

_BUILT_IN = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The number formats that show dates and times without being written out in the file."""

MOST_STYLES = 100_000
"""Excel itself stops at 65,490 styles of cells."""

# Quoted words, escaped or padding characters, and everything in brackets but the hours, minutes, seconds of a duration.
_LITERALS = re.compile(r'"[^"]*"|[\\_*].|\[(?!(?:h+|m+|s+)\])[^\[\]]*\]', re.IGNORECASE)
_CLOCK = re.compile("[dmyhs]", re.IGNORECASE)
_NEVER = 60
"""29 February 1900, which Excel counts and the calendar does not: earlier days are one off."""

_AFTER_NEVER = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell knows no time zone
_BEFORE_NEVER = datetime(1899, 12, 31)  # noqa: DTZ001
_MACINTOSH = datetime(1904, 1, 1)  # noqa: DTZ001


def date_styles(styles: bytes, place: Place) -> frozenset[str]:
    """The numbers of the cell styles that show dates or times, as cells write them (`s="12"`).

    Raises WorkbookError for a part that is not a list of styles, and for more styles than a workbook can have.
    """
    formats: dict[str, str] = {}
    cell_formats: list[str] = []
    path: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        path.append(name)
        if name == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and path[-2:-1] == ["cellXfs"]:
            cell_formats.append(attributes.get("numFmtId", ""))
        if max(len(formats), len(cell_formats)) > MOST_STYLES:
            raise WorkbookError("file-broken", place=place)

    if styles:
        walk(styles, place, start, lambda _name: path.pop())
    shows = {number: is_date_format(code) for number, code in formats.items()}
    shows = {**{str(number): True for number in _BUILT_IN}, **shows}
    return frozenset(str(index) for index, number in enumerate(cell_formats) if shows.get(number))


def is_date_format(code: str) -> bool:
    """Whether a number format shows a date, a time of day or a duration."""
    return _CLOCK.search(_LITERALS.sub("", code).split(";")[0]) is not None


def from_serial(days: float, *, from_1904: bool) -> date | str | float:
    """The date (with its time of day, if it has one) that a number of days stands for; a time of day as text.

    A number that does not stand for a day comes back unchanged.
    """
    if not math.isfinite(days) or days < 0 or (math.floor(days) == _NEVER and not from_1904):
        return days
    if days < 1 and not from_1904:
        return _time_of_day(days)
    first = _MACINTOSH if from_1904 else _AFTER_NEVER if days > _NEVER else _BEFORE_NEVER
    try:
        moment = first + timedelta(milliseconds=round(days * 86_400_000))
    except OverflowError:
        return days
    return moment.date() if moment.time() == time() else moment


def _time_of_day(days: float) -> str:
    moment = _AFTER_NEVER + timedelta(milliseconds=round(days * 86_400_000))
    return str(moment.time())
