"""The rules of `rbtrack.domain.scoring` as live formulas of a trace.

A blank is an empty text, never 0. Only functions that Excel 2010 and LibreOffice both know. An
answer that is not offered gives an error, and so does all that rests on it: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rbtrack.domain.evaluation import NOT_APPLICABLE
from rbtrack.domain.kinds import ChoiceScale, NumberScale, Option, RatioScale
from rbtrack.domain.rubric import Band, GradeScale, Node, Rubric
from rbtrack.formulas import exact, ratio_share, rounded, total
from rbtrack.reports.summary.plan import COLUMN, TARGET, Plan, Section, Step


@dataclass(frozen=True, slots=True)
class OptionCells:
    """Where the options of an answer scale stand on the sheet of scales: absolute ranges."""

    letters: str
    shares: str


@dataclass(frozen=True, slots=True)
class BandCells:
    """Where the bands of a grade scale stand, lowest first: absolute ranges and cells."""

    above: str
    met: str
    missed: str
    lowest: str
    highest: str


@dataclass(frozen=True, slots=True)
class ScaleCells:
    """The sheet of scales, as formulas refer to it."""

    options: Mapping[tuple[Option, ...], OptionCells]
    bands: Mapping[GradeScale, BandCells]


def own_share(plan: Plan, item: Node, scales: ScaleCells) -> str:
    """What an answer earns by itself."""
    answer = plan.cell("answer", item.code)
    blank = f'{answer}=""'
    if item.may_not_apply:
        blank = f'OR({blank},{answer}="{NOT_APPLICABLE}")'
    return f'=IF({blank},"",{_earned(item, answer, scales)})'


def share(plan: Plan, item: Node, scales: ScaleCells) -> str:
    """What is left of it after the item that multiplies it; a blank gate leaves nothing."""
    if item.multiplied_by is None:
        return own_share(plan, item, scales)
    own, gate = plan.cell("own", item.code), plan.cell("share", item.multiplied_by)
    return f'=IF(OR({own}="",{gate}=""),"",{own}*{gate})'


def applicable(plan: Plan, node: Node) -> str:
    """The part of the weight to which the office is held."""
    weight = plan.weight("applicable", node.code)
    if node.is_item:
        answer = plan.cell("answer", node.code)
        return f'=IF({answer}="{NOT_APPLICABLE}",0,{weight})' if node.may_not_apply else f"={weight}"
    if node.takes_mean:
        return f"=IF({_applying(plan, node)}=0,0,{weight})"
    below = f"SUM({_below(plan, 'applicable', node)})"
    return f"=IF({below}=0,0,{weight})" if node.rescales else f"={below}"


def points(plan: Plan, node: Node) -> str:
    """The points of a node; an unweighted item earns a part of the node above it."""
    if node.corrects:
        answer = plan.cell("answer", node.code)
        return f'=IF({answer}="","",{answer})'
    if node.is_item:
        earned = plan.cell("share", node.code)
        if node.weight is not None:
            return f'=IF({earned}="","",{earned}*{plan.weight("points", node.code)})'
        parent = plan.parents[node.code]
        part = f"{plan.weight('points', parent.code)}/{_counted(plan, parent)}"
        return f'=IF({earned}="","",{earned}*{part})'
    weight = plan.weight("points", node.code)
    if node.takes_mean:
        shares = _below(plan, "share", node)
        return f'=IF(COUNT({shares})=0,"",SUM({shares})/{_counted(plan, node)}*{weight})'
    parts = _below(plan, "points", node)
    if not node.rescales:
        return total(parts)
    applies = f"SUM({_below(plan, 'applicable', node)})"
    return f'=IF(COUNT({parts})=0,"",IF({applies}=0,SUM({parts}),SUM({parts})*{weight}/{applies}))'


def area(plan: Plan, rubric: Rubric, area_id: str) -> str:
    """An area: the topmost nodes that carry its tag, in whatever branch they stand."""
    codes = [node.code for root in rubric.roots for node in _tagged(root, area_id)]
    return total(plan.cells("points", codes)) if codes else '=""'


def step(plan: Plan, rubric: Rubric, name: Step, scales: ScaleCells) -> str:
    """A step from the sum of the branches to the grade; the stored figure is none of them."""
    index, shown = plan.cell("index", "index"), plan.cell("index", "shown")
    match name:
        case "index":
            return total(plan.cells("points", [root.code for root in rubric.roots]))
        case "shown":
            return f'=IF({index}="","",{rounded(index)})'
        case "missed":
            return "=" + "+".join(_missed(plan, rubric))
        case "grade":
            assert rubric.grade_scale is not None
            return _grade(plan, rubric.grade_scale, shown, scales.bands[rubric.grade_scale])
        case "difference":
            stored = plan.cell("index", "stored")
            return f'=IF(OR({index}="",{stored}=""),"",ROUND({index}-{stored},9))'
        case "stored":
            raise ValueError(name)


def _earned(item: Node, answer: str, scales: ScaleCells) -> str:
    scale = item.answer
    if isinstance(scale, ChoiceScale):
        return _looked_up(scale.options, answer, scales)
    if isinstance(scale, RatioScale):
        return ratio_share(scale, answer)
    assert isinstance(scale, NumberScale), item.code
    number = f"{answer}/{exact(scale.maximum)}"
    return f"IF(ISNUMBER({answer}),{number},{_looked_up(scale.words, answer, scales)})" if scale.words else number


def _looked_up(options: tuple[Option, ...], answer: str, scales: ScaleCells) -> str:
    cells = scales.options[options]
    for sign in "~*?":
        # MATCH takes these for wildcards; a letter that holds one is escaped.
        if any(sign in option.letter for option in options):
            answer = f'SUBSTITUTE({answer},"{sign}","~{sign}")'
    return f"INDEX({cells.shares},MATCH({answer},{cells.letters},0))"


def _below(plan: Plan, section: Section, node: Node) -> str:
    """The children of a node in a section; corrections have no weight that could apply."""
    counts = section != "applicable"
    return plan.cells(section, [child.code for child in node.children if counts or not child.corrects])


def _counted(plan: Plan, node: Node) -> str:
    """The number of children that a mean is taken over, as the rubric treats blanks."""
    if plan.rubric.blank_items == "zero":
        return _applying(plan, node)
    return f"COUNT({_below(plan, 'share', node)})"


def _applying(plan: Plan, node: Node) -> str:
    answers = _below(plan, "answer", node)
    return f'(ROWS({answers})-COUNTIF({answers},"{NOT_APPLICABLE}"))'


def _missed(plan: Plan, rubric: Rubric) -> Iterator[str]:
    """How many answered items earn less than the share that meets their target, by section."""
    sections: dict[Section, list[str]] = {}
    for item in rubric.items.values():
        if item.target is not None:
            sections.setdefault(target_section(item), []).append(item.code)
    for section, codes in sections.items():
        rows = [plan.rows[section, code] for code in codes]
        earned, target = (f"{column}{min(rows)}:{column}{max(rows)}" for column in (COLUMN, TARGET))
        yield f"SUMPRODUCT(ISNUMBER({earned})*ISNUMBER({target})*({earned}<{target}-0.000000001))"


def target_section(item: Node) -> Section:
    """Where the share of an item's answer alone stands: a target is met by that, whatever multiplies it."""
    return "own" if item.multiplied_by else "share"


def _grade(plan: Plan, scale: GradeScale, shown: str, cells: BandCells) -> str:
    # The band above whose lower end the figure lies; the lowest one holds its own end too.
    band = f"MAX(1,SUMPRODUCT(--({cells.above}<{shown})))"
    grade = f'INDEX({cells.met},{band})&""'
    if any(each.targets for each in scale.bands) and ("index", "missed") in plan.rows:
        grade = f'IF({plan.cell("index", "missed")}>0,INDEX({cells.missed},{band})&"",{grade})'
    return f'=IF({shown}="","",IF(OR({shown}<{cells.lowest},{shown}>{cells.highest}),"",{grade}))'


def bands_of(scale: GradeScale) -> tuple[tuple[Fraction, Fraction, Band | None, Band | None], ...]:
    """The ranges of a scale, lowest first, each with its band where the targets are met and where one is missed."""
    ranges = sorted({(band.above, band.up_to) for band in scale.bands})

    def band(ends: tuple[Fraction, Fraction], targets: str) -> Band | None:
        fitting = (each for each in scale.bands if (each.above, each.up_to) == ends)
        return next((each for each in fitting if each.targets in (None, targets)), None)

    return tuple((*ends, band(ends, "met"), band(ends, "missed")) for ends in ranges)


def _tagged(node: Node, area_id: str) -> list[Node]:
    if node.area == area_id:
        return [node]
    return [found for child in node.children for found in _tagged(child, area_id)]
