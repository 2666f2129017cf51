"""From the index to its grade."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rbtrack.domain.rubric import Band, GradeScale
from rbtrack.formulas.terms import NOTHING, exact, is_blank, quoted

_NOISE = "0.000000000001"
"""Less than this is a trace of binary fractions, not a difference between two shares."""


@dataclass(frozen=True, slots=True)
class BandTerms:
    """A band of grades as a formula refers to it: cells, or the figures themselves."""

    above: str
    up_to: str
    grade: str


def written_out(band: Band) -> BandTerms:
    """A band whose figures stand in the formula itself."""
    return BandTerms(exact(band.above), exact(band.up_to), quoted(band.grade))


def as_shown(index: str) -> str:
    """Two decimals, half up; first to nine, so that the noise of binary fractions does not decide a half."""
    return f"ROUND(ROUND({index},9),2)"


def below_target(share: str, target: str) -> str:
    """The condition that a share stays below the least one that meets the target; nothing is below no target."""
    return f"{share}<{target}-{_NOISE}"


def grade(scale: GradeScale, index: str, shown: str, missed: str, terms: Callable[[Band], BandTerms]) -> str:
    """The grade of an index that is `shown` in two decimals; `missed` is the number of targets missed."""
    formula = NOTHING
    for band in reversed(scale.bands):
        each = terms(band)
        above = ">=" if scale.closed == "lower" or band.above == scale.open_end else ">"
        up_to = "<=" if scale.closed == "upper" or band.up_to == scale.open_end else "<"
        tests = [f"{shown}{above}{each.above}", f"{shown}{up_to}{each.up_to}"]
        if band.targets is not None:
            tests.append(f"{missed}{'=' if band.targets == 'met' else '>'}0")
        formula = f"IF(AND({','.join(tests)}),{each.grade},{formula})"
    return f"IF({is_blank(index)},{NOTHING},{formula})"
