"""What must hold for every file, however broken: it is refused in plain words, or stored whole."""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from rbtrack import messages
from rbtrack.domain.evaluation import Office, Result
from rbtrack.domain.tiers import PUBLISHED
from rbtrack.errors import Problem, RbtrackError
from rbtrack.reports.imports import import_report
from rbtrack.reports.results import result_outcomes_report
from rbtrack.reports.saving import as_json
from rbtrack.store import Store
from rbtrack.usecases.intake import ImportOptions
from rbtrack.usecases.offices import add_office, list_offices
from rbtrack.usecases.result_tables import ResultImport, import_results
from rbtrack.usecases.results import list_results, set_result
from rbtrack.usecases.rubrics import Acceptance, import_rubric
from rbtrack.usecases.worksheets import ImportRequest, import_worksheets
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.importing import ImportedEvaluation
from rbtrack.views.results import ImportedResults
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

    @staticmethod
    def make_for_results(folder: Path) -> Bench:
        """Offices whose codes an office program takes for each other, and a figure of one of them."""
        bench = Bench.make(folder)
        with Workspace(str(bench.template), "tester", "en") as workspace:
            for code, name in (
                ("53", "KPU Provinsi NTT"),
                ("53.1", "KPU Kota Kupang"),
                ("53.10", "KPU Kabupaten Ende"),
            ):
                add_office(workspace, Office(code, name, "kantor"))
            set_result(workspace, Result("bps", 2021, "sakip", PUBLISHED, score=Decimal("60.5"), grade="B"))
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
    check_problems(problems)
    reason = next((problem.code for problem in problems if problem.is_error), "")
    assert bool(reason) == (made is None)
    return f"refused: {reason}" if reason else "rubric made"


def check_results(bench: Bench, request: ResultImport) -> str:
    """Import a table of results and check all that must hold; return what became of it, and the first reason."""
    address = bench.database()
    with Workspace(address, "tester", "en") as workspace:
        before, offices = results_of(workspace), {office.code for office in list_offices(workspace)}
        tried = _results(workspace, replace(request, dry_run=True))
        assert results_of(workspace) == before
        found = _results(workspace, request)
        assert found == tried
        if not isinstance(found, ImportedResults):
            assert results_of(workspace) == before
            return f"refused: {found[0].code}"
        taken = [each.result for each in found.outcomes if each.status != "refused" and each.result is not None]
        _check_outcomes(found)
        assert results_of(workspace) == before | {_what(result): result for result in taken}
        added = {office.code for office in list_offices(workspace)} - offices
        assert added <= ({result.office for result in taken} if request.create_offices else set())
        if request.path.suffix == ".csv":
            _check_printed(request.path.read_bytes(), taken)
        again = _results(workspace, request)
        assert isinstance(again, ImportedResults)
        for first, second in zip(found.outcomes, again.outcomes, strict=True):
            assert first.status == "refused" or second.status == "unchanged"
    with Store.open(address) as store, store.reading() as reader:
        assert reader.verify_journal().problems == ()
    if not taken:
        return "no row stored" if found.outcomes else "no rows"
    return "all rows stored" if len(taken) == len(found.outcomes) else "some rows stored"


def _results(workspace: Workspace, request: ResultImport) -> ImportedResults | tuple[Problem, ...]:
    """What became of each row, or why the file is refused."""
    try:
        found = import_results(workspace, request)
    except RbtrackError as error:
        problems = error.problems
    else:
        return _checked(found)
    check_problems(problems)
    assert problems[0].is_error
    return problems


def _checked(found: ImportedResults) -> ImportedResults:
    check_problems((*found.problems, *(problem for each in found.outcomes for problem in each.problems)))
    assert json.loads(as_json(result_outcomes_report(found).document))["counts"]
    return found


def results_of(workspace: Workspace) -> dict[tuple[object, ...], Result]:
    """Every figure that is stored, by what it is of."""
    return {_what(result): result for result in list_results(workspace)}


def _what(result: Result) -> tuple[object, ...]:
    return (result.office, result.year, result.instrument, result.tier, result.judge)


def _check_outcomes(found: ImportedResults) -> None:
    """A row is refused with a reason, and never otherwise."""
    for outcome in found.outcomes:
        assert (outcome.status == "refused") == any(problem.is_error for problem in outcome.problems)
        assert outcome.status == "refused" or outcome.result is not None


def _check_printed(content: bytes, taken: Sequence[Result]) -> None:
    """The digits of every score that was stored stand in the text, in some encoding, with a point or a comma."""
    for text in (format(result.score, "f") for result in taken if result.score is not None):
        written = (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"))
        assert any(each in content or each.replace(b".", b",") in content for each in written), text


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
    check_problems(_problems(outcomes))
    assert json.loads(as_json(import_report(outcomes).document))["files"]


def check_problems(problems: Iterable[Problem]) -> None:
    """Each has words, and none of them a control character."""
    for problem in problems:
        words = f"{messages.where(problem.place)} {messages.message(problem)} {messages.hint(problem)}"
        assert not harmful(words), words


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
