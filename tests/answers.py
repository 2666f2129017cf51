"""Answers for any rubric, for property tests."""

from __future__ import annotations

import random

from rbtrack.domain.evaluation import Answer
from rbtrack.domain.kinds import ChoiceScale, NumberScale, RatioScale
from rbtrack.domain.rubric import Node, Rubric


def random_answers(rubric: Rubric, seed: int) -> dict[str, Answer]:
    """Something for every item but corrections: an answer, a blank, or not applicable where that is allowed."""
    chance = random.Random(seed)
    return {code: _random(item, chance) for code, item in rubric.items.items() if not item.corrects}


def best_answers(rubric: Rubric) -> dict[str, Answer]:
    """What reaches every point; where only one of several roles can apply, each of them in full."""
    return {code: Answer(best(item)) for code, item in rubric.items.items() if not item.corrects}


def absent_gates(rubric: Rubric) -> dict[str, Answer]:
    """Not applicable for every item that multiplies another, where the rubric allows it."""
    gates = dict.fromkeys(item.multiplied_by for item in rubric.items.values() if item.multiplied_by)
    return {code: Answer(not_applicable=True) for code in gates if rubric.items[code].may_not_apply}


def best(item: Node) -> str:
    match item.answer:
        case ChoiceScale(options=options):
            return max(options, key=lambda option: option.share).letter
        case NumberScale(maximum=maximum):
            return str(maximum) if maximum.denominator == 1 else str(float(maximum))
        case RatioScale(rule=rule):
            return "1/0" if rule == "decrease" else "1/1"
    raise AssertionError(item)


def _random(item: Node, chance: random.Random) -> Answer:
    if chance.random() < 0.1:
        return Answer()
    if item.may_not_apply and chance.random() < 0.2:
        return Answer(not_applicable=True)
    match item.answer:
        case ChoiceScale(options=options):
            return Answer(chance.choice(options).letter)
        case NumberScale(minimum=minimum, maximum=maximum, words=words):
            drawn = chance.randint(int(minimum), int(maximum))
            # So little on a scale to 100 looks like a level of an index, which is a warning of its own.
            number = str(drawn + 5 if maximum == 100 and 0 < drawn <= 5 else drawn)
            return Answer(chance.choice([number, *(word.letter for word in words)]))
        case RatioScale(rule=rule):
            few, many = sorted((chance.randint(0, 5), chance.randint(1, 5)))
            # A part is never more than all, and nothing is divided by zero, which would be a warning of its own.
            return Answer(f"{few}/{many}" if rule in ("part", "capped") else f"{many}/{few or 1}")
    raise AssertionError(item)
