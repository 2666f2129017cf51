"""From where to where the axis of an index goes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from rbtrack.charts.captions import figure_text
from rbtrack.charts.heatmap import draw_heatmap
from rbtrack.charts.trends import draw_trend
from rbtrack.charts.value_axis import NARROW, ValueAxis, percent_of_scale, value_axis
from rbtrack.domain.rubric import GradeScale
from rbtrack.domain.trend import Figure as Headline
from rbtrack.views.charts import HeatmapChart, OfficeAreas, TrendChart
from rbtrack.views.trends import OfficeTrend
from tests.charts.values import office, years
from tests.domain.trees import scale
from tests.instruments import maturity

LEVELS = scale(("x", 1, 5))
FROM_ZERO = scale(("x", 0, 5))
HUNDRED = scale(("x", 0, 100))
BEYOND = scale(("x", 0, 120))


@pytest.mark.parametrize(
    ("values", "scales", "axis"),
    [
        ([3.2], [LEVELS], ValueAxis(1, 5, 1)),
        ([], [LEVELS], ValueAxis(1, 5, 1)),
        ([1, 5], [FROM_ZERO], ValueAxis(0, 5, 1)),
        ([2], [LEVELS, FROM_ZERO], ValueAxis(0, 5, 1)),
        ([0.4], [LEVELS], ValueAxis(0.4, 5, 1)),
        ([5.5], [LEVELS], ValueAxis(0, 10, 10)),
        ([7], [scale(("x", 0, 10))], ValueAxis(0, 10, 2)),
        ([7], [scale(("x", 0, NARROW))], ValueAxis(0, 20, 5)),
        ([7], [scale(("x", 0, NARROW + 1))], ValueAxis(0, 21, 10)),
        ([1], [scale(("x", 0, 2))], ValueAxis(0, 2, 0.5)),
        ([1], [scale(("x", 0, 1))], ValueAxis(0, 1, 0.5)),
        ([3.2], [LEVELS, HUNDRED], ValueAxis(0, 30, 10)),
        ([65, 71], [HUNDRED], ValueAxis(60, 90, 10)),
        ([64, 98], [HUNDRED], ValueAxis(60, 100, 10)),
        ([63.9], [HUNDRED], ValueAxis(50, 80, 10)),
        ([], [HUNDRED], ValueAxis(0, 100, 10)),
        ([112], [BEYOND], ValueAxis(100, 120, 10)),
        ([3.2], [], ValueAxis(0, 10, 10)),
        ([], [], ValueAxis(0, 100, 10)),
    ],
)
def test_a_narrow_scale_is_drawn_whole_and_of_any_other_what_is_needed(
    values: list[float], scales: list[GradeScale], axis: ValueAxis
) -> None:
    assert value_axis(values, scales) == axis


@pytest.mark.parametrize(
    ("axis", "ticks"),
    [
        (ValueAxis(1, 5, 1), ["1", "2", "3", "4", "5"]),
        (ValueAxis(0, 2, 0.5), ["0.0", "0.5", "1.0", "1.5", "2.0"]),
        (ValueAxis(60, 84, 10), ["60", "70", "80"]),
    ],
)
def test_marks_stand_at_every_step(axis: ValueAxis, ticks: list[str]) -> None:
    axes = Figure().add_subplot()
    axis.set_on(axes)
    assert axes.get_ylim() == (axis.low, axis.high)
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ticks


@pytest.mark.parametrize(
    ("points", "on", "percent"),
    [
        ("3", LEVELS, 50),
        ("1", LEVELS, 0),
        ("5", FROM_ZERO, 100),
        ("70", HUNDRED, 70),
        ("70", BEYOND, 70),
        ("70", None, 70),
    ],
)
def test_a_figure_stands_as_high_as_its_scale_says(points: str, on: GradeScale | None, percent: int) -> None:
    assert percent_of_scale(Fraction(points), on) == percent


def headline(year: int, points: str | None, grade: str) -> Headline:
    return Headline(
        year, Fraction(points) if points else None, grade, "self", "", "maturity-2021", "maturity-2021", "computed"
    )


def test_the_trend_of_levels_has_their_axis_their_bands_and_grades_in_words_below_the_figure() -> None:
    scales = {each.id: each for each in (*maturity().scales, HUNDRED)}
    found = years(headline(2021, "3.42", "Baik"), headline(2022, "4.1", "Sangat Baik"))
    figure = draw_trend(TrendChart(maturity(), (OfficeTrend(office(1, "Kantor"), found),), scales))
    axes = figure.axes[0]
    assert axes.get_ylim() == (1, 5)
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["1", "2", "3", "4", "5"]
    drawn = [str(text.get_text()) for text in figure.findobj(Text)]
    assert "Kantor: 4.10 Sangat Baik, up 0.68 since 2021" in drawn
    for words in ("3.42 Baik", "4.10\nSangat Baik", "Memuaskan", "Kurang"):
        assert words in drawn, drawn
    assert "Matang" not in drawn, "the scale of other years"


def test_a_grade_of_any_length_is_cut_with_a_sign() -> None:
    long = headline(2022, "3.4", "Sangat Baik dengan Catatan")
    assert figure_text(long) == "3.40 Sangat Baik d…"
    assert figure_text(replace(long, origin="reported")) == "3.4 Sangat Baik d…*"
    assert figure_text(headline(2022, "3.4", "Sangat Memuas.")) == "3.40 Sangat Memuas."


def test_the_index_of_the_heatmap_is_as_dark_as_it_is_high_on_its_scale() -> None:
    scales = {each.id: each for each in maturity().scales}
    rows = tuple(
        OfficeAreas(office(number), headline(2022, points, "x"), ()) for number, points in enumerate(("5", "4", "1"))
    )
    assert shades(HeatmapChart(2022, rows, None, scales)) == shades(
        HeatmapChart(
            2022,
            tuple(
                OfficeAreas(row.office, headline(2022, points, "x"), ())
                for row, points in zip(rows, ("100", "75", "0"), strict=True)
            ),
        )
    )


def shades(chart: HeatmapChart) -> list[list[float]]:
    (axes,) = draw_heatmap(chart).axes[-1:]
    return [colour for tiles in axes.collections for colour in np.array(tiles.get_facecolor()).tolist()]
