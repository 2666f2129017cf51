"""The change areas as a wheel, one line a year."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from rbtrack.charts.areas import YearOfAreas


def draw_radar(title: str, years: Sequence[YearOfAreas], notes: Sequence[str] = ()) -> Figure:
    """A figure with a spoke for each area, in percent of what the area can reach, and a line for each year."""
    raise NotImplementedError
