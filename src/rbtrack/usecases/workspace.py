"""What every use case works with: the database, who acts, in which language, with which rubrics, and what time it is."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from rbtrack.clock import Clock, now
from rbtrack.errors import StoreError
from rbtrack.text import DEFAULT_LANGUAGE, speaking

if TYPE_CHECKING:
    from rbtrack.catalog import Catalogue
    from rbtrack.store import Store


@dataclass(eq=False)
class Workspace:
    """One user at work. A front end opens it (`with Workspace(...) as workspace:`) and hands it to use cases.

    Inside the block all texts are in its `language`; two workspaces of one process may differ, each in its own
    thread or task. `database` is the path or SQLAlchemy URL of the store, which is opened when a use case first
    asks for it: commands that need none also work without. `own_rubrics` is the folder of the user's own rubrics,
    which `catalogue` knows beside the shipped ones. `clock` tells the time in UTC.
    """

    database: str
    actor: str
    language: str = DEFAULT_LANGUAGE
    own_rubrics: Path = Path("data", "rubrics")
    clock: Clock = now
    _open: ExitStack = field(default_factory=ExitStack, init=False, repr=False)

    @property
    def database_name(self) -> str:
        """What the database is called, without its folder."""
        return Path(self.database).name

    @cached_property
    def store(self) -> Store:
        """The open database. Raises StoreError where it is missing, of another version, or no database of ours."""
        # Loaded when it is needed: the libraries behind it take a third of a second.
        from rbtrack.store import Store

        return self._open.enter_context(Store.open(self.database, self.clock))

    @property
    def has_database(self) -> bool:
        """Whether the database is there. Raises StoreError where it is there and cannot be used."""
        try:
            return self.store is not None
        except StoreError as error:
            if error.problems[0].code != "store-missing":
                raise
            return False

    @cached_property
    def catalogue(self) -> Catalogue:
        """The rubrics that can be named."""
        from rbtrack.catalog import Catalogue

        return Catalogue(self.own_rubrics)

    def __enter__(self) -> Workspace:
        self._open.enter_context(speaking(self.language))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
        self.__dict__.pop("store", None)
