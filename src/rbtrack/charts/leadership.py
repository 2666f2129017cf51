"""Charts that stand in the page for leadership, as SVG."""

from __future__ import annotations

from rbtrack.charts.areas import LabelledAreas, draw_area_bars, marks_of_rubrics
from rbtrack.charts.canvas import svg_text
from rbtrack.charts.captions import finding
from rbtrack.charts.trends import draw_trend
from rbtrack.domain.evaluation import Office
from rbtrack.domain.levels import total_marks
from rbtrack.messages.figures import grade_words, index_words
from rbtrack.messages.tiers import tier_name
from rbtrack.text import _, number
from rbtrack.views.charts import TrendChart
from rbtrack.views.leadership import Leadership, PartsByYear


def trend_picture(page: Leadership) -> str | None:
    """The index of the office over the years; None where no year has one."""
    years = [each for series in page.trend.series for each in series.years]
    if all(each.figure.points is None for each in years):
        return None
    title = finding(page.office.name, page.trend.series)
    said = "; ".join(
        f"{each.figure.year} {tier_name(each.figure.tier, each.figure.judge)}: "
        f"{index_words(each.figure)} {grade_words(each.figure)}"
        for each in years
    )
    marks = total_marks(page.evaluated.scored.rubric) if page.evaluated else ()
    view = TrendChart(page.instrument, (page.trend,), page.scales, page.years, marks=marks)
    return svg_text(draw_trend(view), "trend", title, said)


def parts_pictures(page: Leadership) -> tuple[str | None, ...]:
    """The areas of several years side by side, for each block of years; None where the rubric has no areas."""
    return tuple(_parts_picture(page.office, position, block) for position, block in enumerate(page.parts))


def _parts_picture(office: Office, position: int, block: PartsByYear) -> str | None:
    latest = block.evaluated[-1].scored
    if not latest.rubric.areas:
        return None
    series = [
        LabelledAreas(f"{each.key.year} ({each.key.rubric})", each.key.year, each.scored.areas)
        for each in block.evaluated
    ]
    years = ", ".join(str(year) for year in block.table.years)
    title = _("{office}: change areas, {years}").format(office=office.name, years=years)
    said = "; ".join(f"{area.area.name}: {number(area.percent)} %" for area in latest.areas)
    return svg_text(
        draw_area_bars(title, series, marks=marks_of_rubrics([each.scored.rubric for each in block.evaluated])),
        f"areas{position}",
        title,
        said,
    )
