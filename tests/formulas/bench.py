"""A sheet as small as can be on which the rules of scoring are tried: a row for each figure, a column for each set of
answers. In `worksheet` it is typed into and keeps the share of an item or its points, like an issued worksheet; else it
holds stored answers and keeps both, like a trace."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import xlsxwriter

from rbtrack import catalog
from rbtrack.domain.evaluation import NOT_APPLICABLE, Answer
from rbtrack.domain.kinds import ChoiceScale, NumberScale, Option, RatioScale
from rbtrack.domain.rubric import Area, Band, GradeScale, Node, Rubric, Years, ZeroGate, check_rubric
from rbtrack.formulas import answers, grades, scores
from rbtrack.formulas.score_cells import ScoreFigure
from rbtrack.formulas.terms import column_ranges, exact, quoted
from rbtrack.xlsx.addresses import a1

COLUMN = "§"
LETTERS = tuple(a1(1, column)[:-1] for column in range(1, 61))
FIGURES: tuple[ScoreFigure, ...] = ("answer", "own_share", "share", "applicable", "points")


@dataclass(frozen=True)
class Try:
    """Answers to be tried; `typed` where something else stands in the cell than the answer that is meant."""

    meant: Mapping[str, Answer]
    typed: Mapping[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True)
class Bench:
    rubric: Rubric
    worksheet: bool
    rows: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        wanted: list[tuple[str, str]] = [
            (figure, code) for figure in FIGURES for code, node in self.rubric.nodes.items() if self._has(figure, node)
        ]
        wanted += [("area", area.id) for area in self.rubric.areas]
        wanted += [("weight", area.id) for area in self.rubric.areas]
        wanted += [("step", name) for name in ("index", "shown", "missed", "grade", "percent")]
        self.rows.update({each: row for row, each in enumerate(wanted, start=1)})

    @property
    def is_typed_into(self) -> bool:
        return self.worksheet

    @property
    def not_applicable_words(self) -> Sequence[str]:
        return sorted(catalog.answer_words().not_applicable) if self.worksheet else ()

    def keeps(self, figure: Literal["share", "points"], node: Node) -> bool:
        return (figure, node.code) in self.rows

    def cell(self, figure: ScoreFigure, node: Node) -> str:
        return f"{COLUMN}{self.rows[figure, node.code]}"

    def cells(self, figure: ScoreFigure, nodes: Sequence[Node]) -> str:
        return column_ranges(COLUMN, (self.rows[figure, node.code] for node in nodes))

    def weight(self, node: Node, beside: ScoreFigure) -> str:
        assert node.weight is not None
        return exact(node.weight)

    def option_share(self, options: Sequence[Option], answer: str) -> str:
        formula = '""' if self.worksheet else "NA()"
        for option in options:
            for word in option.names:
                formula = f"IF({answer}={quoted(word)},{exact(option.share)},{formula})"
        return formula

    def formula(self, kind: str, code: str, written: Answer) -> str:
        """What stands in a row; `written` is the answer that a row of answers holds."""
        match kind:
            case "own_share":
                return answers.earned(self, self.rubric.nodes[code], written)
            case "share":
                return scores.share(self, self.rubric.nodes[code])
            case "applicable":
                return scores.applicable(self, self.rubric.nodes[code])
            case "points":
                return scores.points(self, self.rubric.nodes[code])
            case "area":
                return scores.points_of(self, self.rubric.tagged(code))
            case "weight":
                return "+".join(scores.applied_weight(self, each) for each in self.rubric.tagged(code)) or "0"
        index, shown, missed = (f"{COLUMN}{self.rows['step', name]}" for name in ("index", "shown", "missed"))
        match code:
            case "index":
                return scores.index(self)
            case "shown":
                return f'IF({index}="","",{grades.as_shown(index)})'
            case "missed":
                targets = {each: answers.target_share(each) for each in self.rubric.items.values()}
                below = [
                    grades.below_target(self.cell("own_share", each), exact(target))
                    for each, target in targets.items()
                    if target is not None
                ]
                return "+".join(f"IF({each},1,0)" for each in below) or "0"
            case "grade":
                assert self.rubric.grade_scale is not None
                return grades.grade(self.rubric.grade_scale, index, shown, missed, grades.written_out)
            case _:
                return scores.percent(index, exact(self.rubric.maximum))

    def write(self, page: Any, tries: Sequence[Try]) -> None:
        for letters, tried in zip(LETTERS[: len(tries)], tries, strict=True):
            for (kind, code), row in self.rows.items():
                answer = tried.meant.get(code, Answer())
                if kind != "answer":
                    formula = self.formula(kind, code, answer).replace(COLUMN, letters)
                    page.write_formula(f"{letters}{row}", f"={formula}")
                else:
                    page.write(f"{letters}{row}", tried.typed.get(code, _as_cell(self.rubric.nodes[code], answer)))

    def _has(self, figure: ScoreFigure, node: Node) -> bool:
        if figure in ("answer", "own_share"):
            return node.is_item and (figure == "answer" or not node.corrects)
        if figure == "applicable":
            return node.weight is not None
        has_share = node.is_item and not node.corrects
        if self.worksheet:
            return (node.weight is None and has_share) == (figure == "share")
        return has_share or figure == "points"


def write_benches(path: Path, benches: Sequence[tuple[Bench, Sequence[Try]]]) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False, "strings_to_formulas": False}) as book:
        for number, (bench, tries) in enumerate(benches):
            bench.write(book.add_worksheet(str(number)), tries)


def _as_cell(item: Node, answer: Answer) -> str | float | None:
    if answer.not_applicable:
        return NOT_APPLICABLE
    value = answer.value
    is_number = value is not None and item.takes_number and answers.fits_a_cell(value)
    return float(value) if is_number and value is not None else value


HALF = Fraction(1, 2)
SCALE = GradeScale(
    "bench", "rb", "", Years(None, None),
    (
        Band("A", Fraction(60), Fraction(100), "", "met"), Band("A-", Fraction(60), Fraction(100), "", "missed"),
        Band("B", Fraction(30), Fraction(60), ""), Band("C", Fraction(0), Fraction(30), ""),
    ),
)  # fmt: skip
_CHOICE = ChoiceScale("abc", (Option("A", Fraction(1)), Option("B", HALF), Option("C", Fraction(0))))
_THIRD = NumberScale(Fraction(0), Fraction(7, 3), (Option("AA", Fraction(1)),))
_SCALES = (
    _CHOICE,
    _CHOICE,
    NumberScale(Fraction(0), Fraction(100)),
    _THIRD,
    RatioScale("part", ("a", "b")),
    RatioScale("capped", ("a", "b")),
    RatioScale("rate", ("a", "b")),
    RatioScale("decrease", ("a", "b")),
)


def rubric_of(*roots: Node, blank_items: Literal["skip", "zero"] = "skip") -> Rubric:
    areas = (Area("x", "X"), Area("y", "Y"))
    return Rubric(
        "bench", "1", "Bench", "rb", "", Years(None, None), "unit", blank_items, "primary", "", roots, areas, SCALE
    )


def random_rubric(seed: int) -> Rubric:
    """A rubric that holds, with every rule somewhere: means and sums, gates behind gates, zero gates, corrections,
    targets, areas."""
    chance = random.Random(seed)
    while True:
        before: list[Node] = []
        branches = [_branch(chance, name, before) for name in "PQR"]
        fix = Node("fix", "", None, answer=NumberScale(Fraction(-5), Fraction(5)), corrects=True, area="y")
        weight = sum((branch.weight or Fraction(0) for branch in branches), Fraction(0))
        top = Node("T", "", weight, (*branches, fix), rescales=chance.random() < 0.8)
        rubric = rubric_of(top, blank_items=chance.choice(["skip", "zero"]))
        if not check_rubric(rubric):
            return rubric


def _zero_gates(chance: random.Random, before: list[Node]) -> tuple[ZeroGate, ...]:
    """Up to two items whose answers make another one zero, each by some of the letters that it offers."""
    found = []
    for gate in chance.sample(before, min(len(before), chance.choice([0, 0, 1, 2]))):
        letters = [option.letter for option in gate.answer.offered] if gate.answer else []
        if letters:
            found.append(ZeroGate(gate.code, tuple(chance.sample(letters, chance.randint(1, len(letters))))))
    return tuple(found)


def _branch(chance: random.Random, name: str, before: list[Node]) -> Node:
    takes_mean = chance.random() < 0.5
    weights = [Fraction(chance.randint(1, 9), chance.choice([1, 2, 3])) for _each in range(chance.randint(2, 4))]
    items = []
    for number, weight in enumerate(weights):
        code = f"{name}.{number}"
        scale = chance.choice(_SCALES)
        gate = chance.choice(before).code if before and chance.random() < 0.5 else None
        target = scale.maximum / 2 if isinstance(scale, NumberScale) and chance.random() < 0.7 else None
        area = chance.choice(["x", "y", None, None])
        items.append(
            Node(
                code, "", None if takes_mean else weight, answer=scale, area=area, multiplied_by=gate,
                may_not_apply=chance.random() < 0.6, target=target, zero_where=_zero_gates(chance, before),
            )
        )  # fmt: skip
        before.append(items[-1])
    area = chance.choice(["x", "y", None])
    return Node(
        name, "", sum(weights, Fraction(0)), tuple(items), area=area, rescales=not takes_mean and chance.random() < 0.7
    )
