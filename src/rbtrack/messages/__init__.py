"""Every problem in words: what is wrong, and what to do about it.

One entry for each code, in a module for each thing that can be wrong. Both sentences are filled with
the problem's parameters (and `value`, what was seen), written as the reader writes numbers and
lists, and made harmless.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from rbtrack.domain.rubric import Years
from rbtrack.errors import Place, Problem
from rbtrack.messages.files import FILES
from rbtrack.messages.issued import ISSUED
from rbtrack.messages.marking import MARKING
from rbtrack.messages.requests import REQUESTS
from rbtrack.messages.results import RESULTS
from rbtrack.messages.rubrics import RUBRICS
from rbtrack.messages.store import STORE
from rbtrack.messages.wording import Wording
from rbtrack.messages.worksheets import WORKSHEETS
from rbtrack.text import MISSING, _, listed, shorten, unrounded

WORDINGS: dict[str, Wording] = {
    **STORE, **REQUESTS, **FILES, **WORKSHEETS, **ISSUED, **MARKING, **RESULTS, **RUBRICS,
}  # fmt: skip

MOST_LISTED = 30
"""A longer list (of 549 offices) is cut in a message."""


def message(problem: Problem) -> str:
    """What is wrong, in the reader's language."""
    return _(WORDINGS[problem.code].message).format(**_values(problem))


def hint(problem: Problem) -> str:
    """What to do about it, in the reader's language; empty where nothing need be done."""
    wording = WORDINGS[problem.code].hint
    return _(wording).format(**_values(problem)) if wording else ""


def where(place: Place) -> str:
    """The place as a reader looks for it: `file.xlsx, LKE!J10`, `file.yaml:12`."""
    file = shorten(place.file, 200) if place.file else ""
    if place.line is not None:
        return f"{file}:{place.line}"
    cell = "!".join(shorten(part.strip()) for part in (place.sheet, place.cell) if part)
    return ", ".join(part for part in (file, cell) if part)


def _values(problem: Problem) -> dict[str, str]:
    values = {"value": problem.value, **problem.parameters}
    return {name: _shown(value) for name, value in values.items()}


def _shown(value: object) -> str:
    if isinstance(value, (Decimal, Fraction)):
        return unrounded(value)
    if value is None:
        return MISSING
    if isinstance(value, Years):
        return _years(value)
    if isinstance(value, tuple):
        words = [_shown(part) for part in value[:MOST_LISTED]]
        return listed([*words, "…"] if len(value) > MOST_LISTED else words) or _("none")
    return shorten(str(value), 200)


def _years(years: Years) -> str:
    """A span of years in words; what is open at an end says so."""
    if years.first is None and years.last is not None:
        return _("until {year}").format(year=years.last)
    if years.last is None and years.first is not None:
        return _("from {year} on").format(year=years.first)
    return f"{years.first}–{years.last}" if years.first != years.last else str(years.first)
