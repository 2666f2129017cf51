"""Bringing worksheets in: compare with what is stored, store all of a workbook or nothing, read it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from rbtrack import catalog
from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.domain.merging import Change, Merge, merge, said
from rbtrack.domain.names import check_names
from rbtrack.domain.numbers import exact_text
from rbtrack.domain.scoring import score
from rbtrack.errors import Place, Problem, StoreError
from rbtrack.store import Store, Writer
from rbtrack.usecases.intake import Candidate, ImportOptions, Intake, IntakeContext, take_in
from rbtrack.usecases.marking import mark
from rbtrack.usecases.recognising import OfficeMap, read_map
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.importing import ImportedEvaluation, ImportedFile, ImportStatus


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """How worksheets are brought in.

    `office_map` is a table of files and their offices. With `replace` they may change stored answers; with
    `marked_copies` each file with problems comes back with its bad cells marked.
    """

    options: ImportOptions = field(default_factory=ImportOptions)
    office_map: Path | None = None
    replace: bool = False
    marked_copies: bool = False
    dry_run: bool = False


def import_worksheets(workspace: Workspace, paths: Sequence[Path], request: ImportRequest) -> Iterator[ImportedFile]:
    """Bring in each file by itself: a bad one does not stop the others.

    Yields what became of each file, in the order of `paths`. Raises RbtrackError before the first
    file for an unknown office or rubric, for mistakes in the table of offices, and where there is no database.
    """
    check_names(request.options.judge or "")
    store = workspace.store
    context = _context(workspace, request)
    seen: dict[EvaluationKey, str] = {}
    for path in paths:
        with store.reading() as reader:
            intake = take_in(path, request.options, replace(context, reader=reader))
        yield _file(intake, _refused_unseen(intake, seen) or _store_all(workspace, intake, request), request)


def check_worksheets(workspace: Workspace, paths: Sequence[Path], request: ImportRequest) -> Iterator[ImportedFile]:
    """Say what bringing in would do, and store nothing. Also where there is no database: then each
    worksheet is checked by itself."""
    if workspace.has_database:
        yield from import_worksheets(workspace, paths, replace(request, dry_run=True))
        return
    check_names(request.options.judge or "")
    seen: dict[EvaluationKey, str] = {}
    for path in paths:
        intake = take_in(path, request.options, IntakeContext(workspace.catalogue))
        yield _file(intake, _refused_unseen(intake, seen) or _checked(intake), request)


def _context(workspace: Workspace, request: ImportRequest) -> IntakeContext:
    """What every file is read with. Raises RbtrackError for what is wrong with the request itself."""
    options = request.options
    with workspace.store.reading() as reader:
        offices = {office.code: office for office in reader.offices()}
        if options.office is not None:
            reader.office(options.office)
    if options.rubric is not None:
        workspace.catalogue.rubric(options.rubric)
    office_map = OfficeMap() if request.office_map is None else read_map(request.office_map, offices)
    return IntakeContext(workspace.catalogue, offices=offices, office_map=office_map)


def _file(intake: Intake, evaluations: Sequence[ImportedEvaluation], request: ImportRequest) -> ImportedFile:
    found = ImportedFile(intake.path, tuple(evaluations))
    if not (request.marked_copies and found.problems):
        return found
    return replace(found, copy=mark(intake, found.problems))


def _refused_unseen(intake: Intake, seen: dict[EvaluationKey, str]) -> list[ImportedEvaluation]:
    """The evaluations of a file that is refused before it is compared with what is stored; empty for any other file.

    `seen` are the evaluations that came in so far, each with its file.
    """
    if not intake.candidates:
        return [_file_refused(intake)]
    twice = {candidate.key: seen[candidate.key] for candidate in intake.candidates if candidate.key in seen}
    if not twice and not any(candidate.is_refused for candidate in intake.candidates):
        seen |= {candidate.key: intake.path.name for candidate in intake.candidates}
        return []
    refused = []
    for candidate in intake.candidates:
        problems = candidate.problems
        if candidate.key in twice:
            place = candidate.reading.place
            problems += (Problem("evaluation-twice", place=place, parameters={"first": twice[candidate.key]}),)
        refused.append(replace(_refused(intake, candidate), problems=problems))
    return refused


def _file_refused(intake: Intake) -> ImportedEvaluation:
    name = intake.problems[0].place.file or intake.path.name
    sha256 = intake.package.sha256 if intake.package else ""
    return ImportedEvaluation(intake.path, name, "refused", sha256, problems=intake.problems)


def _checked(intake: Intake) -> list[ImportedEvaluation]:
    """What a file holds, where there is no database to compare it with."""
    return [
        replace(_refused(intake, candidate), status="checked", merge=merge({}, candidate.answers, replace=False))
        for candidate in intake.candidates
    ]


def _store_all(workspace: Workspace, intake: Intake, request: ImportRequest) -> list[ImportedEvaluation]:
    found = []
    revisions: list[int] = []
    with workspace.store.writing(workspace.actor, request.dry_run) as writer:
        for candidate in intake.candidates:
            stored = writer.evaluation(candidate.key)
            merged = merge(stored.answers if stored else {}, candidate.answers, request.replace)
            found.append(_compared(intake, candidate, merged, is_new=stored is None, request=request))
        if any(each.is_refused for each in found):
            found = [replace(each, status="refused") for each in found]
        else:
            revisions = [
                _save(writer, candidate, each) for candidate, each in zip(intake.candidates, found, strict=True)
            ]
    if not request.dry_run:
        _read_back(workspace.store, found, revisions)
    return found


def _compared(
    intake: Intake, candidate: Candidate, merged: Merge, *, is_new: bool, request: ImportRequest
) -> ImportedEvaluation:
    places = {code: raw.place for code, raw in candidate.reading.raw.items()}
    kept = tuple(
        Problem(
            "answer-kept", "warning", places[item], item, parameters={"item": item, "old": said(merged.answers[item])}
        )
        for item in merged.kept
    )
    is_all = merged.answers == candidate.answers
    computed = candidate.scored.points if is_all else score(candidate.rubric, merged.answers).points
    status: ImportStatus = "checked" if request.dry_run else "stored"
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


def _refused(intake: Intake, candidate: Candidate) -> ImportedEvaluation:
    """The evaluation as it was read, and refused: whoever knows better replaces that."""
    assert intake.package is not None
    return ImportedEvaluation(
        intake.path,
        intake.package.file,
        "refused",
        intake.package.sha256,
        candidate.key,
        places={code: raw.place for code, raw in candidate.reading.raw.items()},
        sheet_total=candidate.reading.total.value if candidate.reading.total else None,
        computed_total=candidate.scored.points,
        problems=candidate.problems,
    )


def _save(writer: Writer, candidate: Candidate, found: ImportedEvaluation) -> int:
    """Store what changes; return the revision that it makes, 0 where nothing does."""
    if found.status == "unchanged":
        return 0
    rubric = candidate.rubric
    kept = writer.use_rubric(rubric, catalog.canonical(rubric), catalog.digest(rubric))
    assert found.merge is not None
    details = {
        "file": found.file,
        "sha256": found.sha256,
        "sheet": candidate.reading.place.sheet,
        "sheet_total": _exact(found.sheet_total),
        "computed_total": _exact(candidate.scored.points),
    }
    return writer.save_answers(candidate.key, kept, found.merge.changes, action="lke.import", details=details)


def _exact(total: Fraction | None) -> str | None:
    return None if total is None else exact_text(total)


def _read_back(store: Store, found: Sequence[ImportedEvaluation], revisions: Sequence[int]) -> None:
    """Only what the database gives back is stored. Raises StoreError where that is something else, unless
    somebody else stored a later revision meanwhile."""
    with store.reading() as reader:
        for each, revision in zip(found, revisions, strict=False):
            if each.status != "stored":
                continue
            assert each.key is not None
            assert each.merge is not None
            stored = reader.evaluation(each.key)
            expected = {item: answer for item, answer in each.merge.answers.items() if not answer.is_empty}
            if stored is not None and stored.revision > revision:
                continue
            if stored is None or dict(stored.answers) != expected:
                raise StoreError("read-back-differs", evaluation=each.key.office)
