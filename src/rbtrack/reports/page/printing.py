"""A page printed to PDF by a browser that is installed: Chromium, Chrome or Edge."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rbtrack.errors import Place, RbtrackError
from rbtrack.files import move, reason

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "microsoft-edge-stable", "msedge",
)  # fmt: skip
_WINDOWS = (
    Path("Google", "Chrome", "Application", "chrome.exe"),
    Path("Microsoft", "Edge", "Application", "msedge.exe"),
    Path("Chromium", "Application", "chrome.exe"),
)
_MACOS = ("Google Chrome", "Microsoft Edge", "Chromium")
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pdf-header-footer",
    # Nothing but the file itself can be reached, whatever stands in it.
    "--proxy-server=http://127.0.0.1:9",
)
SECONDS = 120


def find_browser() -> Path:
    """A browser that can print. Raises RbtrackError where there is none, with what to install."""
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    for path in _usual_places():
        if path.is_file():
            return path
    raise RbtrackError("browser-missing")


def print_pdf(browser: Path, page: Path, target: Path) -> None:
    """Print `page` (an HTML file) to `target`. Raises RbtrackError where the browser gives no PDF.

    The browser works in a folder of its own beside `target`: one installed as a snap reaches no other,
    and no profile of the user's is touched.
    """
    try:
        with tempfile.TemporaryDirectory(
            prefix="rbtrack-pdf-", dir=target.resolve().parent, ignore_cleanup_errors=True
        ) as folder:
            printed = Path(folder, "page.pdf")
            _run(browser, page, printed, Path(folder, "profile"))
            if not printed.is_file():
                raise RbtrackError("browser-failed", place=Place(file=str(target)), browser=str(browser))
            move(printed, target)
    except OSError as error:
        raise RbtrackError("output-not-writable", place=Place(file=str(target)), reason=reason(error)) from error


def _run(browser: Path, page: Path, printed: Path, profile: Path) -> None:
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    command = [str(browser), *FLAGS, *(["--no-sandbox"] if as_root else []), f"--user-data-dir={profile}"]
    command += [f"--print-to-pdf={printed}", page.resolve().as_uri()]
    try:
        subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS)  # noqa: S603 (no shell)
    except (subprocess.SubprocessError, OSError) as error:
        raise RbtrackError("browser-failed", place=Place(file=str(page)), browser=str(browser)) from error


def _usual_places() -> Iterator[Path]:
    """Where browsers are installed that PATH does not name: on Windows and macOS."""
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            yield from (Path(folder, path) for path in _WINDOWS)
    for name in _MACOS:
        yield from (
            root / f"{name}.app/Contents/MacOS/{name}" for root in (Path("/Applications"), Path.home() / "Applications")
        )
