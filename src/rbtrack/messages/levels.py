"""Levels in words: what each line asks, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from rbtrack.domain.crosswalk import AREA
from rbtrack.domain.level_rules import Eligibility, PassLine
from rbtrack.domain.levels import (
    Fails,
    Holds,
    JudgedEligibility,
    JudgedLevel,
    JudgedLine,
    LevelState,
    NotKnown,
    Outcome,
    Reason,
    reached,
)
from rbtrack.domain.rubric import Rubric
from rbtrack.messages.tiers import tier_word
from rbtrack.text import N_, _, listed, number, shorten

MOST_ITEMS = 10
"""So many missing items are named in words."""

_REASONS: dict[Reason, str] = {
    "blank": N_("Nothing of it is answered yet."),
    "not_applicable": N_("It does not apply, and no rule says what holds then."),
    "no_office_above": N_("The office stands below no agency."),
    "kind_unknown": N_("No office above is of one of these kinds: {kinds}."),
    "figure_missing": N_("No {instrument} figure of {agency} is known for {years}."),
    "grade_missing": N_("Of {agency} a figure of {year} is known, but no single grade."),
    "grade_unlike": N_("{agency} has the grade {grade}, which cannot be held against {least} on one scale."),
}


def level_state(state: LevelState) -> str:
    """What a level comes to."""
    return {"holds": _("holds"), "fails": _("fails"), "not_known": _("not known yet")}[state]


def outcome_word(outcome: Outcome) -> str:
    """What a line comes to; of a provisional one, for now."""
    match outcome:
        case Holds(is_provisional=True):
            return _("holds for now")
        case Fails(is_provisional=True):
            return _("fails for now")
        case Holds():
            return level_state("holds")
        case Fails():
            return level_state("fails")
        case NotKnown():
            return level_state("not_known")
        case _:
            assert_never(outcome)


def line_name(judged: JudgedLine) -> str:
    """What a line is drawn over."""
    return judged.name or _("Total")


def part_name(rubric: Rubric, code: str) -> str:
    """What is called so in a rubric: a node, an area by its name, the whole by an empty code."""
    if not code:
        return _("Total")
    areas = {AREA + area.id: area.name for area in rubric.areas}
    return areas.get(code, code)


def line_remark(judged: JudgedLine) -> str:
    """Why it is not known, and which answers are missing; empty where nothing is open."""
    return " ".join(part for part in (_why_unknown(judged), missing_words(judged.missing)) if part)


def _why_unknown(judged: JudgedLine) -> str:
    return _(_REASONS[judged.outcome.reason]) if isinstance(judged.outcome, NotKnown) else ""


def missing_words(items: Sequence[str]) -> str:
    """How many answers are missing, and which of them come first; empty where none is."""
    shown = [*items[:MOST_ITEMS], *(["…"] if len(items) > MOST_ITEMS else [])]
    return _("Answers missing: {count} ({items}).").format(count=len(items), items=listed(shown)) if items else ""


def open_lines(levels: Iterable[JudgedLevel], year: int) -> tuple[str, ...]:
    """What is still open for certainty: figures that are not known, each once, and all missing answers together."""
    found: dict[str, None] = {}
    missing: dict[str, None] = {}
    for judged in levels:
        for line in judged.lines:
            missing |= dict.fromkeys(line.missing)
            if words := _why_unknown(line):
                found[f"{line.code} {line_name(line)}: {words}".strip()] = None
        for each in judged.eligibility:
            if words := eligibility_remark(each, year):
                found[f"{each.eligibility.instrument}: {words}"] = None
    return (*found, *([missing_words(list(missing))] if missing else []))


def agency_words(judged: JudgedEligibility) -> str:
    """Whose figure was looked at, of which year and tier, and where it comes from."""
    if judged.agency is None:
        return _("The agency above")
    name = shorten(judged.agency.name)
    if judged.found is None:
        return name
    figure = judged.found.figure
    words = [str(figure.year), tier_word(figure.tier), *([judged.found.source] if judged.found.source else [])]
    return f"{name} ({shorten(listed(words))})"


def eligibility_remark(judged: JudgedEligibility, year: int) -> str:
    """Why it is not known, or that it is provisional; empty else."""
    outcome = judged.outcome
    if not isinstance(outcome, NotKnown):
        return _("The agency's own figure is provisional.") if outcome.is_provisional else ""
    first = year - judged.eligibility.years_before
    figure = judged.found.figure if judged.found else None
    return _(_REASONS[outcome.reason]).format(
        kinds=listed(judged.eligibility.kinds),
        instrument=judged.eligibility.instrument,
        agency=shorten(judged.agency.name) if judged.agency else "",
        years=str(year) if first == year else f"{first}–{year}",
        year=figure.year if figure else "",
        grade=shorten(figure.grade or "") if figure else "",
        least=judged.least or "",
    )


def level_line(judged: JudgedLevel) -> str:
    """A level in one line: what it comes to, and how many of its lines stand in the way."""
    state = judged.state
    if state == "holds":
        return _("{level} ({name}) holds: every line does.").format(level=judged.level.code, name=judged.level.name)
    unknown = sum(isinstance(each, NotKnown) for each in judged.outcomes)
    for_now = sum(not isinstance(each, NotKnown) and each.is_provisional for each in judged.outcomes)
    failing = sum(isinstance(each, Fails) and not each.is_provisional for each in judged.outcomes)
    wording = (
        _("{level} ({name}) fails. Of {lines} lines {failing} fail, {for_now} are provisional, {unknown} not known.")
        if state == "fails"
        else _("{level} ({name}) is not known yet. Of {lines} lines {for_now} are provisional, {unknown} not known.")
    )
    return wording.format(
        level=judged.level.code,
        name=judged.level.name,
        lines=len(judged.outcomes),
        failing=failing,
        for_now=for_now,
        unknown=unknown,
    )


def open_line(judged: JudgedLine) -> str:
    """A line that does not hold for certain: what it asks, what is there, and what came of it."""
    short = judged.outcome.short if isinstance(judged.outcome, Fails) else None
    wording = (
        _("{line}: {value} of {minimum}, {outcome}")
        if short is None
        else _("{line}: {value} of {minimum}, {outcome} by {short}")
    )
    text = wording.format(
        line=f"{judged.code.removeprefix(AREA)} {line_name(judged)}".strip(),
        value=number(judged.value),
        minimum=minimum_words(judged.line),
        outcome=outcome_word(judged.outcome),
        short=number(short),
    )
    return _with_remark(text, line_remark(judged))


def open_demand(judged: JudgedEligibility, year: int) -> str:
    """What is asked of the agency above, and what there is."""
    figure = judged.found.figure if judged.found else None
    text = _("{instrument}: {agency}, {grade} where {least} is asked for: {outcome}").format(
        instrument=judged.eligibility.instrument,
        agency=agency_words(judged),
        grade=(figure.grade if figure else None) or _("no grade"),
        least=judged.least or _("a grade"),
        outcome=outcome_word(judged.outcome),
    )
    return _with_remark(text, eligibility_remark(judged, year))


def _with_remark(text: str, remark: str) -> str:
    return f"{text}. {remark}" if remark else text


def open_words(judged: JudgedLevel, year: int) -> tuple[str, ...]:
    """Everything of a level that does not hold for certain, a sentence each."""
    return (
        *(open_line(each) for each in judged.lines if not is_certain(each.outcome)),
        *(open_demand(each, year) for each in judged.eligibility if not is_certain(each.outcome)),
    )


def is_certain(outcome: Outcome) -> bool:
    """Whether it holds, and nothing that is missing can change it."""
    return isinstance(outcome, Holds) and not outcome.is_provisional


def reached_line(levels: tuple[JudgedLevel, ...]) -> str:
    """The highest level that holds."""
    found = reached(levels)
    if found is None:
        return _("No level holds for certain.")
    return _("Level reached: {level} ({name}).").format(level=found.code, name=found.name)


def minimum_words(line: PassLine) -> str:
    """The least that a line asks, with its unit."""
    return f"{number(line.minimum)} %" if line.in_percent else number(line.minimum)


def grade_rule(asked: Eligibility) -> str:
    """The least grade that is asked for; where it is not the same for every kind of office, which for which."""
    kinds: dict[str, list[str]] = {}
    for kind, grade in asked.grades:
        kinds.setdefault(grade, []).append(kind)
    if len(kinds) == 1:
        return next(iter(kinds))
    return "; ".join(f"{grade}: {listed(of)}" for grade, of in kinds.items())


def eligibility_words(asked: Eligibility) -> str:
    """Whose figure is looked at, and of which years."""
    years = (
        _("the year judged or at most {count} before it").format(count=asked.years_before)
        if asked.years_before
        else _("the year judged")
    )
    kinds = f" ({listed(asked.kinds)})" if asked.kinds else ""
    return f"{_('The agency above')}{kinds}, {years}"
