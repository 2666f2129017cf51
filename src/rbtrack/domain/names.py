"""Names that people give: of offices, kinds, judges, and of those who act."""

from __future__ import annotations

from rbtrack.errors import RbtrackError


def check_names(*names: str) -> None:
    """Raises RbtrackError for a name that is not one line of printable text, or is a hyphen alone.

    An empty one passes: it says that no name was given.
    """
    for name in names:
        if not name.isprintable() or name != name.strip() or name == "-":
            raise RbtrackError("name-wrong", value=name)
