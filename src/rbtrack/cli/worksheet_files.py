"""Worksheets as files: issued ones, and marked copies of those that came in."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from rbtrack.errors import Place, RbtrackError
from rbtrack.files import make_folder, write_bytes, write_keeping

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
        kept = write_keeping(path, lambda temporary: temporary.write_bytes(content))
    return WrittenWorksheet(sheet.office, sheet.key, path, kept)


def write_marked(content: bytes, target: Path, inputs: Collection[Path], taken: Collection[Path]) -> Path:
    """Write the marked copy of a workbook to `target`, or beside it where another copy of this run is there
    (`taken`); return where it is. Raises RbtrackError where it would go over one of `inputs`."""
    path = _free(target, taken)
    if path.resolve() in {each.resolve() for each in inputs}:
        raise RbtrackError("mark-over-input", place=Place(file=str(path)))
    write_bytes(path, content)
    return path


def _free(target: Path, taken: Collection[Path]) -> Path:
    number = 1
    path = target
    while path in taken:
        number += 1
        path = target.with_stem(f"{target.stem}-{number}")
    return path
