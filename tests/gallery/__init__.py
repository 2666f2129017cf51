"""A gallery of every problem that a worksheet can have, each with a file that causes it.

The files are made when they are wanted; `make docs` shows them all in docs/problems.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.gallery import answers, files, issued, marking, rows, sheets, whose
from tests.gallery.case import Case

KINDS: Mapping[str, tuple[Case, ...]] = {
    "The file": files.CASES,
    "Whose worksheet it is": whose.CASES,
    "The sheet": sheets.CASES,
    "Its rows": rows.CASES,
    "Its answers": answers.CASES,
    "Worksheets that rbtrack issued": issued.CASES,
    "Marked copies": marking.CASES,
}
"""Every case, by the kind of what is wrong, in the order in which a reader would look."""

CASES: tuple[Case, ...] = tuple(case for cases in KINDS.values() for case in cases)
