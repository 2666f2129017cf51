"""Small pieces of formulas, in functions that Excel 2010 and LibreOffice both know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from rbtrack.domain.numbers import exact_text

NOTHING = '""'
"""What a formula gives where there is no figure."""


def exact(number: Fraction) -> str:
    """A fraction: in decimals where they end soon, else as a division."""
    return exact_text(number) if 10**4 % number.denominator == 0 else f"({number})"


def quoted(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def is_blank(cell: str) -> str:
    """The condition that a cell holds nothing, or a formula that gives nothing."""
    return f'{cell}=""'


def any_of(conditions: Sequence[str]) -> str:
    """The condition that at least one of these holds."""
    return conditions[0] if len(conditions) == 1 else f"OR({','.join(conditions)})"


def total(counted: str, summed: str) -> str:
    """The sum of `summed`; nothing, not 0, where none of the cells `counted` has a number."""
    return f"IF(COUNT({counted})=0,{NOTHING},SUM({summed}))"


def column_ranges(column: str, rows: Iterable[int]) -> str:
    """Cells of one column as the arguments of a function, those that follow each other as a range: `C3:C5,C8`."""
    return ",".join(
        f"{column}{first}" if first == last else f"{column}{first}:{column}{last}"
        for first, last in _runs(sorted(rows))
    )


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    gaps = [(row, following) for row, following in pairwise(rows) if following != row + 1]
    starts = rows[:1] + [following for _row, following in gaps]
    return zip(starts, [row for row, _following in gaps] + rows[-1:], strict=True)
