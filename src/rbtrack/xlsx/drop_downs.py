"""The drop-down lists of a sheet: which words are offered in which cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from heapq import heappop, heappush

from rbtrack.xlsx.addresses import Position

Words = tuple[str, ...]
Offer = tuple[Position, Position, Words]
"""The corners of a range, and the words that are offered in each of its cells."""


class DropDowns:
    """The offers of a sheet, in the order of its file. Where two cover one cell the later one counts.

    Ranges stay ranges: a list for whole columns takes no more memory than one for a single cell.
    """

    def __init__(self, offers: Sequence[Offer] = ()) -> None:
        self._offers = tuple(offers)
        self._columns: dict[int, _OneColumn] = {}

    def at(self, position: Position) -> Words:
        """What is offered in a cell; empty where nothing is."""
        row, column = position
        if column not in self._columns:
            inside = [offer for offer in self._offers if offer[0][1] <= column <= offer[1][1]]
            self._columns[column] = _OneColumn(inside)
        return self._columns[column].at(row)


class _OneColumn:
    """The offers of one column, as stretches of rows: found by bisection however many there are."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self._offers = offers

    def at(self, row: int) -> Words:
        starts, words = self._stretches
        return words[bisect_right(starts, row)]

    @cached_property
    def _stretches(self) -> tuple[list[int], list[Words]]:
        """The rows at which the offered words change, and the words before the first and from each of them on."""
        waiting = sorted((top, number) for number, ((top, _left), _end, _words) in enumerate(self._offers))
        waiting.reverse()
        starts = sorted({row for (top, _), (bottom, _), _ in self._offers for row in (top, bottom + 1)})
        words: list[Words] = [()]
        open_offers: list[tuple[int, int]] = []  # the latest first
        for start in starts:
            while waiting and waiting[-1][0] <= start:
                number = waiting.pop()[1]
                heappush(open_offers, (-number, self._offers[number][1][0]))
            while open_offers and open_offers[0][1] < start:
                heappop(open_offers)
            words.append(self._offers[-open_offers[0][0]][2] if open_offers else ())
        return starts, words
