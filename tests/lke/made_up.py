"""A made-up rubric with known answers, and what tests ask of a worksheet that was made on it."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from rbtrack import catalog
from rbtrack.catalog.reading import parse
from rbtrack.domain.kinds import ChoiceScale
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.tiers import Tier
from rbtrack.domain.validating import validate
from rbtrack.errors import Problem
from rbtrack.lke.reading.collecting import WorksheetReading
from rbtrack.lke.reading.foreign import read_worktable
from rbtrack.lke.reading.layout import WorkTable, find_tables
from rbtrack.usecases.rubrics import import_rubric
from rbtrack.usecases.workspace import Workspace
from rbtrack.xlsx.cells import open_workbook
from tests.lke.variants import Answers

MATCHING = {"row-matched-by-wording", "row-matched-by-place", "row-ambiguous", "row-number-and-wording-differ"}

_TEXT = """\
id: made-up
version: 1
name: Made up
instrument: rb
regulation: none
years: [2010, null]
level: unit
blank_items: skip
confidence: unverified
provenance: made for a test
nodes:
- code: A
  name: Perencanaan
  weight: 60
  nodes:
  - {code: A.1, name: Keberadaan, weight: 20, nodes: [
      {code: A.1.a, name: Rencana tersedia, weight: null, answer: abc},
      {code: A.1.b, name: Rencana disahkan, weight: null, answer: ya_tidak}]}
  - {code: A.2, name: Kualitas, weight: 40, nodes: [
      {code: A.2.a, name: Rencana terukur, weight: null, answer: abc},
      {code: A.2.b, name: Rencana selaras, weight: null, answer: abcd}]}
- code: B
  name: Pengukuran
  weight: 40
  nodes:
  - {code: B.1, name: Keberadaan, weight: 10, nodes: [
      {code: B.1.a, name: Data tersedia, weight: null, answer: abc}]}
  - {code: B.2, name: Kualitas, weight: 30, nodes: [
      {code: B.2.a, name: Survei pengguna, weight: null, answer: {range: [0, 100]}},
      {code: B.2.b, name: Data andal, weight: null, answer: ya_tidak}]}
"""

MADE_UP = {"A.1.a": "B", "A.1.b": "Ya", "A.2.a": "C", "A.2.b": "D", "B.1.a": "A", "B.2.a": "66.5", "B.2.b": "Tidak"}


@cache
def made_up_rubric() -> Rubric:
    """Names that repeat, kinds of answers mixed, three depths."""
    return parse(_TEXT, "made-up.yaml", catalog.shared())


def as_cells(rubric: Rubric, answers: Answers) -> dict[str, object]:
    """Answers as they stand in cells: numbers as numbers."""
    return {
        code: value if isinstance(rubric.items[code].answer, ChoiceScale) else float(str(value))
        for code, value in answers.items()
        if value is not None
    }


def table_of(path: Path, tier: Tier | None = None) -> WorkTable:
    (table,) = (table for table in find_tables(open_workbook(path)) if tier is None or table.tier == tier)
    return table


def answers_of(reading: WorksheetReading, rubric: Rubric) -> tuple[dict[str, object], list[Problem]]:
    answers, problems = validate(rubric, reading.raw, reading.place, catalog.answer_words())
    return {code: answer.value for code, answer in answers.items()}, [*reading.problems, *problems]


def codes(problems: list[Problem]) -> dict[str, int]:
    return dict(Counter(problem.code for problem in problems))


def assert_reads(path: Path, rubric: Rubric, expected: Answers, **warnings: int) -> None:
    """Exactly these answers, and exactly these warnings (by code, `_` for `-`)."""
    answers, problems = answers_of(read_worktable(table_of(path), rubric), rubric)
    assert codes(problems) == {code.replace("_", "-"): times for code, times in warnings.items()}, problems[:3]
    assert answers == dict(expected)


def assert_round_trip(path: Path, expected: Answers, tier: Tier | None = None) -> Rubric:
    """A rubric made from the worksheet matches it, with every answer and without a doubt about any row."""
    made = import_rubric(Workspace("", "tester"), path, "round-trip")
    assert made.file is not None, [(p.code, p.place.cell, dict(p.parameters)) for p in made.problems if p.is_error][:5]
    answers, problems = answers_of(read_worktable(table_of(path, tier), made.file.rubric), made.file.rubric)
    assert not [problem for problem in problems if problem.is_error or problem.code in MATCHING], problems[:3]
    assert list(answers.values()) == list(expected.values())
    return made.file.rubric
