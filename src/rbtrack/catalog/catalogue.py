"""All rubrics and crosswalks that a user can name: those that come with the program, and those of a folder."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from rbtrack.catalog.crosswalks import parse_crosswalk
from rbtrack.catalog.documents import MOST_BYTES, load
from rbtrack.catalog.instruments import parse_instrument
from rbtrack.catalog.reading import Shared, parse, parse_answer_types, parse_words
from rbtrack.domain.crosswalk import Crosswalk
from rbtrack.domain.instrument import Instrument, in_order
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.validating import AnswerWords
from rbtrack.errors import CatalogError, Place, Problem
from rbtrack.files import reason

SHIPPED = files("rbtrack.rubrics")
CROSSWALKS = SHIPPED / "crosswalks"
INSTRUMENTS = SHIPPED / "instruments"
ANSWER_TYPES_FILE = "answer_types.yaml"
WORDS_FILE = "words.yaml"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The shipped rubrics and instruments, and the user's own ones: rubrics in the folder `own`, instruments in the one
    of that name below it, all under ids of their own."""

    own: Path = Path("data", "rubrics")

    def own_ids(self) -> tuple[str, ...]:
        """The ids of the user's own rubrics; a file under the id of a shipped rubric is not among them."""
        return tuple(sorted(self._own_files() - set(shipped_ids())))

    def passed_over(self) -> tuple[Problem, ...]:
        """Warnings about user's files that have the id of a shipped rubric, since they are not used."""
        return tuple(
            Problem("rubric-id-taken", "warning", Place(file=f"{name}.yaml"), parameters={"rubric": name})
            for name in sorted(self._own_files() & set(shipped_ids()))
        )

    def ids(self) -> tuple[str, ...]:
        """Shipped and own, shipped ones first."""
        return shipped_ids() + self.own_ids()

    def rubric(self, rubric_id: str) -> Rubric:
        """The rubric of that id. Raises CatalogError where there is none, or where its file does not hold."""
        if rubric_id in self.own_ids():
            return self.read_rubric(self.own / f"{rubric_id}.yaml")
        if rubric_id not in shipped_ids():
            raise CatalogError("rubric-unknown", rubric=rubric_id, known=self.ids())
        return shipped_rubric(rubric_id)

    def crosswalk(self, old: Rubric, new: Rubric) -> Crosswalk | None:
        """The crosswalk from one rubric to another, or from those that they are based on; None where none is known."""
        for old_id in old.family:
            for new_id in new.family:
                for folder in (CROSSWALKS, self.own / "crosswalks"):
                    file = folder / f"{old_id}--{new_id}.yaml"
                    if file.is_file():
                        return parse_crosswalk(_text(file), file.name, old, new)
        return None

    def read_rubric(self, path: Path) -> Rubric:
        """The rubric in a user's file, whose name without its ending must be the rubric's id.

        Raises CatalogError with every complaint and its line.
        """
        place = Place(file=path.name)
        rubric = self.parse_rubric(_text(path), path.name)
        if rubric.id != path.stem:
            raise CatalogError("rubric-id-differs", place=place, rubric=rubric.id, expected=path.stem)
        if rubric.id in shipped_ids():
            raise CatalogError("rubric-id-taken", place=place, rubric=rubric.id)
        return rubric

    def parse_rubric(self, text: str, file: str) -> Rubric:
        """The rubric in the text of a file of that name. Raises CatalogError with every complaint and its line."""
        return parse(text, file, self.shared(), _base_document)

    def shared(self) -> Shared:
        """What rubrics may refer to by name. Raises CatalogError for mistakes in a user's file."""
        return Shared(shared().answer_types, {each.code: each for each in self.instruments()})

    def instruments(self) -> tuple[Instrument, ...]:
        """Every instrument, in order. Raises CatalogError for mistakes in a user's file."""
        own = [_read_instrument(path) for path in self._own_instruments().values()]
        taken = Counter(scale.id for each in own for scale in each.scales)
        for each in own:
            _check_scale_ids(each, {scale for scale, times in taken.items() if times > 1})
        return in_order([*shared().instruments.values(), *own])

    def instrument(self, code: str | None = None) -> Instrument:
        """The instrument of that code, or the one that is meant where none is named.

        Raises CatalogError where there is none, or where its file does not hold. Other files do not matter.
        """
        if code is None:
            return default_instrument()
        own = self._own_instruments()
        if code in own:
            return _read_instrument(own[code])
        if code not in shared().instruments:
            raise CatalogError("instrument-unknown", value=code, known=(*shared().instruments, *own))
        return shared().instruments[code]

    def _own_instruments(self) -> dict[str, Path]:
        """The user's own files by the code that they should hold."""
        return {path.stem: path for path in sorted((self.own / INSTRUMENTS.name).glob("*.yaml"))}

    def _own_files(self) -> set[str]:
        return {path.stem for path in self.own.glob("*.yaml")}


@cache
def shipped_ids() -> tuple[str, ...]:
    """The ids of the rubrics that come with the program."""
    names = {entry.name for entry in SHIPPED.iterdir()} - {ANSWER_TYPES_FILE, WORDS_FILE}
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def shipped_rubric(rubric_id: str) -> Rubric:
    """A shipped rubric: its file never changes while the program runs, and hundreds of worksheets ask for it."""
    file = f"{rubric_id}.yaml"
    return parse(SHIPPED.joinpath(file).read_text(encoding="utf-8"), file, shared(), _base_document)


@cache
def shared() -> Shared:
    """The shipped answer types and instruments, the instruments in their order."""
    types = parse_answer_types(SHIPPED.joinpath(ANSWER_TYPES_FILE).read_text(encoding="utf-8"), ANSWER_TYPES_FILE)
    files = [entry for entry in INSTRUMENTS.iterdir() if entry.name.endswith(".yaml")]
    found = in_order(parse_instrument(file.read_text(encoding="utf-8"), file.name) for file in files)
    return Shared(types, {each.code: each for each in found})


def default_instrument() -> Instrument:
    """The instrument that is meant where none is named: the first of those that come with the program."""
    return next(iter(shared().instruments.values()))


def _read_instrument(path: Path) -> Instrument:
    """The instrument in a user's file, whose name without its ending must be its code, which nothing else has.

    Raises CatalogError with every complaint and its line.
    """
    place = Place(file=path.name)
    found = parse_instrument(_text(path), path.name)
    if found.code != path.stem:
        raise CatalogError("instrument-code-differs", place=place, value=found.code, expected=path.stem)
    if found.code in shared().instruments:
        raise CatalogError("instrument-code-taken", place=place, value=found.code)
    _check_scale_ids(found, set(shared().grade_scales))
    return found


def _check_scale_ids(instrument: Instrument, taken: set[str]) -> None:
    """Raises CatalogError where another instrument has a scale of the same id."""
    for scale in instrument.scales:
        if scale.id in taken:
            raise CatalogError("scale-id-taken", place=Place(file=f"{instrument.code}.yaml"), value=scale.id)


@cache
def answer_words() -> AnswerWords:
    """What offices write where there is no answer."""
    return parse_words(SHIPPED.joinpath(WORDS_FILE).read_text(encoding="utf-8"), WORDS_FILE)


def _text(file: Path | Traversable) -> str:
    """The text of a file. Raises CatalogError where it cannot be read as text."""
    place = Place(file=file.name)
    try:
        if isinstance(file, Path):
            _check_kind(file, place)
        content = file.read_bytes()
        return content.decode()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise CatalogError("rubric-file-not-text", place=Place(file=file.name, line=line)) from error
    except OSError as error:
        raise CatalogError("file-unreadable", place=place, reason=reason(error)) from error


def _check_kind(file: Path, place: Place) -> None:
    """Raises CatalogError for what is too large, or no file: a pipe has no end, and may never begin."""
    found = file.stat()
    if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
        raise CatalogError("rubric-file-no-file", place=place)
    if found.st_size > MOST_BYTES:
        raise CatalogError("rubric-file-too-large", place=place, limit=MOST_BYTES // 1024 // 1024)


def _base_document(rubric_id: str) -> Mapping[str, Any]:
    """The document of a shipped rubric. Raises CatalogError for any other: chains end here."""
    if rubric_id not in shipped_ids():
        raise CatalogError("rubric-base-unknown", rubric=rubric_id, known=shipped_ids())
    text = SHIPPED.joinpath(f"{rubric_id}.yaml").read_text(encoding="utf-8")
    document, _lines = load(text, f"{rubric_id}.yaml")
    return dict(document)
