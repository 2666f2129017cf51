"""The verdict on an edited worksheet: is what is stored what is seen, and if not, was it said?"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from benchmarks.gauntlet.book import position
from benchmarks.gauntlet.edit import Edit
from benchmarks.gauntlet.person import Cell, Overview, Sight, agrees, look, same_words
from benchmarks.gauntlet.seeing import Seen
from benchmarks.gauntlet.storing import Outcome, bring_home
from benchmarks.gauntlet.targets import Target
from rbtrack.domain.evaluation import Answer, EvaluationKey
from rbtrack.domain.rubric import Node
from rbtrack.errors import Problem

Word = Literal["same", "said", "alarm", "silent", "crash"]
WORDS: tuple[Word, ...] = ("same", "said", "alarm", "silent", "crash")

_NOISE = {
    # Stale figures after an edit: a person's Excel would have calculated them anew, and said nothing.
    "figure-differs", "figures-unreadable",
    # Said of good sheets as well; it names no difference.
    "evidence-missing", "answers-not-reviewed", "notes-without-heading", "rubric-outside-years",
}  # fmt: skip


_RANGE = re.compile(r"(?P<left>[A-Z]{1,3})(?P<top>\d+)(:(?P<right>[A-Z]{1,3})(?P<bottom>\d+))?")
_ROWS = re.compile(r"(?P<top>\d+):(?P<bottom>\d+)")
_COLUMNS = re.compile(r"(?P<left>[A-Z]{1,3}):(?P<right>[A-Z]{1,3})")


@dataclass(frozen=True)
class Verdict:
    """What became of one edit of one worksheet, and why.

    `same`: stored as shown. `said`: otherwise, or not at all, but it was said where. `silent`: otherwise, without a
    word. `alarm`: a harmless edit, stored or not, was complained of.
    """

    target: str
    edit: str
    word: Word
    reasons: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


def judge(target: Target, edit: Edit, path: Path, seen: Seen | None) -> Verdict:
    """Import the edited file at `path`, and compare what is stored with what is seen."""
    try:
        outcome = bring_home(target.home, path)
    except Exception:  # a crash is a verdict
        return Verdict(target.name, edit.name, "crash", (traceback.format_exc(limit=-2),))
    said = _new(outcome.problems, target.outcome.problems)
    codes = tuple(dict.fromkeys(problem.code for problem in said))
    if not outcome.stored:
        is_said = any(problem.is_error for problem in outcome.problems)
        word: Word = "silent" if not is_said else "said"
        if is_said and edit.harmless:
            word = "alarm" if said else "same"
        return Verdict(target.name, edit.name, word, () if is_said else ("refused without a reason",), codes)
    if seen is None:
        return Verdict(target.name, edit.name, "silent", ("LibreOffice does not open it",), codes)
    overview = look(seen, target.known, target.sections)
    differences = [*_differences(target, outcome, overview), *_head(target, overview)]
    silent = tuple(
        difference.words for difference in differences if not any(names(problem, difference) for problem in said)
    )
    if edit.must_say and not said:
        silent = (*silent, "nothing is said")
    if silent:
        return Verdict(target.name, edit.name, "silent", silent, codes)
    if edit.harmless and said:
        return Verdict(target.name, edit.name, "alarm", (), codes)
    return Verdict(target.name, edit.name, "said" if differences or said else "same", (), codes)


@dataclass(frozen=True)
class Difference:
    """Something that is stored otherwise than it is seen: of an item, or (without one) of the whole sheet."""

    words: str
    item: str = ""
    cells: frozenset[Cell] = frozenset()


def _new(problems: Sequence[Problem], before: Sequence[Problem]) -> list[Problem]:
    """The problems that the sheet did not have before it was edited."""
    known = {(problem.code, problem.item, problem.value, _count(problem)) for problem in before}
    return [
        problem
        for problem in problems
        if problem.code not in _NOISE and (problem.code, problem.item, problem.value, _count(problem)) not in known
    ]


def _count(problem: Problem) -> object:
    return problem.parameters.get("count")


def names(problem: Problem, difference: Difference) -> bool:
    """Whether a problem points to a difference: by its item, by a cell or range in its rows, or to the sheet as a whole."""
    if not difference.item or problem.item == difference.item:
        return True
    cells = [cell for sheet, *cell in difference.cells if problem.place.sheet in (None, sheet)]
    named = [problem.place.cell, *(text for value in problem.parameters.values() for text in _texts(value))]
    ranges = [match for text in named for each in (_RANGE, _ROWS, _COLUMNS) if (match := each.fullmatch(text or ""))]
    if not ranges:
        return bool(cells) and problem.place.cell is None and problem.item is None
    return any(_covers(match.groupdict(), row, column) for match in ranges for row, column in cells)


def _texts(value: object) -> Iterator[str]:
    """The texts in a parameter of a problem."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)


def _covers(named: Mapping[str, str | None], row: int, column: int) -> bool:
    """Whether a cell, range or rows that a problem names take in this row; of whole columns, this cell."""
    if top := named.get("top"):
        return int(top) <= row <= int(named["bottom"] or top)
    return _column(named["left"] or "A") <= column <= _column(named["right"] or "A")


def _column(letters: str) -> int:
    return position(f"{letters}1")[1]


def _differences(target: Target, outcome: Outcome, overview: Overview) -> Iterator[Difference]:
    found = set()
    for stored_key, answers in outcome.stored.items():
        key = _table(overview, stored_key)
        if key is None:
            yield Difference(f"stored as {stored_key.office} {stored_key.label}, which no table is")
            continue
        found.add(key)
        sight = overview.tables[key]
        if sight.years and str(stored_key.year) not in sight.years:
            yield Difference(f"over the table stands {sorted(sight.years)}, stored {stored_key.year}")
        places = {
            code: (section.sheet, row, section.answer)
            for section in target.sections
            if section.key == key
            for code, row in section.rows.items()
        }
        for code, item in target.rubric.items.items():
            before = frozenset({places[code]} if code in places else ())
            yield from _of_item(item, sight, answers.get(code, Answer()), before)
    for key in overview.tables.keys() - found:
        yield Difference(f"{key.label} is not stored")
    for cell in overview.extra_columns:
        yield Difference(f"another column of answers in {cell}")


def _of_item(item: Node, sight: Sight, stored: Answer, before: frozenset[Cell]) -> Iterator[Difference]:
    """Where answer, note and evidence of an item are seen otherwise; `before` is the cell of the answer of old."""
    code, seen = item.code, sight.answers.get(item.code, [])
    cells = before | {cell for cell, _text in seen}
    texts = list(dict.fromkeys(text for _cell, text in seen)) or [""]
    if len(texts) > 1 or not agrees(item, texts[0], stored):
        kept = "N/A" if stored.not_applicable else stored.value
        yield Difference(f"{code}: seen {' and '.join(map(repr, texts))}, stored {kept!r}", code, cells)
    for role, words, own in (("note", sight.notes, stored.note), ("evidence", sight.evidence, stored.evidence)):
        other = [text for _cell, text in words.get(code, []) if not same_words(text, own)]
        if other:
            yield Difference(f"{code}: {role} seen {other}, stored {own!r}", code, cells)


def _table(overview: Overview, stored: EvaluationKey) -> EvaluationKey | None:
    """The table that an evaluation was read from, by the year that stands over it."""
    for key, sight in overview.tables.items():
        if replace(key, year=stored.year) == stored and sight.years == {str(stored.year)}:
            return key
    return stored if stored in overview.tables else None


def _head(target: Target, overview: Overview) -> Iterator[Difference]:
    for role, before in target.known.said.items():
        if overview.head[role] != before and overview.head[role]:
            yield Difference(f"the sheet says {role} {sorted(overview.head[role])}, before it said {sorted(before)}")
