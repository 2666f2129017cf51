"""What an edit is, and the sheet that it is made in."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.gauntlet.book import Book, Page, Position
from rbtrack.domain.kinds import ChoiceScale, NumberScale, RatioScale
from rbtrack.domain.rubric import Node

if TYPE_CHECKING:
    from benchmarks.gauntlet.person import Section
    from benchmarks.gauntlet.targets import Target


class NoPlaceError(Exception):
    """The edit has no place in this worksheet."""


@dataclass(frozen=True)
class Edit:
    """A kind of edit. `places`: how many items it is tried on. `harmless`: a person sees no other evaluation than
    before, and nothing should be said. `must_say`: not a single answer differs, but there is something to be told."""

    name: str
    change: Callable[[Scene], None]
    topic: str
    places: int = 1
    harmless: bool = False
    must_say: bool = False


EDITS: list[Edit] = []


def edit(
    name: str, *, places: int = 1, harmless: bool = False, must_say: bool = False
) -> Callable[[Callable[[Scene], None]], Callable[[Scene], None]]:
    """List a function as a kind of edit."""

    def listed(change: Callable[[Scene], None]) -> Callable[[Scene], None]:
        topic = change.__module__.rpartition(".")[2]
        EDITS.append(Edit(name, change, topic, places, harmless, must_say))
        return change

    return listed


class Scene:
    """A worksheet that is about to be edited: its parts, and where its things are. `spot` says which of the items an
    edit takes, by turns."""

    def __init__(self, target: Target, spot: int) -> None:
        self.target = target
        self.book = Book(target.path)
        self.spot = spot
        self.chance = random.Random(spot)  # noqa: S311 - no secret
        self.section: Section = target.sections[0]
        self.page: Page = self.book.pages[self.section.sheet]

    def save(self, path: Path) -> Path:
        return self.book.save(path)

    @property
    def is_issued(self) -> bool:
        return any(name == "_rbtrack" for name in self.book.pages)

    def items(self, kind: type[object] | None = None) -> list[Node]:
        """The items of the first table (of one kind of answers), from top to bottom."""
        rows = self.section.rows
        nodes = [self.target.rubric.items[code] for code in sorted(rows, key=lambda code: rows[code])]
        found = [node for node in nodes if (kind is None or isinstance(node.answer, kind)) and not node.corrects]
        if not found:
            raise NoPlaceError
        return found

    def item(self, kind: type[object] | None = None) -> Node:
        """The item whose turn it is."""
        found = self.items(kind)
        return found[(self.spot * 7 + 2) % len(found)]

    def number(self) -> Node:
        return self.item(NumberScale)

    def choice(self) -> Node:
        return self.item(ChoiceScale)

    def ratio(self) -> Node:
        return self.item(RatioScale)

    def pair(self) -> tuple[Node, Node]:
        """Two neighbours of one group whose answers differ, offered the same options."""
        found = [
            (one, other)
            for one, other in zip(self.items(), self.items()[1:], strict=False)
            if self.target.rubric.parents.get(one.code) is self.target.rubric.parents.get(other.code)
            and self.value(one) != self.value(other)
            and type(one.answer) is type(other.answer)
            and self.row(other) == self.row(one) + 1
        ]
        alike = [(one, other) for one, other in found if one.answer == other.answer] or found
        if not alike:
            raise NoPlaceError
        return alike[self.spot * 3 % len(alike)]

    def row(self, item: Node) -> int:
        return self.section.rows[item.code]

    def answer(self, item: Node) -> Position:
        return self.row(item), self.section.answer

    def label(self, item: Node) -> Position:
        return self.row(item), self.section.label

    def beside(self, item: Node, role: str) -> Position:
        """The cell of an item in the column of a role."""
        if role not in self.section.columns:
            raise NoPlaceError
        return self.row(item), self.section.columns[role]

    def value(self, item: Node) -> str:
        """The answer that is stored in the cell of an item."""
        return self.page.text(*self.answer(item))

    def other(self, item: Node) -> str:
        """Another option of an item than the one in its cell."""
        assert isinstance(item.answer, ChoiceScale)
        now = self.value(item).casefold()
        return next(
            option.letter
            for option in reversed(item.answer.options)
            if now not in {name.casefold() for name in option.names}
        )

    def type(self, item: Node, value: str | float | None) -> None:
        """Type an answer."""
        self.page.put(*self.answer(item), value)
