"""Tables of published figures: every row is stored as it is printed, or named with what is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from rbtrack.domain.evaluation import Office, Result, as_text
from rbtrack.domain.instrument import Instrument
from rbtrack.domain.names import check_names
from rbtrack.domain.office_names import compare_names
from rbtrack.domain.reported import beyond_scale, highest, parse_reported, parse_score, spelled
from rbtrack.domain.tiers import PUBLISHED, RESULT_TIERS
from rbtrack.domain.years import FIRST_YEAR, LAST_YEAR, evaluated_apart, wrong_evaluated
from rbtrack.errors import Problem, RbtrackError, StoreError
from rbtrack.lke.vocabulary import vocabulary
from rbtrack.store import Store, Writer
from rbtrack.usecases.offices import check_office
from rbtrack.usecases.results import put_result
from rbtrack.usecases.workspace import Workspace
from rbtrack.views.results import ImportedResults, ResultOutcome
from rbtrack.xlsx.flat_tables import TableEntry, TableForm, read_table

UNSAID_KIND = "instansi"
"""The kind of an office of which nobody said another one."""

MOST_NAMED = 5
"""So many other rows are named beside one that contradicts them."""

_FIGURE = (("score", "grade"),)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_PART = re.compile(r"\d[.,]\d", re.ASCII)
_REST = re.compile(r"\d+\s*+\)?", re.ASCII)
_NUMBERED = ("code", "parent", "year", "evaluated", *_FIGURE[0])
"""Columns of numbers, in which the rest of a score is noticed in other ways."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)

HIGHEST_LEVEL = 5
"""Indices of maturity end here, shares at 1: so low a score on a scale to 100 is probably one of them."""

_WHOLE = 100

ResultKey = tuple[str, int, str, str, str]


@dataclass(frozen=True, slots=True)
class ResultImport:
    """Which table of results is taken in, and how.

    `year`, `instrument` and `evaluated` (the year of evaluation) are those of every row, for tables without these columns.
    With `create_offices`, offices that are not known are added from their code, name, kind and parent. With `replace`
    other figures than those that are stored go in their place.
    """

    path: Path
    year: int | None = None
    instrument: str | None = None
    create_offices: bool = False
    replace: bool = False
    dry_run: bool = False
    evaluated: int | None = None


@dataclass(slots=True)
class _Row:
    """A row while it is checked: what it says of the figure and of its office, and what is wrong with it.

    `key` is None where the row does not say what its figure is of, `result` where the figure cannot be read."""

    entry: TableEntry
    texts: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    key: ResultKey | None = None
    result: Result | None = None

    @property
    def code(self) -> str:
        return self.texts.get("code", "")

    @property
    def has_sure_code(self) -> bool:
        """False where it is not there, or a number: 53.1 and 53.10 are the same one."""
        value = self.entry.values["code"]
        return bool(self.code) and not (isinstance(value, float) and not value.is_integer())

    @property
    def name(self) -> str:
        """The name in the row, without the code before it."""
        return self.texts.get("office", "").removeprefix(self.code).lstrip(" -–:.")

    @property
    def is_refused(self) -> bool:
        return self.result is None or any(problem.is_error for problem in self.problems)

    def complain(self, column: str, code: str, /, **parameters: object) -> None:
        place = self.entry.places.get(column, self.entry.place)
        heading = self.entry.headings.get(column, column)
        parameters = {"heading": heading, **parameters}
        self.problems.append(Problem(code, place=place, value=self.texts.get(column, ""), parameters=parameters))

    def contradict(self, column: str, code: str, /, **parameters: object) -> None:
        """As `complain`, where the row speaks of two offices: it is not known whose figure it holds."""
        self.complain(column, code, **parameters)
        self.key = None

    def doubt(self, column: str, code: str, /, **parameters: object) -> None:
        self.complain(column, code, **parameters)
        self.problems[-1] = replace(self.problems[-1], severity="warning")


def import_results(workspace: Workspace, request: ResultImport) -> ImportedResults:
    """Store a table of results: what cannot be stored is returned with its problems.

    The rows that can be stored are stored together. Raises WorkbookError where the file cannot be read at all.
    """
    table = read_table(request.path, table_form(request))
    instruments = {each.code: each for each in workspace.catalogue.instruments()}
    rows = [_read_row(entry, request, instruments) for entry in table.entries]
    with workspace.store.writing(workspace.actor, request.dry_run) as writer:
        offices = {office.code: office for office in writer.offices()}
        _check_offices(rows, offices, request.create_offices)
        _check_limits(rows, offices, instruments)
        _check_doubles(rows)
        if request.create_offices:
            _add_offices(writer, rows, offices)
        stored = {_key(result): result for result in writer.results()}
        outcomes = tuple(_store(writer, row, stored, instruments, replacing=request.replace) for row in rows)
    if not request.dry_run:
        _read_back(workspace.store, outcomes)
    return ImportedResults(outcomes, table.problems)


def table_form(request: ResultImport) -> TableForm:
    """The columns of a table of results: what the request says need not stand in the table."""
    told = {"year": request.year, "instrument": request.instrument}
    asked = (("code",), *((name,) for name, value in told.items() if value is None), *_FIGURE)
    return TableForm(vocabulary().tables["results"], asked)


def _read_row(entry: TableEntry, request: ResultImport, instruments: Mapping[str, Instrument]) -> _Row:
    """What one row says, and everything that is wrong with the row by itself."""
    texts = {name: as_text(value).strip() for name, value in entry.values.items()}
    row = _Row(entry, texts, list(entry.problems))
    if not row.code:
        row.complain("code", "cell-missing")
    elif not row.has_sure_code:
        row.complain("code", "code-is-number")
    year = _year(row, request.year)
    code = _word(row, "instrument", tuple(instruments), request.instrument)
    instrument = instruments[code] if code else None
    tier = _word(row, "tier", RESULT_TIERS, None, PUBLISHED)
    judge = texts.get("judge", "")
    try:
        check_names(judge)
    except RbtrackError:
        row.complain("judge", "name-wrong")
    is_known = not row.problems
    evaluated = _evaluated(row, year, request.evaluated)
    score, grade = _figure(row, instrument.grades if instrument else ())
    scale = texts.get("scale") or None
    if instrument and scale is not None and scale not in instrument.scale_ids:
        row.complain("scale", "scale-unknown", known=instrument.scale_ids)
    if is_known and year is not None and instrument is not None and tier is not None:
        row.key = (row.code, year, instrument.code, tier, judge)
        if not row.problems:
            source, note = texts.get("source", ""), texts.get("note", "")
            row.result = Result(*row.key, score, grade, scale, source, note, evaluated)
            _check_figure(row, row.result, instrument)
    return row


def _year(row: _Row, told: int | None, column: str = "year") -> int | None:
    text = row.texts.get(column) or str(told or "")
    if not (_YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR):
        row.complain(column, "year-wrong", minimum=FIRST_YEAR, maximum=LAST_YEAR)
        return None
    if told is not None and int(text) != told:
        row.complain(column, "row-says-otherwise", option=f"--{column} {told}")
    return int(text)


def _evaluated(row: _Row, year: int | None, told: int | None) -> int | None:
    """The year of evaluation where it is another than the year judged. A row that does not say it was evaluated in the
    year judged."""
    if told is None and not row.texts.get("evaluated"):
        return None
    evaluated = _year(row, told, "evaluated")
    if year is not None and (wrong := wrong_evaluated(year, evaluated)) is not None:
        row.complain("evaluated" if row.texts.get("evaluated") else "year", wrong.code, **wrong.parameters)
    return evaluated_apart(year, evaluated) if year is not None else None


def _word(row: _Row, column: str, known: Sequence[str], told: str | None, unsaid: str = "") -> str | None:
    """One of the words that are known, in small letters; None where the row says another one."""
    word = row.texts.get(column, "").lower() or told or unsaid
    if word not in known:
        row.complain(column, "word-unknown", allowed=tuple(known))
        return None
    if told is not None and word != told:
        row.complain(column, "row-says-otherwise", option=f"--{column} {told}")
    return word


def _figure(row: _Row, grades: Collection[str]) -> tuple[Decimal | None, str | None]:
    """Score and grade of one row; a grade may hold both, as letters print them (`CC/65`)."""
    score_text, grade_text = row.texts.get("score", ""), row.texts.get("grade", "")
    if not score_text and not grade_text:
        row.complain("score" if "score" in row.texts else "grade", "result-empty")
        return None, None
    is_word = not any(map(str.isdigit, grade_text))
    word = spelled(grade_text, grades) or None
    beside, grade, problem = (None, word, None) if is_word else parse_reported(grade_text, grades)
    if problem is not None:
        row.complain("grade", problem.code, **problem.parameters)
    if not score_text:
        return beside, grade
    score, problem = parse_score(score_text)
    if problem is not None:
        row.complain("score", problem.code, **problem.parameters)
    elif beside is not None and beside != score:
        row.complain("grade", "score-and-grade-differ", score=score)
    return score, grade


def _check_figure(row: _Row, result: Result, instrument: Instrument) -> None:
    """A score that the scale does not reach, and a text that is the rest of a score cut by its decimal comma."""
    problem = beyond_scale(result, instrument.scales)
    if problem is not None:
        row.complain("score" if row.texts.get("score") else "grade", problem.code, **problem.parameters)
    for heading, text in sorted(set(_possible_rests(row))):
        parameters = {"heading": heading}
        row.problems.append(Problem("text-is-number", "warning", row.entry.place, value=text, parameters=parameters))
    is_level = result.score is not None and 0 < result.score <= HIGHEST_LEVEL
    if is_level and highest(result, instrument.scales) >= _WHOLE:
        row.doubt("score" if row.texts.get("score") else "grade", "score-like-level", most=HIGHEST_LEVEL)


def _check_limits(rows: Iterable[_Row], offices: Mapping[str, Office], instruments: Mapping[str, Instrument]) -> None:
    """Scores that the scale has, and an office of that kind cannot reach."""
    for row in rows:
        if row.result is None or row.is_refused:
            continue
        stored = offices.get(row.code)
        kind = stored.kind if stored else row.texts.get("kind", "")
        problem = beyond_scale(row.result, instruments[row.result.instrument].scales, kind)
        if problem is not None:
            row.complain("score" if row.texts.get("score") else "grade", problem.code, **problem.parameters)


def _possible_rests(row: _Row) -> Iterator[tuple[str, str]]:
    """Heading and text of the cells that hold what may be the rest of a score: a number alone in a column of words, or
    digits right of a score without decimals, whatever that column is for."""
    if row.entry.place.line is None:
        return
    for column in ("judge", "source", "note"):
        if row.texts.get(column, "").isdecimal():
            yield row.entry.headings[column], row.texts[column]
    for column in _FIGURE[0]:
        cell, figure = row.entry.right.get(column), row.texts.get(column, "")
        if cell is not None and cell.column not in _NUMBERED and figure[-1:].isdigit() and not _PART.search(figure):
            text = as_text(cell.value).strip()
            if _REST.fullmatch(text):
                yield cell.heading or "-", text


def _check_doubles(rows: Sequence[_Row]) -> None:
    """Rows that give different figures for the same thing: none of them is more right than the others."""
    groups: dict[ResultKey, list[_Row]] = {}
    for row in rows:
        if row.key is not None:
            groups.setdefault(row.key, []).append(row)
    for (office, year, *_rest), group in groups.items():
        if any(row.result != group[0].result for row in group):
            spots = [row.entry.place.cell or str(row.entry.place.line) for row in group]
            for position, row in enumerate(group):
                others = (*spots[:position], *spots[position + 1 :])
                row.complain("code", "result-double", office=office, year=year, others=others[:MOST_NAMED])


def _check_offices(rows: Sequence[_Row], offices: Mapping[str, Office], create: bool) -> None:
    """Whether each row's name, kind and parent are those of the office whose code it has."""
    said: set[tuple[str, str]] = set()
    for row in (each for each in rows if each.has_sure_code):
        if row.code in offices:
            _check_known(row, offices, is_first=(row.code, row.name) not in said)
            said.add((row.code, row.name))
        else:
            _check_unknown(row, offices, create)
    if create:
        _check_agreement([row for row in rows if row.code not in offices and not row.is_refused])


def _check_known(row: _Row, offices: Mapping[str, Office], *, is_first: bool) -> None:
    """What a row says of an office against what is stored. A doubt that rows share is said at the first of them."""
    office = offices[row.code]
    if not row.name:
        twins = tuple(_twins(row.code, offices))
        if twins and is_first:
            row.doubt("code", "code-lost-zero", others=twins)
    elif (agreement := compare_names(row.name, office.name)) != "same":
        others = _shown(other for other in _namesakes(row.name, offices) if other != office)
        if agreement == "other" or others:
            row.contradict("office", "row-office-differs", office=row.code, name=office.name, others=others)
        elif is_first:
            row.doubt("office", "row-office-similar", office=row.code, name=office.name)
    kind, parent = row.texts.get("kind", ""), row.texts.get("parent", "")
    if kind and office.kind != UNSAID_KIND and compare_names(kind, office.kind) == "other":
        row.contradict("kind", "row-kind-differs", office=row.code, kind=office.kind)
    if parent and office.parent is None and is_first:
        row.doubt("parent", "row-parent-not-stored", office=row.code)
    elif parent and office.parent is not None and parent != office.parent:
        row.contradict("parent", "row-parent-differs", office=row.code, parent=office.parent)


def _check_unknown(row: _Row, offices: Mapping[str, Office], create: bool) -> None:
    namesakes = [*_namesakes(row.name, offices)] if row.name else []
    alike = (offices[code] for code in _twins(row.code, offices))
    namesakes += [each for each in alike if each not in namesakes and compare_names(row.name, each.name) == "similar"]
    if namesakes:
        row.contradict("code", "row-code-of-other", others=_shown(namesakes))
    elif not create:
        row.complain("code", "result-office-unknown", office=row.code)
    else:
        try:
            check_office(_office(row))
        except RbtrackError as error:
            for problem in error.problems:
                column = "code" if problem.code == "office-code-wrong" else "office"
                row.complain(column, problem.code, **problem.parameters)


def _shown(offices: Iterable[Office]) -> tuple[str, ...]:
    return tuple(f"{office.code} ({office.name})" for office in offices)


def _namesakes(name: str, offices: Mapping[str, Office]) -> Iterator[Office]:
    return (office for office in offices.values() if compare_names(name, office.name) == "same")


def _twins(code: str, offices: Mapping[str, Office]) -> Iterator[str]:
    """Codes that an office program which takes codes for numbers writes alike: 53.1 and 53.10."""
    value = _as_number(code)
    return (each for each in offices if value is not None and each != code and _as_number(each) == value)


def _as_number(code: str) -> Decimal | None:
    return Decimal(code.replace(",", ".")) if _NUMBER.fullmatch(code) else None


def _check_agreement(rows: Sequence[_Row]) -> None:
    """Rows that would add one office in two ways."""
    first: dict[str, _Row] = {}
    differing = {row.code for row in rows if _office(first.setdefault(row.code, row)) != _office(row)}
    for row in rows:
        if row.code in differing:
            row.complain("office", "row-office-unclear", office=row.code)


def _office(row: _Row) -> Office:
    kind, parent = row.texts.get("kind") or UNSAID_KIND, row.texts.get("parent") or None
    return Office(row.code, row.name, kind, parent)


def _add_offices(writer: Writer, rows: Sequence[_Row], offices: dict[str, Office]) -> None:
    """Add the offices of the rows that can be stored, those above others first."""
    waiting = {row.code: _office(row) for row in rows if not row.is_refused and row.code not in offices}
    while ready := [office for office in waiting.values() if office.parent is None or office.parent in offices]:
        for office in ready:
            writer.add_office(office)
            offices[office.code] = waiting.pop(office.code)
    for row in rows:
        if row.code in waiting and not row.is_refused:
            row.complain("parent", "office-unknown", office=row.texts["parent"], known=tuple(offices))


def _store(
    writer: Writer,
    row: _Row,
    stored: Mapping[ResultKey, Result],
    instruments: Mapping[str, Instrument],
    *,
    replacing: bool,
) -> ResultOutcome:
    old = stored.get(row.key) if row.key else None
    if not row.is_refused and old not in (None, row.result) and not replacing:
        assert old is not None
        row.complain(
            "score" if "score" in row.texts else "grade",
            "result-stored",
            old_score=old.score,
            old_grade=old.grade,
            old_source=old.source,
            old_evaluated=old.year_evaluated,
        )
    if row.is_refused or row.result is None:
        return ResultOutcome("refused", row.entry.place, row.result, problems=tuple(row.problems))
    outcome = put_result(writer, row.result, row.entry.place, instruments[row.result.instrument])
    return replace(outcome, problems=(*row.problems, *outcome.problems))


def _key(result: Result) -> ResultKey:
    return (result.office, result.year, result.instrument, result.tier, result.judge)


def _read_back(store: Store, outcomes: Sequence[ResultOutcome]) -> None:
    """Only what the database gives back is stored. Raises StoreError where that is something else."""
    with store.reading() as reader:
        found = set(reader.results())
    for outcome in outcomes:
        if outcome.status != "refused" and outcome.result not in found:
            assert outcome.result is not None
            raise StoreError("read-back-differs", evaluation=outcome.result.office)
