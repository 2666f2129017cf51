"""The command line: words and flags, tables on the screen, exit codes."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn, TextIO


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit: 0 done, 1 the data or the request is wrong, 2 wrong use of flags."""
    from rbtrack.cli.common import take_common
    from rbtrack.text import choose_language, speaking

    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        _set_encoding(stream)
    taken = take_common(sys.argv[1:] if arguments is None else arguments)
    language = choose_language(taken.language, os.environ)
    _teach_typer(language)
    with speaking(language):
        # Typer binds its own texts when it is imported: not before the language is settled.
        from rbtrack.cli.app import run

        code = run(taken)
    sys.exit(code)


def _teach_typer(language: str) -> None:
    """Typer words its help through the standard library's process-wide text domain: bound to ours, it speaks
    the same language."""
    import gettext

    from rbtrack.text import LOCALE_FOLDER, TEXT_DOMAIN

    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(TEXT_DOMAIN, LOCALE_FOLDER)
    gettext.textdomain(TEXT_DOMAIN)


def _open_streams() -> None:
    """Streams that were closed before the program began (`>&-`) are None, and their numbers would go to the first
    files that it opens."""
    while None in (sys.stdin, sys.stdout, sys.stderr) and os.open(os.devnull, os.O_RDWR) < 2:
        pass
    sys.stdout = sys.stdout or ClosedStream()
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 (for as long as it runs)


class ClosedStream(io.TextIOBase):
    """A stream that takes nothing, so that lost output is noticed."""

    encoding = "utf-8"

    def write(self, text: str) -> int:  # noqa: ARG002 (as the library names it)
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def _set_encoding(stream: TextIO) -> None:
    """UTF-8 where nobody asked for anything else, and never a crash for a character that does not fit."""
    encoding = None if stream.isatty() or os.environ.get("PYTHONIOENCODING") else "utf-8"
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding=encoding, errors="replace")
