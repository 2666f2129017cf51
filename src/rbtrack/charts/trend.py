"""Offices over the years as lines, with the bands of the grades behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from rbtrack.domain.evaluation import Office
from rbtrack.domain.rubric import GradeScale
from rbtrack.domain.trend import TrendYear

OfficeYears = tuple[Office, Sequence[TrendYear]]


def draw_trend(
    title: str,
    series: Sequence[OfficeYears],
    scales: Mapping[str, GradeScale],
    years: Sequence[int] = (),
    named: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Figure:
    """A figure with a line for each of the `named` offices, all others faint behind.

    `scales` are the grade scales by id. `years` are those on the axis: else every one from the first
    known to the last.
    """
    raise NotImplementedError
