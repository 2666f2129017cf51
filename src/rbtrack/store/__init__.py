"""The database: one file on an office laptop, and one `Store` to reach it by."""

from sqlalchemy.exc import DatabaseError

from rbtrack.store.queries import Reader, RegisteredWorksheet, StoredEvaluation, StoredRubric
from rbtrack.store.store import Store
from rbtrack.store.writing import Writer

__all__ = ["DatabaseError", "Reader", "RegisteredWorksheet", "Store", "StoredEvaluation", "StoredRubric", "Writer"]
