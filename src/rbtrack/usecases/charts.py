"""Charts: fetch the scores, draw them, save the picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rbtrack.domain.crosswalk import AREA
from rbtrack.errors import RbtrackError
from rbtrack.text import _, number
from rbtrack.usecases.scores import ComparedYears, OfficeScore, Which, compare_years


def chart_areas(address: str, office: str, years: Sequence[int], which: Which, path: Path) -> tuple[OfficeScore, ...]:
    """Draw the change areas of `years` side by side to `path` (.png, .svg or .pdf); return what was drawn.

    Raises RbtrackError where a year is missing, the rubrics differ, or the rubric has no areas.
    """
    from rbtrack.charts.areas import YearOfAreas, draw_areas
    from rbtrack.charts.canvas import check_suffix, save_figure

    check_suffix(path)
    compared = compare_years(address, office, years, which)
    scores = compared.scores
    _require_same_areas(compared)
    if not scores[0].scored.rubric.areas:
        raise RbtrackError("chart-no-areas", rubric=scores[0].key.rubric)
    drawn = [YearOfAreas(_label(found), found.scored.areas) for found in scores]
    title = _("{office}: change areas, {years}").format(
        office=scores[0].office.name, years=", ".join(str(year) for year in years)
    )
    save_figure(draw_areas(title, drawn), path)
    return scores


def _require_same_areas(compared: ComparedYears) -> None:
    """Raises RbtrackError where the rubrics differ and their areas do not continue in each other."""
    if compared.across is None:
        return
    linked = {part.codes for part in compared.across.parts if None not in part.parts}
    areas = {(AREA + area.id,) for found in compared.scores for area in found.scored.rubric.areas}
    if not areas <= linked:
        rubrics = sorted({found.key.rubric for found in compared.scores})
        raise RbtrackError("rubrics-differ", rubrics=tuple(rubrics))


def _label(found: OfficeScore) -> str:
    """The year with its index and grade, the grade in brackets where it is provisional."""
    band = found.scored.band
    grade = "" if band is None else f" ({band.grade})" if found.scored.is_provisional else f" {band.grade}"
    return f"{found.key.year}: {number(found.scored.points)}{grade}"
