"""Worksheets as files: issued ones, and marked copies of those that came in."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from rbtrack.cli.view import say_problems, say_written
from rbtrack.errors import Place, RbtrackError
from rbtrack.files import is_among, make_folder, write_bytes

if TYPE_CHECKING:
    from rbtrack.views.issuing import IssuedWorksheet, WrittenWorksheet


def write_worksheet(sheet: IssuedWorksheet, folder: Path) -> WrittenWorksheet:
    """Write a worksheet whole; in a dry run only say where. Another file of its name is kept beside it: somebody
    may have filled it in. Raises RbtrackError where the place cannot be written."""
    from rbtrack.views.issuing import WrittenWorksheet

    path, content = folder / sheet.name, sheet.content
    kept = None
    if content is not None:
        make_folder(folder)
        kept = write_bytes(path, content)
    return WrittenWorksheet(sheet.office, sheet.key, path, kept)


class MarkedCopies:
    """The marked copies of one run, in `folder`. None goes over one of `inputs`."""

    def __init__(self, folder: Path, inputs: Collection[Path]) -> None:
        make_folder(folder)
        self._folder = folder
        self._inputs = inputs
        self.written: dict[Path, Path] = {}
        self.is_one_lost = False

    def write(self, source: Path, content: bytes) -> None:
        """Write the copy of the workbook `source`, under its name or one like it. Where that cannot be done it is said:
        the workbooks after it come in all the same."""
        path = self._free(self._folder / source.name)
        try:
            if is_among(path, self._inputs):
                raise RbtrackError("mark-over-input", place=Place(file=str(path)))
            kept = write_bytes(path, content)
        except RbtrackError as error:
            say_problems(error.problems)
            self.is_one_lost = True
            return
        self.written[source] = path
        if kept is not None:
            say_written(path, kept)

    def _free(self, target: Path) -> Path:
        """`target`, or a place beside it where another copy of this run is there."""
        number = 1
        path = target
        while path in self.written.values():
            number += 1
            path = target.with_stem(f"{target.stem}-{number}")
        return path
