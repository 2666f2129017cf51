"""Self-assessment and evaluation of one year, joined area by area."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from rbtrack.charts.canvas import FAINT, GREY, INK, MARGIN, STYLE, bare, new_paper, plain, weight_text, wrapped
from rbtrack.charts.captions import unverified_notes
from rbtrack.domain.gaps import PartGap
from rbtrack.domain.scoring import percent
from rbtrack.messages.tiers import tier_name, tier_word
from rbtrack.text import _, number, signed
from rbtrack.views.gaps import OfficeGap

OWN, EVALUATED = "#B3541E", "#0B3C5D"
_NAMES, _PLOT, _FIGURE, _ROW = 2.75, 3.9, 0.78, 0.43


def draw_gap(view: OfficeGap) -> Figure:
    """A figure with both sides of the index and of each part, joined, and the difference beside them.

    Each side stands at its percent of what a part can reach, so that small parts can be read beside large
    ones; the figures beside are points.
    """
    parts = (view.gap.total, *view.gap.parts)
    title = _("{office}, {year}: self-assessment and evaluation").format(office=view.office.name, year=view.key.year)
    width = 2 * MARGIN + _NAMES + _PLOT + 3 * _FIGURE + 0.2
    with rc_context(STYLE):
        paper = new_paper(title, width, 0.75 + _ROW * len(parts) + 0.65, tuple(_notes(view)))
        axes = paper.axes(MARGIN + _NAMES, 0.75, _PLOT, _ROW * len(parts))
        axes.set_xlim(0, 100)
        axes.set_ylim(len(parts), 0)
        axes.set_yticks([])
        ticks = range(0, 101, 20)
        axes.set_xticks(ticks, [f"{tick} %" for tick in ticks], fontsize=8)
        axes.xaxis.grid(visible=True, color=FAINT, linewidth=0.6)
        axes.set_axisbelow(True)
        bare(axes)
        _draw_heads(axes, view)
        for row, part in enumerate(parts):
            _draw_part(axes, row, part, strong=row == 0)
        axes.axhline(1, color=GREY, linewidth=0.8, xmin=-_NAMES / _PLOT, xmax=1 + 3 * _FIGURE / _PLOT, clip_on=False)
        paper.figure.legend(
            handles=_key(view), loc="upper left", ncols=2, frameon=False,
            bbox_to_anchor=(MARGIN / width - 0.01, 1 - (paper.top - 0.05) / paper.height),
        )  # fmt: skip
    return paper.figure


def _notes(view: OfficeGap) -> Iterator[str]:
    yield _("Drawn in percent of what each part can reach (in brackets behind its name); the figures are points.")
    for side in (view.own, view.evaluated):
        if side.scored.is_provisional:
            yield _("Provisional, because not every item is answered and reviewed: {side}.").format(
                side=tier_name(side.key.tier, side.key.judge)
            )
    rubric = view.own.scored.rubric
    yield from unverified_notes([rubric.id] if rubric.confidence == "unverified" else [])


def _key(view: OfficeGap) -> list[Line2D]:
    """Both marks, the second with whose evaluation it is."""
    own = Line2D(
        [],
        [],
        linestyle="",
        marker="o",
        markersize=8,
        color=OWN,
        markerfacecolor="white",
        markeredgewidth=1.8,
        label=_("self-assessment"),
    )
    whose = plain(tier_name(view.key.tier, view.key.judge))
    evaluated = Line2D([], [], linestyle="", marker="s", markersize=8, color=EVALUATED, label=whose)
    return [own, evaluated]


def _draw_heads(axes: Axes, view: OfficeGap) -> None:
    tier = tier_word(view.key.tier)
    for position, head in enumerate((_("Self"), tier[:1].upper() + tier[1:], _("Difference"))):
        _write(axes, position, 0, head, va="bottom", fontsize=8, fontweight="bold")


def _write(axes: Axes, position: int, row: float, text: str, **more: Any) -> None:
    """A figure in one of the columns to the right of the plot."""
    place = 100 * (1 + (position + 1) * _FIGURE / _PLOT)
    axes.text(place, row, text, ha="right", clip_on=False, **more)


def _draw_part(axes: Axes, row: int, part: PartGap, *, strong: bool) -> None:
    middle = row + 0.5
    weight = "bold" if strong else "normal"
    name = _("Index") if strong else f"{part.code}. {part.name}"
    axes.text(
        -100 * _NAMES / _PLOT,
        middle,
        wrapped(f"{name} ({weight_text(part.weight)})", _NAMES - 0.15, 8.5),
        va="center",
        fontsize=8.5,
        fontweight=weight,
    )
    own, evaluated = (percent(side, part.weight) for side in (part.own, part.evaluated))
    if own is not None and evaluated is not None:
        axes.plot(
            [float(own), float(evaluated)],
            [middle, middle],
            color="#9AA5B1",
            linewidth=3.5,
            solid_capstyle="butt",
            zorder=2,
        )
    if evaluated is not None:
        axes.plot([float(evaluated)], [middle], marker="s", markersize=8, color=EVALUATED, zorder=3, clip_on=False)
    if own is not None:
        axes.plot(
            [float(own)],
            [middle],
            marker="o",
            markersize=8,
            color=OWN,
            markerfacecolor="white" if own != evaluated else "none",
            markeredgewidth=1.8,
            zorder=4,
            clip_on=False,
        )
    if own is None or evaluated is None:
        axes.text(99, middle, _("not filled in"), ha="right", va="center", fontsize=8, style="italic", color=GREY)
    for position, text in enumerate((number(part.own), number(part.evaluated), signed(part.difference))):
        _write(axes, position, middle, text, va="center", fontsize=8.5, color=INK, fontweight=weight)
