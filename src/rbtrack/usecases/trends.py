"""Offices over the years, computed and reported figures together."""

from __future__ import annotations

from collections.abc import Sequence

from rbtrack.domain.evaluation import Office
from rbtrack.domain.trend import TrendYear
from rbtrack.store import Store
from rbtrack.usecases.panel import choose_offices, load_panel

OfficeTrend = tuple[Office, tuple[TrendYear, ...]]


def score_trend(
    address: str, offices: Sequence[str], instrument: str = "rb", tier: str | None = None
) -> tuple[OfficeTrend, ...]:
    """The years of each office, in the order named. Raises RbtrackError for unknown offices."""
    with Store.open(address) as store, store.reading() as reader:
        panel = load_panel(reader, choose_offices(reader, offices), instrument)
    return tuple((office, panel.trend(office.code, tier)) for office in panel.offices)
