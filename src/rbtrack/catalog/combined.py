"""The shares of an agency and its units as they stand in a rubric's file and in the canonical text."""

from __future__ import annotations

from typing import Any

from rbtrack.catalog.documents import DocumentReader
from rbtrack.domain.combined_shares import CombinedShares

_PATH = ("combined",)
_CONFIDENCE = ("primary", "secondary", "unverified")


def combined_document(shares: CombinedShares) -> dict[str, Any]:
    """The shares as plain values, as a rubric file states them."""
    found = {"own": str(shares.own), "units": str(shares.units), "confidence": shares.confidence}
    return {key: value for key, value in {**found, "note": shares.note or None}.items() if value is not None}


def read_combined(reader: DocumentReader, value: Any) -> CombinedShares | None:
    """`{own: 60, units: 40}`, in percent; None where the rubric says nothing of it."""
    if value is None:
        return None
    entry = reader.mapping(value, _PATH, {"own", "units", "confidence", "note"}, {"own", "units"})
    confidence = entry.get("confidence")
    return CombinedShares(
        own=reader.number(entry.get("own"), (*_PATH, "own")),
        units=reader.number(entry.get("units"), (*_PATH, "units")),
        confidence=None if confidence is None else reader.word(confidence, (*_PATH, "confidence"), _CONFIDENCE),
        note=reader.text(entry.get("note"), (*_PATH, "note")),
    )
