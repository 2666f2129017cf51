"""Places among offices in two years, joined by slopes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from rbtrack.domain.evaluation import Office
from rbtrack.domain.trend import Figure as Headline


def draw_rank(
    title: str,
    offices: Sequence[Office],
    years: tuple[int, int],
    before: Mapping[str, Headline],
    after: Mapping[str, Headline],
    notes: Sequence[str] = (),
) -> Figure:
    """A figure with the place of each office in both years. An office without a figure is not in the mapping."""
    raise NotImplementedError
