"""Who rose and who fell: a bar for each office, by the data that is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from rbtrack.charts.canvas import FALL, RISE
from rbtrack.charts.changes import draw_changes
from rbtrack.domain.changes import changes
from rbtrack.views.changes import Changes, OfficeChange
from rbtrack.views.origin import ReportOrigin
from tests.charts.values import HOSTILE, RB, computed, office, overlapping, texts

ORIGIN = ReportOrigin(datetime(2026, 11, 25, 12, tzinfo=UTC), "0.1.0", "rbtrack.db", 60, "ab", ())


def changed(points: Mapping[int, tuple[str, str]], name: str | None = None) -> Changes:
    named = {office(number).code: office(number, name) for number in points}
    figures = {
        office(number).code: [computed(2021, before), computed(2022, after)]
        for number, (before, after) in points.items()
    }
    rows = tuple(OfficeChange(named[each.office], each) for each in changes(figures, 2021, 2022))
    return Changes(2021, 2022, RB, rows, None, ORIGIN)


def bars(figure: Figure) -> list[tuple[float, str]]:
    """How long each bar is, from top to bottom, and its colour."""
    found = [patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]
    return [(bar.get_width(), to_hex(bar.get_facecolor()).upper()) for bar in found]


def test_bars_are_as_long_as_the_change_and_coloured_by_it() -> None:
    figure = draw_changes(changed({1: ("60", "59"), 2: ("60", "70.5"), 3: ("60", "60")}))
    assert bars(figure) == [(10.5, RISE), (0, RISE), (-1, FALL)]
    said = texts(figure)
    assert {"+10.50", "0.00", "-1.00", "60.00 CC", "70.50 BB"} <= set(said)
    assert "3 offices: 1 rose, 1 fell, 1 unchanged" in said
    assert any("rbtrack.db, entry 60" in text for text in said)


def test_offices_that_cannot_be_compared_are_counted_and_not_drawn() -> None:
    view = changed({1: ("60", "61")})
    apart = OfficeChange(office(2), changes({"53.002": [computed(2021, "60")]}, 2021, 2022)[0])
    figure = draw_changes(Changes(2021, 2022, RB, (*view.rows, apart), office(53, "NTT"), ORIGIN), "evaluator")
    assert bars(figure) == [(1, RISE)]
    said = " ".join(texts(figure))
    assert "Not compared, for want of a year or of the same measure: 1." in said
    assert "2 offices below NTT: 1 rose" in said
    assert "Only figures of the tier evaluator." in said


@pytest.mark.parametrize("count", [1, 22, 44, 45, 549])
def test_few_and_many_can_be_read_and_of_many_the_largest_changes_are_drawn(count: int) -> None:
    points = {number: ("50", str(50 + Fraction(number - count // 2, 100))) for number in range(count)}
    figure = draw_changes(changed(points))
    assert overlapping(figure) == []
    drawn = bars(figure)
    assert len(drawn) == min(count, 44)
    assert [width for width, _colour in drawn] == sorted((width for width, _colour in drawn), reverse=True)
    said = " ".join(texts(figure))
    assert (f"Not drawn, between those that rose and fell most: {count - 44}." in said) == (count > 44)
    if count == 549:
        assert (drawn[0][0], drawn[21][0], drawn[22][0], drawn[-1][0]) == pytest.approx((2.74, 2.53, -2.53, -2.74))


def test_names_are_drawn_as_they_are() -> None:
    figure = draw_changes(changed({1: ("0", "100"), 2: ("100", "0")}, HOSTILE))
    assert overlapping(figure) == []
    assert not {"\n\t", "\x1b", "\u202e", "\uffff"} & set(" ".join(texts(figure)))
