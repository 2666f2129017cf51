"""The words over columns: every one that is known, and what they may stand in."""

from __future__ import annotations

import re

import pytest

from tests.lke.reading.sheets import heading_of

ROLES = {
    "number": "no, nomor, no urut, kode",
    "label": "penilaian, komponen, sub komponen, subkomponen, uraian, pertanyaan, kriteria, indikator, area, area perubahan,"
    " aspek, unsur, parameter, komponen penilaian, uraian penilaian, uraian pertanyaan",
    "explanation": "penjelasan, penjelasan kriteria, penjelasan jawaban, kriteria jawaban",
    "choices": "pilihan jawaban, pilihan, opsi jawaban, skala",
    "answer": "jawaban, isian, jawab",
    "value": "nilai, skor",
    "percent": "%, persen, persentase",
    "weight": "bobot",
    "note": "catatan, keterangan, komentar, ket",
    "evidence": "bukti dukung, bukti, eviden, evidence, evidens, data dukung, dokumen pendukung, bukti pendukung, link,"
    " tautan, link bukti dukung, tautan bukti dukung, link eviden, link data dukung, link dokumen, link evidence,"
    " tautan eviden, tautan data dukung, dokumen",
}
TIERS = {
    "self": "penilaian mandiri, hasil penilaian mandiri, self assessment, unit kerja, satuan kerja, satker, mandiri, unit,"
    " pmprb",
    "evaluator": "hasil evaluasi, tim evaluator, evaluator, apip, inspektorat jenderal, inspektorat, tim penilai internal,"
    " penilai internal, tpi",
    "final": "hasil pleno, pleno, final",
}


def told(text: str) -> tuple[str | None, str | None]:
    heading = heading_of(text)
    return heading.role, heading.tier


def words_of(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(word, meaning) for meaning, words in table.items() for word in words.split(", ")]


@pytest.mark.parametrize(("word", "role"), words_of(ROLES))
def test_every_word_for_a_column(word: str, role: str) -> None:
    assert told(word) == (role, None)
    assert told(word.upper()) == (role, None)
    assert told(f" {word.title()}. ") == (role, None)
    assert told(f"{word} (2021)") == (role, None)


@pytest.mark.parametrize(("word", "tier"), words_of(TIERS))
def test_every_word_for_whose_values_they_are(word: str, tier: str) -> None:
    assert told(word.upper()) == (None, tier)
    assert told(f"Jawaban {word}") == ("answer", tier)
    assert told(f"Catatan {word}") == ("note", tier)
    for before in ("oleh", "menurut", "dari", "hasil"):
        assert told(f"Nilai {before} {word}") == ("value", tier)
        assert told(f"{before} {word}") == (None, tier)


@pytest.mark.parametrize(
    ("text", "role", "tier"),
    [
        ("", None, None),
        ("Jumlah pegawai", None, None),
        ("JAWABAN\n(A/B/C)", "answer", None),
        ("Jawaban A/B/C", "answer", None),
        ("Jawaban Ya/Tidak", "answer", None),
        ("Jawaban ya / tidak", "answer", None),
        ("Jawaban A/B/C/D/E", "answer", None),
        ("Jawaban Unit A/B/C", "answer", "self"),
        ("A/B/C", None, None),
        ("Jawaban A", None, None),
        ("[Bobot]", "weight", None),
        ("(Bobot)", "weight", None),
        ("(%)", "percent", None),
        ("Nilai [maksimal]", "value", None),
        ("(a) Nilai (b)", "value", None),
        ("Sub-Komponen", "label", None),
        ("SUB  -  KOMPONEN", "label", None),
        ("No. Urut", None, None),
        ("Nilai*", "value", None),
        ("Nilai:", "value", None),
        (".Nilai", "value", None),
        ("Catatan/Keterangan", "note", None),
        ("Catatan & Keterangan", "note", None),
        ("Catatan dan Keterangan", "note", None),
        ("Catatan atau Ket.", "note", None),
        ("Catatan / Keterangan :", "note", None),
        ("Ket./Catatan", "note", None),
        ("Ket: / Catatan", "note", None),
        ("Catatan/Bukti", None, None),
        ("Catatan/Lainnya", None, None),
        ("Lainnya/Apa pun", None, None),
        ("Penilaian Mandiri", None, "self"),
        ("Penilaian", "label", None),
        ("Unit", None, "self"),
        ("Unitas", None, None),
        ("Nilai Komunitas", None, None),
        ("Nilai Unit dan Nilai Pleno", None, None),
        ("Nilai Evaluator APIP", "value", "evaluator"),
        ("Hasil Penilaian Mandiri oleh Satuan Kerja", None, "self"),
        ("Finalisasi", None, None),
        ("Nilai akhir", None, None),
        ("Nilai".ljust(60), "value", None),
        ("Nilai" + " " * 60, None, None),
        ("Nilai" + " " * 56, None, None),
    ],
)
def test_words_as_they_stand_in_sheets(text: str, role: str | None, tier: str | None) -> None:
    assert told(text) == (role, tier)


def test_a_heading_says_nothing_of_a_tier_that_is_part_of_another_word() -> None:
    for words in TIERS.values():
        for word in words.split(", "):
            assert told(f"Nilai x{word}x") == (None, None)


def test_the_tables_of_these_tests_hold_no_word_twice() -> None:
    words = [word for word, _meaning in (*words_of(ROLES), *words_of(TIERS))]
    assert len(words) == len(set(words))
    assert all(re.fullmatch(r"[a-z %]+", word) for word in words)
