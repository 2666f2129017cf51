"""Self-assessment and evaluation of one year: where the points between them lie."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from matplotlib import rc_context
from matplotlib.figure import Figure

from rbtrack.charts.canvas import GREY, STYLE, new_paper, weight_text
from rbtrack.charts.captions import direction, unverified_notes
from rbtrack.charts.difference_bars import WIDTH, DifferenceRow, bars_height, draw_bars
from rbtrack.domain.gaps import PartGap
from rbtrack.messages.tiers import tier_name, tier_word, with_judge
from rbtrack.text import _, number
from rbtrack.views.gaps import OfficeGap

_ROW = 0.36


def draw_gap(view: OfficeGap) -> Figure:
    """A bar for each area, and each part that is in no area, by the points that the evaluation gives more or less;
    together they are the bar of the index at the top. The largest one comes first."""
    rows = [_row(view.gap.total, _("Index"), strong=True), *(_row(part, _named(part)) for part in view.gap.parts)]
    own, key = view.own.key, view.key
    heads = (with_judge(tier_word(own.tier), own.judge), with_judge(tier_word(key.tier), key.judge))
    with rc_context(STYLE):
        paper = new_paper(_title(view), WIDTH, bars_height(rows, _ROW), tuple(_notes(view)), _subtitle(view))
        axes = draw_bars(paper, rows, heads, _ROW, lines=2)
        axes.axhline(1.5, color=GREY, linewidth=0.8)
    return paper.figure


def _row(part: PartGap, name: str, *, strong: bool = False) -> DifferenceRow:
    words = f"{name} ({weight_text(part.weight)})"
    return DifferenceRow(words, part.difference, number(part.own), number(part.evaluated), strong)


def _named(part: PartGap) -> str:
    return f"{part.code}. {part.name}"


def _title(view: OfficeGap) -> str:
    """By how much the evaluation is above or below the self-assessment."""
    difference = view.gap.total.difference
    who = tier_name(view.key.tier, view.key.judge)
    if difference is None:
        text = _("{office}, {year}: self-assessment and {who}")
    else:
        text = {
            1: _("{office}, {year}: {who} {points} above the self-assessment"),
            -1: _("{office}, {year}: {who} {points} below the self-assessment"),
            0: _("{office}, {year}: {who} gives what the self-assessment does"),
        }[direction(difference)]
    size = number(abs(difference or Fraction(0)))
    return text.format(office=view.office.name, year=view.key.year, who=who, points=size)


def _subtitle(view: OfficeGap) -> str:
    return _("Points more or less than the self-assessment on {rubric}; in brackets what a part can reach").format(
        rubric=view.key.rubric
    )


def _notes(view: OfficeGap) -> Iterator[str]:
    parts = [part.difference for part in view.gap.parts]
    if any(part is None for part in parts):
        yield _("– not filled in on one side: it has no difference.")
    for side in (view.own, view.evaluated):
        if side.scored.is_provisional:
            yield _("Provisional, because not every item is answered and reviewed: {side}.").format(
                side=tier_name(side.key.tier, side.key.judge)
            )
    rubric = view.own.scored.rubric
    yield from unverified_notes([rubric.id] if rubric.confidence == "unverified" else [])
