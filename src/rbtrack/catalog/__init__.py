"""Rubrics, instruments with their grade scales, and crosswalks as files: YAML in, domain values out.

The reader also takes the canonical text that the store keeps, so that a rubric means the same
wherever it was read from.
"""

from __future__ import annotations

from rbtrack.catalog.canonical import canonical, digest, from_canonical
from rbtrack.catalog.catalogue import (
    Catalogue,
    answer_words,
    default_instrument,
    shared,
    shipped_ids,
    shipped_rubric,
)
from rbtrack.catalog.yaml_text import as_yaml

__all__ = [
    "Catalogue", "answer_words", "as_yaml", "canonical", "default_instrument", "digest", "from_canonical", "shared",
    "shipped_ids", "shipped_rubric",
]  # fmt: skip
