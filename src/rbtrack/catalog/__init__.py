"""Rubrics and grade scales as files: YAML in, domain values out.

The reader also takes the canonical text that the store keeps, so that a rubric means the same
wherever it was read from.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from rbtrack.catalog.canonical import canonical, digest, from_canonical
from rbtrack.catalog.reading import Shared, parse, parse_shared
from rbtrack.domain.rubric import Rubric
from rbtrack.errors import CatalogError

__all__ = ["canonical", "digest", "find_rubric", "from_canonical", "read_rubric", "shared", "shipped_rubrics"]

SHIPPED = files("rbtrack.rubrics")
SHARED_FILE = "scales.yaml"


def shipped_rubrics() -> tuple[str, ...]:
    """The ids of the rubrics that come with the program."""
    names = (entry.name for entry in SHIPPED.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml") and name != SHARED_FILE))


def find_rubric(rubric_id: str) -> Rubric:
    """The shipped rubric of that id. Raises CatalogError where there is none."""
    if rubric_id not in shipped_rubrics():
        raise CatalogError("rubric-unknown", rubric=rubric_id, known=shipped_rubrics())
    return parse(SHIPPED.joinpath(f"{rubric_id}.yaml").read_text(encoding="utf-8"), f"{rubric_id}.yaml", shared())


def read_rubric(path: Path) -> Rubric:
    """The rubric in a user's file. Raises CatalogError with every complaint and its line."""
    return parse(path.read_text(encoding="utf-8"), path.name, shared())


@cache
def shared() -> Shared:
    """The shipped grade scales and answer types."""
    text = SHIPPED.joinpath(SHARED_FILE).read_text(encoding="utf-8")
    return parse_shared(text, SHARED_FILE)
