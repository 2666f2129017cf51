"""Runs a case through the real command line, and keeps what it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rbtrack import messages
from rbtrack.text import _, language, set_language
from tests.conftest import Ran, Run, raw_database
from tests.gallery.case import Case, Command


@dataclass(frozen=True, slots=True)
class Shown:
    """What a case showed: how its last command ended, what it printed for programs, the line in each language, and
    whether that command changed anything in the database."""

    command: Command
    ran: Ran
    document: Mapping[str, Any]
    lines: Mapping[str, str]
    has_stored: bool

    @property
    def problems(self) -> Iterator[Mapping[str, Any]]:
        """Every problem that was printed for programs, with the name of its file."""
        for entry in self.document.get("files", ()):
            for problem in entry["problems"]:
                yield {"file": entry["file"], **problem}


def show(case: Case, folder: Path, run: Run) -> Shown:
    """Make the files of the case in `folder`, where `run` runs commands, and run them. Worksheets that rbtrack
    issues speak Indonesian, as those of offices do."""
    set_language("id")
    *before, last = case.build(folder)
    for command in before:
        ran = run(*command)
        assert ran.code == 0, ran.err
    stored = _database(folder)
    english = run(*last, "--json", "--lang", "en")
    indonesian = run(*last, "--lang", "id")
    lines = {"en": line_of(case, english.err, "en"), "id": line_of(case, indonesian.err, "id")}
    return Shown(last, english, json.loads(english.out or "{}"), lines, _database(folder) != stored)


def _database(folder: Path) -> list[str]:
    """All that is stored."""
    path = folder / "data" / "rbtrack.db"
    if not path.exists():
        return []
    with raw_database(path) as connection:
        return list(connection.iterdump())


def line_of(case: Case, shown: str, spoken: str) -> str:
    """The line of the screen that says the problem in a language; empty where there is none."""
    pattern = line_pattern(case, spoken)
    return next((line for line in shown.splitlines() if pattern.fullmatch(line)), "")


def line_pattern(case: Case, spoken: str) -> re.Pattern[str]:
    """How a line looks that says the problem: word, place, `message` and `hint`, whatever fills their braces."""
    before = language()
    set_language(spoken)
    try:
        wording = messages.WORDINGS[case.code]
        word = _("error:") if case.severity == "error" else _("warning:")
        message, hint = (re.sub(r"\\\{\w+\\\}", ".*", re.escape(_(text))) for text in (wording.message, wording.hint))
    finally:
        set_language(before)
    return re.compile(rf"{re.escape(word)} (?:.*: )?(?P<message>{message}) (?P<hint>{hint})")
