"""Names that people give, and the years that are taken."""

from __future__ import annotations

import pytest

from rbtrack.domain.names import check_names
from rbtrack.domain.years import FIRST_YEAR, LAST_YEAR
from rbtrack.errors import RbtrackError


def test_names_are_one_line_of_printable_words_or_nothing() -> None:
    check_names("", "Inspektorat Utama KPU", "KPU Kab. Kupang (contoh)")


@pytest.mark.parametrize("name", ["-", " KPU", "KPU\n", "a\x1b[31m", "\u202eKPU"])
def test_what_cannot_be_a_name_is_refused_with_what_was_given(name: str) -> None:
    with pytest.raises(RbtrackError) as error:
        check_names("KPU", name)
    assert [(problem.code, problem.parameters["value"]) for problem in error.value.problems] == [("name-wrong", name)]


def test_the_years_that_are_taken_hold_every_scale() -> None:
    assert FIRST_YEAR < 2010
    assert LAST_YEAR > 2026
