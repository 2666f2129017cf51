"""Answers in other words than the rubric's letters: the option's own text, or a number with a percent sign."""

from __future__ import annotations

import re
from typing import assert_never

from rbtrack.domain.evaluation import RawValue, plain_words
from rbtrack.domain.kinds import ChoiceScale, NumberScale, RatioScale
from rbtrack.domain.rubric import Node
from rbtrack.errors import Problem
from rbtrack.lke.reading.labels import listed_options, plain_text

_PERCENT = re.compile(r"([\d.,\s]+)%")
_LETTER_AND_TEXT = re.compile(r"(\w+(?: \w+)?)\s*[.):,–-]\s*(\S.*)", re.DOTALL)
_WHOLE = 100
_SHORTEST = 8
"""So many letters of an option's text are enough to tell that it is meant, where the letter says the same."""


def settle(item: Node, raw: RawValue, explanation: str) -> tuple[RawValue, Problem | None]:
    """The answer that `raw` stands for in the words of the sheet, and the warning that goes with it.

    A value that the rubric offers stays as it is, and so does a text that is not the text of an option: nothing is guessed.
    """
    scale = item.answer
    if not isinstance(raw, str) or not raw.strip() or scale is None:
        return raw, None
    match scale:
        case ChoiceScale():
            letter = None if scale.named(raw) else _letter(scale, raw, explanation)
            return (
                (raw, None) if letter is None else (letter, _warning("answer-from-wording", item, raw, letter=letter))
            )
        case NumberScale():
            number = None if scale.named(raw) else _without_percent(scale, raw)
            return (
                (raw, None) if number is None else (number, _warning("answer-percent-sign", item, raw, number=number))
            )
        case RatioScale():
            return raw, None
        case _:
            assert_never(scale)


def _warning(code: str, item: Node, raw: str, **parameters: object) -> Problem:
    return Problem(code, "warning", item=item.code, value=raw, parameters={"item": item.code, **parameters})


def _without_percent(scale: NumberScale, raw: str) -> str | None:
    """The number before a percent sign, where the item goes from 0 to 100."""
    match = _PERCENT.fullmatch(raw.strip())
    is_percent = scale.minimum == 0 and scale.maximum == _WHOLE
    return match[1].rstrip() if match is not None and is_percent else None


def _letter(scale: ChoiceScale, raw: str, explanation: str) -> str | None:
    """The option whose text, or whose letter and text, `raw` is."""
    names = {name: option.letter for name, option in scale.by_name.items()}
    texts = {
        names[plain_words(letter)]: plain_text(text)
        for letter, text in listed_options(explanation).items()
        if plain_words(letter) in names
    }
    whole = plain_text(raw)
    same = [letter for letter, text in texts.items() if text == whole]
    if same:
        return same[0] if len(same) == 1 else None
    match = _LETTER_AND_TEXT.fullmatch(raw.strip())
    letter = names.get(plain_words(match[1])) if match else None
    if match is None or letter is None:
        return None
    said = plain_text(match[2])
    own = texts.get(letter)
    if own is None:
        # Nothing to hold the text against: then only a letter that no other text contradicts is taken.
        return letter if not texts and said and said not in names else None
    is_own = said == own or (len(said) >= _SHORTEST and (own.startswith(said) or said.startswith(own)))
    others = [other for other, text in texts.items() if other != letter and text == said]
    return letter if is_own and not others else None
