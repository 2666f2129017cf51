"""Charts over the years: trend and SAKIP, checked by the data that they draw."""

from __future__ import annotations

import math

import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from rbtrack.charts.sakip import draw_sakip, draw_sakip_pages
from rbtrack.charts.trends import draw_trend
from rbtrack.domain.trend import TrendYear
from rbtrack.views.trends import OfficeTrend
from tests.charts.values import (
    HOSTILE,
    across,
    computed,
    office,
    over_years,
    overlapping,
    points,
    reported,
    texts,
    up,
    years,
)


def one_office(*found: TrendYear) -> Figure:
    return draw_trend(over_years([OfficeTrend(office(1), found)]))


def many(count: int) -> list[OfficeTrend]:
    """Offices over five years: some years missing, one figure reported, one provisional."""
    series = []
    for number in range(count):
        figures = [
            computed(
                year,
                str(45 + (number * 7 + year * 3) % 45),
                "rb-2014" if year < 2020 else "rb-2020",
                is_provisional=number % 9 == 4,
            )
            for year in range(2018, 2023)
            if (number + year) % 6
        ]
        found = years(*figures, *([reported(2021, "86.5")] if number == 0 else []))
        series.append(OfficeTrend(office(number), found))
    return series


def lines(figure: Figure) -> list[Line2D]:
    """The lines that run over years, without markers."""
    return [line for line in figure.axes[0].lines if line.get_marker() == "None" and len(across(line)) > 2]


def markers(figure: Figure) -> dict[float, Line2D]:
    """The marker of each year of a single office."""
    return {across(line)[0]: line for line in figure.axes[0].lines if line.get_marker() == "o"}


def test_a_line_joins_years_that_can_be_compared_and_nothing_else() -> None:
    """It ends where a year is missing and where the rubric changes."""
    found = years(
        *(computed(year, "70", "rb-2014" if year < 2020 else "rb-2020") for year in (2018, 2019, 2020, 2021, 2023))
    )
    (line,) = lines(one_office(*found))
    drawn = points(line)
    assert [x for x, y in drawn if math.isnan(y)] == [2019.5, 2022.0]
    assert [x for x, y in drawn if not math.isnan(y)] == [2018, 2019, 2020, 2021, 2023]


def test_a_break_is_drawn_and_says_what_changes() -> None:
    figure = one_office(*years(computed(2019, "70", "rb-2014"), computed(2020, "75", "rb-2020", "self")))
    (broken,) = [line for line in figure.axes[0].lines if across(line) == [2019.5, 2019.5]]
    assert broken.get_linestyle() == "--"
    printed = texts(figure)
    assert "rb-2014 → rb-2020 evaluator → self" in printed
    assert "≠ 75.00 BB" in printed
    assert any("≠ cannot be compared with the year before" in text for text in printed)


def test_reported_is_hollow_and_provisional_half_filled_and_in_brackets() -> None:
    figure = one_office(
        *years(computed(2019, "70"), computed(2020, "71.404", is_provisional=True), reported(2021, "86.50", "A"))
    )
    drawn = markers(figure)
    assert [drawn[year].get_fillstyle() for year in (2019, 2020, 2021)] == ["full", "left", "full"]
    assert [drawn[year].get_markerfacecolor() for year in (2019, 2021)] == ["#0B3C5D", "white"]
    printed = texts(figure)
    assert {"70.00 B", "(71.40 BB)", "86.5 A*"} <= set(printed)


def test_a_missing_year_is_a_dash_and_no_zero() -> None:
    figure = one_office(*years(computed(2019, "70"), computed(2021, "72")))
    assert "–" in texts(figure)
    assert sorted(markers(figure)) == [2019, 2021]
    (line,) = lines(figure)
    assert [height for height in up(line) if not math.isnan(height)] == [70, 72]


def test_bands_are_those_of_the_scale_of_each_year() -> None:
    """From 2023 A and A- share a range, and AA lies above 100."""
    old, new = computed(2022, "85"), computed(2023, "104", "rb-2024-provinsi")
    new = type(new)(2023, new.points, "AA", "evaluator", "", "rb-2024-provinsi", "rb-2023", "computed")
    figure = one_office(*years(old, new))
    bands = {(text.get_text(), text.get_position()[0] > 2022.4) for text in figure.axes[0].texts}
    assert {("A", False), ("AA", False), ("A/A-", True), ("AA", True)} <= bands
    assert figure.axes[0].get_ylim()[1] > 104


@pytest.mark.parametrize("count", [1, 8, 23, 549])
def test_the_trend_of_few_and_of_many_offices_can_be_read(count: int) -> None:
    figure = draw_trend(over_years(many(count)))
    shown = len(lines(figure)) if count <= 8 else 6
    assert len(figure.axes[1].lines) == 2 * shown
    assert overlapping(figure) == []
    said = " ".join(texts(figure))
    assert ("Grey: the other offices (17)." in said) == (count == 23)
    assert ("Grey: the other 543 offices year by year" in said) == (count == 549)


def test_the_extremes_are_those_of_the_newest_year_that_is_widely_known() -> None:
    series = [OfficeTrend(office(number), years(computed(2021, str(50 + number)))) for number in range(20)]
    series[7] = OfficeTrend(office(7), years(computed(2021, "57"), computed(2022, "99")))
    said = texts(draw_trend(over_years(series)))
    assert [name for name in said if name.startswith("KPU Kabupaten")] == [
        f"KPU Kabupaten {number}" for number in (19, 18, 17, 2, 1, 0)
    ]
    assert any("the highest and the lowest of 2021" in text for text in said)


def test_named_offices_stand_out_among_all() -> None:
    said = texts(draw_trend(over_years(many(23), "53.003", "53.004")))
    assert [name for name in said if name.startswith("KPU Kabupaten")] == ["KPU Kabupaten 3", "KPU Kabupaten 4"]
    assert not any("the highest and the lowest" in text for text in said)


def test_of_many_offices_the_middle_half_is_drawn_year_by_year() -> None:
    series = [OfficeTrend(office(number), years(computed(2021, str(40 + number)))) for number in range(49)]
    figure = draw_trend(over_years(series, "53.000"))
    bars = [
        collection.get_segments() for collection in figure.axes[0].collections if hasattr(collection, "get_segments")
    ]
    assert [(segment[0][0][1], segment[0][1][1]) for segment in bars[:2]] == [(41.0, 88.0), (52.75, 76.25)]
    assert bars[2][0][0][1] == 64.5


@pytest.mark.parametrize("draw", [draw_trend, draw_sakip])
def test_one_year_is_enough_and_names_are_drawn_as_they_are(draw: object) -> None:
    """The name of a single office stands in the title."""
    series = [OfficeTrend(office(number, HOSTILE), years(computed(2021, "70"))) for number in range(2)]
    assert overlapping(draw(over_years(series))) == []  # type: ignore[operator]
    figure = draw(over_years(series[:1]))  # type: ignore[operator]
    assert overlapping(figure) == []
    said = " ".join(texts(figure))
    assert "$\\frac{ KPU $x & <b>'\"[red]x[/]  dua \ufffd[31m\ufffdabc" in said
    assert not {"\n\t", "\x1b", "\u202e", "\uffff"} & set(said)


def sakip(*found: TrendYear, count: int = 1) -> Figure:
    return draw_sakip(over_years(OfficeTrend(office(number), found) for number in range(count)))


CC65 = reported(2020, "65", "CC", "sakip-2015")
NEWER = reported(2022, "67.5", "B", "sakip-2021")
ONLY_GRADE = reported(2018, None, "CC", "sakip-2015")


def test_sakip_shows_a_grade_that_its_score_does_not_earn_and_says_so() -> None:
    figure = sakip(*years(CC65, NEWER))
    said = texts(figure)
    assert {"65 CC*", "67.5 B*"} <= set(said)
    assert any("2020: 65 CC* is as reported; on the scale sakip-2015 it earns B." in text for text in said)
    assert [up(line)[0] for line in figure.axes[0].lines if line.get_marker() == "o"] == [65, 67.5]


def test_a_grade_without_a_score_is_its_whole_band() -> None:
    figure = sakip(*years(ONLY_GRADE, CC65))
    (bar,) = [each for each in figure.axes[0].collections if hasattr(each, "get_segments")]
    assert [tuple(end) for end in bar.get_segments()[0]] == [(2018, 50), (2018, 60)]
    assert "CC* (no score)" in texts(figure)
    assert "– not known" in texts(figure)


def test_where_the_scale_changes_there_is_a_line_and_both_are_named() -> None:
    figure = sakip(*years(CC65, NEWER))
    assert [2021.5, 2021.5] in [across(line) for line in figure.axes[0].lines]
    assert {"sakip-2015", "sakip-2021"} <= set(texts(figure))


@pytest.mark.parametrize("count", [1, 4, 5, 23, 549])
def test_sakip_of_few_and_of_many_offices_can_be_read(count: int) -> None:
    figure = sakip(*years(ONLY_GRADE, CC65, NEWER), count=count)
    assert len(figure.axes) == (count if count <= 4 else 1)
    if count < 549:
        assert overlapping(figure) == []
    said = texts(figure)
    assert said.count("≠ 67.5 B*") == (0 if count <= 4 else count)
    assert said.count("–") == (0 if count <= 4 else 2 * count)


def test_sakip_of_many_offices_has_pages() -> None:
    pages = draw_sakip_pages(over_years(OfficeTrend(office(number), years(CC65)) for number in range(549)))
    assert [round(side, 2) for side in pages[0].get_size_inches()] == [8.27, 11.69]
    names = [text for page in pages for text in texts(page) if text.startswith("KPU Kabupaten")]
    assert names == [f"KPU Kabupaten {number}" for number in range(549)]
    assert any(f"Page {len(pages)} of {len(pages)}" in text for text in texts(pages[-1]))
