"""What the database is asked: every question one statement, whatever the number of offices."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Row, Select, select
from sqlalchemy.orm import aliased

from rbtrack.domain.evaluation import Answer, Evaluation, EvaluationKey, Office
from rbtrack.errors import RbtrackError
from rbtrack.store.journal import Break, Entry, entries, verify
from rbtrack.store.tables import AnswerRow, EvaluationRow, ItemRow, OfficeRow, RubricRow

OFFICE = OfficeRow.__table__  # type: ignore[attr-defined]
RUBRIC = RubricRow.__table__  # type: ignore[attr-defined]
ITEM = ItemRow.__table__  # type: ignore[attr-defined]
EVALUATION = EvaluationRow.__table__  # type: ignore[attr-defined]
ANSWER = AnswerRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class StoredRubric:
    """A rubric as first used: its canonical text, from which it is read again, and the text's SHA-256."""

    id: int
    code: str
    version: str
    sha256: str
    content: str


class Reader:
    """Questions to one connection, inside one transaction: all answers are of the same moment."""

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

    def keys(self, office: str, years: tuple[int, ...] | None = None) -> tuple[EvaluationKey, ...]:
        """The evaluations of an office that have answers or had some, by year; of all years unless named."""
        question = self._evaluations(office).order_by(EVALUATION.c.year, EVALUATION.c.id)
        if years is not None:
            question = question.where(EVALUATION.c.year.in_(years))
        return tuple(_key(row) for row in self._connection.execute(question))

    def evaluation(self, key: EvaluationKey) -> Evaluation | None:
        """The stored answers of `key`, None where there is no such evaluation."""
        row = self._row(key)
        if row is None:
            return None
        columns = (ITEM.c.code, ANSWER.c.value, ANSWER.c.not_applicable, ANSWER.c.note, ANSWER.c.evidence)
        rows = self._connection.execute(
            select(*columns).join(ITEM, ITEM.c.id == ANSWER.c.item_id).where(ANSWER.c.evaluation_id == row.id)
        )
        answers = {code: Answer(value, bool(apart), note, evidence) for code, value, apart, note, evidence in rows}
        return Evaluation(key, answers, row.revision)

    def rubric_of(self, key: EvaluationKey) -> StoredRubric | None:
        """The rubric that the stored evaluation `key` stands on, as first used."""
        row = self._row(key)
        return self._rubric(RUBRIC.c.id == row.rubric_id) if row else None

    def rubric(self, code: str, version: str) -> StoredRubric | None:
        """A version of a rubric that was used before."""
        return self._rubric((RUBRIC.c.code == code) & (RUBRIC.c.version == version))

    def journal(self, last: int | None = None) -> tuple[Entry, ...]:
        """The newest `last` entries of the journal (all without it), oldest first."""
        return entries(self._connection, last)

    def verify_journal(self) -> tuple[int, tuple[Break, ...]]:
        """The number of entries, and every place where the chain does not hold."""
        return verify(self._connection)

    def _rubric(self, condition: ColumnElement[bool]) -> StoredRubric | None:
        columns = (RUBRIC.c.id, RUBRIC.c.code, RUBRIC.c.version, RUBRIC.c.sha256, RUBRIC.c.content)
        row = self._connection.execute(select(*columns).where(condition)).first()
        return StoredRubric(**row._mapping) if row else None

    def _row(self, key: EvaluationKey) -> Row[tuple[object, ...]] | None:
        question = self._evaluations(key.office).where(
            EVALUATION.c.year == key.year,
            EVALUATION.c.rubric_code == key.rubric,
            EVALUATION.c.tier == key.tier,
            EVALUATION.c.judge == key.judge,
        )
        return self._connection.execute(question).first()

    @staticmethod
    def _evaluations(office: str) -> Select[tuple[object, ...]]:
        return (
            select(EVALUATION, OFFICE.c.code.label("office"))
            .join(OFFICE, OFFICE.c.id == EVALUATION.c.office_id)
            .where(OFFICE.c.code == office)
        )


def _key(row: Row[tuple[object, ...]]) -> EvaluationKey:
    return EvaluationKey(row.office, row.year, row.rubric_code, row.tier, row.judge)
