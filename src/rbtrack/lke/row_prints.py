"""A row of an issued worksheet in a few signs: enough to tell later whether what it shows was changed or moved."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from hashlib import blake2b

from rbtrack.domain.evaluation import RawValue, as_text, plain_words
from rbtrack.domain.numbers import readings

_DIGEST_BYTES = 4
_DECIMALS = 9
_LONGEST_NUMBER = 20
"""A text of more characters is no weight."""


@dataclass(frozen=True, slots=True)
class RowPrint:
    """What stands in a row as digests of its cells.

    White space, capitals and a full stop at the end make no difference.
    """

    number: str
    label: str
    weight: str
    explanation: str
    choices: str

    def __str__(self) -> str:
        return " ".join(astuple(self))


def print_of(number: str, label: str, weight: RawValue, explanation: str, choices: str) -> RowPrint:
    """The print of a row that shows these."""
    return RowPrint(*map(_digest, (number, label, _weight_text(weight), explanation, choices)))


def _digest(text: str) -> str:
    return blake2b(plain_words(text).encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()


def _weight_text(weight: RawValue) -> str:
    """A weight, the same whether its cell holds a number or that number as text, and whatever digits of it a program
    keeps: LibreOffice fifteen."""
    found = readings(weight) if isinstance(weight, str) and len(weight) <= _LONGEST_NUMBER else ()
    number = float(found[0]) if len(found) == 1 else weight
    return format(round(number, _DECIMALS), "f") if isinstance(number, float) else as_text(weight)


def parse_print(text: str) -> RowPrint | None:
    """The print that a hidden sheet keeps; None for anything else."""
    parts = text.split(" ")
    return RowPrint(*parts) if len(parts) == len(RowPrint.__slots__) else None
