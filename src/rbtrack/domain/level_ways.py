"""The way to a level: which answers, improved, would bring the lines that do not hold to hold."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.evaluation import Answer
from rbtrack.domain.level_rules import PassLevel
from rbtrack.domain.levels import Fails, Holds, JudgedEligibility, JudgedLevel, JudgedLine, NotKnown, judge_lines
from rbtrack.domain.rubric import Node
from rbtrack.domain.scoring import ZERO, Scored, score


@dataclass(frozen=True, slots=True)
class LevelStep:
    """An item to improve: its answer now, the least better one that is enough, the lines that it helps (as codes of
    their parts, empty for the total), and what it adds to the index by itself."""

    node: Node
    answer: Answer
    better: str
    helps: tuple[str, ...]
    gain: Fraction


@dataclass(frozen=True, slots=True)
class LevelWay:
    """From an evaluation to a level.

    `steps` are as few items as were found, the one that closes most of what is missing first; after them the lines are
    those of `after`, and the index is `index`. `unreachable` are lines that do not hold even with the best answer to
    every item. `demands` are those of the agency above that do not hold, which no answer changes. `unanswered` are items
    beside the steps whose answers are missing: until they are there, the lines over them hold for now only.
    """

    judged: JudgedLevel
    steps: tuple[LevelStep, ...]
    after: tuple[JudgedLine, ...]
    index: Fraction | None
    unreachable: tuple[JudgedLine, ...]
    demands: tuple[JudgedEligibility, ...]
    unanswered: tuple[str, ...]

    @property
    def open_lines(self) -> tuple[JudgedLine, ...]:
        """The lines that do not hold now."""
        return tuple(line for line in self.judged.lines if not isinstance(line.outcome, Holds))


def level_way(scored: Scored, judged: JudgedLevel) -> LevelWay:
    """The way from `scored` to a level of its rubric, which was judged on it.

    Of all items that could earn more and bear on a line that does not hold, those are taken that close most of what is
    missing; what turns out not to be needed is left out again, and of the rest the least answer that is enough is named.
    That nothing shorter leads there is not proved.
    """
    answers = {each.node.code: each.answer for each in scored.walk() if each.node.is_item}
    maze = _Maze(scored, answers, judged.level)
    best = {code: better[-1] for code, better in maze.better.items()}
    unreachable = tuple(line for line in maze.lines(best) if not isinstance(line.outcome, Holds))
    targets = {_place(line) for line in judged.lines if not isinstance(line.outcome, Holds)} - set(
        map(_place, unreachable)
    )
    taken = maze.enough(maze.chosen(best, targets), targets)
    steps = tuple(maze.step(code, answer, targets) for code, answer in taken.items())
    improved = maze.improved(taken)
    after = judge_lines(improved, judged.level)
    missing = {code for line in after for code in line.missing}
    return LevelWay(
        judged,
        steps,
        after,
        improved.points,
        unreachable,
        tuple(
            each for each in judged.eligibility if not isinstance(each.outcome, Holds) or each.outcome.is_provisional
        ),
        tuple(code for code in scored.rubric.items if code in missing),
    )


Place = tuple[str, Fraction, bool]
"""What tells the lines of one level apart."""


def _place(line: JudgedLine) -> Place:
    return line.code, line.line.minimum, line.line.in_percent


@dataclass(frozen=True)
class _Maze:
    """An evaluation in which answers are tried; `answers` are those to every item."""

    scored: Scored
    answers: Mapping[str, Answer]
    level: PassLevel

    @property
    def better(self) -> dict[str, tuple[str, ...]]:
        """The better answers to every item that could earn more."""
        found = {}
        for code, item in self.scored.rubric.items.items():
            answer = self.answers[code]
            if item.answer is not None and not item.corrects and not answer.not_applicable:
                found[code] = item.answer.better(answer.value)
        return {code: better for code, better in found.items() if better}

    def improved(self, better: Mapping[str, str]) -> Scored:
        return score(self.scored.rubric, {**self.answers, **{code: Answer(value) for code, value in better.items()}})

    def lines(self, better: Mapping[str, str]) -> tuple[JudgedLine, ...]:
        return judge_lines(self.improved(better), self.level)

    def short(self, better: Mapping[str, str], targets: Iterable[Place]) -> dict[Place, Fraction]:
        """What is missing to each of these lines, as a part of its minimum."""
        wanted = set(targets)
        return {_place(line): _short(line) / line.line.minimum for line in self.lines(better) if _place(line) in wanted}

    def chosen(self, best: Mapping[str, str], targets: set[Place]) -> dict[str, str]:
        """Items with their best answer that bring all these lines to hold, the one that closes most first."""
        missing = sum(self.short({}, targets).values())
        closes = {code: missing - sum(self.short({code: value}, targets).values()) for code, value in best.items()}
        order = sorted(best, key=lambda code: (-closes[code], code))
        taken: dict[str, str] = {}
        for code in order:
            if not missing:
                break
            then = sum(self.short({**taken, code: best[code]}, targets).values())
            if then < missing:
                taken, missing = {**taken, code: best[code]}, then
        # Items that multiply each other close nothing one by one.
        return taken if not missing else {**taken, **{code: best[code] for code in order if code not in taken}}

    def enough(self, taken: Mapping[str, str], targets: set[Place]) -> dict[str, str]:
        """What of it is needed, each with the least answer that is enough."""
        needed = dict(taken)
        for code in reversed(list(taken)):
            fewer = {other: answer for other, answer in needed.items() if other != code}
            if self._holds(fewer, targets):
                needed = fewer
        for code in reversed(list(needed)):
            needed[code] = self._least(code, needed, targets)
        return needed

    def _least(self, code: str, needed: Mapping[str, str], targets: set[Place]) -> str:
        """The least answer to an item with which all these lines hold; the better an answer, the more it earns, and
        with the best they hold."""
        item = self.scored.rubric.items[code]
        assert item.answer is not None, code
        finer = item.answer.finer(self.answers[code].value)

        def is_enough(answer: str) -> bool:
            return self._holds({**needed, code: answer}, targets)

        return finer[bisect_left(finer, True, key=is_enough)]

    def _holds(self, better: Mapping[str, str], targets: set[Place]) -> bool:
        return not any(self.short(better, targets).values())

    def step(self, code: str, answer: str, targets: set[Place]) -> LevelStep:
        before, after = self.short({}, targets), self.short({code: answer}, targets)
        alone = self.improved({code: answer}).points or ZERO
        return LevelStep(
            self.scored.rubric.items[code],
            self.answers[code],
            answer,
            tuple(dict.fromkeys(place[0] for place in before if after[place] < before[place])),
            alone - (self.scored.points or ZERO),
        )


def _short(line: JudgedLine) -> Fraction:
    """What is missing to a line: all of it where nothing is known."""
    match line.outcome:
        case Fails(short=short):
            return short or ZERO
        case NotKnown():
            return line.line.minimum
        case _:
            return ZERO


def find_level(levels: Sequence[JudgedLevel], code: str) -> JudgedLevel | None:
    """The level of that code, in whatever case it is written."""
    return next((each for each in levels if each.level.code.casefold() == code.casefold()), None)
