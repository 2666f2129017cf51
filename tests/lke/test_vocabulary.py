"""The words of worksheets are data: complete, in their form, and meant as the code takes them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, get_args

import pytest
import yaml

from rbtrack.domain.tiers import Tier
from rbtrack.lke.reading.headings import OFFICE_LABEL, REGULATION, SUBTOTAL, TOTAL, YEAR, YEAR_LABEL, Role, heading_of
from rbtrack.lke.vocabulary import FILE, any_of, vocabulary
from rbtrack.text import LANGUAGES

DOCUMENT: dict[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), yaml.BaseLoader)
LISTS = {
    **{f"headings.{key}": value for key, value in DOCUMENT["headings"].items()},
    **{f"tiers.{key}": value for key, value in DOCUMENT["tiers"].items()},
    **{f"tables.{table}.{column}": words for table, columns in DOCUMENT["tables"].items() for column, words in columns.items()},
    **{key: value for key, value in DOCUMENT.items() if key not in ("headings", "tiers", "change_areas", "tables")},
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_every_list_holds_words_in_small_letters_each_once(name: str) -> None:
    languages = LISTS[name]
    assert set(languages) <= set(LANGUAGES)
    words = [word for listed in languages.values() for word in listed]
    assert words
    assert max(Counter(words).values()) == 1
    for word in words:
        assert word == " ".join(word.casefold().split())


def test_every_role_has_words_and_no_word_is_of_an_unknown_role_or_tier() -> None:
    assert set(vocabulary().headings) == set(get_args(Role))
    assert set(vocabulary().tiers) <= set(get_args(Tier))
    headings = [word for words in vocabulary().headings.values() for word in words]
    assert max(Counter(headings).values()) == 1


@pytest.mark.parametrize("table", vocabulary().tables)
def test_no_word_stands_over_two_columns_of_a_table(table: str) -> None:
    words = [word for column in vocabulary().tables[table].values() for word in column]
    assert max(Counter(words).values()) == 1


@pytest.mark.parametrize("role", get_args(Role))
def test_every_heading_is_read_as_its_role(role: Role) -> None:
    for word in vocabulary().headings[role]:
        for text in (word, word.upper(), word.title().replace(" ", "\n"), f" {word} :", f"{word} (wajib)"):
            assert heading_of(text).role == role


@pytest.mark.parametrize("tier", vocabulary().tiers)
def test_every_word_of_a_tier_is_read_as_that_tier_also_beside_a_role(tier: Tier) -> None:
    for word in vocabulary().tiers[tier]:
        assert heading_of(word.upper()).tier == tier
        both = heading_of(f"Jawaban menurut {word}")
        assert (both.role, both.tier) == ("answer", tier)


def test_words_are_matched_whole_whatever_white_space_stands_in_them() -> None:
    pattern = re.compile(rf"\b{any_of(('unit', 'unit kerja', 'permen*', 'a.b'))}\b")
    assert pattern.findall("unit \n kerja unit permenpanrb a.b axb units") == [
        "unit \n kerja", "unit", "permenpanrb", "a.b",
    ]  # fmt: skip


def test_titles_and_feet_as_offices_write_them() -> None:
    assert YEAR.findall("PENILAIAN TAHUN 2015 dan TH. : 2014, TAHUN 20155") == ["2015", "2014"]
    assert REGULATION.search("LKE PermenPANRB 26 Tahun 2020")
    assert not REGULATION.search("LEMBAR KERJA EVALUASI TAHUN 2020")
    assert YEAR_LABEL.fullmatch("Tahun :")
    assert [found["name"] for found in OFFICE_LABEL.finditer("NAMA SATKER : KPU Ende")] == ["KPU Ende"]
    assert TOTAL.fullmatch("Nilai  Evaluasi Reformasi Birokrasi")
    assert not TOTAL.fullmatch("Totalitas")
    assert [found["what"] for found in SUBTOTAL.finditer("Sub Total Pengungkit")] == ["Pengungkit"]
