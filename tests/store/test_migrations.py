"""Databases of earlier versions come up to date with all that is in them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from rbtrack.domain.evaluation import Answer, EvaluationKey
from rbtrack.errors import StoreError
from rbtrack.store import Store, triggers
from rbtrack.store.schema import create, upgrade
from tests.conftest import Run, raw_database

KEY = EvaluationKey("53.08", 2022, "lke-contoh", "self")
ANSWERS = {"A.1.a": Answer("A", note="ada", evidence="SK 1"), "A.1.b": Answer("Ya"), "B.1.a": Answer("80")}
OLD = sorted((Path(__file__).parent / "databases").glob("*.sql"))
"""What each version of the program has made, as SQL."""
ENTRIES = {"0001": 6, "0002": 7}
"""How many entries the journal of each has: that of 0002 has issued a worksheet too."""


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "data" / "rbtrack.db"
    path.parent.mkdir()
    with raw_database(path) as raw:
        raw.executescript(request.param.read_text(encoding="utf-8"))
        raw.execute("PRAGMA journal_mode = WAL")
    return path


def version(path: Path) -> str:
    with raw_database(path) as raw:
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def objects(path: Path, kind: str) -> set[str]:
    with raw_database(path) as raw:
        return {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,))}


def test_an_older_database_says_how_it_is_brought_up_to_date(old: Path) -> None:
    for ask in (Store.open, create):
        with pytest.raises(StoreError) as error:
            ask(str(old))
        assert [problem.code for problem in error.value.problems] == ["store-older"]


def test_everything_in_it_is_there_afterwards(old: Path) -> None:
    made_by, entries = version(old), ENTRIES[version(old)]
    copy = upgrade(str(old))
    assert copy == old.with_name(f"rbtrack-{made_by}.db")
    with Store.open(str(old)) as store, store.reading() as reader:
        evaluation = reader.evaluation(KEY)
        assert evaluation is not None
        assert (evaluation.answers, evaluation.revision) == (ANSWERS, 2)
        assert [office.code for office in reader.offices()] == ["53", "53.08"]
        assert [(result.office, result.grade) for result in reader.results()] == [("53", "CC")]
        verified = reader.verify_journal()
        assert (verified.entries, verified.problems) == (entries, ())
        assert {evaluation.key.evaluated, *(result.evaluated for result in reader.results())} == {None}
        issued = [(each.key, each.key.evaluated) for each in reader.issued_to(["53.08"], 2023)]
        assert issued == [(replace(KEY, year=2023), None)] * (entries - 6)
    with raw_database(old) as raw:
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert upgrade(str(old)) is None
    assert sorted(path.name for path in old.parent.glob("*.db")) == [f"rbtrack-{made_by}.db", "rbtrack.db"]


def test_it_is_built_as_a_new_one_is_and_refuses_what_that_refuses(old: Path, tmp_path: Path) -> None:
    upgrade(str(old))
    create(str(tmp_path / "new.db"))
    assert objects(old, "trigger") == set(triggers.statements())
    assert objects(old, "index") == objects(tmp_path / "new.db", "index")
    engine = create_engine(f"sqlite:///{old}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []
    engine.dispose()
    with raw_database(old) as raw:
        for statement in ("UPDATE journal SET actor = 'x'", "DELETE FROM journal_change", "DELETE FROM rubric"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                raw.execute(statement)
        for wrong in (
            "UPDATE answer SET unreviewed = 2",
            "UPDATE answer SET unreviewed = NULL",
            "UPDATE evaluation SET evaluated = year",
            "UPDATE result SET evaluated = year - 1",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                raw.execute(wrong)


def test_the_copy_is_as_the_database_was_and_nothing_is_written_over(old: Path) -> None:
    taken = old.with_name(f"rbtrack-{version(old)}.db")
    taken.write_text("mine")
    with raw_database(old) as raw:
        before = list(raw.iterdump())
    copy = upgrade(str(old))
    assert copy == taken.with_stem(f"{taken.stem}-2")
    with raw_database(copy) as raw:
        assert list(raw.iterdump()) == before
    assert taken.read_text() == "mine"


def test_a_version_that_never_was_is_no_database_of_ours(old: Path) -> None:
    with raw_database(old) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(StoreError) as error:
        upgrade(str(old))
    assert error.value.problems[0].code == "store-foreign"
    assert [path.name for path in old.parent.glob("*.db")] == ["rbtrack.db"]


def test_init_brings_it_up_to_date(old: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(old.parent.parent)
    made_by = version(old)
    refused = run("office", "list")
    assert refused.code == 1
    assert "rbtrack init" in refused.err
    brought = run("init")
    assert (brought.code, brought.err) == (
        0,
        f"Brought up to date: data/rbtrack.db. As it was before, it is kept in data/rbtrack-{made_by}.db.\n",
    )
    assert run("office", "list").code == 0
    assert "Nothing was changed" in run("init").err
