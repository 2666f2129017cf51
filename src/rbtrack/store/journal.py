"""The journal: who did what, when, from what to what. Append-only, every entry hashed onto the one before.

The hash of an entry covers its own fields, the digest of its changed answers, and the hash of its
predecessor: nothing in the past can be altered, added or dropped without breaking the chain. Who
keeps the last hash elsewhere (`journal head`) can prove that nothing was cut off the end.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from rbtrack.domain.evaluation import EMPTY, Answer, EvaluationKey
from rbtrack.domain.merging import Change, LaterChange
from rbtrack.errors import Problem
from rbtrack.store.tables import JournalChangeRow, JournalRow
from rbtrack.views.journal import JournalEntry, VerifiedJournal

FIRST_PREVIOUS = "0" * 64
_JOURNAL = JournalRow.__table__  # type: ignore[attr-defined]
_CHANGE = JournalChangeRow.__table__  # type: ignore[attr-defined]


def append(
    connection: Connection,
    at: datetime,
    *,
    actor: str,
    action: str,
    object: str,  # noqa: A002 (the word of the journal's contract)
    old: Mapping[str, object] | None = None,
    new: Mapping[str, object] | None = None,
    reason: str = "",
    changes: Iterable[Change] = (),
) -> None:
    """Add an entry, inside the transaction of the change that it tells of."""
    rows = [(change.item, _answer(change.old), _answer(change.new)) for change in changes]
    last = connection.execute(select(_JOURNAL.c.number, _JOURNAL.c.hash).order_by(_JOURNAL.c.number.desc())).first()
    entry = JournalEntry(
        number=last.number + 1 if last else 1,
        at=at.isoformat(timespec="milliseconds"),
        actor=actor,
        action=action,
        object=object,
        old=_json(old) if old else "",
        new=_json(new) if new else "",
        reason=reason,
        changes=_digest(rows),
        previous=last.hash if last else FIRST_PREVIOUS,
    )
    connection.execute(insert(_JOURNAL), [asdict(replace(entry, hash=_hash(entry)))])
    if rows:
        values = [{"number": entry.number, "item": item, "old": before, "new": after} for item, before, after in rows]
        connection.execute(insert(_CHANGE), values)


def _hash(entry: JournalEntry) -> str:
    """SHA-256 of every field but the hash itself."""
    fields = (
        entry.number, entry.at, entry.actor, entry.action, entry.object,
        entry.old, entry.new, entry.reason, entry.changes, entry.previous,
    )  # fmt: skip
    return hashlib.sha256(_json(fields).encode()).hexdigest()


def entries(connection: Connection, last: int | None = None) -> tuple[JournalEntry, ...]:
    """The newest `last` entries (all of them without it), oldest first."""
    newest_first = select(_JOURNAL).order_by(_JOURNAL.c.number.desc()).limit(last)
    return tuple(JournalEntry(**row._mapping) for row in reversed(connection.execute(newest_first).all()))


def last_of(connection: Connection, action: str) -> dict[str, JournalEntry]:
    """The newest entry of an action for each thing that it was done to, by the thing's name."""
    newest = select(func.max(_JOURNAL.c.number)).where(_JOURNAL.c.action == action).group_by(_JOURNAL.c.object)
    rows = connection.execute(select(_JOURNAL).where(_JOURNAL.c.number.in_(newest)))
    return {row.object: JournalEntry(**row._mapping) for row in rows}


def name_of(key: EvaluationKey) -> str:
    """The name of an evaluation in the journal: `evaluation:53/2022/rb-2020/self`, and the judge where there is one."""
    parts = (key.office, str(key.year), key.rubric, key.tier, *([key.judge] if key.judge else []))
    return "evaluation:" + "/".join(parts)


def changes_of(connection: Connection, key: EvaluationKey, revision: int, token: str) -> tuple[LaterChange, ...]:
    """The changed answers of an evaluation since `revision`, oldest first. Those that were brought in with `token` are
    a worksheet's own."""
    about = select(_JOURNAL, _CHANGE.c.item, _CHANGE.c.old.label("before"), _CHANGE.c.new.label("after"))
    rows = connection.execute(
        about.join(_CHANGE, _CHANGE.c.number == _JOURNAL.c.number)
        .where(_JOURNAL.c.object == name_of(key))
        .order_by(_JOURNAL.c.number, _CHANGE.c.item)
    )
    found = []
    for row in rows:
        noted = json.loads(row.new)
        if noted["revision"] > revision:
            change = Change(row.item, _read_answer(row.before), _read_answer(row.after))
            is_own = noted.get("token") == token
            found.append(LaterChange(change, noted["revision"], row.actor, is_own))
    return tuple(found)


def verify(connection: Connection) -> VerifiedJournal:
    """Recompute the whole chain: every place where it does not hold is a problem."""
    count = connection.execute(select(func.count()).select_from(_JOURNAL)).scalar_one()
    broken = (Problem(what, parameters={"number": number}) for number, what in _breaks(connection))
    return VerifiedJournal(count, tuple(broken))


def _breaks(connection: Connection) -> Iterator[tuple[int, str]]:
    """The number of an entry, and the code of what is wrong with it."""
    digests = _digests(connection)
    previous = FIRST_PREVIOUS
    for expected, entry in enumerate(entries(connection), start=1):
        if entry.number != expected:
            yield entry.number, "journal-entry-missing"
        if entry.previous != previous:
            yield entry.number, "journal-chain-broken"
        if entry.hash != _hash(entry):
            yield entry.number, "journal-entry-altered"
        if entry.changes != digests.pop(entry.number, _digest(())):
            yield entry.number, "journal-changes-altered"
        previous = entry.hash
    yield from ((number, "journal-changes-altered") for number in digests)


def _digests(connection: Connection) -> dict[int, str]:
    """The digest of the changed answers of every entry that has some."""
    rows: dict[int, list[tuple[str, str, str]]] = {}
    for row in connection.execute(select(_CHANGE).order_by(_CHANGE.c.number, _CHANGE.c.item)):
        rows.setdefault(row.number, []).append((row.item, row.old, row.new))
    return {number: _digest(changes) for number, changes in rows.items()}


def _digest(rows: Iterable[tuple[str, str, str]]) -> str:
    """SHA-256 of the changes in the order of their item codes; empty where there are none."""
    ordered = sorted(rows)
    return hashlib.sha256(_json(ordered).encode()).hexdigest() if ordered else ""


def _answer(answer: Answer) -> str:
    if answer == EMPTY:
        return ""
    said = [answer.value, int(answer.not_applicable), answer.note, answer.evidence]
    # Only where there is something to say: entries of older databases keep their hashes either way.
    return _json([*said, 1] if answer.unreviewed else said)


def _read_answer(text: str) -> Answer:
    """The answer that `_answer` wrote."""
    if not text:
        return EMPTY
    value, apart, note, evidence, *unreviewed = json.loads(text)
    return Answer(value, bool(apart), note, evidence, bool(unreviewed))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
