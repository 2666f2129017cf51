"""Charts of many offices: heatmap and rank, checked by the data that they draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from rbtrack import catalog
from rbtrack.charts.canvas import spread
from rbtrack.charts.heatmap import draw_heatmap, draw_heatmap_pages
from rbtrack.charts.ranking import draw_rank
from rbtrack.charts.trends import draw_trend
from rbtrack.domain.instrument import Instrument
from rbtrack.domain.rubric import Area, Rubric
from rbtrack.domain.scoring import Coverage, ScoredArea, score
from rbtrack.views.charts import HeatmapChart, OfficeAreas, TrendChart
from rbtrack.views.trends import OfficeTrend
from tests.charts.values import (
    HOSTILE,
    SCALES,
    across,
    computed,
    office,
    overlapping,
    ranked,
    reported,
    texts,
    up,
    years,
)
from tests.lke.official import sample_answers


def areas(percent: int | None, *, complete: bool = True) -> tuple[ScoredArea, ...]:
    coverage = Coverage(items=2, answered=2 if complete else 1)
    points = None if percent is None else Fraction(percent, 20)
    return tuple(
        ScoredArea(Area(str(number), f"Penataan dan Penguatan {number}"), Fraction(5), points, coverage)
        for number in range(1, 9)
    )


def heatmap(offices: Iterable[OfficeAreas]) -> Figure:
    return draw_heatmap(HeatmapChart(2022, tuple(offices)))


def rows(count: int) -> list[OfficeAreas]:
    return [
        OfficeAreas(office(number), computed(2022, str(50 + number % 45)), areas(50 + number % 45))
        for number in range(count)
    ]


def tiles(figure: Figure) -> tuple[int, int]:
    """The number of tiles with a figure, and of those without one."""
    full, empty = (each for each in figure.axes[0].collections if isinstance(each, PolyCollection))
    assert empty.get_hatch() == "////"
    return len(full.get_paths()), len(empty.get_paths())


def test_the_highest_index_comes_first_and_equal_ones_share_a_place() -> None:
    found = [
        OfficeAreas(office(number), computed(2022, points), areas(60))
        for number, points in enumerate(("60", "80", "60", "55"))
    ]
    names = [text for text in texts(heatmap(found)) if "KPU" in text]
    assert names == ["1. KPU Kabupaten 1", "2. KPU Kabupaten 0", "2. KPU Kabupaten 2", "4. KPU Kabupaten 3"]


def test_missing_tiles_are_hatched_and_no_zero() -> None:
    unknown = OfficeAreas(office(1), None, ())
    only_reported = OfficeAreas(office(2), reported(2022, "86.5", "A"), ())
    blank = OfficeAreas(office(3), computed(2022, "50", is_provisional=True), areas(None))
    figure = heatmap([unknown, only_reported, blank, OfficeAreas(office(4), computed(2022, "0"), areas(0))])
    assert tiles(figure) == (11, 25)
    said = texts(figure)
    assert (said.count("–"), said.count("0.00"), said.count("0.00 D")) == (25, 8, 1)
    assert {"86.5 A*", "(50.00 C)", "KPU Kabupaten 1"} <= set(said)


def test_what_is_high_is_dark() -> None:
    figure = heatmap(OfficeAreas(office(n), computed(2022, str(p)), areas(p)) for n, p in enumerate((95, 60, 35)))
    full = next(each for each in figure.axes[0].collections if isinstance(each, PolyCollection))
    grey = [0.299 * red + 0.587 * green + 0.114 * blue for red, green, blue, _alpha in np.asarray(full.get_facecolor())]
    assert grey[0] < grey[9] - 0.2 < grey[18] - 0.4


def test_an_office_on_other_areas_shows_its_index_alone(rb2014: Rubric) -> None:
    other = OfficeAreas(office(9), computed(2022, "70"), score(rb2014, sample_answers(2015)).areas)
    figure = heatmap([*rows(3), other])
    assert tiles(figure) == (28, 8)
    assert any("of which only the index is shown: 1." in text for text in texts(figure))


@pytest.mark.parametrize("count", [1, 23, 60])
def test_a_heatmap_can_be_read(count: int) -> None:
    assert overlapping(heatmap(rows(count))) == []


def test_a_heatmap_of_549_offices_is_one_tall_picture_or_pages_with_every_office_once() -> None:
    assert tiles(heatmap(rows(549))) == (549 * 9, 0)
    pages = draw_heatmap_pages(HeatmapChart(2022, tuple(rows(549))))
    assert all(tuple(round(side, 2) for side in page.get_size_inches()) == (8.27, 11.69) for page in pages)
    names = [text.split(". ")[1] for page in pages for text in texts(page) if ". KPU" in text]
    assert sorted(names) == sorted(f"KPU Kabupaten {number}" for number in range(549))
    assert overlapping(pages[0]) == overlapping(pages[-1]) == []


def rank(count: int) -> Figure:
    offices = [office(number) for number in range(count)]
    before = {each.code: computed(2021, str(50 + position % 45)) for position, each in enumerate(offices)}
    after = {each.code: computed(2022, str(50 + (position * 7 + 3) % 45)) for position, each in enumerate(offices)}
    return draw_rank(ranked(offices, before, after))


def slopes(figure: Figure) -> list[tuple[float, float]]:
    return [(up(line)[0], up(line)[1]) for line in figure.axes[0].lines if across(line) == [0, 1]]


def test_slopes_lead_from_place_to_place() -> None:
    offices = [office(number) for number in range(4)]
    before = {"53.000": computed(2021, "80"), "53.001": computed(2021, "70"), "53.002": computed(2021, "60")}
    after = {
        "53.000": computed(2022, "60"),
        "53.001": computed(2022, "75"),
        "53.002": computed(2022, "50", tier="self"),
    }
    figure = draw_rank(ranked(offices, before, after))
    assert sorted(slopes(figure)) == [(0, 1), (1, 0), (2, 2)]
    said = texts(figure)
    assert {
        "1  ▲1  KPU Kabupaten 1  75.00 BB",
        "2  ▼1  KPU Kabupaten 0  60.00 CC",
        "3  =  KPU Kabupaten 2  ≠ 50.00 C",
    } <= set(said)
    assert "KPU Kabupaten 0  80.00 BB  1" in said
    assert any("neither year is known: 1." in text for text in said)


def test_an_office_known_in_one_year_has_a_place_there_and_no_slope() -> None:
    after = {"53.000": computed(2022, "70"), "53.001": computed(2022, "60")}
    figure = draw_rank(ranked([office(0), office(1)], {}, after))
    assert slopes(figure) == []
    assert "1  –  KPU Kabupaten 0  70.00 B" in texts(figure)


@pytest.mark.parametrize("count", [1, 2, 23, 40, 41, 549])
def test_places_can_be_read_and_of_many_the_movers_are_named(count: int) -> None:
    figure = rank(count)
    assert len(slopes(figure)) == count
    assert overlapping(figure) == []
    named = [text for text in texts(figure) if "KPU" in text and not text.startswith("Rank by")]
    assert len(named) == 2 * (count if count <= 40 else 20)
    assert any("only those that moved furthest are named (20)" in text for text in texts(figure)) == (count > 40)


def test_long_and_hostile_names_stay_on_the_paper() -> None:
    named = [replace(office(number), name=HOSTILE + " KOMISI PEMILIHAN UMUM KABUPATEN" * 9) for number in range(3)]
    figures = {each.code: computed(2022, "61.25", is_provisional=True) for each in named}
    for some in (named, named[:1]):  # of one office the name stands in the title too
        assert overlapping(draw_rank(ranked(some, figures, figures))) == []
        assert overlapping(heatmap(OfficeAreas(each, figures[each.code], areas(60)) for each in some)) == []


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ([], []),
        ([5.0], [5.0]),
        ([5.0, 5.0, 5.0], [5.0, 6.0, 7.0]),
        ([9.5, 9.0], [10.0, 9.0]),
        ([0.0] * 21, [step / 2 for step in range(21)]),
    ],
)
def test_labels_are_moved_apart_no_further_than_needed(wanted: list[float], expected: list[float]) -> None:
    assert spread(wanted, 1, 0, 10) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("count", "below", "title"),
    [
        (1, False, "KPU Kabupaten 0"),
        (1, True, "KPU Kabupaten 0"),
        (2, False, "2 offices"),
        (2, True, "2 offices below NTT"),
    ],
)
def test_a_title_says_whose_figures_are_drawn(count: int, below: bool, title: str) -> None:
    offices = [office(number) for number in range(count)]
    parent = office(53, "NTT") if below else None
    chart = HeatmapChart(2022, tuple(OfficeAreas(each, computed(2022, "70"), ()) for each in offices), parent)
    assert f"Change areas 2022: {title}" in texts(draw_heatmap(chart))
    trends = tuple(OfficeTrend(each, years(computed(2022, "70"))) for each in offices)
    for each in (*catalog.Catalogue().instruments(), Instrument("zi", {"en": "Zona"}, "Zona Integritas", 3)):
        said = texts(draw_trend(TrendChart(each, trends, SCALES, below=parent)))
        assert any(text.startswith(title) for text in said)
        assert any(text.startswith(each.names["en"]) for text in said)


def test_the_rank_by_an_area_is_drawn_in_percent_and_only_of_one_tier_if_asked() -> None:
    area = Area("1", "Manajemen Perubahan")
    chart = ranked([office(0), office(1)], {}, {"53.000": computed(2022, "70"), "53.001": computed(2022, "60")})
    rows = tuple(
        replace(
            row,
            standing=replace(
                row.standing, points=Fraction(4 - position), weight=Fraction(5), coverage=Coverage(2, 2 - position)
            ),
        )
        for position, row in enumerate(chart.ranking.rows)
        if row.standing is not None
    )
    said = texts(draw_rank(replace(chart, ranking=replace(chart.ranking, area=area, rows=rows), tier="self")))
    assert {"1  –  KPU Kabupaten 0  80.00", "2  –  KPU Kabupaten 1  (60.00)"} <= set(said)
    assert "Rank by 1. Manajemen Perubahan, 2021–2022: 2 offices" in said
    foot = " ".join(said)
    assert "Only figures of the tier self." in foot
    assert "Percent of the area's weight." in foot
