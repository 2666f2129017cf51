"""Offices over the years."""

from __future__ import annotations

from dataclasses import dataclass

from rbtrack.domain.evaluation import Office
from rbtrack.domain.instrument import Instrument
from rbtrack.domain.trend import TrendYear


@dataclass(frozen=True, slots=True)
class OfficeTrend:
    """One office with every year of which something is known, in order."""

    office: Office
    years: tuple[TrendYear, ...]


@dataclass(frozen=True, slots=True)
class Trends:
    """Offices over the years, in the order asked for."""

    instrument: Instrument
    offices: tuple[OfficeTrend, ...]
