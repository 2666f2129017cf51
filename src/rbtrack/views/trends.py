"""Offices over the years."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.evaluation import Office
from rbtrack.domain.instrument import Instrument
from rbtrack.domain.trend import Series


@dataclass(frozen=True, slots=True)
class AreaLink:
    """Two years of a tier and judge on different rubrics whose change areas continue in each other: what all areas
    together reached, in percent of their weight."""

    tier: str
    judge: str
    before_year: int
    year: int
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class OfficeTrend:
    """One office: a series for each tier and judge, the headline first, and what links their years across rubrics."""

    office: Office
    series: tuple[Series, ...]
    links: tuple[AreaLink, ...] = ()

    @property
    def headline(self) -> Series | None:
        """The series that stands for the office; None where nothing is known."""
        return self.series[0] if self.series else None

    def links_of(self, series: Series) -> tuple[AreaLink, ...]:
        """What links the years of one of its series."""
        return tuple(link for link in self.links if (link.tier, link.judge) == (series.tier, series.judge))


@dataclass(frozen=True, slots=True)
class Trends:
    """Offices over the years, in the order asked for."""

    instrument: Instrument
    offices: tuple[OfficeTrend, ...]
