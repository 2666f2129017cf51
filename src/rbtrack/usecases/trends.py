"""Offices over the years, computed and reported figures together."""

from __future__ import annotations

from rbtrack.domain.evaluation import Office
from rbtrack.domain.trend import TrendYear
from rbtrack.store import Store
from rbtrack.usecases.panel import Offices, load_panel
from rbtrack.usecases.scores import Selection

OfficeTrend = tuple[Office, tuple[TrendYear, ...]]


def score_trend(
    address: str, offices: Offices, selection: Selection, tier: str | None = None
) -> tuple[OfficeTrend, ...]:
    """The years of each office, in the order named. Raises RbtrackError for unknown offices."""
    with Store.open(address) as store, store.reading() as reader:
        panel = load_panel(reader, offices.choose(reader), selection.instrument or "rb").narrowed(selection, tier)
    return tuple((office, panel.trend(office.code)) for office in panel.offices)
