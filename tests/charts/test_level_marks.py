"""The lines of levels in charts: where they stand, over which years and areas, and that they cover no text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from matplotlib.figure import Figure as Drawing
from matplotlib.lines import Line2D

from rbtrack import catalog
from rbtrack.charts.areas import draw_areas
from rbtrack.charts.level_marks import DASHES
from rbtrack.charts.radar import draw_radar
from rbtrack.charts.ranking import draw_rank
from rbtrack.charts.trends import draw_trend
from rbtrack.charts.value_axis import value_axis
from rbtrack.domain.evaluation import Answer, EvaluationKey
from rbtrack.domain.level_rules import PassLine
from rbtrack.domain.levels import LevelMark, total_marks
from rbtrack.domain.rubric import Rubric, Years
from rbtrack.domain.scoring import score
from rbtrack.views.charts import TrendChart
from rbtrack.views.comparing import ComparedYears
from rbtrack.views.scores import OfficeScore
from rbtrack.views.trends import OfficeTrend
from tests.charts.values import RB, across, computed, office, overlapping, points, ranked, texts, up, walk, years
from tests.zona_integritas import RUBRIC, answers_of_the_form

ZI = catalog.shipped_rubric(RUBRIC)
MARKS = total_marks(ZI)


def marks(drawing: Drawing) -> list[Line2D]:
    return [line for line in walk(drawing) if isinstance(line, Line2D) and line._unscaled_dash_pattern == DASHES]  # type: ignore[attr-defined]


def over(*figures: tuple[int, str], lines: tuple[LevelMark, ...] = MARKS) -> TrendChart:
    trend = OfficeTrend(office(1), years(*(computed(year, number, RUBRIC) for year, number in figures)))
    return TrendChart(RB, (trend,), {}, marks=lines)


def test_lines_over_the_index_stand_over_the_years_of_their_rubric() -> None:
    """zi-2021 is made for 2022 and later: in 2020 and 2021 there is no line."""
    drawing = draw_trend(over((2020, "95"), (2021, "94"), (2022, "93"), (2023, "96")))
    found = marks(drawing)
    assert [(across(line), up(line)) for line in found] == [
        ([2021.5, 2023.5], [75.0, 75.0]),
        ([2021.5, 2023.5], [85.0, 85.0]),
    ]
    low, high = drawing.axes[0].get_ylim()
    assert (low, high) == (70, 100), "room for the lines, although every figure is above them"
    assert {"WBK 75", "WBBM 85"} <= set(texts(drawing))
    assert any("Dash-dotted" in text for text in texts(drawing))
    assert overlapping(drawing) == []


def test_without_lines_in_these_years_nothing_is_said() -> None:
    for view in (over((2020, "95"), (2021, "94")), over((2023, "95"), lines=())):
        drawing = draw_trend(view)
        assert marks(drawing) == []
        assert not any("Dash-dotted" in text for text in texts(drawing))


def test_figures_on_no_scale_are_not_cut_at_the_highest() -> None:
    assert (value_axis([95.71, 77.3], ()).low, value_axis([95.71, 77.3], ()).high) == (70, 100)
    assert value_axis([100.0, 77.3], ()).high == 100
    assert value_axis([3.4], ()).high == 10


def compared(answers: Mapping[str, str], rubrics: tuple[Rubric, ...] = (ZI,)) -> ComparedYears:
    worse = {**answers_of_the_form(), **{code: Answer(value) for code, value in answers.items()}}
    scores = [
        OfficeScore(EvaluationKey("53.001", 2024 + number, RUBRIC, "self"), score(rubric, worse), office(1))
        for number, rubric in enumerate(rubrics)
    ]
    return ComparedYears(tuple(scores), None)


def test_lines_over_areas_go_through_the_row_of_each() -> None:
    drawing = draw_areas(compared({}))
    found = [(across(line), up(line)) for line in marks(drawing)]
    assert found[:2] == [([60.0, 60.0], [-0.5, 0.5]), ([75.0, 75.0], [-0.5, 0.5])]
    assert len(found) == 12
    assert [text for text in texts(drawing) if text in ("WBK", "WBBM")] == ["WBK", "WBBM"]
    assert overlapping(drawing) == []


def test_an_area_may_have_a_line_of_its_own_in_points() -> None:
    wbk = replace(ZI.levels[0], lines=(PassLine("area:2", Fraction("3.5")),))
    drawing = draw_areas(compared({}, (replace(ZI, levels=(wbk,)),)))
    assert [(across(line), up(line)) for line in marks(drawing)] == [([50.0, 50.0], [0.5, 1.5])]
    assert marks(draw_radar(compared({}, (replace(ZI, levels=(wbk,)),)))) == []


def test_years_on_other_lines_have_none() -> None:
    other = replace(ZI, levels=ZI.levels[:1])
    assert len(marks(draw_areas(compared({}, (ZI, ZI))))) == 12
    assert marks(draw_areas(compared({}, (ZI, other)))) == []
    assert marks(draw_areas(compared({}, (replace(ZI, levels=()),)))) == []


def test_the_wheel_has_a_closed_line_for_each_level() -> None:
    drawing = draw_radar(compared({}))
    assert [up(line) for line in marks(drawing)] == [[60.0] * 7, [75.0] * 7]
    assert all(across(line)[0] == across(line)[-1] for line in marks(drawing))
    assert {"WBK", "WBBM"} <= {text.strip() for text in texts(drawing)}
    assert overlapping(drawing) == []


@pytest.mark.parametrize("count", [3, 12])
def test_in_ranks_a_line_stands_below_the_last_office_that_reaches_it(count: int) -> None:
    offices = [office(number) for number in range(count)]
    before = {each.code: computed(2021, str(90 - number), RUBRIC) for number, each in enumerate(offices)}
    after = {each.code: computed(2022, str(85 - 5 * number), RUBRIC) for number, each in enumerate(offices)}
    drawing = draw_rank(replace(ranked(offices, before, after), marks=MARKS))
    found = [points(line) for line in marks(drawing)]
    assert [line[0][1] for line in found] == [2.5, 0.5], "of 2021 there is none: 85 reaches WBBM, and 75 WBK"
    assert all(line[0][0] > 0.9 for line in found)
    assert overlapping(drawing) == []


def test_one_line_in_ranks_may_be_that_of_two_levels() -> None:
    lines = tuple(replace(mark, years=Years(None, None)) for mark in MARKS)
    offices = [office(1), office(2)]
    figures = {offices[0].code: computed(2022, "84.995", RUBRIC), offices[1].code: computed(2022, "74.99", RUBRIC)}
    drawing = draw_rank(replace(ranked(offices, {}, figures), marks=lines))
    assert "WBK, WBBM" in texts(drawing)
    assert [points(line)[0][1] for line in marks(drawing)] == [-0.5, 0.5]
