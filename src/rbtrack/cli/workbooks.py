"""Which workbooks are meant: files, folders with all that is below them, and patterns such as masuk/*.xlsx."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
"""What a folder is searched for: also kinds that are refused, so that none is overlooked in silence."""


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The workbooks, each once, in the order of what was named; and how many other files the folders hold."""

    files: tuple[Path, ...]
    others: int


def find_workbooks(named: Sequence[Path]) -> FoundFiles:
    """Every workbook that `named` means. A file that does not exist and a folder without workbooks stay in
    the list: whoever opens them says what is wrong."""
    files: dict[Path, Path] = {}
    others = 0
    for path in (each for name in named for each in _expanded(name)):
        below = sorted(_files_below(path)) if os.path.isdir(path) else [path]  # noqa: PTH112
        workbooks = [each for each in below if each is path or each.suffix.lower() in WORKBOOKS]
        others += len(below) - len(workbooks)
        for each in workbooks or [path]:
            files.setdefault(each.absolute(), each)
    return FoundFiles(tuple(files.values()), others)


def _expanded(name: Path) -> Iterator[Path]:
    """The files that a pattern fits (the Windows shell leaves that to programs)."""
    fitting: list[Path] = []
    # pathlib raises for a name that no system would take; os.path says that it is not there.
    if set("*?[") & set(str(name)) and not os.path.exists(name):  # noqa: PTH110
        with suppress(ValueError):  # "a**b" is no pattern: then it is the name of a file that is not there
            fitting = sorted(Path(name.anchor).glob(str(name.relative_to(name.anchor))))
    yield from fitting or [name]


def _files_below(folder: Path) -> Iterator[Path]:
    """Files in and below a folder, without hidden ones and the locks that Excel and LibreOffice leave."""
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path
