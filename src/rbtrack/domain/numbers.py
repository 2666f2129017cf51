"""Numbers as offices write them and as they are shown. Nothing is rounded in between."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from fractions import Fraction

_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL = re.compile(r"([+-]?\d+)[.,](\d+)", re.ASCII)
_GROUPED = tuple(
    (mark, re.compile(rf"([+-]?[1-9]\d{{0,2}}(?:[{mark}]\d{{3}})+)(?:[{decimal}](\d+))?", re.ASCII))
    for mark, decimal in (".,", ",.")
)

EXACT_DIGITS = 28

_ALL_DIGITS = Context(prec=100_000)
"""Rounds nothing that a cell can hold: 32,767 characters of text, or a binary number below 10**309."""

SAME_FIGURE = Fraction(1, 10**9)
"""Worksheets calculate in binary floating point: a figure that differs by less than this is the same figure."""


def readings(text: str) -> tuple[Decimal, ...]:
    """Every number that `text` can mean: none, one, or two where a mark may group thousands.

    A single comma or point is read as the decimal mark (`66,67` is 66.67); followed by exactly
    three digits it may as well group thousands (`1.234` is 1.234 or 1234).
    """
    text = text.strip()
    found = [Decimal(text)] if _WHOLE.fullmatch(text) else []
    if match := _DECIMAL.fullmatch(text):
        found.append(Decimal(".".join(match.groups())))
    for mark, pattern in _GROUPED:
        if match := pattern.fullmatch(text):
            whole, decimals = match.groups()
            found.append(Decimal(f"{whole.replace(mark, '')}.{decimals or 0}"))
    return tuple(tidy(number) for number in found)


def from_cell(number: float) -> Decimal:
    """The decimal that a number cell shows: the shortest one that the stored binary number stands for."""
    return tidy(Decimal(repr(number)))


def tidy(number: Decimal) -> Decimal:
    """The same number, in all its digits, without a trailing `.0`, an exponent or the sign of a zero."""
    whole = number.to_integral_value()
    return _ALL_DIGITS.add(whole, 0) if number == whole else number.normalize(_ALL_DIGITS)


def rounded(number: Fraction, places: int = 2) -> Decimal:
    """`number` as it is printed: rounded once, half away from zero (half up, as the regulations print it)."""
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if number >= 0 else -whole).scaleb(-places)


def printed_change(last: Fraction | None, first: Fraction | None) -> Fraction | None:
    """By how much a figure rose, as a reader finds it who subtracts what is printed: 72.48 less 70.63 is 1.85, whatever
    the digits behind. None (not 0) where one is missing."""
    return None if last is None or first is None else Fraction(rounded(last) - rounded(first))


def exact_text(number: Fraction) -> str:
    """All digits of `number` where they end, else the first 28, with a decimal point."""
    context = Context(prec=EXACT_DIGITS)
    return format(context.divide(Decimal(number.numerator), Decimal(number.denominator)), "f")
