"""Laying new answers over stored ones: nothing is overwritten unless asked for, nothing is lost unnoticed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rbtrack.domain.evaluation import EMPTY, NOT_APPLICABLE, Answer


@dataclass(frozen=True, slots=True)
class Change:
    """One answer before and after."""

    item: str
    old: Answer
    new: Answer


@dataclass(frozen=True, slots=True)
class LaterChange:
    """A change that was stored after a worksheet was made from the stored answers: in which revision, and by whom. `is_own`: it came from this very worksheet, brought in before."""

    change: Change
    revision: int
    actor: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Merge:
    """The outcome of laying new answers over stored ones.

    `added` are answers to items for which nothing was stored, `changed` those that replace stored ones, `reviewed`
    the stored ones that somebody has looked at since, and found right.
    `same` and `blank` are counts of items. `kept` names the items whose stored value, note or evidence
    stayed because the new one is blank.
    """

    answers: Mapping[str, Answer]
    added: tuple[Change, ...]
    changed: tuple[Change, ...]
    same: int
    blank: int
    kept: tuple[str, ...]
    reviewed: tuple[Change, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.added + self.changed + self.reviewed


def merge(stored: Mapping[str, Answer], new: Mapping[str, Answer], replace_stored: bool) -> Merge:
    """Lay `new` over `stored`, item by item; items that `new` does not name stay as they are.

    A blank over something stored keeps it, unless `replace_stored` says that the new answers are all there is. What
    was reviewed stays so as long as it says the same.
    """
    answers = dict(stored)
    added: list[Change] = []
    changed: list[Change] = []
    kept: list[str] = []
    reviewed: list[Change] = []
    same = blank = 0
    for item, incoming in new.items():
        old = stored.get(item, EMPTY)
        outcome = incoming if replace_stored else _over(old, incoming)
        if outcome.reviewed != incoming.reviewed:
            kept.append(item)
        if outcome.reviewed == old.reviewed:
            outcome = outcome if old.unreviewed else outcome.reviewed
        if outcome.reviewed != old.reviewed:
            (added if old == EMPTY else changed).append(Change(item, old, outcome))
        elif outcome != old:
            reviewed.append(Change(item, old, outcome))
            same += 1
        elif incoming.says_something:
            same += 1
        else:
            blank += 1
        answers[item] = outcome
    return Merge(answers, tuple(added), tuple(changed), same, blank, tuple(kept), tuple(reviewed))


def _over(old: Answer, new: Answer) -> Answer:
    says = new if new.says_something else old
    return replace(says, note=new.note or old.note, evidence=new.evidence or old.evidence)


def overtaken(changes: Sequence[Change], later: Sequence[LaterChange]) -> Iterator[tuple[Change, LaterChange]]:
    """The changes of a worksheet that would undo what others stored after it was made, each with what they stored last.

    `later` are those changes, in the order in which they were stored. What came from the worksheet itself is no such
    thing, nor what was there when it last came in: it may be corrected. But an answer that stands in the worksheet as
    it was made says nothing against a later one.
    """
    seen = max((each.revision for each in later if each.is_own), default=0)
    for change in changes:
        same_item = [each for each in later if each.change.item == change.item]
        if not same_item:
            continue
        is_as_made = change.new.reviewed == same_item[0].change.old.reviewed
        if is_as_made or any(each.revision > seen for each in same_item):
            yield change, same_item[-1]


def said(answer: Answer, other: Answer = EMPTY) -> tuple[str, ...]:
    """What `answer` says, for a list of changes: its value, and note and evidence where `other` has others."""
    value = NOT_APPLICABLE if answer.not_applicable else answer.value
    texts = (
        answer.note if answer.note != other.note else "",
        answer.evidence if answer.evidence != other.evidence else "",
    )
    return tuple(part for part in (value, *texts) if part)
