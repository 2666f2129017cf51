"""Offices and what is said of them: answers on a rubric, and results that others published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from rbtrack.domain.numbers import from_cell, readings, tidy
from rbtrack.domain.rubric import ChoiceScale, Node, NumberScale, Option, RatioScale, Rubric
from rbtrack.errors import NOWHERE, Place, Problem

Tier = Literal["self", "evaluator", "final"]
TIERS: tuple[Tier, ...] = ("final", "evaluator", "self")
"""The tiers of an evaluation, the most authoritative first."""

RawValue = str | float | bool | date | Decimal | None
"""What may stand in a cell, before anyone has decided what it means."""


@dataclass(frozen=True, slots=True)
class Office:
    """A government office. Codes are text: `53.10` is not `53.1`."""

    code: str
    name: str
    kind: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What an office or an evaluator says of one item.

    `value` is the letter of an option as the rubric writes it, or a number as text with a decimal
    point; None is a blank. Blank, not applicable and zero are three different things.
    """

    value: str | None = None
    not_applicable: bool = False
    note: str = ""
    evidence: str = ""

    @property
    def is_given(self) -> bool:
        return self.value is not None

    @property
    def is_empty(self) -> bool:
        """True where nothing at all is said: no value, no note, no evidence."""
        return self == EMPTY


EMPTY = Answer()

NOT_APPLICABLE = "N/A"
"""How a worksheet says that an item does not apply to the office, in every language."""

_NOT_APPLICABLE = frozenset({"n/a", "na", "tidak berlaku", "not applicable"})
_BLANK = frozenset(
    {"blm diisi", "belum diisi", "blm di isi", "belum di isi", "blm terisi", "belum terisi", "kosong", "-", "–", "—"}
)
"""What offices write into a cell to say that nothing stands there yet."""

_RATIO = re.compile(r"(\d{1,9})\s*/\s*(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class EvaluationKey:
    """Which evaluation: one office, year, rubric and tier, by one judge (empty unless named)."""

    office: str
    year: int
    rubric: str
    tier: Tier
    judge: str = ""

    @property
    def label(self) -> str:
        """`2015 rb-2014 self`, and the judge where one is named: which evaluation of its office it is."""
        return f"{self.year} {self.label_in_year}"

    @property
    def label_in_year(self) -> str:
        """`rb-2014 self`, and the judge where one is named: which evaluation of its office and year it is."""
        return " ".join((self.rubric, self.tier, self.judge)).strip()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The stored answers of one key. `revision` rises by one with every stored change."""

    key: EvaluationKey
    answers: Mapping[str, Answer]
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """A figure that somebody else published, kept exactly as reported."""

    office: str
    year: int
    instrument: str
    tier: str
    judge: str = ""
    score: Decimal | None = None
    grade: str | None = None
    scale: str | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """What a worksheet holds for one item, not yet judged; `place` is the cell of the value."""

    value: RawValue = None
    note: str = ""
    evidence: str = ""
    place: Place = NOWHERE


def validate(rubric: Rubric, raw: Mapping[str, RawAnswer], sheet: Place) -> tuple[dict[str, Answer], list[Problem]]:
    """The answers that `raw` stands for, and everything that is wrong with it.

    Wrong are values that an item does not offer, rows that the rubric lacks, and items of the rubric
    for which `raw` has no row at all (`sheet` is where they were looked for). A row without a value
    is a blank, and no mistake; one that says in words that it is blank is one with a warning. "N/A"
    is taken where the rubric lets the item not apply.
    """
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for code, item in rubric.items.items():
        if code not in raw:
            if item.corrects:
                continue  # a correction that nobody made needs no row
            problems.append(
                Problem("item-missing", place=sheet, item=code, parameters={"item": code, "name": item.name})
            )
            continue
        answers[code], problem = _read_answer(item, raw[code])
        if problem is not None:
            problems.append(replace(problem, place=raw[code].place))
    problems.extend(
        Problem("item-unknown", place=raw[code].place, item=code, parameters={"item": code, "rubric": rubric.id})
        for code in sorted(raw.keys() - rubric.items.keys())
    )
    return answers, problems


def _read_answer(item: Node, raw: RawAnswer) -> tuple[Answer, Problem | None]:
    """The answer that a row of a worksheet gives, with what is wrong or doubtful in it."""
    value, problem = read_value(item, raw.value)
    not_applicable = False
    if problem is not None and isinstance(raw.value, str):
        parameters = {"item": item.code}
        words = plain_words(raw.value)
        if words in _NOT_APPLICABLE:
            not_applicable = item.may_not_apply
            refused = Problem("not-applicable-not-allowed", item=item.code, value=raw.value, parameters=parameters)
            problem = None if not_applicable else refused
        elif words in _BLANK:
            problem = Problem("answer-says-blank", "warning", item=item.code, value=raw.value, parameters=parameters)
    return Answer(value, not_applicable, raw.note, raw.evidence), problem


def read_value(item: Node, raw: RawValue) -> tuple[str | None, Problem | None]:
    """The answer to `item` that `raw` stands for, or what is wrong with it; (None, None) for a blank."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None, None
    if isinstance(item.answer, ChoiceScale):
        return _read_choice(item, item.answer, raw)
    if isinstance(item.answer, RatioScale):
        return _read_ratio(item, item.answer, raw)
    assert isinstance(item.answer, NumberScale), item.code
    return _read_number(item, item.answer, raw)


def still_offered(rubric: Rubric, item: str, answer: Answer) -> bool:
    """Whether an answer means the same under a rubric, or a version of one: the item is there, and offers it."""
    node = rubric.items.get(item)
    if node is None or (answer.not_applicable and not node.may_not_apply):
        return False
    return answer.value is None or read_value(node, answer.value) == (answer.value, None)


def plain_words(text: str) -> str:
    """`text` as it is compared: one space between words, no case, no full stop at the end."""
    return re.sub(r"\s+", " ", text).strip().rstrip(".").rstrip().casefold()


def _read_choice(item: Node, scale: ChoiceScale, raw: RawValue) -> tuple[str | None, Problem | None]:
    if (option := _option(scale.options, raw)) is not None:
        return option.letter, None
    options = tuple(option.letter for option in scale.options)
    parameters = {"item": item.code, "options": options}
    return None, Problem("answer-not-offered", item=item.code, value=as_text(raw), parameters=parameters)


def _option(options: Iterable[Option], raw: RawValue) -> Option | None:
    """The option that `raw` names by letter or alias."""
    seen = plain_words(raw) if isinstance(raw, str) else None
    return next(
        (option for option in options if seen in {plain_words(word) for word in (option.letter, *option.aliases)}), None
    )


def _read_ratio(item: Node, scale: RatioScale, raw: RawValue) -> tuple[str | None, Problem | None]:
    match = _RATIO.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if match is not None:
        return f"{int(match[1])}/{int(match[2])}", None
    parameters = {"item": item.code, "first": scale.counts[0], "second": scale.counts[1]}
    return None, Problem("answer-not-a-ratio", item=item.code, value=as_text(raw), parameters=parameters)


def _read_number(item: Node, scale: NumberScale, raw: RawValue) -> tuple[str | None, Problem | None]:
    if (word := _option(scale.words, raw)) is not None:
        return word.letter, None
    if isinstance(raw, str):
        found: Iterable[Decimal] = readings(raw)
    elif isinstance(raw, (bool, date)) or raw is None:
        found = ()
    else:
        found = (from_cell(float(raw)) if isinstance(raw, (int, float)) else tidy(raw),)
    fitting = [number for number in found if scale.minimum <= Fraction(number) <= scale.maximum]
    if len(fitting) == 1:
        return format(fitting[0], "f"), None
    if not found:
        return None, _problem("answer-not-a-number", item, raw, scale)
    if not fitting:
        return None, _problem("answer-outside-range", item, raw, scale)
    return None, _problem("answer-ambiguous", item, raw, scale, readings=tuple(fitting))


def _problem(code: str, item: Node, raw: RawValue, scale: NumberScale, **more: object) -> Problem:
    parameters = {"item": item.code, "minimum": scale.minimum, "maximum": scale.maximum, **more}
    return Problem(code, item=item.code, value=as_text(raw), parameters=parameters)


def as_text(raw: RawValue) -> str:
    """`raw` as a person would read it in the cell."""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float):
        return format(from_cell(raw), "f")
    return "" if raw is None else str(raw)
