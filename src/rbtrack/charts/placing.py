"""Placing words in a picture so that they stand on no line, no mark and no other words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox

Point = tuple[float, float]
Across = Literal["left", "center", "right"]
Upright = Literal["bottom", "center", "top"]

_WORDS, _OUTSIDE, _STEP = 40.0, 20.0, 0.02
"""How much worse it is to stand on other words, or outside the axes, than on a line; and to stand farther off."""

_AIR = 1.5
"""So many dots around words stay free."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where words may stand: so many points from what they belong to, and which of their edges is there."""

    across: float
    up: float
    side: Across = "center"
    edge: Upright = "bottom"


def around(distance: float = 8, *, below_first: bool = False) -> tuple[Spot, ...]:
    """Places about a mark, the best ones first: above it (or below), beside it, then farther off."""
    above = [Spot(0, distance), Spot(-14, distance), Spot(14, distance), Spot(0, 2.2 * distance)]
    below = [Spot(each.across, -each.up, each.side, "top") for each in above]
    beside = [Spot(distance + 2, 0, "left", "center"), Spot(-distance - 2, 0, "right", "center")]
    return (*below, *above, *beside) if below_first else (*above, *below, *beside)


@dataclass(slots=True)
class Placing:
    """The lines and words of some axes, in dots: to be made once the limits of the axes and their place are settled."""

    axes: Axes
    lines: list[tuple[Point, Point]] = field(default_factory=list)
    words: list[Bbox] = field(default_factory=list)

    def __post_init__(self) -> None:
        """What stands in the axes already is kept free as well: words, and lines from edge to edge."""
        self.words += [self._box(text) for text in self.axes.texts]
        for line in self.axes.lines:
            dots = line.get_transform().transform(line.get_xydata())
            self.lines += pairwise([(float(x), float(y)) for x, y in dots])

    def add_line(self, across: Sequence[float], up: Sequence[float]) -> None:
        """A line that words must not stand on."""
        dots = [self._dots(point) for point in zip(across, up, strict=True)]
        self.lines += pairwise(dots)

    def add_mark(self, across: float, up: float, size: float) -> None:
        """A mark of `size` points that words must not cover."""
        x, y = self._dots((across, up))
        half = self._points(size) / 2
        self.words.append(Bbox.from_extents(x - half, y - half, x + half, y + half))

    def put(self, text: str, at: Point, spots: Iterable[Spot], **style: Any) -> Annotation:
        """Write `text` at the best of `spots` about `at`, a point of the axes."""
        candidates = [(self._written(text, at, spot, style), number) for number, spot in enumerate(spots)]
        boxes = [self._box(words) for words, _number in candidates]
        best = min(candidates, key=lambda each: self._cost(boxes[each[1]]) + _STEP * each[1])
        for words, number in candidates:
            if number != best[1]:
                words.remove()
        self.words.append(boxes[best[1]])
        return best[0]

    def _written(self, text: str, at: Point, spot: Spot, style: dict[str, Any]) -> Annotation:
        return self.axes.annotate(
            text, at, (spot.across, spot.up), textcoords="offset points", ha=spot.side, va=spot.edge,
            annotation_clip=False, **style,
        )  # fmt: skip

    def _box(self, words: Text) -> Bbox:
        figure = self.axes.figure
        assert figure is not None
        renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[arg-type, no-untyped-call]
        return words.get_window_extent(renderer).padded(_AIR)

    def _cost(self, box: Bbox) -> float:
        inside = self.axes.get_window_extent()
        outside = max(0.0, box.x1 - inside.x1, inside.x0 - box.x0) + max(0.0, box.y1 - inside.y1, inside.y0 - box.y0)
        covered = sum(_shared(box, other) for other in self.words)
        return float(_WORDS * covered + _OUTSIDE * outside) + sum(_length_within(box, *line) for line in self.lines)

    def _dots(self, point: Point) -> Point:
        x, y = self.axes.transData.transform(point)
        return float(x), float(y)

    def _points(self, size: float) -> float:
        figure = self.axes.get_figure(root=True)
        assert figure is not None
        return size * figure.dpi / 72


def _shared(one: Bbox, other: Bbox) -> float:
    """How much two boxes share, by the shorter of its sides."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    up = min(one.y1, other.y1) - max(one.y0, other.y0)
    return min(across, up) if across > 0 and up > 0 else 0.0


def _length_within(box: Bbox, start: Point, end: Point) -> float:
    """How long a line runs through a box."""
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    first, last = 0.0, 1.0
    for step, room in ((-dx, x - box.x0), (dx, box.x1 - x), (-dy, y - box.y0), (dy, box.y1 - y)):
        if step == 0:
            if room < 0:
                return 0.0
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    return float((dx**2 + dy**2) ** 0.5 * (last - first)) if last > first else 0.0
