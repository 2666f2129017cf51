"""Data on the screen, talk on the side: tables and JSON to stdout, all else to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich import box
from rich.console import Console, JustifyMethod
from rich.table import Table as RichTable
from rich.text import Text

from rbtrack import messages
from rbtrack.cli.screen import ColumnBlock, fit, indent
from rbtrack.errors import Place, Problem, RbtrackError
from rbtrack.files import check_suffix, check_target, make_folder, reason
from rbtrack.reports.saving import SUFFIXES, as_json, save_report, shown
from rbtrack.reports.table import NUMERIC, Report, Table
from rbtrack.text import N_, _, harmless

T = TypeVar("T")

FEW = 5
"""Up to this many files are done without a progress bar."""

WIDE = 160
"""The width of a table that no terminal limits."""

Json = Annotated[bool, typer.Option("--json", help=N_("Print it as JSON, for programs."))]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        readable=False,
        help=N_("Write it to a file instead: .csv, .json, .md or .xlsx."),
    ),
]
DryRun = Annotated[bool, typer.Option("-n", "--dry-run", help=N_("Check everything and store nothing."))]


def show(report: Report, *, as_document: bool, output: Path | None) -> None:
    """Show a report as the flags say: as a file, as JSON, or as a table."""
    if output is not None:
        say_written(output, save_report(report, output))
    elif as_document:
        show_text(as_json(report.document))
    else:
        for table in report.tables:
            show_table(table)


def say_written(path: Path, kept: Path | None = None) -> None:
    """Which file was written, and where the one went that stood there (`kept`)."""
    if kept is not None:
        say(_("The file that was there is kept as {file}.").format(file=harmless(str(kept))))
    say(_("Written: {file}").format(file=harmless(str(path))))


@contextmanager
def after(done: str) -> Iterator[None]:
    """What is done stays done where it cannot be shown or written down: then it is said."""
    try:
        yield
    except (RbtrackError, BrokenPipeError):
        say(done)
        raise


def check_output(output: Path | None, *inputs: Path) -> None:
    """Raises RbtrackError, before anything is stored, for a file that could not be written after, and for one of the
    command's own inputs."""
    if output is None:
        return
    check_suffix(output, SUFFIXES)
    check_target(output, inputs)
    make_folder(output.parent)
    if not os.access(output.parent, os.W_OK):
        raise RbtrackError("output-not-writable", place=Place(file=str(output)), reason=_("no permission"))


@contextmanager
def printing() -> Iterator[None]:
    """Raises RbtrackError, in place of the system's own error, where stdout takes no more: its disk is full, or it is
    closed. A reader that has seen enough (`| head`) is no such case: Typer then ends the program without a word."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise RbtrackError("printing-failed", reason=reason(error)) from error


@printing()
def show_text(text: str) -> None:
    """Text on stdout, as it is."""
    sys.stdout.write(text)
    sys.stdout.flush()


@printing()
def show_table(table: Table) -> None:
    """A table on stdout, as wide as the terminal; columns that do not fit are said or set below."""
    console = _console(stderr=False)
    rows = [
        [shown(cell, column.kind) for cell, column in zip(row.cells, table.columns, strict=True)] for row in table.rows
    ]
    fitted = fit(table, rows, console.width)
    console.print(Text(harmless(table.title), style="bold"))
    for block in fitted.blocks if rows else ():
        console.print(_drawn(table, rows, block))
    if not rows:
        console.print(Text(_("(nothing)")))
    for note in table.notes:
        console.print(Text(harmless(note)))
    if fitted.left_out and rows:
        names = ", ".join(table.columns[position].title for position in fitted.left_out)
        console.print(
            Text(_("Left out here, for lack of width: {columns}. A file (-o) has all.").format(columns=names))
        )


def _drawn(table: Table, rows: list[list[str]], block: ColumnBlock) -> RichTable:
    drawn = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for position, width in zip(block.positions, block.widths, strict=True):
        column = table.columns[position]
        justify: JustifyMethod = "right" if column.kind in NUMERIC else "left"
        sizes = {"width": width} if block.has_room else {"min_width": width or None}
        drawn.add_column(Text(column.title), justify=justify, overflow="fold", **sizes)
    for row, cells in zip(table.rows, rows, strict=True):
        indented = [Text(indent(table.columns[position], row.depth) + cells[position]) for position in block.positions]
        drawn.add_row(*indented, style="bold" if row.strong else None)
    return drawn


def say(text: str) -> None:
    """One line on stderr."""
    _say(Text(harmless(text)))


def say_error(text: str) -> None:
    """What cannot be done, on stderr."""
    _say(Text.assemble((_("error:"), "bold red"), " ", harmless(text)))


def say_problems(problems: Iterable[Problem]) -> None:
    """Every problem in a line of its own: where, what, and what to do."""
    for problem in problems:
        word, style = (_("error:"), "bold red") if problem.is_error else (_("warning:"), "bold yellow")
        place = messages.where(problem.place)
        parts = [f"{place}:" if place else "", messages.message(problem), messages.hint(problem)]
        _say(Text.assemble((word, style), " ", " ".join(part for part in parts if part)))


def tracked(steps: Iterable[T], total: int | None) -> Iterator[T]:
    """The same steps, with a progress bar on a terminal where there are more than a few of them."""
    if not sys.stderr.isatty() or (total is not None and total <= FEW):
        yield from steps
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        for step in steps:
            yield step
            progress.advance(task)


def _say(text: Text) -> None:
    # Where stderr takes nothing there is no place to say so; the exit code still tells.
    with suppress(OSError):
        _console(stderr=True).print(text, soft_wrap=True)


class _Screen(Console):
    """A console that does not end the program where nobody reads on: whoever prints decides."""

    def on_broken_pipe(self) -> None:
        raise  # noqa: PLE0704 (rich calls this while it handles the error)


def _console(stderr: bool) -> _Screen:
    stream = sys.stderr if stderr else sys.stdout
    wide = None if stream.isatty() or os.environ.get("COLUMNS") else WIDE
    return _Screen(stderr=stderr, width=wide, highlight=False, markup=False, emoji=False)
