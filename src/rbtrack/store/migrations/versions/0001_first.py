"""The first schema: offices, rubrics as first used, evaluations and their answers, results, the journal."""

import sqlalchemy as sa
from alembic import op

from rbtrack.store import triggers

revision = "0001"
down_revision = None

STRICT = {"sqlite_strict": True}
STRICT_WITHOUT_ROWID = {"sqlite_strict": True, "sqlite_with_rowid": False}


def text(name: str, *, nullable: bool = False, unique: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable, unique=unique)


def integer(name: str, target: str | None = None, *, nullable: bool = False, index: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, *_foreign(target), nullable=nullable, index=index)


def key(name: str, target: str | None = None) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, *_foreign(target), primary_key=True, nullable=False)


def _foreign(target: str | None) -> list[sa.ForeignKey]:
    return [sa.ForeignKey(target)] if target else []


def upgrade() -> None:
    op.create_table(
        "office",
        key("id"),
        text("code", unique=True),
        text("name"),
        text("kind"),
        integer("parent_id", "office.id", nullable=True, index=True),
        **STRICT,
    )
    op.create_table(
        "rubric",
        key("id"),
        text("code"),
        text("version"),
        text("instrument"),
        text("sha256"),
        text("content"),
        text("first_used"),
        sa.UniqueConstraint("code", "version"),
        **STRICT,
    )
    op.create_table(
        "item",
        key("id"),
        integer("rubric_id", "rubric.id"),
        text("code"),
        sa.UniqueConstraint("rubric_id", "code"),
        **STRICT,
    )
    op.create_table(
        "evaluation",
        key("id"),
        integer("office_id", "office.id"),
        integer("year"),
        integer("rubric_id", "rubric.id", index=True),
        text("rubric_code"),
        text("tier"),
        text("judge"),
        integer("revision"),
        sa.UniqueConstraint("office_id", "year", "rubric_code", "tier", "judge"),
        **STRICT,
    )
    op.create_table(
        "answer",
        key("evaluation_id", "evaluation.id"),
        sa.Column("item_id", sa.Integer, sa.ForeignKey("item.id"), primary_key=True, nullable=False, index=True),
        text("value", nullable=True),
        integer("not_applicable"),
        text("note"),
        text("evidence"),
        sa.CheckConstraint("not_applicable IN (0, 1)", name="not_applicable_known"),
        sa.CheckConstraint("not_applicable = 0 OR value IS NULL", name="value_or_not_applicable"),
        **STRICT_WITHOUT_ROWID,
    )
    op.create_table(
        "result",
        key("id"),
        integer("office_id", "office.id"),
        integer("year"),
        text("instrument"),
        text("tier"),
        text("judge"),
        text("score", nullable=True),
        text("grade", nullable=True),
        text("scale", nullable=True),
        text("source"),
        text("note"),
        sa.UniqueConstraint("office_id", "year", "instrument", "tier", "judge"),
        sa.CheckConstraint("score IS NOT NULL OR grade IS NOT NULL", name="something_reported"),
        **STRICT,
    )
    op.create_table(
        "journal",
        key("number"),
        *(text(name) for name in ("at", "actor", "action", "object", "old", "new", "reason")),
        *(text(name) for name in ("changes", "previous", "hash")),
        **STRICT,
    )
    op.create_table(
        "journal_change",
        key("number", "journal.number"),
        sa.Column("item", sa.Text, primary_key=True, nullable=False),
        text("old"),
        text("new"),
        **STRICT_WITHOUT_ROWID,
    )
    triggers.renew(op.get_bind())
