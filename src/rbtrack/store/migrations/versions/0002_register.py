"""The register of issued worksheets, and which answers nobody has reviewed yet.

No table is rebuilt: SQLite adds a column to a table as it stands.
"""

from alembic import op

from rbtrack.store import triggers

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE answer ADD COLUMN unreviewed INTEGER DEFAULT 0 NOT NULL "
        "CONSTRAINT unreviewed_known CHECK (unreviewed IN (0, 1))"
    )
    op.execute(
        "CREATE TABLE issued ("
        "token TEXT NOT NULL PRIMARY KEY, office_id INTEGER NOT NULL REFERENCES office (id), year INTEGER NOT NULL, "
        "rubric_code TEXT NOT NULL, tier TEXT NOT NULL, judge TEXT NOT NULL, is_export INTEGER NOT NULL, "
        "at TEXT NOT NULL, actor TEXT NOT NULL, file TEXT NOT NULL, "
        "CONSTRAINT is_export_known CHECK (is_export IN (0, 1))) STRICT"
    )
    op.execute("CREATE INDEX ix_issued_office_id ON issued (office_id)")
    triggers.renew(op.get_bind())
