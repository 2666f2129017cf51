"""Levels that an office can be found worthy of, such as WBK and WBBM: what a rubric file states of them.

The lines of a level must all hold, and so must what it asks of the agency above.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.confidence import Confidence

TOTAL = "total"
EVERY_AREA = "every area"
ANY_KIND = ""


@dataclass(frozen=True, slots=True)
class PassLine:
    """The least that a part must reach, in points or in percent of its weight.

    `of` is the part: `total`, `every area` (each by itself), `area:` and the id of one, or the code of a node.
    """

    of: str
    minimum: Fraction
    in_percent: bool = False


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The least grade that the agency above must have on another instrument.

    `grades` are by kind of office, in small letters, or one for any kind. Where kinds are named, the agency is the nearest office
    above of one of them. The figure is that of the year judged, or of up to `years_before` years before it.
    """

    instrument: str
    grades: tuple[tuple[str, str], ...]
    years_before: int = 0

    @property
    def by_kind(self) -> Mapping[str, str]:
        return dict(self.grades)

    def least(self, kind: str) -> str | None:
        """The least grade of an office of this kind; None where nothing is asked of that kind."""
        return self.by_kind.get(ANY_KIND) or self.by_kind.get(kind.casefold())

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of offices that can be the agency; none where any can."""
        return tuple(kind for kind, _grade in self.grades if kind != ANY_KIND)


@dataclass(frozen=True, slots=True)
class PassLevel:
    """One level. `confidence` and `note` stand where its lines are less sure than the rubric as a whole."""

    code: str
    name: str
    lines: tuple[PassLine, ...]
    eligibility: tuple[Eligibility, ...] = ()
    confidence: Confidence | None = None
    note: str = ""
