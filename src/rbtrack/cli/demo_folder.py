"""The folder of the demo: made anew each time, and never one that holds somebody's work."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from shutil import rmtree

from rbtrack.errors import Place, RbtrackError
from rbtrack.files import free_name, make_folder, move, reason, write_text

MARKER = ".rbtrack-demo"
"""The file by which a folder of the demo is known. It lists what the demo made in it."""


def make_demo_folder(folder: Path) -> Path | None:
    """Make the folder, empty but for the marker. One of an earlier demo makes room: it is removed as the demo left it,
    and where anything in it is new or changed it goes aside, to the name returned.

    Raises RbtrackError for any other folder or file of that name, for the folder that one is in or one above it, and
    where the place cannot be written.
    """
    kept, here = None, Path.cwd()
    if os.path.lexists(folder):
        if folder.resolve() in (here, *here.parents) or folder.is_symlink() or not (folder / MARKER).is_file():
            raise RbtrackError("demo-folder-taken", place=Place(file=str(folder)))
        if (folder / MARKER).read_text(encoding="utf-8", errors="replace") == _list(folder):
            _remove(folder)
        else:
            kept = free_name(folder)
            move(folder, kept)
    make_folder(folder)
    write_text(folder / MARKER, "")
    return kept


def finish(folder: Path) -> None:
    """Note what the demo made: as long as the folder holds just that, nobody has worked in it."""
    write_text(folder / MARKER, _list(folder))


def _list(folder: Path) -> str:
    """Every file below a folder with the SHA-256 of its content, and every folder."""
    lines = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            lines.append(f"? {name}")
        elif path.is_dir():
            lines.append(f"/ {name}")
        elif name != MARKER:
            lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()} {name}")
    return "".join(f"{line.encode('utf-8', 'replace').decode()}\n" for line in lines)


def _remove(folder: Path) -> None:
    try:
        rmtree(folder)
    except OSError as error:
        raise RbtrackError("output-not-writable", place=Place(file=str(folder)), reason=reason(error)) from error
