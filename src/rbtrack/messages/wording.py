"""The two sentences of a problem."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """What is wrong and what to do, in English; translated when shown."""

    message: str
    hint: str = ""
