"""What must hold for every file, however broken: it is refused in plain words, or stored whole."""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rbtrack import messages
from rbtrack.errors import Problem, RbtrackError
from rbtrack.reports.imports import import_report
from rbtrack.reports.saving import as_json
from rbtrack.store import Store
from rbtrack.usecases.intake import ImportOptions
from rbtrack.usecases.rubrics import Acceptance, import_rubric
from rbtrack.usecases.worksheets import ImportRequest, import_worksheets
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.importing import ImportedEvaluation
from tests.databases import make_database

STATUSES = {"stored", "unchanged", "refused", "checked"}


def bring_in(address: str, paths: Sequence[Path], *, dry_run: bool = False) -> tuple[ImportedEvaluation, ...]:
    """Bring files in, as `lke import` does: the only place here that knows how that is asked for."""
    request = ImportRequest(ImportOptions("bps", "rb-2014", ("self",)), dry_run=dry_run)
    with Workspace(address, "tester", "en") as workspace:
        return tuple(each for file in import_worksheets(workspace, paths, request) for each in file.evaluations)


@dataclass(frozen=True)
class Bench:
    """A folder with a database that knows one office and nothing else, copied for every file."""

    folder: Path

    @property
    def template(self) -> Path:
        return self.folder / "template.db"

    @staticmethod
    def make(folder: Path) -> Bench:
        bench = Bench(folder)
        make_database(bench.template)
        return bench

    def database(self) -> str:
        """A database without evaluations, in place of the one before."""
        path = self.folder / "fuzz.db"
        for suffix in ("-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        shutil.copy(self.template, path)
        return str(path)


def check_rubric(path: Path) -> str:
    """Read a rubric out of `path` and check all that must hold; return what became of it, and the first reason."""
    try:
        found = import_rubric(Workspace("", "tester", "en"), path, "fuzz", None, Acceptance(True, True))
    except RbtrackError as error:
        problems, made = error.problems, None
    else:
        problems, made = found.problems, found.file
    for problem in problems:
        words = f"{messages.where(problem.place)} {messages.message(problem)} {messages.hint(problem)}"
        assert not harmful(words), words
    reason = next((problem.code for problem in problems if problem.is_error), "")
    assert bool(reason) == (made is None)
    return f"refused: {reason}" if reason else "rubric made"


def check_files(bench: Bench, paths: Sequence[Path]) -> list[str]:
    """Check all that must hold for each of the files; return what became of them.

    All of them are tried without storing anything, each by itself: they may be of the same evaluation. Those that
    could be stored then are, each into an empty database. The names of the files must differ.
    """
    address = bench.database()
    tried = tuple(outcome for path in paths for outcome in bring_in(address, [path], dry_run=True))
    check_store(address, tried)
    verdicts = []
    for path in paths:
        outcomes = tuple(outcome for outcome in tried if outcome.file == path.name)
        verdicts.append(_verdict(outcomes))
        if verdicts[-1] == "checked":
            verdicts[-1] = check_file(bench, path)
            assert verdicts[-1] == "stored"
    return verdicts


def check_file(bench: Bench, path: Path) -> str:
    """Import `path` into an empty database and check all that must hold; return what became of it and, of a
    file that was refused, the first reason."""
    address = bench.database()
    outcomes = bring_in(address, [path])
    verdict = _verdict(outcomes)
    check_store(address, outcomes)
    if verdict == "stored":
        assert {outcome.status for outcome in bring_in(address, [path])} == {"unchanged"}
        check_store(address, outcomes)
    return verdict


def _verdict(outcomes: tuple[ImportedEvaluation, ...]) -> str:
    """The status that all tables of one file have, and why it was refused."""
    (status,) = {outcome.status for outcome in outcomes}
    assert status in STATUSES
    check_words(outcomes)
    reason = next((problem.code for problem in _problems(outcomes) if problem.is_error), "")
    assert bool(reason) == (status == "refused")
    return f"{status}: {reason}" if reason else status


def check_words(outcomes: tuple[ImportedEvaluation, ...]) -> None:
    """Every problem has words without control characters, and the report is JSON."""
    for problem in _problems(outcomes):
        words = f"{messages.where(problem.place)} {messages.message(problem)} {messages.hint(problem)}"
        assert not harmful(words), words
    assert json.loads(as_json(import_report(outcomes).document))["files"]


def harmful(text: str) -> set[str]:
    """The characters of `text` that move a cursor, break a line or turn the direction of reading."""
    return {
        character
        for character in text
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(character) in ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")
    }


def check_store(address: str, outcomes: tuple[ImportedEvaluation, ...]) -> None:
    """All answers of every evaluation that is said to be stored, none of any other, and a journal that holds."""
    stored = {outcome.key: outcome for outcome in outcomes if outcome.status == "stored"}
    with Store.open(address) as store, store.reading() as reader:
        found = set(reader.keys("bps"))
        assert found == set(stored)
        for key, outcome in stored.items():
            assert key is not None
            assert outcome.merge is not None
            evaluation = reader.evaluation(key)
            assert evaluation is not None
            given = {item: answer for item, answer in outcome.merge.answers.items() if not answer.is_empty}
            assert dict(evaluation.answers) == given
        assert reader.verify_journal().problems == ()


def _problems(outcomes: tuple[ImportedEvaluation, ...]) -> Iterator[Problem]:
    for outcome in outcomes:
        yield from outcome.problems
