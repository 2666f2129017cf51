"""Writing files whole: to a temporary name beside the target, then put in its place."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

from rbtrack.errors import Place, RbtrackError
from rbtrack.text import _


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write` fill a temporary file, then put it at `path`: all of the new file or the old one untouched.

    Folders are made. Raises RbtrackError where the place cannot be written, as when the file is
    open in Excel.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            write(temporary)
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise RbtrackError("output-not-writable", place=Place(file=str(path)), reason=reason(error)) from error


def write_keeping(path: Path, write: Callable[[Path], object]) -> Path | None:
    """As `write_whole`, but nothing that was there is lost: another file of that name goes aside first, to
    the name returned (`.bak1`, `.bak2` ...). The same file again leaves all as it is.
    """
    kept = None

    def write_beside(temporary: Path) -> None:
        nonlocal kept
        write(temporary)
        if path.is_file() and path.read_bytes() != temporary.read_bytes():
            names = (path.with_name(f"{path.name}.bak{number}") for number in count(1))
            kept = next(name for name in names if not name.exists())
            move(path, kept)

    write_whole(path, write_beside)
    return kept


def reason(error: OSError) -> str:
    """Why the system refused, in the reader's language where it is one of the common causes."""
    known = {
        errno.EACCES: _("no permission"),
        errno.EPERM: _("no permission"),
        errno.EROFS: _("the disk cannot be written to"),
        errno.ENOSPC: _("the disk is full"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOENT: _("there is no such file or folder"),
        errno.EEXIST: _("a file of that name stands in the way"),
        errno.ENOTDIR: _("a file of that name stands in the way"),
        errno.EIO: _("the disk or memory stick does not answer"),
        errno.ENAMETOOLONG: _("the name is too long"),
    }
    return known.get(error.errno or 0, error.strerror or "")


def make_folder(path: Path) -> None:
    """Make a folder and those above it. Raises RbtrackError where that cannot be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RbtrackError("output-not-writable", place=Place(file=str(path)), reason=reason(error)) from error


def remove(path: Path) -> None:
    """Remove a file if it is there. Raises RbtrackError where it is held by another program."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise RbtrackError("output-not-writable", place=Place(file=str(path)), reason=reason(error)) from error


def move(path: Path, target: Path) -> None:
    """Put a file in another's place. Raises RbtrackError where it is held by another program."""
    try:
        path.replace(target)
    except OSError as error:
        raise RbtrackError("output-not-writable", place=Place(file=str(target)), reason=reason(error)) from error


def write_text(path: Path, text: str, *, encoding: str = "utf-8") -> None:
    """Write `text` whole, with the line ends that it has."""
    write_whole(path, lambda temporary: temporary.write_text(text, encoding=encoding, newline=""))


def write_bytes(path: Path, content: bytes) -> None:
    """Write `content` whole."""
    write_whole(path, lambda temporary: temporary.write_bytes(content))


def _umask() -> int:
    """The permissions that new files shall not have; mkstemp makes files for their owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
