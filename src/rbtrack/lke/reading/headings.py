"""The words over the columns of an LKE, as offices write them: what a column holds, and whose values they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rbtrack.domain.tiers import Tier

Role = Literal["number", "label", "explanation", "choices", "answer", "value", "percent", "weight", "note", "evidence"]

_WORDS: dict[Role, tuple[str, ...]] = {
    "number": ("no", "nomor", "no urut", "kode"),
    "label": (
        "penilaian", "komponen", "sub komponen", "subkomponen", "uraian", "pertanyaan", "kriteria", "indikator", "area",
        "area perubahan", "aspek", "unsur", "parameter", "komponen penilaian", "uraian penilaian", "uraian pertanyaan",
    ),
    "explanation": ("penjelasan", "penjelasan kriteria", "penjelasan jawaban", "kriteria jawaban"),
    "choices": ("pilihan jawaban", "pilihan", "opsi jawaban", "skala"),
    "answer": ("jawaban", "isian", "jawab"),
    "value": ("nilai", "skor"),
    "percent": ("%", "persen", "persentase"),
    "weight": ("bobot",),
    "note": ("catatan", "keterangan", "komentar", "ket"),
    "evidence": (
        "bukti dukung", "bukti", "eviden", "evidence", "evidens", "data dukung", "dokumen pendukung", "bukti pendukung",
        "link", "tautan", "link bukti dukung", "tautan bukti dukung", "link eviden", "link data dukung", "link dokumen",
        "link evidence", "tautan eviden", "tautan data dukung", "dokumen",
    ),
}  # fmt: skip

_ROLES: dict[str, Role] = {word: role for role, words in _WORDS.items() for word in words}

_TIERS: dict[Tier, tuple[str, ...]] = {
    "self": (
        "penilaian mandiri", "hasil penilaian mandiri", "self assessment", "unit kerja", "satuan kerja", "satker",
        "mandiri", "unit", "pmprb",
    ),
    "evaluator": (
        "hasil evaluasi", "tim evaluator", "evaluator", "apip", "inspektorat jenderal", "inspektorat",
        "tim penilai internal", "penilai internal", "tpi",
    ),
    "final": ("hasil pleno", "pleno", "final"),
}  # fmt: skip

_TIER_WORDS: dict[Tier, re.Pattern[str]] = {
    tier: re.compile(rf"(?:\b(?:oleh|menurut|dari|hasil)\s+)?\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b")
    for tier, words in _TIERS.items()
}
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LISTED_CHOICES = re.compile(r"\b(?:ya\s*/\s*tidak|[a-z](?:\s*/\s*[a-z])+)\s*$")
_PARTS = re.compile(r"\s*(?:/|&|\bdan\b|\batau\b)\s*")
_LONGEST = 60
"""More than this is no heading but a sentence."""

YEAR = re.compile(r"\b(?:TAHUN|TH)\b\.?\s*:?\s*((?:19|20)\d\d)\b", re.IGNORECASE)
"""A year band's title: `PENILAIAN TAHUN 2015`."""

REGULATION = re.compile(r"\b(?:NOMOR|NO|PERATURAN|PERMEN\w*|KEPUTUSAN|KEPMEN\w*|UNDANG-UNDANG|UU|PP)\b", re.IGNORECASE)
"""A title that names a regulation: its year is not the year judged."""

YEAR_LABEL = re.compile(r"TAHUN\s*:?", re.IGNORECASE)
OFFICE_LABEL = re.compile(
    r"(?:(?:NAMA|KODE)\s+)?(?:INSTANSI|UNIT KERJA|SATUAN KERJA|SATKER)\s*(?:(?P<colon>:)\s*(?P<name>.*))?",
    re.IGNORECASE,
)
"""What stands before the office's name or code: `INSTANSI : ...`, or with the name in the next cell."""

TOTAL = re.compile(r"(?:NILAI\s+(?:EVALUASI|AKHIR|TOTAL|KESELURUHAN)|INDEKS|TOTAL|JUMLAH)\b.*", re.IGNORECASE)
"""The foot of the whole table: `NILAI EVALUASI REFORMASI BIROKRASI`."""

SUBTOTAL = re.compile(r"(?:SUB\s*)?(?:TOTAL|JUMLAH)\s+(?P<what>.+)", re.IGNORECASE)
"""The foot of a component: `TOTAL HASIL`."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says: the role of its column, and whose values stand there. Either may be missing."""

    role: Role | None = None
    tier: Tier | None = None


NO_HEADING = Heading()


@lru_cache(maxsize=4096)
def heading_of(text: str) -> Heading:
    """What `text` says over a column, whatever its case, line breaks, and words in brackets."""
    if not text or len(text) > _LONGEST:
        return NO_HEADING
    words = re.sub(r"\s+", " ", text).strip().casefold()
    bare = _tidy(_BRACKETS.sub(" ", words)) or _tidy(words.strip("()[]"))
    for candidate in (bare, _tidy(_LISTED_CHOICES.sub("", bare))):
        if role := _role(candidate):
            return Heading(role)
    for rest, tier in _without_tier(bare):
        if not rest:
            return Heading(None, tier)
        if role := _role(rest) or _role(_tidy(_LISTED_CHOICES.sub("", rest))):
            return Heading(role, tier)
    return NO_HEADING


def _tidy(words: str) -> str:
    return re.sub(r"\s+", " ", words.replace("-", " ")).strip(" .:*")


def _role(words: str) -> Role | None:
    """The role of a heading of one or several words for one thing: `Catatan/Keterangan`."""
    if words in _ROLES:
        return _ROLES[words]
    found = {_ROLES.get(part.strip(" .:")) for part in _PARTS.split(words)} if words else {None}
    return found.pop() if len(found) == 1 else None


def _without_tier(words: str) -> Iterator[tuple[str, Tier]]:
    """What is left of a heading without the words that say whose values stand there, for each tier that it names."""
    for tier, pattern in _TIER_WORDS.items():
        rest, times = pattern.subn(" ", words)
        if times:
            yield _tidy(rest), tier
