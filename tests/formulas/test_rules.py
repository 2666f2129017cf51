"""Every rule of scoring as a formula, over sheets of two shapes, against the domain; LibreOffice calculates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Literal, get_args

import pytest

from rbtrack.domain.evaluation import Answer
from rbtrack.domain.kinds import AnswerScale, ChoiceScale, NumberScale, Option, RatioScale
from rbtrack.domain.numbers import rounded
from rbtrack.domain.rubric import Node, Rubric, ZeroGate
from rbtrack.domain.scoring import Scored, score
from rbtrack.formulas.terms import column_ranges, exact
from tests.answers import best_answers, random_answers
from tests.formulas.bench import SCALE, Bench, Try, random_rubric, rubric_of, write_benches
from tests.libreoffice import Grid, calculated

NA, BLANK = Answer(not_applicable=True), Answer()
RUBRICS = 14
TEN = NumberScale(Fraction(0), Fraction(10))


@dataclass(frozen=True)
class Trial:
    """A rubric with what is tried on it, in the shape of a worksheet, of a trace, or of both."""

    rubric: Rubric
    tries: Sequence[Try]
    worksheet: tuple[bool, ...] = (True, False)


def expected(scored: Scored) -> dict[tuple[str, str], object]:
    """Every figure of a bench as the domain gives it."""
    found: dict[tuple[str, str], object] = {}
    for node in scored.walk():
        code = node.node.code
        own = "N/A" if node.answer.not_applicable else node.own_share
        found |= {("own_share", code): own, ("share", code): node.share, ("points", code): node.points}
        found["applicable", code] = node.applicable
    for area in scored.areas:
        found |= {("area", area.area.id): area.points, ("weight", area.area.id): area.weight}
    index, maximum = scored.points, scored.rubric.maximum
    steps = {
        "index": index,
        "shown": None if index is None else Fraction(rounded(index)),
        "missed": Fraction(len(scored.missed)),
        "grade": scored.band.grade if scored.band else None,
        "percent": None if index is None else index / maximum,
    }
    return found | {("step", name): value for name, value in steps.items()}


def check(tmp_path: Path, tried: Sequence[Trial]) -> None:
    shapes = [(Bench(trial.rubric, worksheet), trial.tries) for trial in tried for worksheet in trial.worksheet]
    path = tmp_path / "bench.xlsx"
    write_benches(path, shapes)
    (sheets,) = calculated([path], tmp_path)
    for number, (bench, tries) in enumerate(shapes):
        for column, each in enumerate(tries):
            own = expected(score(bench.rubric, each.meant))
            for (kind, code), row in bench.rows.items():
                if kind != "answer":
                    wanted = own[kind, code]
                    if kind == "own_share" and not bench.worksheet and wanted == "N/A":
                        wanted = None  # a trace says so in the answer alone
                    assert _close(_cell(sheets[str(number)], row, column), wanted), (number, kind, code, each)


def _cell(grid: Grid, row: int, column: int) -> str | float:
    cells = grid[row - 1] if row <= len(grid) else []
    return cells[column] if column < len(cells) else ""


def _close(seen: str | float, wanted: object) -> bool:
    if isinstance(wanted, Fraction):
        return isinstance(seen, float) and abs(seen - float(wanted)) < 1e-9
    return seen == (wanted or "")


def item(code: str, weight: Fraction | int | None = None, **more: object) -> Node:
    return Node(code, "", None if weight is None else Fraction(weight), answer=TEN, **more)  # type: ignore[arg-type]


def group(code: str, weight: int, *children: Node, rescales: bool = False) -> Node:
    return Node(code, "", Fraction(weight), children, rescales=rescales)


def given(*values: str | Answer) -> Try:
    """Answers to the items a, b, c and so on."""
    answers = (value if isinstance(value, Answer) else Answer(value) for value in values)
    return Try(dict(zip("abcde", answers, strict=False)))


@pytest.mark.libreoffice
def test_libreoffice_calculates_random_rubrics_as_the_domain_does(tmp_path: Path) -> None:
    """Rules in every combination: with answers at random, all best, and the corrections that were made."""

    def tries(rubric: Rubric) -> list[Try]:
        random = [{**random_answers(rubric, seed), "fix": Answer("-2.5")} for seed in range(8)]
        return [Try(answers) for answers in ({}, best_answers(rubric), *random)]

    rubrics = [random_rubric(seed) for seed in range(RUBRICS)]
    kinds = {type(item.answer) for rubric in rubrics for item in rubric.items.values()}
    assert kinds == set(get_args(AnswerScale)), "a kind of answer whose formula nothing tries: add it to the bench"
    check(tmp_path, [Trial(rubric, tries(rubric)) for rubric in rubrics])


def gates() -> Trial:
    """c behind b behind a: each blank, zero, not applicable, in part."""
    items = (
        item("a", may_not_apply=True),
        item("b", multiplied_by="a", may_not_apply=True),
        item("c", multiplied_by="b"),
    )
    tries = [
        given("5", "5", "10"), given(BLANK, "5", "10"), given("5", BLANK, "10"), given(NA, "5", "10"), given("5", NA, "10"),
        given(NA, NA, "10"), given("0", "5", "10"), given("0", NA, "10"), given(BLANK, NA, "10"), given(NA, BLANK, "10"),
    ]  # fmt: skip
    return Trial(rubric_of(group("g", 30, group("m", 30, *items), rescales=True)), tries)


def weighted_gates() -> Trial:
    """The same where every item has a weight of its own, in a sum that is scaled up."""
    items = (
        item("a", 3, may_not_apply=True), item("b", 10, multiplied_by="a", may_not_apply=True), item("c", 7, multiplied_by="b"),
    )  # fmt: skip
    return Trial(rubric_of(group("g", 20, *items, rescales=True)), gates().tries)


def gate_without_a_share() -> Trial:
    """A correction earns no share: what it is said to multiply waits for ever."""
    fix = Node("b", "", None, answer=TEN, corrects=True)
    return Trial(rubric_of(item("a", 10, multiplied_by="b"), fix), [given("5", "2"), given("5", BLANK)])


def blanks(rule: Literal["skip", "zero"]) -> Trial:
    """A mean in which blanks are left out, or count zero; what does not apply is left out by either rule."""
    items = item("a"), item("b", may_not_apply=True), item("c", may_not_apply=True)
    tries = [
        given("8", BLANK, "4"), given(BLANK, NA, "4"), given("8", NA, NA), given(BLANK, NA, NA), given(BLANK, BLANK, NA),
    ]  # fmt: skip
    return Trial(rubric_of(group("g", 12, *items), blank_items=rule), tries)


def bands(closed: Literal["upper", "lower"] = "upper", *, holds_end: bool = True) -> Trial:
    """The edges of every band to the fraction that decides, and both sides of a target."""
    edge = Node("a", "", Fraction(100), answer=NumberScale(Fraction(0), Fraction(100)), target=Fraction(80))
    ends = sorted({end for band in SCALE.bands for end in (band.above, band.up_to)})
    near = [end + step for end in ends for step in map(Fraction, ("-0.01", "0", "0.004", "0.005", "0.01"))]
    values = [*(value for value in near if 0 <= value <= 100), Fraction(80), Fraction("79.99")]
    rubric = replace(rubric_of(edge), grade_scale=replace(SCALE, closed=closed, holds_end=holds_end))
    return Trial(rubric, [given(str(float(value))) for value in values])


def odd_answers() -> Trial:
    """The ends of a range; letters with signs of a formula in them."""
    signs = ChoiceScale(
        "signs", (Option('"Ya", sudah', Fraction(1)), Option("=1+1", Fraction(1, 3)), Option("x", Fraction(0)))
    )
    rubric = rubric_of(Node("a", "", Fraction(10), answer=signs), item("b", 20))
    return Trial(rubric, [given('"Ya", sudah', "0"), given("=1+1", "10"), given("x", "0.1")])


def typed() -> Trial:
    """What people type: words for what does not apply, letters in any case; what is not offered counts as a blank."""
    choice = ChoiceScale("ab", (Option("A", Fraction(1)), Option("B", Fraction(1, 3))))
    ratio = RatioScale("part", ("first", "second"))
    items = (
        Node("a", "", Fraction(10), answer=choice, may_not_apply=True),
        item("b", 20), Node("c", "", Fraction(30), answer=ratio),
        Node("e", "", Fraction(30), answer=RatioScale("rate", ("first", "second"))),
        Node("f", "", Fraction(30), answer=RatioScale("capped", ("first", "second"))),
        Node("d", "", None, answer=NumberScale(Fraction(-5), Fraction(5)), corrects=True),
    )  # fmt: skip
    cells: dict[str, list[tuple[str | float, Answer]]] = {
        "a": [("a", Answer("A")), ("b", Answer("B")), ("C", BLANK), *((word, NA) for word in ("N/A", "na", "tidak berlaku", "NOT APPLICABLE"))],
        "b": [(0, Answer("0")), (10, Answer("10")), (-0.5, BLANK), (10.5, BLANK), ("ten", BLANK)],
        "c": [("3/4", Answer("3/4")), (" 3 / 4", Answer("3/4")), (0.75, BLANK), ("3", BLANK), ("-3/4", BLANK), ("1.5/4", BLANK),
              ("3/4.5", BLANK), ("3/-4", BLANK), ("3/x", BLANK), ("4/4", Answer("4/4")), ("5/4", BLANK), ("0/0", Answer("0/0")), ("3/0", BLANK)],
        "e": [("5/4", Answer("5/4")), ("0/0", Answer("0/0")), ("3/0", BLANK)],
        "f": [("5/4", Answer("5/4")), ("0/0", Answer("0/0")), ("3/0", BLANK), ("3/4", Answer("3/4"))],
        "d": [(-5, Answer("-5")), (5, Answer("5")), (-6, BLANK), (6, BLANK), ("two", BLANK)],
    }  # fmt: skip
    tries = [Try({code: answer}, {code: cell}) for code, found in cells.items() for cell, answer in found]
    return Trial(rubric_of(group("g", 60, *items, rescales=True)), tries, worksheet=(True,))


def zero_gates() -> Trial:
    """b is zero where a is B, by any of its names; a blank too, and not what does not apply."""
    yes_or_no = ChoiceScale("yn", (Option("A", Fraction(1)), Option("B", Fraction(1, 2), ("be", "Tidak"))))
    zero = (ZeroGate("a", ("B",)),)
    items = (
        Node("a", "", None, answer=yes_or_no), item("b", may_not_apply=True, zero_where=zero),
        item("c", multiplied_by="b"), item("d", zero_where=zero, multiplied_by="c"),
    )  # fmt: skip
    answers: list[tuple[str | Answer, ...]] = [
        ("A", "5", "4", "8"),
        ("B", "5", "4", "8"),
        ("B", BLANK, "4", BLANK),
        ("B", NA, "4", "8"),
        (BLANK, BLANK, "4", "8"),
    ]
    tries = [given(*each) for each in answers]
    typed = [Try(given("B", "5", "4", "8").meant, {"a": word}) for word in ("b", "BE", "tidak")]
    return Trial(rubric_of(group("g", 40, *items)), [*tries, *typed], worksheet=(True,))


@pytest.mark.libreoffice
def test_libreoffice_calculates_the_cases_that_decide_a_rule(tmp_path: Path) -> None:
    decisive = gates(), weighted_gates(), gate_without_a_share(), blanks("skip"), blanks("zero"), odd_answers()
    edges = bands(), bands(holds_end=False), bands("lower"), bands("lower", holds_end=False)
    check(tmp_path, [*decisive, *edges, typed(), zero_gates()])


def test_cells_that_follow_each_other_are_one_range() -> None:
    assert column_ranges("C", [8, 3, 4, 5]) == "C3:C5,C8"
    assert column_ranges("'LKE'!C", [2]) == "'LKE'!C2"


@pytest.mark.parametrize(("number", "text"), [("1/4", "0.25"), ("1/3", "(1/3)"), ("-5/2", "-2.5"), ("60", "60")])
def test_fractions_stay_exact_in_a_formula(number: str, text: str) -> None:
    assert exact(Fraction(number)) == text
