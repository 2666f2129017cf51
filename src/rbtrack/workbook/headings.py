"""The words over the columns of an LKE, as offices write them, and what each column holds."""

from __future__ import annotations

import re
from typing import Literal

Role = Literal["label", "explanation", "choices", "answer", "value", "percent", "weight", "note", "evidence"]

_WORDS: dict[Role, tuple[str, ...]] = {
    "label": ("penilaian", "komponen", "uraian", "pertanyaan", "kriteria", "indikator"),
    "explanation": ("penjelasan", "penjelasan kriteria"),
    "choices": ("pilihan jawaban", "pilihan"),
    "answer": ("jawaban", "jawaban unit", "isian"),
    "value": ("nilai", "skor"),
    "percent": ("%", "persen", "persentase"),
    "weight": ("bobot",),
    "note": ("catatan", "keterangan", "catatan/keterangan"),
    "evidence": ("bukti dukung", "bukti", "eviden", "evidence", "data dukung", "link", "link bukti dukung"),
}

ROLES: dict[str, Role] = {word: role for role, words in _WORDS.items() for word in words}
"""What a column holds, by the heading in lower case with single spaces."""

YEAR = re.compile(r"\b(?:TAHUN|TH)\b\.?\s*:?\s*((?:19|20)\d\d)\b", re.IGNORECASE)
"""A year band's title: `PENILAIAN TAHUN 2015`."""

REGULATION = re.compile(r"\b(?:NOMOR|NO|PERATURAN|PERMEN\w*|KEPUTUSAN|KEPMEN\w*|UNDANG-UNDANG|UU|PP)\b", re.IGNORECASE)
"""A title that names a regulation: its year is not the year judged."""

YEAR_LABEL = re.compile(r"TAHUN\s*:?", re.IGNORECASE)
OFFICE_LABEL = re.compile(r"(?:NAMA\s+)?(?:INSTANSI|UNIT KERJA|SATUAN KERJA|SATKER)\s*:?\s*(.*)", re.IGNORECASE)
TOTAL = re.compile(r"(?:NILAI\s+(?:EVALUASI|AKHIR|TOTAL|KESELURUHAN)|INDEKS|TOTAL|JUMLAH)\b.*", re.IGNORECASE)
"""The foot of the whole table: `NILAI EVALUASI REFORMASI BIROKRASI`."""

SUBTOTAL = re.compile(r"(?:SUB\s*)?(?:TOTAL|JUMLAH)\s+(?P<what>.+)", re.IGNORECASE)
"""The foot of a component: `TOTAL HASIL`."""


def role_of(heading: str) -> Role | None:
    return ROLES.get(re.sub(r"\s+", " ", heading).strip().casefold())
