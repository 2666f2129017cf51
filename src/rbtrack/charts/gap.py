"""Self-assessment and evaluation of one year, joined area by area."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from rbtrack.domain.gaps import Gap


def draw_gap(title: str, gap: Gap, notes: Sequence[str] = ()) -> Figure:
    """A figure with both sides of the index and of each part, joined, and the difference beside them."""
    raise NotImplementedError
