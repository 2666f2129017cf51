"""Opening a database: where it is, which version it has, and how its connections behave."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from rbtrack.errors import Place, StoreError

HEAD = "0003"
"""The newest migration; a test holds it equal to Alembic's."""

BUSY_SECONDS = 60
WRITING = "rbtrack_writing"


def parse_address(address: str) -> URL:
    """A path, or an SQLAlchemy URL. Raises StoreError for a database of another kind than SQLite."""
    if "://" not in address:
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreError("store-address-wrong", address=address) from error
    if (url.drivername not in ("sqlite", "sqlite+pysqlite") and url.get_backend_name() == "sqlite") or url.query:
        raise StoreError("store-address-wrong", address=address)
    if url.get_backend_name() != "sqlite":
        raise StoreError("store-kind-unsupported", kind=url.get_backend_name())
    if not url.database or url.database == ":memory:":
        raise StoreError("store-address-wrong", address=address)
    return url


def open_engine(address: str) -> Engine:
    """The database at `address`, which must exist and be of this version.

    Raises StoreError where there is none, where it is no database of rbtrack's, and where it is
    older or newer than this program.
    """
    url = parse_address(address)
    path = Path(str(url.database))
    _check_file(path)
    engine = make_engine(url)
    try:
        _check_version(engine, path)
    except StoreError:
        # An open file cannot be moved away on Windows.
        engine.dispose()
        raise
    return engine


def _check_file(path: Path) -> None:
    """Raises StoreError where no file can be read at `path`."""
    place = Place(file=str(path))
    try:
        if path.is_dir():
            raise StoreError("store-is-folder", place=place)
        if not path.is_file():
            raise StoreError("store-missing", place=place)
    except OSError as error:
        raise StoreError("store-unreadable", place=place) from error
    if not os.access(path, os.R_OK):
        raise StoreError("store-unreadable", place=place)


def make_engine(url: URL) -> Engine:
    """An engine whose connections check foreign keys, wait for each other, and lock at the start of a write."""
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up_connection(connection: Any, record: object) -> None:  # noqa: ARG001 (SQLAlchemy's signature)
    # The driver's own transaction handling would delay BEGIN to the first write, when it is too late to wait.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL", "trusted_schema = OFF"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _check_version(engine: Engine, path: Path) -> None:
    place = Place(file=str(path))
    try:
        with engine.connect() as connection:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    except DatabaseError as error:
        # What SQLite cannot make sense of is somebody else's file.
        raise StoreError(cause(error, "store-foreign", "store-foreign"), place=place) from error
    if found is None or found > HEAD:
        raise StoreError("store-newer", place=place, found=found, known=HEAD)
    if found < HEAD:
        raise StoreError("store-older", place=place, found=found, known=HEAD)


def cause(
    error: DatabaseError | sqlite3.DatabaseError, not_a_database: str = "store-damaged", other: str = "store-failed"
) -> str:
    """The code of the problem that SQLite reports: `not_a_database` where it says that of the file, `other` where it
    says something that is not known here."""
    words = str(error.orig if isinstance(error, DatabaseError) else error)
    if "locked" in words:
        return "store-busy"
    if "malformed" in words or "corrupt" in words:
        return "store-damaged"
    if "disk is full" in words or "disk I/O error" in words:
        return "store-disk"
    # SQLite must be able to make a file beside the database, even to read it.
    if "readonly" in words or "unable to open" in words:
        return "store-read-only"
    return not_a_database if "not a database" in words else other
