"""Self-assessment against evaluation: index and parts by office, and every item on which the two disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rbtrack.domain.analysis import measure, minus
from rbtrack.domain.evaluation import Office
from rbtrack.domain.gaps import Gap, gap
from rbtrack.domain.tiers import EVALUATOR, OWN
from rbtrack.domain.trend import Figure
from rbtrack.reports.scores import answer_text
from rbtrack.reports.summary.figure_cells import points_cell
from rbtrack.reports.summary.look import Cell, Heading, Look, Value, marks_note
from rbtrack.text import _
from rbtrack.views.summary import Judged, Summary


@dataclass(frozen=True, slots=True)
class Pair:
    """The two sides of an office: a self-assessment, and one evaluator's evaluation on the same rubric."""

    own: Judged
    evaluated: Judged
    gap: Gap


def pairs(summary: Summary) -> tuple[Pair, ...]:
    """Each self-assessment with each evaluation by an evaluator that stands on the same rubric."""
    found: dict[str, list[Judged]] = {}
    for each in summary.judged:
        found.setdefault(each.office.code, []).append(each)
    return tuple(
        Pair(own, evaluated, gap(own.scored, evaluated.scored))
        for together in found.values()
        for own in together
        for evaluated in together
        if (own.key.tier, evaluated.key.tier) == (OWN, EVALUATOR)
        and measure(own.scored.rubric) == measure(evaluated.scored.rubric)
    )


def write_sides(look: Look, summary: Summary, found: Sequence[Pair]) -> None:
    """Two sheets: by office, with its index and parts; and item by item."""
    note = marks_note()
    sheet = look.sheet(
        _("Self and evaluator"), _("Self-assessment and evaluator, {year}").format(year=summary.year), note
    )
    headings = [
        Heading(_("Code"), 9, "code"),
        Heading(_("Office"), 38),
        Heading(_("Judge"), 16),
        Heading(_("Rubric"), 12, "code"),
        Heading(_("Part"), 40),
        Heading(_("Weight"), 9, "figure"),
        Heading(_("Self"), 10, "figure"),
        Heading(_("Evaluator"), 10, "figure"),
        Heading(_("Evaluator − self"), 12, "difference"),
        Heading(_("Items that differ"), 10, "count"),
    ]
    look.table(sheet, headings, _office_rows(summary, found), 2)
    _write_items(look, summary, found)


def _office_rows(summary: Summary, found: Sequence[Pair]) -> Iterator[Sequence[Value | Cell]]:
    by_office: dict[str, list[Pair]] = {}
    for pair in found:
        by_office.setdefault(pair.own.office.code, []).append(pair)
    for office in summary.offices:
        if office.code in by_office:
            for pair in by_office[office.code]:
                yield from _pair_rows(office, pair)
        else:
            yield from _figures_row(summary, office)


def _pair_rows(office: Office, pair: Pair) -> Iterator[Sequence[Value | Cell]]:
    total, judge, rubric = pair.gap.total, pair.evaluated.key.judge, pair.own.key.rubric
    own, evaluated = (
        Cell(side.scored.points, "provisional" if side.scored.is_provisional else "", strong=True)
        for side in (pair.own, pair.evaluated)
    )
    texts = [Cell(text, strong=True) for text in (office.code, office.name, judge, rubric, _("Index"))]
    numbers = [Cell(total.weight, strong=True), own, evaluated, Cell(total.difference, strong=True)]
    yield [*texts, *numbers, Cell(len(pair.gap.items), strong=True)]
    for part in pair.gap.parts:
        parts = (part.weight, part.own, part.evaluated, part.difference)
        yield [office.code, office.name, judge, rubric, part.name, *parts, None]


def _figures_row(summary: Summary, office: Office) -> Iterator[Sequence[Value | Cell]]:
    """An office whose two sides cannot be compared item by item: only their index, as far as it is known."""
    tiers = summary.of(office).tiers or {}
    own, evaluated = tiers.get(OWN), tiers.get(EVALUATOR)
    if own is not None or evaluated is not None:
        yield [
            *(Cell(text, strong=True) for text in (office.code, office.name, evaluated.judge if evaluated else None)),
            Cell(None, strong=True),
            Cell(_("Index"), strong=True),
            Cell(None, strong=True),
            points_cell(own, strong=True),
            points_cell(evaluated, strong=True),
            Cell(_difference(own, evaluated), strong=True),
            Cell(None, strong=True),
        ]


def _difference(own: Figure | None, evaluated: Figure | None) -> Value:
    if own is None or evaluated is None:
        return None
    if own.rubric and evaluated.rubric and own.rubric != evaluated.rubric:
        return _("other rubric")
    return minus(evaluated.points, own.points)


def _write_items(look: Look, summary: Summary, found: Sequence[Pair]) -> None:
    note = _(
        "Every item that the two sides answer differently, or that only one of them answers; the largest differences of an office first."
    )
    sheet = look.sheet(_("Disagreements"), _("Disagreements item by item, {year}").format(year=summary.year), note)
    headings = [
        Heading(_("Code"), 9, "code"),
        Heading(_("Office"), 32),
        Heading(_("Judge"), 16),
        Heading(_("Item"), 13, "code"),
        Heading(_("Name"), 44),
        Heading(_("Answer, self"), 12, "code"),
        Heading(_("Answer, evaluator"), 12, "code"),
        Heading(_("Points, self"), 10, "figure"),
        Heading(_("Points, evaluator"), 10, "figure"),
        Heading(_("Evaluator − self"), 12, "difference"),
        Heading(_("Note, self"), 34),
        Heading(_("Note, evaluator"), 34),
    ]
    rows = (
        [
            pair.own.office.code,
            pair.own.office.name,
            pair.evaluated.key.judge,
            item.node.code,
            item.node.name,
            answer_text(item.own_answer),
            answer_text(item.evaluated_answer),
            item.own,
            item.evaluated,
            item.difference,
            item.own_answer.note,
            item.evaluated_answer.note,
        ]
        for pair in found
        for item in pair.gap.items
    )
    end = look.table(sheet, headings, rows, 4)
    if not any(pair.gap.items for pair in found):
        sheet.write_string(end, 0, _("No item differs, or no office has both sides on one rubric."), look.note)
