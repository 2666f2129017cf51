"""Every rule of scoring as a formula, over sheets of two shapes, against the domain; LibreOffice calculates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from rbtrack.domain.evaluation import Answer
from rbtrack.domain.kinds import ChoiceScale, NumberScale, Option
from rbtrack.domain.numbers import rounded
from rbtrack.domain.rubric import Node, Rubric
from rbtrack.domain.scoring import Scored, score
from tests.answers import best_answers, random_answers
from tests.formulas.bench import SCALE, Bench, random_rubric, rubric_of, write_benches
from tests.libreoffice import calculated

Answers = Mapping[str, Answer]
NA, BLANK = Answer(not_applicable=True), Answer()
RUBRICS = 14
TEN = NumberScale(Fraction(0), Fraction(10))


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


def check(tmp_path: Path, tried: Sequence[tuple[Rubric, Sequence[Answers]]]) -> None:
    benches = [(Bench(rubric, worksheet), sets) for rubric, sets in tried for worksheet in (True, False)]
    path = tmp_path / "bench.xlsx"
    write_benches(path, benches)
    (sheets,) = calculated([path], tmp_path)
    for number, (bench, sets) in enumerate(benches):
        grid = sheets[str(number)]
        for column, given in enumerate(sets):
            own = expected(score(bench.rubric, given))
            for (kind, code), row in bench.rows.items():
                if kind != "answer":
                    wanted = own[kind, code]
                    if kind == "own_share" and not bench.worksheet and wanted == "N/A":
                        wanted = None  # a trace says so in the answer alone
                    cells = grid[row - 1] if row <= len(grid) else []
                    seen = cells[column] if column < len(cells) else ""
                    where = (number, bench.worksheet, kind, code, given)
                    if isinstance(wanted, Fraction):
                        assert isinstance(seen, float), where
                        assert abs(seen - float(wanted)) < 1e-9, where
                    else:
                        assert seen == (wanted or ""), where


def item(code: str, weight: Fraction | int | None = None, **more: object) -> Node:
    return Node(code, "", None if weight is None else Fraction(weight), answer=TEN, **more)  # type: ignore[arg-type]


def group(code: str, weight: int, *children: Node, rescales: bool = False) -> Node:
    return Node(code, "", Fraction(weight), children, rescales=rescales)


def given(*values: str | Answer) -> Answers:
    """Answers to the items a, b, c and so on."""
    return {
        code: value if isinstance(value, Answer) else Answer(value)
        for code, value in zip("abcde", values, strict=False)
    }


@pytest.mark.libreoffice
def test_libreoffice_calculates_random_rubrics_as_the_domain_does(tmp_path: Path) -> None:
    """Rules in every combination: with answers at random, all best, and the corrections that were made."""
    rubrics = [random_rubric(seed) for seed in range(RUBRICS)]
    check(
        tmp_path,
        [
            (
                rubric,
                [
                    {},
                    best_answers(rubric),
                    *({**random_answers(rubric, seed), "fix": Answer("-2.5")} for seed in range(8)),
                ],
            )
            for rubric in rubrics
        ],
    )


def gates() -> tuple[Rubric, list[Answers]]:
    """c behind b behind a: each blank, zero, not applicable, in part."""
    items = (
        item("a", may_not_apply=True),
        item("b", multiplied_by="a", may_not_apply=True),
        item("c", multiplied_by="b"),
    )
    mean = group("m", 30, *items)
    sets = [
        given("5", "5", "10"), given(BLANK, "5", "10"), given("5", BLANK, "10"), given(NA, "5", "10"), given("5", NA, "10"),
        given(NA, NA, "10"), given("0", "5", "10"), given("0", NA, "10"), given(BLANK, NA, "10"), given(NA, BLANK, "10"),
    ]  # fmt: skip
    return rubric_of(group("g", 30, mean, rescales=True)), sets


def weighted_gates() -> tuple[Rubric, list[Answers]]:
    """The same where every item has a weight of its own, in a sum that is scaled up."""
    items = (
        item("a", 3, may_not_apply=True), item("b", 10, multiplied_by="a", may_not_apply=True), item("c", 7, multiplied_by="b"),
    )  # fmt: skip
    return rubric_of(group("g", 20, *items, rescales=True)), gates()[1]


def blanks(rule: str) -> tuple[Rubric, list[Answers]]:
    """A mean in which blanks are left out, or count zero; what does not apply is left out by either rule."""
    items = item("a"), item("b", may_not_apply=True), item("c", may_not_apply=True)
    sets = [
        given("8", BLANK, "4"),
        given(BLANK, NA, "4"),
        given("8", NA, NA),
        given(BLANK, NA, NA),
        given(BLANK, BLANK, NA),
    ]
    return rubric_of(group("g", 12, *items), blank_items="zero" if rule == "zero" else "skip"), sets


def bands() -> tuple[Rubric, list[Answers]]:
    """The edges of every band to the fraction that decides, and both sides of a target."""
    edge = Node("a", "", Fraction(100), answer=NumberScale(Fraction(0), Fraction(100)), target=Fraction(80))
    ends = sorted({end for band in SCALE.bands for end in (band.above, band.up_to)})
    near = [end + step for end in ends for step in map(Fraction, ("-0.01", "0", "0.004", "0.005", "0.01"))]
    values = [*(value for value in near if 0 <= value <= 100), Fraction(80), Fraction("79.99")]
    return rubric_of(edge), [given(str(float(value))) for value in values]


def odd_answers() -> tuple[Rubric, list[Answers]]:
    """More digits than a cell holds; the ends of a range; letters with signs of a formula in them."""
    signs = ChoiceScale(
        "signs", (Option('"Ya", sudah', Fraction(1)), Option("=1+1", Fraction(1, 3)), Option("x", Fraction(0)))
    )
    choice = Node("a", "", Fraction(10), answer=signs)
    number = item("b", 20)
    return rubric_of(choice, number), [given('"Ya", sudah', "0"), given("=1+1", "10"), given("x", "0.1")]


@pytest.mark.libreoffice
def test_libreoffice_calculates_the_cases_that_decide_a_rule(tmp_path: Path) -> None:
    check(tmp_path, [gates(), weighted_gates(), blanks("skip"), blanks("zero"), bands(), odd_answers()])
