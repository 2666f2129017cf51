"""Items that are answered by one of a few options."""

from __future__ import annotations

from dataclasses import dataclass

from rbtrack.domain.kinds.options import Option


@dataclass(frozen=True, slots=True)
class ChoiceScale:
    """An item answered by one of a few options: Ya/Tidak, A/B/C, an audit opinion."""

    id: str
    options: tuple[Option, ...]
