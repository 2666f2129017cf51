"""Tiers in words: one word for charts and sentences, a name where there is room for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rbtrack.text import N_, _


class TierWords(NamedTuple):
    word: str
    name: str


TIER_WORDS: Mapping[str, TierWords] = {
    "self": TierWords(N_("self"), N_("self-assessment")),
    "evaluator": TierWords(N_("evaluator"), N_("evaluator")),
    "final": TierWords(N_("final"), N_("final")),
    "external": TierWords(N_("external"), N_("external evaluation")),
}


def tier_word(tier: str) -> str:
    """Whose figure it is, in a word."""
    return _(TIER_WORDS[tier].word)


def tier_name(tier: str, judge: str = "") -> str:
    """Whose figure it is, with the judge where one is named."""
    return with_judge(_(TIER_WORDS[tier].name), judge)


def with_judge(words: str, judge: str) -> str:
    """`words` with the name of the judge in brackets behind; alone where nobody is named."""
    return f"{words} ({judge})" if judge else words
