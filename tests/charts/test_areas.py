"""Charts of one office: areas, radar and gap, checked by the data that they draw."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from rbtrack import catalog
from rbtrack.charts.areas import MOST_BARS, check_number, draw_areas
from rbtrack.charts.canvas import LINES, SHADES
from rbtrack.charts.gaps import draw_gap
from rbtrack.charts.radar import draw_radar
from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.domain.gaps import Gap, PartGap, gap
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import score
from rbtrack.domain.tiers import Tier
from rbtrack.errors import RbtrackError
from rbtrack.sample import BPS
from rbtrack.views.comparing import ComparedYears
from rbtrack.views.gaps import OfficeGap
from rbtrack.views.scores import Evaluated, OfficeScore
from tests.answers import random_answers
from tests.charts.values import HOSTILE, overlapping, texts, up
from tests.lke.official import sample_answers


def drawn(rb2014: Rubric, *years: int, without: str = "-", name: str = "BPS") -> ComparedYears:
    found = []
    for year in years:
        answers = {
            code: answer
            for code, answer in sample_answers(2014 if year % 2 == 0 else 2015).items()
            if not code.startswith(without)
        }
        key = EvaluationKey("bps", year, "rb-2014", "evaluator")
        found.append(OfficeScore(key, score(rb2014, answers), replace(BPS, name=name)))
    return ComparedYears(tuple(found), None)


def bars(figure: Figure) -> list[Rectangle]:
    return [patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]


def test_every_area_and_year_is_drawn_with_its_figure(rb2014: Rubric) -> None:
    figure = draw_areas(drawn(rb2014, 2014, 2015))
    widths = [bar.get_width() for bar in bars(figure)]
    assert len(widths) == 16
    assert widths[:2] == pytest.approx([66.5124, 62.5], abs=1e-3)
    assert {"66.51", "76.64", "5. Penataan Sistem Manajemen SDM (15)"} <= set(texts(figure))


@pytest.mark.parametrize("draw", [draw_areas, draw_radar])
def test_each_year_has_its_own_weights_and_names(draw: object) -> None:
    """The areas of rb-2014 continue in those of rb-2020, with other weights, and one with another name."""
    found = []
    for year, name in ((2019, "rb-2014"), (2022, "rb-2020")):
        rubric = catalog.shipped_rubric(name)
        found.append(
            OfficeScore(EvaluationKey("bps", year, name, "self"), score(rubric, random_answers(rubric, 1)), BPS)
        )
    said = [text.replace("\n", " ") for text in texts(draw(ComparedYears(tuple(found), None)))]  # type: ignore[operator]
    for words in (
        "1. Manajemen Perubahan (5)",
        "(5 → 10.42)",
        "→ Deregulasi Kebijakan",
    ):
        assert any(words in text for text in said), words


def test_the_newest_year_is_darkest_in_whatever_order_years_are_asked_for(rb2014: Rubric) -> None:
    for years in ((2014, 2015), (2015, 2014)):
        figure = draw_areas(drawn(rb2014, *years))
        colours = {
            str(container.get_label())[:4]: container[0].get_facecolor() for container in figure.axes[0].containers
        }
        assert to_hex(colours["2015"]).upper() == SHADES[0]
        assert to_hex(colours["2014"]).upper() == SHADES[1]
        lines = {
            str(line.get_label())[:4]: line.get_color() for line in draw_radar(drawn(rb2014, *years)).axes[0].lines
        }
        assert lines["2015"] == LINES[0][0]


def test_years_differ_without_colour(rb2014: Rubric) -> None:
    figure = draw_areas(drawn(rb2014, *range(2011, 2011 + MOST_BARS)))
    assert len({bar.get_hatch() for bar in bars(figure)}) == MOST_BARS
    assert len({line.get_marker() for line in draw_radar(drawn(rb2014, 2014, 2015)).axes[0].lines}) == 2


@pytest.mark.parametrize("draw", [draw_areas, draw_radar])
def test_missing_is_drawn_as_missing_and_provisional_in_brackets(rb2014: Rubric, draw: object) -> None:
    said = " ".join(texts(draw(drawn(rb2014, 2015, without="A.VII."))))  # type: ignore[operator]
    assert "not filled in" in said
    assert "In brackets" not in said.replace("(in brackets", "")
    partly = texts(draw(drawn(rb2014, 2015, without="A.VII.1")))  # type: ignore[operator]
    assert any("(" in text and text.endswith(")") and "." in text for text in partly)
    assert any("In brackets: provisional" in text for text in partly)


def test_the_line_of_a_wheel_is_open_where_an_area_is_not_filled_in(rb2014: Rubric) -> None:
    (line,) = draw_radar(drawn(rb2014, 2015, without="A.VII.")).axes[0].lines
    heights = up(line)
    assert [math.isnan(height) for height in heights] == [False] * 6 + [True, False, False]
    assert heights[0] == heights[-1] == pytest.approx(66.5124, abs=20)


@pytest.mark.parametrize("count", range(1, MOST_BARS + 1))
@pytest.mark.parametrize("draw", [draw_areas, draw_radar])
def test_texts_do_not_cover_each_other(rb2014: Rubric, draw: object, count: int) -> None:
    noted = replace(rb2014, confidence="unverified", id="a name that makes a long note " * 8)
    figure = draw(drawn(noted, *range(2014, 2014 + count), name=HOSTILE * 3))  # type: ignore[operator]
    assert sum(text.count("a long note") for text in texts(figure)) >= 8
    assert [pair for pair in overlapping(figure) if not {"20", "40", "60", "80", "100"} & set(pair)] == []


def test_more_than_can_be_told_apart_is_refused() -> None:
    check_number(MOST_BARS)
    with pytest.raises(RbtrackError):
        check_number(MOST_BARS + 1)


def both(found: Gap, name: str = "BPS", whose: Tier = "evaluator", judge: str = "") -> OfficeGap:
    """The sides of a gap, as the chart takes them: of the evaluations themselves notes and whose they are are drawn."""
    scored = score(catalog.shipped_rubric("rb-2014"), sample_answers(2015))
    own = Evaluated(EvaluationKey("bps", 2015, "rb-2014", "self"), scored)
    evaluated = Evaluated(EvaluationKey("bps", 2015, "rb-2014", whose, judge), scored)
    return OfficeGap(replace(BPS, name=name), own, evaluated, found)


def part(code: str, own: str | None, evaluated: str | None) -> PartGap:
    one, other = (None if side is None else Fraction(side) for side in (own, evaluated))
    return PartGap(code, f"Area {code} {HOSTILE}", Fraction(5), one, other)


def lengths(figure: Figure) -> list[float]:
    """How long each bar is, from top to bottom."""
    return [patch.get_width() for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]


def test_the_bars_of_the_parts_add_up_to_that_of_the_index_the_largest_first(rb2014: Rubric) -> None:
    found = gap(score(rb2014, sample_answers(2015)), score(rb2014, sample_answers(2014)))
    figure = draw_gap(both(found))
    total, *parts = lengths(figure)
    assert total == pytest.approx(-10.5461, abs=1e-3)
    assert len(parts) == 9
    assert sum(parts) == pytest.approx(total)
    assert [abs(part) for part in parts] == sorted((abs(part) for part in parts), reverse=True)
    said = texts(figure)
    assert {"71.41", "60.86", "-10.55", "Index (100)", "BPS, 2015: evaluator 10.55 below the self-assessment"} <= set(
        said
    )
    assert any(text.startswith("B. Hasil") for text in said)
    assert overlapping(figure) == []


def test_the_title_and_the_heads_say_whose_evaluation_it_is() -> None:
    """Held against the final values, the second figure is not the evaluator's."""
    expected: dict[tuple[Tier, str], tuple[str, str]] = {
        ("evaluator", ""): ("BPS, 2015: evaluator 1.00 below the self-assessment", "evaluator"),
        ("final", "$Pleno$"): ("BPS, 2015: final ($Pleno$) 1.00 below the self-assessment", "final ($Pleno$)"),
    }
    for (whose, judge), words in expected.items():
        said = texts(draw_gap(both(Gap(part("index", "4", "3"), (), ()), whose=whose, judge=judge)))
        assert {*words, "self"} <= set(said)
    for evaluated, sentence in (
        ("4.5", "0.50 above the"),
        ("4", "gives what the"),
        (None, "self-assessment and evaluator"),
    ):
        said = texts(draw_gap(both(Gap(part("index", "4", evaluated), (), ()))))
        assert any(sentence in text for text in said)


def test_a_side_that_is_blank_is_no_zero() -> None:
    found = Gap(part("index", "4", "3"), (part("1", "4", "4"), part("2", None, "0"), part("3", None, None)), ())
    figure = draw_gap(both(found, HOSTILE))
    assert lengths(figure) == [-1, 0]
    said = texts(figure)
    assert said.count("–") == 2 + 3
    assert any("– not filled in on one side" in text for text in said)
    assert overlapping(figure) == []
