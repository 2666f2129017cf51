"""The live formulas of the table: the rules of `rbtrack.domain.scoring`, in cells.

Of every item a hidden column holds the share that its answer alone earns: a number, `N/A` where it
does not apply, and an empty text where there is no answer, or one that is not offered. Everything
else is calculated from there. Only functions that Excel 2010 and LibreOffice both know.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rbtrack.domain.evaluation import NOT_APPLICABLE, Answer
from rbtrack.domain.kinds import ChoiceScale, NumberScale, Option, RatioScale
from rbtrack.domain.rubric import GradeScale, Node
from rbtrack.formulas import exact, ratio_parts, ratio_share, rounded, total
from rbtrack.lke.issuing.sheet import Plan
from rbtrack.text import _

_NOT_APPLICABLE_WORDS = (NOT_APPLICABLE, "NA", "Tidak berlaku", "Not applicable")


def share_formula(plan: Plan, item: Node, written: Answer) -> str:
    """What the answer alone earns. `written` is the answer that the worksheet is issued with."""
    cell = plan.cell(item.code, "answer")
    if isinstance(item.answer, RatioScale):
        formula = _ratio(item.answer, cell)
    elif isinstance(item.answer, ChoiceScale):
        formula = _choice(item.answer.options, cell, '""')
    else:
        assert isinstance(item.answer, NumberScale), item.code
        options = (*item.answer.words, *_long_number(item, written))
        formula = _choice(options, cell, _number(item.answer, cell, f"{cell}/{exact(item.answer.maximum)}"))
    if item.may_not_apply:
        words = ",".join(f"{cell}={quoted(word)}" for word in _NOT_APPLICABLE_WORDS)
        formula = f"IF(OR({words}),{quoted(NOT_APPLICABLE)},{formula})"
    return f"={formula}"


def value_formula(plan: Plan, node: Node, written: Answer) -> str:
    """What the sheet states for a node: the share of an unweighted item, the points of all else."""
    if node.corrects:
        assert isinstance(node.answer, NumberScale), node.code
        cell = plan.cell(node.code, "answer")
        return f"={_choice(_long_number(node, written), cell, _number(node.answer, cell, cell))}"
    if node.is_item:
        return _item_value(plan, node)
    return _mean(plan, node) if node.takes_mean else _sum(plan, node)


def percent_formula(plan: Plan, node: Node) -> str:
    value = plan.cell(node.code, "value")
    return f'=IF({value}="","",{value}/{plan.cell(node.code, "weight")})'


def applicable_formula(plan: Plan, node: Node) -> str:
    """The part of the weight to which the office is held."""
    if node.is_item:
        return f"=IF({plan.cell(node.code, 'share')}={quoted(NOT_APPLICABLE)},0,{plan.cell(node.code, 'weight')})"
    weight = plan.cell(node.code, "weight")
    if node.takes_mean:
        return f"=IF({_applying(plan, node)}=0,0,{weight})"
    below = f"SUM({_children(plan, node, 'applicable')})"
    return f"=IF({below}=0,0,{weight})" if node.rescales else f"={below}"


def reached_formula(plan: Plan, item: Node) -> str:
    """Whether a number reaches its target."""
    assert item.target is not None
    assert isinstance(item.answer, NumberScale), item.code
    share = plan.cell(item.code, "share")
    missed = f"ROUND({share}*{exact(item.answer.maximum)},9)<{exact(item.target)}"
    return f'=IF(ISNUMBER({share}),IF({missed},{quoted(_("No"))},{quoted(_("Yes"))}),"")'


def grade_formula(scale: GradeScale, index: str, missed: str) -> str:
    """The grade of the rounded index; `missed` counts the items below their target."""
    shown = rounded(index)
    lowest = min(band.above for band in scale.bands)
    formula = '""'
    for band in reversed(scale.bands):
        above = ">=" if band.above == lowest else ">"
        tests = [f"{shown}{above}{exact(band.above)}", f"{shown}<={exact(band.up_to)}"]
        if band.targets is not None:
            tests.append(f"{missed}{'=' if band.targets == 'met' else '>'}0")
        formula = f"IF(AND({','.join(tests)}),{quoted(band.grade)},{formula})"
    return f'=IF({index}="","",{formula})'


def points(plan: Plan, node: Node, parent: Node | None) -> str:
    """The points of a node, as a term: an unweighted item states its share, and earns a part of its parent."""
    value = plan.cell(node.code, "value")
    if node.weight is not None or node.corrects or parent is None:
        return value
    # A term that is no cell must be a number: SUM takes an empty text in a cell, but not in its list.
    return f'IF({value}="",0,{value}*{plan.cell(parent.code, "weight")}/{_counted(plan, parent)})'


def weight(plan: Plan, node: Node, parent: Node | None) -> str:
    """The weight as it is applied, as a term: none for an item that does not apply, or leaves the mean."""
    if node.is_item and node.may_not_apply:
        return f"IF({plan.cell(node.code, 'share')}={quoted(NOT_APPLICABLE)},0,{_weight(plan, node, parent)})"
    return _weight(plan, node, parent)


def quoted(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def is_number(value: str) -> bool:
    """Whether a number cell keeps `value` in all its digits: 16 of them are written."""
    try:
        return Fraction(f"{float(value):.16G}") == Fraction(value)
    except ValueError:
        return False


def _weight(plan: Plan, node: Node, parent: Node | None) -> str:
    if node.weight is not None:
        return plan.cell(node.code, "weight")
    if node.corrects or parent is None:
        return "0"
    part = f"{plan.cell(parent.code, 'weight')}/{_counted(plan, parent)}"
    nothing = (
        f'{plan.cell(node.code, "value")}=""' if plan.rubric.blank_items == "skip" else f"{_given(plan, parent)}=0"
    )
    return f"IF({nothing},0,{part})"


def _choice(options: Sequence[Option], cell: str, otherwise: str) -> str:
    """The share of the option that stands in the cell, by its letter or another of its names."""
    formula = otherwise
    for option in reversed(options):
        words = [f"{cell}={quoted(word)}" for word in (option.letter, *option.aliases)]
        test = words[0] if len(words) == 1 else f"OR({','.join(words)})"
        formula = f"IF({test},{exact(option.share)},{formula})"
    return formula


def _long_number(item: Node, written: Answer) -> tuple[Option, ...]:
    """A number with more digits than a cell holds is written as text, and counts by that text."""
    assert isinstance(item.answer, NumberScale), item.code
    value = written.value
    if value is None or is_number(value) or any(value == word.letter for word in item.answer.words):
        return ()
    earned = Fraction(value)
    return (Option(value, earned if item.corrects else earned / item.answer.maximum),)


def _number(scale: NumberScale, cell: str, result: str) -> str:
    within = f"AND({cell}>={exact(scale.minimum)},{cell}<={exact(scale.maximum)})"
    return f'IF(ISNUMBER({cell}),IF({within},{result},""),"")'


def _ratio(scale: RatioScale, cell: str) -> str:
    first, second = ratio_parts(cell)
    counts = f"AND({first}>=0,{second}>=0,INT({first})={first},INT({second})={second})"
    return f'IF(ISTEXT({cell}),IFERROR(IF({counts},{ratio_share(scale, cell)},""),""),"")'


def _item_value(plan: Plan, item: Node) -> str:
    share = plan.cell(item.code, "share")
    factors = [share] if item.weight is None else [share, plan.cell(item.code, "weight")]
    tests = [f"ISNUMBER({share})"]
    if item.multiplied_by is not None:
        gate = plan.rubric.items[item.multiplied_by]
        value = plan.cell(gate.code, "value")
        factors.append(value if gate.weight is None else f"{value}/{plan.cell(gate.code, 'weight')}")
        tests.append(f"ISNUMBER({value})")
    test = tests[0] if len(tests) == 1 else f"AND({','.join(tests)})"
    return f'=IF({test},{"*".join(factors)},"")'


def _mean(plan: Plan, node: Node) -> str:
    cells = _children(plan, node, "value")
    mean = f"SUM({cells})/{_counted(plan, node)}"
    return f'=IF({_given(plan, node)}=0,"",{mean}*{plan.cell(node.code, "weight")})'


def _given(plan: Plan, node: Node) -> str:
    return f"COUNT({_children(plan, node, 'value')})"


def _counted(plan: Plan, node: Node) -> str:
    """Over how many children a mean is taken: blanks leave it, or count zero; what does not apply leaves it always."""
    return _given(plan, node) if plan.rubric.blank_items == "skip" else _applying(plan, node)


def _applying(plan: Plan, node: Node) -> str:
    count = str(len(node.children))
    if not any(child.may_not_apply for child in node.children):
        return count
    return f"({count}-COUNTIF({_children(plan, node, 'share')},{quoted(NOT_APPLICABLE)}))"


def _children(plan: Plan, node: Node, role: str) -> str:
    """The cells below a node: items stand one under the other, branches have rows of their own between them."""
    cells = [plan.cell(child.code, role) for child in node.children]
    return f"{cells[0]}:{cells[-1]}" if all(child.is_item for child in node.children) else ",".join(cells)


def _sum(plan: Plan, node: Node) -> str:
    cells = _children(plan, node, "value")
    if not node.rescales or "applicable" not in plan.columns:
        return total(cells)
    applicable = f"SUM({_children(plan, node, 'applicable')})"
    scaled = f"SUM({cells})*IF({applicable}=0,1,{plan.cell(node.code, 'weight')}/{applicable})"
    return f'=IF(COUNT({cells})=0,"",{scaled})'
