"""What an instrument says of its scales, its titles and its place."""

from __future__ import annotations

import pytest

from rbtrack.domain.instrument import Instrument, TitleWords, in_order
from tests.domain.trees import scale

OLD = scale(("Baik", 2, 5), ("Kurang", 0, 2), code="old", instrument="levels")
NEW = scale(("Unggul", 4, 5), ("Baik", 2, 4), ("Kurang", 0, 2), code="new", instrument="levels")
LEVELS = Instrument("levels", {"id": "Tingkat", "en": "Level"}, "Tingkat Kematangan", 3, (NEW, OLD))


def test_its_scales_and_their_grades_each_once() -> None:
    assert LEVELS.scale_ids == ("new", "old")
    assert LEVELS.grades == ("Unggul", "Baik", "Kurang")


@pytest.mark.parametrize(
    ("titles", "fits"),
    [
        ("lembar kerja evaluasi akip", True),
        ("akip dan reformasi birokrasi", False),
        ("lembar kerja", False),
        ("", False),
    ],
)
def test_titles_tell_it(titles: str, *, fits: bool) -> None:
    assert TitleWords(("akip", "sakip"), ("reformasi",)).fit(titles) == fits
    assert not TitleWords().fit(titles)


def test_they_are_listed_by_their_place_and_their_code() -> None:
    first, other = Instrument("z", {}, "Z", 1), Instrument("a", {}, "A", 3)
    assert in_order([LEVELS, other, first]) == (first, other, LEVELS)
