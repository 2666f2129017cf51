"""Finds the tables of one sheet by what their headings say: which columns, of which year, with whose answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from rbtrack.domain.tiers import TIERS, Tier
from rbtrack.lke.reading.headings import NO_HEADING, Role, heading_of
from rbtrack.lke.reading.shares import ShareRow
from rbtrack.lke.reading.titles import band_year, one_year
from rbtrack.xlsx.addresses import Position
from rbtrack.xlsx.cells import Sheet

MOST_ROWS_ABOVE = 100
"""Headings stand near the top: further down nobody looks for them."""

_OF_A_TIER: tuple[Role, ...] = ("value", "percent", "note")
"""What stands beside each answer, where one row has several."""


@dataclass(frozen=True, slots=True)
class TableBand:
    """One table of a sheet: its (lowest) heading row, the columns it covers, the column of each role, its year.

    Labels and their numbering stand in the columns `labels`. Of several answers side by side each makes
    a table of its own, told apart by `tier`. `doubled` are columns with a role that a column before
    them has already: nobody can know which of the two is meant. `headed` are all columns with a heading, of other
    tiers too. `from_column` is the first column that no table before covers: what stands left of the labels. `shares`
    are by their rows, and the rows of their counts are no rows of nodes.
    """

    sheet: Sheet
    heading_row: int
    first: int
    last: int
    labels: tuple[int, ...]
    columns: Mapping[str, int]
    year: int | None
    tier: Tier | None = None
    headed: tuple[int, ...] = ()
    doubled: Mapping[int, Role] = field(default_factory=dict)
    from_column: int = 1
    shares: Mapping[int, ShareRow] = field(default_factory=dict)

    @property
    def left_out(self) -> frozenset[int]:
        """The rows of counts, which are no rows of nodes."""
        return frozenset(row for share in self.shares.values() for row in share.below)


@dataclass(frozen=True, slots=True)
class _HeadedColumn:
    """A headed column."""

    number: int
    role: Role
    tier: Tier | None


def find_bands(sheet: Sheet) -> tuple[TableBand, ...]:
    """Every table with labels and answers on the sheet; none where no row has their headings.

    Raises WorkbookError where the sheet states different years over its only table.
    """
    for row in range(1, min(len(sheet.rows), MOST_ROWS_ABOVE) + 1):
        # Most rows hold no heading at all; only one with a word for labels is looked at closely.
        if any(heading_of(sheet.text(row, column)).role == "label" for column in range(1, sheet.width + 1)):
            for bottom in (row + 1, row):
                headings = _headings(sheet, row, bottom)
                if {"label", "answer"} <= {column.role for column in headings}:
                    return tuple(_bands(sheet, bottom, headings))
    return ()


def heading_like_row(sheet: Sheet) -> int:
    """The row near the top with most words of headings; 0 where there is none."""
    counts = {
        row: sum(heading_of(text) != NO_HEADING for text in texts_in(sheet, row))
        for row in range(1, min(len(sheet.rows), MOST_ROWS_ABOVE) + 1)
    }
    best = max(counts, key=counts.__getitem__, default=0)
    return best if counts.get(best) else 0


def texts_in(sheet: Sheet, row: int) -> list[str]:
    """The texts of a row, from left to right."""
    return [text for column in range(1, sheet.width + 1) if (text := sheet.text(row, column))]


def _headings(sheet: Sheet, top: int, bottom: int) -> list[_HeadedColumn]:
    """The headed columns of the heading rows `top` to `bottom`, with group titles directly above them.

    Empty where a second row of headings is asked for and there is none.
    """
    anchors = _anchors(sheet, max(1, top - 2), bottom)
    if bottom > top and not _is_second_row(sheet, top, bottom, anchors):
        return []
    found = [_column(sheet, column, top, bottom, anchors) for column in range(1, sheet.width + 1)]
    roles = {role for role, _tier in found}
    may_be_bare = bool(roles & {"choices", "explanation"})
    return [
        _HeadedColumn(number, role or "answer", tier)
        for number, (role, tier) in enumerate(found, start=1)
        if role is not None or (tier is not None and may_be_bare and _is_own(sheet, number, top, bottom))
    ]


def _anchors(sheet: Sheet, top: int, bottom: int) -> dict[Position, Position]:
    """The first cell of each merged range over some rows, by every cell in it."""
    cells = (
        ((row, column), (first_row, first))
        for (first_row, first), (last_row, last) in sheet.merged
        if first_row <= bottom and last_row >= top
        for row in range(max(first_row, top), min(last_row, bottom) + 1)
        for column in range(first, min(last, sheet.width) + 1)
    )
    # Ranges that do not overlap hold no more cells than that: a file that says otherwise must not take all day.
    return dict(islice(cells, (bottom - top + 1) * sheet.width))


def _is_second_row(sheet: Sheet, top: int, bottom: int, anchors: Mapping[Position, Position]) -> bool:
    """Whether the row below the headings holds more of them, under group titles or none, and no labels of its own."""
    below = [(column, heading_of(sheet.text(bottom, column))) for column in range(1, sheet.width + 1)]
    texts = [column for column in range(1, sheet.width + 1) if sheet.value(bottom, column) is not None]
    headed = [column for column, heading in below if heading.role or heading.tier]
    if not headed or len(headed) * 2 < len(texts):
        return False
    return all(
        anchors.get((bottom, column), (bottom, column))[0] < bottom or sheet.value(bottom, column) is None
        for column in range(1, headed[0])
        if heading_of(sheet.text(top, column)).role == "label"
    )


def _column(
    sheet: Sheet, column: int, top: int, bottom: int, anchors: Mapping[Position, Position]
) -> tuple[Role | None, Tier | None]:
    """Role and tier of a column: from its lowest heading, else from those above it and from the group's title."""
    role: Role | None = None
    tier: Tier | None = None
    has_text = False
    for row in range(bottom, max(0, top - 3), -1):
        at_row, at_column = anchors.get((row, column), (row, column))
        heading = heading_of(sheet.text(at_row, at_column))
        if role is None and row >= top and (at_column == column or has_text):
            role = heading.role
        if tier is None and (at_column == column or has_text or role is not None):
            tier = heading.tier
        has_text = has_text or bool(sheet.text(row, column))
    return role, tier


def _is_own(sheet: Sheet, column: int, top: int, bottom: int) -> bool:
    """Whether a heading that only names a tier stands over this very column."""
    return any(heading_of(sheet.text(row, column)).tier for row in range(top, bottom + 1))


def _bands(sheet: Sheet, heading_row: int, headings: Sequence[_HeadedColumn]) -> Iterator[TableBand]:
    groups = list(_split(headings))
    ends = [*(group[0].number for group in groups[1:]), *([sheet.width + 1] if groups else [])]
    begin = 1
    for group, after in zip(groups, ends, strict=True):
        year = band_year(sheet, heading_row, group[0].number, after)
        if len(groups) == 1:
            year = one_year(sheet, heading_row, year)
        yield from (replace(band, from_column=begin) for band in _by_tier(sheet, heading_row, group, after - 1, year))
        begin = after


def _split(headings: Sequence[_HeadedColumn]) -> Iterator[list[_HeadedColumn]]:
    """The columns of each table: labels that follow an answer begin the next one. What has no answers is not a table."""
    group: list[_HeadedColumn] = []
    for column in headings:
        has_answer = any(each.role == "answer" for each in group)
        if column.role in ("number", "label") and has_answer:
            yield group
            group = []
        if group or column.role in ("number", "label"):
            group.append(column)
    if any(each.role == "answer" for each in group) and any(each.role == "label" for each in group):
        yield group


def _by_tier(
    sheet: Sheet, heading_row: int, group: Sequence[_HeadedColumn], last: int, year: int | None
) -> Iterator[TableBand]:
    """One table for each tier that has answers in the same rows."""
    answers = [column for column in group if column.role == "answer"]
    tiers = sorted({column.tier for column in answers}, key=lambda tier: TIERS.index(tier) if tier else -1)
    owner = _owners(group, answers)
    labels = _label_columns(group)
    headed = tuple(column.number for column in group)
    for tier in tiers:
        columns: dict[str, int] = {}
        doubled: dict[int, Role] = {}
        for column in group:
            if column.role in ("number", "label"):
                continue
            if len(tiers) > 1 and owner.get(column.number, tier) != tier:
                continue
            if columns.setdefault(column.role, column.number) != column.number:
                doubled[column.number] = column.role
        yield TableBand(sheet, heading_row, group[0].number, last, labels, columns, year, tier, headed, doubled)


def _owners(group: Sequence[_HeadedColumn], answers: Sequence[_HeadedColumn]) -> dict[int, Tier | str | None]:
    """Whose values the columns beside several answers hold: by their own headings, else by the answer that they
    follow where each answer has such a column. A single column of notes is everybody's, a single one of values
    is nobody's."""
    owner: dict[int, Tier | str | None] = {column.number: column.tier for column in answers}
    for role in _OF_A_TIER:
        columns = [column for column in group if column.role == role]
        before = [
            next((answer for answer in reversed(answers) if answer.number < column.number), None) for column in columns
        ]
        is_interleaved = len({answer.number for answer in before if answer}) == len(answers) == len(columns)
        for column, answer in zip(columns, before, strict=True):
            if column.tier is not None:
                owner[column.number] = column.tier
            elif is_interleaved and answer is not None:
                owner[column.number] = answer.tier
            elif role != "note":
                owner[column.number] = "nobody"
    return owner


def _label_columns(group: Sequence[_HeadedColumn]) -> tuple[int, ...]:
    """The columns of numbers and labels: from the first headed so to the next other heading after the last."""
    first = group[0].number
    last_label = max(column.number for column in group if column.role in ("number", "label"))
    others = {column.number for column in group if column.role not in ("number", "label")}
    end = min((number for number in others if number > last_label), default=last_label + 1)
    return tuple(column for column in range(first, end) if column not in others)
