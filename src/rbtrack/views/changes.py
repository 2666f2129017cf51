"""Offices by their change from one year to another."""

from __future__ import annotations

from dataclasses import dataclass

from rbtrack.domain.changes import YearChange
from rbtrack.domain.evaluation import Office
from rbtrack.domain.instrument import Instrument
from rbtrack.views.origin import ReportOrigin


@dataclass(frozen=True, slots=True)
class OfficeChange:
    """An office and its change."""

    office: Office
    change: YearChange


@dataclass(frozen=True, slots=True)
class Changes:
    """Offices by their change between two years, the largest rise first, those that cannot be compared last. `below` is
    the office that all of them stand below, where they were asked for by it."""

    before: int
    after: int
    instrument: Instrument
    rows: tuple[OfficeChange, ...]
    below: Office | None
    origin: ReportOrigin

    @property
    def compared(self) -> tuple[OfficeChange, ...]:
        """Those that can be compared."""
        return tuple(row for row in self.rows if row.change.points is not None)
