"""Tables of tiles: dark is high, the figure stands in it, and what is missing is hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib import rc_context
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from rbtrack.charts.canvas import BOLD, FAINT, GREY, INK, MARGIN, STYLE, Paper, bare, new_paper, one_line, wrapped
from rbtrack.text import _

WIDTH, HEIGHT = 8.27, 11.69
"""A4, in inches."""
_NAMES = 2.55
_ROW = 0.235
_LIGHT, _MIDDLE, _DARK = (0.945, 0.969, 0.988), (0.435, 0.659, 0.812), (0.031, 0.188, 0.325)
_WHITE_FROM = 0.66
"""On tiles darker than that, white letters are easier to read than dark ones."""

LOWEST = 30
"""Percent (or points out of 100) up to which tiles are as light as they get: figures below that are rare."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure as text, and how high it is from 0 to 1; None where it is missing."""

    text: str
    level: float | None


@dataclass(frozen=True, slots=True)
class TileRow:
    """A name and its tiles, one for each column."""

    name: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class TileColumn:
    """What stands above a column, in two parts. `width` is its share of the room, `line` the line before it;
    long heads are `upright`."""

    head: str
    second: str = ""
    width: float = 1
    line: Literal["", "-", "--"] = ""
    upright: bool = True


@dataclass(frozen=True, slots=True)
class TileTable:
    """Rows and columns, with a title above and notes below."""

    title: str
    columns: tuple[TileColumn, ...]
    rows: tuple[TileRow, ...]
    notes: tuple[str, ...] = ()
    head_height: float = 1.75


def draw_tiles(table: TileTable) -> Figure:
    """The whole table on one sheet, as tall as it needs to be."""
    with rc_context(STYLE):
        paper = new_paper(table.title, WIDTH, table.head_height + _ROW * len(table.rows) + 0.2, table.notes)
        _draw(paper, table, table.rows)
    return paper.figure


def draw_tile_pages(table: TileTable) -> tuple[Figure, ...]:
    """The table on pages of A4, numbered where there is more than one."""
    most = int((HEIGHT - table.head_height - 1.9) / _ROW)
    parts = [table.rows[start : start + most] for start in range(0, len(table.rows), most)]
    if len(parts) == 1:
        return (draw_tiles(table),)
    pages = []
    with rc_context(STYLE):
        for position, rows in enumerate(parts):
            said = _("Page {page} of {pages}").format(page=position + 1, pages=len(parts))
            notes = (*table.notes, said)
            short = new_paper(table.title, WIDTH, 0, notes)
            paper = new_paper(table.title, WIDTH, HEIGHT - short.height, notes)
            _draw(paper, table, rows)
            pages.append(paper.figure)
    return tuple(pages)


def _draw(paper: Paper, table: TileTable, rows: Sequence[TileRow]) -> None:
    inside = WIDTH - 2 * MARGIN
    axes = paper.axes(MARGIN, table.head_height, inside, _ROW * len(rows))
    axes.set_xlim(0, inside)
    axes.set_ylim(len(rows), 0)
    axes.set_xticks([])
    axes.set_yticks([])
    bare(axes)
    unit = (inside - _NAMES) / sum(column.width for column in table.columns)
    lefts = [
        _NAMES + unit * sum(column.width for column in table.columns[:position])
        for position in range(len(table.columns) + 1)
    ]
    full, empty = [], []
    colours = []
    for row, each in enumerate(rows):
        # Names stand in one line: what a narrow column cannot hold is cut, with an ellipsis.
        axes.text(0, row + 0.5, one_line(each.name, _NAMES - 0.05, 7.5), va="center", fontsize=7.5)
        for position, tile in enumerate(each.tiles):
            left, right = lefts[position] + 0.02, lefts[position + 1] - 0.02
            corners = [(left, row + 0.06), (right, row + 0.06), (right, row + 0.94), (left, row + 0.94)]
            if tile.level is None:
                empty.append(corners)
            else:
                full.append(corners)
                colours.append(_shade(tile.level))
            dark = tile.level is not None and tile.level > _WHITE_FROM
            axes.text(
                (left + right) / 2, row + 0.5, tile.text, ha="center", va="center", fontsize=7,
                color="white" if dark else INK,
            )  # fmt: skip
    axes.add_collection(PolyCollection(full, facecolors=colours, linewidths=0), autolim=False)
    axes.add_collection(
        PolyCollection(empty, facecolors="white", edgecolors=FAINT, hatch="////", linewidths=0.4), autolim=False
    )
    for position, column in enumerate(table.columns):
        middle = (lefts[position] + lefts[position + 1]) / 2
        room = table.head_height - 0.35 if column.upright else unit * column.width
        axes.annotate(
            wrapped(column.head, room / BOLD, 7.5, lines=3), (middle, 0), (0, 14 if column.second else 4), textcoords="offset points",
            rotation=90 if column.upright else 0, ha="center", va="bottom", fontsize=7.5, fontweight="bold", annotation_clip=False,
        )  # fmt: skip
        if column.second:
            axes.annotate(
                column.second, (middle, 0), (0, 3), textcoords="offset points", ha="center", va="bottom", fontsize=7,
                style="italic", color=GREY, annotation_clip=False,
            )  # fmt: skip
        if column.line:
            axes.plot(
                [lefts[position]] * 2,
                [-0.5, len(rows)],
                color=GREY,
                linewidth=1.2,
                linestyle=column.line,
                clip_on=False,
            )


def _shade(level: float) -> tuple[float, ...]:
    """A colour between light and dark, in even steps also when printed in grey."""
    level = min(max(level, 0.0), 1.0) * 2
    start, end, way = (_LIGHT, _MIDDLE, level) if level <= 1 else (_MIDDLE, _DARK, level - 1)
    return tuple(one + (other - one) * way for one, other in zip(start, end, strict=True))


def level(percent: float) -> float:
    """How dark a tile of that many percent is."""
    return (percent - LOWEST) / (100 - LOWEST)
