"""Which instrument a worksheet is of: what its titles say."""

from __future__ import annotations

import pytest

from rbtrack import catalog
from tests.lke.reading.sheets import instrument_over, sheet_of


@pytest.mark.parametrize(
    ("titles", "instrument"),
    [
        ("LEMBAR KERJA EVALUASI REFORMASI BIROKRASI", None),
        ("Lembar kerja evaluasi AKIP", "sakip"),
        ("LEMBAR KERJA EVALUASI | | | | | | SAKIP", "sakip"),
        ("LEMBAR KERJA EVALUASI | | | | | | | SAKIP", None),
        ("Evaluasi\nAKIP tahun 2021", "sakip"),
        ("Evaluasi AKIP\nREFORMASI BIROKRASI", None),
        ("Evaluasi AK | IP", None),
        ("Evaluasi", None),
    ],
)
def test_the_titles_tell_the_instrument(titles: str, instrument: str | None) -> None:
    sheet = sheet_of(f"{titles}\nNo | Uraian | Jawaban\nA | AKIP | B")
    found = instrument_over(sheet, titles.count("\n") + 2, catalog.Catalogue().instruments())
    assert (found.code if found else None) == instrument
