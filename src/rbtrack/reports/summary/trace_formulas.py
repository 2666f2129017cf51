"""The formulas of a trace that are its own: targets missed, and the steps from the index to the grade."""

from __future__ import annotations

from collections.abc import Iterator

from rbtrack.domain.rubric import Node
from rbtrack.formulas import grades, scores
from rbtrack.formulas.answers import earned, target_share
from rbtrack.formulas.terms import NOTHING, any_of, is_blank
from rbtrack.reports.summary.trace_plan import COLUMN, TARGET, Section, Step, TracePlan


def share_formula(plan: TracePlan, item: Node) -> str:
    """What is left of an answer's share after the items that multiply it or make it zero, if there are any."""
    return f"={scores.share(plan, item) if item.is_gated else earned(plan, item)}"


def step_formula(plan: TracePlan, name: Step) -> str:
    """A step from the sum of the branches to the grade; the stored figure is none of them."""
    index = plan.step("index")
    match name:
        case "index":
            return f"={scores.index(plan)}"
        case "shown":
            return f"=IF({is_blank(index)},{NOTHING},{grades.as_shown(index)})"
        case "missed":
            return "=" + "+".join(_missed(plan))
        case "grade":
            scale = plan.rubric.grade_scale
            assert scale is not None
            missed = plan.step("missed") if ("index", "missed") in plan.rows else "0"
            bands = plan.scales.bands[scale]
            return f"={grades.grade(scale, index, plan.step('shown'), missed, bands.__getitem__)}"
        case "difference":
            stored = plan.step("stored")
            return f"=IF({any_of([is_blank(index), is_blank(stored)])},{NOTHING},ROUND({index}-{stored},9))"
        case "stored":
            raise ValueError(name)


def target_section(item: Node) -> Section:
    """Where the share of an item's answer alone stands: a target is met by that, whatever other items make of it."""
    return "own" if item.is_gated else "share"


def _missed(plan: TracePlan) -> Iterator[str]:
    """How many answered items earn less than the share that meets their target, by section."""
    sections: dict[Section, list[int]] = {}
    for item in plan.rubric.items.values():
        if target_share(item) is not None:
            section = target_section(item)
            sections.setdefault(section, []).append(plan.rows[section, item.code])
    for rows in sections.values():
        shares, targets = (f"{column}{min(rows)}:{column}{max(rows)}" for column in (COLUMN, TARGET))
        yield f"SUMPRODUCT(ISNUMBER({shares})*ISNUMBER({targets})*({grades.below_target(shares, targets)}))"
