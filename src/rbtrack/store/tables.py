"""The tables, the same for SQLite and PostgreSQL.

Figures are text (SQLite would make floats of decimals), times are ISO text in UTC. In SQLite the
tables are STRICT, so that a column holds what it says; answers and journal changes live in their
primary key's own tree (WITHOUT ROWID). No `from __future__ import annotations` here: SQLModel
reads the annotations at run time.
"""

from typing import ClassVar

from sqlalchemy import CheckConstraint, Integer, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

STRICT = {"sqlite_strict": True}
STRICT_WITHOUT_ROWID = {"sqlite_strict": True, "sqlite_with_rowid": False}


def _evaluated_later() -> CheckConstraint:
    """The year of evaluation is kept where it is another than the year judged: then it is a later one."""
    return CheckConstraint("evaluated > year", name="evaluated_later")


class OfficeRow(SQLModel, table=True):
    """An office; `code` is what people type and is never reused."""

    __tablename__: ClassVar[str] = "office"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    code: str = Field(unique=True, sa_type=Text)
    name: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    parent_id: int | None = Field(default=None, foreign_key="office.id", index=True, sa_type=Integer)


class RubricRow(SQLModel, table=True):
    """A rubric as it was when first used: its canonical text and hash. Rows never change."""

    __tablename__: ClassVar[str] = "rubric"
    __table_args__ = (UniqueConstraint("code", "version"), STRICT)

    id: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    code: str = Field(sa_type=Text)
    version: str = Field(sa_type=Text)
    instrument: str = Field(sa_type=Text)
    sha256: str = Field(sa_type=Text)
    content: str = Field(sa_type=Text)
    first_used: str = Field(sa_type=Text)


class ItemRow(SQLModel, table=True):
    """The items of a stored rubric, so that answers are keyed by a number and not by a text."""

    __tablename__: ClassVar[str] = "item"
    __table_args__ = (UniqueConstraint("rubric_id", "code"), STRICT)

    id: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    rubric_id: int = Field(foreign_key="rubric.id", sa_type=Integer)
    code: str = Field(sa_type=Text)


class EvaluationRow(SQLModel, table=True):
    """One office, year, rubric and tier, by one judge (empty unless named)."""

    __tablename__: ClassVar[str] = "evaluation"
    __table_args__ = (
        UniqueConstraint("office_id", "year", "rubric_code", "tier", "judge"),
        _evaluated_later(),
        STRICT,
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    office_id: int = Field(foreign_key="office.id", sa_type=Integer)
    year: int = Field(sa_type=Integer)
    rubric_id: int = Field(foreign_key="rubric.id", index=True, sa_type=Integer)
    # The same for every version of a rubric: an evaluation moves from one version to the next and stays itself.
    rubric_code: str = Field(sa_type=Text)
    tier: str = Field(sa_type=Text)
    judge: str = Field(default="", sa_type=Text)
    revision: int = Field(sa_type=Integer)
    evaluated: int | None = Field(default=None, sa_type=Integer)


class AnswerRow(SQLModel, table=True):
    """What is said of one item. A missing row is a blank of which nothing is said."""

    __tablename__: ClassVar[str] = "answer"
    __table_args__ = (
        CheckConstraint("not_applicable IN (0, 1)", name="not_applicable_known"),
        CheckConstraint("not_applicable = 0 OR value IS NULL", name="value_or_not_applicable"),
        CheckConstraint("unreviewed IN (0, 1)", name="unreviewed_known"),
        STRICT_WITHOUT_ROWID,
    )

    evaluation_id: int = Field(foreign_key="evaluation.id", primary_key=True, sa_type=Integer)
    item_id: int = Field(foreign_key="item.id", primary_key=True, index=True, sa_type=Integer)
    value: str | None = Field(default=None, sa_type=Text)
    not_applicable: int = Field(default=0, sa_type=Integer)
    note: str = Field(default="", sa_type=Text)
    evidence: str = Field(default="", sa_type=Text)
    unreviewed: int = Field(default=0, sa_type=Integer)


class IssuedRow(SQLModel, table=True):
    """The register: a worksheet that was made here, and the evaluation that it is for. An export holds the answers
    that were stored; any other was issued to be filled in."""

    __tablename__: ClassVar[str] = "issued"
    __table_args__ = (
        CheckConstraint("is_export IN (0, 1)", name="is_export_known"),
        _evaluated_later(),
        STRICT,
    )

    token: str = Field(primary_key=True, sa_type=Text)
    office_id: int = Field(foreign_key="office.id", index=True, sa_type=Integer)
    year: int = Field(sa_type=Integer)
    rubric_code: str = Field(sa_type=Text)
    tier: str = Field(sa_type=Text)
    judge: str = Field(default="", sa_type=Text)
    is_export: int = Field(sa_type=Integer)
    at: str = Field(sa_type=Text)
    actor: str = Field(sa_type=Text)
    file: str = Field(sa_type=Text)
    evaluated: int | None = Field(default=None, sa_type=Integer)


class ResultRow(SQLModel, table=True):
    """A figure that somebody else published, as reported."""

    __tablename__: ClassVar[str] = "result"
    __table_args__ = (
        UniqueConstraint("office_id", "year", "instrument", "tier", "judge"),
        CheckConstraint("score IS NOT NULL OR grade IS NOT NULL", name="something_reported"),
        _evaluated_later(),
        STRICT,
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    office_id: int = Field(foreign_key="office.id", sa_type=Integer)
    year: int = Field(sa_type=Integer)
    instrument: str = Field(sa_type=Text)
    tier: str = Field(sa_type=Text)
    judge: str = Field(default="", sa_type=Text)
    score: str | None = Field(default=None, sa_type=Text)
    grade: str | None = Field(default=None, sa_type=Text)
    scale: str | None = Field(default=None, sa_type=Text)
    source: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    evaluated: int | None = Field(default=None, sa_type=Integer)


class JournalRow(SQLModel, table=True):
    """One entry for each command and thing changed. Append-only, by triggers; chained by hashes."""

    __tablename__: ClassVar[str] = "journal"
    __table_args__ = (STRICT,)

    number: int = Field(primary_key=True, sa_type=Integer)
    at: str = Field(sa_type=Text)
    actor: str = Field(sa_type=Text)
    action: str = Field(sa_type=Text)
    object: str = Field(sa_type=Text)
    old: str = Field(default="", sa_type=Text)
    new: str = Field(default="", sa_type=Text)
    reason: str = Field(default="", sa_type=Text)
    changes: str = Field(default="", sa_type=Text)
    previous: str = Field(sa_type=Text)
    hash: str = Field(sa_type=Text)


class JournalChangeRow(SQLModel, table=True):
    """A changed answer of a journal entry, before and after, as JSON; empty where there was none."""

    __tablename__: ClassVar[str] = "journal_change"
    __table_args__ = (STRICT_WITHOUT_ROWID,)

    number: int = Field(foreign_key="journal.number", primary_key=True, sa_type=Integer)
    item: str = Field(primary_key=True, sa_type=Text)
    old: str = Field(default="", sa_type=Text)
    new: str = Field(default="", sa_type=Text)


__all__ = [
    "AnswerRow", "EvaluationRow", "IssuedRow", "ItemRow", "JournalChangeRow", "JournalRow", "OfficeRow", "ResultRow",
    "RubricRow",
]  # fmt: skip
