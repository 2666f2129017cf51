"""Reading from the database: one statement for each question, whatever the number of offices."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, select, true
from sqlalchemy.orm import aliased

from rbtrack.domain.evaluation import Answer, Evaluation, EvaluationKey, Office, Result
from rbtrack.domain.merging import LaterChange
from rbtrack.domain.tiers import RESULT_TIERS, TIERS
from rbtrack.errors import RbtrackError, StoreError
from rbtrack.store.journal import changes_of, entries, last_of, name_of, verify
from rbtrack.store.tables import AnswerRow, EvaluationRow, IssuedRow, ItemRow, OfficeRow, ResultRow, RubricRow
from rbtrack.views.journal import JournalEntry, VerifiedJournal

OFFICE = OfficeRow.__table__  # type: ignore[attr-defined]
RUBRIC = RubricRow.__table__  # type: ignore[attr-defined]
ITEM = ItemRow.__table__  # type: ignore[attr-defined]
EVALUATION = EvaluationRow.__table__  # type: ignore[attr-defined]
RESULT = ResultRow.__table__  # type: ignore[attr-defined]
ANSWER = AnswerRow.__table__  # type: ignore[attr-defined]
ISSUED = IssuedRow.__table__  # type: ignore[attr-defined]

FoundTier = TypeVar("FoundTier", bound=str)

RESULT_FIELDS = ("year", "instrument", "tier", "judge", "score", "grade", "scale", "source", "note", "evaluated")


@dataclass(frozen=True, slots=True)
class StoredRubric:
    """A rubric as first used: its canonical text, from which it is read again, and the text's SHA-256."""

    code: str
    version: str
    sha256: str
    content: str


@dataclass(frozen=True, slots=True)
class StoredEvaluation:
    """An evaluation, and the text of its rubric that its answers are read by."""

    evaluation: Evaluation
    rubric: StoredRubric


@dataclass(frozen=True, slots=True)
class RegisteredWorksheet:
    """A worksheet that was made here: its token, the evaluation that it is for, and its file. `is_export`: it was made
    from stored answers, and not to be filled in."""

    token: str
    key: EvaluationKey
    file: str
    is_export: bool = False


class Reader:
    """Reads inside one transaction: everything is as of the same moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def offices(self) -> tuple[Office, ...]:
        """Every office, by code."""
        parent = aliased(OFFICE)
        rows = self._connection.execute(
            select(OFFICE.c.code, OFFICE.c.name, OFFICE.c.kind, parent.c.code.label("parent"))
            .outerjoin(parent, parent.c.id == OFFICE.c.parent_id)
            .order_by(OFFICE.c.code)
        )
        return tuple(Office(**row._mapping) for row in rows)

    def office(self, code: str) -> Office:
        """The office of that code. Raises RbtrackError where there is none."""
        found = {office.code: office for office in self.offices()}
        if code not in found:
            raise RbtrackError("office-unknown", office=code, known=tuple(found))
        return found[code]

    def keys(self, office: str, instrument: str | None = None) -> tuple[EvaluationKey, ...]:
        """The evaluations of an office that have answers or had some, by year; of every instrument unless named."""
        question = self._evaluations().where(OFFICE.c.code == office).order_by(EVALUATION.c.year, EVALUATION.c.id)
        if instrument is not None:
            question = question.where(RUBRIC.c.instrument == instrument)
        return tuple(_key(row) for row in self._connection.execute(question))

    def keys_of(self, offices: Sequence[str], *, also_blank: bool = False) -> tuple[tuple[str, EvaluationKey], ...]:
        """The evaluations of several offices, by office and year, each with the instrument that it is of. Those
        without a single answer only with `also_blank`."""
        says_something = ANSWER.c.value.is_not(None) | (ANSWER.c.not_applicable == 1)
        is_answered = exists().where(ANSWER.c.evaluation_id == EVALUATION.c.id, says_something)
        question = self._evaluations().add_columns(RUBRIC.c.instrument).where(OFFICE.c.code.in_(offices))
        if not also_blank:
            question = question.where(is_answered)
        rows = self._connection.execute(question.order_by(OFFICE.c.code, EVALUATION.c.year, EVALUATION.c.id))
        return tuple((row.instrument, _key(row)) for row in rows)

    def keys_on(self, rubric: str, except_version: str) -> tuple[EvaluationKey, ...]:
        """The evaluations of every office on a rubric, in another version than this one."""
        question = self._evaluations().where(RUBRIC.c.code == rubric, RUBRIC.c.version != except_version)
        return tuple(_key(row) for row in self._connection.execute(question.order_by(OFFICE.c.code, EVALUATION.c.year)))

    def results(self, office: str | None = None, instrument: str | None = None) -> tuple[Result, ...]:
        """Published figures, by office and year; of every office and instrument unless named."""
        wanted = [] if office is None else [OFFICE.c.code == office]
        if instrument is not None:
            wanted.append(RESULT.c.instrument == instrument)
        return self._results(*wanted)

    def _results(self, *wanted: ColumnElement[bool]) -> tuple[Result, ...]:
        columns = (RESULT.c[name] for name in RESULT_FIELDS)
        question = select(OFFICE.c.code.label("office"), *columns).join(OFFICE, OFFICE.c.id == RESULT.c.office_id)
        question = question.where(*wanted).order_by(OFFICE.c.code, RESULT.c.year, RESULT.c.id)
        return tuple(_result(row) for row in self._connection.execute(question))

    def evaluation(self, key: EvaluationKey) -> Evaluation | None:
        """The stored answers of `key`, None where there is no such evaluation."""
        row = self._row(key)
        if row is None:
            return None
        rows = self._connection.execute(
            select(ITEM.c.code, *_ANSWER_COLUMNS)
            .join(ITEM, ITEM.c.id == ANSWER.c.item_id)
            .where(ANSWER.c.evaluation_id == row.id)
        )
        return Evaluation(_key(row), {code: _answer(*said) for code, *said in rows}, row.revision)

    def evaluations(
        self, offices: Sequence[str], instrument: str | None = None, years: Collection[int] | None = None
    ) -> tuple[StoredEvaluation, ...]:
        """Every evaluation of these offices, by office and year; of every instrument and year unless named."""
        wanted = [OFFICE.c.code.in_(offices)]
        if years is not None:
            wanted.append(EVALUATION.c.year.in_(years))
        if instrument is not None:
            wanted.append(RUBRIC.c.instrument == instrument)
        question = self._evaluations().where(*wanted)
        headers = {row.id: row for row in self._connection.execute(question.order_by(OFFICE.c.code, EVALUATION.c.year))}
        answers: dict[int, dict[str, Answer]] = {row: {} for row in headers}
        rows = self._connection.execute(
            select(ANSWER.c.evaluation_id, ITEM.c.code, *_ANSWER_COLUMNS)
            .join(ITEM, ITEM.c.id == ANSWER.c.item_id)
            .join(EVALUATION, EVALUATION.c.id == ANSWER.c.evaluation_id)
            .join(OFFICE, OFFICE.c.id == EVALUATION.c.office_id)
            .join(RUBRIC, RUBRIC.c.id == EVALUATION.c.rubric_id)
            .where(*wanted)
        )
        for evaluation, code, *said in rows:
            answers[evaluation][code] = _answer(*said)
        rubrics = self._rubrics(RUBRIC.c.id.in_({row.rubric_id for row in headers.values()}))
        return tuple(
            StoredEvaluation(Evaluation(_key(row), answers[number], row.revision), rubrics[row.rubric_id])
            for number, row in headers.items()
        )

    def rubrics(self, instrument: str | None = None) -> tuple[StoredRubric, ...]:
        """Every version of every rubric that was used, in the order of first use; of every instrument unless named."""
        return tuple(self._rubrics(true() if instrument is None else RUBRIC.c.instrument == instrument).values())

    def rubric_of(self, key: EvaluationKey) -> StoredRubric | None:
        """The rubric that the stored evaluation `key` stands on, as first used."""
        row = self._row(key)
        return self._rubrics(RUBRIC.c.id == row.rubric_id)[row.rubric_id] if row else None

    def rubric(self, code: str, version: str) -> StoredRubric | None:
        """A version of a rubric that was used before."""
        found = self._rubrics((RUBRIC.c.code == code) & (RUBRIC.c.version == version))
        return next(iter(found.values()), None)

    def journal(self, last: int | None = None) -> tuple[JournalEntry, ...]:
        """The newest `last` entries of the journal (all without it), oldest first."""
        return entries(self._connection, last)

    def last_imports(self, keys: Iterable[EvaluationKey]) -> dict[EvaluationKey, Mapping[str, object]]:
        """What was noted when each evaluation was last brought in from a worksheet; those that never were are left out."""
        noted = last_of(self._connection, "lke.import")
        return {key: json.loads(noted[name_of(key)].new) for key in keys if name_of(key) in noted}

    def changes_since(self, key: EvaluationKey, revision: int, token: str) -> tuple[LaterChange, ...]:
        """The changes of an evaluation after `revision`, in their order; those that the worksheet of that token
        brought in are its own."""
        return changes_of(self._connection, key, revision, token)

    def registered(self, token: str) -> RegisteredWorksheet | None:
        """The worksheet of that token in the register; None where it is not there."""
        return next(iter(self._registered(ISSUED.c.token == token)), None)

    def issued_to(self, offices: Sequence[str], year: int) -> tuple[RegisteredWorksheet, ...]:
        """The worksheets that these offices were given to fill in for a year."""
        return self._registered(OFFICE.c.code.in_(offices) & (ISSUED.c.year == year) & (ISSUED.c.is_export == 0))

    def verify_journal(self) -> VerifiedJournal:
        """The number of entries, and every place where the chain of hashes does not hold."""
        return verify(self._connection)

    def _rubrics(self, condition: ColumnElement[bool]) -> dict[int, StoredRubric]:
        """The rubrics that fit, by their rows."""
        columns = (RUBRIC.c[name] for name in StoredRubric.__slots__)
        rows = self._connection.execute(select(RUBRIC.c.id, *columns).where(condition).order_by(RUBRIC.c.id))
        return {number: StoredRubric(*fields) for number, *fields in rows}

    def _registered(self, condition: ColumnElement[bool]) -> tuple[RegisteredWorksheet, ...]:
        question = select(ISSUED, OFFICE.c.code.label("office")).join(OFFICE, OFFICE.c.id == ISSUED.c.office_id)
        rows = self._connection.execute(question.where(condition).order_by(ISSUED.c.at, ISSUED.c.token))
        return tuple(RegisteredWorksheet(row.token, _key(row), row.file, bool(row.is_export)) for row in rows)

    def _row(self, key: EvaluationKey) -> Row[tuple[object, ...]] | None:
        question = self._evaluations().where(
            OFFICE.c.code == key.office,
            EVALUATION.c.year == key.year,
            EVALUATION.c.rubric_code == key.rubric,
            EVALUATION.c.tier == key.tier,
            EVALUATION.c.judge == key.judge,
        )
        return self._connection.execute(question).first()

    @staticmethod
    def _evaluations() -> Select[tuple[object, ...]]:
        return (
            select(EVALUATION, OFFICE.c.code.label("office"))
            .join(OFFICE, OFFICE.c.id == EVALUATION.c.office_id)
            .join(RUBRIC, RUBRIC.c.id == EVALUATION.c.rubric_id)
        )


def known_tier(tier: str, known: Iterable[FoundTier], office: str) -> FoundTier:
    """`tier` as one of these. The database itself keeps no list of tiers: whatever goes in or comes out passes here.

    Raises StoreError where it is none of them.
    """
    for each in known:
        if each == tier:
            return each
    raise StoreError("store-tier-unknown", tier=tier, office=office, known=tuple(known))


_ANSWER_COLUMNS = (ANSWER.c.value, ANSWER.c.not_applicable, ANSWER.c.note, ANSWER.c.evidence, ANSWER.c.unreviewed)


def _answer(value: str | None, apart: int, note: str, evidence: str, unreviewed: int) -> Answer:
    return Answer(value, bool(apart), note, evidence, bool(unreviewed))


def _result(row: Row[tuple[object, ...]]) -> Result:
    fields = dict(row._mapping)
    known_tier(row.tier, RESULT_TIERS, row.office)
    return Result(**{**fields, "score": None if fields["score"] is None else Decimal(str(fields["score"]))})


def _key(row: Row[tuple[object, ...]]) -> EvaluationKey:
    tier = known_tier(row.tier, TIERS, row.office)
    return EvaluationKey(row.office, row.year, row.rubric_code, tier, row.judge, row.evaluated)
