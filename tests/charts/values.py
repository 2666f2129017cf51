"""Figures and offices as charts take them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure as Drawing
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.text import Text

from rbtrack import catalog
from rbtrack.domain.evaluation import Office
from rbtrack.domain.grades import grade
from rbtrack.domain.ranking import rank
from rbtrack.domain.trend import Figure, Series, all_series
from rbtrack.views.charts import RankChart, TrendChart
from rbtrack.views.ranking import Ranked, Ranking, Standing
from rbtrack.views.trends import OfficeTrend

RB = catalog.Catalogue().instrument("rb")

SCALES = catalog.shared().grade_scales
HOSTILE = "$\\frac{ KPU $x & <b>'\"[red]x[/]\n\tdua \x1b[31m\u202eabc \uffff"
"""A name with mathematics, markup, line breaks, control and direction characters, and no letter of XML."""


def office(number: int, name: str | None = None) -> Office:
    return Office(f"53.{number:03d}", f"KPU Kabupaten {number}" if name is None else name, "kabupaten", "53")


def computed(year: int, points: str | None, rubric: str = "rb-2020", tier: str = "evaluator", **more: bool) -> Figure:
    exact = None if points is None else Fraction(points)
    band = None if exact is None else grade(SCALES["rb-2014"], exact)
    letter = band.grade if band else None
    return Figure(
        year, exact, letter, tier, "", rubric, "rb-2014", "computed", more.get("is_provisional", False), "unverified"
    )


def reported(year: int, points: str | None, letter: str | None = None, scale: str = "rb-2014") -> Figure:
    return Figure(year, None if points is None else Fraction(points), letter, "external", "", None, scale, "reported")


def years(*figures: Figure) -> tuple[Series, ...]:
    """The series of one office, the headline first."""
    return all_series(figures)


def over_years(offices: Iterable[OfficeTrend], *named: str) -> TrendChart:
    """Offices over the years as the charts of RB and of SAKIP take them."""
    return TrendChart(RB, tuple(offices), SCALES, named=named)


def ranked(offices: Iterable[Office], before: Mapping[str, Figure], after: Mapping[str, Figure]) -> RankChart:
    """The places that figures by office give in 2021 and 2022."""
    named = {each.code: each for each in offices}
    points = [{code: side[code].points if code in side else None for code in named} for side in (after, before)]
    rows = (
        Ranked(named[place.office], place, standing(after.get(place.office)), standing(before.get(place.office)))
        for place in rank(*points)
    )
    return RankChart(Ranking(2022, 2021, RB, None, tuple(rows)))


def standing(figure: Figure | None) -> Standing | None:
    return None if figure is None else Standing(figure, figure.points)


def texts(drawing: Drawing) -> list[str]:
    """Every text that is drawn, with its lines joined."""
    return [
        text.get_text().replace("\n", " ") for text in walk(drawing) if isinstance(text, Text) and text.get_visible()
    ]


def walk(artist: Artist) -> Iterator[Artist]:
    yield artist
    for child in artist.get_children():
        yield from walk(child)


def points(line: Line2D) -> list[tuple[float, float]]:
    """What a line runs through."""
    return [(float(across), float(up)) for across, up in np.asarray(line.get_xydata())]


def across(line: Line2D) -> list[float]:
    return [point[0] for point in points(line)]


def up(line: Line2D) -> list[float]:
    return [point[1] for point in points(line)]


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    """Pairs of texts that cover each other, and texts that leave the paper."""
    drawing.draw_without_rendering()
    page = drawing.bbox
    found = []
    boxes = [
        (text.get_text(), text.get_window_extent())
        for text in walk(drawing)
        if isinstance(text, Text) and text.get_text().strip() and text.get_visible()
    ]
    boxes = list({(text, tuple(box.extents)): (text, box) for text, box in boxes}.values())
    for position, (text, box) in enumerate(boxes):
        if box.x0 < page.x0 or box.y0 < page.y0 or box.x1 > page.x1 or box.y1 > page.y1:
            found.append((text, "(outside the paper)"))
        for other, second in boxes[position + 1 :]:
            shared = min(box.x1, second.x1) - max(box.x0, second.x0)
            height = min(box.y1, second.y1) - max(box.y0, second.y0)
            if shared > 1.5 and height > 3:
                found.append((text, other))
    return found


def struck(drawing: Drawing) -> list[str]:
    """Words that a line of their own axes runs through, unless a ground lies behind them."""
    drawing.draw_without_rendering()
    found = []
    for axes in drawing.axes:
        strokes = [line.get_transform().transform(line.get_xydata()) for line in axes.lines]
        for text in axes.texts:
            box = text.get_window_extent().shrunk(0.9, 0.8)
            paths = [Path(stroke) for stroke in strokes if len(stroke) > 1]
            if text.get_bbox_patch() is None and any(path.intersects_bbox(box, filled=False) for path in paths):
                found.append(text.get_text())
    return found
