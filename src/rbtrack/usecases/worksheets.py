"""Bringing worksheets in: compare with what is stored, store all of a workbook or nothing, read it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from rbtrack import catalog
from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.domain.importing import Imported, Status
from rbtrack.domain.merging import Change, Merge, merge, said
from rbtrack.domain.names import check_names
from rbtrack.domain.numbers import exact_text
from rbtrack.domain.scoring import score
from rbtrack.errors import Place, Problem, StoreError
from rbtrack.store import Store, Writer
from rbtrack.usecases.intake import Candidate, Intake, Known, Wanted, take_in
from rbtrack.usecases.recognising import OfficeMap, read_map
from rbtrack.xlsx.guard import Package


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """Which worksheets are brought in, by whom, and how. `office_map` is a table of files and offices."""

    actor: str
    wanted: Wanted = field(default_factory=Wanted)
    office_map: Path | None = None
    replace: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file: one outcome for each evaluation in it, or one for the file as a whole."""

    path: Path
    package: Package | None
    outcomes: tuple[Imported, ...]

    @property
    def is_refused(self) -> bool:
        return any(outcome.status == "refused" for outcome in self.outcomes)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of the file, each once."""
        found: list[Problem] = []
        for outcome in self.outcomes:
            found += [problem for problem in outcome.problems if problem not in found]
        return tuple(found)


def import_worksheets(address: str, paths: Sequence[Path], request: ImportRequest) -> Iterator[FileOutcome]:
    """Bring in each file by itself: a bad one does not stop the others.

    Yields what became of each file, in the order of `paths`. Raises RbtrackError before the first
    file for an unknown office or rubric, a map that does not hold, and where there is no database.
    """
    check_names(request.wanted.judge or "")
    with Store.open(address) as store:
        yield from _import_all(store, paths, request)


def check_worksheets(address: str, paths: Sequence[Path], request: ImportRequest) -> Iterator[FileOutcome]:
    """Say what bringing in would do, and store nothing. Also where there is no database: then each
    worksheet is checked by itself."""
    request = replace(request, dry_run=True)
    check_names(request.wanted.judge or "")
    try:
        store = Store.open(address)
    except StoreError as error:
        if error.problems[0].code != "store-missing":
            raise
    else:
        with store:
            yield from _import_all(store, paths, request)
        return
    seen: dict[EvaluationKey, str] = {}
    for path in paths:
        intake = take_in(path, request.wanted, Known())
        yield _outcome_of(intake, seen) or _checked(intake)


def _import_all(store: Store, paths: Sequence[Path], request: ImportRequest) -> Iterator[FileOutcome]:
    with store.reading() as reader:
        offices = {office.code: office for office in reader.offices()}
        if request.wanted.office is not None:
            reader.office(request.wanted.office)
    if request.wanted.rubric is not None:
        catalog.Catalogue().rubric(request.wanted.rubric)
    mapped = OfficeMap() if request.office_map is None else read_map(request.office_map, offices)
    wanted = replace(request.wanted, offices=mapped)
    seen: dict[EvaluationKey, str] = {}
    for path in paths:
        with store.reading() as reader:
            intake = take_in(path, wanted, Known(offices, reader))
        yield _outcome_of(intake, seen) or _store_all(store, intake, request)


def _outcome_of(intake: Intake, seen: dict[EvaluationKey, str]) -> FileOutcome | None:
    """The outcome of a file that is refused before anything is compared with what is stored."""
    if not intake.candidates:
        return _file_refused(intake)
    twice = {candidate.key: seen[candidate.key] for candidate in intake.candidates if candidate.key in seen}
    if not twice and not any(candidate.is_refused for candidate in intake.candidates):
        seen |= {candidate.key: intake.path.name for candidate in intake.candidates}
        return None
    outcomes = []
    for candidate in intake.candidates:
        problems = candidate.problems
        if candidate.key in twice:
            place = candidate.reading.place
            problems += (Problem("evaluation-twice", place=place, parameters={"first": twice[candidate.key]}),)
        outcomes.append(replace(_refused(intake, candidate), problems=problems))
    return FileOutcome(intake.path, intake.package, tuple(outcomes))


def _file_refused(intake: Intake) -> FileOutcome:
    name = intake.problems[0].place.file or intake.path.name
    sha256 = intake.package.sha256 if intake.package else ""
    refused = Imported(name, "refused", sha256, problems=intake.problems)
    return FileOutcome(intake.path, intake.package, (refused,))


def _checked(intake: Intake) -> FileOutcome:
    """What a file holds, where there is no database to compare it with."""
    outcomes = tuple(
        replace(_refused(intake, candidate), status="checked", merge=merge({}, candidate.answers, replace=False))
        for candidate in intake.candidates
    )
    return FileOutcome(intake.path, intake.package, outcomes)


def _store_all(store: Store, intake: Intake, request: ImportRequest) -> FileOutcome:
    outcomes = []
    revisions: list[int] = []
    with store.writing(request.actor, request.dry_run) as writer:
        for candidate in intake.candidates:
            stored = writer.evaluation(candidate.key)
            merged = merge(stored.answers if stored else {}, candidate.answers, request.replace)
            outcomes.append(_outcome(intake, candidate, merged, is_new=stored is None, request=request))
        if any(outcome.status == "refused" for outcome in outcomes):
            outcomes = [replace(outcome, status="refused") for outcome in outcomes]
        else:
            revisions = [
                _save(writer, candidate, outcome)
                for candidate, outcome in zip(intake.candidates, outcomes, strict=True)
            ]
    if not request.dry_run:
        _read_back(store, outcomes, revisions)
    return FileOutcome(intake.path, intake.package, tuple(outcomes))


def _outcome(intake: Intake, candidate: Candidate, merged: Merge, *, is_new: bool, request: ImportRequest) -> Imported:
    places = {code: raw.place for code, raw in candidate.reading.raw.items()}
    kept = tuple(
        Problem(
            "answer-kept", "warning", places[item], item, parameters={"item": item, "old": said(merged.answers[item])}
        )
        for item in merged.kept
    )
    is_all = merged.answers == candidate.answers
    computed = candidate.scored.points if is_all else score(candidate.rubric, merged.answers).points
    status: Status = "checked" if request.dry_run else "stored"
    overwritten: tuple[Problem, ...] = ()
    if merged.changed and not request.replace:
        status = "refused"
        overwritten = tuple(_overwritten(change, places[change.item]) for change in merged.changed)
    elif not merged.changes and not is_new:
        status = "unchanged"
    return replace(
        _refused(intake, candidate),
        status=status,
        merge=merged,
        computed_total=computed,
        problems=(*candidate.problems, *kept, *overwritten),
    )


def _overwritten(change: Change, place: Place) -> Problem:
    parameters = {"item": change.item, "old": said(change.old, change.new), "new": said(change.new, change.old)}
    return Problem("answer-changed", place=place, item=change.item, value=change.new.value, parameters=parameters)


def _refused(intake: Intake, candidate: Candidate) -> Imported:
    assert intake.package is not None
    return Imported(
        intake.package.file,
        "refused",
        intake.package.sha256,
        candidate.key,
        places={code: raw.place for code, raw in candidate.reading.raw.items()},
        sheet_total=candidate.reading.total.value if candidate.reading.total else None,
        computed_total=candidate.scored.points,
        problems=candidate.problems,
    )


def _save(writer: Writer, candidate: Candidate, outcome: Imported) -> int:
    """Store what changes; return the revision that it makes, 0 where nothing does."""
    if outcome.status == "unchanged":
        return 0
    rubric = candidate.rubric
    kept = writer.use_rubric(rubric, catalog.canonical(rubric), catalog.digest(rubric))
    assert outcome.merge is not None
    details = {
        "file": outcome.file,
        "sha256": outcome.sha256,
        "sheet": candidate.reading.place.sheet,
        "sheet_total": _exact(outcome.sheet_total),
        "computed_total": _exact(candidate.scored.points),
    }
    return writer.save_answers(candidate.key, kept, outcome.merge.changes, action="lke.import", details=details)


def _exact(total: Fraction | None) -> str | None:
    return None if total is None else exact_text(total)


def _read_back(store: Store, outcomes: Sequence[Imported], revisions: Sequence[int]) -> None:
    """Only what the database gives back is stored. Raises StoreError where that is something else, unless
    somebody else stored a later revision meanwhile."""
    with store.reading() as reader:
        for outcome, revision in zip(outcomes, revisions, strict=False):
            if outcome.status != "stored":
                continue
            assert outcome.key is not None
            assert outcome.merge is not None
            found = reader.evaluation(outcome.key)
            expected = {item: answer for item, answer in outcome.merge.answers.items() if not answer.is_empty}
            if found is not None and found.revision > revision:
                continue
            if found is None or dict(found.answers) != expected:
                raise StoreError("read-back-differs", evaluation=outcome.key.office)
