"""Bringing worksheets in: compare with what is stored, store all of a workbook or nothing, read it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from rbtrack import catalog
from rbtrack.domain.evaluation import EvaluationKey
from rbtrack.domain.merging import Change, LaterChange, Merge, merge, overtaken, said
from rbtrack.domain.names import check_names
from rbtrack.domain.numbers import exact_text
from rbtrack.domain.scoring import score
from rbtrack.errors import Place, Problem, Severity, StoreError
from rbtrack.store import Store, Writer
from rbtrack.usecases.evaluated_years import evaluated_differs
from rbtrack.usecases.intake import Candidate, ImportOptions, Intake, IntakeContext, failed, gathered, take_in
from rbtrack.usecases.marking import mark
from rbtrack.usecases.reading_ahead import Watch, read_ahead, with_rivals
from rbtrack.usecases.recognising import OfficeMap, read_map
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.importing import ImportedEvaluation, ImportedFile, ImportStatus, MarkedCopy


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """How worksheets are brought in.

    `office_map` is a table of files and their offices. With `replace` they may change stored answers, with
    `overwrite_newer` also those that others have changed since the worksheet was made; with `allow_blank` one without a
    single answer is stored. With `marked_copies` each file with problems comes back with its bad cells marked.
    """

    options: ImportOptions = field(default_factory=ImportOptions)
    office_map: Path | None = None
    replace: bool = False
    marked_copies: bool = False
    dry_run: bool = False
    overwrite_newer: bool = False
    allow_blank: bool = False


def import_worksheets(
    workspace: Workspace, paths: Sequence[Path], request: ImportRequest, watch: Watch = iter
) -> Iterator[ImportedFile]:
    """Bring in each file by itself: a bad one does not stop the others. Of several that are of the same evaluation none
    is stored, so all are read before the first is stored; `watch` follows that.

    Yields what became of each file, in the order of `paths`. Raises RbtrackError before the first
    file for an unknown office or rubric, for mistakes in the table of offices, and where there is no database.
    """
    check_names(request.options.judge or "")
    store = workspace.store
    context = _context(workspace, request)

    def read(path: Path) -> Intake:
        with store.reading() as reader:
            return take_in(path, request.options, replace(context, reader=reader))

    for intake, rivals in read_ahead(paths, read, watch):
        found = with_rivals(intake, rivals)
        yield _file(found, _refused_unseen(found, request) or _stored(workspace, found, request), request)


def check_worksheets(
    workspace: Workspace, paths: Sequence[Path], request: ImportRequest, watch: Watch = iter
) -> Iterator[ImportedFile]:
    """Say what bringing in would do, and store nothing. Also where there is no database: then each
    worksheet is checked by itself."""
    if workspace.has_database:
        yield from import_worksheets(workspace, paths, replace(request, dry_run=True), watch)
        return
    check_names(request.options.judge or "")
    context = IntakeContext(workspace.catalogue)
    for intake, rivals in read_ahead(paths, lambda path: take_in(path, request.options, context), watch):
        found = with_rivals(intake, rivals)
        yield _file(found, _refused_unseen(found, request) or _checked(found), request)


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
    try:
        return replace(found, copy=mark(intake, found.problems))
    except Exception as error:
        return replace(found, copy=MarkedCopy(None, (replace(failed(intake.path, error), severity="warning"),)))


def _refused_unseen(intake: Intake, request: ImportRequest) -> list[ImportedEvaluation]:
    """The evaluations of a file that is refused before it is compared with what is stored; empty for any other file."""
    if not intake.candidates:
        return [_file_refused(intake)]
    if any(candidate.is_refused for candidate in intake.candidates):
        return [_refused(intake, candidate) for candidate in intake.candidates]
    if not request.allow_blank and all(candidate.is_blank for candidate in intake.candidates):
        return [_blank(_refused(intake, candidate), candidate, "error") for candidate in intake.candidates]
    return []


def _blank(found: ImportedEvaluation, candidate: Candidate, severity: Severity) -> ImportedEvaluation:
    """An evaluation without a single answer, which is none. (That every cell is empty need not be said as well.)"""
    problem = Problem("worksheet-blank", severity, candidate.reading.place)
    others = (each for each in found.problems if each.code != "answers-blank")
    return replace(found, problems=(*others, problem))


def _file_refused(intake: Intake) -> ImportedEvaluation:
    name = intake.problems[0].place.file or intake.path.name
    sha256 = intake.package.sha256 if intake.package else ""
    return ImportedEvaluation(intake.path, name, "refused", sha256, problems=intake.problems)


def _checked(intake: Intake) -> list[ImportedEvaluation]:
    """What a file holds, where there is no database to compare it with."""
    return [
        replace(_refused(intake, candidate), status="checked", merge=merge({}, candidate.answers, replace_stored=False))
        for candidate in intake.candidates
    ]


def _stored(workspace: Workspace, intake: Intake, request: ImportRequest) -> list[ImportedEvaluation]:
    """What became of the evaluations of a file: all of them are stored, or none where one of them cannot be.

    Raises StoreError where the database is out of order: then no other file will fare better.
    """
    try:
        return _store_all(workspace, intake, request)
    except StoreError as error:
        if not {problem.code for problem in error.problems} <= _OF_ONE_EVALUATION:
            raise
        problems = error.problems
    except Exception as error:
        problems = (failed(intake.path, error),)
    refused = [_refused(intake, candidate) for candidate in intake.candidates]
    return [replace(each, problems=(*each.problems, *problems)) for each in refused]


_OF_ONE_EVALUATION = {"rubric-changed", "evaluation-moved", "store-tier-unknown"}
"""What the database may refuse of one evaluation, and yet take another one."""


def _store_all(workspace: Workspace, intake: Intake, request: ImportRequest) -> list[ImportedEvaluation]:
    found = []
    revisions: list[int] = []
    with workspace.store.writing(workspace.actor, request.dry_run) as writer:
        for candidate in intake.candidates:
            stored = writer.evaluation(candidate.key)
            if candidate.is_blank and not request.allow_blank:
                left_out = replace(_refused(intake, candidate), status="unchanged")
                found.append(_blank(left_out, candidate, "warning"))
                continue
            merged = merge(stored.answers if stored else {}, candidate.answers, request.replace)
            compared = _compared(intake, candidate, merged, stored.key if stored else None, request)
            if request.replace and not request.overwrite_newer and candidate.revision is not None:
                later = writer.changes_since(candidate.key, candidate.revision, candidate.token)
                compared = _against_newer(compared, later)
            found.append(compared)
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
    intake: Intake, candidate: Candidate, merged: Merge, stored: EvaluationKey | None, request: ImportRequest
) -> ImportedEvaluation:
    places = {code: raw.place for code, raw in candidate.reading.raw.items()}
    kept = (gathered("answers-kept", [places[item] for item in merged.kept]),) if merged.kept else ()
    is_all = merged.answers == candidate.answers
    computed = candidate.scored.points if is_all else score(candidate.rubric, merged.answers).points
    status: ImportStatus = "checked" if request.dry_run else "stored"
    moved = evaluated_differs(stored, candidate.key, candidate.reading.place, accepted=request.replace)
    overwritten: tuple[Problem, ...] = moved
    if (merged.changed or moved) and not request.replace:
        status = "refused"
        overwritten = (*moved, *(_overwritten(change, places[change.item]) for change in merged.changed))
    elif not merged.changes and not moved and stored is not None:
        status = "unchanged"
    return replace(
        _refused(intake, candidate),
        status=status,
        merge=merged,
        computed_total=computed,
        problems=(*candidate.problems, *kept, *overwritten),
    )


def _against_newer(found: ImportedEvaluation, later: Sequence[LaterChange]) -> ImportedEvaluation:
    """Refused where the worksheet would undo what others stored after it was made."""
    assert found.merge is not None
    problems = [_newer(each, last, found.places) for each, last in overtaken(found.merge.changes, later)]
    if not problems:
        return found
    return replace(found, status="refused", problems=(*found.problems, *problems))


def _newer(change: Change, last: LaterChange, places: Mapping[str, Place]) -> Problem:
    parameters = {
        "item": change.item,
        "before": said(last.change.old, last.change.new),
        "after": said(last.change.new, last.change.old),
        "actor": last.actor,
        "revision": last.revision,
        "new": said(change.new, change.old),
    }
    return Problem("answer-newer", place=places[change.item], item=change.item, parameters=parameters)


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
        **({"token": candidate.token} if candidate.token else {}),
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
            is_same = stored is not None and stored.key.evaluated == each.key.evaluated
            if stored is None or not is_same or dict(stored.answers) != expected:
                raise StoreError("read-back-differs", evaluation=each.key.office)
