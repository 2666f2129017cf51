"""The year in which something was evaluated, where that is another than the year judged.

No table is rebuilt: SQLite adds a column to a table as it stands.
"""

from alembic import op

from rbtrack.store import triggers

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    for table in ("evaluation", "issued", "result"):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN evaluated INTEGER CONSTRAINT evaluated_later CHECK (evaluated > year)"
        )
    triggers.renew(op.get_bind())
