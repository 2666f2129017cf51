"""Offices by areas: a tile for each, with its percent, and the index beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from rbtrack.domain.evaluation import Office
from rbtrack.domain.scoring import ScoredArea
from rbtrack.domain.trend import Figure as Headline


@dataclass(frozen=True, slots=True)
class OfficeAreas:
    """One office: its index and grade (None where nothing is known), and its areas (empty where there are none)."""

    office: Office
    headline: Headline | None
    areas: tuple[ScoredArea, ...]


def draw_heatmap(title: str, rows: Sequence[OfficeAreas], notes: Sequence[str] = ()) -> Figure:
    """A figure with a row for each office, the highest index first, as tall as it needs to be."""
    raise NotImplementedError


def draw_heatmap_pages(title: str, rows: Sequence[OfficeAreas], notes: Sequence[str] = ()) -> tuple[Figure, ...]:
    """The same on as many pages of A4 as it needs."""
    raise NotImplementedError
