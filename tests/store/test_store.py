"""The database: what is stored is what comes back, and what must not happen cannot."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from rbtrack import catalog
from rbtrack.domain.evaluation import EMPTY, Answer, EvaluationKey, Office, Result
from rbtrack.domain.merging import Change
from rbtrack.domain.rubric import Rubric
from rbtrack.domain.tiers import PUBLISHED
from rbtrack.errors import RbtrackError, StoreError
from rbtrack.store import Store, tables, triggers
from rbtrack.store.engine import HEAD
from rbtrack.store.schema import create
from rbtrack.views.journal import VerifiedJournal
from tests.conftest import raw_database

KEY = EvaluationKey("bps", 2015, "rb-2014", "evaluator")
ODD = Answer("A", note="=1+1\n[red]\u200f \x07 “kutip” 'x' ", evidence="https://example.go.id/a?b=c")


def save(store: Store, rubric: Rubric, *changes: Change, key: EvaluationKey = KEY) -> None:
    with store.writing("tester") as writer:
        kept = writer.use_rubric(rubric, catalog.canonical(rubric), catalog.digest(rubric))
        writer.save_answers(key, kept, changes, action="lke.import", details={"file": "x.xlsx"})


@pytest.fixture
def bps(store: Store) -> Store:
    with store.writing("tester") as writer:
        writer.add_office(Office("bps", "Badan Pusat Statistik", "lembaga"))
    return store


def code(error: pytest.ExceptionInfo[RbtrackError]) -> str:
    return error.value.problems[0].code


def test_an_evaluation_comes_back_as_it_was_stored(bps: Store, rb2014: Rubric) -> None:
    save(bps, rb2014, Change("A.I.1.a", EMPTY, ODD), Change("A.I.1.b", EMPTY, Answer(not_applicable=True)))
    with bps.reading() as reader:
        evaluation = reader.evaluation(KEY)
        assert evaluation is not None
        assert evaluation.answers == {"A.I.1.a": ODD, "A.I.1.b": Answer(not_applicable=True)}
        assert evaluation.revision == 1
        assert reader.keys("bps") == (KEY,)
        assert reader.keys("bps", "sakip") == ()
        stored = reader.rubric_of(KEY)
        assert stored is not None
        assert catalog.from_canonical(stored.content) == rb2014


def test_every_stored_change_raises_the_revision_and_keeps_the_old_answer(bps: Store, rb2014: Rubric) -> None:
    save(bps, rb2014, Change("A.I.1.a", EMPTY, ODD))
    save(bps, rb2014, Change("A.I.1.a", ODD, Answer("B")))
    save(bps, rb2014, Change("A.I.1.a", Answer("B"), EMPTY))
    with bps.reading() as reader:
        evaluation = reader.evaluation(KEY)
        assert evaluation is not None
        assert (evaluation.answers, evaluation.revision) == ({}, 3)
    with raw_database(bps._engine.url.database or "") as raw:
        kept = raw.execute("SELECT old, new FROM journal_change ORDER BY number").fetchall()
    assert [bool(old) for old, _new in kept] == [False, True, True]


def test_answers_of_a_tier_that_is_not_known_are_neither_stored_nor_given_back(bps: Store, rb2014: Rubric) -> None:
    """The database keeps no list of tiers."""
    published = replace(KEY, tier=PUBLISHED)  # type: ignore[arg-type]
    with pytest.raises(StoreError) as error:
        save(bps, rb2014, Change("A.I.1.a", EMPTY, ODD), key=published)
    assert code(error) == "store-tier-unknown"
    save(bps, rb2014, Change("A.I.1.a", EMPTY, ODD))
    with raw_database(bps._engine.url.database or "") as raw:
        raw.execute("UPDATE evaluation SET tier = 'external'")
    with bps.reading() as reader:
        for ask in (lambda: reader.keys("bps"), lambda: reader.keys_of(["bps"]), lambda: reader.evaluations(["bps"])):
            with pytest.raises(StoreError) as error:
                ask()
            assert error.value.problems[0].parameters == {
                "tier": "external", "office": "bps", "known": ("final", "evaluator", "self"),
            }  # fmt: skip


def test_a_figure_of_a_tier_that_is_not_known_is_neither_stored_nor_given_back(bps: Store) -> None:
    known = Result("bps", 2015, "rb", PUBLISHED, grade="B")
    with pytest.raises(StoreError) as error, bps.writing("tester") as writer:
        writer.set_result(replace(known, tier="External"))
    assert code(error) == "store-tier-unknown"
    with bps.writing("tester") as writer:
        writer.set_result(known)
    with raw_database(bps._engine.url.database or "") as raw:
        raw.execute("UPDATE result SET tier = 'External'")
    with bps.reading() as reader, pytest.raises(StoreError) as error:
        reader.results()
    assert error.value.problems[0].parameters["known"] == ("external", "final", "evaluator", "self")


def test_two_judges_are_two_evaluations(bps: Store, rb2014: Rubric) -> None:
    other = EvaluationKey("bps", 2015, "rb-2014", "evaluator", "Inspektorat")
    save(bps, rb2014, Change("A.I.1.a", EMPTY, Answer("A")))
    save(bps, rb2014, Change("A.I.1.a", EMPTY, Answer("B")), key=other)
    with bps.reading() as reader:
        assert reader.keys("bps") == (KEY, other)


def test_every_evaluation_comes_with_the_version_of_the_rubric_that_it_stands_on(bps: Store, rb2014: Rubric) -> None:
    corrected, later = replace(rb2014, version="next"), replace(KEY, year=2016)
    save(bps, rb2014, Change("A.I.1.a", EMPTY, Answer("A")))
    save(bps, corrected, Change("A.I.1.a", EMPTY, Answer("B")), key=later)
    with bps.reading() as reader:
        found = {each.evaluation.key: each.rubric.version for each in reader.evaluations(["bps"])}
        assert found == {KEY: rb2014.version, later: "next"}
        assert [each.version for each in reader.rubrics("rb")] == [rb2014.version, "next"]
        assert reader.rubrics("sakip") == ()
        assert {each.content for each in reader.rubrics()} == {catalog.canonical(rb2014), catalog.canonical(corrected)}


def test_nothing_is_stored_when_the_block_fails(bps: Store, rb2014: Rubric) -> None:
    with pytest.raises(IntegrityError):
        save(bps, rb2014, Change("A.I.1.a", EMPTY, Answer("A", not_applicable=True)))
    with bps.reading() as reader:
        assert reader.keys("bps") == ()
        assert reader.rubric("rb-2014", "1") is None
        assert reader.verify_journal() == VerifiedJournal(1, ())


def test_a_dry_run_leaves_nothing(bps: Store) -> None:
    with bps.writing("tester", dry_run=True) as writer:
        writer.add_office(Office("53", "KPU Provinsi Nusa Tenggara Timur", "provinsi"))
        assert len(writer.offices()) == 2
    with bps.reading() as reader:
        assert [office.code for office in reader.offices()] == ["bps"]


def test_codes_are_text(bps: Store) -> None:
    with bps.writing("tester") as writer:
        for number in ("53", "53.1", "53.10"):
            writer.add_office(Office(number, f"Office {number}", "kabupaten", "53" if "." in number else None))
    with bps.reading() as reader:
        assert [office.code for office in reader.offices()] == ["53", "53.1", "53.10", "bps"]
        assert reader.office("53.10").parent == "53"


@pytest.mark.parametrize(
    ("office", "problem"),
    [(Office("bps", "Again", "x"), "office-exists"), (Office("y", "Y", "x", "nowhere"), "office-unknown")],
)
def test_offices_that_cannot_be_added(bps: Store, office: Office, problem: str) -> None:
    with pytest.raises(RbtrackError) as error, bps.writing("tester") as writer:
        writer.add_office(office)
    assert code(error) == problem


def test_a_used_rubric_cannot_change_its_content(bps: Store, rb2014: Rubric) -> None:
    save(bps, rb2014, Change("A.I.1.a", EMPTY, Answer("A")))
    with pytest.raises(StoreError) as error, bps.writing("tester") as writer:
        writer.use_rubric(rb2014, "{}", "0" * 64)
    assert code(error) == "rubric-changed"


def test_foreign_keys_are_enforced_on_every_connection(bps: Store) -> None:
    with bps._engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text("INSERT INTO answer VALUES (99, 99, 'A', 0, '', '', 0)"))


def test_columns_hold_what_they_say(bps: Store) -> None:
    with bps._engine.connect() as connection, pytest.raises(IntegrityError, match="cannot store TEXT value"):
        connection.execute(
            text("INSERT INTO result VALUES (1, 1, 'soon', 'rb', 'self', '', '86.5', NULL, NULL, '', '', NULL)")
        )


def test_the_journal_mode_is_set_once_and_for_all(address: str) -> None:
    with raw_database(address) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_many_writers_at_once_all_get_through(address: str) -> None:
    """Read-then-write in plain transactions fails at once; here the lock is taken at the start."""
    failures: list[Exception] = []

    def add(number: int) -> None:
        try:
            with Store.open(address) as store:
                for step in range(5):
                    with store.writing(f"writer {number}") as writer:
                        writer.add_office(Office(f"{number}.{step}", "Office", "kabupaten"))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Store.open(address) as store, store.reading() as reader:
        assert len(reader.offices()) == 40
        assert reader.verify_journal() == VerifiedJournal(40, ())


def test_making_a_database_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "rbtrack.db"
    assert create(str(path))
    before = path.read_bytes()
    assert not create(str(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("nowhere.db", "store-missing"),
        ("postgresql://localhost/x", "store-kind-unsupported"),
        ("sqlite://", "store-address-wrong"),
        ("://", "store-address-wrong"),
        ("sqlite+foo:///x.db", "store-address-wrong"),
        ("sqlite:///x.db?timeout=abc", "store-address-wrong"),
        ("x" * 300, "store-unreadable"),
    ],
)
def test_addresses_that_lead_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, problem: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError) as error:
        Store.open(address)
    assert code(error) == problem
    assert list(tmp_path.iterdir()) == []


def test_a_url_leads_to_the_same_database(address: str) -> None:
    with Store.open(f"sqlite:///{address}") as store, store.reading() as reader:
        assert reader.offices() == ()


@pytest.mark.parametrize("content", [b"", b"just text", b"SQLite format 3\0" + b"\0" * 100])
def test_another_file_is_not_taken_for_a_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    for attempt in (Store.open, create):
        with pytest.raises(StoreError) as error:
            attempt(str(path))
        assert code(error) == "store-foreign"
        assert path.read_bytes() == content


@pytest.mark.parametrize(("version", "problem"), [("9999", "store-newer"), ("0000", "store-older")])
def test_other_versions_are_told_apart(address: str, version: str, problem: str) -> None:
    with raw_database(address) as raw:
        raw.execute("UPDATE alembic_version SET version_num = ?", (version,))
    with pytest.raises(StoreError) as error:
        Store.open(address)
    assert code(error) == problem


def test_migrations_and_tables_say_the_same(store: Store) -> None:
    with store._engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    assert differences == []


def test_the_newest_migration_is_the_one_that_the_program_asks_for() -> None:
    folder = Path(tables.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_current_head() == HEAD


def test_every_trigger_is_there_and_a_rebuild_brings_it_back(store: Store) -> None:
    def names() -> set[str]:
        with raw_database(store._engine.url.database or "") as raw:
            return {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}

    assert names() == set(triggers.statements())
    engine = create_engine(store._engine.url)
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER journal_no_update"))
    assert names() != set(triggers.statements())
    with engine.begin() as connection:
        triggers.renew(connection)
    engine.dispose()
    assert names() == set(triggers.statements())


def test_a_damaged_database_is_named_and_its_answers_are_not_shown(bps: Store, rb2014: Rubric) -> None:
    save(bps, rb2014, *(Change(code, EMPTY, Answer("A", note="rahasia " * 50)) for code in list(rb2014.items)[:140]))
    path = Path(bps._engine.url.database or "")
    bps.close()
    with raw_database(path) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pages = [row[0] for row in raw.execute("SELECT rootpage FROM sqlite_master WHERE name IN ('answer', 'office')")]
        size = raw.execute("PRAGMA page_size").fetchone()[0]
    data = bytearray(path.read_bytes())
    for page in pages:
        data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(data)
    with pytest.raises(StoreError) as error, Store.open(str(path)) as damaged, damaged.reading() as reader:
        reader.evaluation(KEY)
    assert code(error) == "store-damaged"


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    for attempt in (Store.open, create):
        with pytest.raises(StoreError) as error:
            attempt(str(tmp_path))
        assert code(error) == "store-is-folder"


def test_making_one_database_at_once_from_many_sides(tmp_path: Path) -> None:
    """One makes it, the others find it good; nobody sees it half made."""
    path = str(tmp_path / "z.db")
    command = [sys.executable, "-c", f"from rbtrack.store.schema import create; create({path!r})"]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE) for _number in range(4)]
    assert [process.communicate()[1] for process in running] == [b""] * 4
    assert [process.returncode for process in running] == [0] * 4
    assert [file.name for file in tmp_path.iterdir()] == ["z.db"]
