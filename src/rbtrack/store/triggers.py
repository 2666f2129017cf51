"""What the database itself refuses: changing the past.

A table that a migration rebuilds loses its triggers, so every migration ends with `renew`.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

_REFUSALS = {
    "journal": ("UPDATE", "DELETE"),
    "journal_change": ("UPDATE", "DELETE"),
    "rubric": ("UPDATE", "DELETE"),
    "item": ("UPDATE", "DELETE"),
}

# INSERT OR REPLACE deletes without firing a delete trigger: what may be inserted is checked too.
_INSERTS = {
    "journal": """
        NEW.number IS NOT (SELECT COALESCE(MAX(number), 0) + 1 FROM journal)
        OR NEW.previous IS NOT (
            SELECT COALESCE((SELECT hash FROM journal ORDER BY number DESC LIMIT 1), printf('%064d', 0))
        )""",
    "journal_change": """
        NEW.number IS NOT (SELECT MAX(number) FROM journal)
        OR EXISTS (SELECT 1 FROM journal_change WHERE number = NEW.number AND item = NEW.item)""",
    "rubric": """
        EXISTS (SELECT 1 FROM rubric WHERE id = NEW.id OR (code = NEW.code AND version = NEW.version))""",
    "item": """
        EXISTS (SELECT 1 FROM item WHERE id = NEW.id OR (rubric_id = NEW.rubric_id AND code = NEW.code))""",
}


def statements() -> dict[str, str]:
    """Every trigger by its name, as SQLite's CREATE TRIGGER statement."""
    found = {
        f"{table}_no_{action.lower()}": (
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
        for table, actions in _REFUSALS.items()
        for action in actions
    }
    for table, wrong in _INSERTS.items():
        name = f"{table}_in_order"
        found[name] = (
            f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {wrong.strip()} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    return found


def renew(connection: Connection) -> None:
    """Drop and make every trigger."""
    for name, statement in statements().items():
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        connection.exec_driver_sql(statement)
