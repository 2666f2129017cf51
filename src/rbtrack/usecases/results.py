"""Figures that others published: store them one by one or from a table, and list them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from rbtrack import catalog
from rbtrack.domain.evaluation import Office, RawValue, Result, as_text
from rbtrack.domain.names import check_names
from rbtrack.domain.reported import doubts, parse_reported, parse_score
from rbtrack.domain.tiers import PUBLISHED, RESULT_TIERS
from rbtrack.domain.years import FIRST_YEAR, LAST_YEAR
from rbtrack.errors import Place, Problem, RbtrackError, StoreError
from rbtrack.store import Store, Writer
from rbtrack.usecases.offices import check_office
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.results import PublishedSakip, ResultOutcome, ResultStatus

INSTRUMENTS = ("rb", "sakip")
REQUIRED = ("code", "year", "instrument")
COLUMNS = {
    "code": "code", "kode": "code",
    "office": "office", "instansi": "office", "nama": "office", "name": "office",
    "year": "year", "tahun": "year",
    "instrument": "instrument", "instrumen": "instrument",
    "tier": "tier", "tahap": "tier",
    "judge": "judge", "penilai": "judge",
    "score": "score", "nilai": "score",
    "grade": "grade", "predikat": "grade",
    "scale": "scale", "skala": "scale",
    "source": "source", "sumber": "source",
    "note": "note", "catatan": "note", "keterangan": "note",
}  # fmt: skip
"""The headings of a table of results, in either language, and our name for each."""


@dataclass(frozen=True, slots=True)
class ResultImport:
    """Which table of results is taken in, and how. With `create_offices`, offices that are not known are added
    from their code and name."""

    path: Path
    create_offices: bool = False
    dry_run: bool = False


def reported(text: str) -> Result:
    """A result that holds only what `text` reports (`CC/65`). Raises RbtrackError where it cannot be read."""
    score, grade, problem = parse_reported(text)
    if problem is not None:
        raise RbtrackError(problems=(problem,))
    return Result("", 0, "", "", score=score, grade=grade)


def set_result(workspace: Workspace, result: Result, dry_run: bool = False) -> ResultOutcome:
    """Store one figure as reported. Raises RbtrackError for an unknown office or scale."""
    _check_scale(result)
    check_names(result.judge)
    with workspace.store.writing(workspace.actor, dry_run) as writer:
        writer.office(result.office)
        return _put(writer, result, Place())


def list_results(workspace: Workspace, office: str | None = None, instrument: str | None = None) -> tuple[Result, ...]:
    """Published figures, by office and year. Raises RbtrackError for an unknown office."""
    with workspace.store.reading() as reader:
        if office is not None:
            reader.office(office)
        return reader.results(office, instrument)


def list_sakip(workspace: Workspace) -> PublishedSakip:
    """The SAKIP figures that were published of all offices."""
    with workspace.store.reading() as reader:
        return PublishedSakip(reader.offices(), reader.results(instrument="sakip"))


def import_results(workspace: Workspace, request: ResultImport) -> tuple[ResultOutcome, ...]:
    """Store a table of results: what cannot be stored is returned with its problems.

    The rows that can be stored are stored together. Raises WorkbookError where the file cannot be read at all.
    """
    from rbtrack.xlsx.flat_tables import read_table

    rows = read_table(request.path, COLUMNS, REQUIRED)
    with workspace.store.writing(workspace.actor, request.dry_run) as writer:
        known = {office.code for office in writer.offices()}
        taken: dict[tuple[object, ...], Result] = {}
        outcomes = []
        for row in rows:
            name = as_text(row.values.get("office")).strip()
            result, problems = _read_row(row.values, row.places)
            if result is not None and not problems:
                problems += _clash(result, taken, row.place)
                problems += _office(writer, result.office, name, known, request.create_offices, row.place)
            if problems or result is None:
                outcomes.append(ResultOutcome("refused", row.place, result, problems=tuple(problems)))
            else:
                outcomes.append(_put(writer, result, row.place))
    if not request.dry_run:
        _read_back(workspace.store, outcomes)
    return tuple(outcomes)


def _put(writer: Writer, result: Result, place: Place) -> ResultOutcome:
    old = writer.set_result(result)
    status: ResultStatus = "stored" if old is None else "unchanged" if old == result else "replaced"
    warnings = tuple(doubts(result, catalog.shared().grade_scales.values()))
    return ResultOutcome(status, place, result, old, tuple(_at(problem, place) for problem in warnings))


def _read_back(store: Store, outcomes: Sequence[ResultOutcome]) -> None:
    """Only what the database gives back is stored. Raises StoreError where that is something else."""
    with store.reading() as reader:
        found = set(reader.results())
    for outcome in outcomes:
        if outcome.status != "refused" and outcome.result not in found:
            assert outcome.result is not None
            raise StoreError("read-back-differs", evaluation=outcome.result.office)


def _read_row(values: Mapping[str, RawValue], places: Mapping[str, Place]) -> tuple[Result | None, list[Problem]]:
    """The result of one row, and everything that is wrong with the row."""
    problems: list[Problem] = []
    texts = {name: as_text(value).strip() for name, value in values.items()}

    def complain(name: str, code: str, **parameters: object) -> None:
        problems.append(Problem(code, place=places[name], value=texts.get(name, ""), parameters=parameters))

    if not texts["code"]:
        complain("code", "cell-missing", column="code")
    if isinstance(values["code"], float) and not values["code"].is_integer():
        complain("code", "code-is-number")
    if not (texts["year"].isdecimal() and FIRST_YEAR <= int(texts["year"]) <= LAST_YEAR):
        complain("year", "year-wrong", minimum=FIRST_YEAR, maximum=LAST_YEAR)
    instrument = texts["instrument"].lower()
    if instrument not in INSTRUMENTS:
        complain("instrument", "word-unknown", allowed=INSTRUMENTS)
    tier = texts.get("tier", "").lower() or PUBLISHED
    if tier not in RESULT_TIERS:
        complain("tier", "word-unknown", allowed=RESULT_TIERS)
    try:
        check_names(texts.get("judge", ""))
    except RbtrackError:
        complain("judge", "name-wrong")
    score, grade, problem = _read_figure(texts.get("score", ""), texts.get("grade", ""))
    if problem is not None:
        problems.append(_at(problem, places.get("score" if texts.get("score") else "grade", places["code"])))
    scale = texts.get("scale") or None
    if scale is not None and scale not in catalog.shared().grade_scales:
        complain("scale", "scale-unknown", known=tuple(catalog.shared().grade_scales))
    if problems:
        return None, problems
    more = {name: texts.get(name, "") for name in ("judge", "source", "note")}
    return Result(
        texts["code"], int(texts["year"]), instrument, tier, score=score, grade=grade, scale=scale, **more
    ), []


def _read_figure(score: str, grade: str) -> tuple[Decimal | None, str | None, Problem | None]:
    """Score and grade of one row; a grade alone may hold both, as letters print them (`CC/65`)."""
    if score:
        found, problem = parse_score(score)
        return found, grade.upper() or None, problem
    if not grade:
        return None, None, Problem("result-empty")
    both = parse_reported(grade)
    is_word = both[2] is not None and not any(map(str.isdigit, grade))
    return (None, grade.upper(), None) if is_word else both


def _clash(result: Result, taken: dict[tuple[object, ...], Result], place: Place) -> list[Problem]:
    """Two rows of one table that give different figures for the same thing."""
    key = (result.office, result.year, result.instrument, result.tier, result.judge)
    if taken.setdefault(key, result) == result:
        return []
    return [Problem("result-double", place=place, parameters={"office": result.office, "year": result.year})]


def _office(writer: Writer, code: str, name: str, known: set[str], create: bool, place: Place) -> list[Problem]:
    if code in known:
        return []
    if not create:
        return [Problem("result-office-unknown", place=place, parameters={"office": code})]
    office = Office(code, name, "instansi")
    try:
        check_office(office)
    except RbtrackError as error:
        return [_at(problem, place) for problem in error.problems]
    writer.add_office(office)
    known.add(code)
    return []


def _check_scale(result: Result) -> None:
    scales = catalog.shared().grade_scales
    if result.scale is not None and result.scale not in scales:
        raise RbtrackError("scale-unknown", known=tuple(scales), value=result.scale)


def _at(problem: Problem, place: Place) -> Problem:
    return replace(problem, place=place)
