"""How a regulation words the rows of its worksheet, as fingerprints: a digest for each word, and not the words.

They come with the program, one file a rubric, made by `python -m tools.wordings` from an official worksheet.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

import yaml

WORDINGS = files("rbtrack.rubrics") / "wordings"
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BYTES = 3
"""So much of the digest of a word: enough to tell the words of one worksheet apart, too little for a dictionary."""

Fingerprint = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class OfficialWordings:
    """The fingerprints of labels and of explanations, by node code; an item may have several."""

    labels: Mapping[str, tuple[Fingerprint, ...]] = field(default_factory=dict)
    explanations: Mapping[str, tuple[Fingerprint, ...]] = field(default_factory=dict)


@cache
def official_wordings(rubric_id: str) -> OfficialWordings:
    """The wordings of a rubric that comes with the program; of any other rubric none."""
    file = WORDINGS / f"{rubric_id}.yaml"
    if not file.is_file():
        return OfficialWordings()
    document = yaml.load(file.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - makes texts, no objects
    if "same_as" in document:
        return official_wordings(document["same_as"])
    return OfficialWordings(*(_fingerprints(document[part]) for part in ("labels", "explanations")))


def _fingerprints(part: Mapping[str, Any]) -> Mapping[str, tuple[Fingerprint, ...]]:
    return {code: tuple(map(unpacked, packed)) for code, packed in part.items()}


def fingerprint(words: Sequence[str]) -> Fingerprint:
    return tuple(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest() for word in words)


def packed(found: Fingerprint) -> str:
    """A fingerprint as it stands in a file."""
    return b64encode(b"".join(found)).decode("ascii")


def unpacked(text: str) -> Fingerprint:
    whole = b64decode(text)
    return tuple(whole[start : start + _BYTES] for start in range(0, len(whole), _BYTES))
