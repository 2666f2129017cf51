"""Who rose and who fell between two years: each office compared with itself, like with like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.numbers import printed_change
from rbtrack.domain.trend import Figure, Measure, authority, breaks, headline_of


@dataclass(frozen=True, slots=True)
class YearChange:
    """One office in two years. `before` and `after` are of one tier and judge where both can be compared; else they are
    the headlines of the years (None where nothing is known of one)."""

    office: str
    before: Figure | None
    after: Figure | None

    @property
    def breaks(self) -> tuple[Measure, ...]:
        """What stands in the way of comparing the two; nothing where a year is missing."""
        return breaks(self.before, self.after) if self.before and self.after else ()

    @property
    def points(self) -> Fraction | None:
        """By how much the printed figure rose; None where the two cannot be compared or one has no points."""
        if self.before is None or self.after is None or self.breaks:
            return None
        return printed_change(self.after.points, self.before.points)


def changes(figures: Mapping[str, Iterable[Figure]], before: int, after: int) -> tuple[YearChange, ...]:
    """Offices by their change from one year to the other, the largest rise first, equal ones by their code; those that
    cannot be compared behind them."""
    found = (_change(office, list(each), before, after) for office, each in figures.items())
    return tuple(sorted(found, key=_order))


def _order(change: YearChange) -> tuple[bool, Fraction, str]:
    points = change.points
    return points is None, -(points or Fraction(0)), change.office


def _change(office: str, figures: list[Figure], before: int, after: int) -> YearChange:
    """The figures of most authority that can be compared; where there are none, the headline of each year."""
    earlier, later = ([each for each in figures if each.year == year] for year in (before, after))
    pair = next(_comparable(earlier, later), None)
    return YearChange(office, *(pair or (headline_of(earlier), headline_of(later))))


def _comparable(earlier: Iterable[Figure], later: Iterable[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures that can be compared and have points, those of most authority first."""
    known = [each for each in earlier if each.points is not None]
    for figure in sorted(later, key=authority):
        if figure.points is not None:
            yield from ((each, figure) for each in sorted(known, key=authority) if not breaks(each, figure))
