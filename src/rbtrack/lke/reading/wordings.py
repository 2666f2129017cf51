"""Answers in other words than the rubric's letters: the option's own text, or a number with a percent sign."""

from __future__ import annotations

import re

from rbtrack.domain.evaluation import RawValue, plain_words, read_value
from rbtrack.domain.kinds import ChoiceScale, NumberScale
from rbtrack.domain.rubric import Node
from rbtrack.errors import Problem
from rbtrack.lke.reading.labels import listed_options, plain_text

_PERCENT = re.compile(r"([\d.,\s]+?)\s*%")
_LETTER_AND_TEXT = re.compile(r"(\w+(?: \w+)?)\s*[.):,–-]\s*(\S.*)", re.DOTALL)
_WHOLE = 100
_SHORTEST = 8
"""So many letters of an option's text are enough to tell that it is meant, where the letter says the same."""


def settle(item: Node, raw: RawValue, explanation: str) -> tuple[RawValue, Problem | None]:
    """The answer that `raw` stands for in the words of the sheet, and the warning that goes with it.

    A value that the rubric offers is left alone, and so is one that is no option's text: nothing is guessed.
    """
    if not isinstance(raw, str) or read_value(item, raw)[1] is None:
        return raw, None
    if isinstance(item.answer, NumberScale):
        return _without_percent(item, item.answer, raw)
    if isinstance(item.answer, ChoiceScale) and (letter := _letter(item.answer, raw, explanation)) is not None:
        parameters = {"item": item.code, "letter": letter}
        return letter, Problem("answer-from-wording", "warning", item=item.code, value=raw, parameters=parameters)
    return raw, None


def _without_percent(item: Node, scale: NumberScale, raw: str) -> tuple[RawValue, Problem | None]:
    match = _PERCENT.fullmatch(raw.strip())
    if match is None or scale.minimum != 0 or scale.maximum != _WHOLE:
        return raw, None
    parameters = {"item": item.code, "number": match[1]}
    return match[1], Problem("answer-percent-sign", "warning", item=item.code, value=raw, parameters=parameters)


def _letter(scale: ChoiceScale, raw: str, explanation: str) -> str | None:
    """The option whose text, or whose letter and text, `raw` is."""
    names = {plain_words(word): option.letter for option in scale.options for word in (option.letter, *option.aliases)}
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
