"""What many tests need: the rubric of 2014, a filled worksheet, a database, and the program itself."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from rbtrack import catalog
from rbtrack.cli import main
from rbtrack.cli.common import DEFAULT_DATABASE
from rbtrack.domain.rubric import Rubric
from rbtrack.store import Store
from rbtrack.store.schema import create
from rbtrack.text import set_language
from tests.databases import make_database
from tests.lke.official import write_sample_worksheet


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no process waits for another at the end."""
    items.sort(
        key=lambda item: item.get_closest_marker("slow") is None and item.get_closest_marker("libreoffice") is None
    )


# No test is about time: a busy machine must not fail one.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tests read English, unless they ask for more."""
    monkeypatch.setenv("RBTRACK_LANG", "en")
    monkeypatch.setenv("RBTRACK_ACTOR", "tester")
    monkeypatch.delenv("RBTRACK_DB", raising=False)
    monkeypatch.setenv("LANGUAGE", "en")
    set_language("en")
    yield
    set_language("en")


@pytest.fixture(scope="session")
def rb2014() -> Rubric:
    return catalog.shipped_rubric("rb-2014")


@pytest.fixture(scope="session")
def _made_worksheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("worksheet") / "lke-bps.xlsx"
    write_sample_worksheet(path)
    return path


@pytest.fixture
def worksheet(_made_worksheet: Path, tmp_path: Path) -> Path:
    """A filled worksheet of BPS, 2015 and 2014 side by side: a copy, to be changed at will."""
    return Path(shutil.copy(_made_worksheet, tmp_path / "lke-bps.xlsx"))


@pytest.fixture(scope="session")
def database_of_bps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that knows one office and nothing else, to be copied."""
    return make_database(tmp_path_factory.mktemp("bps") / "bps.db")


@pytest.fixture
def address(tmp_path: Path) -> str:
    path = str(tmp_path / "test.db")
    create(path)
    return path


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with Store.open(address) as opened:
        yield opened


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in an empty folder, in this process."""
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        captured = capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    return run_command


@pytest.fixture
def bps(run: Run, folder_of_bps: Path) -> Run:
    """The same, with a database that knows one office."""
    return run


@pytest.fixture
def folder_of_bps(tmp_path: Path, database_of_bps: Path) -> Path:
    """A folder with a database that knows one office, where a command finds it by itself."""
    path = tmp_path / DEFAULT_DATABASE
    path.parent.mkdir()
    shutil.copy(database_of_bps, path)
    return tmp_path


@contextmanager
def raw_database(path: str | Path) -> Iterator[sqlite3.Connection]:
    """A database reached past the program; every statement is its own transaction, and the file is closed after."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def run_apart(*arguments: str, folder: Path, **environment: str) -> Ran:
    """Run a command as a process of its own, as a user does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RBTRACK", "LC_", "LANG"))}
    ended = subprocess.run(
        [sys.executable, "-m", "rbtrack", *arguments],
        cwd=folder,
        env={**kept, "LANG": "C.UTF-8", **environment},
        capture_output=True,
        check=False,
    )
    return Ran(ended.returncode, ended.stdout.decode("utf-8", "replace"), ended.stderr.decode("utf-8", "replace"))


def require_tool(*names: str) -> str:
    """The path of the first of these programs that is installed; else skip, or fail where all must be there."""
    for name in names:
        if found := shutil.which(name):
            return found
    reason = f"needs one of: {', '.join(names)}"
    if os.environ.get("RBTRACK_REQUIRE_ALL"):
        pytest.fail(reason)
    pytest.skip(reason)
