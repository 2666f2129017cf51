"""How a figure came about, from the answers to the index, in lines that can be recomputed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from rbtrack.domain.evaluation import Answer
from rbtrack.domain.numbers import rounded
from rbtrack.domain.scoring import ONE, Scored, ScoredNode

Rule = Literal[
    "answer", "gate", "gate_not_applicable", "zero_gate", "weight", "blank", "blocked", "not_applicable", "correction",
    "mean", "sum", "rescale", "nothing", "rounding", "grade",
]  # fmt: skip
"""What a line does.

`answer`: the answer earns a share. `gate`: that share times the share of the item that multiplies it;
`gate_not_applicable`: times one, since that item does not apply. `zero_gate`: zero, whatever is
answered, for the `answer` to another item (the operand). `weight`: the share times the weight.
`mean`: the sum of shares divided by their number, times the weight. `sum`: the points below added up.
`rescale`: the sum times the weight, divided by the weight that applies. `correction`: the number is
points by itself. `blank`, `blocked` (its gate is blank) and `not_applicable` give no figure; `nothing`:
no part below has one. `rounding`: the index as shown. `grade`: the band that it falls in.
"""


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure that a line uses, and the code of the node that it comes from."""

    code: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Line:
    """One step. `value` is None where there is no figure. `weight`, `counted` (how many a mean is taken
    over) and `applicable` (the weight that applies) are set where the rule uses them."""

    rule: Rule
    code: str
    name: str
    value: Fraction | None
    operands: tuple[Operand, ...] = ()
    answer: Answer | None = None
    weight: Fraction | None = None
    counted: int | None = None
    applicable: Fraction | None = None
    depth: int = 0


def explain(scored: Scored, node: str | None = None) -> tuple[Line, ...]:
    """Every step from the answers to the index and its grade, children before their parents.

    With `node`, only the steps of that node, of all nodes below and above it, and of the items that
    multiply one of these or make it zero. Raises KeyError for a node that the rubric lacks.
    """
    nodes = {each.node.code: each for each in scored.walk()}
    wanted = set(nodes) if node is None else _around(nodes, node)
    lines: list[Line] = []
    for root in scored.roots:
        lines += _lines(root, nodes, wanted, 0)
    index = scored.points
    operands = tuple(Operand(root.node.code, root.points) for root in scored.roots if root.points is not None)
    rubric = scored.rubric
    lines.append(Line("sum" if operands else "nothing", "", rubric.name, index, operands, weight=rubric.maximum))
    if index is not None:
        shown = Fraction(rounded(index))
        lines.append(Line("rounding", "", rubric.name, shown, (Operand("", index),)))
        if scored.band is not None:
            band = scored.band
            lines.append(Line("grade", "", band.grade, shown, (Operand("", band.above), Operand("", band.up_to))))
    return tuple(lines)


def _around(nodes: dict[str, ScoredNode], code: str) -> set[str]:
    """A node, all below it, all above it, and the items that multiply one of these or make it zero."""
    wanted = {each.node.code for each in nodes[code].walk()}
    wanted |= {other for other, each in nodes.items() if code in {below.node.code for below in each.walk()}}
    gates = list(wanted)
    while gates:
        item = nodes[gates.pop()].node
        more = {zero.item for zero in item.zero_where} | ({item.multiplied_by} if item.multiplied_by else set())
        gates += more - wanted
        wanted |= more
    return wanted


def _lines(scored: ScoredNode, nodes: dict[str, ScoredNode], wanted: set[str], depth: int) -> Iterator[Line]:
    for child in scored.children:
        yield from _lines(child, nodes, wanted, depth + 1)
    if scored.node.code in wanted:
        yield from _item(scored, nodes, depth) if scored.node.is_item else _branch(scored, depth)


def _item(scored: ScoredNode, nodes: dict[str, ScoredNode], depth: int) -> Iterator[Line]:
    node, answer, own = scored.node, scored.answer, scored.own_share
    line = Line("answer", node.code, node.name, own, answer=answer, depth=depth)
    if answer.not_applicable:
        yield replace(line, rule="not_applicable")
    elif node.corrects and scored.points is not None:
        yield replace(line, rule="correction", value=scored.points)
    else:
        yield line if own is not None else replace(line, rule="blank")
        if scored.zero_by is not None:
            gate = nodes[scored.zero_by.item]
            assert gate.own_share is not None
            earned = (Operand(gate.node.code, gate.own_share),)
            yield replace(line, rule="zero_gate", value=scored.share, operands=earned, answer=gate.answer)
        elif node.multiplied_by is not None and own is not None:
            yield _gated(replace(line, value=scored.share), nodes[node.multiplied_by], own)
        if node.weight is not None and scored.share is not None:
            operands = (Operand(node.code, scored.share),)
            yield replace(line, rule="weight", value=scored.points, operands=operands, weight=node.weight)


def _gated(line: Line, gate: ScoredNode, own: Fraction) -> Line:
    if gate.answer.not_applicable:
        return replace(
            line, rule="gate_not_applicable", operands=(Operand(line.code, own), Operand(gate.node.code, ONE))
        )
    if gate.share is None:
        return replace(line, rule="blocked", operands=(Operand(line.code, own),))
    return replace(line, rule="gate", operands=(Operand(line.code, own), Operand(gate.node.code, gate.share)))


def _branch(scored: ScoredNode, depth: int) -> Iterator[Line]:
    node = scored.node
    figures = [(child.node.code, child.share if node.takes_mean else child.points) for child in scored.children]
    operands = tuple(Operand(code, value) for code, value in figures if value is not None)
    line = Line("sum", node.code, node.name, scored.points, operands, weight=scored.weight, depth=depth)
    if not operands:
        yield replace(line, rule="nothing")
    elif node.takes_mean:
        yield replace(line, rule="mean", counted=scored.counted)
    else:
        added = sum((operand.value for operand in operands), Fraction(0))
        yield replace(line, value=added)
        if scored.points != added:
            applicable = sum((child.applicable for child in scored.children), Fraction(0))
            yield replace(line, rule="rescale", operands=(Operand(node.code, added),), applicable=applicable)
