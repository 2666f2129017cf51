"""A copy of the sources to try a change on, as a colleague would make it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def copy_sources(folder: Path) -> Path:
    """The package in a folder of its own; returns the folder that holds it."""
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return folder / "src"


def change(path: Path, pattern: str, replacement: str) -> None:
    """Replace what a regular expression finds. Ends the program where it does not stand there once."""
    text, times = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if times != 1:
        sys.exit(f"{path.name}: {pattern} stands there {times} times")
    path.write_text(text, encoding="utf-8")


def run_on(source: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python on the package in `source`, English and without colour."""
    environment = {"PYTHONPATH": str(source), "RBTRACK_LANG": "en", "NO_COLOR": "1", "COLUMNS": "100", "TERM": "dumb"}
    return subprocess.run(  # noqa: S603 (programs of our own)
        [sys.executable, *arguments], cwd=source.parent, env=environment, capture_output=True, text=True, check=False
    )
