"""The options that every command takes, before or after the verb: --db, --as, --lang."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

OPTIONS = ("--db", "--as", "--lang")
DEFAULT_DATABASE = str(Path("data", "rbtrack.db"))


@dataclass(frozen=True, slots=True)
class Common:
    """Which database, who acts, and the rest of the command line. `missing` is an option without its value."""

    database: str
    actor: str
    language: str | None
    rest: tuple[str, ...]
    missing: str | None = None


def take_common(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Common:
    """Take the common options out of `arguments`, wherever they stand before a `--`."""
    values: dict[str, str] = {}
    rest: list[str] = []
    missing = None
    queue = list(arguments)
    while queue:
        word = queue.pop(0)
        name, mark, value = word.partition("=")
        if word == "--":
            rest += [word, *queue]
            break
        if name not in OPTIONS:
            rest.append(word)
        elif mark:
            values[name] = value
        elif queue:
            values[name] = queue.pop(0)
        else:
            missing = name
    return Common(
        database=values.get("--db") or environment.get("RBTRACK_DB") or DEFAULT_DATABASE,
        actor=_unicode(values.get("--as") or environment.get("RBTRACK_ACTOR") or _login()),
        language=values.get("--lang"),
        rest=tuple(word if os.path.lexists(word) else _unicode(word) for word in rest),
        missing=missing,
    )


def _unicode(word: str) -> str:
    """An argument whose bytes are no Unicode can be neither stored nor shown: what is wrong in it becomes "?".

    (The name of a file that is there stays as it is: it can be opened.)
    """
    return word.encode("utf-8", "replace").decode()


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
