"""Laying new answers over stored ones: nothing is overwritten unless asked for, nothing is lost unnoticed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rbtrack.domain.evaluation import EMPTY, NOT_APPLICABLE, Answer


@dataclass(frozen=True, slots=True)
class Change:
    """One answer before and after."""

    item: str
    old: Answer
    new: Answer


@dataclass(frozen=True, slots=True)
class Merge:
    """The outcome of laying new answers over stored ones.

    `added` are answers to items for which nothing was stored, `changed` those that replace stored ones.
    `same` and `blank` are counts of items. `kept` names the items whose stored value, note or evidence
    stayed because the new one is blank.
    """

    answers: Mapping[str, Answer]
    added: tuple[Change, ...]
    changed: tuple[Change, ...]
    same: int
    blank: int
    kept: tuple[str, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.added + self.changed


def merge(stored: Mapping[str, Answer], new: Mapping[str, Answer], replace: bool) -> Merge:
    """Lay `new` over `stored`, item by item; items that `new` does not name stay as they are.

    A blank over something stored keeps it, unless `replace` says that the new answers are all there is.
    """
    answers = dict(stored)
    added: list[Change] = []
    changed: list[Change] = []
    kept: list[str] = []
    same = blank = 0
    for item, incoming in new.items():
        old = stored.get(item, EMPTY)
        outcome = incoming if replace else _over(old, incoming)
        if outcome != incoming:
            kept.append(item)
        if outcome != old:
            (added if old == EMPTY else changed).append(Change(item, old, outcome))
        elif incoming.is_given or incoming.not_applicable:
            same += 1
        else:
            blank += 1
        answers[item] = outcome
    return Merge(answers, tuple(added), tuple(changed), same, blank, tuple(kept))


def _over(old: Answer, new: Answer) -> Answer:
    says = new if new.is_given or new.not_applicable else old
    return Answer(says.value, says.not_applicable, new.note or old.note, new.evidence or old.evidence)


def said(answer: Answer, other: Answer = EMPTY) -> tuple[str, ...]:
    """What `answer` says, for a list of changes: its value, and note and evidence where `other` has others."""
    value = NOT_APPLICABLE if answer.not_applicable else answer.value
    texts = (
        answer.note if answer.note != other.note else "",
        answer.evidence if answer.evidence != other.evidence else "",
    )
    return tuple(part for part in (value, *texts) if part)
