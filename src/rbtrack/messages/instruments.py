"""Instruments in words."""

from __future__ import annotations

from rbtrack.domain.instrument import Instrument
from rbtrack.text import language


def instrument_name(instrument: Instrument) -> str:
    """What it is called in the reader's language."""
    return instrument.names.get(language(), instrument.code)
