"""Where two sets of answers to one rubric differ, item by item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rbtrack.domain.evaluation import EMPTY, NOT_APPLICABLE, Answer
from rbtrack.domain.rubric import Rubric

Aspect = Literal["answer", "note", "evidence"]
ASPECTS: tuple[Aspect, ...] = ("answer", "note", "evidence")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which two answers to an item differ; "" where one of them has nothing there."""

    item: str
    name: str
    aspect: Aspect
    left: str
    right: str


def differences(rubric: Rubric, left: Mapping[str, Answer], right: Mapping[str, Answer]) -> tuple[Difference, ...]:
    """Every difference between two sets of answers, in the order of the regulation."""
    return tuple(
        Difference(code, item.name, aspect, one, other)
        for code, item in rubric.items.items()
        for aspect, one, other in zip(ASPECTS, _said(left.get(code, EMPTY)), _said(right.get(code, EMPTY)), strict=True)
        if one != other
    )


def _said(answer: Answer) -> tuple[str, str, str]:
    value = NOT_APPLICABLE if answer.not_applicable else answer.value or ""
    return value, answer.note, answer.evidence
