"""The journal: append-only in the database itself, and a chain in which every alteration shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from rbtrack import catalog
from rbtrack.domain.evaluation import EMPTY, Answer, EvaluationKey, Office, Result
from rbtrack.domain.merging import Change
from rbtrack.domain.rubric import Rubric
from rbtrack.store import Store
from rbtrack.views.journal import VerifiedJournal

KEY = EvaluationKey("bps", 2015, "rb-2014", "self", "Tim")


@pytest.fixture
def raw(store: Store, rb2014: Rubric) -> Iterator[sqlite3.Connection]:
    """A journal of four entries, two of them with answers, reached past the program."""
    with store.writing("siti") as writer:
        writer.add_office(Office("bps", "Badan Pusat Statistik", "lembaga"))
        kept = writer.use_rubric(rb2014, catalog.canonical(rb2014), catalog.digest(rb2014))
        first = Change("A.I.1.a", EMPTY, Answer("A", note="x"))
        writer.save_answers(KEY, kept, (first,), action="lke.import", details={"file": "x.xlsx"})
        second = Change("A.I.1.a", first.new, Answer("B"))
        writer.save_answers(KEY, kept, (second,), action="lke.import", details={"file": "y.xlsx"})
    connection = sqlite3.connect(store._engine.url.database or "", isolation_level=None)
    yield connection
    connection.close()


def found(store: Store) -> list[str]:
    with store.reading() as reader:
        return [problem.code for problem in reader.verify_journal().problems]


def test_entries_tell_who_did_what_to_what(store: Store, raw: sqlite3.Connection) -> None:
    with store.reading() as reader:
        entries = reader.journal()
        assert [(entry.number, entry.actor, entry.action) for entry in entries] == [
            (1, "siti", "office.add"), (2, "siti", "rubric.use"), (3, "siti", "lke.import"), (4, "siti", "lke.import"),
        ]  # fmt: skip
        assert entries[3].object == "evaluation:bps/2015/rb-2014/self/Tim"
        assert entries[3].previous == entries[2].hash
        assert entries[0].at.endswith("+00:00")
        assert reader.journal(last=1) == entries[3:]
        assert reader.verify_journal() == VerifiedJournal(4, ())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor = 'budi'",
        "DELETE FROM journal",
        "DELETE FROM journal WHERE number = 4",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE number = 4",
        "INSERT INTO journal SELECT 9, at, actor, action, object, old, new, reason, changes, previous, hash FROM journal WHERE number = 4",
        "INSERT INTO journal SELECT 5, at, actor, action, object, old, new, reason, changes, previous, hash FROM journal WHERE number = 4",
        "UPDATE journal_change SET new = ''",
        "DELETE FROM journal_change",
        "INSERT OR REPLACE INTO journal_change SELECT number, item, old, '' FROM journal_change WHERE number = 4",
        "INSERT INTO journal_change VALUES (3, 'A.I.1.b', '', '')",
        "UPDATE rubric SET content = '{}'",
        "DELETE FROM rubric",
        "INSERT OR REPLACE INTO rubric SELECT id, code, version, instrument, sha256, '{}', first_used FROM rubric",
        "UPDATE item SET code = 'x'",
        "INSERT OR REPLACE INTO item SELECT id, rubric_id, 'x' FROM item LIMIT 1",
    ],
)
def test_the_database_refuses_to_change_the_past(raw: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(statement)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE journal SET actor = 'budi' WHERE number = 2", "journal-entry-altered"),
        ("UPDATE journal SET hash = printf('%064d', 0) WHERE number = 2", "journal-chain-broken"),
        ("UPDATE journal SET changes = '' WHERE number = 3", "journal-changes-altered"),
        ("DELETE FROM journal WHERE number = 2", "journal-entry-missing"),
        ("UPDATE journal_change SET new = '' WHERE number = 3", "journal-changes-altered"),
        ("DELETE FROM journal_change WHERE number = 3", "journal-changes-altered"),
        ("INSERT INTO journal_change VALUES (1, 'A.I.1.b', '', '')", "journal-changes-altered"),
    ],
)
def test_who_gets_past_the_triggers_is_found_out(
    store: Store, raw: sqlite3.Connection, statement: str, what: str
) -> None:
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute(statement)
    assert what in found(store)


def test_changed_answers_of_an_entry_that_is_not_there_are_found(store: Store, raw: sqlite3.Connection) -> None:
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("INSERT INTO journal_change VALUES (9, 'A.I.1.b', '', '')")
    assert found(store) == ["journal-changes-altered"]


def test_an_entry_keeps_the_reason_for_which_it_was_written(store: Store, rb2014: Rubric) -> None:
    why = "SK 12/2022: salah ketik"
    corrected, first = replace(rb2014, version="next"), Change("A.I.1.a", EMPTY, Answer("A"))
    with store.writing("siti") as writer:
        writer.add_office(Office("bps", "Badan Pusat Statistik", "lembaga"), reason=why)
        old, new = (
            writer.use_rubric(each, catalog.canonical(each), catalog.digest(each), reason=why)
            for each in (rb2014, corrected)
        )
        writer.save_answers(KEY, old, (first,), action="answer.set", details={}, reason=why)
        writer.move_to(KEY, new, (), {}, reason=why)
        writer.set_result(Result("bps", 2015, "rb", "external", score=Decimal(70)), reason=why)
        writer.set_result(Result("bps", 2016, "rb", "external", score=Decimal(71)))
    with store.reading() as reader:
        *reasoned, bare = reader.journal()
        assert [(entry.action, entry.reason) for entry in reasoned] == [
            (action, why)
            for action in ("office.add", "rubric.use", "rubric.use", "answer.set", "rubric.upgrade", "result.set")
        ]
        assert bare.reason == ""
        assert reader.verify_journal().problems == ()
