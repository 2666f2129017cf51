"""SAKIP: the grades of offices over the years, each on the scale of its year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from rbtrack.charts.trend import OfficeYears
from rbtrack.domain.rubric import GradeScale


def draw_sakip(
    title: str,
    series: Sequence[OfficeYears],
    scales: Mapping[str, GradeScale],
    years: Sequence[int] = (),
    notes: Sequence[str] = (),
) -> Figure:
    """A figure with a row for each office: the grade and score of each year."""
    raise NotImplementedError
