"""Turns the numbering of an LKE into item codes, whether each depth has a column of its own or all share one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rbtrack.domain.evaluation import RawValue
from rbtrack.errors import Place
from rbtrack.lke.reading.bands import TableBand
from rbtrack.lke.reading.headings import SUBTOTAL, TOTAL, Role, heading_of
from rbtrack.lke.reading.numbering import KINDS_BELOW, Kind, leading_number, number_of, place, values_of, written

_DASHES = ("-", "–", "—", "•", "*")


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A row with a number or a label.

    `code` joins the numbering from the top (`A.V.4.c`); it is empty for a row without a number, whose
    place in the tree is then below `parent`. A heading without a number that has rows below it gets a code
    that is worked out from its neighbours, and `is_numbered` is false. `is_inline`: number and label share a
    cell. `is_beside`: what else stands in its row belongs to an item that shares it. `is_asked`: an answer
    or choices stand in it.
    """

    band: TableBand
    number: int
    code: str
    parent: str
    label: str
    label_column: int
    is_numbered: bool = True
    is_inline: bool = False
    is_beside: bool = False
    is_asked: bool = False

    def value(self, role: Role) -> RawValue:
        """What stands in the column of `role`, beside this row alone; None where there is no such column."""
        column = self.band.columns.get(role)
        return None if column is None or self.is_beside else self.band.sheet.value(self.number, column)

    def place(self, role: Role | None = None) -> Place:
        """The cell in the column of `role`, which must be there; the cell of the label where no role is named."""
        return self.band.sheet.place(self.number, self.label_column if role is None else self.band.columns[role])


@dataclass(frozen=True, slots=True)
class _Entry:
    """A number and a label as they stand in a row; either may be missing."""

    column: int
    steps: tuple[str, ...]
    label: str
    label_column: int
    is_inline: bool = False


@dataclass
class _Step:
    """A row that later ones may stand below. Columns count from the first of the table's labels."""

    column: int
    text: str
    kind: Kind
    value: int
    is_asked: bool = False
    is_compound: bool = False
    is_parent: bool = False


@dataclass
class _Outline:
    """The outline while it grows, over one sheet or over several that continue each other."""

    rows: list[OutlineRow] = field(default_factory=list)
    steps: list[_Step] = field(default_factory=list)
    kinds: dict[int, Kind] = field(default_factory=dict)
    heading: tuple[int, int] | None = None  # a heading without number directly before: where in `rows`, its column


def outline(*bands: TableBand) -> tuple[OutlineRow, ...]:
    """Every numbered or labelled row below the headings, from top to bottom; several tables continue each other."""
    found = _Outline()
    for band in bands:
        entries = dict(_entries(band))
        number_columns = {
            entry.label_column: entry.column
            for row in entries.values()
            for entry in row
            if entry.steps and entry.label and not entry.is_inline
        }
        for number, row in entries.items():
            for entry in row:
                column = entry.column
                if not entry.steps or entry.is_inline:
                    column = number_columns.get(entry.label_column, entry.column)
                _add(found, band, number, entry, column - band.first, is_last=entry is row[-1])
    return tuple(found.rows)


def _entries(band: TableBand) -> Iterator[tuple[int, tuple[_Entry, ...]]]:
    """What stands in the columns of labels, by row; the numbers of columns and headings that are repeated left out."""
    numbering, left_out = {band.labels[0]}, band.left_out
    for number in range(band.heading_row + 1, len(band.sheet.rows) + 1):
        cells = [(column, value) for column in band.labels if not _is_blank(value := band.sheet.value(number, column))]
        if not cells or number in left_out or is_heading_again(band, number):
            continue
        if row := tuple(_row_entries(cells, numbering)):
            numbering.update(entry.column for entry in row if entry.steps and entry.label and not entry.is_inline)
            yield number, row


def _row_entries(cells: Sequence[tuple[int, RawValue]], numbering: set[int]) -> Iterator[_Entry]:
    """Number and label, and then the number and label of an item that shares the row with its group."""
    position = 0
    while position < len(cells):
        column, value = cells[position]
        steps = number_of(value)
        following = cells[position + 1 :]
        if position == 0 and following and _is_dash(value) and isinstance(following[0][1], str):
            yield _Entry(column, (), following[0][1].strip(), following[0][0])
            position += 2
        elif steps and following and isinstance(following[0][1], str) and not _starts_pair(following):
            yield _Entry(column, steps, following[0][1].strip(), following[0][0])
            position += 2
        elif steps and (position == 0 or following):
            if column in numbering:
                yield _Entry(column, steps, "", column)
            position += 1
        elif position == 0 and isinstance(value, str):
            inline, label = leading_number(value)
            yield _Entry(column, inline, label, column, is_inline=bool(inline))
            position += 1
        elif isinstance(value, str) and _has_own_number(value):
            # "1. Tim | a. Apakah dibentuk?": an item that shares the row with its group, each with its number before it.
            inline, label = leading_number(value)
            yield _Entry(column, inline, label, column, is_inline=True)
            position += 1
        else:
            # Numbers to the right of a label are weights, and further words belong to no number.
            position += 1
            if position < len(cells) and not (_starts_pair(cells[position:]) or _has_own_number(cells[position][1])):
                return


def _is_dash(value: RawValue) -> bool:
    """Whether a dash stands where the others of a list have a number."""
    return isinstance(value, str) and value.strip() in _DASHES


def _starts_pair(cells: Sequence[tuple[int, RawValue]]) -> bool:
    """Whether a number with a label to its right begins here."""
    return len(cells) > 1 and bool(number_of(cells[0][1])) and isinstance(cells[1][1], str)


def _has_own_number(value: RawValue) -> bool:
    """Whether a cell holds a number and its label: `1. Tim`."""
    return isinstance(value, str) and bool(leading_number(value)[0])


def is_heading_again(band: TableBand, number: int) -> bool:
    """Whether a row repeats the headings, as at the top of a page, or numbers the columns: (1) (2) (3)."""
    text = band.sheet.text(number, band.columns["answer"])
    return (bool(text) and heading_of(text).role == "answer") or _numbers_columns(band, number)


def _numbers_columns(band: TableBand, number: int) -> bool:
    values = [value for value in band.sheet.rows[number - 1][band.first - 1 : band.last] if value is not None]
    digits = [int(steps[0]) for value in values if len(steps := number_of(value)) == 1 and steps[0].isdecimal()]
    least = 3
    return least <= len(digits) == len(values) and digits == list(range(digits[0], digits[0] + len(digits)))


def _add(found: _Outline, band: TableBand, number: int, entry: _Entry, column: int, *, is_last: bool) -> None:
    """Put one entry into the outline; `column` is where its number stands, or would stand."""
    is_asked = is_last and _is_asked(band, number)
    if not entry.steps:
        parents = _parents_of_unnumbered(found, column)
        if not is_asked and not (TOTAL.fullmatch(entry.label) or SUBTOTAL.fullmatch(entry.label)):
            found.heading = len(found.rows), column
        parent = _code(parents)
        found.rows.append(
            OutlineRow(band, number, "", parent, entry.label, entry.label_column, is_numbered=False, is_asked=is_asked)
        )
        return
    if not entry.label and not is_last and any(s.column == column and s.text == entry.steps[-1] for s in found.steps):
        return  # the number of the group, said again beside each of its items
    parents, step = _climb(found, column, entry.steps)
    parents = _below_heading(found, parents, step)
    step.is_asked = is_asked
    for parent_step in parents[-1:]:
        parent_step.is_parent = True
    found.kinds.setdefault(len(parents), step.kind)
    found.steps = [*parents, step]
    found.heading = None
    found.rows.append(
        OutlineRow(
            band,
            number,
            _code(found.steps),
            _code(parents),
            entry.label,
            entry.label_column,
            is_inline=entry.is_inline,
            is_beside=not is_last,
            is_asked=is_asked,
        )
    )


def _is_asked(band: TableBand, number: int) -> bool:
    columns = (band.columns["answer"], band.columns.get("choices"))
    return any(not _is_blank(band.sheet.value(number, column)) for column in columns if column is not None)


def _is_blank(value: RawValue) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _code(steps: Sequence[_Step]) -> str:
    return ".".join(step.text for step in steps)


def _parents_of_unnumbered(found: _Outline, column: int) -> list[_Step]:
    """The rows that one without a number stands below, as far as its column and the row before it tell."""
    steps = [step for step in found.steps if step.column <= column]
    return steps[:-1] if steps and steps[-1].column == column and steps[-1].is_asked else steps


def _climb(found: _Outline, column: int, steps: Sequence[str]) -> tuple[list[_Step], _Step]:
    """The rows that a number stands below, and its own step."""
    base = [step for step in found.steps if step.column <= column]
    if len(steps) > 1:
        for start in range(len(base) - len(steps) + 2):
            end = start + len(steps) - 1
            if [step.text for step in base[start:end]] == list(steps[:-1]):
                return base[:end], _new_step(column, steps[-1], found.kinds.get(end), is_compound=True)
    parents, step = _beside_or_below(found, base, column, steps[0])
    for text in steps[1:]:
        parents.append(step)
        step = _new_step(column, text, found.kinds.get(len(parents)), is_compound=True)
    return parents, step


def _beside_or_below(found: _Outline, base: list[_Step], column: int, text: str) -> tuple[list[_Step], _Step]:
    outside = [step for step in base if step.column < column]
    levels = base[len(outside) :]
    if levels and levels[-1].is_compound and text == "1" and levels[-1].kind != "1":
        return base, _Step(column, text, "1", 1)  # below `1.a` the counting begins anew
    depth, kind, value = place([(step.kind, step.value) for step in levels], text, found.kinds.get(len(base)))
    return [*outside, *levels[:depth]], _Step(column, text, kind, value)


def _new_step(column: int, text: str, kind: Kind | None, *, is_compound: bool) -> _Step:
    values = values_of(text)
    chosen = kind if kind in values else min(values, key=lambda each: values[each])
    return _Step(column, text, chosen, values[chosen], is_compound=is_compound)


def _below_heading(found: _Outline, parents: list[_Step], step: _Step) -> list[_Step]:
    """Where counting begins anew right after a heading without a number, that heading is what it stands below."""
    if found.heading is None or step.value != 1 or step.is_compound:
        return parents
    index, column = found.heading
    above = [each for each in parents if each.column <= column]
    is_beside = bool(above) and above[-1].column == column and (above[-1].is_parent or column < step.column)
    before = above.pop() if is_beside else None
    if column > step.column or (column == step.column and not above and before is None):
        return parents  # a title of the whole table, or a remark
    kind = found.kinds.get(len(above)) or (KINDS_BELOW.get(above[-1].kind, "a") if above else "A")
    value = before.value + 1 if before else 1
    heading = _Step(column, written(kind, value), kind, value)
    for each in above[-1:]:
        each.is_parent = True
    found.kinds.setdefault(len(above), kind)
    found.rows[index] = replace(found.rows[index], code=_code([*above, heading]), parent=_code(above))
    return [*above, heading]
