"""Rubrics, grade scales and crosswalks as files: YAML in, domain values out.

Those of users stand in `data/rubrics/` of the folder in which the program is run, under ids of
their own. The reader also takes the canonical text that the store keeps, so that a rubric means
the same wherever it was read from.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from rbtrack.catalog.canonical import canonical, digest, from_canonical
from rbtrack.catalog.crosswalks import parse_crosswalk
from rbtrack.catalog.documents import load
from rbtrack.catalog.reading import Shared, parse, parse_shared
from rbtrack.catalog.writing import as_yaml
from rbtrack.domain.crosswalk import Crosswalk
from rbtrack.domain.rubric import Rubric
from rbtrack.errors import CatalogError, Place, Problem
from rbtrack.files import reason

__all__ = [
    "as_yaml", "canonical", "digest", "find_crosswalk", "find_rubric", "from_canonical", "known_rubrics", "own_rubrics", "parse_rubric", "passed_over",
    "read_rubric", "shared", "shipped_rubrics",
]  # fmt: skip

SHIPPED = files("rbtrack.rubrics")
CROSSWALKS = SHIPPED / "crosswalks"
SHARED_FILE = "scales.yaml"
OWN = Path("data", "rubrics")


def shipped_rubrics() -> tuple[str, ...]:
    """The ids of the rubrics that come with the program."""
    names = (entry.name for entry in SHIPPED.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml") and name != SHARED_FILE))


def own_rubrics() -> tuple[str, ...]:
    """The ids of the user's own rubrics; a file under the id of a shipped rubric is not among them."""
    return tuple(sorted({path.stem for path in OWN.glob("*.yaml")} - set(shipped_rubrics())))


def passed_over() -> tuple[Problem, ...]:
    """Files of the user's under the id of a shipped rubric: they are not used, and that must be said."""
    taken = sorted({path.stem for path in OWN.glob("*.yaml")} & set(shipped_rubrics()))
    return tuple(
        Problem("rubric-id-taken", "warning", Place(file=f"{name}.yaml"), parameters={"rubric": name}) for name in taken
    )


def known_rubrics() -> tuple[str, ...]:
    """Shipped and own, shipped ones first."""
    return shipped_rubrics() + own_rubrics()


def find_rubric(rubric_id: str) -> Rubric:
    """The rubric of that id. Raises CatalogError where there is none, or where its file does not hold."""
    if rubric_id in own_rubrics():
        return read_rubric(OWN / f"{rubric_id}.yaml")
    if rubric_id not in shipped_rubrics():
        raise CatalogError("rubric-unknown", rubric=rubric_id, known=known_rubrics())
    return _shipped(rubric_id)


@cache
def _shipped(rubric_id: str) -> Rubric:
    """A shipped rubric: its file never changes while the program runs, and hundreds of worksheets ask for it."""
    return parse_rubric(SHIPPED.joinpath(f"{rubric_id}.yaml").read_text(encoding="utf-8"), f"{rubric_id}.yaml")


def read_rubric(path: Path) -> Rubric:
    """The rubric in a user's file, whose name without its ending must be the rubric's id.

    Raises CatalogError with every complaint and its line.
    """
    place = Place(file=path.name)
    rubric = parse_rubric(_text(path), path.name)
    if rubric.id != path.stem:
        raise CatalogError("rubric-id-differs", place=place, rubric=rubric.id, expected=path.stem)
    if rubric.id in shipped_rubrics():
        raise CatalogError("rubric-id-taken", place=place, rubric=rubric.id)
    return rubric


@cache
def shared() -> Shared:
    """The shipped grade scales and answer types."""
    return parse_shared(SHIPPED.joinpath(SHARED_FILE).read_text(encoding="utf-8"), SHARED_FILE)


def parse_rubric(text: str, file: str) -> Rubric:
    """The rubric in the text of a file of that name. Raises CatalogError with every complaint and its line."""
    return parse(text, file, shared(), _base_document)


def find_crosswalk(old: Rubric, new: Rubric) -> Crosswalk | None:
    """The crosswalk from one rubric to another, or from those that they are based on; None where none is known."""
    for old_id in old.family:
        for new_id in new.family:
            for folder in (CROSSWALKS, OWN / "crosswalks"):
                file = folder / f"{old_id}--{new_id}.yaml"
                if file.is_file():
                    return parse_crosswalk(_text(file), file.name, old, new)
    return None


def _text(file: Path | Traversable) -> str:
    """The text of a file. Raises CatalogError where it cannot be read as text."""
    place = Place(file=file.name)
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CatalogError("rubric-file-not-text", place=place) from error
    except OSError as error:
        raise CatalogError("file-unreadable", place=place, reason=reason(error)) from error


def _base_document(rubric_id: str) -> Mapping[str, Any]:
    """The document of a shipped rubric. Raises CatalogError for any other: chains end here."""
    if rubric_id not in shipped_rubrics():
        raise CatalogError("rubric-base-unknown", rubric=rubric_id, known=shipped_rubrics())
    text = SHIPPED.joinpath(f"{rubric_id}.yaml").read_text(encoding="utf-8")
    document, _lines = load(text, f"{rubric_id}.yaml")
    return dict(document)
