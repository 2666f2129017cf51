"""Writing files whole: to a temporary name beside the target, then put in its place. Nobody's work is written over."""

from __future__ import annotations

import errno
import filecmp
import os
import tempfile
from collections.abc import Callable, Collection, Iterable
from itertools import count
from pathlib import Path

from rbtrack.errors import Place, RbtrackError
from rbtrack.text import _

WORKED_IN = (".xlsx", ".docx", ".yaml", ".csv")
"""Files of these kinds may hold somebody's work: they are never written over, but put aside."""

_FULL = (errno.ENOSPC, errno.EDQUOT)
_DATABASE = b"SQLite format 3\0"


def check_suffix(path: Path, known: Collection[str]) -> None:
    """Raises RbtrackError for a file whose ending is none of `known` (in small letters, each with its point)."""
    if path.suffix.lower() not in known:
        raise RbtrackError("output-suffix-unknown", suffix=path.suffix or path.name, known=tuple(known))


def check_target(path: Path, inputs: Iterable[Path] = ()) -> None:
    """Raises RbtrackError where a file at `path` would go over one of `inputs`, a database, or what is no file: before
    anything is done, and again when it is written."""
    place = Place(file=str(path))
    if is_among(path, inputs):
        raise RbtrackError("output-over-input", place=place)
    try:
        if path.exists() and not path.is_file():
            why = _("it is a folder") if path.is_dir() else _("it is a device or a pipe")
            raise RbtrackError("output-not-writable", place=place, reason=why)
        if path.is_file():
            with path.open("rb") as file:
                if file.read(len(_DATABASE)) == _DATABASE:
                    raise RbtrackError("output-over-database", place=place)
    except OSError as error:
        raise _refused(path, error) from error


def is_among(path: Path, others: Iterable[Path]) -> bool:
    """Whether `path` is one of these files, under whatever name: through links, and in other letters where the disk
    takes them for the same."""
    return any(_is_same(path, other) for other in others)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False  # one of the two is not there yet


def write_whole(path: Path, write: Callable[[Path], object]) -> Path | None:
    """Let `write` fill a temporary file, then put it at `path`: all of the new file or the old one untouched.

    Folders are made. Another file that was there goes aside first where a person may have worked in it, to the name
    returned (`.bak1`, `.bak2` ...); the same file again leaves all as it is. Raises RbtrackError where the place
    cannot be written, as when the file is open in Excel, and where a database is there.
    """
    check_target(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            write(temporary)
            temporary.chmod(0o666 & ~_umask())
            is_worked_in = path.suffix.lower() in WORKED_IN and path.is_file()
            kept = _put_aside(path) if is_worked_in and not filecmp.cmp(path, temporary, shallow=False) else None
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _refused(path, error) from error
    return kept


def _put_aside(path: Path) -> Path:
    """Give a file a further name, under which it stays when another one takes its place."""
    while True:
        kept = free_name(path)
        try:
            os.link(path, kept)
        except FileExistsError:
            continue  # another process was faster
        except OSError:
            # No links on this disk.
            path.rename(kept)
        return kept


def free_name(path: Path) -> Path:
    """The first name beside `path` that is free: `.bak1`, `.bak2` ..."""
    names = (path.with_name(f"{path.name}.bak{number}") for number in count(1))
    return next(name for name in names if not os.path.lexists(name))


def _refused(path: Path, error: OSError) -> RbtrackError:
    code = "output-no-room" if error.errno in _FULL else "output-not-writable"
    return RbtrackError(code, place=Place(file=str(path)), reason=reason(error))


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
        errno.EDQUOT: _("the disk is full"),
        errno.EBADF: _("it is closed"),
        errno.ENAMETOOLONG: _("the name is too long"),
    }
    return known.get(error.errno or 0, error.strerror or "")


def make_folder(path: Path) -> None:
    """Make a folder and those above it. Raises RbtrackError where that cannot be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(path, error) from error


def move(path: Path, target: Path) -> None:
    """Put a file in another's place. Raises RbtrackError where it is held by another program."""
    try:
        path.replace(target)
    except OSError as error:
        raise _refused(target, error) from error


def write_text(path: Path, text: str, *, encoding: str = "utf-8") -> Path | None:
    """Write `text` whole, with the line ends that it has; return where another file of that name was put."""
    return write_whole(path, lambda temporary: temporary.write_text(text, encoding=encoding, newline=""))


def write_bytes(path: Path, content: bytes) -> Path | None:
    """Write `content` whole; return where another file of that name was put."""
    return write_whole(path, lambda temporary: temporary.write_bytes(content))


def _umask() -> int:
    """The permissions that new files shall not have; mkstemp makes files for their owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
