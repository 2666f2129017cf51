"""Names of one office agree however they are written; a word that tells two offices apart is never overruled."""

from __future__ import annotations

import pytest

from rbtrack.domain.office_names import MOST_LETTERS, Agreement, compare_names, says_more

LONG = "x" * MOST_LETTERS


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ("KPU Kabupaten Kupang", "kpu  kabupaten\nKupang.", "same"),
        ("KPU Kab. Kupang", "KPU Kabupaten Kupang", "same"),
        ("Kupang, KPU Kabupaten", "KPU Kabupaten Kupang", "same"),
        ("KPU Kota Baru", "KPU Kotabaru", "same"),
        ("K. Kupang", "Kabupaten Kupang", "other"),
        ("Ka. Kupang", "Kabupaten Kupang", "other"),
        ("Kab Kupang", "Kabupaten Kupang", "similar"),
        ("Kabu Kupang", "Kabupaten Kupang", "similar"),
        ("Kabup Kupang", "Kabupaten Kupang", "other"),
        ("Kabupaten Kupang", "KPU Kabupaten Kupang", "similar"),
        ("KPU Kabupaten Kupang", "KPU Kupang", "similar"),
        ("KPU Kota Kupang", "KPU Kabupaten Kupang", "other"),
        ("KPU Kabupaten Timor Tengah Utara", "KPU Kabupaten Timor Tengah Selatan", "other"),
        ("KPU Kabupaten Bangka", "KPU Kabupaten Bangkalan", "other"),
        ("KPU Provinsi NTT", "KPU Provinsi Nusa Tenggara Timur", "similar"),
        ("KPU Provinsi Nusa Tenggara Timur", "KPU Prov NTT", "similar"),
        ("KPU Provinsi NTB", "KPU Provinsi Nusa Tenggara Timur", "other"),
        ("BPS", "Badan Pusat Statistik", "similar"),
        ("MA.", "Mahkamah Agung", "similar"),
        ("SDN", "Sekolah Negeri", "other"),
        (
            "ABA BA",
            "Alam Bumi Alam Bumi Alam",
            "similar",
        ),  # the first words that fit are taken, so that others are left
        ("BPKP", "Badan Pusat Statistik", "other"),
        ("B", "Badan Pusat Statistik", "other"),
        ("KPU Kabupten Kupang", "KPU Kabupaten Kupang", "similar"),
        ("KPU Kabupaten Kupagn", "KPU Kabupaten Kupang", "similar"),
        ("KPU Kabupaten Kuapng", "KPU Kabupaten Kupang", "similar"),
        ("KPU Kabupaten Kupangg", "KPU Kabupaten Kupang", "similar"),
        ("KPU Kabupaten Kupamg", "KPU Kabupaten Kupang", "similar"),
        ("KPU Kabupaten Kupanggu", "KPU Kabupaten Kupang", "other"),
        ("KPU Kabupaten Kuapgn", "KPU Kabupaten Kupang", "other"),
        ("Pati", "Pali", "similar"),
        ("Aru", "Ari", "other"),
        ("Provinsi Jawa Timur", "Badan Pusat Statistik", "other"),
        ("", "Badan Pusat Statistik", "other"),
        ("-", ".", "same"),
        (LONG, LONG, "same"),
        (LONG.upper(), LONG, "same"),
        (LONG, f"{LONG}.", "other"),
        (f"{LONG}y", f"{LONG}y", "same"),
    ],
)
def test_names(one: str, other: str, agreement: Agreement) -> None:
    assert (compare_names(one, other), compare_names(other, one)) == (agreement, agreement)


@pytest.mark.parametrize(
    ("one", "other", "more"),
    [
        ("Badan Pusat Statistik Utara", "Badan Pusat Statistik", True),
        ("Badan Pusat Statistik", "Badan Pusat Statistik Utara", False),
        ("BPS", "Badan Pusat Statistik", False),
        ("Badan Pusat Statistik", "BPS", False),
        ("Badan Pusat Statistk", "Badan Pusat Statistik", False),
        ("Kab. Ende", "Kabupaten Ende", False),
    ],
)
def test_a_name_that_says_more(one: str, other: str, *, more: bool) -> None:
    assert says_more(one, other) == more
