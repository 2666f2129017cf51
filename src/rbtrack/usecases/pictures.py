"""Charts that stand in a page, as SVG."""

from __future__ import annotations

from collections.abc import Sequence

from rbtrack import catalog
from rbtrack.domain.evaluation import Office
from rbtrack.domain.trend import TrendYear
from rbtrack.reports.page.content import Examined
from rbtrack.reports.page.wording import grade_words, index_words
from rbtrack.text import _, number


def trend_picture(office: Office, trend: Sequence[TrendYear], years: Sequence[int]) -> str | None:
    """The index of an office over the years; None where no year has one."""
    from rbtrack.charts.canvas import svg_text
    from rbtrack.charts.trend import draw_trend

    if all(found.headline.points is None for found in trend):
        return None
    title = _("{office}: RB index").format(office=office.name)
    said = "; ".join(
        f"{each.headline.year}: {index_words(each.headline)} {grade_words(each.headline)}" for each in trend
    )
    figure = draw_trend(title, [(office, trend)], catalog.shared().grade_scales, years, [office.code])
    return svg_text(figure, "trend", title, said)


def parts_picture(office: Office, position: int, examined: Sequence[Examined]) -> str | None:
    """The areas of several years side by side; None where the rubric has no areas."""
    from rbtrack.charts.areas import YearOfAreas, draw_areas
    from rbtrack.charts.canvas import svg_text

    if not examined[-1].scored.rubric.areas:
        return None
    drawn = [YearOfAreas(f"{each.key.year} ({each.key.rubric})", each.scored.areas) for each in examined]
    years = ", ".join(str(each.key.year) for each in examined)
    title = _("{office}: change areas, {years}").format(office=office.name, years=years)
    said = "; ".join(f"{area.area.name}: {number(area.percent)} %" for area in examined[-1].scored.areas)
    return svg_text(draw_areas(title, drawn), f"areas{position}", title, said)
