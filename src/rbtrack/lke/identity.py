"""The hidden sheet: for whom a worksheet was issued, and what its cells cannot hold.

One row a key, its value as JSON in plain ASCII, cut into as many cells as it needs: no program that
saves the workbook anew has a reason to touch that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from itertools import takewhile
from typing import Any, Literal

from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.domain.names import check_names
from rbtrack.domain.tiers import TIERS, Tier
from rbtrack.domain.years import FIRST_YEAR, LAST_YEAR, wrong_evaluated
from rbtrack.errors import Place, RbtrackError, WorkbookError
from rbtrack.text import N_
from rbtrack.xlsx.addresses import a1
from rbtrack.xlsx.cells import Sheet, Workbook

FORMAT = 3
"""The form of issued worksheets that this program writes, and the newest that it reads. The first one had neither a
token nor prints of its rows and names of its sheets, the second no year of evaluation."""

WITH_EVALUATED = 3
"""The first form that has a year of evaluation."""

SHEET = "_rbtrack"
LISTS = "_rbtrack_lists"
"""Lists of answers that do not fit into a drop-down itself."""

TOTAL_CODE = "rbtrack:total"
"""What stands in the column of codes at the foot of the table."""

_MARK = "rbtrack:worksheet"
_CELL_CHARACTERS = 30_000

HeadPart = Literal["office", "year", "tier", "evaluated", "rubric"]
HEAD_LABELS: Mapping[HeadPart, tuple[str, ...]] = {
    "office": (N_("OFFICE :"), N_("Office")),
    "year": (N_("YEAR :"), N_("Year")),
    "tier": (N_("TIER :"), N_("Tier")),
    "evaluated": (N_("EVALUATED IN :"), N_("Evaluated in")),
    "rubric": (N_("Rubric"),),
}
"""What stands before each part of the head of a worksheet: over the table, and on the other sheets. The year of evaluation
stands there where it is another than the year judged."""

BESIDE_HEAD = (N_("Index"), N_("Grade"), N_("Answered"))
"""What stands on the right of the head over the table."""

Texts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Identity:
    """For which evaluation a worksheet was issued, on which version of a rubric, and by which program.

    `format` is the form of the worksheet, `sha256` the digest of the rubric's canonical content. `token` is the name
    of the worksheet in the register of the database that issued it, empty where it is in none. `revision` is that of
    the stored evaluation when answers were written into the worksheet; None where it was issued without any.
    `evaluated` is the year of evaluation, where it is another than `year`.
    """

    format: int
    rubric: str
    version: str
    sha256: str
    office: str
    office_name: str
    year: int
    tier: Tier
    judge: str
    program: str
    token: str = ""
    revision: int | None = None
    evaluated: int | None = None

    @property
    def key(self) -> EvaluationKey:
        """The evaluation that it was issued for."""
        return EvaluationKey(self.office, self.year, self.rubric, self.tier, self.judge, self.evaluated)


@dataclass(frozen=True, slots=True)
class Hidden:
    """All that the hidden sheet keeps.

    `headings`: the heading of each column by its role, for a sheet that lost its row of marks.
    `prefilled`: the items that were filled in from an earlier year. `texts`: exact notes and evidence
    by item and role, where a cell could not hold them. `rows`: the print of what each row showed, by node code (see
    `rbtrack.lke.row_prints`), and `sheets`: the names of the sheets; none of both in the first form of worksheets.
    """

    identity: Identity
    headings: Mapping[str, str] = field(default_factory=dict)
    prefilled: tuple[str, ...] = ()
    texts: Texts = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()


def find_identity(workbook: Workbook) -> Identity | None:
    """For whom `workbook` was issued; None where it is not one of ours.

    Raises WorkbookError where the hidden sheet is there but cannot be understood.
    """
    hidden = find_hidden(workbook)
    return hidden.identity if hidden else None


def find_hidden(workbook: Workbook) -> Hidden | None:
    """What the hidden sheet keeps, whatever that sheet is called now; None without one.

    Raises WorkbookError where it is broken, or written by a newer program.
    """
    for sheet in workbook.sheets:
        start = _start(sheet)
        if start is not None:
            return _read(sheet, *start)
        if sheet.name == SHEET:
            raise _broken(sheet)
    return None


def hidden_place(workbook: Workbook, key: str) -> Place:
    """The cell of the hidden sheet in which the value of a key begins."""
    for sheet in workbook.sheets:
        start = _start(sheet)
        if start is not None:
            first, column = start
            rows = range(first, len(sheet.rows) + 1)
            cell = next((a1(row, column + 1) for row in rows if sheet.text(row, column) == key), None)
            return Place(sheet.file, sheet.name, cell)
    return Place(workbook.package.file)


def hidden_rows(hidden: Hidden) -> Iterator[tuple[str, ...]]:
    """The rows of the hidden sheet: a key and the pieces of its value."""
    identity = asdict(hidden.identity)
    yield _MARK, *_pieces(identity.pop("format"))
    for key, value in identity.items():
        yield key, *_pieces(value)
    yield "headings", *_pieces(dict(hidden.headings))
    yield "prefilled", *_pieces(list(hidden.prefilled))
    yield "texts", *_pieces({item: dict(texts) for item, texts in hidden.texts.items()})
    yield "rows", *_pieces(dict(hidden.rows))
    yield "sheets", *_pieces(list(hidden.sheets))


def _pieces(value: object) -> Iterator[str]:
    # An underscore is escaped as well: `_x0041_` in a cell would be read as an A by some programs.
    text = json.dumps(value, separators=(",", ":")).replace("_", "\\u005f")
    for start in range(0, len(text), _CELL_CHARACTERS):
        yield text[start : start + _CELL_CHARACTERS]


def _start(sheet: Sheet) -> tuple[int, int] | None:
    """Where the mark stands."""
    for number, row in enumerate(sheet.rows, start=1):
        if _MARK in row:
            return number, row.index(_MARK) + 1
    return None


def _read(sheet: Sheet, first: int, column: int) -> Hidden:
    values = {sheet.text(row, column): _value(sheet, row, column) for row in range(first, len(sheet.rows) + 1)}
    written = values.pop(_MARK)
    if not isinstance(written, int):
        raise _broken(sheet)
    if written > FORMAT:
        place = Place(sheet.file, sheet.name)
        raise WorkbookError("issued-format-newer", place=place, format=written, known=FORMAT)
    try:
        if written == 1:
            values |= {"token": "", "revision": None, "rows": {}, "sheets": ()}
        if written < WITH_EVALUATED:
            values |= {"evaluated": None}
        identity = Identity(written, *(values[key.name] for key in fields(Identity)[1:]))
        hidden = Hidden(
            identity,
            values["headings"],
            tuple(values["prefilled"]),
            values["texts"],
            values["rows"],
            tuple(values["sheets"]),
        )
    except (KeyError, TypeError) as error:
        raise _broken(sheet) from error
    if not _is_sound(hidden):
        raise _broken(sheet)
    return hidden


def _value(sheet: Sheet, row: int, column: int) -> Any:
    """The value of one key; None where it is not JSON, as in rows that are not ours."""
    cells = takewhile(lambda cell: isinstance(cell, str), sheet.rows[row - 1][column:])
    try:
        text = "".join(str(cell) for cell in cells)
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half a character can be written so, and stored nowhere
        return found
    except (ValueError, RecursionError):
        return None


def _is_sound(hidden: Hidden) -> bool:
    """Whether everything is of its kind; anybody can unhide a sheet and write into it."""
    identity = hidden.identity
    words = [value for key, value in asdict(identity).items() if key not in ("format", "year", "revision", "evaluated")]
    return (
        all(isinstance(word, str) for word in words)
        and _are_names(words)
        and (identity.revision is None or isinstance(identity.revision, int))
        and isinstance(identity.year, int)
        and FIRST_YEAR <= identity.year <= LAST_YEAR
        and _is_year_apart(identity.year, identity.evaluated)
        and identity.tier in TIERS
        and isinstance(hidden.texts, dict)
        and all(isinstance(text, str) for text in (*hidden.prefilled, *hidden.sheets))
        and all(
            isinstance(group, dict) and all(isinstance(text, str) for text in group.values())
            for group in (hidden.headings, hidden.rows, *hidden.texts.values())
        )
    )


def _is_year_apart(year: int, evaluated: object) -> bool:
    """Whether a year of evaluation is none, or one that can be and is not the year judged."""
    if evaluated is None:
        return True
    return isinstance(evaluated, int) and evaluated != year and wrong_evaluated(year, evaluated) is None


def _are_names(words: list[str]) -> bool:
    """Whether all of it could have been typed as well: nothing else may get into the database this way."""
    try:
        check_names(*words)
    except RbtrackError:
        return False
    return True


def _broken(sheet: Sheet) -> WorkbookError:
    return WorkbookError("issued-identity-broken", place=Place(sheet.file, sheet.name))
