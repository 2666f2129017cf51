"""The bands of the grades behind a chart over the years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from matplotlib.axes import Axes

from rbtrack.charts.canvas import GREY, PALE
from rbtrack.domain.grades import scale_in_force
from rbtrack.domain.rubric import GradeScale
from rbtrack.domain.trend import Figure as Headline


@dataclass(frozen=True, slots=True)
class ScaleSpan:
    """Years beside each other on one scale, drawn from `left` to `right`."""

    scale: GradeScale
    left: float
    right: float


def spans(
    years: Sequence[int], headlines: Iterable[Headline], scales: Mapping[str, GradeScale]
) -> tuple[ScaleSpan, ...]:
    """The scale of each year: the one of most figures; where there are none, the one in force."""
    used: dict[int, Counter[str]] = {}
    for each in headlines:
        if each.scale in scales:
            used.setdefault(each.year, Counter())[str(each.scale)] += 1
    instruments = sorted({scales[scale].instrument for counted in used.values() for scale in counted})
    if not instruments:
        return ()
    found = [
        scales[max(sorted(used[year]), key=used[year].__getitem__)]
        if year in used
        else scale_in_force(scales.values(), instruments[0], year)
        for year in years
    ]
    edges = [
        years[0] - 0.5,
        *((one + other) / 2 for one, other in pairwise(years)),
        years[-1] + 0.5,
    ]
    return tuple(
        ScaleSpan(scale, edges[positions[0]], edges[positions[-1] + 1])
        for scale, positions in (
            (scale, [position for position, _scale in group])
            for scale, group in groupby(enumerate(found), key=lambda pair: pair[1])
        )
        if scale is not None
    )


def draw_bands(axes: Axes, drawn: Sequence[ScaleSpan]) -> None:
    """Bands, every second one shaded, each with its grade at its left edge; the limits of `axes` must be set before."""
    low, high = axes.get_ylim()
    for span in drawn:
        ranges: dict[tuple[float, float], list[str]] = {}
        for band in span.scale.bands:
            ranges.setdefault((float(band.above), float(band.up_to)), []).append(band.grade)
        for position, ((above, up_to), grades) in enumerate(sorted(ranges.items())):
            bottom, top = max(above, low), min(up_to, high)
            if bottom >= top:
                continue
            axes.fill_between(
                [span.left, span.right], bottom, top, color=PALE if position % 2 else "#FFFFFF", linewidth=0, zorder=0
            )
            axes.text(
                span.left + 0.03,
                (bottom + top) / 2,
                "/".join(grades),
                va="center",
                fontsize=8,
                color=GREY,
                fontweight="bold",
                zorder=1,
            )
