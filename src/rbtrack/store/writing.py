"""Changes to the database, each with its entry in the journal, in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, insert, select, update

from rbtrack.clock import Clock
from rbtrack.domain.evaluation import EMPTY, Answer, EvaluationKey, Office, Result
from rbtrack.domain.merging import Change
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.tiers import RESULT_TIERS, TIERS
from rbtrack.errors import RbtrackError, StoreError
from rbtrack.store import journal
from rbtrack.store.queries import (
    ANSWER,
    EVALUATION,
    ISSUED,
    ITEM,
    OFFICE,
    RESULT,
    RESULT_FIELDS,
    RUBRIC,
    Reader,
    RegisteredWorksheet,
    StoredRubric,
    known_tier,
)

RESULT_KEY = RESULT_FIELDS[:4]


class Writer(Reader):
    """Changes inside one transaction, made in the name of `actor`, each with an entry in the journal.

    Every method takes the `reason` for which it is done; the entry keeps it.
    """

    def __init__(self, connection: Connection, actor: str, clock: Clock) -> None:
        super().__init__(connection)
        self._actor = actor
        self._clock = clock

    def add_office(self, office: Office, *, reason: str = "") -> None:
        """Add an office. Raises RbtrackError where its code is taken or its parent unknown."""
        codes = [office.code, office.parent]
        known = set(self._connection.execute(select(OFFICE.c.code).where(OFFICE.c.code.in_(codes))).scalars())
        if office.code in known:
            raise RbtrackError("office-exists", office=office.code)
        if office.parent is not None and office.parent not in known:
            known_codes = tuple(other.code for other in self.offices())
            raise RbtrackError("office-unknown", office=office.parent, known=known_codes)
        values = {"code": office.code, "name": office.name, "kind": office.kind}
        parent_id = None if office.parent is None else self._office_id(office.parent)
        self._connection.execute(insert(OFFICE).values(**values, parent_id=parent_id))
        self._note("office.add", f"office:{office.code}", new={**values, "parent": office.parent}, reason=reason)

    def use_rubric(self, rubric: Rubric, content: str, sha256: str, *, reason: str = "") -> StoredRubric:
        """Keep `rubric` as first used: `content` is its canonical text.

        Raises StoreError where this version was used before with another content: published rubrics
        do not change, a correction needs a new version.
        """
        found = self.rubric(rubric.id, rubric.version)
        if found is None:
            values = {"code": rubric.id, "version": rubric.version, "sha256": sha256, "content": content}
            values["instrument"] = rubric.instrument
            self._connection.execute(insert(RUBRIC).values(**values, first_used=self._clock().isoformat()))
            found = StoredRubric(rubric.id, rubric.version, sha256, content)
            row = self._rubric_id(found)
            self._connection.execute(insert(ITEM), [{"rubric_id": row, "code": code} for code in rubric.items])
            new = {"version": rubric.version, "sha256": sha256}
            self._note("rubric.use", f"rubric:{rubric.id}", new=new, reason=reason)
        if found.sha256 != sha256:
            raise StoreError("rubric-changed", rubric=rubric.id, version=rubric.version)
        return found

    def save_answers(
        self,
        key: EvaluationKey,
        rubric: StoredRubric,
        changes: tuple[Change, ...],
        *,
        action: str,
        details: Mapping[str, object],
        reason: str = "",
    ) -> int:
        """Store changed answers of one evaluation and the year in which it was judged, raise its revision, note all of
        that in the journal; return the revision.

        Raises StoreError where the evaluation was moved to another version of its rubric meanwhile, and where its
        tier is not known.
        """
        known_tier(key.tier, TIERS, key.office)
        row, rubric_id = self._row(key), self._rubric_id(rubric)
        revision = row.revision + 1 if row else 1
        before = (row.evaluated or row.year) if row else None
        if row is None:
            self._connection.execute(
                insert(EVALUATION).values(
                    office_id=self._office_id(key.office), rubric_id=rubric_id, revision=revision, **_columns(key)
                )
            )
            row = self._row(key)
            assert row is not None
        elif row.rubric_id != rubric_id:
            raise StoreError("evaluation-moved", office=key.office, year=key.year, rubric=key.rubric)
        else:
            values = {"revision": revision, "evaluated": key.evaluated}
            self._connection.execute(update(EVALUATION).where(EVALUATION.c.id == row.id).values(values))
        self._put(row.id, self._item_ids(rubric_id), changes)
        is_moved = before is not None and before != key.year_evaluated
        new = {**details, "revision": revision, **_evaluated(key, always=is_moved)}
        old = {"evaluated": before} if is_moved else None
        self._note(action, journal.name_of(key), old=old, new=new, reason=reason, changes=changes)
        return revision

    def move_to(
        self,
        key: EvaluationKey,
        rubric: StoredRubric,
        changes: tuple[Change, ...],
        details: Mapping[str, object],
        *,
        reason: str = "",
    ) -> None:
        """Move an evaluation to another version of its rubric, with its answers; `changes` are the answers that this
        version has no place for."""
        row, rubric_id = self._row(key), self._rubric_id(rubric)
        assert row is not None
        old, new = self._items_by_id(row.rubric_id), self._item_ids(rubric_id)
        kept = self._connection.execute(select(ANSWER).where(ANSWER.c.evaluation_id == row.id)).all()
        self._connection.execute(ANSWER.delete().where(ANSWER.c.evaluation_id == row.id))
        gone = {change.item for change in changes if change.new == EMPTY}
        moved = [{**each._mapping, "item_id": new[old[each.item_id]]} for each in kept if old[each.item_id] not in gone]
        if moved:
            self._connection.execute(insert(ANSWER), moved)
        values = {"rubric_id": rubric_id, "revision": row.revision + 1}
        self._connection.execute(update(EVALUATION).where(EVALUATION.c.id == row.id).values(values))
        new_state = {**details, "revision": row.revision + 1}
        self._note("rubric.upgrade", journal.name_of(key), new=new_state, reason=reason, changes=changes)

    def register(self, worksheets: Sequence[RegisteredWorksheet], *, reason: str = "") -> None:
        """Enter worksheets that are about to be made, and note each in the journal."""
        offices = {office: self._office_id(office) for office in {each.key.office for each in worksheets}}
        for each in worksheets:
            key = each.key
            made = {"at": self._clock().isoformat(timespec="milliseconds"), "actor": self._actor, "file": each.file}
            self._connection.execute(
                insert(ISSUED).values(
                    token=each.token,
                    office_id=offices[key.office],
                    is_export=int(each.is_export),
                    **_columns(key),
                    **made,
                )
            )
            new = {"token": each.token, "file": each.file, **_evaluated(key)}
            self._note("lke.export" if each.is_export else "lke.new", journal.name_of(key), new=new, reason=reason)

    def set_result(self, result: Result, *, reason: str = "") -> Result | None:
        """Store a published figure; return the one of the same office, year, instrument, tier and judge that
        it replaces. The same figure again changes nothing. Raises StoreError where its tier is not known."""
        known_tier(result.tier, RESULT_TIERS, result.office)
        same_key = (RESULT.c[name] == getattr(result, name) for name in RESULT_KEY)
        old = next(iter(self._results(OFFICE.c.code == result.office, *same_key)), None)
        if old == result:
            return old
        values = {name: getattr(result, name) for name in RESULT_FIELDS}
        values["score"] = None if result.score is None else format(result.score, "f")
        key = {"office_id": self._office_id(result.office), **{name: values[name] for name in RESULT_KEY}}
        self._connection.execute(RESULT.delete().where(*(RESULT.c[name] == value for name, value in key.items())))
        self._connection.execute(insert(RESULT).values({**values, **key}))
        name = "/".join(
            (
                "result:" + result.office,
                str(result.year),
                *(str(values[each]) for each in RESULT_KEY[1:] if values[each]),
            )
        )
        self._note("result.set", name, old=_figures(old), new=_figures(result) or {}, reason=reason)
        return old

    def _items_by_id(self, rubric_id: int) -> dict[int, str]:
        rows = self._connection.execute(select(ITEM.c.id, ITEM.c.code).where(ITEM.c.rubric_id == rubric_id))
        return {row.id: row.code for row in rows}

    def _put(self, evaluation: int, items: Mapping[str, int], changes: tuple[Change, ...]) -> None:
        """Write changed answers: old ones are deleted, new ones are added unless they are empty."""
        gone = [items[change.item] for change in changes if change.old != EMPTY]
        if gone:
            statement = ANSWER.delete().where(ANSWER.c.evaluation_id == evaluation, ANSWER.c.item_id.in_(gone))
            self._connection.execute(statement)
        rows = [_row(evaluation, items[change.item], change.new) for change in changes if change.new != EMPTY]
        if rows:
            self._connection.execute(insert(ANSWER), rows)

    def _item_ids(self, rubric_id: int) -> dict[str, int]:
        rows = self._connection.execute(select(ITEM.c.code, ITEM.c.id).where(ITEM.c.rubric_id == rubric_id))
        return {row.code: row.id for row in rows}

    def _rubric_id(self, rubric: StoredRubric) -> int:
        question = select(RUBRIC.c.id).where(RUBRIC.c.code == rubric.code, RUBRIC.c.version == rubric.version)
        return int(self._connection.execute(question).scalar_one())

    def _office_id(self, code: str) -> int:
        return int(self._connection.execute(select(OFFICE.c.id).where(OFFICE.c.code == code)).scalar_one())

    def _note(
        self,
        action: str,
        object: str,  # noqa: A002 (the word of the journal's contract)
        *,
        new: Mapping[str, object],
        reason: str,
        old: Mapping[str, object] | None = None,
        changes: tuple[Change, ...] = (),
    ) -> None:
        who = {"actor": self._actor, "action": action, "object": object, "reason": reason}
        journal.append(self._connection, self._clock(), **who, old=old, new=new, changes=changes)


def _figures(result: Result | None) -> dict[str, object] | None:
    """What is reported in a result, for the journal; the year of evaluation where it is apart."""
    if result is None:
        return None
    named = [name for name in RESULT_FIELDS[4:] if name != "evaluated"]
    figures = {name: None if (value := getattr(result, name)) is None else str(value) for name in named}
    return {**figures, **_evaluated(result)}


def _columns(key: EvaluationKey) -> dict[str, object]:
    """What the rows of an evaluation and of a worksheet of it say alike, but for the office."""
    return {
        "year": key.year,
        "rubric_code": key.rubric,
        "tier": key.tier,
        "judge": key.judge,
        "evaluated": key.evaluated,
    }


def _evaluated(of: EvaluationKey | Result, *, always: bool = False) -> dict[str, object]:
    """The year of evaluation for the journal, where it is another than the year judged."""
    return {"evaluated": of.year_evaluated} if always or of.evaluated is not None else {}


def _row(evaluation: int, item: int, answer: Answer) -> dict[str, object]:
    return {
        "evaluation_id": evaluation,
        "item_id": item,
        "value": answer.value,
        "not_applicable": int(answer.not_applicable),
        "note": answer.note,
        "evidence": answer.evidence,
        "unreviewed": int(answer.unreviewed),
    }
