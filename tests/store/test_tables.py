"""The tables as the program knows them, against the database that its migrations make."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import CheckConstraint
from sqlmodel import SQLModel

from rbtrack import catalog
from rbtrack.store.schema import create
from tests.conftest import raw_database


def test_the_rules_of_the_tables_are_those_of_the_database(tmp_path: Path) -> None:
    """A rule that only one of them knows would hold in some databases and not in others."""
    address = str(tmp_path / "rbtrack.db")
    create(address)
    with raw_database(address) as raw:
        made = dict(raw.execute("SELECT name, sql FROM sqlite_master"))
    rules = [
        (table.name, f"CONSTRAINT {rule.name} CHECK ({rule.sqltext})")
        for table in SQLModel.metadata.tables.values()
        for rule in table.constraints
        if isinstance(rule, CheckConstraint)
    ]
    assert len(rules) == 8
    assert [(name, rule) for name, rule in rules if rule not in made[name]] == []


def test_the_database_keeps_no_list_of_instruments(tmp_path: Path) -> None:
    address = str(tmp_path / "rbtrack.db")
    create(address)
    with raw_database(address) as raw:
        made = " ".join(sql for (sql,) in raw.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
    assert "instrument" in made
    assert [each for each in catalog.shared().instruments if f"'{each}'" in made] == []
