"""The open database, with transactions that read and transactions that write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError, IntegrityError

from rbtrack.clock import Clock, now
from rbtrack.domain.names import check_names
from rbtrack.errors import Place, StoreError
from rbtrack.store.engine import WRITING, cause, open_engine
from rbtrack.store.queries import Reader
from rbtrack.store.writing import Writer


class Store:
    """An open database. Use `reading()` and `writing(actor)`; close it, or use it in a `with`.

    `clock` tells when an entry of the journal was written.
    """

    def __init__(self, engine: Engine, clock: Clock = now) -> None:
        self._engine = engine
        self._clock = clock

    @classmethod
    def open(cls, address: str, clock: Clock = now) -> Store:
        """The database at a path or an SQLAlchemy URL. Raises StoreError as `open_engine` does."""
        return cls(open_engine(address), clock)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Reads that are all as of the same moment."""
        with self._errors(), self._engine.connect() as connection:
            yield Reader(connection)

    @contextmanager
    def writing(self, actor: str, dry_run: bool = False) -> Iterator[Writer]:
        """Changes that are stored together at the end of the block, or not at all where it raises.

        With `dry_run` everything is done and then undone. The database is locked from the first line of the
        block: do all reading of files before it. Raises RbtrackError for an actor whose name cannot be stored.
        """
        check_names(actor)
        with self._errors(), self._engine.connect().execution_options(**{WRITING: True}) as connection:
            connection.begin()
            yield Writer(connection, actor, self._clock)
            if not dry_run:
                connection.commit()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Turns what SQLite reports into StoreError. A broken rule of the tables is a fault of ours, and stays as it is."""
        try:
            yield
        except IntegrityError:
            raise
        except DatabaseError as error:
            raise StoreError(cause(error), place=Place(file=self._engine.url.database)) from error
