"""What an answer earns by itself, for each kind of answer."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from rbtrack.domain.evaluation import EMPTY, NOT_APPLICABLE, Answer
from rbtrack.domain.kinds import ChoiceScale, NumberScale, Option, RatioScale
from rbtrack.domain.rubric import Node
from rbtrack.formulas.score_cells import ScoreCells
from rbtrack.formulas.terms import NOTHING, any_of, exact, is_blank, quoted


def earned(cells: ScoreCells, item: Node, written: Answer = EMPTY) -> str:
    """The share that the answer in its cell earns, or the points that a correction comes to.

    `written` is the answer that the cell is issued with: a number with more digits than a cell holds
    stands there as text, and counts by that text.
    """
    answer, scale = cells.cell("answer", item), item.answer
    match scale:
        case ChoiceScale():
            term = cells.option_share(scale.options, answer)
        case NumberScale():
            term = _number(cells, item, scale, (*scale.words, *_written_out(item, scale, written)))
        case RatioScale():
            term = _ratio(cells, scale, answer)
        case None:
            raise ValueError(item.code)
        case _:
            assert_never(scale)
    return _where_answered(cells, item, term)


def not_applicable(cells: ScoreCells, item: Node) -> str:
    """The condition that an item does not apply to the office."""
    return f"{cells.cell('own_share' if cells.is_typed_into else 'answer', item)}={quoted(NOT_APPLICABLE)}"


def count_not_applicable(cells: ScoreCells, items: Sequence[Node]) -> str:
    """How many of these items, which stand one below the other, do not apply."""
    return f"COUNTIF({cells.cells('own_share' if cells.is_typed_into else 'answer', items)},{quoted(NOT_APPLICABLE)})"


def target_share(item: Node) -> Fraction | None:
    """The least share that meets the target of an item, None where it has none."""
    ends = None if item.answer is None else item.answer.ends
    return None if item.target is None or ends is None else item.target / ends[1]


def fits_a_cell(value: str) -> bool:
    """Whether a number cell keeps `value` in all its digits: 16 of them are written."""
    try:
        return Fraction(f"{float(value):.16G}") == Fraction(value)
    except ValueError:
        return False


def _where_answered(cells: ScoreCells, item: Node, term: str) -> str:
    answer = cells.cell("answer", item)
    if not cells.is_typed_into:
        missing = [is_blank(answer), *([not_applicable(cells, item)] if item.may_not_apply else [])]
        return f"IF({any_of(missing)},{NOTHING},{term})"
    if not item.may_not_apply:
        return term
    words = [f"{answer}={quoted(word)}" for word in (NOT_APPLICABLE, *cells.not_applicable_words)]
    return f"IF({any_of(words)},{quoted(NOT_APPLICABLE)},{term})"


def _number(cells: ScoreCells, item: Node, scale: NumberScale, words: Sequence[Option]) -> str:
    answer = cells.cell("answer", item)
    number = answer if item.corrects else f"{answer}/{exact(scale.maximum)}"
    if cells.is_typed_into:
        number = _if(f"AND({answer}>={exact(scale.minimum)},{answer}<={exact(scale.maximum)})", number)
    if words:
        return f"IF(ISNUMBER({answer}),{number},{cells.option_share(words, answer)})"
    return _if(f"ISNUMBER({answer})", number) if cells.is_typed_into else number


def _written_out(item: Node, scale: NumberScale, written: Answer) -> tuple[Option, ...]:
    value = written.value
    if value is None or fits_a_cell(value) or any(value == word.letter for word in scale.words):
        return ()
    return (Option(value, Fraction(value) if item.corrects else Fraction(value) / scale.maximum),)


def _ratio(cells: ScoreCells, scale: RatioScale, answer: str) -> str:
    first, second = f'VALUE(LEFT({answer},FIND("/",{answer})-1))', f'VALUE(MID({answer},FIND("/",{answer})+1,9))'
    match scale.rule:
        case "part" | "capped" | "rate":
            share = f"IF({second}=0,1,MIN(1,{first}/{second}))"
        case "decrease":
            share = f"IF({first}=0,IF({second}=0,1,0),MAX(0,({first}-{second})/{first}))"
    per_case = f",OR({first}=0,{second}>0)"
    can_be = {"part": f",{first}<={second}", "capped": per_case, "rate": per_case, "decrease": ""}[scale.rule]
    if not cells.is_typed_into:
        return share
    counts = f"AND({first}>=0,{second}>=0,INT({first})={first},INT({second})={second}{can_be})"
    return _if(f"ISTEXT({answer})", f"IFERROR({_if(counts, share)},{NOTHING})")


def _if(condition: str, term: str) -> str:
    return f"IF({condition},{term},{NOTHING})"
