"""Charts over the years: trend and SAKIP, checked by the data that they draw."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from rbtrack.charts.canvas import FALL, RISE
from rbtrack.charts.sakip import draw_sakip, draw_sakip_pages
from rbtrack.charts.trends import draw_trend
from rbtrack.domain.trend import Figure as Headline
from rbtrack.domain.trend import Series
from rbtrack.views.origin import ReportOrigin
from rbtrack.views.trends import AreaLink, OfficeTrend
from tests.charts.values import (
    HOSTILE,
    across,
    computed,
    office,
    over_years,
    overlapping,
    points,
    reported,
    struck,
    texts,
    up,
    years,
)


def one_office(*figures: Headline, links: tuple[AreaLink, ...] = ()) -> Figure:
    return draw_trend(over_years([OfficeTrend(office(1), years(*figures), links)]))


def many(count: int) -> list[OfficeTrend]:
    """Offices over five years: some years missing, one figure reported, some provisional."""
    trends = []
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
        trends.append(OfficeTrend(office(number), years(*figures, *([reported(2021, "86.5")] if number == 0 else []))))
    return trends


def strokes(figure: Figure) -> list[list[tuple[float, float]]]:
    """What each stroke over the years runs through."""
    return [points(line) for line in figure.axes[0].lines if line.get_marker() == "None" and len(across(line)) > 1]


def marks(figure: Figure) -> dict[tuple[float, float], Line2D]:
    """The mark at each year and height."""
    return {points(line)[0]: line for line in figure.axes[0].lines if line.get_linestyle() == "None"}


SELF = [computed(2020, "70.634", tier="self"), computed(2022, "72.479", tier="self")]
JUDGED = computed(2022, "66.56")


def test_years_of_a_tier_are_joined_whatever_stands_beside_them() -> None:
    """The evaluator's figure of the second year is the headline; the self-assessments are joined all the same."""
    figure = one_office(*SELF, JUDGED)
    assert strokes(figure) == [[(2020, 70.634), (2022, 72.479)]]
    assert sorted(marks(figure)) == [(2020, 70.634), (2022, 66.56), (2022, 72.479)]
    said = texts(figure)
    assert said.count("+1.85") == 2
    assert "KPU Kabupaten 1: 66.56 B; self-assessment up 1.85 since 2020" in said
    assert "RB index, 2020–2022: dark evaluator, light the other tiers and judges" in said


def test_the_change_is_on_the_stroke_in_the_table_and_in_the_title() -> None:
    figure = one_office(computed(2014, "60.86"), computed(2015, "71.41"), computed(2016, "70.91"))
    said = texts(figure)
    assert "KPU Kabupaten 1: 70.91 BB, up 10.05 since 2014" in said
    assert (said.count("+10.55"), said.count("-0.50")) == (2, 2)
    colours = {text.get_text(): text.get_color() for text in figure.axes[0].texts}
    assert (colours["+10.55"], colours["-0.50"]) == (RISE, FALL)


@pytest.mark.parametrize(
    ("last", "words"), [("60.86", "unchanged since 2014"), ("59.86", "down 1.00 since 2014"), ("60.864", "unchanged")]
)
def test_a_title_tells_a_fall_and_no_change(last: str, words: str) -> None:
    assert any(words in text for text in texts(one_office(computed(2014, "60.86"), computed(2015, last))))


def test_a_stroke_ends_only_where_its_own_line_cannot_be_compared() -> None:
    figures = [
        computed(year, str(60 + year - 2018), "rb-2014" if year < 2020 else "rb-2020") for year in (2018, 2019, 2020, 2021, 2023)
    ]  # fmt: skip
    figure = one_office(*figures, *(computed(year, "80", tier="self") for year in (2018, 2023)))
    assert sorted(strokes(figure)) == [
        [(2018, 60), (2019, 61)],
        [(2018, 80), (2023, 80)],
        [(2020, 62), (2021, 63), (2023, 65)],
    ]
    said = texts(figure)
    assert said.count("≠") == 1
    assert "another rubric" in said
    assert "≠ 62.00 B" in said
    assert any("≠ cannot be compared with the figure before it on that line." in text for text in said)


def test_two_judges_are_two_lines() -> None:
    one, other = (
        [replace(computed(year, points), judge=judge) for year, points in ((2021, first), (2022, last))]
        for judge, first, last in (("Tim A", "60", "62"), ("Tim B", "70", "69"))
    )
    figure = one_office(*one, *other)
    assert sorted(strokes(figure)) == [[(2021, 60), (2022, 62)], [(2021, 70), (2022, 69)]]
    assert {"evaluator (Tim A)", "evaluator (Tim B)"} <= set(texts(figure))


def test_across_a_changed_rubric_the_areas_are_linked_in_percent() -> None:
    link = AreaLink("evaluator", "", 2019, 2020, Fraction("61.2"), Fraction("66.105"))
    figure = one_office(computed(2019, "60", "rb-2014"), computed(2020, "65"), links=(link,))
    (dashed,) = [line for line in figure.axes[0].lines if line.get_linestyle() == "--"]
    assert points(dashed) == [(2019, 60), (2020, 65)]
    said = texts(figure)
    assert "change areas 61.20 % → 66.11 %" in said
    assert "another rubric" not in said
    assert any("Dashed: the rubric changes" in text for text in said)
    assert not any("since" in text for text in said)


def test_reported_is_hollow_and_provisional_pale_and_in_brackets() -> None:
    given = reported(2021, "86.50", "A")
    figure = one_office(computed(2019, "70"), computed(2020, "71.404", is_provisional=True), given)
    fills = {year: mark.get_markerfacecolor() for (year, _up), mark in marks(figure).items()}
    assert fills[2021] == "white"
    assert len({fills[year] for year in (2019, 2020, 2021)}) == 3
    said = texts(figure)
    assert {"70.00 B", "(71.40 BB)", "86.5 A*"} <= set(said)
    assert any("Marks: hollow: reported by others, pale: provisional." in text for text in said)
    assert not any("Marks:" in text for text in texts(one_office(computed(2019, "70"))))


def test_a_missing_year_is_a_dash_and_no_zero() -> None:
    figure = one_office(computed(2019, "70"), computed(2021, "72"))
    assert "–" in texts(figure)
    assert sorted(marks(figure)) == [(2019, 70), (2021, 72)]


def test_bands_are_those_of_the_scale_of_each_year() -> None:
    """From 2023 A and A- share a range, and AA lies above 100."""
    old, new = computed(2022, "85"), computed(2023, "104", "rb-2024-provinsi")
    new = type(new)(2023, new.points, "AA", "evaluator", "", "rb-2024-provinsi", "rb-2023", "computed")
    figure = one_office(old, new)
    bands = {(text.get_text(), text.get_position()[0] > 2022.4) for text in figure.axes[0].texts}
    assert {("A", False), ("AA", False), ("A/A-", True), ("AA", True)} <= bands
    assert figure.axes[0].get_ylim()[1] > 104


def test_a_mark_at_the_edge_of_the_scale_is_whole() -> None:
    figure = one_office(computed(2021, "0"), computed(2022, "100"))
    assert all(not mark.get_clip_on() for mark in marks(figure).values())


@pytest.mark.parametrize("count", [1, 8, 22, 549])
@pytest.mark.parametrize("named", [(), ("53.000", "53.003")])
def test_the_trend_of_few_and_of_many_offices_can_be_read(count: int, named: tuple[str, ...]) -> None:
    figure = draw_trend(over_years(many(count), *named))
    assert overlapping(figure) == []
    assert struck(figure) == []


def test_several_offices_each_have_a_picture_the_largest_rise_first() -> None:
    changes = {0: ("60", "61"), 1: ("60", "70"), 2: ("60", "59")}
    trends = [
        OfficeTrend(office(n), years(*(computed(2021 + at, p) for at, p in enumerate(c)))) for n, c in changes.items()
    ]
    trends += [OfficeTrend(office(3), years(computed(2022, "99"))), OfficeTrend(office(4), ())]
    figure = draw_trend(over_years(trends))
    assert [up(line) for axes in figure.axes for line in axes.lines if len(across(line)) > 1 and line.get_marker() == "None" and across(line)[0] > 1] == [
        [60, 70], [60, 61], [60, 59],
    ]  # fmt: skip
    said = texts(figure)
    names = [text for text in said if text.startswith("KPU Kabupaten")]
    assert names == [f"KPU Kabupaten {number}" for number in (1, 0, 2, 3, 4)]
    assert "5 offices: 2 rose, 1 fell" in said
    assert {
        "up 10.00 since 2021",
        "down 1.00 since 2021",
        "not comparable with an earlier year",
        "nothing known",
    } <= set(said)


def test_named_offices_stand_out_over_the_others_of_their_tier() -> None:
    trends = [
        OfficeTrend(office(n), years(computed(2021, str(60 + n)), computed(2022, str(61 + n)))) for n in range(23)
    ]
    trends[5] = OfficeTrend(office(5), years(computed(2021, "50", tier="self"), computed(2022, "90", tier="self")))
    figure = draw_trend(over_years(trends, "53.003"))
    said = texts(figure)
    assert "KPU Kabupaten 3: 64.00 B, up 1.00 since 2021" in said
    assert any("Grey: the other offices (21)." in text for text in said)
    assert any("Offices without a figure of the tier evaluator, not drawn: 1." in text for text in said)
    assert [(2021, 50), (2022, 90)] not in strokes(figure)
    dark = [points(line) for line in figure.axes[0].lines if line.get_color() == "#0B3C5D" and len(across(line)) > 1]
    assert dark == [[(2021, 63), (2022, 64)]]


def test_an_office_stands_out_in_the_tier_that_most_of_the_others_have() -> None:
    own = [computed(2021, "60", tier="self"), computed(2022, "62", tier="self"), computed(2022, "58")]
    trends = [OfficeTrend(office(n), years(*own[:2])) for n in range(1, 4)]
    trends.insert(0, OfficeTrend(office(0), years(*own)))
    said = texts(draw_trend(over_years(trends, "53.000")))
    assert "KPU Kabupaten 0: 62.00 B, up 2.00 since 2021" in said
    even = [OfficeTrend(office(0), years(*own)), OfficeTrend(office(1), years(own[1], own[2]))]
    assert "RB index, 2021–2022: evaluator" in texts(draw_trend(over_years(even, "53.000")))


def test_of_very_many_offices_their_spread_is_drawn_with_the_best_and_the_worst_by_name() -> None:
    trends = [
        OfficeTrend(office(number), years(computed(2021, str(10 + number)), computed(2022, str(11 + number)))) for number in range(81)
    ]  # fmt: skip
    figure = draw_trend(over_years(trends))
    bars = [
        area.get_paths()[0].get_extents() for area in figure.axes[0].collections if isinstance(area, PolyCollection)
    ]
    assert [(box.y0, box.y1) for box in bars] == [(10, 90), (30, 70), (11, 91), (31, 71)]
    said = texts(figure)
    assert "81 offices: median 51.00 in 2022, 81 rose" in said
    assert {"90.00 KPU Kabupaten 80", "10.00 KPU Kabupaten 0", "50.00", "51.00"} <= set(said)


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


def test_the_foot_says_from_which_state_of_the_database_a_picture_is() -> None:
    origin = ReportOrigin(datetime(2026, 11, 25, 12, tzinfo=UTC), "0.1.0", "rbtrack.db", 60, "ab", ())
    view = replace(over_years([OfficeTrend(office(1), years(computed(2021, "70")))]), origin=origin)
    for drawn in (draw_trend(view), draw_sakip(view)):
        assert any("rbtrack.db, entry 60" in text and "2026-11-25" in text for text in texts(drawn))


def sakip(*found: Series, count: int = 1) -> Figure:
    return draw_sakip(over_years(OfficeTrend(office(number), found) for number in range(count)))


CC65 = reported(2020, "65", "CC", "sakip-2015")
NEWER = reported(2022, "67.5", "B", "sakip-2021")
ONLY_GRADE = reported(2018, None, "CC", "sakip-2015")


def test_sakip_shows_a_grade_that_its_score_does_not_earn_and_says_so() -> None:
    figure = sakip(*years(CC65, NEWER))
    said = texts(figure)
    assert {"65 CC*", "67.5 B*"} <= set(said)
    assert any("2020: 65 CC* is as reported; on the scale sakip-2015 it earns B." in text for text in said)
    assert sorted(marks(figure)) == [(2020, 65), (2022, 67.5)]


def test_a_grade_without_a_score_stands_in_a_lane_of_its_own() -> None:
    figure = sakip(*years(ONLY_GRADE, CC65))
    assert sorted(marks(figure)) == [(2020, 65)]
    lane = [(text.get_text(), text.get_position()[0]) for text in figure.axes[1].texts]
    assert lane == [("CC* (no score)", 2018), ("not known", 2019)]


def test_without_such_a_year_there_is_no_lane() -> None:
    figure = sakip(*years(CC65, reported(2021, "66", "B", "sakip-2015")))
    assert len(figure.axes) == 1
    assert [tick.get_text() for tick in figure.axes[0].get_xticklabels()] == ["2020", "2021"]
    assert "KPU Kabupaten 0: 66 B*, up 1.00 since 2020" in texts(figure)


def test_where_the_scale_changes_there_is_a_line_and_both_are_named() -> None:
    figure = sakip(*years(CC65, NEWER))
    assert [2021.5, 2021.5] in [across(line) for line in figure.axes[0].lines]
    assert {"sakip-2015", "sakip-2021"} <= set(texts(figure))


@pytest.mark.parametrize("count", [1, 4, 5, 23, 549])
def test_sakip_of_few_and_of_many_offices_can_be_read(count: int) -> None:
    figure = sakip(*years(ONLY_GRADE, CC65, NEWER), count=count)
    assert len(figure.axes) == (2 * count if count <= 4 else 1)
    if count < 549:
        assert overlapping(figure) == []
    said = texts(figure)
    assert said.count("≠ 67.5 B*") == (0 if count <= 4 else count)
    assert said.count("another scale of grades") == (count if count <= 4 else 0)
    assert said.count("–") == (0 if count <= 4 else 2 * count)


def test_sakip_of_many_offices_has_pages() -> None:
    pages = draw_sakip_pages(over_years(OfficeTrend(office(number), years(CC65)) for number in range(549)))
    assert [round(side, 2) for side in pages[0].get_size_inches()] == [8.27, 11.69]
    names = [text for page in pages for text in texts(page) if text.startswith("KPU Kabupaten")]
    assert names == [f"KPU Kabupaten {number}" for number in range(549)]
    assert any(f"Page {len(pages)} of {len(pages)}" in text for text in texts(pages[-1]))
