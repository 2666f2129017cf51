"""Small rubrics, for tests of one rule at a time: names differ from codes, so that neither passes for the other."""

from __future__ import annotations

from fractions import Fraction

from rbtrack.domain.confidence import Confidence
from rbtrack.domain.kinds import ChoiceScale, NumberScale, Option, RatioScale
from rbtrack.domain.rubric import Area, Band, BlankRule, GradeScale, Node, Rubric, Years

ALWAYS = Years(None, None)
LETTERS = ChoiceScale(
    "abc", (Option("A", Fraction(1)), Option("B", Fraction(1, 2)), Option("C", Fraction(0)))
)  # the best comes first, as regulations print it
NUMBER = NumberScale(Fraction(0), Fraction(100))
WORDED = NumberScale(Fraction(0), Fraction("2.5"), (Option("B", Fraction(3, 4)),))
PLUS_OR_MINUS = NumberScale(Fraction(-10), Fraction(10))
PART = RatioScale("part", ("settled", "due"))
DECREASE = RatioScale("decrease", ("last year", "this year"))
ONE, TWO = Area("1", "Area one"), Area("2", "Area two")


def points(number: str | int) -> Fraction:
    return Fraction(number)


def item(code: str, weight: str | int | None = None, **more: object) -> Node:
    more.setdefault("answer", LETTERS)
    return Node(code, f"Item {code}", None if weight is None else Fraction(weight), **more)  # type: ignore[arg-type]


def group(code: str, weight: str | int | None, *children: Node, **more: object) -> Node:
    return Node(code, f"Group {code}", None if weight is None else Fraction(weight), children, **more)  # type: ignore[arg-type]


def rubric(
    *roots: Node,
    code: str = "r",
    blank_items: BlankRule = "skip",
    confidence: Confidence = "primary",
    areas: tuple[Area, ...] = (),
    grade_scale: GradeScale | None = None,
) -> Rubric:
    """The rubric `code`, version 1."""
    return Rubric(code, "1", "Rubric", "rb", "-", ALWAYS, "-", blank_items, confidence, "-", roots, areas, grade_scale)


def scale(
    *ranges: tuple[str, str | int, str | int], code: str = "s", instrument: str = "rb", years: Years = ALWAYS
) -> GradeScale:
    """A scale of grades, each with what it is above and what it reaches up to."""
    bands = tuple(Band(grade, Fraction(above), Fraction(up_to), f"Predicate {grade}") for grade, above, up_to in ranges)
    return GradeScale(code, instrument, "-", years, bands)
