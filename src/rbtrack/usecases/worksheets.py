"""Bringing worksheets in: read, check, compare with what is stored, store all of a workbook or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from rbtrack import catalog
from rbtrack.domain.evaluation import Answer, EvaluationKey, Office, Tier, plain_words, validate
from rbtrack.domain.importing import Imported, Status
from rbtrack.domain.merging import Change, Merge, merge, said
from rbtrack.domain.names import check_names
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.scoring import Scored, score
from rbtrack.errors import Place, Problem, StoreError, WorkbookError
from rbtrack.store import Reader, Store, Writer
from rbtrack.workbook.cells import Workbook, open_workbook
from rbtrack.workbook.layout import WorkTable, find_office, find_tables
from rbtrack.workbook.reader import WorksheetReading, read_worktable

SAME_FIGURE = Fraction(1, 10**9)
"""A worksheet calculates in binary floating point: closer than this, its figure is ours."""


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """For whom worksheets are brought in, and how. Without `year`, every year that a worksheet holds."""

    office: str
    rubric: str
    tier: Tier
    actor: str
    year: int | None = None
    judge: str = ""
    replace: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One table of a workbook, read and checked, not yet laid over what is stored."""

    key: EvaluationKey
    rubric: Rubric
    reading: WorksheetReading
    answers: Mapping[str, Answer]
    scored: Scored
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        return any(problem.is_error for problem in self.problems)


def import_worksheets(address: str, paths: Sequence[Path], request: ImportRequest) -> Iterator[Imported]:
    """Bring in each file by itself: a bad one does not stop the others.

    Yields what became of each evaluation, in the order of `paths`. Raises RbtrackError before the
    first file for an unknown office or rubric, and where there is no database.
    """
    check_names(request.judge)
    with Store.open(address) as store:
        with store.reading() as reader:
            office = reader.office(request.office)
        latest = catalog.find_rubric(request.rubric)
        for path in paths:
            yield from _import_file(store, path, request, office, latest)


def _import_file(
    store: Store, path: Path, request: ImportRequest, office: Office, latest: Rubric
) -> Iterator[Imported]:
    try:
        workbook = open_workbook(path)
    except WorkbookError as error:
        yield Imported(error.problems[0].place.file or path.name, "refused", problems=error.problems)
        return
    try:
        tables = _wanted(workbook, request)
    except WorkbookError as error:
        yield Imported(workbook.package.file, "refused", workbook.package.sha256, problems=error.problems)
        return
    with store.reading() as reader:
        candidates = [
            _check(workbook, table, request, office, _rubric(reader, request, table, latest)) for table in tables
        ]
    if candidates:
        first = candidates[0]
        candidates[0] = replace(first, problems=(*workbook.package.problems, *first.problems))
    if any(candidate.is_refused for candidate in candidates):
        yield from (_refused(workbook, candidate) for candidate in candidates)
    else:
        yield from _store_all(store, workbook, candidates, request)


def _wanted(workbook: Workbook, request: ImportRequest) -> tuple[WorkTable, ...]:
    """The tables to bring in. Raises WorkbookError where the tier or the year is not there, not stated, or twice."""
    year = request.year
    tables = find_tables(workbook)
    place = tables[0].place
    of_tier = tuple(table for table in tables if table.tier in (None, request.tier))
    if not of_tier:
        tiers = tuple(dict.fromkeys(table.tier for table in tables))
        raise WorkbookError("tier-not-found", place=place, tier=request.tier, found=tiers)
    found = tuple(table.year for table in of_tier if table.year is not None)
    if year is None and len(found) < len(of_tier):
        raise WorkbookError("year-unstated", place=place)
    if year is not None and not found and len(of_tier) == 1:
        return (replace(of_tier[0], year=year),)
    wanted = tuple(table for table in of_tier if year is None or table.year == year)
    if not wanted:
        raise WorkbookError("year-not-found", place=place, year=year, found=found)
    if len({table.year for table in wanted}) < len(wanted):
        raise WorkbookError("year-double", place=place, years=tuple(table.year for table in wanted))
    return wanted


def _rubric(reader: Reader, request: ImportRequest, table: WorkTable, latest: Rubric) -> Rubric:
    """The version that the stored evaluation stands on; the newest one for a new evaluation."""
    stored = reader.rubric_of(_key(request, table))
    return catalog.from_canonical(stored.content) if stored else latest


def _key(request: ImportRequest, table: WorkTable) -> EvaluationKey:
    assert table.year is not None
    return EvaluationKey(request.office, table.year, request.rubric, request.tier, request.judge)


def _check(workbook: Workbook, table: WorkTable, request: ImportRequest, office: Office, rubric: Rubric) -> _Candidate:
    key = _key(request, table)
    reading = read_worktable(table, rubric)
    answers, problems = validate(rubric, reading.raw, reading.place)
    scored = score(rubric, answers)
    found = (*reading.problems, *problems)
    doubts = [*_office_doubt(workbook, table, office), *_year_doubt(rubric, key.year)]
    if not any(problem.is_error for problem in found):
        # With an answer missing for an error, every figure above it would differ, and the sheet be blamed for it.
        doubts += _figure_doubts(reading, scored)
    return _Candidate(key, rubric, reading, answers, scored, (*found, *doubts))


def _office_doubt(workbook: Workbook, table: WorkTable, office: Office) -> Iterator[Problem]:
    found = find_office(workbook, [table])
    if found and plain_words(found.text) not in (plain_words(office.name), plain_words(office.code)):
        yield Problem("office-differs", "warning", found.place, value=found.text, parameters={"office": office.name})


def _year_doubt(rubric: Rubric, year: int) -> Iterator[Problem]:
    if year not in rubric.years:
        parameters = {"rubric": rubric.id, "years": rubric.years, "year": year}
        yield Problem("rubric-outside-years", "warning", parameters=parameters)


def _figure_doubts(reading: WorksheetReading, scored: Scored) -> Iterator[Problem]:
    """Where the worksheet's own figures are not what its answers give."""
    computed = {node.node.code: node.stated for node in scored.walk()}
    unanswered = {node.node.code for node in scored.walk() if node.node.is_item and node.state != "scored"}
    stated = [(code, figure, computed[code]) for code, figure in reading.figures.items() if code not in unanswered]
    if reading.total is not None:
        stated.append((scored.rubric.id, reading.total, scored.points))
    for code, figure, own in stated:
        if own is None or abs(figure.value - own) > SAME_FIGURE:
            parameters = {"node": code, "sheet_figure": _short(figure.value), "computed": _short(own)}
            yield Problem("figure-differs", "warning", figure.place, item=code, parameters=parameters)


def _short(figure: Fraction | None) -> object:
    """A figure with enough decimals to see a difference, without the noise of binary fractions."""
    return None if figure is None else Fraction(round(figure * 10**9), 10**9)


def _store_all(
    store: Store, workbook: Workbook, candidates: Sequence[_Candidate], request: ImportRequest
) -> Iterator[Imported]:
    outcomes = []
    revisions: list[int] = []
    with store.writing(request.actor, request.dry_run) as writer:
        for candidate in candidates:
            stored = writer.evaluation(candidate.key)
            merged = merge(stored.answers if stored else {}, candidate.answers, request.replace)
            outcomes.append(_outcome(workbook, candidate, merged, is_new=stored is None, request=request))
        if any(outcome.status == "refused" for outcome in outcomes):
            outcomes = [replace(outcome, status="refused") for outcome in outcomes]
        else:
            revisions = [
                _save(writer, workbook, candidate, outcome)
                for candidate, outcome in zip(candidates, outcomes, strict=True)
            ]
    if not request.dry_run:
        _read_back(store, outcomes, revisions)
    yield from outcomes


def _outcome(
    workbook: Workbook, candidate: _Candidate, merged: Merge, *, is_new: bool, request: ImportRequest
) -> Imported:
    places = {code: raw.place for code, raw in candidate.reading.raw.items()}
    kept = tuple(
        Problem(
            "answer-kept", "warning", places[item], item, parameters={"item": item, "old": said(merged.answers[item])}
        )
        for item in merged.kept
    )
    status: Status = "checked" if request.dry_run else "stored"
    overwritten: tuple[Problem, ...] = ()
    if merged.changed and not request.replace:
        status = "refused"
        overwritten = tuple(_overwritten(change, places[change.item]) for change in merged.changed)
    elif not merged.changes and not is_new:
        status = "unchanged"
    return replace(
        _refused(workbook, candidate),
        status=status,
        merge=merged,
        computed_total=score(candidate.rubric, merged.answers).points,
        problems=(*candidate.problems, *kept, *overwritten),
    )


def _overwritten(change: Change, place: Place) -> Problem:
    parameters = {"item": change.item, "old": said(change.old, change.new), "new": said(change.new, change.old)}
    return Problem("answer-changed", place=place, item=change.item, value=change.new.value, parameters=parameters)


def _refused(workbook: Workbook, candidate: _Candidate) -> Imported:
    return Imported(
        workbook.package.file,
        "refused",
        workbook.package.sha256,
        candidate.key,
        places={code: raw.place for code, raw in candidate.reading.raw.items()},
        sheet_total=candidate.reading.total.value if candidate.reading.total else None,
        computed_total=candidate.scored.points,
        problems=candidate.problems,
    )


def _save(writer: Writer, workbook: Workbook, candidate: _Candidate, outcome: Imported) -> int:
    """Store what changes; return the revision that it makes, 0 where nothing does."""
    if outcome.status == "unchanged":
        return 0
    rubric = candidate.rubric
    kept = writer.use_rubric(rubric, catalog.canonical(rubric), catalog.digest(rubric))
    assert outcome.merge is not None
    details = {"file": workbook.package.file, "sha256": workbook.package.sha256, "sheet": candidate.reading.place.sheet}
    return writer.save_answers(candidate.key, kept, outcome.merge.changes, action="lke.import", details=details)


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
