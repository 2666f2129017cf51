"""From what each answer earns to the index: gates, means, sums, and what does not apply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbtrack.domain.rubric import Node
from rbtrack.formulas.answers import count_not_applicable, earned, not_applicable
from rbtrack.formulas.score_cells import ScoreCells
from rbtrack.formulas.terms import NOTHING, any_of, is_blank, quoted, total


def share(cells: ScoreCells, item: Node, times: str = "") -> str:
    """What is left of an item's own share after its gates, `times` a further factor.

    Where an answer to another item makes it zero, it is zero, answered or not. Of the item that multiplies it, a
    blank leaves nothing; one that does not apply multiplies by one.
    """
    left = _multiplied(cells, item, times)
    zero = [
        f"{cells.cell('answer', cells.rubric.items[code])}={quoted(word)}" for code, word in _zero_words(cells, item)
    ]
    if not zero:
        return left
    left = f"IF({any_of(zero)},0,{left})"
    return f"IF({not_applicable(cells, item)},{NOTHING},{left})" if item.may_not_apply else left


def _zero_words(cells: ScoreCells, item: Node) -> Iterator[tuple[str, str]]:
    """The items whose answers make this one zero, each with every word that such an answer may stand there as."""
    for zero in item.zero_where:
        scale = cells.rubric.items[zero.item].answer
        assert scale is not None
        chosen = [option for option in scale.offered if option.letter in zero.answers]
        yield from ((zero.item, word) for option in chosen for word in option.names)


def _multiplied(cells: ScoreCells, item: Node, times: str) -> str:
    own = cells.cell("own_share", item)
    missing, factors = [is_blank(own)], [own]
    if item.may_not_apply and cells.is_typed_into:
        missing.append(not_applicable(cells, item))
    if item.multiplied_by is not None:
        gate = cells.rubric.items[item.multiplied_by]
        if gate.corrects:
            return NOTHING  # a correction has no share, and what waits for it is never counted
        missing.append(_is_open(cells, gate))
        factors.append(_factor(cells, gate))
    return f"IF({any_of(missing)},{NOTHING},{'*'.join([*factors, *([times] if times else [])])})"


def points(cells: ScoreCells, node: Node, nothing: str = NOTHING) -> str:
    """The points of a node; an unweighted item earns a part of the node above it."""
    if node.corrects:
        return earned(cells, node)
    if node.is_item:
        full = cells.weight(node, "points") if node.weight is not None else _part(cells, node)
        if not cells.keeps("share", node):
            return share(cells, node, full)
        kept = cells.cell("share", node)
        return f"IF({is_blank(kept)},{nothing},{kept}*{full})"
    weight = cells.weight(node, "points")
    if node.takes_mean:
        mean = f"SUM({cells.cells('share', node.children)})/{_counted(cells, node)}"
        return f"IF({_given(cells, node)}=0,{NOTHING},{mean}*{weight})"
    parts = cells.cells("points", node.children)
    if not _loses_weight(node) or not node.rescales:
        return total(parts, parts)
    below = _applicable_below(cells, node)
    return f"IF(COUNT({parts})=0,{NOTHING},SUM({parts})*IF({below}=0,1,{weight}/{below}))"


def applicable(cells: ScoreCells, node: Node) -> str:
    """The part of the weight of a weighted node to which the office is held."""
    weight = cells.weight(node, "applicable")
    if not _loses_weight(node):
        return weight
    if node.is_item:
        return f"IF({not_applicable(cells, node)},0,{weight})"
    if node.takes_mean:
        return f"IF({_applying(cells, node)}=0,0,{weight})"
    below = _applicable_below(cells, node)
    return f"IF({below}=0,0,{weight})" if node.rescales else below


def applied_weight(cells: ScoreCells, node: Node) -> str:
    """The weight that counts in a sum of weights: none of a correction, an item that does not apply, or a blank
    that leaves its mean."""
    if node.corrects:
        return "0"
    if node.weight is not None:
        weight = cells.weight(node, "points")
    else:
        skips = cells.rubric.blank_items == "skip"
        parent = cells.rubric.parents[node.code]
        leaves = is_blank(cells.cell("share", node)) if skips else f"{_given(cells, parent)}=0"
        weight = f"IF({leaves},0,{_part(cells, node)})"
    if node.is_item and node.may_not_apply:
        return f"IF({not_applicable(cells, node)},0,{weight})"
    return weight


def percent(reached: str, weight: str, *, has_weight: bool = True) -> str:
    """Points as a part of the weight (0 to 1); nothing of a weight that is missing or zero, where that can be."""
    missing = [is_blank(reached), *([] if has_weight else [is_blank(weight), f"{weight}=0"])]
    return f"IF({any_of(missing)},{NOTHING},{reached}/{weight})"


def points_of(cells: ScoreCells, nodes: Sequence[Node]) -> str:
    """The points of several nodes together, wherever they stand in the tree; nothing where there are none."""
    if not nodes:
        return NOTHING
    kept = [node for node in nodes if cells.keeps("points", node)]
    shares = [node for node in nodes if not cells.keeps("points", node)]
    whole = [cells.cells("points", kept)] if kept else []
    counted = [*whole, *([cells.cells("share", shares)] if shares else [])]
    # A term that is no cell must be a number: SUM takes an empty text in a cell, but not in its list.
    summed = [*whole, *(points(cells, node, nothing="0") for node in shares)]
    return total(",".join(counted), ",".join(summed))


def index(cells: ScoreCells) -> str:
    """The points of all branches and corrections."""
    return points_of(cells, cells.rubric.roots)


def _is_open(cells: ScoreCells, gate: Node) -> str:
    """The condition that a gate waits for an answer."""
    blank = is_blank(cells.cell("share" if cells.keeps("share", gate) else "points", gate))
    return f"IF({not_applicable(cells, gate)},FALSE,{blank})" if gate.may_not_apply else blank


def _factor(cells: ScoreCells, gate: Node) -> str:
    """By what a gate multiplies: its share after its own gate, or one where it does not apply."""
    if cells.keeps("share", gate):
        factor = cells.cell("share", gate)
    else:
        factor = f"{cells.cell('points', gate)}/{cells.weight(gate, 'points')}"
    return f"IF({not_applicable(cells, gate)},1,{factor})" if gate.may_not_apply else factor


def _part(cells: ScoreCells, item: Node) -> str:
    """What an unweighted item can earn: an equal part of the node above it."""
    parent = cells.rubric.parents[item.code]
    return f"{cells.weight(parent, 'points')}/{_counted(cells, parent)}"


def _given(cells: ScoreCells, node: Node) -> str:
    """The number of shares that a mean is taken of."""
    return f"COUNT({cells.cells('share', node.children)})"


def _counted(cells: ScoreCells, node: Node) -> str:
    """Over how many children a mean is taken: blanks leave it, or count zero; what does not apply leaves it always."""
    return _given(cells, node) if cells.rubric.blank_items == "skip" else _applying(cells, node)


def _applying(cells: ScoreCells, node: Node) -> str:
    count = str(len(node.children))
    if not any(child.may_not_apply for child in node.children):
        return count
    return f"({count}-{count_not_applicable(cells, node.children)})"


def _loses_weight(node: Node) -> bool:
    """Whether anything at or below a node may not apply."""
    return any(each.may_not_apply for each in node.walk())


def _applicable_below(cells: ScoreCells, node: Node) -> str:
    return f"SUM({cells.cells('applicable', [child for child in node.children if not child.corrects])})"
