"""What a worksheet is issued with, and what stands in which row and column of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal

from rbtrack.domain.evaluation import EMPTY, NOT_APPLICABLE, Answer, Office, plain_words
from rbtrack.domain.kinds import Option
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.domain.scoring import Scored, score
from rbtrack.formulas.score_cells import ScoreFigure
from rbtrack.formulas.terms import NOTHING, any_of, column_ranges, exact, quoted
from rbtrack.lke.count_rows import counts_of
from rbtrack.lke.identity import Identity
from rbtrack.text import _, number, unrounded
from rbtrack.xlsx.addresses import a1, quoted_sheet

MARK_ROW = 1
HEADING_ROW = 8
FIRST_ROW = HEADING_ROW + 1
CODE_COLUMN = 1
FIRST_LABEL = 2
LABEL_MARK = "label"
_COLUMN_OF: Mapping[ScoreFigure, str] = {
    "answer": "answer", "own_share": "share", "share": "value", "applicable": "applicable", "points": "value",
}  # fmt: skip
"""In which column, by its role, a figure of scoring stands."""

_OWN_NUMBER = re.compile(r"[A-Z]|[a-z]|\d+|[ivxIVX]+")


@dataclass(frozen=True)
class IssuedSheet:
    """One worksheet to be written: for whom, on which rubric, and what is filled in already.

    `earlier`: the title of a grey column beside the answers, such as `Jawaban 2021`, and what it
    holds. `prefilled`: the items whose `answers` were taken from there, and wait for a review.
    `not_applicable`: what may be typed where an item does not apply, beside `N/A`.
    """

    identity: Identity
    office: Office
    rubric: Rubric
    answers: Mapping[str, Answer] = field(default_factory=dict)
    earlier: tuple[str, Mapping[str, Answer]] | None = None
    prefilled: frozenset[str] = frozenset()
    not_applicable: frozenset[str] = field(kw_only=True)

    @cached_property
    def scored(self) -> Scored:
        answers = {code: replace(answer, unreviewed=code in self.waiting) for code, answer in self.answers.items()}
        return score(self.rubric, answers)

    @cached_property
    def waiting(self) -> frozenset[str]:
        """The items whose prefilled answer waits for a review; a blank has nothing to look at."""
        given = {code for code, answer in self.answers.items() if answer.is_given or answer.not_applicable}
        return self.prefilled & given & self.rubric.items.keys()

    def answer(self, code: str) -> Answer:
        return self.answers.get(code, EMPTY)


class WorksheetPlan:
    """Where everything stands on the LKE sheet: rows by node code, columns by role, counted from 1. The `counts` of an
    item have rows of their own below it.

    It tells the rules of scoring where their figures are (see `rbtrack.formulas`): the share of an unweighted item
    stands where all other nodes have their points.
    """

    is_typed_into = True

    def __init__(self, sheet: IssuedSheet) -> None:
        rubric = sheet.rubric
        self.rubric = rubric
        self.not_applicable_words = tuple(sorted(sheet.not_applicable - {plain_words(NOT_APPLICABLE)}))
        self.prefix = ""
        self.numbers = numbers(rubric)
        self.depths = {node.node.code: depth for node, depth in sheet.scored.levels()}
        self.text_column = FIRST_LABEL + 1 + max(self.depths.values())
        self.rows: dict[str, int] = {}
        self.counts: dict[str, tuple[int, ...]] = {}
        row = FIRST_ROW
        for node in rubric.walk():
            self.rows[node.code] = row
            self.counts[node.code] = tuple(row + 1 + count.place for count in counts_of(node))
            row += 1 + len(self.counts[node.code])
        self.last_row = row - 1
        self.total_row = self.last_row + 1
        self.columns: dict[str, int] = {"code": CODE_COLUMN, LABEL_MARK: FIRST_LABEL}
        for column, role in enumerate(_roles(sheet), start=self.text_column + 1):
            self.columns[role] = column

    @property
    def last_column(self) -> int:
        """The last one that is seen; helpers stand behind it."""
        return self.columns["evidence"]

    def seen_from_outside(self, page: str) -> WorksheetPlan:
        """The same, but with cells as formulas on other sheets name them; `page` is the name of the LKE sheet."""
        outside = copy(self)
        outside.prefix = f"{quoted_sheet(page)}!"
        return outside

    def keeps(self, figure: Literal["share", "points"], node: Node) -> bool:
        """Where an unweighted item states its share, all else its points."""
        return (figure == "share") == (node.weight is None and not node.corrects)

    def cell(self, figure: ScoreFigure, node: Node) -> str:
        return self.address(node.code, _COLUMN_OF[figure])

    def cells(self, figure: ScoreFigure, nodes: Sequence[Node]) -> str:
        """Cells that follow each other stay one range: the rows of counts between them hold no figure."""
        column = f"{self.prefix}{self._letters(_COLUMN_OF[figure])}"
        return column_ranges(column, [row for node in nodes for row in (self.rows[node.code], *self.counts[node.code])])

    def count_cells(self, item: Node) -> tuple[str, ...]:
        """The cells in which the counts of an item are entered."""
        return tuple(a1(row, self.columns["answer"]) for row in self.counts[item.code])

    def weight(self, node: Node, beside: ScoreFigure) -> str:  # noqa: ARG002 (every row has one weight here)
        return self.address(node.code, "weight")

    def option_share(self, options: Sequence[Option], answer: str) -> str:
        """By the letter of the option or another of its names; an answer that is not offered earns nothing."""
        formula = NOTHING
        for option in reversed(options):
            words = [f"{answer}={quoted(word)}" for word in option.names]
            formula = f"IF({any_of(words)},{exact(option.share)},{formula})"
        return formula

    def address(self, code: str, role: str) -> str:
        """The cell of a node in the column of a role."""
        return f"{self.prefix}{a1(self.rows[code], self.columns[role])}"

    def column(self, role: str) -> str:
        """All cells of a column, with marks that keep them in place."""
        letters = self._letters(role)
        return f"{self.prefix}${letters}${FIRST_ROW}:${letters}${self.last_row}"

    def heading(self, sheet: IssuedSheet, role: str) -> str:
        if role == "earlier":
            assert sheet.earlier is not None
            return sheet.earlier[0]
        return _headings()[role]

    def _letters(self, role: str) -> str:
        return a1(1, self.columns[role])[:-1]


def _roles(sheet: IssuedSheet) -> list[str]:
    """The columns behind the labels, in their order; only those that the rubric and the issue need."""
    nodes = tuple(sheet.rubric.walk())
    has_targets = any(node.target is not None for node in nodes)
    wanted = {
        "explanation": any(node.criteria for node in nodes),
        "target": has_targets,
        "earlier": sheet.earlier is not None,
        "reviewed": bool(sheet.waiting),
        "reached": has_targets,
        "applicable": any(node.may_not_apply for node in nodes),
    }
    order = (
        "weight", "explanation", "choices", "target", "earlier", "answer", "reviewed", "value", "percent", "reached",
        "note", "evidence", "share", "applicable",
    )  # fmt: skip
    return [role for role in order if wanted.get(role, True)]


def _headings() -> dict[str, str]:
    return {
        "code": _("Code"),
        "label": _("Assessment"),
        "weight": _("Weight"),
        "explanation": _("Explanation"),
        "choices": _("Choices"),
        "target": _("Target"),
        "answer": _("Answer"),
        "reviewed": _("Reviewed"),
        "value": _("Value"),
        "percent": "%",
        "reached": _("Target reached"),
        "note": _("Note"),
        "evidence": _("Evidence"),
        "share": _("Share"),
        "applicable": _("Applicable weight"),
    }


def numbers(rubric: Rubric) -> dict[str, str]:
    """The number that each node carries before its label: the regulation's, else its place among its siblings.

    A correction is no part of the tree, and has none.
    """
    found: dict[str, str] = {}

    def count(nodes: tuple[Node, ...]) -> None:
        for place, node in enumerate((node for node in nodes if not node.corrects), start=1):
            own = node.code.rsplit(".", 1)[-1]
            found[node.code] = f"{own if _OWN_NUMBER.fullmatch(own) else place}."
            count(node.children)

    count(rubric.roots)
    return found


def label(node: Node) -> str:
    """The name with its weight in brackets, as official worksheets print it."""
    return node.name if node.weight is None else f"{node.name} ({weight_text(node.weight)})"


def explanation(node: Node) -> str:
    """The criteria of an item, one to a line."""
    return "\n".join(f"{place}. {words}" for place, words in enumerate(node.criteria, start=1))


def weight_text(weight: Fraction) -> str:
    """A weight in all its decimals where they end, else rounded: 2,5 and 0,33."""
    return unrounded(weight) if 10**6 % weight.denominator == 0 else number(weight)
