"""What rbtrack stores of a worksheet, and what it says of it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rbtrack.domain.evaluation import Answer, EvaluationKey
from rbtrack.errors import Place, Problem
from rbtrack.store import Store
from rbtrack.store.schema import create
from rbtrack.usecases.intake import ImportOptions
from rbtrack.usecases.worksheets import ImportRequest, import_worksheets
from rbtrack.usecases.workspace import Workspace


@dataclass(frozen=True)
class Home:
    """A database that is copied for every file, and how files are brought into it."""

    database: str
    options: ImportOptions

    @staticmethod
    def make(path: Path, options: ImportOptions) -> Home:
        create(str(path))
        return Home(str(path), options)


@dataclass(frozen=True)
class Outcome:
    """What became of a file: the answers that are stored now and were not before, all problems, and the cells of the
    answers as rbtrack says it."""

    stored: Mapping[EvaluationKey, Mapping[str, Answer]]
    problems: tuple[Problem, ...]
    places: Mapping[EvaluationKey, Mapping[str, Place]] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        return not self.stored and any(problem.is_error for problem in self.problems)


def bring_home(home: Home, path: Path, database: str = "") -> Outcome:
    """Import the file into a copy of the home's database, or into `database` itself."""
    address = database or str(shutil.copy(home.database, f"{home.database}.copy"))
    before = _stored(address)
    with Workspace(address, "tester", "id") as workspace:
        (file,) = import_worksheets(workspace, [path], ImportRequest(home.options))
    after = _stored(address)
    stored = {key: answers for key, answers in after.items() if before.get(key) != answers}
    places = {each.key: each.places for each in file.evaluations if each.key is not None}
    return Outcome(stored, file.problems, places)


def _stored(address: str) -> dict[EvaluationKey, Mapping[str, Answer]]:
    found = {}
    with Store.open(address) as store, store.reading() as reader:
        for office in reader.offices():
            for key in reader.keys(office.code):
                evaluation = reader.evaluation(key)
                assert evaluation is not None
                found[key] = evaluation.answers
    return found
