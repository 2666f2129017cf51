"""What time it is. Whoever needs to know is given a clock, so that another one can be set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the time, in UTC."""


def now() -> datetime:
    """The time of the machine, in UTC."""
    return datetime.now(UTC)
