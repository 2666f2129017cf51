"""What may be entered into an answer cell: drop-downs, ranges, counts, each with a word on what is wanted."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, assert_never

from rbtrack.domain.evaluation import NOT_APPLICABLE
from rbtrack.domain.kinds import ChoiceScale, NumberScale, RatioScale
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.formulas.terms import exact, quoted
from rbtrack.lke.identity import LISTS
from rbtrack.text import _, listed, unrounded
from rbtrack.xlsx.addresses import a1

_LONGEST_LIST = 255
_LONGEST_TITLE = 32
_LONGEST_MESSAGE = 255
_MOST = 999_999_999
"""Counts have at most nine digits."""


def long_lists(rubric: Rubric) -> list[tuple[str, ...]]:
    """The lists that a drop-down cannot hold itself: too long, or with a comma or quote in a word."""
    entries = (_entry(item) for item in rubric.items.values())
    return sorted({entry.offered for entry in entries if entry.is_list and _is_long(entry.offered)})


def validation(item: Node, cell: str, lists: list[tuple[str, ...]]) -> dict[str, Any]:
    """The rule of one answer cell, or of the cell of a count, as XlsxWriter takes it. `lists` are those on the sheet of lists."""
    entry = _entry(item)
    title, message = _cut(item.code, _LONGEST_TITLE), _cut(entry.wanted, _LONGEST_MESSAGE)
    rule = {**entry.rule(cell, lists), "error_title": title, "error_message": message}
    # A drop-down shows by itself what may be chosen.
    return rule if entry.is_list else {**rule, "input_title": title, "input_message": message}


def printed_choices(item: Node) -> str:
    """What the column of choices says: A/B/C, 0-100, or which two counts."""
    return _entry(item).printed


def kinds(rubric: Rubric) -> Iterator[str]:
    """How each kind of item that the rubric has is answered, in a sentence."""
    items = tuple(rubric.items.values())
    entries = sorted((_entry(item) for item in items), key=lambda entry: entry.place)
    yield from dict.fromkeys(words for entry in entries for words in entry.guide())
    if any(item.may_not_apply for item in items):
        yield _("Enter {word} where an item does not apply to the office; it then leaves the calculation.").format(
            word=NOT_APPLICABLE
        )
    if any(item.corrects for item in items):
        yield _("Leave a correction blank where there is nothing to correct.")


def _entry(item: Node) -> AnswerEntry:
    scale = item.answer
    match scale:
        case ChoiceScale():
            return _ChoiceEntry(item, scale)
        case NumberScale():
            return _NumberEntry(item, scale)
        case RatioScale():
            return _RatioEntry(item, scale)
        case None:
            raise ValueError(item.code)
        case _:
            assert_never(scale)


@dataclass(frozen=True)
class AnswerEntry(ABC):
    """How an item of one kind is answered in its cell."""

    item: Node
    is_list: ClassVar[bool] = False
    place: ClassVar[int]
    """Where the guide explains this kind among the others."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words that may stand in the cell, beside those for what does not apply."""
        return ()

    @property
    def offered(self) -> tuple[str, ...]:
        return (*self.words, NOT_APPLICABLE) if self.item.may_not_apply else self.words

    @property
    @abstractmethod
    def printed(self) -> str:
        """What the column of choices says."""

    @property
    @abstractmethod
    def wanted(self) -> str:
        """What is to be entered, in a sentence."""

    @abstractmethod
    def guide(self) -> Iterator[str]:
        """How items of this kind are answered, in sentences for the guide."""

    @abstractmethod
    def rule(self, cell: str, lists: list[tuple[str, ...]]) -> dict[str, Any]:
        """What `cell` takes, as XlsxWriter wants to be told."""


@dataclass(frozen=True)
class _ChoiceEntry(AnswerEntry):
    scale: ChoiceScale
    is_list = True
    place = 1

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(option.letter for option in self.scale.options)

    @property
    def printed(self) -> str:
        return "/".join(self.words)

    @property
    def wanted(self) -> str:
        return _("Choose one of: {options}.").format(options=listed(self.offered))

    def guide(self) -> Iterator[str]:
        yield _("Choices (such as A/B/C or Ya/Tidak): choose from the list in the cell.")

    def rule(self, cell: str, lists: list[tuple[str, ...]]) -> dict[str, Any]:  # noqa: ARG002 (the same for every cell)
        if self.offered not in lists:
            return {"validate": "list", "source": list(self.offered)}
        column = a1(1, lists.index(self.offered) + 1)[:-1]
        return {"validate": "list", "source": f"={LISTS}!${column}$1:${column}${len(self.offered)}"}


@dataclass(frozen=True)
class _NumberEntry(AnswerEntry):
    scale: NumberScale
    place = 2

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word.letter for word in self.scale.words)

    @property
    def printed(self) -> str:
        ends = f"{unrounded(self.scale.minimum)}-{unrounded(self.scale.maximum)}"
        return f"{ends} ({'/'.join(self.words)})" if self.words else ends

    @property
    def wanted(self) -> str:
        ends = {"minimum": unrounded(self.scale.minimum), "maximum": unrounded(self.scale.maximum)}
        if not self.offered:
            return _("Enter a number from {minimum} to {maximum}.").format(**ends)
        words = listed(self.offered)
        return _("Enter a number from {minimum} to {maximum}, or: {words}.").format(**ends, words=words)

    def guide(self) -> Iterator[str]:
        yield _("Numbers (such as 0-100): enter a number within the range beside it.")
        if self.words:
            yield _("Letters in brackets behind a range may be chosen instead of a number.")

    def rule(self, cell: str, lists: list[tuple[str, ...]]) -> dict[str, Any]:  # noqa: ARG002 (a number is no list)
        minimum, maximum = self.scale.minimum, self.scale.maximum
        if not self.offered:
            numbers = {"minimum": float(minimum), "maximum": float(maximum)}
            return {"validate": "decimal", "criteria": "between", **numbers}
        named = "".join(f",{cell}={quoted(word)}" for word in self.offered)
        within = f"AND(ISNUMBER({cell}),{cell}>={exact(minimum)},{cell}<={exact(maximum)})"
        return {"validate": "custom", "value": f"=OR({within}{named})"}


@dataclass(frozen=True)
class _RatioEntry(AnswerEntry):
    scale: RatioScale
    place = 3

    @property
    def printed(self) -> str:
        first, second = self.scale.counts
        return f"{first} / {second}"

    @property
    def wanted(self) -> str:
        counts = _("Enter how many there are, as a whole number; 0 where there are none.")
        if not self.item.may_not_apply:
            return counts
        return f"{counts} {_('Or {word}, where it does not apply.').format(word=NOT_APPLICABLE)}"

    def guide(self) -> Iterator[str]:
        yield _("Two counts: enter each of them in its own row below the item, which then shows both and their share.")

    def rule(self, cell: str, lists: list[tuple[str, ...]]) -> dict[str, Any]:  # noqa: ARG002 (counts are no list)
        """That of the cell of either count."""
        if not self.item.may_not_apply:
            return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": _MOST}
        count = f"AND(ISNUMBER({cell}),{cell}>=0,{cell}<={_MOST},INT({cell})={cell})"
        return {"validate": "custom", "value": f"=IF({cell}={quoted(NOT_APPLICABLE)},TRUE,IFERROR({count},FALSE))"}


def _is_long(words: tuple[str, ...]) -> bool:
    return len(",".join(words)) > _LONGEST_LIST or any(set(word) & set(',;"') or word[0] == "=" for word in words)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
