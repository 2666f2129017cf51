"""Which instrument a worksheet is of: what its titles say."""

from __future__ import annotations

import pytest

from tests.lke.reading.sheets import instrument_over, sheet_of


@pytest.mark.parametrize(
    ("titles", "instrument"),
    [
        ("LEMBAR KERJA EVALUASI REFORMASI BIROKRASI", "rb"),
        ("Lembar kerja evaluasi AKIP", "sakip"),
        ("LEMBAR KERJA EVALUASI | | | | | | SAKIP", "sakip"),
        ("LEMBAR KERJA EVALUASI | | | | | | | SAKIP", "rb"),
        ("Evaluasi\nAKIP tahun 2021", "sakip"),
        ("Evaluasi AKIP\nREFORMASI BIROKRASI", "rb"),
        ("Evaluasi AK | IP", "rb"),
        ("Evaluasi", "rb"),
    ],
)
def test_the_titles_tell_the_instrument(titles: str, instrument: str) -> None:
    sheet = sheet_of(f"{titles}\nNo | Uraian | Jawaban\nA | AKIP | B")
    assert instrument_over(sheet, titles.count("\n") + 2) == instrument
