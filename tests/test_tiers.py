"""Tiers in words."""

from __future__ import annotations

import pytest

from rbtrack.domain.tiers import RESULT_TIERS
from rbtrack.messages.tiers import TIER_WORDS, tier_name, tier_word
from rbtrack.text import speaking


def test_every_tier_has_words() -> None:
    assert set(TIER_WORDS) == set(RESULT_TIERS)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", [("eksternal", "evaluasi eksternal (Tim)"), ("mandiri", "penilaian mandiri (Tim)")]),
        ("en", [("external", "external evaluation (Tim)"), ("self", "self-assessment (Tim)")]),
    ],
)
def test_a_tier_is_named_in_the_readers_language(language: str, words: list[tuple[str, str]]) -> None:
    with speaking(language):
        assert [(tier_word(tier), tier_name(tier, "Tim")) for tier in ("external", "self")] == words
        assert tier_name("self") == words[1][1].removesuffix(" (Tim)")
