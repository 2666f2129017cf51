"""Dates in cells: numbers of days that a number format shows as dates."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta

_NEVER = 60
"""29 February 1900, which Excel counts and the calendar does not: earlier days are one off."""

_AFTER_NEVER = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell knows no time zone
_BEFORE_NEVER = datetime(1899, 12, 31)  # noqa: DTZ001
_MACINTOSH = datetime(1904, 1, 1)  # noqa: DTZ001


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
