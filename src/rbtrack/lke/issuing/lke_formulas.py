"""What stands in the calculated cells of the LKE sheet.

Of every item a hidden column holds the share that its answer alone earns: a number, `N/A` where it
does not apply, and an empty text where there is no answer, or one that is not offered. Everything
else is calculated from there.
"""

from __future__ import annotations

from fractions import Fraction

from rbtrack.domain.evaluation import NOT_APPLICABLE, Answer
from rbtrack.domain.rubric import Node
from rbtrack.formulas import answers, grades, scores
from rbtrack.formulas.terms import NOTHING, any_of, exact, is_blank, quoted
from rbtrack.lke.count_rows import CountRow, joined_formula
from rbtrack.lke.issuing.worksheet_plan import WorksheetPlan
from rbtrack.text import _
from rbtrack.xlsx.addresses import a1

COUNTED = "#"
"""The mark beside a count."""


def own_share(plan: WorksheetPlan, item: Node, written: Answer) -> str:
    """`written` is the answer that the worksheet is issued with."""
    return f"={answers.earned(plan, item, written)}"


def counts(plan: WorksheetPlan, item: Node) -> str:
    """The answer that the counts of an item make."""
    return joined_formula(plan.count_cells(item))


def is_count(plan: WorksheetPlan, count: CountRow, cell: str) -> str:
    """A mark, which is no figure, beside a count that can be one, or that says that the item does not apply."""
    fits = f"IFERROR(AND(ISNUMBER({cell}),{cell}>=0,INT({cell})={cell}),FALSE)"
    says = f"AND({cell}<>{NOTHING},{plan.cell('own_share', count.item)}={quoted(NOT_APPLICABLE)})"
    return f"=IF(OR({fits},{says}),{quoted(COUNTED)},{NOTHING})"


def value(plan: WorksheetPlan, node: Node, written: Answer) -> str:
    """What the sheet states for a node: the share of an unweighted item, the points of all else."""
    if node.corrects:
        return f"={answers.earned(plan, node, written)}"
    return f"={scores.share(plan, node) if plan.keeps('share', node) else scores.points(plan, node)}"


def percent(plan: WorksheetPlan, node: Node) -> str:
    return f"={scores.percent(plan.cell('points', node), plan.weight(node, 'points'))}"


def applicable(plan: WorksheetPlan, node: Node) -> str:
    return f"={scores.applicable(plan, node)}"


def reached(plan: WorksheetPlan, item: Node, target: Fraction) -> str:
    """Whether an answer reaches the least share that meets the target."""
    share = plan.cell("own_share", item)
    missing = [is_blank(share), *([answers.not_applicable(plan, item)] if item.may_not_apply else [])]
    told = f"IF({grades.below_target(share, exact(target))},{quoted(_('No'))},{quoted(_('Yes'))})"
    return f"=IF({any_of(missing)},{NOTHING},{told})"


def index(plan: WorksheetPlan) -> str:
    return f"={scores.index(plan)}"


def grade(plan: WorksheetPlan) -> str:
    """The bare grade of the index at the foot of the table."""
    scale = plan.rubric.grade_scale
    if scale is None:
        return f"={NOTHING}"
    missed = f"COUNTIF({plan.column('reached')},{quoted(_('No'))})" if "reached" in plan.columns else "0"
    total = a1(plan.total_row, plan.columns["value"])
    return f"={grades.grade(scale, total, grades.as_shown(total), missed, grades.written_out)}"
