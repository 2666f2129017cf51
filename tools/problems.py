"""Writes docs/problems.md: every problem of a worksheet as the program shows it, by really breaking worksheets."""

from __future__ import annotations

import contextlib
import io
import os
import re
import tempfile
from pathlib import Path

from tests.conftest import Ran
from tests.gallery import KINDS
from tests.gallery.case import Case
from tests.gallery.showing import line_pattern, show

PAGE = Path(__file__).parent.parent / "docs" / "problems.md"

HEAD = """\
# Problems

Generated from the gallery of broken worksheets, `tests/gallery`: `make docs`.

Every rule that a worksheet can break, with the line that `rbtrack lke check` or `rbtrack lke import` shows for an
example, in English and in Indonesian. An error refuses the whole workbook, and nothing of it is stored; a warning
refuses nothing. With `--json` each problem has its code, its sheet and its cell; with `--mark FOLDER` the cells are
marked in a copy of the workbook.
"""

_SECTION = re.compile(r"### (?P<code>[a-z-]+)\n\n(?:Error|Warning)\.\n\n```\n(?P<en>.+)\n(?P<id>.+)\n```\n")


def problems_page() -> str:
    """The page, with every case really run: that takes a while."""
    os.environ.pop("RBTRACK_DB", None)
    return assembled({case.code: _shown(case) for cases in KINDS.values() for case in cases})


def assembled(lines: dict[str, dict[str, str]]) -> str:
    """The page that shows these lines, by code and language."""
    parts = [HEAD]
    for kind, cases in KINDS.items():
        parts += [f"## {kind}\n", *(_section(case, lines[case.code]) for case in cases)]
    return "\n".join(parts)


def lines_of(page: str) -> dict[str, dict[str, str]]:
    """The lines that a page shows, by code and language."""
    return {found["code"]: {"en": found["en"], "id": found["id"]} for found in _SECTION.finditer(page)}


def _section(case: Case, lines: dict[str, str]) -> str:
    """What the page says of one rule: what is shown, what it means, and what to do."""
    found = line_pattern(case, "en").fullmatch(lines["en"])
    assert found is not None, f"{case.code}: its line is not the one that the program shows"
    return (
        f"### {case.code}\n\n{case.severity.capitalize()}.\n\n```\n{lines['en']}\n{lines['id']}\n```\n\n"
        f"**What it means.** {case.cause}\n\n**What to do.** {found['hint']}\n"
    )


def _shown(case: Case) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return dict(show(case, Path(folder), _run).lines)


def _run(*arguments: str) -> Ran:
    """Run a command in the present folder, in this process."""
    from rbtrack.cli import main

    code, out, err = 0, io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


if __name__ == "__main__":
    PAGE.write_text(problems_page(), encoding="utf-8")
