"""The paper that charts are drawn on, and their way into a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

from rbtrack.errors import RbtrackError
from rbtrack.files import write_whole

SUFFIXES = (".png", ".svg", ".pdf")
DOTS_PER_INCH = 150
INK = "#1B1F24"
FAINT = "#C8D0D9"

# Dark to light, so that years differ in grey too; hatches tell them apart where printing swallows shades.
SHADES = ("#0B3C5D", "#6FA8CF", "#C9DDEB", "#3F6B3A", "#A5C79F")
HATCHES = ("", "//", "..", "\\\\", "xx")

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
}


def new_figure(width: float, height: float) -> Figure:
    """An empty figure of that many inches."""
    with rc_context(STYLE):
        return Figure(figsize=(width, height), layout="constrained")


def check_suffix(path: Path) -> None:
    """Raises RbtrackError for a file that is none of .png .svg .pdf."""
    if path.suffix.lower() not in SUFFIXES:
        raise RbtrackError("output-suffix-unknown", suffix=path.suffix or path.name, known=SUFFIXES)


def save_figure(figure: Figure, path: Path) -> None:
    """Write `figure` to `path`, as the kind that its ending says, without a date in it."""
    check_suffix(path)
    metadata = {".png": {"Software": None}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}[path.suffix.lower()]

    def write(temporary: Path) -> None:
        with rc_context(STYLE):
            figure.savefig(temporary, dpi=DOTS_PER_INCH, metadata=metadata)

    write_whole(path, write)


def svg_text(figure: Figure, prefix: str, title: str, description: str) -> str:
    """`figure` as an `<svg>` element to stand in an HTML page, always the same for the same figure.

    `prefix` begins every id in it, so that several charts can stand in one page; `title` and
    `description` are what a screen reader says. Text stays text.
    """
    raise NotImplementedError
