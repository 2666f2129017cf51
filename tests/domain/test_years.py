"""The year judged and the year of evaluation."""

from __future__ import annotations

import pytest

from rbtrack.domain.years import evaluated_apart, wrong_evaluated


@pytest.mark.parametrize(
    ("evaluated", "code"),
    [
        (None, None), (2013, None), (2014, None), (2016, None),
        (2012, "evaluated-before-year"), (1990, "evaluated-before-year"), (2017, "evaluated-too-late"), (2031, "evaluated-too-late"),
    ],
)  # fmt: skip
def test_a_year_is_evaluated_in_itself_or_soon_after(evaluated: int | None, code: str | None) -> None:
    found = wrong_evaluated(2013, evaluated)
    assert (found and found.code) == code
    if found:
        assert found.parameters == {"year": 2013, "evaluated": evaluated, "latest": 2016}


def test_only_another_year_than_the_one_judged_is_kept() -> None:
    assert [evaluated_apart(2013, year) for year in (None, 2013, 2014)] == [None, None, 2014]
