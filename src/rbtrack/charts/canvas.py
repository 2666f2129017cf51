"""The paper that charts are drawn on: its style, its measures, the words on it, and its way into a file."""

from __future__ import annotations

import textwrap
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

from rbtrack.charts.svg import as_element
from rbtrack.files import check_suffix, write_whole
from rbtrack.text import harmless, number, shorten, unrounded

Drawing = Figure
"""What a chart gives: to be saved, or set into a page."""

SUFFIXES = (".png", ".svg", ".pdf")
DOTS_PER_INCH = 150
MOST_DOTS = 60_000
"""No picture is higher than this: programs that show pictures give up at 65,535."""

INK = "#1B1F24"
GREY = "#5A6572"
FAINT = "#C8D0D9"
PALE = "#EEF2F6"
RISE, FALL = "#1E6B3A", "#A3281B"
"""A rise and a fall: both can be read as letters on white and on shaded bands."""

# Dark to light, so that years differ in grey too; hatches tell them apart where shades are lost in print.
SHADES = ("#0B3C5D", "#6FA8CF", "#C9DDEB", "#3F6B3A", "#A5C79F")
HATCHES = ("", "//", "..", "\\\\", "xx")

# Lines differ in colour, in marker and in dashes: any one of the three is enough to tell them apart.
LINES: tuple[tuple[str, str, Any], ...] = (
    ("#0B3C5D", "o", "-"),
    ("#B3541E", "s", (0, (5, 1.5))),
    ("#3F6B3A", "^", (0, (6, 1.5, 1.5, 1.5))),
    ("#7B3F7D", "D", (0, (2, 1))),
    ("#A67C00", "v", (0, (8, 2))),
    ("#4A86B5", "P", (0, (4, 1, 1, 1, 1, 1))),
    ("#8C2D3F", "X", (0, (3, 2))),
    ("#4D4D4D", "h", (0, (1, 1))),
)

STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "hatch.linewidth": 0.6,
    # A dollar sign in the name of an office is no mathematics.
    "text.parse_math": False,
    # The same input gives the same bytes, and text stays text.
    "svg.hashsalt": "rbtrack",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
}

MARGIN = 0.3
BOLD = 1.12
"""How much wider bold letters are."""

_TITLE_SIZE, _SUBTITLE_SIZE, _NOTE_SIZE = 13, 9, 7.5
_TITLE_LINE, _SUBTITLE_LINE, _NOTE_LINE = 0.23, 0.17, 0.145


@dataclass(frozen=True, slots=True)
class Paper:
    """A figure measured in inches from its upper left corner; what is drawn goes below `top`."""

    figure: Figure
    width: float
    height: float
    top: float

    def axes(self, left: float, top: float, width: float, height: float, **more: Any) -> Axes:
        """Axes placed so far from the left and below the heading, in inches."""
        bottom = self.height - self.top - top - height
        return self.figure.add_axes(
            (left / self.width, bottom / self.height, width / self.width, height / self.height), **more
        )


def new_paper(title: str, width: float, body: float, notes: Sequence[str] = (), subtitle: str = "") -> Paper:
    """Paper with a title, what is shown below it, room of `body` inches, and notes at the foot. To be called within
    STYLE."""
    inside = width - 2 * MARGIN
    heading = wrapped(title, inside / BOLD, _TITLE_SIZE, most=200)
    shown = wrapped(subtitle, inside, _SUBTITLE_SIZE, most=300)
    foot = [wrapped(note, inside, _NOTE_SIZE, most=600) for note in notes]
    below_title = MARGIN + _TITLE_LINE * (heading.count("\n") + 1)
    top = below_title + (_SUBTITLE_LINE * (shown.count("\n") + 1) + 0.02 if shown else 0) + 0.12
    height = top + body + sum(_NOTE_LINE * (note.count("\n") + 1) for note in foot) + MARGIN
    figure = Figure(figsize=(width, height))
    figure.suptitle(
        heading, x=MARGIN / width, y=1 - MARGIN / height, ha="left", va="top", fontsize=_TITLE_SIZE, fontweight="bold"
    )
    if shown:
        figure.text(
            MARGIN / width, 1 - (below_title + 0.02) / height, shown, va="top", fontsize=_SUBTITLE_SIZE, color=GREY
        )
    if foot:
        figure.text(
            MARGIN / width, MARGIN * 0.6 / height, "\n".join(foot), va="bottom", fontsize=_NOTE_SIZE, color=GREY
        )
    return Paper(figure, width, height, top)


def lightened(colour: str, share: float = 0.4) -> str:
    """A colour mixed with so much white."""
    red, green, blue = (part + (1 - part) * share for part in to_rgb(colour))
    return str(to_hex((red, green, blue)))


def plain(text: str) -> str:
    """Text from outside made fit for any picture: harmless, and without what XML cannot hold."""
    return harmless(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def one_line(text: str, inches: float, size: float = 9) -> str:
    """As much of `text` as `inches` hold, with an ellipsis where it was cut."""
    return shorten(plain(text), _letters(text, inches, size))


def wrapped(text: str, inches: float, size: float = 9, most: int = 80, lines: int | None = None) -> str:
    """`text`, shortened to `most` characters, in lines of at most `inches` in letters of `size` points,
    no more than `lines` of them."""
    short = shorten(plain(text), most)
    return textwrap.fill(short, _letters(short, inches, size), max_lines=lines, placeholder="…")


def _letters(text: str, inches: float, size: float) -> int:
    """How many letters like those of `text` stand in a line: capitals are wider than others."""
    capitals = sum(letter.isupper() for letter in text) / max(len(text), 1)
    return max(int(inches * 72 / (size * (0.55 + 0.16 * capitals))), 4)


def weight_text(weight: Fraction) -> str:
    """A weight in all its digits, or in two decimals where these have no end."""
    text = unrounded(weight)
    return number(weight) if "/" in text else text


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near to the wanted ones as possible, in the same order, at least `gap` apart, from `low` to `high`.

    Where there is not room enough for all of them, they stand closer.
    """
    if not wanted:
        return []
    gap = min(gap, (high - low) / max(len(wanted) - 1, 1))
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    places = [0.0] * len(wanted)
    least = low
    for index in order:
        places[index] = least = max(wanted[index], least)
        least += gap
    most = high
    for index in reversed(order):
        places[index] = most = min(places[index], most)
        most -= gap
    return places


def bare(axes: Axes) -> None:
    """Axes without frame and ticks."""
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def save_figure(figure: Figure, path: Path) -> None:
    """Write `figure` to `path`, as the kind that its ending says, without a date in it."""
    save_pages((figure,), path)


def save_pages(figures: Sequence[Figure], path: Path) -> None:
    """Write figures to `path`: all of them into a PDF; the first, which must be the only one, into another kind.

    Raises RbtrackError for an ending that is none of SUFFIXES.
    """
    check_suffix(path, SUFFIXES)
    suffix = path.suffix.lower()
    assert suffix == ".pdf" or len(figures) == 1

    def write(temporary: Path) -> None:
        with rc_context(STYLE), warnings.catch_warnings():
            # A letter that the font lacks is drawn as a box.
            warnings.filterwarnings("ignore", message="Glyph", category=UserWarning)
            if suffix == ".pdf":
                _write_pdf(figures, temporary)
            elif suffix == ".svg":
                heading = '<?xml version="1.0" encoding="utf-8"?>\n'
                temporary.write_text(heading + _svg(figures[0]), encoding="utf-8", newline="\n")
            else:
                figures[0].savefig(temporary, dpi=_dots(figures[0]), metadata={"Software": None})

    write_whole(path, write)


def svg_text(figure: Figure, prefix: str, title: str, description: str) -> str:
    """`figure` as an `<svg>` element to stand in an HTML page, always the same for the same figure.

    `prefix` begins every id in it, so that several charts can stand in one page; `title` and
    `description` are what a screen reader says. Text stays text; nothing in it needs a style sheet
    or a script, or reaches out of the page.
    """
    with rc_context(STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph", category=UserWarning)
        return as_element(figure, prefix, plain(title), plain(description))


def _svg(figure: Figure) -> str:
    return as_element(figure, "rbtrack", figure.get_suptitle().replace("\n", " "), "")


def _write_pdf(figures: Sequence[Figure], path: Path) -> None:
    with PdfPages(path, metadata={"CreationDate": None, "Title": figures[0].get_suptitle().replace("\n", " ")}) as pdf:
        for figure in figures:
            pdf.savefig(figure)


def _dots(figure: Figure) -> float:
    return min(DOTS_PER_INCH, MOST_DOTS / figure.get_figheight())
