"""The axis of an index: from where to where it goes, and how high a figure stands on its scale."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from matplotlib.axes import Axes

from rbtrack.domain.rubric import GradeScale
from rbtrack.text import number

NARROW = 20
"""A scale of at most so many points, such as one from 1 to 5, is drawn whole."""

_TEN, _MARGIN, _LEAST = 10, 4, 30
_WHOLE = Fraction(100)
_STEPS = (5, 2, 1, 0.5)
_FEWEST_STEPS = 4


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """An axis from `low` to `high`, with a line at every `step`."""

    low: float
    high: float
    step: float

    def set_on(self, axes: Axes) -> None:
        """Set the limits and the marks of `axes`."""
        axes.set_ylim(self.low, self.high)
        count = math.floor((self.high - self.low) / self.step + 1e-9)
        ticks = [self.low + position * self.step for position in range(count + 1)]
        decimals = 0 if self.step == int(self.step) and self.low == int(self.low) else 1
        axes.set_yticks(ticks, [number(Fraction(tick), decimals) for tick in ticks])


def value_axis(values: Sequence[float], scales: Collection[GradeScale]) -> ValueAxis:
    """Where the figures and the scales that they stand on have room: a narrow scale whole; of a scale to 100 or more
    what is needed, in tens."""
    ends = [float(end) for scale in scales for end in scale_ends(scale)]
    if ends and max(ends) - min(ends) <= NARROW and max(values, default=0) <= max(ends):
        low, high = min(*ends, *values), max(ends)
        step = next((each for each in _STEPS if (high - low) / each >= _FEWEST_STEPS), _STEPS[-1])
        return ValueAxis(low, high, step)
    # On no scale the end is the next ten above the highest figure.
    end = max(ends, default=_TEN * math.ceil(max(values, default=100) / _TEN))
    highest = max([*values, end])
    low = max(0, _TEN * math.floor((min(values, default=0) - _MARGIN) / _TEN))
    high = min(highest, max(_TEN * math.ceil((max(values, default=100) + _MARGIN) / _TEN), low + _LEAST))
    return ValueAxis(low, max(high, low + _TEN), _TEN)


def scale_ends(scale: GradeScale) -> tuple[Fraction, Fraction]:
    """Where a scale begins and ends; from 0 to 100 where it has grades alone."""
    begin = min((band.above for band in scale.bands), default=Fraction(0))
    return begin, max((band.up_to for band in scale.bands), default=_WHOLE)


def percent_of_scale(points: Fraction, scale: GradeScale | None) -> Fraction:
    """How high a figure stands from the begin of its scale to the end, or to 100 where the scale goes beyond; on a scale
    that is not known, out of 100."""
    begin, end = scale_ends(scale) if scale else (Fraction(0), _WHOLE)
    end = min(end, _WHOLE)
    return (points - begin) / (end - begin) * 100
