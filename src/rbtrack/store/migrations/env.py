"""Alembic's entry: brings the database that `rbtrack.store.schema` hands over to the newest version."""

from alembic import context
from sqlmodel import SQLModel

from rbtrack.store import tables  # noqa: F401 (fills SQLModel.metadata)

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
