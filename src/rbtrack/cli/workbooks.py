"""Which workbooks are meant: files, folders with all that is below them, and patterns such as masuk/*.xlsx."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
"""What a folder is searched for: also kinds that are refused, so that none is overlooked in silence."""


_HIDDEN = (".", "~$")


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The workbooks, each once, in the order of what was named; how many other files the folders hold; and the folders
    that could not be looked into."""

    files: tuple[Path, ...]
    others: int
    unreadable: tuple[Path, ...] = ()


def find_workbooks(named: Sequence[Path]) -> FoundFiles:
    """Every workbook that `named` means. A file that does not exist and a folder without workbooks stay in
    the list: whoever opens them says what is wrong."""
    files: dict[Path, Path] = {}
    unreadable: list[Path] = []
    others = 0
    for path in (each for name in named for each in _expanded(name)):
        below = sorted(_files_below(path, unreadable)) if os.path.isdir(path) else [path]  # noqa: PTH112
        workbooks = [each for each in below if each is path or each.suffix.lower() in WORKBOOKS]
        others += len(below) - len(workbooks)
        is_unknown = path in unreadable
        for each in workbooks or ([] if is_unknown else [path]):
            files.setdefault(each.absolute(), each)
    return FoundFiles(tuple(files.values()), others, tuple(unreadable))


def _expanded(name: Path) -> Iterator[Path]:
    """The files that a pattern fits (the Windows shell leaves that to programs)."""
    fitting: list[Path] = []
    # pathlib raises for a name that no system would take; os.path says that it is not there.
    if set("*?[") & set(str(name)) and not os.path.exists(name):  # noqa: PTH110
        with suppress(ValueError):  # "a**b" is no pattern: then it is the name of a file that is not there
            fitting = sorted(Path(name.anchor).glob(str(name.relative_to(name.anchor))))
    yield from fitting or [name]


def _files_below(folder: Path, unreadable: list[Path]) -> Iterator[Path]:
    """Files in and below a folder, without hidden ones and the locks that Excel and LibreOffice leave. Folders that
    cannot be looked into are added to `unreadable`."""
    for place, folders, names in os.walk(folder, onerror=lambda error: unreadable.append(Path(str(error.filename)))):
        folders[:] = [name for name in folders if not name.startswith(_HIDDEN)]
        yield from (path for name in names if not name.startswith(_HIDDEN) and (path := Path(place, name)).is_file())
