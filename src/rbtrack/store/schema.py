"""Making a database and bringing it to the newest version, by Alembic's migrations."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from importlib.resources import as_file, files
from itertools import chain, count
from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import URL, Connection
from sqlalchemy.exc import DatabaseError

from rbtrack.errors import Place, StoreError
from rbtrack.files import reason
from rbtrack.store.engine import WRITING, cause, make_engine, open_engine, parse_address

_MIGRATING = Lock()
"""Alembic keeps the database that it migrates in one place for all threads of a process."""


def create(address: str) -> bool:
    """Make a database at `address`, and its folder. False, and nothing done, where a good one is there already.

    Raises StoreError as `open_engine` does where something else is there.
    """
    url = parse_address(address)
    path = Path(str(url.database))
    try:
        if path.is_dir():
            raise StoreError("store-is-folder", place=Place(file=str(path)))
        if path.exists():
            open_engine(address).dispose()
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        return _make(url, path)
    except OSError as error:
        raise StoreError("output-not-writable", place=Place(file=str(path)), reason=reason(error)) from error


def upgrade(address: str) -> Path | None:
    """Bring an older database up to date; return the copy that is kept beside it as it was before. None, and nothing
    done, where it is up to date already, or not there.

    Raises StoreError as `open_engine` does for anything but an older database, and where it cannot be written.
    """
    try:
        open_engine(address).dispose()
    except StoreError as error:
        if error.problems[0].code == "store-missing":
            return None
        if error.problems[0].code != "store-older":
            raise
        url = parse_address(address)
        found = str(error.problems[0].parameters["found"])
    else:
        return None
    path = Path(str(url.database))
    place = Place(file=str(path))
    copy = _free(path, found)
    try:
        _copy(path, copy)
        _migrate(url)
    except CommandError as error:
        copy.unlink(missing_ok=True)
        raise StoreError("store-foreign", place=place) from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise StoreError(cause(error), place=place) from error
    except OSError as error:
        raise StoreError("output-not-writable", place=Place(file=str(copy)), reason=reason(error)) from error
    return copy


def _free(path: Path, version: str) -> Path:
    """A name beside the database that nothing has yet: `rbtrack-0001.db`."""
    more = chain([""], (f"-{number}" for number in count(2)))
    names = (path.with_stem(f"{path.stem}-{version}{each}") for each in more)
    return next(name for name in names if not os.path.lexists(name))


def _copy(path: Path, target: Path) -> None:
    """A whole copy, with what other programs have stored and not yet moved into the file itself."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copied:
        source.backup(copied)


def _migrate(url: URL) -> None:
    engine = make_engine(url)
    try:
        with engine.connect().execution_options(**{WRITING: True}) as connection:
            migrate(connection)
            connection.commit()
    finally:
        engine.dispose()


def _make(url: URL, path: Path) -> bool:
    """Build the database under another name and put it in place whole; False where another process was faster."""
    temporary = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        temporary.touch(exist_ok=False)
        _build(url.set(database=str(temporary)))
        try:
            os.link(temporary, path)
        except FileExistsError:
            open_engine(str(path)).dispose()
            return False
        except OSError:
            # No links on this disk: then the name is taken over, as near to whole as the system has it.
            temporary.replace(path)
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise StoreError(cause(error), place=Place(file=str(path))) from error
    finally:
        for suffix in ("", "-wal", "-shm"):
            temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)
    return True


def _build(url: URL) -> None:
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            # Once and for all: the file remembers it, and asking again on every connection makes openers collide.
            connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        engine.dispose()
    _migrate(url)


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to `revision` on an open connection."""
    with _MIGRATING, as_file(files("rbtrack.store") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
